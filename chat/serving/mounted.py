"""The interface beside a page, in one process: the same engines, quotas, queue and end."""

from __future__ import annotations

from typing import Any

from starlette.routing import BaseRoute, Mount, Route

from chat.jobs import Desk
from chat.serving import api, assistants
from chat.serving.host import Host
from chat.settings import Settings


def routes(settings: Settings, *, desk: Desk[Any] | None = None) -> list[BaseRoute]:
    """Return where the interface is: HTTP below /api, the tools at /mcp.

    Args:
        desk: that of the page, with which the interface's work ends too.
    """
    host = Host(settings, desk=desk)
    hosts = tuple(settings.api_hosts)
    return [
        Mount("/api", api.create(host, hosts=hosts)),
        Route("/mcp", assistants.over_http(host, hosts=hosts), methods=["GET", "POST", "DELETE"]),
    ]
