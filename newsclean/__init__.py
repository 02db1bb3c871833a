"""newsclean: title, byline, date and body of a news article, from the plain text of a scraped page.

>>> import newsclean
>>> page = "Home\\n\\nRain floods old town\\n\\nRain fell all night and flooded the cellars of the old town."
>>> article = newsclean.clean(page)
>>> article.title, article.body
('Rain floods old town', ('Rain fell all night and flooded the cellars of the old town.',))
"""

from importlib import import_module
from typing import TYPE_CHECKING

from newsclean.version import __version__ as __version__

if TYPE_CHECKING:
    from newsclean.article import Article as Article
    from newsclean.article import Considered as Considered
    from newsclean.article import Entry as Entry
    from newsclean.batch import clean_many as clean_many
    from newsclean.comparison import compare as compare
    from newsclean.html.webpage import WebArticle as WebArticle
    from newsclean.html.webpage import clean_html as clean_html
    from newsclean.items import Failure as Failure
    from newsclean.page import Candidate as Candidate
    from newsclean.page import Line as Line
    from newsclean.page import Page as Page
    from newsclean.page import Removal as Removal
    from newsclean.pipeline import Pipeline as Pipeline
    from newsclean.pipeline import clean as clean
    from newsclean.pipeline import default_pipeline as default_pipeline
    from newsclean.reading import read_page as read_page
    from newsclean.sites import SiteProfile as SiteProfile

_HOME = {
    "Article": "article",
    "Candidate": "page",
    "Considered": "article",
    "Entry": "article",
    "Failure": "items",
    "Line": "page",
    "Page": "page",
    "Pipeline": "pipeline",
    "Removal": "page",
    "SiteProfile": "sites",
    "WebArticle": "html.webpage",
    "clean": "pipeline",
    "clean_html": "html.webpage",
    "clean_many": "batch",
    "compare": "comparison",
    "default_pipeline": "pipeline",
    "read_page": "reading",
}
"""The public names and the modules they live in; a module is loaded when its name is first used."""

__all__ = sorted(_HOME)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'newsclean' has no attribute {name!r}")
    return getattr(import_module(f"newsclean.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
