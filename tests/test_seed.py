"""The seed: a real scraped page, the first input that must come out right. It stands beside the project."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import newsclean

SEED = Path(__file__).parent.parent.parent / "shared" / "seed"


def test_the_seed_page_comes_out_exactly() -> None:
    if not SEED.is_dir():
        print(
            "the seed page is not here; fixtures/fr-agency.txt has the same shape and is held everywhere",
            file=sys.stderr,
        )
        return
    (page,) = SEED.glob("*.txt")
    gold = json.loads((SEED / "expected.json").read_text(encoding="utf-8"))
    article = newsclean.clean(page.read_text(encoding="utf-8"))
    got = article.to_dict()
    assert {k: got[k] for k in gold if k not in ("removed", "authors", "body")} == {
        k: v for k, v in gold.items() if k not in ("removed", "authors", "body")
    }
    assert list(article.authors) == gold["authors"]
    assert list(article.body) == gold["body"]
    removed = {number: entry for entry in article.removed for number in entry.lines}
    assert {n for n, entry in removed.items() if entry.by == "photo-credits"} == set(gold["removed"]["photo-credits"])
    for number in (*gold["removed"]["other"], *gold["removed"]["photo-credits"]):
        # of the doubled heading either line may be the title
        assert number in removed or (number in (6, 8) and {6, 8} & removed.keys()), number
        assert number not in removed or removed[number].reason
