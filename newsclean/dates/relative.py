"""Days told from today: "2 hours ago", "hier". Read only where the caller says which day it is.

Weeks and months ago name no day, and are left alone.
"""

from __future__ import annotations

from datetime import date as Date
from datetime import timedelta

import regex

from newsclean.dates.reading import Printed
from newsclean.lexicon import by_language, fold, load_lexicon

HALF_A_DAY_HOURS = 12
"""Hours that round up to a day, as the time of scraping is not known."""
NUMBER = "{n}"
"""What stands for the number in a phrase of the lexicon."""


def relative_days(text: str, language: str | None, today: Date) -> list[Printed]:
    """The first such day of a short text, if any.

    >>> [str(p.readings[0][1]) for p in relative_days("Publié il y a 2 jours", "fr", Date(2021, 5, 5))]
    ['2021-05-03']
    >>> relative_days("Il y a 2 semaines", "fr", Date(2021, 5, 5))
    []
    """
    folded = fold(text)
    for pattern, unit in relative_patterns(language):
        m = pattern.search(folded)
        if m is not None:
            days = days_back(unit, [int(n) for n in m.groups() if n])
            if days is None:
                return []
            return [Printed(m.start(), m.end(), (("", today - timedelta(days=days)),))]
    return []


def days_back(unit: str, numbers: list[int]) -> int | None:
    """How many days ago something was, or None where that is not told to the day."""
    number = numbers[0] if numbers else 1
    if unit in ("minute", "today"):
        return 0
    if unit == "hour":
        return (number + HALF_A_DAY_HOURS) // 24 if number < 1000 else None
    if unit == "yesterday":
        return 1
    return number if unit == "day" and number < 1000 else None


@by_language
def relative_patterns(language: str | None) -> tuple[tuple[regex.Pattern[str], str], ...]:
    """The lexicon's entries as patterns, longest first, each with its unit; words end where the entry does."""
    entries = sorted(
        (e.rpartition(" | ") for e in load_lexicon(language).words("date.relative")), key=lambda e: -len(e[0])
    )
    found = []
    for text, _, unit in entries:
        if text:
            source = (
                regex.escape(fold(text), special_only=True)
                .replace(r"\{n\}", r"(\d{1,4})")
                .replace(NUMBER, r"(\d{1,4})")
            )
            found.append((regex.compile(rf"(?<![\p{{L}}\p{{M}}\d]){source}(?![\p{{L}}\p{{M}}])"), unit))
    return tuple(found)
