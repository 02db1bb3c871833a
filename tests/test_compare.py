"""What two pipelines do differently, said of their steps and of a page."""

from __future__ import annotations

from collections.abc import Iterator

import html5lib
import pytest

import newsclean
from newsclean import Article, Entry, Page, Pipeline, Removal, compare, default_pipeline
from newsclean.comparison import differences

PAGE = "Boats\n\nPhoto: AP\n\nRain fell all night and flooded the cellars of the old town.\n"


def photos(page: Page) -> Iterator[Removal]:
    """Point at photo credits."""
    return (Removal(line, "a credit") for line in page.lines if line.text.startswith("Photo"))


def fates(line: str) -> Pipeline:
    """A pipeline whose one step removes the lines with this text."""

    def step(page: Page) -> Iterator[Removal]:
        return (Removal(found, "as told") for found in page.lines if found.text == line)

    return Pipeline().with_filter(step, name=f"no-{line.lower()}")


def test_the_name_is_the_function_also_after_first_use() -> None:
    assert newsclean.compare is newsclean.compare
    assert callable(newsclean.compare)


def test_steps_are_compared_without_a_page() -> None:
    a = default_pipeline()
    b = a.without("captions").replace("share", photos).with_filter(photos, name="mine").move("repeats", before="title")
    shown = repr(compare(a, b))
    assert "only in a: captions" in shown
    assert "only in b: mine" in shown
    assert "replaced: share" in shown
    assert "in another order in b" in shown
    assert "the same steps" in repr(compare(a, a))
    assert "captions" in compare(a, b)._repr_html_()


def test_lines_with_another_fate_are_listed_in_page_order() -> None:
    found = compare(Pipeline().with_filter(photos), fates("Boats")).on(PAGE, language="en")
    assert [(c.lines, c.a and c.a.role, c.b and c.b.role) for c in found.changes] == [
        ((1,), "body", "removed"),
        ((3,), "removed", "body"),
    ]
    assert repr(found) == (
        "The article differs: body\n"
        "line 1\n  a: body\n  b: removed by no-boats (as told)\n     Boats\n"
        "line 3\n  a: removed by photos (a credit)\n  b: body\n     Photo: AP"
    )


def test_a_page_after_the_pipelines_is_compared_at_once() -> None:
    a, b = Pipeline(), Pipeline().with_filter(photos)
    assert compare(a, b, PAGE, language="en") == compare(a, b).on(PAGE, language="en")


def test_no_difference_is_said_and_false() -> None:
    found = compare(Pipeline(), Pipeline(), PAGE, language="en")
    assert not found
    assert repr(found) == "The article is the same"
    assert found._repr_html_() == "<p><b>The article is the same</b></p>"


def test_a_line_that_steps_hand_to_one_another_is_no_difference() -> None:
    found = compare(Pipeline().with_filter(photos), Pipeline().with_filter(photos, name="mine"), PAGE, language="en")
    assert not found
    assert [(c.a and c.a.by, c.b and c.b.by) for c in found.handed_over] == [("photos", "mine")]
    assert repr(found) == "The article is the same\n1 part of the page removed in both, by another step"


def test_a_line_removed_whole_or_in_parts_is_gone_either_way() -> None:
    whole = Article(ledger=(Entry((4,), "Home | News", "removed", "menus", "bar"),))
    parts = Entry((4,), "Home |", "removed", "menus", "bar"), Entry((4,), "News", "removed", "other", "bar")
    found = differences(whole, Article(ledger=parts))
    assert not found
    assert len(found.handed_over) == 2


def test_a_paragraph_that_is_put_together_is_paired_with_its_half() -> None:
    broken = Entry((4,), "The boats lay", "body", "body", "why", "paragraph")
    whole = Entry((4, 6), "The boats lay on the shore.", "body", "body", "why", "paragraph")
    (change,) = differences(Article(ledger=(broken,)), Article(ledger=(whole,))).changes
    assert (change.a, change.b) == (broken, whole)


def test_what_a_paragraph_is_counts_as_a_difference() -> None:
    one, other = (
        Article(ledger=(Entry((1,), "Boats", "body", "body", "", kind),)) for kind in ("subhead", "paragraph")
    )
    assert "  a: body (subhead)\n  b: body" in repr(differences(one, other))


def test_the_same_article_with_another_line_of_its_byline_says_so_first() -> None:
    ledger = Entry((2,), "By Ann Lee", "byline", "byline", "label"), Entry((9,), "Ann Lee", "removed", "author-box", "")
    swapped = Entry((2,), "By Ann Lee", "removed", "mine", ""), Entry((9,), "Ann Lee", "byline", "byline", "label")
    found = differences(Article(byline="Ann Lee", ledger=ledger), Article(byline="Ann Lee", ledger=swapped))
    assert repr(found).startswith("The article is the same\nline 2\n  a: byline (label)\n  b: removed by mine ()")
    assert found


def test_fields_that_differ_are_shown_with_both_values() -> None:
    found = differences(Article(title="Rain", authors=("Ann", "Bob")), Article(title=None, authors=()))
    assert found.fields == (("title", "Rain", None), ("authors", ("Ann", "Bob"), ()))
    assert (
        repr(found)
        == "The article differs: title, authors\ntitle\n  a: Rain\n  b: none\nauthors\n  a: Ann, Bob\n  b: none"
    )


def test_parts_cut_differently_are_paired_by_their_lines() -> None:
    whole = Article(ledger=(Entry((4,), "By Ann | Share", "body", "body", "why"),))
    parts = Entry((4,), "By Ann |", "byline", "byline", "label"), Entry((4,), "Share", "removed", "share", "bar")
    cut = Article(ledger=parts)
    found = differences(whole, cut)
    texts = [(change.a and change.a.text, change.b and change.b.text) for change in found.changes]
    assert texts == [("By Ann | Share", "By Ann |"), (None, "Share")]
    assert "another cut of the line" in repr(found)


def test_a_table_for_notebooks_escapes_the_page() -> None:
    text = PAGE.replace("Boats", "<script>alert(1)</script> \u202e").replace("AP", "<img src=x onerror=alert(1)>")
    shown = compare(Pipeline(), default_pipeline().with_filter(photos, name="<b>"), text, language="en")._repr_html_()
    tags = {e.tag for e in html5lib.parse(shown, namespaceHTMLElements=False).iter() if isinstance(e.tag, str)}
    assert tags <= {"html", "head", "body", "p", "b", "div", "table", "thead", "tbody", "tr", "th", "td"}
    assert "removed by &lt;b&gt; (a credit)" in shown


@pytest.mark.parametrize("wrong", ["text", None, Article()])
def test_what_is_no_pipeline_gets_a_clear_error(wrong: object) -> None:
    with pytest.raises(TypeError, match="two pipelines"):
        compare(default_pipeline(), wrong)  # type: ignore[call-overload]
