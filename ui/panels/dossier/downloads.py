"""The dossier as a file to keep, and the pages that were kept as they were fetched."""

from __future__ import annotations

import datetime
from functools import partial

import streamlit as st

from chat.errors import ChatError
from chat.export import dossier as files
from chat.localization import t, tongue
from ui.panels import errors
from ui.panels.dossier.comparing import Shown
from ui.panels.dossier.paging import page_of

_PAGE = 20  # kept pages


def show(shown: Shown) -> None:
    """Offer the dossier in the form the reader chooses, made when it is clicked."""
    if any(not member.entry.whole for member in shown.contents.members):
        st.caption(t("Not all articles are read to their end: a file has what is there by now."))
    labels = {name: t(form.label) for name, form in files.FORMATS.items()}
    chosen = st.selectbox(
        t("As", context="form of a file"), list(labels), format_func=lambda name: labels[name], key=shown.key("as")
    )
    form, spoken = files.FORMATS[chosen], tongue()
    st.download_button(
        t("Download {form}", form=labels[chosen]),
        lambda: _file(shown, chosen, spoken),
        file_name=files.file_name(shown.dossier, form.suffix),
        mime=form.mime,
        on_click="ignore",
        type="primary",
        key=shown.key("download"),
    )
    _pages(shown)


def _file(shown: Shown, chosen: files.Format, tongue: str) -> bytes:
    turns = shown.cabinet.dossiers.answers(shown.room.owner, shown.id)
    answers = [turn.answer for turn in turns]
    return files.write(shown.dossier, format=chosen, date=datetime.date.today(), answers=answers, tongue=tongue)


def _kept(id: str, shown: Shown) -> bytes:
    return shown.cabinet.library.page(shown.room.owner, id) or b""


def _pages(shown: Shown) -> None:
    """Offer the pages that are kept as they were fetched."""
    try:
        ids = shown.cabinet.library.with_page(shown.room.owner, [source.id for source in shown.dossier.sources])
    except ChatError as error:
        errors.show(error)
        return
    kept = [source for source in shown.dossier.sources if source.id in ids]
    if not kept:
        return
    st.markdown(f"#### {t('Pages as they were fetched')}")
    for source in page_of(kept, size=_PAGE, key=shown.key("pages"), what=t("Pages")):
        st.download_button(
            t("Article {number} (WARC)", number=source.number),
            partial(_kept, source.id, shown),
            file_name=f"article-{source.number}.warc.gz",
            mime="application/warc",
            on_click="ignore",
            key=shown.key("page", source.number),
        )
