"""Small documents and what the structure says of their lines, by the line's first words."""

from __future__ import annotations

from newsclean.html.webpage import Rendering, read_document
from newsclean.structure import STRUCTURE_NAMES

STORY = (
    "The evening ferry at Dunmore stayed in port because a heron had settled on the ramp and would not leave.",
    "Captain Joan Pell said that the crew had rung the bell, then the vet, and in the end the mayor of the town.",
    "The bird left after ninety minutes, by which time the tide had turned and the boat could not sail.",
    "Passengers were given tea, and the ferry company said that it would not ask for the money back.",
    "A second boat came from Ballyhack at nine, and by ten everybody who had waited was home again.",
)
ARTICLE = "<h1>Heron stops the ferry</h1><div class=story>" + "".join(f"<p>{text}" for text in STORY) + "</div>"


def rendered(html: str) -> Rendering:
    """The rendering of a document, whose metadata is nobody's concern here."""
    return read_document(html, None)[0]


def lines_of(html: str) -> list[str]:
    """The lines that are not empty, bullets and all."""
    return [line for line in rendered(html).text.split("\n") if line]


def rows_at(html: str, start: str) -> dict[str, float]:
    """The rows of the one line that starts so, those that are not 0."""
    page = rendered(html)
    assert page.structure is not None
    (at,) = [n for n, line in enumerate(page.text.split("\n")) if line.removeprefix("• ").startswith(start)]
    return {name: float(value) for name, value in zip(STRUCTURE_NAMES, page.structure[:, at], strict=True) if value}


def role_at(html: str, start: str) -> str:
    """The role of the one line that starts so; the row and the name say the same."""
    page = rendered(html)
    (at,) = [n for n, line in enumerate(page.text.split("\n")) if line.removeprefix("• ").startswith(start)]
    said = [name.removeprefix("is_") for name in rows_at(html, start) if name.startswith("is_")]
    assert said == [page.roles[at]] if page.roles[at] else not said
    return page.roles[at]
