"""What the scorer's trees are told: the name of every feature, in the trees' order, and what it says.

A line is long from 80 letters on, and good where it is a sentence too; ideographs count for three letters, syllables of
Hangul, kana, Thai, Lao, Burmese and Khmer for two. Yes and no are 1 and 0. Distances are in lines, and end at 60. The
rows of a page's HTML are in newsclean.structure.
"""

from __future__ import annotations

from collections.abc import Mapping

SIGNS = {
    "begins_next": "as an alternative text does, how many lines below it the line stands that begins with it; else 0",
    "begun_before": "as the caption of such a text does, how many lines above it that one stands; else 0",
    "slash_tail": "ends in a slash or bar and a short text: a credit",
    "glued_tail": "ends in a short text that is glued to a sentence: a credit",
    "bracket_tail": "ends in a short text in brackets",
    "slash_label": "is short and has a slash",
    "capitals_label": "opens with capitals and a colon or dash",
}
"""Signs of a caption in the letters of a line alone; newsclean.scorer.captions finds them."""
LINE = {
    "letters": "letters",
    "words": "words; a character of a script without spaces is half a word",
    "word_size": "letters a word",
    "capital_words": "share of the words that start with a capital, of those that start with a letter that has a case",
    "upper_share": "share of capitals among the letters that have a case",
    "digit_share": "share of digits among the characters",
    "other_share": "share of symbols among the characters",
    "commas": "commas a word",
    "ends": "sentence ends",
    "ends_a_word": "sentence ends a word",
    "short_words": "share of the words of up to three letters",
    "unique_words": "share of the topical words that are different ones",
    "quotes": "quotation marks",
    "brackets": "brackets",
    "bullets": "share of bullets, bars and dashes among the characters",
    "colons": "colons",
    "numbers": "numbers",
    "years": "numbers of four digits",
    "first_class": "the class of the first character, as newsclean.scorer.text numbers them",
    "last_class": "the class of the last character",
    "before_last_class": "the class of the last character but one",
    "blank_before": "a blank line stands above it",
    "blank_after": "a blank line stands below it, or it is the last",
    "heading": "the rendering marks it as a heading",
    "list_item": "the rendering marks it as a list item",
    "quote": "the rendering marks it as a quote",
    "link_share": "share of its characters in links",
    "source_lines": "source lines that it was put together from",
    "repeats": "lines of the page with the same text, itself among them",
    "repeated_before": "of these, how many stand above it",
    "at_sign": "has an @",
    "web_address": "has a web address",
    "copyright": "has a ©",
    "line_hit": "the lexicon knows the whole line as a label of one of FAMILIES",
    "start_hit": "it opens with a label of one of FAMILIES",
    "removed": "a filter finds a label in it, of other stories aside",
    "found_related": "a filter takes it for one of other stories",
    "found_caption": "a filter takes it for a caption or credit",
    "found_in_paragraph": "a filter finds something in it, but it is a paragraph",
    "question": "ends in a question mark",
    "clock": "has a time of day at its head",
    "list_run": "list items in the run that it is one of; else 0",
    "sentence": "has 20 letters or more and is closed as a sentence is",
    "long_words": "words that may tell the topic",
    "same_start": "lines that are not long and start with the same word as it; all numbers are one word",
    "same_end": "lines that are not long and end with the same word as it",
    **SIGNS,
}
"""Of a line alone."""
FAMILIES: dict[str, tuple[str, ...]] = {
    "credit": ("credit", "caption"),
    "share": ("share", "embed", "player", "reading-time"),
    "ad": ("ad",),
    "subscribe": ("subscribe",),
    "consent": ("consent", "footer"),
    "nav": ("nav",),
    "related": ("related",),
    "comments": ("comments",),
    "tags": ("tags",),
    "author": ("author",),
    "byline": ("byline",),
    "date": ("date",),
}
"""Families of lexicon topics, by the first part of the topic's name."""
LABELS = {
    f"{family}_{part}": f"{what} a label of the lexicon's topics {', '.join(topics)}"
    for family, topics in FAMILIES.items()
    for part, what in (("line", "is"), ("start", "opens with"))
}
"""Of a line's labels. A label of other stories that opens a line with nothing behind it is the line."""
TOPIC = {
    "topic_top": "share of its topical words that the page's first three good lines have",
    "topic_common": "share of them that as many good lines have as the 25th most common one",
    "topic_before": "share of them that one of the three good lines before it has",
    "topic_after": "share of them that one of the three good lines after it has",
    "topic_new": "share of them that no good line before it has",
    "topic_seen": "share of them that one of the thirty good lines before it has",
    "topic_top_before": "topic_top of the good lines among the eight before it",
    "topic_top_after": "topic_top of the good ones among it and the eight after it",
    "topic_seen_before": "topic_seen of the good lines among the eight before it",
    "topic_seen_after": "topic_seen of the good ones among it and the eight after it",
}
"""Of a line's words among the page's."""
HEADINGS = ("share", "subscribe", "consent", "nav", "related", "comments", "tags", "author", "byline", "date", "teaser")
"""FAMILIES whose labels say what stands around them; a teaser is a label of other stories with a headline behind it."""
PLACE = {
    "index": "lines before it",
    "from_end": "lines after it",
    "letters_before": "letters before it",
    "letters_after": "letters after it",
    "share_before": "share of the page's letters before it",
    "share_after": "share of the page's letters after it",
    "long_before": "good lines before it",
    "long_after": "good lines after it",
    "since_long": "distance of the last good line before it",
    "until_long": "distance of the next good line after it",
    "long_near_before": "letters of the good lines among the three before it",
    "long_near_after": "letters of the good lines among the three after it",
    "density_5": "share of letters that are in good lines, from five lines before it to five after it",
    "density_10": "the same from ten before to ten after",
    "density_20": "the same from twenty before to twenty after",
    "best_start": "lines from the start of the run with most letters in good lines, others subtracted",
    "best_end": "lines to the end of the run of best_start",
    "in_best": "it is in the run of best_start",
    "best_share": "share of the page's letters that are in good lines of that run",
    "since_heading": "distance of the last heading before it",
    "since_blank": "distance of the last line before it that has a blank line above it",
    "until_blank": "distance of the next line after it that has a blank line below it",
    "since_list_item": "distance of the last list item before it",
    "dates_passed": "lines with a number of four digits before it",
    "numbers_near": "numbers in the five lines before it and the five after it, its own twice",
    "hits_5_before": "lines with a label, of it and the five before it",
    "hits_5_after": "lines with a label, of it and the five after it",
    "hits_15_before": "lines with a label, of it and the fifteen before it",
    "hits_15_after": "lines with a label, of it and the fifteen after it",
    "hits_passed": "lines with a label up to it",
    "hits_ahead": "lines with a label after it",
    "repeats_near": "lines that the page has twice, among the five before it and the five after it, itself twice",
    "size_rank": "lines of the page with more letters",
    "block_letters": "letters of the lines between the blank lines around it",
    "block_lines": "the number of these lines",
    "block_long": "the good ones among them",
    **{f"since_{label}": f"distance of the last label before it: {label}" for label in HEADINGS},
    **{f"until_{label}": f"distance of the next label after it: {label}" for label in HEADINGS},
    "rhythm": "of the twelve lines before it and after it, those alike to the one two to six lines above them",
    "own_rhythm": "the same, less those that are alike to the one just above them",
}
"""Of a line's place on the page."""
PAGE = {
    "page_lines": "lines of the page",
    "page_letters": "letters of the page",
    "page_long": "good lines of the page",
    "page_long_letters": "share of its letters that are in good lines",
    "page_blank_share": "share of its lines with a blank line above them",
    "page_link_share": "share of its lines with a link",
    "page_cased": "share of its letters that have a case",
    "page_wide": "share of its letters that are ideographs",
    "page_hits": "share of its lines with a label",
    "page_heads": "headings of the page",
    "page_median": "letters of the line in the middle, sorted by letters",
}
"""Of the page, the same for all its lines."""
WORDS = {
    "word_mean": "the mean weight of its words: how much each speaks for body, learned over publishers",
    "word_sum": "the sum of their weights",
    "word_known": "share of its words that have a weight",
    "word_against": "share of its words that speak against body by themselves",
    "word_for": "share of its words that speak for body by themselves",
    "word_before": "word_mean of the three lines before it",
    "word_after": "word_mean of the three lines after it",
    "word_near": "word_mean of it, the six lines before it and the six after it",
}
"""Of the weights of a line's words."""
SEEN_OF_NEIGHBOURS = (
    "letters", "capital_words", "digit_share", "commas", "ends", "last_class", "first_class", "link_share", "repeats",
    "list_item", "start_hit", "removed", "found_related", "clock", "sentence", "numbers", "credit_start",
    "related_start", "years", "slash_tail", "same_start", "same_end",
)  # fmt: skip
NEIGHBOURS = 2
"""Lines before and after a line whose features of these it sees, at most."""
FIRST: Mapping[str, str] = {
    **LINE, **LABELS, **TOPIC, **PLACE, **PAGE, **WORDS,
    **{
        f"{name}{offset:+d}": f"of the line {abs(offset)} {'before' if offset < 0 else 'after'} it: {name}; else -1"
        for offset in (*range(-NEIGHBOURS, 0), *range(1, NEIGHBOURS + 1))
        for name in SEEN_OF_NEIGHBOURS
    },
}  # fmt: skip
"""What the first pass over the lines sees."""

SCORES = {
    "own": "its score by the first pass: log odds of being body times 4096",
    "page_sum": "the sum of the page's log odds",
    "page_sure": "lines with log odds over 1, which are sure",
    "page_share": "share of the page's letters in lines that the first pass keeps",
    "run_start": "lines from the start of the run of lines with the greatest sum of log odds by letters",
    "run_end": "lines to the end of that run",
    "in_run": "it is in the run of run_start",
    "run_share": "share of the letters kept that are in that run",
    "tight_start": "run_start of the tight run, in which every line costs 60",
    "tight_end": "run_end of the tight run",
    "in_tight": "it is in the tight run",
    "loose_start": "run_start of the loose run, in which lines against body count a quarter",
    "loose_end": "run_end of the loose run",
    "in_loose": "it is in the loose run",
    "since_sure": "distance of the last sure line before it",
    "until_sure": "distance of the next sure line after it",
    "since_not": "distance of the last line before it with log odds under -1",
    "until_not": "distance of the next such line after it",
    "kept_before": "letters kept before it",
    "kept_after": "letters kept after it",
    "mean_3": "mean log odds, from three lines before it to three after it, times 4096 like all the means",
    "mean_8": "the same from eight before to eight after",
    "mean_3_before": "the same of it and the three before it",
    "mean_3_after": "the same of it and the three after it",
    "mean_10_before": "the same of it and the ten before it",
    "mean_10_after": "the same of it and the ten after it",
    "longest_gap_before": "gap_letters, the most that it has been since the first line kept",
    "sure_topic": "share of its topical words that another long sure line has",
    "sure_topic_common": "share of them that two others have",
    "sure_topic_before": "sure_topic of the eight lines before it",
    "sure_topic_after": "sure_topic of it and the eight lines after it",
    "gap_letters": "letters not kept since the last sure line, with ten for each line",
}
"""What the second pass sees of the first one's scores."""
PASSAGE = {
    "passage": "the number of its passage, from 1: lines kept, fewer than three others between them; 0 before it",
    "passage_letters": "letters kept of its passage",
    "passage_share": "the same as a share of the longest passage's",
    "passages_after_longest": "passages from the longest to its own",
    "passages_after_first": "passages from the first that counts to its own: one of .3 of the longest one's letters",
    "longest_topic": "share of its topical words that another line of the longest passage has",
    "first_topic": "share of them that another line of the first passage that counts has",
    "passage_longest_topic": "longest_topic of its passage",
    "passage_first_topic": "first_topic of its passage",
    "longest_start": "lines from the start of the longest passage",
    "longest_end": "lines from the end of the longest passage",
    "bylines_since_first": "bylines and years since the first passage that counts",
    "related_since_first": "labels of other stories and of comments since then",
    "authors_since_first": "labels of author boxes since then",
    "passage_odds": "mean log odds of the lines kept of its passage, times 4096",
}
"""What the second pass sees of the passages that the first one keeps."""
REACH = 6
"""Lines before and after a line whose scores the second pass sees; of none, -9 times 4096."""
SECOND: Mapping[str, str] = {
    **FIRST,
    **SCORES,
    **PASSAGE,
    **{
        f"own{offset:+d}": f"of the line {abs(offset)} {'before' if offset < 0 else 'after'} it: own"
        for offset in (*range(-REACH, 0), *range(1, REACH + 1))
    },
}
"""What the second pass over the lines sees."""

FACTS = {
    "expected": "the greatest F1 that a threshold on the scores can be expected to have",
    "kept_letters": "letters kept",
    "kept_share": "share of the page's letters that is kept",
    "kept_lines": "lines kept",
    "page_letters": "letters of the page",
    "page_lines": "lines of the page",
    "long_lines": "long lines of the page",
    "unsure_kept": "share of the letters kept that are in lines with log odds under 2",
    "unsure_gone": "letters in lines not kept with log odds over -2, to the letters kept",
    "odds_kept": "mean log odds of what is kept, by letters",
    "odds_gone": "mean log odds of what is not, by letters",
    "best_odds": "the greatest log odds of a line",
    "sure_lines": "lines with log odds over 2",
    "sentences_kept": "letters of sentences kept, to the letters kept",
    "sentences_gone": "letters of sentences not kept, to the letters kept",
    "longest_run": "share of the letters kept that is in the longest run of lines kept",
    "runs": "runs of lines kept",
    "gone_inside": "letters not kept between the first line kept and the last, to the letters kept",
    "cased": "page_cased",
    "wide": "page_wide",
    "links": "page_link_share",
    "heads": "page_heads",
    "first_kept": "lines before the first one kept",
    "after_kept": "lines after the last one kept",
}
"""Of a page as a whole: from these trees tell the body F1 to expect of it."""
