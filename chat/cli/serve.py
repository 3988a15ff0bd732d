"""`serve`: the interface for other programs, without a page: HTTP, and tools for assistants (MCP)."""

from __future__ import annotations

import argparse
from typing import Any

from chat.cli.terminal import say
from chat.errors import InputError
from chat.settings import Settings

_PORT = 8502
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def add(commands: Any) -> None:
    """Add the command."""
    serve = commands.add_parser("serve", help="serve other programs: HTTP at /api, tools for assistants at /mcp")
    serve.add_argument("--port", type=int, default=_PORT, metavar="N", help=f"where it listens; default: {_PORT}")
    serve.add_argument("--host", default="127.0.0.1", help="on which address; another than this machine's needs keys")
    serve.add_argument("--mcp-stdio", action="store_true", help="tools for one assistant, on standard input and output")
    serve.add_argument("--new-key", metavar="NAME", help="make a key for BELEGT_API_KEYS, print it once, and end")
    serve.set_defaults(run=_run)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    if options.new_key:
        return _new_key(options.new_key, settings)
    if options.host not in _LOOPBACK and settings.api_keys is None:
        raise InputError(
            "Others could reach this, and it asks for no key.",
            hint="Make one: BELEGT_API_KEYS=FILE python -m chat serve --new-key NAME",
        )
    try:
        if options.mcp_stdio:
            return _on_standard_input(settings)
        return _over_http(options, settings)
    except ImportError as error:
        raise InputError(
            f"The interface for programs is not installed: {error.name} is not there.",
            hint="pip install -r requirements-server.txt, or pip install 'belegt[server]'.",
        ) from error


def _new_key(name: str, settings: Settings) -> int:
    from chat.serving import keys

    if settings.api_keys is None:
        raise InputError("No file for keys is named.", hint="Name one in BELEGT_API_KEYS.")
    key = keys.make(name, settings.api_keys)
    say(f"The key “{name}”, which is told this once; {settings.api_keys} has its hash only:")
    print(key)
    return 0


def _over_http(options: argparse.Namespace, settings: Settings) -> int:
    from chat.serving import alone

    say(f"HTTP: http://{options.host}:{options.port}/api/openapi.json. Tools: http://{options.host}:{options.port}/mcp")
    alone.serve(settings, host=options.host, port=options.port)
    return 0


def _on_standard_input(settings: Settings) -> int:
    import anyio

    from chat.serving import assistants
    from chat.serving.host import Host

    server = assistants.create(Host(settings), owner=assistants.TERMINAL)
    anyio.run(server.run_stdio_async)
    return 0
