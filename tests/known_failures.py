"""Counts what does not come out right of the fixtures' pages, and writes it down as known.

python -m tests.known_failures            print how many paragraphs are lost and how many lines are kept wrongly
python -m tests.known_failures --write    and write known_failures.json anew; read its diff then
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.test_fixtures import (
    PAGE_ASPECTS,
    PAGE_RENDERINGS,
    PAGES,
    cleaned,
    expected,
    page_problems,
    rendering_problems,
    source,
)
from tests.test_invariants import WITH_TITLE, clean_page_problems
from tests.test_kinds import KIND_FORMS, kind_problems, name_of

FILE = Path(__file__).parent / "known_failures.json"


def known_failures() -> dict[str, list[str]]:
    """What is wrong, by the id of the test that sees it."""
    found = {f"{name}/{aspect}": page_problems(name, aspect) for name, aspect in PAGE_ASPECTS}
    found |= {f"{name}/{rendering}": rendering_problems(name, rendering) for name, rendering in PAGE_RENDERINGS}
    found |= {f"clean/{name}": clean_page_problems(name) for name in WITH_TITLE}
    found |= {"/".join(("kinds", *name_of(case), form)): kind_problems(case, form) for case, form in KIND_FORMS}
    return {name: problems for name, problems in sorted(found.items()) if problems}


def count_paragraphs() -> tuple[int, int, int]:
    """Of the fixtures' pages as they are: expected paragraphs, those lost, and those kept that are not expected.

    Pages whose own lines do not show where paragraphs end are left out.
    """
    wanted = lost = kept = 0
    for name in PAGES:
        want = expected(name)
        if not want.get("words_only"):
            body = cleaned(source(name), want.get("hints", {})).body
            wanted += len(want["body"])
            lost += len(set(want["body"]) - set(body))
            kept += len(set(body) - set(want["body"]))
    return wanted, lost, kept


if __name__ == "__main__":
    wanted, lost, kept = count_paragraphs()
    print(f"{lost} of {wanted} paragraphs lost, {kept} kept wrongly")
    if "--write" in sys.argv:
        found = known_failures()
        FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
        print(f"{len(found)} known failures")
