"""What a line that is not body is: the kinds that the scorer tells apart, and what each is called in the ledger."""

from __future__ import annotations

from typing import get_args

from newsclean.page import Clutter

KINDS = ("other", "caption", "related", "comment", "author", "share", "subscription", "navigation", "field")
"""The classes of the third set of trees. "subscription" has offers, consent notices and advertisements; "navigation"
menus, tags and footers; "field" what says who wrote, when, and under which title; "other" is all that no name tells."""
OTHER = KINDS.index("other")
"""The place of "other"."""
CLUTTER: tuple[Clutter, ...] = tuple(
    next((clutter for clutter in get_args(Clutter) if clutter == kind), "other") for kind in KINDS
)
"""What a kind is called in the ledger; "field" is "other"."""
OWN_STEP = frozenset(CLUTTER) - {"other"}
"""Kinds that have a step of their own in the default pipeline; the others go by "boilerplate"."""
WORDED = tuple(KINDS.index(kind) for kind in ("caption", "related", "comment", "author", "subscription"))
"""Kinds that have words of their own."""
