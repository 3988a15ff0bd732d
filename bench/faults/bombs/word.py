"""Word files: archives that unpack to far more than they are, or say so; and XML that is deep, wide or in itself."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

from bench.faults.bombs.bomb import Bomb
from bench.faults.bombs.xml import attributes, long_entity, nested_entities

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PART = "word/document.xml"


def bombs() -> Iterator[Bomb]:
    """Yield one of each."""
    said = "<w:p><w:r><w:t>Die Stadt prüft das.</w:t></w:r></w:p>"
    varied = random.Random(1)  # so that it packs no better than real text, and is unpacked
    many = "".join(f"<w:p><w:r><w:t>{varied.getrandbits(40):x}</w:t></w:r></w:p>" for _ in range(350_000))
    for name, xml in (
        ("one long text", _body(f"<w:p><w:r><w:t>{'a' * 60_000_000}</w:t></w:r></w:p>")),
        ("350,000 paragraphs", _body(many)),
        ("elements a hundred thousand deep", _body("<w:tbl><w:tr><w:tc>" * 40_000 + said)),
        (
            "rows within rows",
            _body("<w:tbl><w:tr><w:tc>" * 80 + many + "</w:tc></w:tr></w:tbl>" * 80),
        ),
        ("a hundred thousand attributes", _body(f"<w:p {attributes(100_000)}/>{said}")),
        ("an attribute of 20 MB", _body(f'<w:p a="{"x" * 20_000_000}"/>{said}')),
        ("entities within entities", _entities()),
        ("one long entity many times", _long_entity()),
    ):
        yield Bomb(f"{name}, in the text of a Word file", _archive({_PART: xml}), "a.docx")
    properties = {_PART: _body(said), "docProps/core.xml": _entities()}
    yield Bomb("entities within entities, in the properties of a Word file", _archive(properties), "a.docx")
    yield Bomb("60,000 files in a Word file", _archive({_PART: _body(said)}, more=60_000), "a.docx")
    yield Bomb("a Word file that says it has a thousandth of its size", _lying(), "a.docx")
    yield Bomb("files of a Word file that lie in one another", _overlapping(), "a.docx")
    yield Bomb("an archive in an archive in an archive", _nested(), "a.docx")


def _body(markup: str) -> bytes:
    return f'<w:document xmlns:w="{_SPACE}"><w:body>{markup}</w:body></w:document>'.encode()


def _entities() -> bytes:
    return f"{nested_entities('d')}<d>&e9;</d>".encode()


def _long_entity() -> bytes:
    return f"{long_entity('d')}<d>{'&e;' * 100_000}</d>".encode()


def _archive(members: dict[str, bytes], *, more: int = 0) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
        for at in range(more):
            archive.writestr(f"word/media/{at}.png", b"")
    return file.getvalue()


def _lying() -> bytes:
    """Return one whose directories say that the text is short."""
    text = _body(f"<w:p><w:r><w:t>{'a' * 200_000_000}</w:t></w:r></w:p>")
    data = _archive({_PART: text})
    return data.replace(struct.pack("<L", len(text)), struct.pack("<L", 200_000))


def _overlapping() -> bytes:
    """Return one with two thousand entries in its directory that all are the same packed bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    text = _body("<w:p/>" * 1_000_000)
    packed = packer.compress(text) + packer.flush()
    sizes = struct.pack("<LLL", zlib.crc32(text), len(packed), len(text))
    name = _PART.encode()
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0x21) + sizes + struct.pack("<HH", len(name), 0) + name
    directory = b""
    for at in range(2_000):
        named = name if not at else f"word/document{at}.xml".encode()
        directory += b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0x21) + sizes
        directory += struct.pack("<HHHHHLL", len(named), 0, 0, 0, 0, 0, 0) + named
    start = len(local) + len(packed)
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 2_000, 2_000, len(directory), start, 0)
    return local + packed + directory + end


def _nested() -> bytes:
    data = b"0" * 10_000_000
    for _ in range(6):
        data = _archive({"a.zip": data, "b.zip": data})
    return data
