"""The ranker of the fields: candidates with named facts go in, points come out, the same for title, byline and date.

Points are thousandths of log odds against the page having no such field at all: that "none" is one of the candidates,
always with 0 points, so a field is given where its best candidate has more. Symmetric boosted trees, learned by
`newsclean.train`, weigh the facts; every fact has a name, `FACTS` of a field's module says what it means, and a file of
weights that knows other facts than the code is an error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from newsclean.scorer.trees import Trees

Facts = Mapping[str, float]
"""What is true of a candidate: a number for each of a field's facts, 1 and 0 for yes and no."""
MAX_REASONS = 3
"""The facts that add most are named. By hand."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranker:
    """The weights of a field's facts.

    names: the facts, in the order in which the trees count them.
    """

    names: tuple[str, ...]
    trees: Trees

    def points(self, candidates: Sequence[Facts]) -> list[int]:
        """The points of candidates. Raises ValueError where one has other facts than there are weights for."""
        points: list[int] = self.trees.score(self._columns(candidates)).tolist()
        return points

    def reasons(self, candidates: Sequence[Facts]) -> list[tuple[str, ...]]:
        """Of each candidate, in words, the facts without which it would have fewest points."""
        changes = self.trees.without(self._columns(candidates)).T.tolist()
        found = []
        for facts, change in zip(candidates, changes, strict=True):
            losses = sorted((points, n) for n, points in enumerate(change) if points < 0)
            found.append(tuple(said(name, facts[name]) for name in (self.names[n] for _, n in losses[:MAX_REASONS])))
        return found

    def _columns(self, candidates: Sequence[Facts]) -> NDArray[np.float32]:
        import numpy as np

        known = set(self.names)
        for facts in candidates:
            if facts.keys() != known:
                raise ValueError(f"Facts and weights differ: {sorted(facts.keys() ^ known)}. Train anew.")
        rows = [[facts[name] for name in self.names] for facts in candidates]
        return np.array(rows, np.float32).reshape(len(rows), len(self.names)).T


def said(name: str, value: float) -> str:
    """A fact in words.

    >>> said("under the title", 1), said("words", 9)
    ('under the title', 'words: 9')
    """
    return name if value == 1 else f"{name}: {value:g}"


@cache
def load_ranker(field: str) -> Ranker:
    """The ranker of a field that comes with newsclean; read once."""
    file = resources.files("newsclean.fields") / f"{field}_weights.json"
    return read_ranker(json.loads(file.read_text("utf-8")))


def read_ranker(data: Mapping[str, Any]) -> Ranker:
    """A ranker from its file's JSON: the facts, `base`, and of each tree the questions ([fact, border]) and leaves.

    Raises KeyError where a tree asks for a fact that the file does not name.
    """
    import numpy as np

    from newsclean.scorer.trees import Trees

    at = {name: n for n, name in enumerate(data["facts"])}
    feature = np.array([[at[name] for name, _ in questions] for questions, _ in data["trees"]], np.uint16)
    border = np.array([[border for _, border in questions] for questions, _ in data["trees"]], np.float32)
    leaf = np.array([leaves for _, leaves in data["trees"]], np.int16)
    return Ranker(tuple(at), Trees(feature, border, leaf, data["base"]))
