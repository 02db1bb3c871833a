"""The six texts that common tools make of one HTML page: what newsclean is given in real life."""

from __future__ import annotations

from collections.abc import Callable

RENDERINGS = ("resiliparse_main", "resiliparse_all", "inscriptis", "bs4_lines", "markdownify", "html2text")
"""The names, as in the corpus. All but `bs4_lines` keep where paragraphs end."""


def render(html: str, rendering: str) -> str:
    """The plain text of a page, as the tool of that name gives it with its defaults."""
    return _TOOLS[rendering](html)


def _resiliparse_main(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True))


def _resiliparse_all(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=False))


def _inscriptis(html: str) -> str:
    from inscriptis import get_text  # type: ignore[import-untyped]

    return str(get_text(html))


def _bs4_lines(html: str) -> str:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(["script", "style"]):
        tag.decompose()
    return soup.get_text("\n", strip=True)


def _markdownify(html: str) -> str:
    from bs4 import BeautifulSoup
    from markdownify import markdownify

    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(["script", "style"]):
        tag.decompose()
    return str(markdownify(str(soup.body)))


def _html2text(html: str) -> str:
    from html2text import html2text

    return str(html2text(html))


_TOOLS: dict[str, Callable[[str], str]] = {
    "resiliparse_main": _resiliparse_main,
    "resiliparse_all": _resiliparse_all,
    "inscriptis": _inscriptis,
    "bs4_lines": _bs4_lines,
    "markdownify": _markdownify,
    "html2text": _html2text,
}
