"""Pages for property tests: fixtures' lines shuffled, cut, doubled and damaged, and texts of all characters."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

FIXTURES = Path(__file__).parent.parent / "fixtures"
ODD_LINES = (
    "", " ", "\t", "* * *", "---", "# ", "![](x.jpg)", "[](y)", "| a | b |", "|---|---|", "> ", "1. ", "- - -",
    "By", "By A and B and C and D", "Photo:", "©", "&amp;amp;", "schÃ¶n", "â€œquoteâ€\u009d", "\u200b\u200b", "\u00ad",
    "a\u0301\u0301\u0301", "\ud800", "\x00\x07", "ﬁn", "5/6/2021", "2021-02-31", "«»", "[[[[", "))))", "x" * 300, "No.",
    "<p>Rain <b>fell</b>.</p>", "<p>", "</p>", "It rained.<br>", "<div class='a'>", "<!-- wp -->", "unani-", "mous",
)  # fmt: skip
LINE_ENDS = ("\n", "\r\n", "\r", "\u2028", "\u2029", "\n\n", "\v", "\f", "\x1c", "\u0085")


@cache
def fixture_lines() -> tuple[str, ...]:
    """All lines of all fixture pages."""
    pages = sorted(FIXTURES.glob("*.txt"))
    return tuple(line for page in pages for line in page.read_text(encoding="utf-8").split("\n"))


def damaged(line: str) -> st.SearchStrategy[str]:
    """A line as it is, cut, doubled, upper-cased, or read in the wrong encoding."""
    return st.sampled_from(
        (
            line,
            line[: len(line) // 2],
            line + line,
            line.upper(),
            line.encode("utf-8", "replace").decode("latin-1"),
            f"* {line}",
            f"[{line}](x)",
        )
    )


@st.composite
def pages(draw: st.DrawFn, max_lines: int = 25) -> str:
    """A page: real lines in any order, damaged at times, odd ones between them, any line ends."""
    lines = draw(
        st.lists(
            st.one_of(
                st.sampled_from(fixture_lines()).flatmap(damaged), st.sampled_from(ODD_LINES), st.text(max_size=40)
            ),
            max_size=max_lines,
        )
    )
    return "".join(line + draw(st.sampled_from(LINE_ENDS)) for line in lines)
