"""How well a pipeline does on labelled pages: body, paragraphs, title, byline and date against the gold.

A labelled page is a JSON object a line: `texts` (rendering -> text, or `text`), `gold` (`title`, `authors`, `date`,
`body` paragraphs, `optional` standfirsts and subheads that neither help nor hurt), and, where known, `id`, `source`,
`lang`, `url`. Figures are means over pages, from 0 to 1.
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from os import PathLike
from typing import Any

from newsclean.article import Article

FIGURES = (
    "body_f1", "body_p", "body_r", "para_f1", "perfect", "title_r", "title_p", "byline_r", "byline_p", "date_r",
    "date_p", "subhead_r",
)  # fmt: skip
"""body: words; para: whole paragraphs; perfect: pages with body_p and body_r over 0.99. Of a field, _r: of the pages
that print it; _p: of the pages for which it was given; subhead_r: standfirsts and subheads kept, of those printed."""
PERFECT = 0.99
"""Precision and recall above which a body counts as perfect: a stray mark is no fault."""
LabelledPage = Mapping[str, Any]
Scores = dict[str, float]

_UNSPACED = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff]"
"""Characters that count as a token each: the yardstick's own table, with Hangul, and no part of newsclean's."""
_LETTER = r"[^\W\d_]"
"""What stands behind year, month and day in Chinese, Japanese and Korean."""
_TOKEN_RE = re.compile(rf"{_UNSPACED}|(?:(?!{_UNSPACED})\w)+")
"""A token: one such character, or a word."""
_SPELLINGS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00ad": "", "\u200b": ""})
"""What is printed in two ways and means the same."""


def read_pages(*paths: str | PathLike[str]) -> Iterator[dict[str, Any]]:
    """The pages of JSONL files; packed where the name ends in .gz or .xz."""
    for path in paths:
        opener: Any = {".gz": gzip.open, ".xz": lzma.open}.get(str(path)[-3:], open)
        with opener(path, "rt", encoding="utf-8") as file:
            for line in file:
                if line.strip():
                    yield json.loads(line)


def texts_of(page: LabelledPage, renderings: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """The renderings of a labelled page and their texts; only those named, where any are."""
    texts = page.get("texts") or {"text": page.get("text", "")}
    for name, text in texts.items():
        if text is not None and (not renderings or name in renderings):
            yield name, text


def evaluate(
    pages: Iterable[LabelledPage], clean: Callable[[str], Article], renderings: Sequence[str] = ()
) -> dict[tuple[str, str], Scores]:
    """The mean figures of each source and rendering, and how many pages are behind them ("pages").

    >>> from newsclean.article import Article
    >>> page = {"source": "mine", "text": "Rain\\nIt rained.", "gold": {"title": "Rain", "body": ["It rained."]}}
    >>> figures = evaluate([page], lambda text: Article(title="Rain", body=("It rained.",)))["mine", "text"]
    >>> figures["body_f1"], figures["title_r"], figures["pages"]
    (1.0, 1.0, 1)
    """
    rows: dict[tuple[str, str], list[Scores]] = defaultdict(list)
    for page in pages:
        for name, text in texts_of(page, renderings):
            rows[str(page.get("source", "")), name].append(page_scores(clean(text), page, text))
    return {group: mean_scores(found) for group, found in rows.items()}


def mean_scores(rows: Sequence[Scores]) -> Scores:
    """The mean of each figure over the pages that have it, and "pages"."""
    sums: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        for name, value in row.items():
            sums[name].append(value)
    return {name: sum(sums[name]) / len(sums[name]) for name in FIGURES if name in sums} | {"pages": len(rows)}


def page_scores(article: Article, page: LabelledPage, text: str) -> Scores:
    """All figures of one page; those that its gold cannot tell are left out."""
    gold = page["gold"]
    scores: Scores = {}
    if gold.get("body"):
        scores |= body_scores(article.body, gold)
        flat, kept = key(text), key(" ".join(article.body))
        printed = [k for k in map(key, gold.get("optional") or ()) if k and k in flat]
        if printed:
            scores["subhead_r"] = sum(k in kept for k in printed) / len(printed)
    flat = key(text)
    if gold.get("title"):
        scores |= field_scores(
            "title", bool(article.title), same_title(article.title or "", gold["title"]), key(gold["title"]) in flat
        )
    if gold.get("authors"):
        hit = byline_f1(article.byline or "", gold["authors"]) >= 0.8
        scores |= field_scores(
            "byline", bool(article.byline), hit, all(key(author) in flat for author in gold["authors"])
        )
    if gold.get("date"):
        scores |= field_scores(
            "date",
            article.date is not None,
            same_day(article.date, gold["date"]),
            is_printed(gold["date"], str(page.get("lang") or "en"), text),
        )
    return scores


def field_scores(name: str, given: bool, hit: bool, printed: bool) -> Scores:
    """A field's recall where the page prints it, and its precision where it was given."""
    scores = {f"{name}_r": float(hit)} if printed else {}
    return scores | ({f"{name}_p": float(hit)} if given else {})


def tokens(text: str) -> list[str]:
    """The words of a text, folded; each character of a script without spaces is one.

    >>> tokens("L’Eau, 雨水")
    ['l', 'eau', '雨', '水']
    """
    return _TOKEN_RE.findall(unicodedata.normalize("NFKC", (text or "").translate(_SPELLINGS)).casefold())


def key(text: str) -> str:
    """What two spellings of a paragraph have in common: its letters and digits."""
    return "".join(tokens(text))


def f1(precision: float, recall: float) -> float:
    """The harmonic mean, 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _shares(have: Counter[str], want: Counter[str], allowed: Counter[str]) -> tuple[float, float]:
    size = sum(have.values())
    precision = sum((have & allowed).values()) / size if size else 0.0
    return precision, sum((have & want).values()) / max(1, sum(want.values()))


def body_scores(body: Sequence[str], gold: Mapping[str, Any]) -> Scores:
    """Precision and recall of words and of whole paragraphs; title, standfirst and subheads neither help nor hurt.

    >>> body_scores(["It rained.", "Share"], {"body": ["It rained."]})["body_r"]
    1.0
    """
    neutral = [gold.get("title") or "", *(gold.get("optional") or ())]
    want, have = (Counter(word for text in texts for word in tokens(text)) for texts in (gold["body"], body))
    precision, recall = _shares(have, want, want + Counter(word for text in neutral for word in tokens(text)))
    whole = Counter(map(key, gold["body"]))
    paragraphs = _shares(Counter(k for k in map(key, body) if k), whole, whole + Counter(map(key, neutral)))
    perfect = precision > PERFECT and recall > PERFECT
    return {
        "body_p": precision,
        "body_r": recall,
        "body_f1": f1(precision, recall),
        "para_f1": f1(*paragraphs),
        "perfect": float(perfect),
    }


def same_title(title: str, gold: str) -> bool:
    """Whether a title is the gold's, but for a fifth of it at one end."""
    short, long = sorted((key(title), key(gold)), key=len)
    return bool(short) and short in long and (short == long or len(short) >= 0.8 * len(long))


_JOINS = frozenset(
    ("by", "par", "von", "and", "und", "et", "y", "e", "og", "och", "de", "di", "por", "with", "avec", "mit", "con")
)
"""Words around names: a byline with or without them is as good. By hand, of the labelled pages' languages."""


def byline_f1(byline: str, authors: Sequence[str]) -> float:
    """How well a byline's words are those of the authors' names; words that only join names are set aside."""
    want = Counter(word for author in authors for word in tokens(author))
    have = Counter({word: n for word, n in Counter(tokens(byline)).items() if word in want or word not in _JOINS})
    if not have or not want:
        return 0.0
    precision, recall = _shares(have, want, want)
    return f1(precision, recall)


def same_day(day: Date | None, gold: str) -> bool:
    """Whether a date is the gold's, give or take a day (time zones)."""
    try:
        return day is not None and abs((day - Date.fromisoformat(str(gold)[:10])).days) <= 1
    except ValueError:
        return False


def is_printed(gold: str, language: str, text: str) -> bool:
    """Whether a text prints a day in one of the common ways, with the month in words or digits."""
    try:
        day = Date.fromisoformat(str(gold)[:10])
    except ValueError:
        return False
    flat = re.sub(r"\s+", " ", text.casefold())
    return any(re.search(rf"(?<!\d){form}(?!\d)", flat) for form in date_forms(day, language.partition("-")[0]))


def date_forms(day: Date, language: str) -> list[str]:
    """Patterns for the common ways to print a day; month names need babel (in the extra "train")."""
    y, m, d = day.year, day.month, day.day
    forms = [
        rf"{y}[-/. ]\s?0?{m}[-/. ]\s?0?{d}", rf"0?{d}[-/. ]\s?0?{m}[-/. ]\s?(?:{y}|{y % 100:02d})",
        rf"0?{m}[-/.]0?{d}[-/.](?:{y}|{y % 100:02d})",
        rf"{y} ?{_LETTER} ?0?{m} ?{_LETTER} ?0?{d} ?{_LETTER}",
    ]  # fmt: skip
    names = sorted(map(re.escape, month_names(m, language)), key=len, reverse=True)
    if not names:
        return forms
    name = rf"(?:{'|'.join(names)})\.?"
    return [
        *forms,
        rf"0?{d}(?:st|nd|rd|th|er|º|\.)?,?\s?(?:de |of )?{name},?\s(?:de |del )?{y}",
        rf"{name}\s?0?{d}(?:st|nd|rd|th)?,?\s{y}",
        rf"{y}[ ,.]+{name}\s?0?{d}", rf"0?{d}[-/ ]{name}[-/ ](?:{y}|{y % 100:02d})", rf"0?{d}\. {name} {y}",
    ]  # fmt: skip


def month_names(month: int, language: str) -> set[str]:
    """What a month is called in a language and in English, folded; nothing where babel is not installed."""
    try:
        from babel.core import UnknownLocaleError
        from babel.dates import get_month_names
    except ImportError:
        return set()
    names = {"sept"} if month == 9 else set()
    for code in (language, "en"):
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                try:
                    names.add(str(get_month_names(width, context, locale=code)[month]).casefold().rstrip("."))
                except (UnknownLocaleError, ValueError):
                    continue
    return names - {""}


def table(figures: Mapping[tuple[str, ...], Scores]) -> str:
    """Figures as lines of text, one a group."""
    head = f"{'':34s} {'pages':>5s} " + " ".join(f"{name:>9s}" for name in FIGURES)
    lines = [head]
    for group, scores in figures.items():
        cells = (f"{scores[name]:9.3f}" if name in scores else f"{'-':>9s}" for name in FIGURES)
        lines.append(f"{' '.join(group):34s} {int(scores['pages']):5d} " + " ".join(cells))
    return "\n".join(lines)
