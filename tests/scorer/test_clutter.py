"""What the scorer says of lines that are no body: the kind, the step that takes it, why; favor and confidence."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from newsclean import Article, clean, clean_many, default_pipeline
from newsclean.filters import shape
from newsclean.page import Page, Removal
from newsclean.pipeline import NamedStep, Pipeline
from newsclean.reading import read_page
from newsclean.scorer import body_probabilities, clutter_of
from newsclean.scorer.kinds import CLUTTER, KINDS, OWN_STEP
from newsclean.scorer.reasons import WHAT

TITLE = "Ferry to the islands stops for the winter"
STORY = [
    "The ferry between the harbour and the three islands will not sail from November to March, the company said on "
    "Tuesday, because fewer than twenty people a day were on board last winter.",
    "Those who live on the islands all year, about four hundred people, are angry. They now have to take the mail boat,"
    " which leaves at five in the morning and has no room for cars.",
    "The company lost two million crowns with the line last year, its head, Sven Moller, told the regional council. He"
    " asked for money from the state, but the council said no by eleven votes to nine.",
    "A bridge to the nearest island has been talked about for thirty years. The council wants to hear from engineers "
    "in spring what it would cost, and whether the ground would bear it.",
]
COMMENTS = [
    "3 comments",
    "Birgit K.", "12 November, 18:04", "I take that boat every week and it is always full on Fridays, who counted?",
    "harbour_rat", "12 November, 18:31", "lol build the bridge already, we pay for it twice anyway!!",
    "Ole", "12 November, 20:12", "@Birgit you are right, my mother cannot get to her doctor any more now.",
]  # fmt: skip
RELATED = ["Read also", "Fish market moves to the old customs house", "Lighthouse gets a new lamp after forty years"]
MENU = ["Home", "News", "Sport", "Culture", "Weather", "Log in"]
FOOTER = ["About us", "Contact", "Privacy policy", "© 2021 The Harbour Post"]


def page_of(*parts: list[str]) -> str:
    return "\n\n".join("\n".join(part) for part in parts)


WHOLE = page_of(MENU, [TITLE], *([p] for p in STORY), COMMENTS, RELATED, FOOTER)


def removed(article: Article, kind: str) -> list[str]:
    return [entry.text for entry in article.removed if entry.kind == kind]


def test_kinds_are_the_ledgers() -> None:
    assert len(KINDS) == len(CLUTTER)
    assert set(WHAT) == set(KINDS)
    assert CLUTTER[KINDS.index("field")] == "other"
    assert "other" not in OWN_STEP


def test_each_kind_with_a_step_of_its_own_has_one_in_the_default_pipeline() -> None:
    kinds = {getattr(step.run, "kind", None) for step in default_pipeline().steps} - {None}
    assert kinds == OWN_STEP


def test_comments_are_comments_and_their_step_says_why() -> None:
    article = clean(WHOLE, language="en")
    assert list(article.body) == STORY
    entries = [entry for entry in article.removed if entry.text in COMMENTS]
    assert len(entries) == len(COMMENTS)
    said = [entry for entry in entries if entry.kind == "comment"]
    assert {COMMENTS[3], COMMENTS[6], COMMENTS[9]} <= {entry.text for entry in said}
    assert {entry.by for entry in said} == {"comments"}
    assert any(entry.reason.startswith(WHAT["comment"]) for entry in said)


@pytest.mark.parametrize(("step", "kind"), [("comments", "comment"), ("related", "related")])
def test_a_step_that_is_taken_out_leaves_its_kind_standing(step: str, kind: str) -> None:
    took = [entry.text for entry in clean(WHOLE, language="en").removed if entry.by == step]
    assert took
    without = default_pipeline().without(step).clean(WHOLE, language="en")
    assert not removed(without, kind)
    assert set(took) <= set(without.body) | {e.text for e in without.removed if e.by != "boilerplate"}


def test_what_the_scorer_says_does_not_hang_on_what_was_removed() -> None:
    text = WHOLE
    page = read_page(text, language="en")
    cut = Page(page.source, page.lines[8:], page.language)
    assert clutter_of(page) == clutter_of(cut)
    steps = default_pipeline().steps
    judged = [step for step in steps if step.name in ("comments", "related", "navigation", "boilerplate")]
    bodies = {Pipeline(tuple(order)).clean(text, language="en").body for order in itertools.permutations(judged)}
    assert len(bodies) == 1


def test_a_step_that_only_looks_changes_nothing() -> None:
    def looks(page: Page) -> Iterator[Removal]:
        assert body_probabilities(page).size == len(page.source)
        return iter(())

    ours = Pipeline((NamedStep("looks", looks), *default_pipeline().steps))
    assert ours.clean(WHOLE, language="en") == clean(WHOLE, language="en")


def test_a_pipeline_without_the_learned_step_works() -> None:
    for pipeline in (default_pipeline().without("boilerplate"), default_pipeline().replace("boilerplate", shape)):
        article = pipeline.clean(WHOLE, language="en")
        assert set(STORY) <= set(article.body)
        assert article.confidence is None


def test_favor_moves_the_line_between_body_and_clutter() -> None:
    doubtful = page_of(MENU, *([p] for p in STORY), ["Where the ferry goes", "How to get there", "Tickets"], FOOTER)
    bodies = [set(clean(doubtful, language="en", favor=favor).body) for favor in ("precision", "balance", "recall")]
    assert bodies[0] <= bodies[1] <= bodies[2]
    balance, recall = (clean(doubtful, language="en", favor=favor) for favor in ("balance", "recall"))
    assert balance.confidence == recall.confidence


def test_favor_takes_three_words() -> None:
    for call in (lambda: clean("Rain.", favor="recal"), lambda: clean_many(["Rain."], favor="recal")):  # type: ignore[arg-type]
        with pytest.raises(ValueError, match=r"balance.*recall.*precision"):
            call()


def test_favor_of_many() -> None:
    (one,) = clean_many([WHOLE], favor="recall")
    assert one == clean(WHOLE, favor="recall")


def test_a_page_with_an_article_is_surer_than_one_without() -> None:
    article = clean(WHOLE, language="en")
    bare = clean(page_of(MENU, RELATED, RELATED, FOOTER), language="en")
    assert article.confidence is not None
    assert bare.confidence is not None
    assert 1 >= article.confidence > 0.8
    assert bare.confidence < 0.5
    assert Article.from_dict(article.to_dict()) == article


def test_one_sentence_printed_three_times_is_a_body() -> None:
    assert clean("\n\n".join([STORY[0]] * 3), language="en").body == (STORY[0],)


def test_removals_of_the_scorer_carry_kind_and_probability() -> None:
    page = read_page(WHOLE, language="en")
    for step in default_pipeline().steps:
        for removal in step.run(page) or ():
            if isinstance(removal, Removal) and removal.probability is not None:
                assert 0 <= removal.probability <= 0.5
                assert removal.kind in CLUTTER
