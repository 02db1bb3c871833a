"""newsclean on HTML beside trafilatura, on the same pages, by the same measure.

    pip install trafilatura
    python -m tests.benchmarks.html_peers labelled.jsonl.gz html.jsonl.gz [--fold N --model FILE] [--limit N]

The first file holds labelled pages as `newsclean evaluate` takes them, the second `id` and `html` of the same pages.
With --fold, only the pages of one fold of five by publisher; --model: scorer weights that have not seen them.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from datetime import date as Date
from typing import Any

from newsclean import Article, Pipeline, clean_html, default_pipeline
from newsclean.evaluate import Scores, mean_scores, page_scores, read_pages, table
from newsclean.train.pages import fold_of


def with_newsclean(html: str, url: str | None, pipeline: Pipeline | None) -> Article:
    return clean_html(html, url=url, pipeline=pipeline)


def with_trafilatura(html: str, url: str | None, _: Pipeline | None) -> Article:
    import trafilatura

    found: Any = trafilatura.bare_extraction(html, url=url, with_metadata=True)
    if found is None:
        return Article()
    day = Date.fromisoformat(found.date[:10]) if found.date else None
    return Article(found.title, found.author, (), day, body=tuple((found.text or "").split("\n")))


Extract = Callable[[str, str | None, Pipeline | None], Article]
PEERS: dict[str, Extract] = {"newsclean": with_newsclean, "trafilatura": with_trafilatura}


def main(arguments: Sequence[str] | None = None) -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("labelled")
    ask.add_argument("html")
    ask.add_argument("--fold", type=int)
    ask.add_argument("--model")
    ask.add_argument("--limit", type=int)
    options = ask.parse_args(arguments)
    pipeline = default_pipeline().with_model(options.model)
    html = {row["id"]: row["html"] for row in read_pages(options.html)}
    pages = [
        page for page in read_pages(options.labelled) if page["id"] in html and options.fold in (None, fold_of(page))
    ][: options.limit]
    figures: dict[tuple[str, ...], Scores] = {}
    for name, extract in PEERS.items():
        start = time.process_time()
        articles = [extract(html[page["id"]], page.get("url"), pipeline) for page in pages]
        spent = time.process_time() - start
        # What is printed on a page, for the recall of fields, is told from one rendering for both.
        scores = [page_scores(a, p, p["texts"]["resiliparse_all"]) for a, p in zip(articles, pages, strict=True)]
        figures[(f"{name} ({1000 * spent / max(1, len(pages)):.0f} ms)",)] = mean_scores(scores)
    print(table(figures))


if __name__ == "__main__":
    main()
