"""What the rows say of lines: of shapes that news pages have, and of their near misses."""

from __future__ import annotations

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from newsclean import read_page
from newsclean.html.rendering import render
from newsclean.html.structure import places, rows_of_blocks, structure_of, sum_up
from newsclean.structure import LINE_ROWS, ROLE_ROWS, STRUCTURE_NAMES, TAG_ROWS, TOLD_ROWS, TREE_ROWS, WITHIN_ROWS
from tests.html.shapes import ARTICLE, STORY, rendered, role_at, rows_at


class TestRoles:
    @pytest.mark.parametrize(
        ("html", "start", "role"),
        [
            (f"{ARTICLE}<div id=comments><div class=c><b>Tom</b><p>What a bird!</div></div>", "What a bird", "comment"),
            (f"{ARTICLE}<figure><figcaption>A heron</figcaption></figure>", "A heron", "caption"),
            (f"{ARTICLE}<aside><p>More of the harbour</aside>", "More of", "related"),
            (f"{ARTICLE}<div class=teaser-list><h3>Otter seen</h3></div>", "Otter", "related"),
            (f"<nav><a>Home</a></nav>{ARTICLE}", "Home", "nav"),
            (f"<p><a rel=author href=/n>Nora Quill</a></p>{ARTICLE}", "Nora", "author"),
            (f"<p><span itemprop=author>Nora Quill</span></p>{ARTICLE}", "Nora", "author"),
            (f"<p><time>5 Jan</time></p>{ARTICLE}", "5 Jan", "when"),
            (f"{ARTICLE}<p><a rel=tag href=/t>Herons</a>", "Herons", "tags"),
            (f"{ARTICLE}<div role=complementary>Weather</div>", "Weather", "related"),
            (f"{ARTICLE}<footer>© The Courier</footer>", "© The", "nav"),
            (ARTICLE, "Heron stops", "title"),
            (ARTICLE, STORY[2], ""),
        ],
    )
    def test_the_nearest_telling_element_says_what_a_line_is(self, html: str, start: str, role: str) -> None:
        assert role_at(html, start) == role

    def test_an_author_or_date_in_a_comment_is_the_comment_s(self) -> None:
        html = f"{ARTICLE}<div class=comments><p class=author>Tom<p><time>6 Jan</time></div><p class=author>Nora</p>"
        assert [role_at(html, start) for start in ("Tom", "6 Jan", "Nora")] == ["comment", "comment", "author"]

    def test_a_few_named_words_in_a_paragraph_do_not_name_it(self) -> None:
        assert role_at(f"{ARTICLE}<p><span class=author>Nora</span> {STORY[0]} Twice.", "Nora The") == ""

    def test_an_element_that_holds_most_of_the_text_says_nothing(self) -> None:
        html = f"<div class='sidebar-left ad-free'>{ARTICLE}</div><div class=sidebar-left><p>{STORY[0]} Twice.</div>"
        assert role_at(html, STORY[1]) == ""
        assert role_at(html, f"{STORY[0]} Twice") == "related"

    @pytest.mark.parametrize("tag", ["body", "article", "main", "form"])
    def test_names_of_the_page_say_nothing_of_its_parts(self, tag: str) -> None:
        assert role_at(f"{ARTICLE}<{tag} class='comments related'><p>Rain.</{tag}>", "Rain") == ""

    def test_the_article_s_box_is_told_though_it_holds_most(self) -> None:
        html = f"<div class=article-body>{ARTICLE}</div><p>Rain.</p>"
        assert "in_body" in rows_at(html, STORY[1])
        assert "in_body" not in rows_at(html, "Rain.")


class TestLinesAndBlocks:
    @pytest.mark.parametrize(
        ("html", "row"),
        [
            ("<p>Rain.", "tag_p"), ("<ul><li>Rain.</ul>", "tag_li"), ("<h1>Rain.</h1>", "tag_h1"),
            ("<h3>Rain.</h3>", "tag_heading"), ("<table><tr><td>Rain.</table>", "tag_td"),
            ("<blockquote>Rain.</blockquote>", "tag_blockquote"), ("<figcaption>Rain.</figcaption>", "tag_figcaption"),
            ("<dl><dt>Rain.</dl>", "tag_a_dt"), ("<div>Rain.</div>", ""),
        ],
    )  # fmt: skip
    def test_the_block_is_told_by_its_tag(self, html: str, row: str) -> None:
        assert [name for name in rows_at(html, "Rain") if name.startswith("tag_")] == ([row] if row else [])

    @pytest.mark.parametrize(
        ("html", "row"),
        [
            ("<article><p>Rain.</article>", "in_article"), ("<main><p>Rain.</main>", "in_main"),
            ("<blockquote><p>Rain.</blockquote>", "in_blockquote"), ("<figure><p>Rain.</figure>", "in_figure"),
            ("<aside><p>Rain.</aside>", "in_aside"), ("<table><tr><td><p>Rain.</table>", "in_table"),
            ("<ul><li><p>Rain.</ul>", "in_list"), ("<form><p>Rain.</form>", "in_form"),
            ("<header><p>Rain.</header>", "in_header"), ("<footer><p>Rain.</footer>", "in_footer"),
            ("<nav><p>Rain.</nav>", "in_nav"), ("<blockquote class=twitter-tweet><p>Rain.</blockquote>", "in_embed"),
            ("<div class=standfirst><p>Rain.</div>", "in_lead"),
            ("<div class=pullquote><p>Rain.</div>", "in_pull_quote"),
            ("<div class=factbox><p>Rain.</div>", "in_box"), ("<p class=sr-only>Rain.", "in_hidden"),
        ],
    )  # fmt: skip
    def test_what_stands_around_a_line_is_told(self, html: str, row: str) -> None:
        assert row in rows_at(f"{html}{ARTICLE}", "Rain")
        assert row not in rows_at(f"{html}{ARTICLE}", STORY[0])

    def test_shares_are_of_the_line_s_characters(self) -> None:
        rows = rows_at("<p><a>rain</a><b>hail</b><i>snow</i>fogs", "rain")
        assert (rows["html_link_share"], rows["bold_share"], rows["italic_share"]) == (0.25, 0.25, 0.25)

    def test_marks_and_links_go_on_to_the_page_s_lines(self) -> None:
        page = rendered(f"<h2>Rain</h2><ul><li>Hail<li><a>Snow</a></ul><blockquote>Fog</blockquote>{STORY[0]}<p># Sun")
        lines = read_page(page.text, structure=page.structure).lines
        assert [(line.text[:5], line.mark, line.link_share) for line in lines] == [
            ("Rain", "heading", 0), ("Hail", "list-item", 0), ("Snow", "list-item", 1), ("Fog", "quote", 0),
            ("The e", "", 0), ("# Sun", "", 0),
        ]  # fmt: skip

    def test_lines_broken_at_their_width_are_joined_and_blocks_are_not(self) -> None:
        wrapped = "<br>".join(
            ["The evening ferry stayed in port", "because a heron had settled down", "on the ramp and would not leave",
             "until the tide had turned again", "and the boat could not sail."]
        )  # fmt: skip
        page = rendered(f"<p>{wrapped}<p>{wrapped}")
        lines = [line.text for line in read_page(page.text, structure=page.structure).lines]
        assert lines == [wrapped.replace("<br>", " ")] * 2


class TestPlace:
    def test_the_element_with_most_running_text_is_the_top(self) -> None:
        html = f"<section>{ARTICLE}<div class=x><p>{STORY[0]} Twice.</div></section><p>Rain."
        body, other, outside = rows_at(html, STORY[1]), rows_at(html, f"{STORY[0]} Twice"), rows_at(html, "Rain")
        assert body["directly_in_top"] == body["in_top"] == body["in_top_parent"] == 1
        assert "in_top" not in other
        assert other["in_top_parent"] == 1
        assert "in_top_parent" not in outside

    def test_a_paragraph_cut_by_line_breaks_is_its_own_home(self) -> None:
        html = f"<h1>Heron</h1><div>{'<br><br>'.join(STORY)}</div><p>Rain."
        assert rows_at(html, STORY[2])["home_blocks"] == len(STORY)
        assert rows_at(html, STORY[2])["home_share"] == 1

    def test_paragraphs_in_boxes_of_their_own_share_a_top(self) -> None:
        boxes = "".join(f"<div class=box><p>{text}</div>" for text in STORY)
        assert "in_top" in rows_at(f"<h1>Heron</h1><div>{boxes}</div><p>Rain.", STORY[3])
        assert "in_top" not in rows_at(f"<h1>Heron</h1><div>{boxes}</div><p>Rain.", "Rain.")

    def test_items_alike_are_counted(self) -> None:
        comments = "".join(f"<li class=c><b>Tom {n}</b><p>What a bird, {n} times!</li>" for n in range(4))
        rows = rows_at(f"{ARTICLE}<ul>{comments}</ul>", "What a bird, 2")
        assert (rows["alike_items"], rows["item_lines"]) == (4, 2)
        assert "alike_items" not in rows_at(f"{ARTICLE}<ul>{comments}</ul>", STORY[0])

    def test_a_second_article_comes_after_the_first(self) -> None:
        second = "<article><h1>Otter seen</h1><p>An otter was seen at the pier on Friday, but did not stay.</article>"
        html = f"<article>{ARTICLE}</article>{second}"
        first, last = rows_at(html, STORY[0]), rows_at(html, "An otter")
        assert (first["articles_before"], first["h1_before"], first["same_article"]) == (1, 1, 1)
        assert (last["articles_before"], last["h1_before"], "same_article" in last) == (2, 2, False)


def test_rows_are_exact() -> None:
    """Whole numbers, or quotients of two as every machine rounds them."""
    rows = rows_at(f"<div>{ARTICLE}</div><p>{STORY[0]} Twice.", STORY[0] + " Twice")
    own, every = len(STORY[0]) + 7, sum(map(len, STORY)) + len(STORY[0]) + 7
    assert rows["home_share"] == 1
    assert rows_at(f"<div>{ARTICLE}</div><p>{STORY[0]} Twice.", STORY[1])["home_share"] == np.float32(
        (every - own) / every
    )


def test_columns_are_source_lines_and_empty_ones_say_nothing() -> None:
    page = rendered(f"{ARTICLE}<ul><li>One<li>Two</ul>")
    lines = page.text.split("\n")
    assert page.structure is not None
    assert page.structure.shape == (len(STRUCTURE_NAMES), len(lines))
    assert page.structure.dtype == np.float32
    assert [bool(column.any()) for column in page.structure.T] == [bool(line) for line in lines]
    assert len(page.roles) == len(lines)


@pytest.mark.parametrize("html", ["", "<p>", "<html><body></body></html>", "<script>x</script>", "<br>" * 9])
def test_a_page_without_text_has_no_lines(html: str) -> None:
    assert rendered(html).text == ""
    assert rendered(html).roles == [""]


def test_every_row_has_a_meaning_and_is_filled_by_its_name() -> None:
    elements, lines = render(LexborHTMLParser("<nav>Home</nav><p>It rained all night.").root)
    tree = sum_up(elements, lines)
    filled = {**rows_of_blocks(elements, lines, tree), **places(elements, lines, tree)}
    assert filled.keys() | TOLD_ROWS.keys() == {*STRUCTURE_NAMES}
    assert all(all(rows.values()) for rows in (ROLE_ROWS, TAG_ROWS, WITHIN_ROWS, LINE_ROWS, TREE_ROWS, TOLD_ROWS))
    with pytest.raises(KeyError, match="unheard_of"):
        structure_of(elements, lines, {"unheard_of": 1})
