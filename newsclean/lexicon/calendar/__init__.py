"""What each language calls months and weekdays, and prints between the parts of a date.

`<code>.txt` is made from CLDR (see `__main__`); `joints.txt` and `eras.txt` are written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def calendars() -> frozenset[str]:
    """The names of the files."""
    return frozenset(f.name[:-4] for f in resources.files(__name__).iterdir() if f.name.endswith(".txt"))


def read_calendar(name: str) -> Mapping[str, tuple[str, ...]]:
    """The topics of one file, each with its entries in the file's order; empty where there is no such file.

    >>> read_calendar("de")["months"][:2], read_calendar("xx")
    (('1 Januar', '1 Jan.'), mappingproxy({}))
    """
    return _read_calendar(name) if name in calendars() else MappingProxyType({})


@cache
def _read_calendar(name: str) -> Mapping[str, tuple[str, ...]]:
    file = resources.files(__name__) / f"{name}.txt"
    topics: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in map(str.strip, file.read_text(encoding="utf-8").split("\n")):
        if line.startswith("[") and line.endswith("]"):
            entries = topics.setdefault(line[1:-1], [])
        elif line and not line.startswith("# "):
            entries.append(line)
    return MappingProxyType({topic: tuple(found) for topic, found in topics.items()})
