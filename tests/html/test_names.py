"""What names of elements say, in several languages, and what they do not."""

from __future__ import annotations

from collections import Counter

import pytest

from newsclean.html.names import read_names, what_names_say
from newsclean.structure import PARTS, ROLES


@pytest.mark.parametrize(
    ("names", "role"),
    [
        ("comments", "comment"), ("userComment-42", "comment"), ("kommentarbereich", "comment"),
        ("c-caption__text", "caption"), ("wp-caption-text", "caption"), ("imageCredit", "caption"),
        ("bildunterschrift", "caption"), ("pie-de-foto", "caption"), ("didascalia", "caption"),
        ("cookie-banner", "consent"), ("newsletterSignup", "subscribe"), ("abonnement-box", "subscribe"),
        ("sharedaddy", "share"), ("condividi", "share"), ("ad-slot-3", "ad"), ("werbung", "ad"),
        ("related-posts", "related"), ("mostRead", "related"), ("lire_aussi", "related"), ("leggiAnche", "related"),
        ("tag-cloud", "tags"), ("schlagworte", "tags"), ("autorenbox author-bio", "author"), ("byline", "author"),
        ("entry-meta", "when"), ("fecha", "when"), ("site-footer", "nav"), ("breadcrumbs", "nav"),
    ],
)  # fmt: skip
def test_names_say_what_an_element_is(names: str, role: str) -> None:
    assert what_names_say(names).role == role


@pytest.mark.parametrize(
    "names",
    [
        "", "x", "commencement", "loading", "shadow", "badge", "header", "leaderboard", "css-1ad2x", "sc-ad3share4",
        "updates-none-42a", "category", "hidden-xs", "content", "wrapper", "download", "roadmap", "sociology-101x",
    ],
)  # fmt: skip
def test_near_misses_say_nothing(names: str) -> None:
    said = what_names_say(names)
    assert (said.role, said.parts) == ("", frozenset())


def test_of_several_roles_the_first_counts() -> None:
    assert what_names_say("comment-author date").role == "comment"


def test_the_article_s_own_box_has_no_role() -> None:
    assert what_names_say("article-body ad-free share-enabled") == ("", frozenset({"body"}))


def test_names_beyond_reason_say_nothing() -> None:
    assert what_names_say("comments " * 200).role == ""


def test_every_entry_is_sound() -> None:
    words, stems, whole = read_names()
    sections = {*words.values(), *whole.values(), *(section for found in stems.values() for _, section in found)}
    assert sections == {*ROLES, *PARTS}
    assert all(word.isalpha() and word == word.casefold() for word in (*words, *whole))
    assert all(len(stem) >= 3 and stem.isalnum() for found in stems.values() for stem, _ in found)
    assert max(Counter(stem for found in stems.values() for stem, _ in found).values()) == 1
