"""Which day three numbers mean: by a weekday beside them, the page's other days, or the order that the page keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date as Date
from datetime import timedelta

import regex

from newsclean.address import host_of, path_of
from newsclean.dates.setting import Dated
from newsclean.dates.words import Words
from newsclean.lexicon.calendar import read_calendar

URL_DAY_RE = regex.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:[/_-](\d{1,2})[/_-](\d{1,2})(?!\d)|(\d\d)(\d\d)(?!\d))", regex.ASCII
)
"""A day in an address: 2021/05/06, 2021-5-6, 20210506."""
DAY_FIRST_TOO = ("sv", "hu", "lt", "fa")
"""Languages that put the year first, and where a number above 31 stands last, the day."""


def url_day(url: str | None) -> Date | None:
    """The day in an address, or None.

    >>> url_day("https://example.org/2021/05/05/flood"), url_day("https://example.org/a-20210231")
    (datetime.date(2021, 5, 5), None)
    """
    for m in URL_DAY_RE.finditer(path_of(url) if url else ""):
        year, month, day = (int(part) for part in m.groups() if part is not None)
        try:
            return Date(year, month, day)
        except ValueError:
            continue
    return None


def settle(found: Sequence[Dated], words: Words, url: str | None, today: Date | None) -> list[Date | None]:
    """The day that each of a page's printed days means; None where doubt is left.

    >>> from newsclean.dates import dated_in, load_words
    >>> words = load_words("en")
    >>> days = [*dated_in("03/04/2021", words), *dated_in("25/12/2020", words)]
    >>> [str(day) for day in settle(days, words, None, None)], str(settle(days[:1], words, None, None)[0])
    (['2021-04-03', '2020-12-25'], '2021-03-04')
    """
    order = order_of(found, words, url)
    known = {d.readings[0][1] for d in found if len(d.readings) == 1} | {url_day(url)}
    return [meant(dated, known, order, today) for dated in found]


def order_of(found: Sequence[Dated], words: Words, url: str | None) -> str:
    """The order of three numbers: of the page's clear ones, or of the host's country, or of the language.

    >>> from newsclean.dates import load_words
    >>> order_of([], load_words("en"), "https://www.example.co.uk/news"), order_of([], load_words("en"), None)
    ('dmy', 'mdy')
    >>> order_of([], load_words("ko"), None)
    ''
    """
    clear = Counter(d.readings[0][0] for d in found if len(d.readings) == 1 and d.readings[0][0])
    if clear:
        return clear.most_common(1)[0][0]
    country = host_of(url).rpartition(".")[2] if url else ""
    if words.language in (None, "en") and country:
        for entry in read_calendar("en")["countries"]:
            order, *countries = entry.split(" ")
            if country in countries:
                return order
    if words.order != "ymd":
        return words.order
    return "dmy" if words.language in DAY_FIRST_TOO else ""


def meant(dated: Dated, known: Collection[Date | None], order: str, today: Date | None) -> Date | None:
    """The one reading that the weekday, the page's other days, or the order leaves; else None."""
    if len(dated.readings) == 1:
        return dated.readings[0][1]
    readings = [(o, d) for o, d in dated.readings if today is None or d <= today + timedelta(days=1)] or dated.readings
    if len(readings) == 1:
        return readings[0][1]
    for fits in (
        [d for _, d in readings if d.isoweekday() == dated.weekday],
        [d for _, d in readings if d in known],
        [d for o, d in readings if o == order],
    ):
        if len(fits) == 1:
            return fits[0]
    return None
