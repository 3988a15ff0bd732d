"""A page as it was fetched → a WARC file (ISO 28500), which web archives and their tools read.

It holds what was asked, and what the server answered: its headers as they came and its bytes, packed where they were.
A server's header cannot pass for another one, or for another record: line ends in it become blanks.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import regex
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from chat import __version__
from chat.intake.web import Exchange, Headers, Page

_VERSION = "1.1"
_SOFTWARE = f"Belegt/{__version__}"
_FORMAT = "WARC File Format 1.1"
_LINE_ENDS = regex.compile(r"[\x00-\x1f\x7f-\x9f]+")
# Of a header that no longer holds: the pieces that a body was sent in have been put together.
_UNDONE = b"transfer-encoding"
_AS_SENT = "X-Archive-Orig-Transfer-Encoding"


def record(page: Page, *, retrieved: str) -> bytes:
    """Return the WARC file of a page: what it was made with, the response, the request.

    Args:
        page: one that was fetched.
        retrieved: when, in ISO 8601.

    Raises:
        ValueError: the page was not fetched, or the time is none.
    """
    if page.exchange is None:
        raise ValueError("the page was not fetched")
    when = datetime.fromisoformat(retrieved).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    file = BytesIO()
    writer = WARCWriter(file, gzip=True, warc_version=_VERSION)
    writer.write_record(writer.create_warcinfo_record(None, {"software": _SOFTWARE, "format": _FORMAT}))
    address = _one_line(page.url)
    response = writer.create_warc_record(
        address,
        "response",
        payload=BytesIO(page.exchange.body),
        length=len(page.exchange.body),
        http_headers=_answer(page.exchange),
        warc_headers_dict={"WARC-Date": when},
    )
    request = writer.create_warc_record(
        address,
        "request",
        http_headers=StatusAndHeaders(f"GET {_text(page.exchange.target)} HTTP/1.1", _lines(page.exchange.sent)),
        warc_headers_dict={
            "WARC-Date": when,
            "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
        },
    )
    writer.write_record(response)
    writer.write_record(request)
    return file.getvalue()


def _answer(exchange: Exchange) -> StatusAndHeaders:
    protocol, _, status = _text(exchange.status).partition(" ")
    return StatusAndHeaders(status, _lines(exchange.received), protocol=protocol)


def _lines(headers: Headers) -> list[tuple[str, str]]:
    return [(_AS_SENT if name.lower() == _UNDONE else _text(name), _text(value)) for name, value in headers]


def _text(data: bytes) -> str:
    return _one_line(data.decode("latin-1"))


def _one_line(text: str) -> str:
    return _LINE_ENDS.sub(" ", text).strip()
