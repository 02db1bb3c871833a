"""What repeats on the pages of a site: learned from a handful of them, then a filter for that site's pages.

A short line that stands on one other page of the site is the site's, not the article's; a long one must stand on two
others, as two versions of one story share their paragraphs. For the same reason a learned page that shares most of
its long lines with the page at hand (or is that page) does not count. Numbers do not matter ("12 comments"); lines
that give title, byline or date are left to those fields. A profile is a value: learning gives a new one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from os import PathLike
from pathlib import Path
from typing import Any, ClassVar

import regex

from newsclean.address import host_of
from newsclean.escaping import counted, html_cell, html_table
from newsclean.lexicon import fold
from newsclean.page import Line, Page, Removal
from newsclean.pipeline import field_steps, run_step
from newsclean.reading import read_page
from newsclean.script import ends_sentence, word_count
from newsclean.version import __version__

LONG_WORDS = 9
"""Words from which on a line may be a paragraph. By hand."""
OTHERS_SHORT, OTHERS_LONG = 1, 2
"""Other pages of the site that a short and a long line have to stand on. By hand."""
MIN_SHARED, MAX_OWN = 3, 3
"""Long lines that two versions of a story share at least, and that one of them has for itself at most. By hand."""
LINES_BESIDE = 2
"""Logical lines above and below a field's line that are left to the field. By hand."""
MAX_SHOWN = 3
"""Of a profile's sites in one line."""
ALWAYS, NEVER = "always", "never"
"""What a person writes for a line that goes on every page, and on none."""
Places = tuple[int, ...] | str
"""The learned pages that a line stands on, by number from 1, or what a person wrote instead: "always" or "never"."""

_NUMBER_RE = regex.compile(r"\d+(?:[.,:\u00a0\u202f]\d+)*")
"""A number with its separators, or a time."""
_LIST_RE = regex.compile(r"\[[\d\s,]*\]$|\[[\d\s,]*\](?=,$)", regex.MULTILINE)
"""A list of numbers at the end of a line of JSON."""
_SPACES_RE = regex.compile(r"\s+")
"""A run of white space."""


@dataclass(frozen=True, slots=True)
class Site:
    """What was learned of one site: how many pages, and each line's places, the most frequent first."""

    pages: int = 0
    lines: tuple[tuple[str, Places], ...] = ()


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """Point at the lines that repeat on the pages of a site.

    >>> from newsclean import read_page
    >>> story = "Story {0} comes to town\\n\\nThis is story {0}, told from its start to its end by the river."
    >>> pages = [story.format(n) + "\\n\\nMore soon.\\n\\nTell the Vale Post what you saw" for n in "ABC"]
    >>> profile = SiteProfile.from_pages(pages[:2])
    >>> [(r.line.text, r.reason) for r in profile(read_page(pages[2]))]
    [('Tell the Vale Post what you saw', 'stands on 2 other pages of the site')]
    """

    sites: tuple[tuple[str, Site], ...] = ()
    name: ClassVar[str] = "site-profile"

    @classmethod
    def from_pages(cls, pages: Iterable[str | tuple[str, str]]) -> SiteProfile:
        """Learn from a handful of pages as plain text, or (text, url) where they are of several sites.

        Raises TypeError where a page is anything else.
        """
        return cls().add(*pages)

    def add(self, *pages: str | tuple[str, str]) -> SiteProfile:
        """The profile that has learned from more pages too. A page that it knows already changes nothing."""
        sites = dict(self.sites)
        for item in pages:
            text, url = item if isinstance(item, tuple) and len(item) == 2 else (item, "")
            if not isinstance(text, str) or not isinstance(url, str):
                raise TypeError("A page is its text as str, or (text, url).")
            host = host_of(url)
            sites[host] = merged(sites.get(host, Site()), learned(read_page(text).source))
        return SiteProfile(tuple(sorted(sites.items())))

    def merge(self, other: SiteProfile) -> SiteProfile:
        """What two profiles know together; of what a person wrote, this one's holds."""
        sites = dict(self.sites)
        for host, site in other.sites:
            sites[host] = merged(sites[host], site) if host in sites else site
        return SiteProfile(tuple(sorted(sites.items())))

    def __call__(self, page: Page) -> Iterator[Removal]:
        """The page's lines that stand on enough other pages of its site."""
        host, site = self.site_of(page)
        places = {digest_of(key): where for key, where in site.lines if where != NEVER}
        keyed = ((line, line_key(line.text)) for line in page.lines)
        found = [(line, key, places[digest_of(key)]) for line, key in keyed if digest_of(key) in places]
        if not found:
            return
        same = versions_of(page, site)
        of_fields = lines_of_fields(page)
        for line, key, where in found:
            if isinstance(where, str):
                yield Removal(line, f"never part of an article of {host or 'the site'}")
                continue
            others = len(set(where) - same)
            if others >= (OTHERS_LONG if is_long(key) else OTHERS_SHORT) and line.index not in of_fields:
                yield Removal(line, f"stands on {others} other page{'s' if others > 1 else ''} of {host or 'the site'}")

    def site_of(self, page: Page) -> tuple[str, Site]:
        """The site of a page by the host in its address; without one, the only site that there is."""
        sites = dict(self.sites)
        host = host_of(page.url) if page.url else ""
        if host not in sites:
            host = self.sites[0][0] if not host and len(sites) == 1 else ""
        return host, sites.get(host, Site())

    def to_dict(self) -> dict[str, Any]:
        """The profile as plain values that JSON can hold.

        A line's places are the numbers of the learned pages that have it; write "always" or "never" instead to have a
        line removed on all pages of the site, or on none. Long lines of one page are kept as digests ("#…"), so that
        a profile holds no article's text.
        """
        sites = {host: {"pages": site.pages, "lines": dict(site.lines)} for host, site in self.sites}
        return {"newsclean": __version__, "sites": sites}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> SiteProfile:
        """The profile that `to_dict` wrote, perhaps edited. Raises ValueError where it is no such thing."""
        try:
            return cls(tuple(sorted((host, site_from(site)) for host, site in values["sites"].items())))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise ValueError(f"This is no site profile: {error!r}.") from error

    def __repr__(self) -> str:
        shown = [f"{host or 'one site'} ({counted(site.pages, 'page')})" for host, site in self.sites]
        rest = [f"{len(shown) - MAX_SHOWN} more"] if len(shown) > MAX_SHOWN else []
        return f"<SiteProfile of {', '.join(shown[:MAX_SHOWN] + rest) or 'no site'}>"

    def _repr_html_(self) -> str:
        rows = (
            [html_cell(host or "one site"), html_cell(str(site.pages)), html_cell(str(repeated(site)))]
            for host, site in self.sites
        )
        return html_table(("Site", "Pages learned", "Lines that repeat"), rows)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the profile as JSON, one learned line a line, to be read and edited."""
        Path(path).write_text(as_json(self.to_dict()), encoding="utf-8")

    @classmethod
    def load(cls, path: str | PathLike[str]) -> SiteProfile:
        """The profile in a file. Raises ValueError where the file holds none."""
        return cls.from_dict(json.loads(Path(path).read_text(encoding="utf-8")))


def as_json(values: Mapping[str, Any]) -> str:
    """A profile as JSON with one learned line a line."""
    text = json.dumps(values, ensure_ascii=False, indent=1)
    return _LIST_RE.sub(lambda match: _SPACES_RE.sub(" ", match[0]).replace("[ ", "[").replace(" ]", "]"), text) + "\n"


def site_from(values: Mapping[str, Any]) -> Site:
    """One site of `to_dict`; lines that a person wrote are folded."""
    lines: dict[str, Places] = {}
    for text, where in values["lines"].items():
        key = text if text.startswith("#") else line_key(text)
        if isinstance(where, str) and where not in (ALWAYS, NEVER):
            raise ValueError(f"{text!r} stands on pages, as [1, 2], or is {ALWAYS!r} or {NEVER!r}, not {where!r}")
        lines[key] = where if isinstance(where, str) else tuple(sorted(int(n) for n in where))
    return Site(int(values["pages"]), in_order(lines.items()))


def repeated(site: Site) -> int:
    """How many lines of a site stand on several of its learned pages, or always go by a person's word."""
    return sum(where == ALWAYS if isinstance(where, str) else len(where) > 1 for _, where in site.lines)


def line_key(text: str) -> str:
    """A line as it is compared: case, white space, quotes' shape and numbers folded.

    >>> line_key("1,204  Comments") == line_key("12 comments")
    True
    """
    return _NUMBER_RE.sub("{n}", _SPACES_RE.sub(" ", fold(text)).strip())


def digest_of(key: str) -> str:
    """The short name of a line, without a word of it; of a digest, itself."""
    return key if key.startswith("#") else "#" + blake2b(key.encode("utf-8", "replace"), digest_size=6).hexdigest()


def is_long(key: str) -> bool:
    """Whether a line may be a paragraph: long, or a sentence.

    >>> is_long("read our newsletter"), is_long("no."), is_long("read also:")
    (False, True, False)
    """
    return key.startswith("#") or word_count(key) >= LONG_WORDS or (ends_sentence(key) and key[-1] not in ":;：；")


def learned(lines: Iterable[Line]) -> Site:
    """A site of which one page is known. Lines without letters are nobody's."""
    keys = dict.fromkeys(line_key(line.text) for line in lines if any(map(str.isalpha, line.text)))
    return Site(1, tuple((key, (1,)) for key in keys)) if keys else Site()


def merged(site: Site, other: Site) -> Site:
    """What two looks at one site know together. Pages of the other that are known already do not count again."""
    known = set(pages_of(site).values())
    new = [n for n, page in sorted(pages_of(other).items()) if page not in known]
    numbers = {n: site.pages + at for at, n in enumerate(new, 1)}
    lines: dict[str, tuple[str, Places]] = {digest_of(key): (key, where) for key, where in site.lines}
    for key, where in other.lines:
        text, before = lines.get(digest_of(key), (key, ()))
        lines[digest_of(key)] = (key if text.startswith("#") else text, joined(before, where, numbers))
    return Site(site.pages + len(new), in_order(map(without_story, lines.values())))


def pages_of(site: Site) -> dict[int, frozenset[str]]:
    """The learned pages of a site by number, each as its lines' digests."""
    pages: dict[int, set[str]] = {}
    for key, where in site.lines:
        for number in where if not isinstance(where, str) else ():
            pages.setdefault(number, set()).add(digest_of(key))
    return {number: frozenset(lines) for number, lines in pages.items()}


def joined(before: Places, where: Places, numbers: Mapping[int, int]) -> Places:
    """The places of a line in two profiles; a person's word stands, the first one's before the other's."""
    if isinstance(before, str) or isinstance(where, str):
        return before if isinstance(before, str) else where
    return (*before, *(numbers[n] for n in where if n in numbers))


def without_story(line: tuple[str, Places]) -> tuple[str, Places]:
    """A line as a profile keeps it: a long one of a single page by its digest."""
    key, where = line
    return (digest_of(key), where) if is_long(key) and not isinstance(where, str) and len(where) < 2 else line


def in_order(lines: Iterable[tuple[str, Places]]) -> tuple[tuple[str, Places], ...]:
    """Lines with what a person wrote first, then those of most pages; digests last."""
    return tuple(
        sorted(lines, key=lambda line: (not isinstance(line[1], str), line[0].startswith("#"), -len(line[1]), line[0]))
    )


def versions_of(page: Page, site: Site) -> frozenset[int]:
    """The learned pages that are the page at hand or a version of its story.

    They share several long lines with it, and one of the two has next to none of its own; or they have all its lines.
    """
    long = {digest_of(key) for key, _ in site.lines if is_long(key)}
    keys = {line_key(line.text) for line in page.source if any(map(str.isalpha, line.text))}
    here, here_long = {digest_of(key) for key in keys}, {digest_of(key) for key in keys if is_long(key)}
    return frozenset(
        number
        for number, lines in pages_of(site).items()
        if here <= lines
        or (
            len(here_long & lines) >= MIN_SHARED
            and min(len(here_long - lines), len((lines & long) - here_long)) <= MAX_OWN
        )
    )


def lines_of_fields(page: Page) -> frozenset[int]:
    """The lines that give title, byline or date, and those beside them, which the fields need to see, by index."""
    for step in field_steps():
        page = run_step(page, step)
    given = (mark.line.index for mark in page.marks if mark.role != "removed")
    return frozenset(near for index in given for near in range(index - LINES_BESIDE, index + LINES_BESIDE + 1))
