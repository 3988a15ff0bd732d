"""Answers of a web server: packed a thousandfold, without end, in pieces of a byte, with headers without end."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from bench.faults.bombs.bomb import Bomb

_SEEN = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_ENDLESS = 400_000_000  # bytes after which even a server without end ends


def bombs() -> Iterator[Bomb]:
    """Yield answers."""
    packed = _SEEN + b"Content-Encoding: %s\r\n\r\n"
    zeros = _zeros(2_000_000_000)
    yield Bomb("2 GB of nothing, packed", packed % b"gzip" + zeros)
    yield Bomb("2 GB of nothing, packed twice", packed % b"gzip" + gzip.compress(zeros))
    yield Bomb("packed twice, and saying so", packed % b"gzip, gzip" + gzip.compress(zeros))
    yield Bomb("many packed files in one", packed % b"gzip" + gzip.compress(bytes(1_000_000)) * 5_000)
    for other in (b"br", b"zstd", b"deflate", b"compress"):
        yield Bomb(
            f"packed by {other.decode()}, which was not asked for", packed % other + zlib.compress(bytes(9_000_000))
        )
    yield Bomb("a page without end", _SEEN + b"\r\n<p>a", again=b"a" * 60_000)
    in_pieces = _SEEN + b"Transfer-Encoding: chunked\r\n\r\n"
    yield Bomb("pieces of a byte without end", in_pieces, again=b"1\r\na\r\n" * 10_000)
    yield Bomb("pieces with long names without end", in_pieces, again=b"1;%s\r\na\r\n" % (b"a" * 60_000))
    yield Bomb("headers without end", _SEEN, again=b"X: a\r\n" * 10_000)
    yield Bomb("a header without end", _SEEN + b"X: ", again=b"a" * 60_000)
    yield Bomb("a first line without end", b"HTTP/1.1 200 ", again=b"a" * 60_000)
    yield Bomb("first answers without end", b"", again=b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000)
    yield Bomb("more said than sent", _SEEN + b"Content-Length: 99999999999\r\n\r\n<p>a")
    yield Bomb("less than nothing said", _SEEN + b"Content-Length: -1\r\n\r\n<p>a")


def fetched(bomb: Bomb) -> None:
    """Fetch a page whose server answers so."""
    from chat.intake import web

    with _serving(bomb) as port:
        reach = web.Reach(ports=frozenset({port}), allows=lambda address: address.is_loopback)
        web.page(f"http://127.0.0.1:{port}/", reach=reach)


def _zeros(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    chunk = bytes(1_000_000)
    return b"".join([packer.compress(chunk) for _ in range(size // len(chunk))] + [packer.flush()])


@contextmanager
def _serving(bomb: Bomb) -> Iterator[int]:
    """Answer one request so, and give the port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        threading.Thread(target=_answer, args=(listening, bomb), daemon=True).start()
        yield listening.getsockname()[1]


def _answer(listening: socket.socket, bomb: Bomb) -> None:
    with suppress(OSError):  # whoever asked has gone, as it should
        asking, _ = listening.accept()
        with closing(asking):
            asking.recv(65_536)
            asking.sendall(bomb.data)
            for _ in range(_ENDLESS // len(bomb.again) if bomb.again else 0):
                asking.sendall(bomb.again)
