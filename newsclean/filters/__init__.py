"""One module a family of lines that are not the article. A filter points at them; the pipeline removes them."""

from newsclean.filters.advertisements import advertisements
from newsclean.filters.author_box import author_box
from newsclean.filters.captions import captions
from newsclean.filters.comments import comments
from newsclean.filters.consent import consent
from newsclean.filters.field_lines import field_lines
from newsclean.filters.footer import footer
from newsclean.filters.navigation import navigation
from newsclean.filters.photo_credits import photo_credits
from newsclean.filters.phrases import Phrases
from newsclean.filters.player import player
from newsclean.filters.pull_quotes import pull_quotes
from newsclean.filters.related import related
from newsclean.filters.repeats import repeats
from newsclean.filters.shape import shape
from newsclean.filters.share import share
from newsclean.filters.subscription import subscription
from newsclean.filters.tags import tags

__all__ = [
    "Phrases",
    "advertisements",
    "author_box",
    "captions",
    "comments",
    "consent",
    "field_lines",
    "footer",
    "navigation",
    "photo_credits",
    "player",
    "pull_quotes",
    "related",
    "repeats",
    "shape",
    "share",
    "subscription",
    "tags",
]
