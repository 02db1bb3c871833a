"""Reading dates: every day that a line prints, in any of the languages, with what stands around it.

`words` has what a language calls months, weekdays, labels and times; `reading` finds the days in a text, and `relative`
those told from today; `setting` tells each day's label, time and weekday, and how much else the line says; `order`
settles which day three numbers mean; `other` converts from calendars that are not Gregorian. Nothing here knows the
page: `newsclean.fields.date` decides which day is the article's.
"""

from newsclean.dates.order import settle, url_day
from newsclean.dates.reading import Printed, days_in, may_have_day
from newsclean.dates.setting import Dated, dated_in
from newsclean.dates.words import Words, load_words

__all__ = [
    "Dated",
    "Printed",
    "Words",
    "dated_in",
    "days_in",
    "load_words",
    "may_have_day",
    "settle",
    "url_day",
]
