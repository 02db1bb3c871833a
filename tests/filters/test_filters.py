"""Each filter on small pages: what it removes, and the near misses that it leaves. A case file a filter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsclean import default_pipeline, filters
from newsclean.reading import read_page

CASES = Path(__file__).parent / "cases"
LEARNED_OR_FIELDS = {"title", "byline", "date", "field-lines", "boilerplate"}


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.json")):
        for case in json.loads(path.read_text("utf-8")):
            name = f"{path.stem}/{case['language']}/{case['label']}".replace(" ", "-")
            found.append(pytest.param(path.stem, case, id=name))
    return found


@pytest.mark.parametrize(("name", "case"), cases())
def test_the_filter_points_at_these_lines_and_no_others(name: str, case: dict[str, Any]) -> None:
    step = getattr(filters, name.replace("-", "_"))
    page = read_page("\n\n".join(case["page"]), language=case["language"])
    pointed = {item.line.text: item.reason for item in step(page)}
    assert sorted(pointed) == sorted(set(case["removed"]))
    assert all(pointed.values()), "each removal has its reason"


def test_every_filter_has_a_case_file() -> None:
    filters = set(default_pipeline().names) - LEARNED_OR_FIELDS
    assert filters == {path.stem for path in CASES.glob("*.json")}
