"""Training: from labelled pages to the weights that newsclean comes with. Nothing at run time imports it.

`python -m newsclean.train scorer|title|byline|date PAGES... --out FILE`; needs the extra "train".
"""
