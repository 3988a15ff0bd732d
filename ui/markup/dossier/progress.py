"""How far the articles of a dossier are: the line above them, and the title of the browser's tab."""

from __future__ import annotations

from markupsafe import Markup

from chat.lang.characters import one_line
from chat.localization import t
from ui.kinds import Step

_STATUS = Markup(
    '<div class="belegt status"><span class="title-of-tab" hidden>{title} · Belegt</span>'
    '<span class="spoken" hidden>{spoken}</span>{lines}{bar}</div>'
)
_LINE = Markup("<p>{}</p>")
_BAR = Markup(
    '<div class="bar" role="progressbar" aria-label="{label}" aria-valuenow="{share}" aria-valuemin="0" '
    'aria-valuemax="100"><span style="width:{share}%"></span></div>'
)
_LONGEST = 80  # characters of what is named


def status(getting: Step | None, reading: Step | None, *, whole: int, total: int) -> Markup:
    """Return what is being got and read.

    Args:
        getting: what is got next, None where nothing is.
        reading: which article is read, None where none is.
        whole: how many articles are read to their end, of `total`.
    """
    lines = []
    if getting:
        number, all = getting.done + 1, getting.total
        told = t("Getting {number} of {all}: {name}", number=number, all=all, name=_short(getting.name))
        lines.append(_LINE.format(told))
    read = t("{count} of {total} read", count=whole, total=total)
    now = f" · {t('reading: {name}', name=_short(reading.name))}" if reading else ""
    lines.append(_LINE.format(f"{read}{now}"))
    share = round(100 * whole / total) if total else 0
    return _STATUS.format(
        title=read, spoken=read, lines=Markup("").join(lines), bar=_BAR.format(share=share, label=t("Reading"))
    )


def ended(name: str, whole: int, total: int, *, is_new: bool) -> Markup:
    """Return how many articles are read to their end, where nobody reads on.

    Args:
        name: of the dossier.
        is_new: they were seen while they were being read.
    """
    read = t("{count} of {total} read to the end.", count=whole, total=total)
    if whole == total:
        read = t("All read.")
    return _STATUS.format(title=_short(name), spoken=read if is_new else "", lines=_LINE.format(read), bar="")


def _short(name: str) -> str:
    line = one_line(name)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"
