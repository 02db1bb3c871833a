"""What an HTML page says of its article where no reader sees it: JSON-LD, OpenGraph, meta tags, <time>, <title>.

JSON-LD is believed first, as it is written for machines and names the article; then meta tags, then the tags around
the text. Who signs as the site itself, with an address or with a handle, is no author. Nothing is inherited from
teasers: only objects that are themselves the page's article count, and tags of authors only between the headline and
the first paragraph, or where the whole page has one such name. A heading in the site's header is its logo.
"""

from __future__ import annotations

import html
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from newsclean.address import host_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

TITLE_METAS = ("og:title", "twitter:title", "dc.title", "parsely-title", "cxenseparse:title", "title")
"""Where the headline is told, the most telling first."""
AUTHOR_METAS = (
    "author", "parsely-author", "article:author", "article:author_name", "og:article:author", "og:author", "byl",
    "article:byline", "cxenseparse:author", "sailthru.author", "citation_author", "dc.creator", "dcterms.creator",
)  # fmt: skip
DATE_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:recs:published_time",
    "citation_publication_date", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "publish-date",
    "publishdate", "pubdate", "publication_date", "date",
)  # fmt: skip
SITE_METAS = ("og:site_name", "application-name", "site_name", "apple-mobile-web-app-title", "publisher", "copyright")
"""Where the site's name is told."""
AUTHOR_TAGS = "[rel~=author], [itemprop~=author]"
"""Elements that are an author."""
DATE_TAGS = "[itemprop~=datePublished], time[pubdate]"
"""Elements that are the day of publication."""
MAX_OBJECTS = 1000
"""JSON-LD objects of a page that are looked at, at most: a page must not make the work long. By hand."""
MAX_CHARS = 400
"""Characters of a name or headline, at most. By hand."""
MAX_TAGS = 20
"""Tags around names that are read, at most: nested ones hold each other's text. By hand."""
YEARS = range(1900, 2100)
"""The years that a date may have, by the contract."""

_DAY_RE = regex.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)|\s*(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
"""A day as ISO 8601 and its like write it."""
_ADDRESS_RE = regex.compile(r"@|/|\.\p{Ll}{2,12}(?![\p{L}.])")
"""An address of a page or mailbox, a handle, a host name: "STERN.de", but not "J. Lee" or "Lee Jr."."""
_SPACES_RE = regex.compile(r"\s+")
"""A run of white space."""
_SEPARATOR_RE = regex.compile(r"\s+[|\-–—•·›»:]+\s+|\s*[|｜_：]\s*")
"""What parts a headline and the site's name."""
_ASIDE_RE = regex.compile(
    r"(?:^|[\s_-])(?:related|comments?|teasers?|promo|recommend\w*|popular|sidebar|caption|photo|gallery|newsletter)"
    r"(?:$|[\s_-])",
    regex.IGNORECASE,
)
"""Classes and ids of what stands beside the article."""
ASIDE_TAGS = frozenset(("figure", "figcaption", "aside", "nav", "footer"))
"""Elements that stand beside the article."""
PARAGRAPH_CHARS = 80
"""Characters from which on a tag <p> is a paragraph of the body. By hand."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page's metadata says, best first; empty where it says nothing.

    titles: headlines, without the site's name at their end.
    authors: of the best source that names any; each as given, perhaps several names in one.
    dates: days of first publication.
    tagged: whether the authors are only those of tags around names, which may be somebody else's.
    """

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    dates: tuple[Date, ...] = ()
    tagged: bool = field(default=False, repr=False)


class Written(NamedTuple):
    """What a page has written down for machines, read once.

    metas: the meta tags' contents by lower-case property, name or itemprop.
    articles: the JSON-LD objects that are articles.
    """

    metas: Mapping[str, list[str]]
    articles: Sequence[dict[str, Any]]

    @classmethod
    def of(cls, tree: LexborHTMLParser) -> Written:
        """From a parsed page."""
        return cls(read_metas(tree), [thing for thing in read_json_ld(tree) if is_article(thing)])


def read_metadata(tree: LexborHTMLParser, written: Written, url: str | None = None) -> Metadata:
    """What the metadata of a parsed page says of title, authors and date.

    >>> from selectolax.lexbor import LexborHTMLParser
    >>> site = '<meta property="og:site_name" content="The Vale"><title>Rain | The Vale</title>'
    >>> facts = '<meta name="author" content="Ann Lee"><time itemprop="datePublished" datetime="2021-01-05">'
    >>> tree = LexborHTMLParser(site + facts)
    >>> read_metadata(tree, Written.of(tree))
    Metadata(titles=('Rain',), authors=('Ann Lee',), dates=(datetime.date(2021, 1, 5),))
    """
    metas, articles = written
    heads = [tidy(tag.text()) for tag in tags(tree, "h1") if not within(tag, ("header", "nav", "footer"))][:1]
    logos = [tidy(tag.text()) for tag in tags(tree, "h1") if tidy(tag.text()) not in heads]
    page_title = next((tidy(tag.text()) for tag in tags(tree, "title")), "")
    ends = {key_of(part) for part in _SEPARATOR_RE.split(page_title)[1:]}
    site = Site.of(metas, articles, url, [text for text in (*heads, *logos) if key_of(text) in ends])

    def told(key: str, names: tuple[str, ...]) -> list[str]:
        by_article = (text for thing in articles for text in texts_of(thing.get(key)))
        return [*by_article, *(text for name in names for text in metas.get(name, ()))]

    titles = [*told("headline", TITLE_METAS), *heads, page_title]
    times = (attribute(tag, "datetime") or attribute(tag, "content") for tag in tags(tree, DATE_TAGS))
    sources: list[list[str]] = [
        [name for thing in articles for name in names_of(thing.get("author"))],
        *(metas.get(name, []) for name in AUTHOR_METAS),
        tagged_authors(tree),
    ]
    people = list(map(site.people, sources))
    return Metadata(
        tuple(dict.fromkeys(title for title in map(site.bare_title, titles) if title and not site.is_called(title))),
        next(filter(None, people), ()),
        tuple(dict.fromkeys(filter(None, map(day_of, [*told("datePublished", DATE_METAS), *times])))),
        not any(people[:-1]),
    )


def tagged_authors(tree: LexborHTMLParser) -> list[str]:
    """The text of the tags of authors between the headline and the first paragraph; of others where they name one."""
    near: list[str] = []
    others: list[str] = []
    passed = False
    for tag in tags(tree, f"h1, p, {AUTHOR_TAGS}"):
        if tag.tag == "h1":
            near = near if passed else []
        elif "author" in f"{attribute(tag, 'rel')} {attribute(tag, 'itemprop')}":
            if not is_aside(tag):
                (others if passed else near).append(tidy(tag.text()))
        elif not passed:
            passed = len(tidy(tag.text())) >= PARAGRAPH_CHARS
    return near[:MAX_TAGS] or (others[:1] if len(set(others)) == 1 else [])


def within(tag: LexborNode, names: Collection[str]) -> bool:
    """Whether a tag stands in one of some name."""
    return any(node.tag in names for node in ancestors(tag))


def is_aside(tag: LexborNode) -> bool:
    """Whether a tag stands in what is not the article: a figure, a list of teasers, comments."""
    return any(
        node.tag in ASIDE_TAGS or _ASIDE_RE.search(f"{attribute(node, 'class')} {attribute(node, 'id')}")
        for node in ancestors(tag)
    )


def ancestors(tag: LexborNode) -> Iterator[LexborNode]:
    """The tags that a tag stands in, the innermost first, up to MAX_TAGS."""
    node = tag.parent
    for _ in range(MAX_TAGS):
        if node is None:
            return
        yield node
        node = node.parent


def tags(tree: LexborHTMLParser, selector: str) -> Sequence[LexborNode]:
    """The tags of a document that a CSS selector means."""
    return tree.css(selector)


def attribute(tag: LexborNode, name: str) -> str:
    """An attribute's value, or "" where the tag has none."""
    return tag.attributes.get(name) or ""


@dataclass(frozen=True, slots=True)
class Site:
    """What a site calls itself, folded to letters and digits."""

    names: frozenset[str]
    labels: frozenset[str]

    @classmethod
    def of(
        cls,
        metas: Mapping[str, list[str]],
        articles: Sequence[dict[str, Any]],
        url: str | None,
        logos: Iterable[str] = (),
    ) -> Site:
        """From the metadata, the address and logos; the host's own part ("bbc" of www.bbc.co.uk) is a name too."""
        addresses = [url or "", *metas.get("og:url", ()), *(f"//{host}" for host in metas.get("twitter:domain", ()))]
        hosts = {host_of(address) for address in addresses} - {""}
        names = [*logos, *(text for name in SITE_METAS for text in metas.get(name, ()))]
        names += [text for thing in articles for text in names_of(thing.get("publisher"))]
        labels = {
            part for host in hosts for part in host.split(".")[:-1] if len(part) > 2 and part not in ("www", "com")
        }
        return cls(frozenset({*map(key_of, names), *map(key_of, hosts)} - {""}), frozenset(labels))

    def is_own_name(self, name: str) -> bool:
        """Whether a name is the site's own, or has its host's name as a word."""
        key = key_of(name)
        words = name.casefold().split()
        return key in self.names | self.labels or (len(words) < 4 and not self.labels.isdisjoint(words))

    def is_called(self, text: str) -> bool:
        """Whether a text is the site's name and nothing else."""
        return key_of(text) in self.names

    def people(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the names that are not the site's own, an address or a handle."""
        clean = (tidy(name) for name in names)
        found = (name for name in clean if name and len(name) <= MAX_CHARS and not _ADDRESS_RE.search(name))
        return tuple(
            dict.fromkeys(name for name in found if any(map(str.isalpha, name)) and not self.is_own_name(name))
        )

    def bare_title(self, title: str) -> str:
        """A title without the site's name at its end, nor a section's before that name."""
        title = tidy(title)
        for cut in reversed(list(_SEPARATOR_RE.finditer(title))):
            end = title[cut.end() :]
            if cut.start() and (key_of(end) in self.names | self.labels or _ADDRESS_RE.search(end)):
                title = title[: cut.start()]
        return title


def read_metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    """The meta tags' contents by lower-case property, name or itemprop."""
    metas: dict[str, list[str]] = {}
    for tag in tags(tree, "meta[content]"):
        content = tidy(attribute(tag, "content"))
        for kind in ("property", "name", "itemprop"):
            name = attribute(tag, kind).strip().lower()
            if name and content:
                metas.setdefault(name, []).append(content)
    return metas


def read_json_ld(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The page's own JSON-LD objects, with the people they refer to put in; broken JSON is passed over."""
    found: list[dict[str, Any]] = []
    for tag in tags(tree, 'script[type*="ld+json"]'):
        try:
            todo = [json.loads(tag.text().strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while todo and len(found) < MAX_OBJECTS:
            thing = todo.pop(0)
            if isinstance(thing, list):
                todo[:0] = thing[:MAX_OBJECTS]
            elif isinstance(thing, dict):
                found.append(thing)
                todo += [thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing]
    by_id = {thing["@id"]: thing for thing in found if isinstance(thing.get("@id"), str) and "name" in thing}
    for thing in found:
        yield {**thing, **{key: resolved(thing[key], by_id) for key in ("author", "publisher") if key in thing}}


def resolved(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    """A value, or a list of them, with bare references replaced by what they refer to."""
    if isinstance(value, list):
        return [resolved(item, by_id) for item in value[:MAX_OBJECTS] if not isinstance(item, list)]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def is_article(thing: dict[str, Any]) -> bool:
    """Whether a JSON-LD object is an article of any kind."""
    types = thing.get("@type")
    return any(
        str(name).endswith(("Article", "BlogPosting", "Report"))
        for name in (types if isinstance(types, list) else [types])
    )


def names_of(value: Any) -> Iterator[str]:
    """The names in what JSON-LD has for an author: a text, an object, or a list of them."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            names = list(texts_of(item.get("name")))
            yield from names or [tidy(" ".join(str(item.get(part) or "") for part in ("givenName", "familyName")))]
        else:
            yield from texts_of(item)


def texts_of(value: Any) -> Iterator[str]:
    """The texts of a JSON-LD value, which may be one or a list."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield tidy(item)


def tidy(text: str) -> str:
    """A text on one line, its entities read (JSON-LD has them escaped once more)."""
    return _SPACES_RE.sub(" ", html.unescape(text[: 4 * MAX_CHARS])).strip()


def key_of(text: str) -> str:
    """A text's letters and digits, folded.

    >>> key_of("Stern.de") == key_of("STERN de")
    True
    """
    return "".join(filter(str.isalnum, text.casefold()))


def day_of(text: str) -> Date | None:
    """The day that a machine-readable date starts with, as written: no time zone is changed.

    >>> day_of("2021-01-05T23:30:00Z"), day_of("Tuesday"), day_of("2021-02-30")
    (datetime.date(2021, 1, 5), None, None)
    """
    match = _DAY_RE.match(text)
    if not match:
        return None
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return Date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
