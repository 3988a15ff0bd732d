"""`dossier`: several articles at once: who says what in which, and where they disagree; kept on this machine."""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from chat.cli import adding, asking, kept, target
from chat.cli.terminal import add_verbose, output, say
from chat.dossier.dossier import Dossier
from chat.dossier.summary import overview
from chat.errors import InputError
from chat.export import plain
from chat.export.document import Block, Heading, Paragraph, Run
from chat.export.dossier import BINARY, FORMATS, across, write
from chat.export.dossier.document import in_short
from chat.lang.characters import one_line
from chat.localization import ENGLISH
from chat.localization.tongues import tongues
from chat.settings import Settings
from chat.storage.dossiers import DOSSIERS, DossierEntry

_WARC = "warc"
_KEPT = (
    "Dossiers of the command line are kept in the library of this machine (BELEGT_DATA), apart from those of the page, "
    "which belong to a browser. What is here is seen by whoever may read your files."
)


def add(commands: Any) -> None:
    """Add the command."""
    told = "several articles at once: who says what in which, and where they disagree"
    parser = commands.add_parser("dossier", help=told, description=f"{told[0].upper()}{told[1:]}. {_KEPT}")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for action, (run, told) in _ACTIONS.items():
        one = actions.add_parser(action, help=told, description=f"{told[0].upper()}{told[1:]}. {_KEPT}")
        _OPTIONS[action](one)
        add_verbose(one)
        one.set_defaults(run=run)


def _name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the dossier")


def _format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=["table", "json"], default="table", help="default: table")


def _show_options(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    _format(parser)


def _export_options(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    told = "default: md; warc: the pages that were kept as they were fetched"
    parser.add_argument("--format", choices=[*FORMATS, _WARC], default="md", help=told)
    parser.add_argument("--tongue", choices=tongues(), default=ENGLISH, help="of headings and labels; default: en")
    parser.add_argument("--out", metavar="PATH", type=Path, help="where the file goes; default: standard output")


def _remove_options(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    parser.add_argument("numbers", nargs="+", type=int, metavar="NUMBER", help="of articles, as “show” lists them")


def _list(options: argparse.Namespace, settings: Settings) -> int:
    entries = kept.library(settings).dossiers.recent(kept.OWNER, limit=DOSSIERS)
    if options.format == "json":
        with output(None) as out:
            print(json.dumps([_listed(entry) for entry in entries], ensure_ascii=False, indent=2), file=out)
        return 0
    if not entries:
        say("There are no dossiers. To begin one: python -m chat dossier add NAME FILE")
    with output(None) as out:
        for entry in entries:
            print(f"{entry.articles:>4}  {entry.opened:%Y-%m-%d}  {one_line(entry.name)}", file=out)
    return 0


def _listed(entry: DossierEntry) -> dict[str, Any]:
    created, opened = (time.isoformat(timespec="seconds") for time in (entry.created, entry.opened))
    return {"name": entry.name, "articles": entry.articles, "created": created, "opened": opened}


def _show(options: argparse.Namespace, settings: Settings) -> int:
    dossier = kept.opened(options.name, settings).dossier
    with output(None) as out:
        if options.format == "json":
            out.write(write(dossier, format="json", date=datetime.date.today()).decode())
        else:
            out.write(plain.render(_shown(dossier)))
    return 0


def _shown(dossier: Dossier) -> Iterator[Block]:
    """Yield what is shown of a dossier: its articles, what it comes to, and what is found across them."""
    yield Heading(dossier.name, 1)
    yield Heading("The articles", 2)
    for source in dossier.sources:
        count = len(source.analysed.claims)
        claims = f"{count} {'claim' if count == 1 else 'claims'}"
        told = "; ".join(part for part in (source.outlet, source.published, claims) if part)
        yield Paragraph(((Run(f"[{source.number}]"), Run(source.title)), (Run(told),)), "bullet")
    if not dossier.sources:
        yield Paragraph(((Run("There are no articles."),),))
    yield from in_short(overview(dossier))
    yield from across.blocks(dossier)


def _export(options: argparse.Namespace, settings: Settings) -> int:
    if options.out:
        target.check(options.out, inputs=[])
    elif options.format in {*BINARY, _WARC} and sys.stdout.isatty():
        raise InputError(f"A {options.format} file is nothing for a terminal.", hint="Name a file with --out.")
    data = _pages(options.name, settings) if options.format == _WARC else _file(options, settings)
    if options.out:
        target.save(data, options.out)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return 0


def _file(options: argparse.Namespace, settings: Settings) -> bytes:
    opened = kept.opened(options.name, settings)
    return write(
        opened.dossier,
        format=options.format,
        date=datetime.date.today(),
        answers=opened.answers,
        tongue=options.tongue,
    )


def _pages(name: str, settings: Settings) -> bytes:
    """Return the pages that were kept of a dossier's articles, in their order: WARC files go after each other as one.

    Raises:
        InputError: none was.
    """
    library = kept.library(settings)
    members = library.dossiers.members(kept.OWNER, kept.dossier(library, name).id)
    pages = [page for member in members if (page := library.page(kept.OWNER, member.entry.id))]
    if not pages:
        raise InputError("No page of this dossier was kept.", hint="Add its articles with --keep-pages.")
    return b"".join(pages)


def _remove(options: argparse.Namespace, settings: Settings) -> int:
    library = kept.library(settings)
    entry = kept.dossier(library, options.name)
    members = {member.number: member for member in library.dossiers.members(kept.OWNER, entry.id)}
    if missing := [number for number in options.numbers if number not in members]:
        raise InputError(
            f"There is no article [{missing[0]}] in this dossier.",
            hint="Their numbers: python -m chat dossier show NAME",
        )
    articles = [members[number].entry.id for number in options.numbers]
    library.dossiers.let_go(kept.OWNER, entry.id, articles)  # nothing else shows what no other dossier has
    return 0


def _delete(options: argparse.Namespace, settings: Settings) -> int:
    library = kept.library(settings)
    entry = kept.dossier(library, options.name)
    library.dossiers.delete(kept.OWNER, entry.id, articles=True)
    say(f"“{one_line(entry.name)}” is deleted.")
    return 0


_Run = Callable[[argparse.Namespace, Settings], int]
_ACTIONS: dict[str, tuple[_Run, str]] = {
    "add": (adding.run, "read articles, and put them into a dossier"),
    "list": (_list, "list the dossiers of the command line"),
    "show": (_show, "show a dossier: its articles, who has what, who says what, where they disagree, in order of time"),
    "ask": (asking.run, "answer questions about a dossier from its articles, and keep the answers with it"),
    "export": (_export, "write a dossier to a file"),
    "remove": (_remove, "take articles out of a dossier; those that no other dossier has are deleted for good"),
    "delete": (_delete, "delete a dossier for good, with those of its articles that no other dossier has"),
}
_OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "add": adding.add_options,
    "list": _format,
    "show": _show_options,
    "ask": asking.add_options,
    "export": _export_options,
    "remove": _remove_options,
    "delete": _name,
}
