"""Markdown: whether a page is it, and its marks taken off with every word left in place.

`unmarked` works on the whole text, since links and emphasis run over line ends, and keeps every line end. Where a link
or an image description starts and ends is left in the text as a control character, which sound lines never hold; GLUE
stands at the start of a line that was broken inside a link target, so in the middle of a word.
"""

from __future__ import annotations

import re

MARKERS = LINK, LINK_END, IMAGE, IMAGE_END, GLUE = "\x01", "\x02", "\x03", "\x04", "\x05"
"""Control characters, which no sound line has, that stand for markup between the two looks at a line."""

MAX_LINK_CHARACTERS = 3000
"""Characters of a link with its target, at most, which bounds the search. By hand."""
MAX_TITLE_CHARACTERS = 600
"""Characters of a link's title, at most. By hand."""

_LINK_RE = re.compile(r"\]\([^\s()]*(?:\([^\s()]*\)[^\s()]*)*(?: +\"|\))")
"""The target of a link."""
_HEADING_RE = re.compile(r"(?:\A|\n[ \t]*\n)#{1,6} +\S")
"""A heading."""
_TITLE_RE = re.compile(r"\s*# +[^\W\d_][^\n]*\n[ \t]*(?:\n|\Z)")
"""A heading that a page starts with."""
_BOLD_RE = re.compile(r"(?<![*\w])\*\*(?=[^\s*])[^*\n]{1,200}(?<=\S)\*\*(?![*\w])")
"""Words in bold."""
_UNDERLINED_RE = re.compile(r"^[^\s-].*\n(?:={3,}|-{3,})[ \t]*$", re.M)
"""A heading with a line under it."""
_BULLET_RE = re.compile(r"^ {0,3}\* +\S", re.M)
"""An item with a star."""

_TOKEN_RE = re.compile(r"\\[!-/:-@\[-`{-~]|!\[|[\[\]]|[*_]+|<(?=https?:|mailto:|www\.)|\n[ \t]*(?=\n)")
"""What may be inline markup: an escaped mark, a bracket, emphasis, an address, a blank line."""
_SPACED_COMMA_RE = re.compile(r" [,.)](?!\w)")
"""A mark with a space before it that a link has left."""
_TARGET_RE = re.compile(
    r"\(\s*(?:<[^<>\n]*>|[^\s()\"]*(?:\([^\s()]*\)[^\s()\"]*)*(?:\n(?! *\n)[^\s()\"]+(?:\([^\s()]*\)[^\s()\"]*)*)*)"
)
"""The target of a link, perhaps with a title."""
_SPACED_TARGET_RE = re.compile(
    r"\((?:https?:|mailto:|javascript:|tel:|www\.|[/#.?])[^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
)
"""The same with spaces in the address, as some tools write it."""
_REFERENCE_RE = re.compile(r"\[[^\[\]\n]{0,80}\]")
"""The name of a reference."""
_DEFINITION_RE = re.compile(r"^ {0,3}\[([^\[\]\n]{1,80})\]:[ \t]*\S+[^\n]*$", re.M)
"""The line that says where a reference leads."""
_AUTOLINK_RE = re.compile(r"<([^<>\s]+(?:\n[^<>\s]+)*)>")
"""An address in angle brackets."""


def is_markdown(text: str) -> bool:
    """Whether a page is markdown, by its title, links, headings, bold type and lists; a lone "*" or "#" proves nothing.

    >>> is_markdown("# Rain\\n\\nIt fell [all night](/rain).\\n\\n* [Home](/)")
    True
    >>> is_markdown("We are # 1! 2 * 3 is 6. [He] (the mayor) said so.")
    False
    """
    if _TITLE_RE.match(text):
        return True
    links = len(_LINK_RE.findall(text)) if "](" in text else 0
    headings = len(_HEADING_RE.findall(text)) if "#" in text else 0
    if links >= 3 or headings >= 3:
        return True
    stars = "*" in text
    bold = len(_BOLD_RE.findall(text)) if stars else 0
    bullets = len(_BULLET_RE.findall(text)) if stars else 0
    underlined = len(_UNDERLINED_RE.findall(text)) if "---" in text or "===" in text else 0
    return links + headings + bold + underlined + (bullets >= 2) >= 2


def unmarked(text: str) -> str:
    r"""The text without inline marks and link targets; LINK and IMAGE characters stand round links and descriptions.

    >>> unmarked("**Rain** [fell](/a_b \"t\") on 5 * 3 \\[old\\] snake_case ![x](y)") == (
    ...     "Rain \x01fell\x02 on 5 * 3 [old] snake_case \x03x\x04")
    True
    """
    return _Unmarker(text).run()


class _Unmarker:
    """One way through a text, from left to right; `out` holds the text in pieces that later marks may still blank."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out: list[str] = []
        self.open_brackets: list[tuple[int, int]] = []
        self.open_marks: dict[str, list[list[int]]] = {"*": [], "_": []}
        self.labels = {label.casefold() for label in _DEFINITION_RE.findall(text)} if "]:" in text else set()
        self.title_end = -2

    def run(self) -> str:
        at, text = 0, self.text
        while token := _TOKEN_RE.search(text, at):
            self.out.append(text[at : token.start()])
            at = self.take(token[0], token.start(), token.end())
        self.out.append(text[at:])
        return "".join(self.out)

    def take(self, token: str, start: int, end: int) -> int:
        """Write one token down; gives where to go on."""
        first = token[0]
        if first == "\\":
            self.out.append(token[1])
        elif first == "\n":
            self.out.append(token)
            self.open_marks["_"].clear()
            self.open_marks["*"] = [m for m in self.open_marks["*"][-4:] if m[1] == 2]
        elif first in "*_":
            self.emphasis(token, start, end)
            # html2text puts a space after closing marks, before a comma too.
            if not self.out[-1] and _SPACED_COMMA_RE.match(self.text, end):
                return end + 1
        elif first == "<":
            return self.autolink(start)
        elif first == "]":
            return self.close_bracket(end)
        else:
            self.open_brackets.append((len(self.out), start))
            self.out.append(token)
        return end

    def emphasis(self, token: str, start: int, end: int) -> None:
        """Blank a run of marks together with the run that opened it, if one did."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        mark, count = token[0], len(token)
        self.out.append(token)
        if token.count(mark) != count or count > 6 or (before.isdigit() and after.isdigit()):
            return
        opens, closes = bool(after) and not after.isspace(), bool(before) and not before.isspace()
        if mark == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        stack = self.open_marks[mark]
        here = len(self.out) - 1
        while closes and count and stack:
            place, left = stack[-1]
            taken = min(count, left)
            self.out[place] = self.out[place][taken:]
            count -= taken
            if left == taken:
                stack.pop()
            else:
                stack[-1][1] -= taken
            self.out[here] = mark * count
        if opens and count:
            stack.append([here, count])

    def autolink(self, start: int) -> int:
        link = _AUTOLINK_RE.match(self.text, start)
        if link is None:
            self.out.append("<")
            return start + 1
        self.out.append(LINK + link[1] + LINK_END)
        return link.end()

    def close_bracket(self, end: int) -> int:
        if not self.open_brackets:
            self.out.append("]")
            return end
        place, start = self.open_brackets.pop()
        stop = self.target_end(end) if end - start <= MAX_LINK_CHARACTERS else None
        if stop is None:
            self.out.append("]")
            return end
        image = self.out[place] == "!["
        self.out[place] = IMAGE if image else LINK
        breaks = self.text.count("\n", end, stop)
        self.out.append((IMAGE_END if image else LINK_END) + "\n" * breaks + (GLUE if breaks else ""))
        return stop

    def target_end(self, at: int) -> int | None:
        """Where the target after a "]" ends: "(url)", "(url "title")" or "[label]"; None if there is none."""
        text = self.text
        following = text[at : at + 1]
        if following == "[" and self.labels:
            label = _REFERENCE_RE.match(text, at)
            return label.end() if label and label[0][1:-1].casefold() in self.labels else None
        if following != "(":
            return None
        target = _TARGET_RE.match(text, at)
        if target:
            stop = self.after_title(target.end())
            if stop is not None:
                return stop
        spaced = _SPACED_TARGET_RE.match(text, at)
        return spaced.end() if spaced else None

    def after_title(self, at: int) -> int | None:
        """Where a target ends whose address ends at `at`: at its ")", or after a title in quotes."""
        text = self.text
        while at < len(text) and text[at] in " \t\n":
            at += 1
        if text[at : at + 1] == ")":
            return at + 1
        quote = text[at : at + 1]
        if quote not in ('"', "'"):
            return None
        close = quote + ")"
        stop = text.find(close, at + 1, at + MAX_TITLE_CHARACTERS)
        if stop < 0 or "\n\n" in text[at:stop]:
            return None
        return stop + 2
