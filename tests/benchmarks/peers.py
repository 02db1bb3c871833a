"""newsclean beside other extractors on the same pages: it on text, they on HTML. Prints the README's tables.

    pip install 'newsclean[bench]'; python -m tests.benchmarks.peers [--quick]

One table for text that is the whole page, one for text that another tool has cut to the main content. Peers that take
HTML are given the whole page in both.
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
from tests.benchmarks.timing import Times, markdown, ratio, side_by_side, spread

Call = Callable[[str], Any]
SHARES = {"whole page": "whole", "main content": "text"}
"""What of a page the text is, and the field that has it."""


class Peer(NamedTuple):
    """What is measured: the package it is of, what it is given, and how to get the call once the package is loaded."""

    package: str
    given: str
    load: Callable[[], Call]

    def call(self, share: str) -> Callable[[News], Any]:
        """The call on a page: on its HTML, or on the text of that share of it."""
        on = self.load()
        return lambda page: on(page.html if self.given == "HTML" else getattr(page, SHARES[share]))


def trafilatura() -> Call:
    extract: Call = import_module("trafilatura").bare_extraction
    return extract


def justext() -> Call:
    module: Any = import_module("justext")
    words = module.get_stoplist("English")
    return lambda html: module.justext(html.encode(), words)


def readability() -> Call:
    document: Any = import_module("readability").Document
    return lambda html: document(html).summary()


def resiliparse() -> Call:
    extract: Any = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda html: extract(html, main_content=True)


def newspaper() -> Call:
    article: Any = import_module("newspaper").Article
    # Without fetch_images=False it asks the network for pictures, and waits where there is none.
    return lambda html: article(url="", language="en", fetch_images=False).download(input_html=html).parse()


def ftfy() -> Call:
    fix: Call = import_module("ftfy").fix_text
    return fix


def langdetect() -> Call:
    module: Any = import_module("langdetect")

    def detect(text: str) -> str | None:
        try:
            return str(module.detect(text))
        except module.LangDetectException:  # of a text without letters
            return None

    return detect


PEERS: dict[str, Peer] = {
    "newsclean.clean": Peer("newsclean", "text", lambda: newsclean.clean),
    "newsclean.clean_html": Peer("newsclean", "HTML", lambda: newsclean.clean_html),
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
    """Median milliseconds a page, and how many times as long as newsclean.clean: the median of pages, and quartiles."""
    rows = []
    for name, spent in sorted(times.items(), key=lambda item: median(item[1])):
        peer = PEERS[name]
        release = newsclean.__version__ if peer.package == "newsclean" else version(peer.package)
        low, high = spread(times, name, US)
        times_us = f"{ratio(times, name, US):.2f} ({low:.2f} to {high:.2f})"
        rows.append((f"{name} {release}", peer.given, f"{1000 * median(spent):.1f}", times_us))
    return markdown(["", "given", "ms a page", "times newsclean.clean (half of the pages)"], rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the tables."""
    options = read_options(__name__, __doc__, arguments)
    pages = news_pages(options.pages or (3 if options.quick else None))
    repeats = options.repeats or (1 if options.quick else 5)
    there = {name: peer for name, peer in PEERS.items() if installed(peer)}
    html = sum(len(page.html) for page in pages) // len(pages)
    print(f"{len(pages)} pages of {html} characters of HTML each; medians over pages, of each page the least of the")
    print(f"{repeats} runs, all tools in turn on each page\n")
    for share, field in SHARES.items():
        calls = {name: peer.call(share) for name, peer in there.items()}
        for call in calls.values():
            call(pages[0])  # what is loaded once is no cost of a page
        text = sum(len(getattr(page, field)) for page in pages) // len(pages)
        print(f"Text of the {share}, {text} characters:\n")
        print(f"{table(side_by_side(calls, pages, repeats))}\n")
    if missing := [peer.package for name, peer in PEERS.items() if name not in there]:
        print(f"not installed: {', '.join(missing)}; pip install 'newsclean[bench]'")


if __name__ == "__main__":
    main()
