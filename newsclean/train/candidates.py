"""What the ranker learns from: the candidates that the fields find on labelled pages, and which of them are right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from zlib import crc32

from newsclean.dates import url_day
from newsclean.evaluate import byline_f1, is_printed, key, same_day, same_title, texts_of
from newsclean.fields import byline_facts, date_facts, title_facts
from newsclean.fields.byline_lines import byline_lines, ground_of
from newsclean.fields.rank import Facts
from newsclean.fields.title_lines import Heading, headings
from newsclean.frame import frame_of
from newsclean.page import Page
from newsclean.train.fields import Example
from newsclean.train.pages import fold_of, page_before, publisher

RENDERINGS = ("resiliparse_main", "resiliparse_all")
"""The renderings that the fields learn from."""
OTHERS = ("inscriptis", "bs4_lines", "markdownify", "html2text")
"""Of these, one in four pages is met in one for the title."""
GOLD, BODY, STANDFIRST, ADDRESSED = "gold", "body", "standfirst without a stop", "resiliparse_all, address"
"""Pages of nothing but the gold title and body, of the gold body alone, with the standfirst's full stop left out, and
pages whose address has a day."""
MAX_STANDFIRST_CHARS = 200
"""Characters of a standfirst, at most. By hand, like all weights below."""
SAME = 0.8
"""Token F1 from which on a byline names the gold authors."""
MIN_ALIKE, MIN_PART, MIN_PART_CHARS = 0.55, 0.3, 12
"""How much a candidate has in common with the gold title, or how long a part of it is, to be right."""
ALIKE_WEIGHT = 0.5
"""One much like the gold title is right, and counts less."""
UNPRINTED_WEIGHT, NO_GOLD_WEIGHT, MISSED_WEIGHT = 1.0, 0.3, 0.3
"""What a page counts where it does not print the gold, where the gold has none (perhaps it only lacks it), and where no
candidate has it."""
UNPRINTED_TITLE_WEIGHT, OTHER_WEIGHT = 0.5, 0.5
"""The page may print the headline in other words; of the renderings in OTHERS a page counts less."""


def made(
    page: Mapping[str, Any],
    rendering: str,
    gold: Any,
    printed: bool,
    values: Iterable[str],
    facts: Iterable[Facts],
    right: Sequence[bool],
    hits: Sequence[bool],
    weight: float,
) -> Example:
    """An example of a page."""
    return Example(
        str(page.get("source")), rendering, str(page.get("lang") or ""), fold_of(page), publisher(page), gold, printed,
        tuple(values), tuple(facts), tuple(right), tuple(hits), (True,) * len(right), weight,
    )  # fmt: skip


def titles(pages: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """All pages with a gold title in their renderings, and as their gold alone."""
    for page in pages:
        gold = page["gold"]
        if not gold.get("title"):
            continue
        mark = crc32(str(page.get("id")).encode()) % (4 * len(OTHERS))
        texts = [*texts_of(page, (*RENDERINGS, *OTHERS[mark : mark + 1]))]
        if gold.get("body"):
            texts += [(GOLD, "\n\n".join((gold["title"], *gold["body"]))), (BODY, "\n\n".join(gold["body"]))]
        texts += [(STANDFIRST, text) for text in without_stop(page)]
        for rendering, text in texts:
            yield title_example(page, rendering, text, page_before("title", text))


def without_stop(page: Mapping[str, Any]) -> Iterator[str]:
    """The page with its standfirst as many sites print it: one sentence, without a full stop.

    Of pages without a standfirst, one in four has the body's first sentence for one.

    >>> page = {"texts": {"resiliparse_all": "Rain\\nThe river rose. It fell.\\nBy Ann Lee"}}
    >>> list(without_stop({**page, "gold": {"title": "Rain", "optional": ["The river rose. It fell."]}}))
    ['Rain\\nThe river rose\\nBy Ann Lee']
    """
    text, gold = (page.get("texts") or {}).get(RENDERINGS[-1]) or "", page["gold"]
    title = f"\n{gold.get('title')}\n"
    for standfirst in (gold.get("optional") or ())[:1]:
        first = first_sentence(standfirst)
        if first != standfirst and len(first) <= MAX_STANDFIRST_CHARS and text.count(f"\n{standfirst}\n") == 1:
            yield text.replace(f"\n{standfirst}\n", f"\n{first}\n")
            return
    sampled = crc32(str(page.get("id")).encode()) % 4 == 0
    if sampled and not gold.get("optional") and gold.get("body") and text.count(title) == 1:
        first = first_sentence(gold["body"][0])
        if len(first) <= MAX_STANDFIRST_CHARS:
            yield text.replace(title, f"{title}{first}\n")


def first_sentence(text: str) -> str:
    """The first sentence of a text, without its full stop."""
    return re.split(r"(?<=\w)[.!。](?:\s|$)", text)[0]


def title_example(page: Mapping[str, Any], rendering: str, text: str, met: Page) -> Example:
    """A labelled page in one rendering as the title finder meets it."""
    gold = str(page["gold"].get("title") or "") if rendering != BODY else ""
    frame = frame_of(met)
    found = headings(met, frame) if frame.start < len(frame.lines) else []
    pool, facts = title_facts.facts_of(met, frame, found) if found else ([], [])
    right, learned, sure = right_title(pool, gold, body_start(page, met))
    printed = bool(gold) and key(gold) in key(text)
    weight = sure if right is not None else 0.0 if printed else UNPRINTED_TITLE_WEIGHT
    scale = OTHER_WEIGHT if rendering in OTHERS else 1.0
    hits = [bool(gold) and same_title(h.text, gold) for h in pool]
    chosen = [k == right for k in range(len(pool))]
    values = [h.text for h in pool]
    example = made(page, rendering, gold, printed, values, facts, chosen, hits, scale * weight)
    return replace(example, learned=tuple(learned))


def body_start(page: Mapping[str, Any], met: Page) -> int:
    """The place of the line with the first gold paragraph; past the last line where none has it."""
    lines = frame_of(met).lines
    opening = key(page["gold"]["body"][0])[:30] if page["gold"].get("body") else ""
    return next((i for i, line in enumerate(lines) if opening and opening in key(line.text)), len(lines))


def right_title(pool: Sequence[Heading], gold: str, start: int) -> tuple[int | None, list[bool], float]:
    """The right candidate, the last printing over the body or else the first; which to learn from; and how sure it is.

    Other printings are not learned from. Where none is the gold title, the one most like it is right.
    """
    learned, sure = [True] * len(pool), 1.0
    exact = [k for k, h in enumerate(pool) if gold and key(h.text) == key(gold)]
    printings = exact or [k for k, h in enumerate(pool) if gold and same_title(h.text, gold)]
    if not printings and gold and pool:
        likeness = [alike(h.text, gold) for h in pool]
        if max(likeness) >= MIN_ALIKE:
            printings, sure = [k for k, much in enumerate(likeness) if much == max(likeness)], ALIKE_WEIGHT
    if not printings:
        return None, learned, 1.0
    right = [*printings[:1], *(k for k in printings if pool[k].at < start)][-1]
    for k in printings:
        learned[k] = k == right
    return right, learned, sure


def alike(text: str, gold: str) -> float:
    """What two titles have in common, from 0 to 1; much where one is the other's start or end.

    >>> alike("Rain floods the valley", "Weather: Rain floods the valley"), alike("Rain floods the valley", "Sport")
    (1.0, 0.0)
    """
    own, wanted = key(text), key(gold)
    if len(own) >= MIN_PART_CHARS and (
        (wanted.endswith(own) and len(own) >= MIN_PART * len(wanted)) or own.endswith(wanted) or own.startswith(wanted)
    ):
        return 1.0
    a, b = Counter(title_facts.stems_of(text.lower())), Counter(title_facts.stems_of(gold.lower()))
    return 2 * (a & b).total() / (a.total() + b.total()) if a & b else 0.0


def bylines(pages: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """All pages whose authors are known, in two renderings."""
    for page in pages:
        if page["gold"].get("authors") is not None:
            for rendering, text in texts_of(page, RENDERINGS):
                yield byline_example(page, rendering, text, page_before("byline", text))


def byline_example(page: Mapping[str, Any], rendering: str, text: str, met: Page) -> Example:
    """A labelled page in one rendering as the byline finder meets it."""
    gold = page["gold"]["authors"]
    on = ground_of(met)
    found = byline_lines(on)
    values = [f.credit.value for f in found]
    hits = [bool(gold) and byline_f1(value, gold) >= SAME for value in values]
    right = [hit or is_bare_of_role(value, gold) for hit, value in zip(hits, values, strict=True)]
    flat = key(text)
    printed = bool(gold) and all(key(author) in flat for author in gold)
    missed = NO_GOLD_WEIGHT if not gold else MISSED_WEIGHT if printed else UNPRINTED_WEIGHT
    facts = byline_facts.facts_of(on, found)
    return made(page, rendering, gold, printed, values, facts, right, hits, 1.0 if any(right) else missed)


def is_bare_of_role(value: str, gold: Sequence[str]) -> bool:
    """Whether a byline is the one gold author without a role behind the name.

    >>> is_bare_of_role("Ann Lee", ["Ann Lee, Staff Writer"]), is_bare_of_role("Ann", ["Anna Lee"])
    (True, False)
    """
    return len(gold) == 1 and len(value) > 2 and bool(re.match(rf"{re.escape(value)}(?!\w)", gold[0]))


def dates(pages: Iterable[Mapping[str, Any]]) -> Iterator[Example]:
    """All pages that have a gold date, in all their renderings; again with the address, where that has a day."""
    for page in pages:
        gold, url = page["gold"].get("date"), page.get("url")
        for rendering, text in texts_of(page) if gold else ():
            met = page_before("date", text)
            yield date_example(page, rendering, text, met)
            if rendering == RENDERINGS[-1] and url_day(url):
                yield date_example(page, ADDRESSED, text, replace(met, url=url))


def date_example(page: Mapping[str, Any], rendering: str, text: str, met: Page) -> Example:
    """A labelled page in one rendering as the date finder meets it."""
    gold = str(page["gold"]["date"])[:10]
    places, seen = date_facts.places_of(met), date_facts.days_of(met)
    days = [s for s in seen if s.label != "updated" and not date_facts.bar(s, seen, places, met.today)]
    hits = [same_day(s.day, gold) for s in days]
    exact = [str(s.day) == gold for s in days]
    facts = [date_facts.facts_of(s, seen, places) for s in days]
    has_gold = is_printed(gold, str(page.get("lang") or "en"), text)
    weight = 1.0 if any(hits) or not has_gold else MISSED_WEIGHT
    values = [str(s.day) for s in days]
    return made(page, rendering, gold, has_gold, values, facts, exact if any(exact) else hits, hits, weight)


EXAMPLES: Mapping[str, Callable[..., Iterator[Example]]] = {
    "title": titles,
    "byline": bylines,
    "date": dates,
}
"""By field."""
