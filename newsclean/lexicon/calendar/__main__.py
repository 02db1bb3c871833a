"""Make the calendar files from CLDR, as Babel has it: `python -m newsclean.lexicon.calendar`.

Each `<code>.txt` gets the names of months and weekdays, wide and abbreviated, as they stand in a date and alone, and
the words that CLDR's date patterns print between day, month and year. What CLDR does not have is written by hand in
`joints.txt` and `eras.txt` beside them, and as `[months.extra]` in the lexicon.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import regex

from newsclean.lexicon import languages

LOCALES = {"no": ["nb"], "sr": ["sr", "sr_Latn"], "tl": ["fil"], "zh-cn": ["zh_Hans"], "zh-tw": ["zh_Hant"]}
"""CLDR's locales for a language, one a script; else the one of its code."""
CONTEXTS = [(context, width) for context in ("format", "stand-alone") for width in ("wide", "abbreviated")]
"""CLDR's tables with names for months and days, but for the one-letter ones."""
QUOTED_RE = regex.compile(r"'([^']+)'|([^\sA-Za-z'.,/\-()\u202f\u200f]+)")
"""The words in a date pattern of CLDR: quoted, or of letters that no field is written in."""
LETTER_RE = regex.compile(r"\p{L}")
"""A name has one; some tables have numbers."""


def calendar_of(code: str) -> str:
    """The text of a language's calendar file."""
    from babel import Locale
    from babel.core import get_global

    locales = [Locale.parse(name) for name in LOCALES.get(code, [code])]
    topics = {
        "months": sorted([n for each in locales for n in names(each.months, range(1, 13), 0)], key=number),
        "weekdays": sorted([n for each in locales for n in names(each.days, range(7), 1)], key=number),
        "joints": joints([e.date_formats[k].pattern for e in locales for k in ("full", "long", "medium", "short")]),
    }
    if code == "en":
        topics["countries"] = countries(get_global("territory_languages"))
    body = "".join(f"\n[{topic}]\n" + "".join(f"{entry}\n" for entry in found) for topic, found in topics.items())
    return f"# Made from CLDR by `python -m newsclean.lexicon.calendar`: do not edit.\n{body}"


def names(table: object, numbers: range, first: int) -> list[str]:
    """ "number name" for every form of every name, in order, each once."""
    forms = [(n, table[context][width].get(n, "")) for n in numbers for context, width in CONTEXTS]  # type: ignore[index]
    return list(dict.fromkeys(f"{n + first} {name}" for n, name in forms if LETTER_RE.search(name)))


def number(entry: str) -> int:
    """The number that a name stands behind."""
    return int(entry.partition(" ")[0])


def joints(patterns: list[str]) -> list[str]:
    """The letters that date patterns print between their fields."""
    found = [quoted or bare for pattern in patterns for quoted, bare in QUOTED_RE.findall(pattern)]
    return list(dict.fromkeys(word.strip() for word in found if LETTER_RE.search(word)))


def countries(spoken: object) -> list[str]:
    """ "order country ..." for the English of each country whose short dates have three numbers in another order."""
    from babel import Locale, UnknownLocaleError

    orders: dict[str, list[str]] = {"dmy": [], "mdy": []}
    for country in sorted(spoken):  # type: ignore[call-overload]
        try:
            pattern = Locale.parse(f"en_{country}").date_formats["short"].pattern
        except (UnknownLocaleError, ValueError):
            continue
        order = "".join(dict.fromkeys(c.lower() for c in pattern if c in "dMy"))
        if order in orders:
            orders[order].append("uk" if country == "GB" else country.lower())
    return [f"{order} {' '.join(found)}" for order, found in orders.items()]


def main() -> None:
    """Write the files of some languages; each in a process of its own, since Babel carries aliases over to the next."""
    ask = argparse.ArgumentParser(
        prog="python -m newsclean.lexicon.calendar", description=(__doc__ or "").split("\n")[0]
    )
    ask.add_argument("codes", nargs="*", metavar="CODE", help="languages, such as fr; all that have a lexicon if none")
    codes = ask.parse_args().codes or languages()
    if len(codes) == 1:
        (Path(__file__).parent / f"{codes[0]}.txt").write_text(calendar_of(codes[0]), encoding="utf-8")
        return
    for code in codes:
        subprocess.run([sys.executable, "-m", "newsclean.lexicon.calendar", code], check=True)


if __name__ == "__main__":
    main()
