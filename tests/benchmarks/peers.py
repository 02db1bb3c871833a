"""newsclean beside other extractors on the same pages: it on their text, they on their HTML. Prints the README's table.

pip install 'newsclean[bench]'; python -m tests.benchmarks.peers [--quick]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from statistics import median
from typing import Any, NamedTuple

import newsclean
from tests.benchmarks.news import News, news_pages
from tests.benchmarks.options import read_options
from tests.benchmarks.timing import Times, markdown, ratio, side_by_side

Call = Callable[[News], Any]


class Peer(NamedTuple):
    """What is measured: the package it is of, what it is given, and how to get the call once the package is loaded."""

    package: str
    given: str
    load: Callable[[], Call]


def trafilatura() -> Call:
    extract: Any = import_module("trafilatura").bare_extraction
    return lambda page: extract(page.html)


def justext() -> Call:
    module: Any = import_module("justext")
    words = module.get_stoplist("English")
    return lambda page: module.justext(page.html.encode(), words)


def readability() -> Call:
    document: Any = import_module("readability").Document
    return lambda page: document(page.html).summary()


def resiliparse() -> Call:
    extract: Any = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda page: extract(page.html, main_content=True)


def newspaper() -> Call:
    article: Any = import_module("newspaper").Article
    # Without fetch_images=False it asks the network for pictures, and waits where there is none.
    return lambda page: article(url="", language="en", fetch_images=False).download(input_html=page.html).parse()


def ftfy() -> Call:
    fix: Any = import_module("ftfy").fix_text
    return lambda page: fix(page.text)


def langdetect() -> Call:
    module: Any = import_module("langdetect")

    def detect(page: News) -> str | None:
        try:
            return str(module.detect(page.text))
        except module.LangDetectException:  # of a text without letters
            return None

    return detect


PEERS: dict[str, Peer] = {
    "newsclean.clean": Peer("newsclean", "text", lambda: lambda page: newsclean.clean(page.text)),
    "ftfy.fix_text alone": Peer("ftfy", "text", ftfy),
    "langdetect.detect alone": Peer("langdetect", "text", langdetect),
    "resiliparse": Peer("Resiliparse", "HTML", resiliparse),
    "jusText": Peer("jusText", "HTML", justext),
    "readability-lxml": Peer("readability-lxml", "HTML", readability),
    "trafilatura": Peer("trafilatura", "HTML", trafilatura),
    "newspaper4k": Peer("newspaper4k", "HTML", newspaper),
}
MODULES = {
    "Resiliparse": "resiliparse",
    "jusText": "justext",
    "readability-lxml": "readability",
    "newspaper4k": "newspaper",
}
US = "newsclean.clean"


def installed(peer: Peer) -> bool:
    """Whether a peer's package is there."""
    return find_spec(MODULES.get(peer.package, peer.package)) is not None


def table(times: Times) -> str:
    """The README's table: median milliseconds a page, and how many times as long as newsclean it takes."""
    rows = []
    for name, spent in sorted(times.items(), key=lambda item: median(item[1])):
        peer = PEERS[name]
        release = newsclean.__version__ if name == US else version(peer.package)
        rows.append((f"{name} {release}", peer.given, f"{1000 * median(spent):.1f}", f"{ratio(times, name, US):.2f}"))
    return markdown(["", "given", "ms a page", "times newsclean"], rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    options = read_options(__name__, __doc__, arguments)
    pages = news_pages(options.pages or (3 if options.quick else None))
    calls = {name: peer.load() for name, peer in PEERS.items() if installed(peer)}
    for call in calls.values():
        call(pages[0])  # what is loaded once is no cost of a page
    times = side_by_side(calls, pages, options.repeats or (1 if options.quick else 5))
    text, html = (sum(map(len, column)) // len(pages) for column in zip(*pages, strict=True))
    print(f"{len(pages)} pages of {text} characters and {html} of HTML each;")
    print("medians over pages, of each page the least of the runs, all tools in turn on each page\n")
    print(table(times))
    missing = [peer.package for peer in PEERS.values() if not installed(peer)]
    if missing:
        print(f"\nnot installed: {', '.join(missing)}; pip install 'newsclean[bench]'")


if __name__ == "__main__":
    main()
