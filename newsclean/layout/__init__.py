"""Sound lines -> logical lines: one paragraph, heading, list item or label a line, however the page was rendered.

What the rendering is gets decided once, from the whole page: whether it is markdown, hard-wrapped, or cut at every
inline tag. Then marks come off, wraps are joined, and fragments of one sentence are put together.
Words are never changed, moved or made up; what is left with no text is handed back as dropped.
"""

from newsclean.layout.pages import Layout, lay_out

__all__ = ["Layout", "lay_out"]
