"""What all integrations for tables share, without a table."""

from __future__ import annotations

from newsclean import default_pipeline
from newsclean.integrations.rows import Cleaning


def test_a_pipelines_weights_and_what_it_favours_are_those_of_the_tables_pages() -> None:
    pipeline = default_pipeline().with_favor("recall").with_model("mine.npz")
    cleaning = Cleaning.of(pipeline=pipeline, phrases=["Read more"])
    assert (cleaning.pipeline.favor, cleaning.pipeline.model) == ("recall", "mine.npz")
    assert cleaning.pipeline.names == ("phrases", *pipeline.names)
    assert Cleaning.of(pipeline=pipeline).pipeline == pipeline
