"""What users of extraction tools reported, a kind after the other, each in several languages: what goes and what stays.

`kinds/stories.json` has an article a language; a case of `kinds/cases.json` puts lines under some of its paragraphs
("0": over the first, "title": under the headline). "+" lines are body, "-" lines are none, "=" lines are captions, and
"?" lines may be either. Each case is a page with blank lines and one without, those of some kinds are HTML too. What
does not come out right yet stands in `known_failures.json`, as with the fixtures.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from newsclean import Article, clean, clean_html
from tests.test_fixtures import KNOWN_FAILURES, case, settle

FOLDER = Path(__file__).parent / "kinds"
STORIES: dict[str, Any] = json.loads((FOLDER / "stories.json").read_text("utf-8"))
CASES: list[dict[str, Any]] = json.loads((FOLDER / "cases.json").read_text("utf-8"))
GAPS = {"blank": "\n\n", "tight": "\n"}
"""What stands between two lines."""
HTML = {
    "captions": "<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>",
    "comments": "<section class='comments'><p>{}</p></section>",
    "infinite": "</article><article><h2>{}</h2><p>{}</p>",
    "tweets": "<blockquote class='twitter-tweet'><p>{}</p></blockquote>",
}
"""The kinds that are cleaned as HTML too, and how their lines stand there: the first, and the others."""


class Shown(NamedTuple):
    """A line of a page, and what it is: "+" body, "-" none, "=" a caption, "?" either."""

    text: str
    role: str


def name_of(each: dict[str, Any]) -> tuple[str, str]:
    """The kind of a case, and which of them it is."""
    return each["kind"], f"{each['language']}-{each['label']}".replace(" ", "-")


def inserted(each: dict[str, Any], place: int | str) -> list[Shown]:
    """The lines that a case puts under a paragraph."""
    return [Shown(line[1:], line[0]) for line in each["lines"].get(str(place), ())]


def body_of(each: dict[str, Any]) -> Iterator[Shown]:
    """The paragraphs of a case's story, and its own lines between them."""
    yield from inserted(each, "title")
    yield from inserted(each, 0)
    for n, paragraph in enumerate(STORIES[each["language"]]["paragraphs"], 1):
        yield Shown(paragraph, "+")
        yield from inserted(each, n)


def as_text(each: dict[str, Any], gap: str) -> str:
    """The page of a case as plain text."""
    story = STORIES[each["language"]]
    head = [story["title"], *(line.text for line in inserted(each, "title")), *story["head"]]
    lines = [*story["menu"], *head, *(line.text for line in body_of(each)), *story["foot"]]
    return gap.join(lines)


def as_html(each: dict[str, Any]) -> str:
    """The page of a case as HTML."""
    story = STORIES[each["language"]]
    parts = [f"<nav>{links_of(story['menu'])}</nav><article><h1>{escape(story['title'])}</h1>"]
    parts += [f"<div>{escape(text)}</div>" for text in story["head"]]
    for n in range(len(story["paragraphs"]) + 1):
        parts += [f"<p>{escape(text)}</p>" for text in story["paragraphs"][max(0, n - 1) : n]]
        parts += html_of(each, n)
    return f"<html><body>{''.join(parts)}</article><footer>{links_of(story['foot'])}</footer></body></html>"


def links_of(texts: list[str]) -> str:
    """Links with these texts."""
    return "".join(f"<a href='/{n}'>{escape(text)}</a>" for n, text in enumerate(texts))


def html_of(each: dict[str, Any], place: int) -> list[str]:
    """The elements that a case puts under a paragraph: its own lines as HTML has them, others as paragraphs."""
    lines = inserted(each, place)
    own = [escape(line.text) for line in lines if line.role != "+"]
    others = [f"<p>{escape(line.text)}</p>" for line in lines if line.role == "+"]
    if not own:
        return others
    shape = HTML[each["kind"]]
    if shape.count("{}") == 2:
        return [*others, shape.format(own[0], "</p><p>".join(own[1:]))]
    between = "<br>" if each["kind"] == "tweets" else "</p><p>" if "<p>" in shape else "</figcaption><figcaption>"
    return [*others, shape.format(between.join(own))]


def kind_problems(each: dict[str, Any], form: str) -> list[str]:
    """What is wrong with the title, the body and the captions of a case's page."""
    article: Article = clean_html(as_html(each)) if form == "html" else clean(as_text(each, GAPS[form]))
    lines = list(body_of(each))
    left_open = {line.text for line in lines if line.role == "?"}
    title = STORIES[each["language"]]["title"]
    problems = [] if article.title == title else [f"title: {article.title}"]
    wanted = Counter(line.text for line in lines if line.role == "+")
    got = Counter(text for text in article.body if text not in left_open)
    problems += [f"-{text}" for text in (wanted - got).elements()] + [f"+{text}" for text in (got - wanted).elements()]
    captions = [line.text for line in lines if line.role == "="]
    problems += [f"={text}" for text in captions if not any(text.startswith(start) for start in article.captions)]
    return problems


KIND_FORMS = [(each, form) for each in CASES for form in (*GAPS, *(["html"] if each["kind"] in HTML else []))]


def parameters() -> Iterator[Any]:
    """Each case in each of its forms, known to fail where `known_failures.json` lists it."""
    for each, form in KIND_FORMS:
        found = case("kinds", *name_of(each), form)
        yield pytest.param(each, form, id=found.id, marks=found.marks)


@pytest.mark.parametrize(("each", "form"), list(parameters()))
def test_a_kind(each: dict[str, Any], form: str) -> None:
    settle(kind_problems(each, form), "kinds", *name_of(each), form)


def test_each_kind_is_there_in_four_languages_and_each_case_once() -> None:
    languages: dict[str, set[str]] = {}
    for each in CASES:
        languages.setdefault(each["kind"], set()).add(each["language"])
    assert {kind: found for kind, found in languages.items() if len(found) < 4} == {}
    assert {"ja", "ar", "ru"} <= set.union(*languages.values())
    assert not [name for name, count in Counter(map(name_of, CASES)).items() if count > 1]


FRONTS = {
    "en": [
        "Old lighthouse to be lit again", "Storm breaks windows of town hall", "Baker wins lottery and goes on baking",
        "Ferry to the islands stops for the winter", "School choir sings on the roof", "Two goats stop the late train",
        "Museum of buttons opens its doors", "Harbour crane is painted blue", "Mayor loses bet and sweeps the square",
    ],
    "de": [
        "Alter Leuchtturm soll wieder leuchten", "Sturm zerbricht Fenster des Rathauses", "Bäcker gewinnt im Lotto",
        "Fähre zu den Inseln ruht im Winter", "Schulchor singt auf dem Dach", "Zwei Ziegen halten den Abendzug auf",
        "Museum der Knöpfe öffnet", "Hafenkran wird blau gestrichen", "Bürgermeister verliert Wette und fegt den Platz",
    ],
    "ru": [
        "Старый маяк снова зажгут", "Буря разбила окна ратуши", "Пекарь выиграл и печёт дальше",
        "Паром на острова зимой не ходит", "Школьный хор поёт на крыше", "Две козы остановили вечерний поезд",
        "Открылся музей пуговиц", "Портовый кран покрасили в синий", "Мэр проиграл спор и подметает площадь",
    ],
    "ja": [
        "岬の古い灯台、秋に再び点灯へ", "嵐で役場の窓が割れる", "宝くじに当たったパン屋、今日も営業",
        "島への渡し船、冬の間は運休", "小学校の合唱団、屋上で歌う", "ヤギ二頭、夕方の電車を止める",
        "ボタンの博物館が開館", "港のクレーン、青く塗り替え", "町長、賭けに負けて広場を掃除",
    ],
}  # fmt: skip
"""Headlines of a front page, a language after the other."""
LOW_CONFIDENCE = 0.5
"""Of the fixtures with an article one has less, a very short page."""


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("language", FRONTS)
def test_a_front_page_has_no_title_and_next_to_no_confidence(language: str, gap: str) -> None:
    """Its short headlines are kept, as on any small page without an article: nothing speaks against each by itself."""
    story = STORIES[language]
    article = clean(GAPS[gap].join([*story["menu"], *FRONTS[language], *story["foot"]]))
    assert article.title is None
    assert article.confidence is not None
    assert article.confidence < LOW_CONFIDENCE
    assert not set(article.body).intersection(story["menu"] + story["foot"])


def test_known_failures_are_of_cases_that_exist() -> None:
    names = {"/".join(("kinds", *name_of(of), form)) for of, form in KIND_FORMS}
    own = {name for name in KNOWN_FAILURES if name.startswith("kinds/")}
    assert own <= names, own - names
