"""What a site profile adds: each publisher's pages cleaned with what the publisher's other pages taught, and without.

    python -m tests.benchmarks.site_profiles labelled.jsonl.gz ... [--rendering resiliparse_all] [--pages 4]

The files hold labelled pages as `newsclean evaluate` takes them, each with its publisher in `group`. Publishers with
two to `--pages` pages count; a page is never among those that its profile learns from.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from newsclean import SiteProfile, clean, default_pipeline
from newsclean.evaluate import LabelledPage, Scores, mean_scores, page_scores, read_pages, table


def publishers(pages: Sequence[LabelledPage], rendering: str, most: int) -> Iterator[list[tuple[LabelledPage, str]]]:
    """The pages of each publisher that has two to so many, with their texts."""
    groups: dict[tuple[str, str], list[tuple[LabelledPage, str]]] = defaultdict(list)
    for page in pages:
        text = (page.get("texts") or {}).get(rendering)
        if text:
            groups[page["source"], page["group"]].append((page, text))
    return (group for group in groups.values() if 2 <= len(group) <= most)


def measure(group: list[tuple[LabelledPage, str]]) -> Iterator[tuple[str, Scores, Scores]]:
    """Of each page of a publisher: its source, and its figures without and with the profile of the other pages."""
    for page, text in group:
        profile = SiteProfile.from_pages(other for _, other in group if other != text)
        learned = partial(clean, pipeline=default_pipeline().with_filter(profile))
        yield page["source"], page_scores(clean(text), page, text), page_scores(learned(text), page, text)


def main(arguments: Sequence[str] | None = None) -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", nargs="+")
    ask.add_argument("--rendering", default="resiliparse_all")
    ask.add_argument("--pages", type=int, default=4, metavar="MOST")
    options = ask.parse_args(arguments)
    without: dict[str, list[Scores]] = defaultdict(list)
    with_profile: dict[str, list[Scores]] = defaultdict(list)
    for group in publishers(list(read_pages(*options.files)), options.rendering, options.pages):
        for source, before, after in measure(group):
            for name in (source, "all"):
                without[name].append(before)
                with_profile[name].append(after)
    figures: dict[tuple[str, ...], Scores] = {}
    for name in sorted(without):
        figures[name, "without"] = mean_scores(without[name])
        figures[name, "with the site's profile"] = mean_scores(with_profile[name])
    print(table(figures))


if __name__ == "__main__":
    main()
