"""Same text and hints, same article: in any process, thread and order, with any hash seed; and through pickle."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from newsclean import Article, Page, Pipeline, Removal, clean, default_pipeline
from newsclean.filters import Phrases
from newsclean.filters.shape import shape
from newsclean.frame import frame_of
from newsclean.pipeline import NamedStep
from newsclean.scorer import body_probabilities
from tests.hostile import HOSTILE
from tests.strategies import FIXTURES

ROOT = Path(__file__).parent.parent
PAGES = [path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.txt"))[::5]]
ODD = [make(800) for make in HOSTILE.values() if make(800).isprintable()][::4]
CAPTIONS = [f"The bridge {n} at night. (Ann Lee/Reuters)" for n in range(9)]
SENTENCES = [
    f"Rain fell on it {n} times, and the river rose by two metres, the mayor of the town said." for n in range(9)
]
MANY = "\n\n".join(CAPTIONS + SENTENCES)
"""A page with several of what others have one of."""
DUMP = """
import hashlib, json, sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from newsclean import clean
pages = json.load(sys.stdin)
threads = int(sys.argv[1])
together = Barrier(threads)

def run(start):
    together.wait()
    return {(n + start) % len(pages): clean(pages[(n + start) % len(pages)]).to_json() for n in range(len(pages))}

with ThreadPoolExecutor(threads) as pool:
    found = list(pool.map(run, range(threads)))
whole = ["".join(f[n] for n in range(len(pages))).encode("utf-8", "surrogatepass") for f in found]
print(*{hashlib.sha256(text).hexdigest() for text in whole})
"""
"""Threads that start together in a process that has loaded nothing, each with the pages in another order."""


def digests(seed: str, threads: int) -> str:
    """The digests, in a fresh process, of all articles of each thread; one if they agree."""
    done = subprocess.run(
        [sys.executable, "-c", DUMP, str(threads)],
        input=json.dumps([*PAGES, *ODD, MANY]),
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_hash_seeds_processes_and_threads_change_nothing() -> None:
    found = {digests("0", 1), digests("1", 1), digests("4242", 16)}
    assert len(found) == 1
    assert " " not in found.pop()


def test_order_and_threads_change_nothing() -> None:
    alone = [clean(page) for page in PAGES]
    assert [clean(page) for page in reversed(PAGES)] == alone[::-1]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(clean, PAGES)) == alone


@pytest.mark.parametrize("page", PAGES[:8], ids=range(len(PAGES[:8])))
def test_article_pickles(page: str) -> None:
    article = clean(page)
    assert pickle.loads(pickle.dumps(article)) == article
    assert Article.from_dict(json.loads(article.to_json())) == article


def test_pipelines_pickle() -> None:
    ours = default_pipeline().replace("boilerplate", shape).with_filter(Phrases.of(["Rain"]), name="mine")
    for pipeline in (default_pipeline(), ours):
        again = pickle.loads(pickle.dumps(pipeline))
        assert again == pipeline
        assert results(again.clean, PAGES) == results(pipeline.clean, PAGES)


def results(call: object, pages: Sequence[str]) -> list[Article]:
    return [call(page) for page in pages]  # type: ignore[operator]


def look(page: Page) -> list[Removal]:
    """Ask for all evidence and point at nothing."""
    body_probabilities(page)
    frame_of(page)
    page.line_hits()
    return []


@pytest.mark.parametrize("without", [(), ("boilerplate",)], ids=["all steps", "without the scorer's own"])
def test_a_step_that_only_looks_changes_nothing_wherever_it_stands(without: tuple[str, ...]) -> None:
    plain = default_pipeline().without(*without)
    first, last = plain.with_filter(look), plain.with_filter(look, after=plain.names[-1])
    for page in PAGES:
        article = plain.clean(page)
        assert first.clean(page) == last.clean(page) == article


def test_the_names_of_steps_are_in_the_ledger_and_nowhere_else() -> None:
    plain = default_pipeline()
    renamed = Pipeline(tuple(NamedStep(f"step {n}", step.run) for n, step in enumerate(plain.steps)))
    for page in PAGES:
        a, b = plain.clean(page), renamed.clean(page)
        assert replace(a, ledger=()) == replace(b, ledger=())
        assert [replace(entry, by="") for entry in a.ledger] == [replace(entry, by="") for entry in b.ledger]
