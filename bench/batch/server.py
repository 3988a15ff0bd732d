"""A server with OpenAI's interface on this machine, in a process of its own: `python -m bench.batch.server PORT`.

Scripted: it answers what the tests' server answers. With --embedded it is the embedded model.
"""

from __future__ import annotations

import argparse
import http.server
import json
import threading
from typing import Any

from chat.models import machine
from chat.models.weights import store
from chat.settings import Settings
from tests.engines import reply

_MODEL = "served"


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers with the tests' scripted replies, as a stream."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._send("application/json", json.dumps({"object": "list", "data": [{"id": _MODEL}]}).encode())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = reply(body["messages"])
        events: list[Any] = [{"choices": [{"index": 0, "delta": {"content": text}}]}]
        events.append({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
        stream = "".join(f"data: {json.dumps(event)}\n\n" for event in events) + "data: [DONE]\n\n"
        self._send("text/event-stream", stream.encode())

    def _send(self, kind: str, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


def _serve_scripted(port: int) -> None:
    http.server.ThreadingHTTPServer(("127.0.0.1", port), _Handler).serve_forever()


def _serve_embedded(port: int) -> None:
    import xllamacpp

    settings = Settings()
    path = store.find(settings.model, folder=settings.weights)
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx, params.n_parallel, params.kv_unified = 8_192, 4, True
    params.hostnames, params.port = ["127.0.0.1"], port
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = settings.threads or machine.usable_cores()
    params.verbosity, params.warmup = 0, False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    threading.Event().wait()


def main() -> None:
    """Serve until it is killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--embedded", action="store_true")
    options = parser.parse_args()
    (_serve_embedded if options.embedded else _serve_scripted)(options.port)


if __name__ == "__main__":
    main()
