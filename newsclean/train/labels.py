"""Which lines of a labelled page are body: what the scorer learns from.

A line is body where it is a gold paragraph, or where six in ten of its four-word runs stand in the gold body; a title
is left out; a standfirst or subhead that the gold does not count as body is learned as body, with more weight, since
there are few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from newsclean.evaluate import tokens

MIN_SHARE = 0.6
"""Share of a line's four-word runs that must stand in the gold body. By hand."""
MIN_SURE_WORDS = 8
"""Words of a line that tells where the body starts and ends; a whole gold paragraph does too. By hand."""
MAX_LINES_OUTSIDE = 3
"""Lines before the first sure line and after the last that may be body. By hand."""
OPTIONAL_WEIGHT = 1.5
"""What standfirsts and subheads count, to a line of the body: they are easily lost. By hand."""


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))] if words else []


def label_lines(lines: Sequence[str], gold: Mapping[str, Any]) -> Iterator[tuple[int, float]]:
    """For each line whether it is body (1 or 0), and how much the label counts (0: not known).

    >>> lines = ["Menu", "Rain", "A wet and long night out", "It rained all night in the hills."]
    >>> list(label_lines(lines, {"title": "Rain", "optional": lines[2:3], "body": lines[3:]}))
    [(0, 1.0), (0, 0.0), (1, 1.5), (1, 1.0)]
    """
    words = [tokens(line) for line in lines]
    body = [tokens(paragraph) for paragraph in gold["body"]]
    runs = Counter(run for paragraph in body for run in _runs(paragraph))
    labels, exact = _match(words, body, runs)
    title, optional = tokens(gold.get("title") or ""), [tokens(text) for text in gold.get("optional") or ()]
    is_title, is_optional = matcher([title]), matcher(optional)
    inside = _range(labels, exact, words)
    flat = " ".join(" ".join(paragraph) for paragraph in body)
    labels = [label and i in inside for i, label in enumerate(labels)]
    firm = [False, *labels, False]
    for i, own in enumerate(words):
        if labels[i]:
            yield 1, 1.0
        elif is_title(own):
            yield 0, 0.0
        elif is_optional(own):
            yield 1, OPTIONAL_WEIGHT * (len(own) > 3 or not any(word.isdigit() for word in own))
        elif 0 < len(own) < 4 and (firm[i] or firm[i + 2]) and f" {' '.join(own)} " in f" {flat} ":
            yield 1, 1.0
        else:
            yield 0, 1.0


def _match(
    words: Sequence[Sequence[str]], body: Sequence[Sequence[str]], runs: Counter[tuple[str, ...]]
) -> tuple[list[bool], list[bool]]:
    """Which lines stand in the body, and which are whole paragraphs of it; of a repeated line only the first."""
    whole, seen = Counter("".join(paragraph) for paragraph in body), Counter[tuple[str, ...]]()
    exact = []
    for own in words:
        joined = "".join(own)
        exact.append(bool(joined) and whole[joined] > 0)
        if exact[-1]:
            whole[joined] -= 1
            seen.update(_runs(own))
    labels = []
    for own, known in zip(words, exact, strict=True):
        of_line = _runs(own)
        found = known or (bool(of_line) and sum(runs[run] > seen[run] for run in of_line) >= MIN_SHARE * len(of_line))
        if found and not known:
            seen.update(of_line)
        labels.append(found)
    return labels, exact


def matcher(texts: Sequence[Sequence[str]]) -> Callable[[Sequence[str]], bool]:
    """A test whether words are one of some texts, or mostly stand in one."""
    keys, runs = {"".join(text) for text in texts} - {""}, {run for text in texts for run in _runs(text)}

    def matches(own: Sequence[str]) -> bool:
        of_line = _runs(own)
        return bool(of_line) and (
            "".join(own) in keys or sum(run in runs for run in of_line) >= MIN_SHARE * len(of_line)
        )

    return matches


def _range(labels: Sequence[bool], exact: Sequence[bool], words: Sequence[Sequence[str]]) -> range:
    """Where body lines may stand: a little before the first sure one to a little after the last."""
    sure = [i for i, label in enumerate(labels) if label and (exact[i] or len(words[i]) >= MIN_SURE_WORDS)]
    return range(sure[0] - MAX_LINES_OUTSIDE, sure[-1] + MAX_LINES_OUTSIDE + 1) if sure else range(len(labels))
