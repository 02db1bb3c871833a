"""What the trainers of all fields do alike: fit, write, fit again without each fold, and print what came of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from newsclean.evaluate import read_pages
from newsclean.train.pages import FOLDS


class FieldTrainer(Protocol):
    """The module of a field: examples of labelled pages, weights from examples, and how well weights do on others."""

    def examples(self, pages: Iterable[Mapping[str, Any]]) -> Iterable[Any]:
        """What is learned from the pages; each has a `fold`."""

    def train(self, made: Sequence[Any]) -> Any:
        """Weights."""

    def dump(self, weights: Any) -> str:
        """Weights as they are written."""

    def outcomes(self, made: Iterable[Any], weights: Any) -> Iterator[Any]:
        """What weights make of examples."""

    def report(self, found: Sequence[Any]) -> str:
        """A table of outcomes."""


def run_field(field: FieldTrainer | Any, asked: argparse.Namespace) -> None:
    """Train a field's weights, write them, print the table."""
    made = list(field.examples(read_pages(*asked.pages)))
    learned = [e for e in made if e.fold not in asked.without_fold]
    weights = field.train(learned)
    Path(asked.out).write_text(field.dump(weights), encoding="utf-8")
    found: list[Any] = []
    for fold in sorted({e.fold for e in learned}):
        without = field.train([e for e in learned if e.fold != fold])
        found += field.outcomes([e for e in learned if e.fold == fold], without)
        if asked.folds:
            name = fold_file(Path(asked.folds), asked.command, fold, ".json")
            name.parent.mkdir(parents=True, exist_ok=True)
            name.write_text(field.dump(without), encoding="utf-8")
    print("Cross-validated by publisher\n" + field.report(found))
    held = [e for e in made if e.fold in asked.without_fold]
    if held:
        print("\nFolds left out\n" + field.report(list(field.outcomes(held, weights))))


def fold_file(folder: Path, what: str, fold: int, ending: str) -> Path:
    """The file of the weights that have not seen a fold.

    >>> fold_file(Path("folds"), "title", 0, ".json").as_posix()
    'folds/title-without-0.json'
    """
    assert 0 <= fold < FOLDS
    return folder / f"{what}-without-{fold}{ending}"
