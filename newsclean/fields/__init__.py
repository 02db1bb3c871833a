"""The fields of an article: each finder points at what could be one, and says which it takes and why."""

from newsclean.fields.byline import byline
from newsclean.fields.date import date
from newsclean.fields.title import title

__all__ = ["byline", "date", "title"]
