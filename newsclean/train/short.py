"""Short pages made of real ones: a few lines of a body, cut short or whole, with some of the clutter around them.

Real pages are long, and the clutter beside a body has more lines than it; on a short one few lines are no sign of
clutter. Boxes of the page's own stand inside the body, which goes on after them; below it another article may follow.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex

from newsclean.findings import findings, is_label
from newsclean.page import Page
from newsclean.reading import read_page
from newsclean.script import CLOSERS, FULL_STOPS
from newsclean.train.labels import label_lines

BODY_LINES = (3, 4, 6, 8, 12)
"""Lines of the body that a short page keeps. Of every row one number is drawn; all figures here are by hand."""
MENU_LINES, HEAD_LINES = (0, 0, 3, 6, 10), (0, 1, 2, 4)
"""Lines from the page's top, and lines right above its body."""
FOOT_LINES, FOOTER_LINES = (0, 0, 2, 4, 8), (0, 0, 2, 4, 8)
"""Lines right below the body, and lines from the page's end."""
BOXES = (0, 1, 1, 2, 3)
"""Boxes inside the body ..."""
BOX_LINES = (1, 1, 2, 3, 4)
"""... and the lines of each, the first of which is a label."""
BOX_KINDS = frozenset(("related", "advertisement", "subscription", "share"))
"""The kinds of labels that open a box."""
SENTENCE_SHARE, SENTENCES_SHARE, LIST_SHARE = 0.2, 0.2, 0.3
"""Share of the paragraphs that are cut to their first sentence, of the pages where all are, and of the pages that have
a list."""
MIN_ITEMS, MAX_ITEMS = 4, 8
"""Items of such a list."""
OTHER_SHARE, TEASERS_SHARE = 0.2, 0.2
"""Share of the pages that have the start of another article below theirs, and of those with teasers of others in full
sentences."""
OTHER_LINES, TEASERS = (1, 2, 3, 4), (2, 3, 4)
"""Lines of the other article; teasers."""
HEADED_SHARE = 0.4
"""Share of the teasers with a headline each."""
MIN_STORIES, MAX_STORIES = 4, 8
"""Stories on the front of a section."""
LEAD_SHARE, DAY_SHARE = 0.8, 0.5
"""Share of the fronts with a sentence of each story, and with its day."""
BLANK_SHARE = 0.5
"""Share of the menus, the bodies and what follows them with blank lines."""

_SENTENCE_END = regex.compile(rf"(?<=[{regex.escape(FULL_STOPS)}][{regex.escape(CLOSERS)}]?)\s+|(?<=[。！？])")
"""Where a sentence ends within a paragraph."""
_ITEM_END = regex.compile(r"[,،、，;；]\s*")
"""Where a list within a sentence parts."""

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a short page is made of.

    above, below: the lines above and below the body; body: its own; boxes: runs of clutter that a label opens.
    """

    title: str
    above: Lines
    body: Lines
    below: Lines
    boxes: tuple[Lines, ...]


def parts_of(text: str, gold: Mapping[str, Any]) -> Parts | None:
    """The parts of a labelled rendering; None where it has no line of the body."""
    if not gold.get("body"):
        return None
    read = read_page(text)
    lines = [line.text for line in read.source]
    body = [n for n, (label, _) in enumerate(label_lines(lines, gold)) if label]
    if not body:
        return None
    return Parts(
        gold.get("title") or "",
        tuple(lines[: body[0]]),
        tuple(lines[n] for n in body),
        tuple(lines[body[-1] + 1 :]),
        tuple(boxes_in(read, frozenset(body))),
    )


def boxes_in(read: Page, body: frozenset[int]) -> Iterator[Lines]:
    """Runs of lines that are not body and begin with a label of BOX_KINDS, each as long as a box may be."""
    found = findings(read)
    for index, finding in found.items():
        opens = index not in body and index - 1 not in found and finding.removal.kind in BOX_KINDS
        if opens and is_label(read, finding.removal.line):
            end = next((n for n in range(index, index + max(BOX_LINES)) if n in body), index + max(BOX_LINES))
            yield tuple(line.text for line in read.source[index:end])


def short_page(
    parts: Parts, other: Parts | None, stories: Sequence[Mapping[str, Any]], chance: random.Random
) -> tuple[str, Lines]:
    """A short page, and which of its lines are its body.

    other: of another page, for boxes and for the article that may follow; stories: gold of pages, for teasers.
    """
    body = short_body(parts.body, chance)
    run = with_boxes(body, (*parts.boxes, *(other.boxes if other is not None else ())), chance)
    menu, head = chance.choice(MENU_LINES), chance.choice(HEAD_LINES)
    foot, footer = chance.choice(FOOT_LINES), chance.choice(FOOTER_LINES)
    near = parts.above[max(menu, len(parts.above) - head) :] if head else ()
    title = () if parts.title in near else (parts.title,)
    below = parts.below[:foot]
    after = other_article(other, chance) if other is not None and chance.random() < OTHER_SHARE else ()
    after += teasers(parts.boxes, stories, chance) if chance.random() < TEASERS_SHARE else ()
    end = parts.below[max(foot, len(parts.below) - footer) :] if footer else ()
    blocks = (parts.above[:menu], (*title, *near), run, below, after, end)
    return "\n\n".join(spaced(block, chance) for block in blocks if any(block)).strip(), body


def spaced(lines: Lines, chance: random.Random) -> str:
    """Lines with blank lines between them, or without."""
    return ("\n\n" if chance.random() < BLANK_SHARE else "\n").join(lines)


def short_body(lines: Lines, chance: random.Random) -> Lines:
    """A few lines of a body in a row: some cut to their first sentence, one perhaps made a list."""
    count = min(chance.choice(BODY_LINES), len(lines))
    first = chance.choice((0, 0, chance.randint(0, len(lines) - count), len(lines) - count))
    share = 1.0 if chance.random() < SENTENCES_SHARE else SENTENCE_SHARE
    found = [first_sentence(line) if chance.random() < share else line for line in lines[first : first + count]]
    if chance.random() < LIST_SHARE:
        at = chance.randrange(len(found))
        found[at : at + 1] = items_of(found[at])
    return tuple(found)


def first_sentence(text: str) -> str:
    """The first sentence of a paragraph.

    >>> first_sentence("It rained. 3.5 inches fell."), first_sentence("雨が降った。川があふれた。")
    ('It rained.', '雨が降った。')
    """
    return _SENTENCE_END.split(text, maxsplit=1)[0]


def items_of(text: str) -> list[str]:
    """What a paragraph lists, an item a line; the paragraph itself where it lists little.

    >>> items_of("Rain, hail, sleet, snow.")
    ['Rain', 'Hail', 'Sleet', 'Snow']
    >>> items_of("Rain, then snow.")
    ['Rain, then snow.']
    """
    items = [item[:1].upper() + item[1:] for item in _ITEM_END.split(text.rstrip(".。।")) if item]
    return items[:MAX_ITEMS] if len(items) >= MIN_ITEMS else [text]


def with_boxes(body: Lines, boxes: Sequence[Lines], chance: random.Random) -> Lines:
    """Lines of a body with some boxes between them."""
    run = list(body)
    for box in chance.sample(boxes, min(len(boxes), chance.choice(BOXES))):
        at = chance.randrange(len(run)) + 1
        run[at:at] = box[: chance.choice(BOX_LINES)]
    return tuple(run)


def other_article(other: Parts, chance: random.Random) -> Lines:
    """The start of another article: its title, lines above its body, and some of that."""
    head = chance.choice(HEAD_LINES)
    return (other.title, *(other.above[-head:] if head else ()), *other.body[: chance.choice(OTHER_LINES)])


def teasers(boxes: Sequence[Lines], stories: Sequence[Mapping[str, Any]], chance: random.Random) -> Lines:
    """Below the label of a box the first sentences of other stories, with their headlines or without."""
    label = chance.choice(boxes)[:1] if boxes else ()
    told = [story for story in stories if story.get("title") and story.get("body")]
    headed = chance.random() < HEADED_SHARE
    chosen = chance.sample(told, min(len(told), chance.choice(TEASERS)))
    heads = [(story["title"],) if headed else () for story in chosen]
    leads = [first_sentence(story["body"][0]) for story in chosen]
    return (*label, *(line for head, lead in zip(heads, leads, strict=True) for line in (*head, lead)))


def front_page(parts: Parts, stories: Sequence[Mapping[str, Any]], chance: random.Random) -> str | None:
    """The front of a section: a menu, headlines with a sentence of each story and its day, a footer.

    stories: gold of pages; None where they are too few.
    """
    told = [story for story in stories if story.get("title") and story.get("body")]
    if len(told) < MIN_STORIES:
        return None
    with_lead, with_day = chance.random() < LEAD_SHARE, chance.random() < DAY_SHARE
    blocks: list[Lines] = [parts.above[: chance.choice(MENU_LINES)]]
    for story in chance.sample(told, chance.randint(MIN_STORIES, min(MAX_STORIES, len(told)))):
        lead = [first_sentence(story["body"][0])] if with_lead else []
        day = [".".join(reversed(str(story["date"])[:10].split("-")))] if with_day and story.get("date") else []
        blocks.append((story["title"], *lead, *day))
    blocks.append(parts.below[-max(FOOTER_LINES) :])
    joint = chance.choice(("\n", "\n\n"))
    return joint.join(line for block in blocks for line in block).strip()
