"""What the page's structure says of lines, as the scorer takes it: of the line itself, and around it.

Text has none; see `newsclean.html.structure` for what each row says.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsclean.page import Page
from newsclean.scorer.features import spans, windows

AROUND = 3
"""Lines before and after whose mean is looked at. By hand."""
_SPANS = spans((AROUND, -1), (-1, AROUND))
"""The windows of these means."""


def structure_rows(page: Page) -> NDArray[np.float32] | None:
    """Rows x logical lines, each line by its first source line, and their means before and after it; None for text."""
    structure = page.structure
    if structure is None:
        return None
    at = np.array([line.numbers[0] - 1 for line in page.source], np.int64)
    own = structure.take(at, 1)
    counted = windows(np.concatenate((own, np.ones((1, at.size)))), _SPANS)
    means = counted[:-1] / np.maximum(counted[-1:], 1)
    return np.concatenate((own, means[:, 0], means[:, 1])).astype(np.float32)
