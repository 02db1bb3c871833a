"""Texts that once broke an invariant, found by the fuzzers: the invariants hold on them now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.checks import check

FOUND = sorted((Path(__file__).parent / "corpus").glob("*.txt"))


@pytest.mark.parametrize("language", [None, "en", "zh-cn"])
@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_invariants_hold(path: Path, language: str | None) -> None:
    check(path.read_bytes().decode("utf-8", "surrogatepass"), language)
