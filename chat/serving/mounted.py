"""The interface beside a page, in one process: the same engines, quotas, queue and end."""

from __future__ import annotations

from typing import Any

from starlette.types import ASGIApp

from chat.jobs import Desk
from chat.serving import api, assistants
from chat.serving.host import Host
from chat.settings import Settings


def applications(settings: Settings, *, desk: Desk[Any] | None = None) -> dict[str, ASGIApp]:
    """Return the applications by where they are to be mounted.

    Args:
        desk: that of the page, with which the interface's work ends too.
    """
    host = Host(settings, desk=desk)
    hosts = tuple(settings.api_hosts)
    return {"/api": api.create(host, hosts=hosts), "/mcp": assistants.over_http(host, hosts=hosts)}
