"""What of a document is text, and where its lines end."""

from __future__ import annotations

import pytest

from newsclean import clean_html
from tests.html.shapes import ARTICLE, STORY, lines_of, rendered, rows_at


class TestLines:
    @pytest.mark.parametrize(
        ("html", "lines"),
        [
            ("<p>One.<p>Two.", ["One.", "Two."]),
            ("<div>One.<div>Two.</div>Three.</div>", ["One.", "Two.", "Three."]),
            ("<p>One<br>two<br><br>three", ["One", "two", "three"]),
            ("<p>It <b>rain</b>ed, <i>they</i>\n  said.", ["It rained, they said."]),
            ("<p>a&nbsp;b &amp; c&lt;d", ["a\xa0b & c<d"]),
            ("<ul><li>Milk<li>Bread<ul><li>rye</ul></ul>", ["• Milk", "• Bread", "• rye"]),
            ("<ul><li><p>Milk<p>from cows</ul>", ["• Milk", "from cows"]),
            ("<dl><dt>Rain<dd>it fell</dl>", ["Rain", "it fell"]),
            ("<pre>one\n  two</pre>", ["one", "two"]),
            ("<table><tr><th>Team<th>Points<tr><td>Dunmore<td>3</table>", ["Team\tPoints", "Dunmore\t3"]),
            (f"<table><tr><td>Menu<td>{STORY[0]}</table>", ["Menu", STORY[0]]),
            ("<table><tr><td><p>One.<p>Two.<td>Side</table>", ["One.", "Two.", "Side"]),
            ("<details><summary>More</summary>Text</details>", ["More", "Text"]),
            ("<figure><img alt=Heron><figcaption>A heron</figcaption></figure>", ["A heron"]),
            ("<p>漢字<ruby>仮名<rp>(</rp><rt>かな</rt><rp>)</rp></ruby>", ["漢字仮名かな"]),
        ],
    )
    def test_a_line_is_what_a_browser_sets_on_its_own(self, html: str, lines: list[str]) -> None:
        assert lines_of(html) == lines

    @pytest.mark.parametrize(
        ("html", "line"),
        [
            ("<p><span>By</span><span>Nora Quill</span>", "By Nora Quill"),
            ("<div><a>Home</a><a>Sport</a></div>", "Home Sport"),
            ("<p><span class=initial>T</span>he heron", "The heron"),
            ("<p><b>Dun</b><i>more</i>", "Dunmore"),
            ("<p><a>Quill</a><span>, Nora</span>", "Quill, Nora"),
        ],
    )
    def test_texts_side_by_side_are_apart_where_styles_part_them(self, html: str, line: str) -> None:
        assert lines_of(html) == [line]

    def test_elements_that_no_browser_knows_are_within_a_line(self) -> None:
        assert lines_of("<p><keyword>Dunmore</keyword> is <term>a port</term>.") == ["Dunmore is a port."]

    def test_elements_that_sites_make_up_are_blocks_where_one_may_begin(self) -> None:
        assert lines_of("<x-card>One</x-card><x-card>Two</x-card>") == ["One", "Two"]
        assert lines_of("<p><x-tip>Dunmore</x-tip> is <x-tip>a port</x-tip>.") == ["Dunmore is a port."]

    @pytest.mark.parametrize(
        "html",
        [
            "<script>var a = 'x'</script>", "<style>p {}</style>", "<template><p>x</template>",
            "<noscript>x</noscript>", "<body><noscript><p>x</noscript>",
            "<svg><text>x</text></svg>", "<iframe>x</iframe>", "<video>x</video>", "<select><option>x</select>",
            "<textarea>x</textarea>", "<button>x</button>", "<object>x</object>", "<img alt=x>", "<input value=x>",
            "<head><title>x</title></head>", "<!-- x -->", "<canvas>x</canvas>",
        ],
    )  # fmt: skip
    def test_what_readers_do_not_read_is_no_text(self, html: str) -> None:
        assert lines_of(f"{html}<p>Rain.") == ["Rain."]

    def test_empty_lines_stand_where_browsers_leave_space(self) -> None:
        assert rendered("<div>a</div><div>b</div><p>c</p><p>d</p>e<br>f").text == "a\nb\n\nc\n\nd\n\ne\nf"

    def test_no_line_holds_what_others_take_for_its_end(self) -> None:
        text = rendered("<p>a&#x2028;b\x0bc\x85d&#x2029;e<pre>f\rg\x0ch").text
        assert text.splitlines() == text.split("\n")


class TestHidden:
    @pytest.mark.parametrize(
        "attribute", ["hidden", "style='display: none'", "style='color:red;DISPLAY:NONE'", "style=visibility:hidden"]
    )
    def test_a_hidden_form_is_left_out(self, attribute: str) -> None:
        assert "Sign in" in lines_of(f"{ARTICLE}<div>Sign in</div>")
        assert "Sign in" not in lines_of(f"{ARTICLE}<div {attribute}>Sign in</div>")
        assert "Sign in" not in lines_of(f"{ARTICLE}<span {attribute}>Sign in</span>")

    def test_a_dialogue_is_hidden_until_it_opens(self) -> None:
        assert "Sign in" not in lines_of(f"{ARTICLE}<dialog>Sign in</dialog>")
        assert "Sign in" in lines_of(f"{ARTICLE}<dialog open>Sign in</dialog>")

    def test_what_only_subscribers_see_is_there_and_told_apart(self) -> None:
        html = f"<h1>Heron</h1><p>{STORY[0]}<p>{STORY[1]}<div style='display:none'><p>{STORY[2]}</div><p>{STORY[3]}"
        assert "in_hidden" in rows_at(html, STORY[2])
        assert "in_hidden" not in rows_at(html, STORY[1])

    def test_a_page_that_shows_itself_when_it_is_loaded_is_not_hidden(self) -> None:
        html = f"<body style='display:none'>{ARTICLE}<div hidden>Sign in</div>"
        assert "in_hidden" not in rows_at(html, STORY[2])
        assert "Sign in" not in lines_of(html)

    def test_parts_that_react_moves_into_place_are_shown(self) -> None:
        assert "Rain." in lines_of(f"{ARTICLE}<div hidden id=S:0><p>Rain.</div>")

    def test_what_is_not_read_aloud_is_shown_and_told(self) -> None:
        assert "in_hidden" in rows_at(f"{ARTICLE}<div aria-hidden=true>5 Jan</div>", "5 Jan")


def test_lines_keep_their_numbers_through_layout() -> None:
    """What the ledger calls line 7 is the seventh line of `rendered`, whatever stands in it."""
    verse = "<p>" + "<br>".join(("The heron stood upon the ramp", "and would not leave for any tramp")) + "</p>"
    article = clean_html(f"{ARTICLE}{verse}<p># no heading</p><p>[no](link)<pre>* no\n* list</pre>---<p>{STORY[0]}")
    lines = article.rendered.split("\n")
    for entry in article.ledger:
        of_lines = "".join("".join(lines[n - 1].split()) for n in entry.lines)
        assert "".join(entry.text.split()) in of_lines.replace("•", "")
    assert {n for entry in article.ledger for n in entry.lines} == {n for n, line in enumerate(lines, 1) if line}
