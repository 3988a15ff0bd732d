"""Pasted text, a file or a web address → plain text, which is "the text as given" for everything after.

Tells what something is, and has it read by who knows: `html` reads HTML, `documents` PDF and Word, `mail` mails. What
is taken says where it came from as well. Knows nothing of articles or languages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from time import monotonic

import regex

from chat.errors import ChatError, EmptyText, FetchingOff, InputError, UnsupportedFile
from chat.intake import dates, documents, html, mail, origins
from chat.intake.decoding import decoded, named
from chat.lang.characters import encodable
from chat.schema import Origin

MAX_BYTES = 20_000_000

_PASTE = "Open it in its program, and paste the text here."
_FETCHED = "What is at this address"

_MARKDOWN = frozenset({".md", ".markdown"})
_PAGES = frozenset({".html", ".htm"})
_DOCUMENTS: dict[str, documents.Kind] = {".pdf": "pdf", ".docx": "docx"}
_MAIL = ".eml"
_SUFFIXES = frozenset({"", ".txt", ".text", _MAIL}) | _PAGES | _MARKDOWN | _DOCUMENTS.keys()
_INVISIBLE_ONLY = regex.compile(r"[\s\p{C}\p{Z}\u2800\u3164\u115f\u1160\uffa0]*+")
_UNKNOWN = Origin()
_SECONDS_OF_A_MAIL = 30.0  # for documents in which nothing is found, each of which may take most of it
_COVERING = 40  # words; a mail with fewer, and with an article beside it, is a covering note


@dataclass(frozen=True)
class Taken:
    """The text of an article, where it came from, and what else came with it: documents in the same mail."""

    text: str
    origin: Origin = _UNKNOWN
    attached: tuple[Taken, ...] = ()


def from_text(text: str) -> str:
    """Return the text of what was pasted: as it is, or where it is HTML what `html` finds in it.

    For what was pasted only: what the other ways in have returned is the text already, and what is markup to a reader
    of Markdown, or a page that writes about HTML, would lose its tags.

    A comment of HTML in other text, which no page shows, becomes blanks. Half characters (lone surrogates), which no
    encoding can hold, become U+FFFD.

    Raises:
        EmptyText: nothing in it can be seen.
    """
    return _visible(html.text_of(text) if html.is_html(text) else _without_comments(text))


def from_bytes(data: bytes, name: str) -> str:
    """Return the text of what `take_bytes` takes; arguments and errors are the same."""
    return take_bytes(data, name).text


def from_file(path: str | Path) -> str:
    """Return the text of what `take_file` takes; arguments and errors are the same."""
    return take_file(path).text


def from_url(url: str, *, allowed: bool = True) -> str:
    """Return the text of what `take_url` takes; arguments and errors are the same."""
    return take_url(url, allowed=allowed).text


def take_bytes(data: bytes, name: str) -> Taken:
    """Take a file of that name in: PDF, Word (.docx), a mail (.eml), or text in UTF-8, UTF-16 with a byte order mark,
    or Windows-1252. Without a suffix in its name, what is in it tells which.

    Of a mail it is what the mail says; where that is a covering note only, the first document in it that can be read.

    Raises:
        UnsupportedFile: the name says that it is another kind, or there are more than MAX_BYTES.
        UnreadableDocument: a PDF or Word file, or a mail, is damaged, protected by a password, too large, or without
            text.
        NotText: the bytes are no text, or their encoding cannot be told.
        EmptyText: nothing in it can be seen.
    """
    suffix = _supported_suffix(name)
    _check_size(len(data), name)
    if suffix == _MAIL:
        return _taken_mail(data, name)
    kind = _DOCUMENTS.get(suffix) if suffix else documents.kind_of(data)
    if kind:
        text, told = documents.opened(data, name, kind=kind)
        return Taken(_visible(text), _of_file(told, name))
    given = decoded(data, name)
    text = _visible(_without_comments(given)) if suffix in _MARKDOWN else from_text(given)
    told = origins.of_page(given) if suffix in _PAGES and html.is_html(given) else Origin()
    return Taken(text, _of_file(told, name))


def take_file(path: str | Path) -> Taken:
    """Take a file in, as `take_bytes` does. One of more than MAX_BYTES is refused before it is read.

    Raises:
        InputError: there is no such file, or it cannot be read.
        UnsupportedFile, UnreadableDocument, NotText, EmptyText: as for `take_bytes`.
    """
    path = Path(path)
    _supported_suffix(path.name)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise InputError(f"{path.name} cannot be read: {reason}.", hint="Check the path of the file.") from error
    return take_bytes(data, path.name)


def take_url(url: str, *, allowed: bool = True, keep: Callable[[bytes], None] | None = None) -> Taken:
    """Take in what is at a web address: a page, text, PDF or Word file.

    Args:
        url: http or https, on the public internet.
        allowed: whether the settings allow to fetch pages.
        keep: given the page as it was fetched (see `archive.record`), once its text is known.

    Raises:
        FetchingOff: they do not.
        AddressRefused: it is no address of a page on the public internet.
        PageUnavailable: nothing came, not in time, too much, or of another kind.
        UnreadableDocument, NotText, EmptyText: as for `take_bytes`.
    """
    check_fetching(allowed=allowed)
    from chat.intake import web  # 0.2 s, and most articles are pasted

    page = web.page(url)
    retrieved = dates.now()
    if page.kind == "pdf" or page.kind == "docx":
        text, told = documents.opened(page.data, _FETCHED, kind=page.kind)
    else:
        encoding = named(page.charset)
        given = page.data.decode(encoding, "replace") if encoding else decoded(page.data, _FETCHED)
        is_page = page.kind == "html"
        text = html.text_of(given, is_page=True) if is_page else given
        told = origins.of_page(given, url=page.url) if is_page else Origin()
    own = told.url or origins.web_address(page.url) or page.url
    taken = Taken(_visible(text), told.model_copy(update={"url": own, "retrieved": retrieved}))
    if keep:
        from chat.intake import archive

        keep(archive.record(page, retrieved=retrieved))
    return taken


def check_fetching(*, allowed: bool) -> None:
    """Say that pages are not fetched here, where the settings do not allow it.

    Raises:
        FetchingOff: they do not.
    """
    if not allowed:
        raise FetchingOff(
            "Belegt does not fetch pages here: BELEGT_FETCH is off.",
            hint="Open the page in your browser, copy the article, and paste it here.",
        )


def is_supported(name: str) -> bool:
    """Return whether a file's name says that it is of a kind that can be read; one without a suffix does not say so."""
    suffix = PurePath(name).suffix.lower()
    return bool(suffix) and suffix in _SUFFIXES


def _of_file(told: Origin, name: str) -> Origin:
    return told.model_copy(update={"file": origins.cleaned(name)})


def _taken_mail(data: bytes, name: str) -> Taken:
    """Return what a mail says, or the documents in it where it only covers them."""
    letter = mail.read(data, name)
    origin = _of_file(letter.origin, name)
    note = Taken(_visible(letter.text), origin) if letter.text.strip() else None
    if note and len(note.text.split()) >= _COVERING:
        return note
    found, ends = [], monotonic() + _SECONDS_OF_A_MAIL
    for attached, content in letter.documents:
        try:
            taken = take_bytes(content, attached)
        except ChatError:  # the others, or the note, may be what the reader wants
            if monotonic() > ends:
                break
            continue
        found.append(Taken(taken.text, taken.origin.completed(letter.origin)))
    if found:
        return Taken(found[0].text, found[0].origin, tuple(found[1:]))
    if note is None:
        raise EmptyText(f"There is no text in {name}, and no document that can be read.", hint=_PASTE)
    return note


def _supported_suffix(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    if suffix not in _SUFFIXES:
        raise UnsupportedFile(f"{name} is of a kind that cannot be read: {suffix}.", hint=_PASTE)
    return suffix


def _check_size(size: int, name: str) -> None:
    if size > MAX_BYTES:
        raise UnsupportedFile(
            f"{name} is larger than {MAX_BYTES // 1_000_000} MB.", hint="Paste the text of the article here."
        )


def _visible(text: str) -> str:
    """Return the text without lone surrogates, unless there is nothing to see."""
    if _INVISIBLE_ONLY.fullmatch(text):
        raise EmptyText("There is no text to read.", hint="Paste the text of an article.")
    return encodable(text)


def _without_comments(text: str) -> str:
    """Return a text of the same length with blanks for its HTML comments; one that is never closed stays."""
    pieces, end = [], 0
    while (start := text.find("<!--", end)) >= 0 and (close := text.find("-->", start)) >= 0:
        pieces += [text[end:start], regex.sub(r"\S", " ", text[start : close + 3])]
        end = close + 3
    return "".join([*pieces, text[end:]])
