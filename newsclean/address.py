"""Addresses of pages, whatever the web calls one: what cannot be read has no host and no path."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(url: str) -> str:
    """The host of an address, without "www."; empty where there is none.

    >>> host_of("https://www.vale.example:8080/a"), host_of("http://[")
    ('vale.example', '')
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def path_of(url: str) -> str:
    """The path of an address; empty where there is none.

    >>> path_of("https://vale.example/2021/05/05/flood?x=1"), path_of("http://[")
    ('/2021/05/05/flood', '')
    """
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
