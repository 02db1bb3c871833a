"""Text -> Page: repair, layout and the language, in this order. The only way in."""

from __future__ import annotations

from datetime import date as Date
from typing import TYPE_CHECKING

from newsclean.language import detect_language, language_code
from newsclean.layout import lay_out
from newsclean.page import Line, Mark, Page
from newsclean.repair import emptied_lines, sound_lines

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EMPTIED = "characters that nobody sees"
"""The reason in the ledger for a line of which repair leaves nothing."""


def read_page(
    text: str,
    *,
    language: str | None = None,
    url: str | None = None,
    today: Date | None = None,
    structure: NDArray[np.float32] | None = None,
) -> Page:
    """A page fresh from repair and layout, as the first step of a pipeline meets it.

    language: a BCP 47 tag that wins over detection. Raises ValueError where it is none.
    structure: of a page from HTML, newsclean.structure's rows x source lines; layout has nothing to guess then.

    >>> page = read_page("Menu\\n\\nLe fleuve est sorti de son lit dans la nuit, et la mairie a fermé les quais.")
    >>> [line.text[:9] for line in page.lines], page.language
    (['Menu', 'Le fleuve'], 'fr')
    """
    sound = sound_lines(text)
    layout = lay_out(sound, language, structure)
    code = language_code(language) if language else detect_language([line.text for line in layout.lines])
    emptied = (
        Mark(Line(-n, "", (n,)), "removed", "repair", EMPTIED, kind="markup") for n in emptied_lines(text, sound)
    )
    marks = (*emptied, *layout.dropped)
    return Page(layout.lines, layout.lines, code, url, today, marks, structure=structure)
