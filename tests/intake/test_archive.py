"""Pages as they were fetched, in WARC, as others read it."""

from __future__ import annotations

import gzip
from io import BytesIO

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from chat.errors import PageUnavailable
from chat.intake import archive, source, web
from tests.intake.sites import PAGE, Site

WHEN = "2027-03-09T08:15:00+01:00"


def records(data: bytes) -> list[tuple[ArcWarcRecord, bytes]]:
    return [(record, record.raw_stream.read()) for record in ArchiveIterator(BytesIO(data), check_digests="raise")]


def made_up(**fields: object) -> web.Page:
    exchange = {
        "target": b"/a", "sent": ((b"Host", b"zeitung.example"),), "status": b"HTTP/1.1 200 OK",
        "received": ((b"Content-Type", b"text/html"),), "body": PAGE, **fields,
    }  # fmt: skip
    return web.Page(PAGE, "html", "", "https://zeitung.example/a", web.Exchange(**exchange))  # type: ignore[arg-type]


def test_the_request_and_the_response_as_they_were(site: Site) -> None:
    packed = gzip.compress(PAGE)
    site.add("/a?b=c", packed, kind="text/html; charset=utf-8", Content_Encoding="gzip", X_Own="Grüße")
    page = web.page(site.url("/a?b=c"), reach=site.reach)
    (info, told), (response, body), (request, _) = records(archive.record(page, retrieved=WHEN))
    assert info.rec_type == "warcinfo"
    assert b"software: Belegt/" in told
    assert response.rec_headers.protocol == "WARC/1.1"
    assert response.rec_headers["WARC-Target-URI"] == site.url("/a?b=c")
    assert response.rec_headers["WARC-Date"] == "2027-03-09T07:15:00Z"
    assert response.http_headers.get_statuscode() == "200"
    assert response.http_headers["Content-Encoding"] == "gzip"
    assert body == packed
    assert request.rec_headers["WARC-Concurrent-To"] == response.rec_headers["WARC-Record-ID"]
    assert request.http_headers.get_header("User-Agent").startswith("Belegt/")
    assert request.http_headers.statusline == "/a?b=c HTTP/1.1"


def test_what_is_read_back_unpacked_is_the_page(site: Site) -> None:
    site.add("/a", gzip.compress(PAGE), Content_Encoding="gzip")
    data = archive.record(web.page(site.url("/a"), reach=site.reach), retrieved=WHEN)
    contents = [r.content_stream().read() for r in ArchiveIterator(BytesIO(data)) if r.rec_type == "response"]
    assert contents == [PAGE]


def test_a_hostile_header_passes_for_no_other_header_and_for_no_record() -> None:
    evil = b"x\r\n\r\n\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\x00"
    page = made_up(
        received=((b"X-Own: y\r\nX-More", evil), (b"Content-Type", b"text/html")), status=b"HTTP/1.1 200 " + evil
    )
    found = records(archive.record(page, retrieved=WHEN))
    assert [record.rec_type for record, _ in found] == ["warcinfo", "response", "request"]
    (response, body) = found[1]
    assert body == PAGE
    assert [name for name, _ in response.http_headers.headers] == ["X-Own", "Content-Type"]


def test_pieces_that_were_put_together_are_not_said_to_be_apart() -> None:
    page = made_up(received=((b"Transfer-Encoding", b"chunked"),), body=b"5\r\nhallo\r\n0\r\n\r\n")
    data = archive.record(page, retrieved=WHEN)
    (response,) = (record for record in ArchiveIterator(BytesIO(data)) if record.rec_type == "response")
    assert response.http_headers.get_header("X-Archive-Orig-Transfer-Encoding") == "chunked"
    (content,) = (r.content_stream().read() for r in ArchiveIterator(BytesIO(data)) if r.rec_type == "response")
    assert content == b"5\r\nhallo\r\n0\r\n\r\n"


def test_a_page_that_was_not_fetched_has_no_archive() -> None:
    with pytest.raises(ValueError, match="not fetched"):
        archive.record(web.Page(PAGE, "html", "", "https://zeitung.example/"), retrieved=WHEN)


def test_taking_an_address_in_hands_the_page_over(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.open_to(monkeypatch)
    site.add("/a")
    kept: list[bytes] = []
    taken = source.take_url(site.url("/a"), keep=kept.append)
    (_, (response, body), _) = records(kept[0])
    assert body == PAGE
    assert taken.origin.retrieved.startswith(response.rec_headers["WARC-Date"].removesuffix("Z"))


def test_what_does_not_come_is_not_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.open_to(monkeypatch)
    kept: list[bytes] = []
    with pytest.raises(PageUnavailable):
        source.take_url(site.url("/weg"), keep=kept.append)
    assert kept == []


def test_a_body_that_is_larger_as_it_came_than_unpacked_is_refused_too(site: Site) -> None:
    empty = gzip.compress(b"")
    site.add("/a", empty * (web.MAX_BYTES // len(empty) + 1), Content_Encoding="gzip")
    with pytest.raises(PageUnavailable, match="larger than 10 MB"):
        web.page(site.url("/a"), reach=site.reach)
