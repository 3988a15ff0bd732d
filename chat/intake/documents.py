"""The bytes of a PDF or Word file → its text, a blank line between paragraphs, and what it tells of itself.

Untrusted files: nothing in them is executed, fetched or expanded, and how much is read is bounded. `word` reads Word
files; `pdf` reads PDF, `confined` to a program of its own. Knows nothing of languages or what an article is made of.
"""

from __future__ import annotations

from typing import Literal

from chat.intake import confined, dates, word
from chat.intake.origins import cleaned
from chat.schema import Origin

Kind = Literal["pdf", "docx"]

_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"


def kind_of(data: bytes) -> Kind | None:
    """Return what kind of document some bytes are, None where they are neither."""
    if data.startswith(_PDF):
        return "pdf"
    return "docx" if data.startswith(_ZIP) else None


def opened(data: bytes, name: str, *, kind: Kind) -> tuple[str, Origin]:
    """Return the text of a document, and the title, the author and the day that it tells of itself.

    Args:
        data: all of the file.
        name: that of the file, for messages.

    Raises:
        UnreadableDocument: it is damaged, protected by a password, too large, or has no text.
    """
    if kind == "docx":
        return word.text_of(data, name), word.about(data)
    found = confined.pdf(data, name)
    told = Origin(title=cleaned(found["title"]), author=cleaned(found["author"]), published=dates.iso(found["created"]))
    return found["text"], told
