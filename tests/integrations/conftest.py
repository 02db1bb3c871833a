"""The spider runs as a script of its own, in its own process."""

collect_ignore = ["spider_script.py"]
