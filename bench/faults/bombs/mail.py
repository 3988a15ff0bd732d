"""Mails: parts in parts, headers without end, and what is attached to them."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from bench.faults.bombs import pdf, word
from bench.faults.bombs.bomb import Bomb

_HEAD = b"From: a@example.org\r\nSubject: Bad\r\nDate: Mon, 3 May 2027 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"


def bombs() -> Iterator[Bomb]:
    """Yield one of each."""
    multi = b"Content-Type: multipart/mixed; boundary=%s\r\n\r\n"
    deep = b"".join(multi % b"b%d" % at + b"--b%d\r\n" % at for at in range(20_000))
    for about, rest in (
        ("parts in parts, 20,000 deep", deep),
        ("mails in mails, 20,000 deep", b"Content-Type: message/rfc822\r\n\r\n" * 20_000),
        ("half a million parts", multi % b"b" + b"--b\r\n\r\na\r\n" * 500_000),
        ("a border of 1 MB", multi % (b"b" * 1_000_000) + b"--b\r\n" * 100_000),
        ("half a million headers", b"X: a\r\n" * 500_000),
        ("a header of 15 MB", b"X: " + b"a" * 15_000_000),
        ("a header that goes on over a million lines", b"X: a\r\n" + b" b\r\n" * 1_000_000),
        ("a subject of encoded words", b"Subject: " + b"=?utf-8?q?=41?= " * 500_000),
        ("a sender of comments in comments", b"Sender: " + b"(" * 1_000_000),
        ("parameters in pieces", b"Content-Type: text/plain; " + b"; ".join(b"a*%d=b" % at for at in range(200_000))),
        ("text in =3D, 15 MB", b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=3D" * 5_000_000),
    ):
        yield Bomb(f"{about}, in a mail", _HEAD + rest, "a.eml")
    for attached in (next(word.bombs()), next(pdf.bombs())):
        kind = b"application/pdf" if attached.file.endswith("pdf") else b"application/octet-stream"
        part = b"--b\r\nContent-Type: %s\r\nContent-Disposition: attachment; filename=%s\r\n" % (
            kind,
            attached.file.encode(),
        )
        part += b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(attached.data) + b"\r\n"
        yield Bomb(f"{attached.about}, attached to a mail", _HEAD + multi % b"b" + part, "a.eml")
