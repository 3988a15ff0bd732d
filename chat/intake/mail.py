"""The bytes of a mail (.eml, RFC 5322 with MIME) → what it says, from whom and when, and the documents in it.

Untrusted: nothing in it is executed or fetched, mails within it stay closed, and how much is taken apart is bounded,
since what takes mails apart needs time and depth for each part, whatever is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import PurePath
from typing import Any, cast

import regex

from chat.errors import UnreadableDocument
from chat.intake import dates, html
from chat.intake.decoding import decoded, named
from chat.intake.origins import cleaned
from chat.schema import Origin

MAX_DOCUMENTS = 20  # of one mail

_PASTE = "Open it in your mail program, copy the article, and paste it here."
# Characters of a header that are looked at. The time for the parameters of a part grows with their square, and they
# are read for each part: 500 parts with 2,000 characters took 40 s.
_LONGEST_HEADER = 2_000
_LONGEST_OF_PART = 500
_OF_MAIL = frozenset({"subject", "from"})
_MOST_HEADERS = 3_000
# Line ends, each looked at for every part that is open: 20 MB in Base64 have 540,000.
_MOST_LOOKS = 6_000_000
_MOST_BORDERS = 300  # lines that may begin a part
_MOST_NESTED = 30
_MOST_OF_PARTS = 30_000  # characters of headers that say what a part is, as far as they are looked at
_OF_PART = regex.compile(
    rb"(?<![^\r\n])content-[a-z-]++[ \t]*+:[^\r\n]*+(?:(?:\r\n?|\n)[ \t][^\r\n]*+)*+", regex.IGNORECASE
)
_NESTING = regex.compile(rb"multipart/|message/", regex.IGNORECASE)
_SUFFIXES = frozenset({".pdf", ".docx", ".txt", ".text", ".md", ".html", ".htm"})
_TYPES = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_SIGNATURE = "-- "
# What the standard library raises at mails that are made to do harm; not all of it on purpose.
_DAMAGED = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError, NotImplementedError)


@dataclass(frozen=True)
class Letter:
    """A mail: what it says, empty where it says nothing; where it came from; the documents in it by their names."""

    text: str
    origin: Origin
    documents: tuple[tuple[str, bytes], ...] = ()


class _Policy(policy.EmailPolicy):
    """The usual policy, but that a header without end is cut before anybody takes it apart, and many are refused."""

    left: Iterator[int] = iter(())  # of how many headers are read

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        if next(self.left, None) is None:
            raise MessageError("too many headers")
        name, value = super().header_source_parse(sourcelines)
        return name[:_LONGEST_OF_PART], value[: _LONGEST_HEADER if name.lower() in _OF_MAIL else _LONGEST_OF_PART]


def read(data: bytes, name: str) -> Letter:
    """Return the mail that some bytes are; `name` is that of the file, for messages.

    Raises:
        UnreadableDocument: it is no mail, or there is too much in it.
        NotText: the encoding of what it says cannot be told.
    """
    _check_amount(data, name)
    try:
        bounded = cast(Any, _Policy)(left=iter(range(_MOST_HEADERS)))  # options are the attributes of the class
        message = BytesParser(EmailMessage, policy=bounded).parsebytes(data)
        origin = _origin(message)
        if not (origin.author or origin.title or origin.published):
            raise UnreadableDocument(f"{name} is no mail: it has no sender, subject or date.", hint=_PASTE)
        parts = list(_parts(message))
        return Letter(_said(parts, name), origin, tuple(_documents(parts)))
    except _DAMAGED as error:
        raise UnreadableDocument(f"{name} is damaged, or is no mail.", hint=_PASTE) from error


def _check_amount(data: bytes, name: str) -> None:
    """Refuse what would take too long to take apart.

    Raises:
        UnreadableDocument: it would.
    """
    lines = data.count(b"\n") + data.count(b"\r")  # as the parser counts them; both of a pair
    borders = data.count(b"\n--") + data.count(b"\r--")
    nested = sum(1 for _ in _NESTING.finditer(data))
    of_parts = sum(min(len(header.group()), _LONGEST_OF_PART) for header in _OF_PART.finditer(data))
    looks = lines * (nested + 1)
    if looks > _MOST_LOOKS or borders > _MOST_BORDERS or nested > _MOST_NESTED or of_parts > _MOST_OF_PARTS:
        raise UnreadableDocument(f"{name} has too much in it for a mail with an article.", hint=_PASTE)


def _origin(message: Any) -> Origin:
    return Origin(
        title=cleaned(_header(message, "Subject")),
        author=cleaned(_header(message, "From")),
        published=dates.iso(_header(message, "Date")),
    )


def _header(message: Any, name: str) -> str:
    """Return a header, empty where there is none, or none that can be taken apart."""
    try:
        return str(message.get(name, ""))
    except _DAMAGED:
        return ""


def _parts(message: Any) -> Iterator[Any]:
    """Yield the parts of a mail that hold something themselves; not those of mails within it."""
    waiting: list[Any] = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "message":
            continue
        if part.is_multipart():
            waiting += reversed(part.get_payload())
        else:
            yield part


def _said(parts: list[Any], name: str) -> str:
    """Return what a mail says: its plain text, but for one that only says that there is more in its HTML."""
    shown = [part for part in parts if not _is_attached(part)]
    plain = next((part for part in shown if part.get_content_type() == "text/plain"), None)
    marked = next((part for part in shown if part.get_content_type() == "text/html"), None)
    text = _flowing(_decoded(plain, name), plain) if plain is not None else ""
    page = html.text_of(_decoded(marked, name)) if marked is not None else ""
    return page if len(page.split()) > 2 * len(text.split()) else text


def _is_attached(part: Any) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _decoded(part: Any, name: str) -> str:
    """Return the text of a part, in the encoding that it names, or the one that it is in.

    Raises:
        NotText: its encoding cannot be told.
    """
    data = part.get_payload(decode=True) or b""
    encoding = named(part.get_content_charset() or "")
    if encoding:
        try:
            return str(data.decode(encoding)).replace("\r\n", "\n")
        except UnicodeDecodeError:  # it names a wrong one
            pass
    return decoded(data, name).replace("\r\n", "\n")


def _flowing(text: str, part: Any) -> str:
    """Return a text whose lines were broken by the mail program (RFC 3676) with its own line ends alone."""
    if part.get_param("format", "") != "flowed":
        return text
    glue = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    lines: list[list[str]] = []  # in pieces: putting each to the text before it takes time with its square
    goes_on = False
    for line in text.split("\n"):
        line = line.removeprefix(" ")  # put before what could be taken for something else
        soft = line.endswith(" ") and line != _SIGNATURE
        piece = line.rstrip(" ") if soft else line
        if goes_on:
            lines[-1] += (glue, piece)
        else:
            lines.append([piece])
        goes_on = soft
    return "\n".join(map("".join, lines))


def _documents(parts: list[Any]) -> Iterator[tuple[str, bytes]]:
    """Yield the documents in a mail, of the kinds that can be read, each with a name of that kind."""
    left = MAX_DOCUMENTS
    for part in parts:
        told = cleaned(PurePath(str(part.get_filename() or "").replace("\\", "/")).name)
        suffix = _TYPES.get(part.get_content_type(), "")
        name = told if not suffix or told.lower().endswith(suffix) else f"{told or 'document'}{suffix}"
        if left and PurePath(name).suffix.lower() in _SUFFIXES:
            left -= 1
            yield name, part.get_payload(decode=True) or b""
