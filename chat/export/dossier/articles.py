"""What data files tell of an article of a dossier: where it came from, and which text it was. Nothing is guessed."""

from __future__ import annotations

import base64
import datetime
import re
from dataclasses import dataclass
from functools import cached_property

from chat.dossier.sources import Source
from chat.export.addresses import web_address
from chat.export.dossier.texts import whole
from chat.lang.characters import one_line, sha256
from chat.models.weights.catalogue import title_of
from chat.schema import NO_ENGINE, Origin

_DATED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True)
class Described:
    """An article as data files tell of it; what is not known is empty."""

    source: Source

    @property
    def number(self) -> int:
        """Its number in the dossier."""
        return self.source.number

    @property
    def origin(self) -> Origin:
        """Where it came from."""
        return self.source.reading.article.origin if self.source.reading else Origin()

    @cached_property
    def text(self) -> str:
        """The text as given; empty for an article that is only compared."""
        return whole(self.source.reading.article.text) if self.source.reading else ""

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, hexadecimal; empty where there is no text."""
        return self.source.reading.article.sha256 if self.source.reading else ""

    @cached_property
    def url(self) -> str:
        """Its address on the web, empty for all that is none."""
        return web_address(self.origin.url)

    @cached_property
    def iri(self) -> str:
        """What names it: its address, else the digest of its text as RFC 6920 writes it ("ni:///sha-256;…").

        Not "urn:hash:" or the like: no such namespace is registered, "ni" is.
        """
        return self.url or self.digest

    @cached_property
    def digest(self) -> str:
        """The name of its text: the digest, as RFC 6920 writes it."""
        told = self.sha256 or sha256("\n".join(sentence.text for sentence in self.source.analysed.sentences))
        digest = base64.urlsafe_b64encode(bytes.fromhex(told)).decode().rstrip("=")
        return f"ni:///sha-256;{digest}"

    @property
    def title(self) -> str:
        """Its headline in English, or as it is shown else."""
        return self.source.title

    @property
    def german_title(self) -> str:
        """Its headline as it was published."""
        reading = self.source.reading
        if reading is None:
            return next((one_line(s.text) for s in self.source.analysed.sentences if s.kind == "title"), "")
        return one_line(reading.article.title.text) if reading.article.title else one_line(self.origin.title)

    @property
    def outlet(self) -> str:
        """Who published it, or the host or file it came from."""
        return one_line(self.source.outlet)

    @property
    def publisher(self) -> str:
        """Who published it, as page, feed or mail tell; no host, no file."""
        return one_line(self.origin.outlet if self.source.reading else self.source.outlet)

    @property
    def author(self) -> str:
        """Who wrote it, as the page tells."""
        return one_line(self.origin.author)

    @property
    def published(self) -> str:
        """The day or time, ISO 8601."""
        return one_line(self.origin.published or self.source.published)

    @property
    def retrieved(self) -> str:
        """When its text was got, ISO 8601."""
        return one_line(self.origin.retrieved)

    @property
    def language(self) -> str:
        """The code of its language."""
        return self.source.language

    @property
    def translator(self) -> str:
        """What translated it; empty where nobody knows, or it was translated elsewhere."""
        return _engine(self.source.reading.engines.translator) if self.source.reading else ""

    @property
    def model(self) -> str:
        """The chat model that read it, empty where there was none."""
        return _engine(self.source.reading.engines.model) if self.source.reading else ""


def _engine(name: str) -> str:
    return "" if name == NO_ENGINE else one_line(title_of(name))


def date_parts(text: str) -> tuple[int, ...]:
    """Return year, month and day of a date in ISO 8601, as far as it tells them; nothing of what is no date."""
    match = _DATED.match(text)
    if not match:
        return ()
    parts = tuple(int(part) for part in match.groups() if part)
    try:
        datetime.date(*(*parts, 1, 1)[:3])
    except ValueError:
        return ()
    return parts
