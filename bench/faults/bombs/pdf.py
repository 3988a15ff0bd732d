"""PDF files: streams that unpack to a thousand times their size, forms that draw themselves, trees that have no end."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from bench.faults.bombs.bomb import Bomb

_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_TEXT = b"BT /F1 12 Tf 50 700 Td (Die Stadt prueft das, sagte er.) Tj ET\n"


def bombs() -> Iterator[Bomb]:
    """Yield one of each."""
    for about, data in (
        ("blanks, 1 GB of them, as what a page draws", _page(_packed(b" ", 1_000_000_000))),
        ("blanks, packed twice", _page(_packed(b" ", 1_000_000_000, again=True))),
        ("blanks, 100 MB, on each of a hundred pages", _page(_packed(b" ", 100_000_000), pages=100)),
        ("text, 60 MB of it, on a page", _page(_stream(_TEXT * 900_000))),
        ("saved states, 40 million of them", _page(_packed(b"q ", 80_000_000))),
        ("lists, 40 million deep", _page(_packed(b"[", 40_000_000))),
        ("dictionaries, 20 million deep", _page(_packed(b"<<", 40_000_000))),
        ("strings, 40 million deep", _page(_packed(b"(", 40_000_000))),
        ("lines, 10 million of them", _page(_packed(b"0 0 m 9 9 l S ", 140_000_000))),
        ("a form that draws itself", drawing_itself()),
        ("forms that draw ten of the next, ten deep", _forms(10)),
        ("a picture of 65,000 by 65,000", _picture(65_000)),
        ("a picture in the text of 30,000 by 30,000", _inline_picture()),
        ("a page 10 million points wide", _page(_stream(_TEXT), box=10_000_000)),
        ("a page that is among its own pages", _loop()),
        ("pages in pages, 100,000 deep", _deep_pages()),
        ("a list of 100 million objects", _object_stream()),
        ("tables of objects that lead to each other", _tables()),
        ("a font that maps each character to 512 letters", _letters()),
        ("a font that draws a letter with itself", _drawn_letter()),
        ("a list of four million nested lists", _document({1: b"[" * 4_000_000}, root=1)),
        ("a length that is its own", _page(b"<< /Length 4 0 R >>\nstream\n" + _TEXT + b"\nendstream")),
        ("a hundred filters", _filters()),
    ):
        yield Bomb(f"{about}, in a PDF", data, "a.pdf")


def drawing_itself() -> bytes:
    """Return a file of a kilobyte with a form that draws itself."""
    return _forms(1, within=True)


def _packed(piece: bytes, size: int, *, again: bool = False) -> bytes:
    """Return a stream of a piece again and again, packed, without ever holding all of it."""
    packer = zlib.compressobj(9)
    chunk = piece * (1_000_000 // len(piece))
    packed = b"".join([packer.compress(chunk) for _ in range(size // len(chunk))] + [packer.flush()])
    if again:
        return _stream(zlib.compress(packed, 9), filters=b"[/FlateDecode /FlateDecode]")
    return _stream(packed, filters=b"/FlateDecode")


def _stream(data: bytes, *, filters: bytes = b"", more: bytes = b"") -> bytes:
    if not filters:
        data, filters = zlib.compress(data, 9), b"/FlateDecode"
    return b"<< /Length %d /Filter %s %s >>\nstream\n%s\nendstream" % (len(data), filters, more, data)


def _page(
    content: bytes,
    *,
    pages: int = 1,
    box: int = 600,
    fonts: bytes = b"/F1 3 0 R",
    more: dict[int, bytes] | None = None,
    resources: bytes = b"",
) -> bytes:
    first = 100
    kids = b" ".join(b"%d 0 R" % at for at in range(first, first + pages))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << /Font << %s >> %s >> >>"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        3: _FONT,
        4: content,
        **(more or {}),
        **dict.fromkeys(range(first, first + pages), page % (box, box, fonts, resources)),
    }
    return _document(objects, root=1)


def _document(objects: dict[int, bytes], *, root: int) -> bytes:
    data = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n"
    for number, place in places.items():
        data += b"%d 1\n%010d 00000 n \n" % (number, place)
    data += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, root, start)
    return bytes(data)


def _forms(levels: int, *, within: bool = False) -> bytes:
    """Return one whose page draws ten forms, each of which draws ten; or, `within`, one that draws itself."""
    forms = {}
    for level in range(levels):
        following = 10 + level if within else 11 + level
        inner = b"/X Do " * 10 if within or level < levels - 1 else _TEXT
        resources = b"/Resources << /Font << /F1 3 0 R >> /XObject << /X %d 0 R >> >>" % following
        forms[10 + level] = _stream(inner, more=b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] " + resources)
    return _page(_stream(_TEXT + b"/X Do " * 10), more=forms, resources=b"/XObject << /X 10 0 R >>")


def _picture(side: int) -> bytes:
    picture = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8"
    zeros = zlib.compress(bytes(10_000_000), 9)
    forms = {10: _stream(zeros, filters=b"/FlateDecode", more=picture % (side, side))}
    return _page(_stream(_TEXT + b"/X Do"), more=forms, resources=b"/XObject << /X 10 0 R >>")


def _inline_picture() -> bytes:
    head = b"BI /W 30000 /H 30000 /CS /RGB /BPC 8 /F /Fl ID "
    return _page(_stream(_TEXT + head + zlib.compress(bytes(50_000_000), 9) + b" EI"))


def _loop() -> bytes:
    return _document(
        {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 90 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>"},
        root=1,
    )


def _deep_pages() -> bytes:
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    for at in range(2, 100_000):
        objects[at] = b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (at + 1)
    return _document(objects, root=1)


def _object_stream() -> bytes:
    """Return one whose objects are in a stream that says it has 100 million of them, and unpacks to 500 MB."""
    stream = _packed(b"1 0 ", 500_000_000).replace(
        b"/Filter", b"/Type /ObjStm /N 100000000 /First 400000000 /Filter", 1
    )
    return _page(_stream(_TEXT), more={10: stream, 11: b"10 0 R"})


def _tables() -> bytes:
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    first = len(body)
    body += b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 9 /Root 1 0 R /Prev %010d >>\n"
    second = len(body) + 0
    body += b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 9 /Root 1 0 R /Prev %010d >>\n" % first
    return body.replace(b"%010d", b"%010d" % second) + b"startxref\n%d\n%%%%EOF\n" % first


def _letters() -> bytes:
    """Return one with a font that says that each character is 512 letters."""
    head = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    head += b"1 begincodespacerange <00> <ff> endcodespacerange\n"
    lines = b"".join(b"<%02x> <%s>\n" % (code, b"0041" * 512) for code in range(256))
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 11 0 R >>"
    text = b"BT /F2 1 Tf (%s) Tj ET\n" % (b"abcdefgh" * 20_000)
    more = {10: font, 11: _stream(head + b"256 beginbfchar\n" + lines + b"endbfchar\nendcmap")}
    return _page(_stream(text), fonts=b"/F1 3 0 R /F2 10 0 R", more=more)


def _drawn_letter() -> bytes:
    font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 "
    font += b"/Widths [9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 11 0 R >> "
    font += b"/Resources << /Font << /F2 10 0 R >> >> >>"
    more = {10: font, 11: _stream(b"9 0 0 0 9 9 d1 BT /F2 1 Tf (aaaaaaaaaa) Tj ET")}
    return _page(_stream(_TEXT + b"BT /F2 1 Tf (aaaa) Tj ET"), fonts=b"/F1 3 0 R /F2 10 0 R", more=more)


def _filters() -> bytes:
    data = _TEXT * 200
    for _ in range(100):
        data = zlib.compress(data, 0)
    return _page(_stream(data, filters=b"[" + b"/FlateDecode " * 100 + b"]"))
