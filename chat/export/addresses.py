"""Addresses that a file may lead to: pages of the web alone, whatever an article says its address is."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from chat.lang.characters import one_line

# What no IRI has (RFC 3987), written in percent there. A "|" would also end a cell of Markdown, a "`" begin code.
_NO_IRI = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+")  # a name, or an address of IPv6


def web_address(text: str) -> str:
    """Return an address of the web as an IRI, empty for all that is none: other schemes, no host, nothing."""
    address = one_line(text)
    try:
        parts = urlsplit(address)
        is_of_the_web = parts.scheme in ("http", "https") and bool(_HOST.fullmatch(parts.hostname or ""))
        is_of_the_web = is_of_the_web and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        return ""
    return _NO_IRI.sub(_in_percent, address) if is_of_the_web else ""


def _in_percent(match: re.Match[str]) -> str:
    return f"%{ord(match.group()):02X}"
