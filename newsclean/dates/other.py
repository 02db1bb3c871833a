"""Days of calendars that are not Gregorian, as Gregorian ones; None where that cannot be told.

Persian, Hijri and Bikram Sambat days are converted by jdatetime, hijridate and nepali-datetime (the extra
`calendars`), loaded when such a day is met; without them the day is None, never a guess.

Japanese eras, the Republic of China's years and Thai Buddhist years need no library: since 1873, 1912 and 1941
(Thailand's new year moved to 1 January then) their months and days are the Gregorian ones, and only the year is
counted from another start.
"""

from __future__ import annotations

from datetime import date as Date

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""The years that a date may have, by the contract."""
FIRST_BUDDHIST_YEAR = 2484
"""1941: before it the Thai year did not start in January."""
BUDDHIST_OFFSET, REPUBLIC_OFFSET = 543, 1911
"""How far the years of the Thai Buddhist era are ahead, and those of the Republic of China behind."""


def gregorian(year: int, month: int, day: int) -> Date | None:
    """A day that there was, or will be, from 1900 to 2099.

    >>> gregorian(2024, 2, 29), gregorian(2023, 2, 29), gregorian(1399, 12, 1)
    (datetime.date(2024, 2, 29), None, None)
    """
    if not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def from_buddhist(year: int, month: int, day: int) -> Date | None:
    """A day of a Thai Buddhist year; None before 1941, when the year did not start in January.

    >>> from_buddhist(2564, 5, 5), from_buddhist(2480, 1, 5)
    (datetime.date(2021, 5, 5), None)
    """
    return gregorian(year - BUDDHIST_OFFSET, month, day) if year >= FIRST_BUDDHIST_YEAR else None


def from_republic(year: int, month: int, day: int) -> Date | None:
    """A day of a year of the Republic of China.

    >>> from_republic(110, 5, 5)
    datetime.date(2021, 5, 5)
    """
    return gregorian(year + REPUBLIC_OFFSET, month, day) if year >= 1 else None


def from_other(calendar: str, year: int, month: int, day: int) -> Date | None:
    """A day of the "persian", "hijri" or "bikram" calendar, where its library is there and knows it.

    >>> from_other("persian", 1400, 13, 1) is None
    True
    """
    try:
        found = CONVERTERS[calendar](year, month, day)
    except (ImportError, ValueError, OverflowError, IndexError, KeyError):
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def from_persian(year: int, month: int, day: int) -> Date:
    """A day of the Solar Hijri calendar; raises ImportError without jdatetime."""
    import jdatetime

    found: Date = jdatetime.date(year, month, day).togregorian()
    return found


def from_hijri(year: int, month: int, day: int) -> Date:
    """A day of the Umm al-Qura calendar; raises ImportError without hijridate."""
    from hijridate import Hijri

    found = Hijri(year, month, day).to_gregorian()
    return Date(found.year, found.month, found.day)


def from_bikram(year: int, month: int, day: int) -> Date:
    """A day of Nepal's Bikram Sambat calendar; raises ImportError without nepali-datetime."""
    import nepali_datetime

    found: Date = nepali_datetime.date(year, month, day).to_datetime_date()
    return found


CONVERTERS = {"persian": from_persian, "hijri": from_hijri, "bikram": from_bikram}
"""Calendars whose months are not Gregorian, and what asks each one's library."""
