"""Every export of every population that the types allow: a file or a sentence, never a fault."""

import io
import re
from dataclasses import replace

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pptx import Presentation
from strategies import strange_cases

from projections.case import Case
from projections.choices import selections, state
from projections.errors import BaereevneError
from projections.exports.make import FORMATS, write
from projections.figures.collection import collect
from projections.figures.view import View
from projections.sources import bundled
from projections.whatif.levers import Levers
from projections.whatif.scenario import Scenario

CATALOGUE = bundled.load()
MOVED = Scenario(Levers(migration=30.0, from_year=2024, to_year=2032))


# Each example takes seconds: one that fails is not made smaller.
@settings(max_examples=2, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data())
def test_all_exports_of_any_population(data: st.DataObject) -> None:
    region = data.draw(st.sampled_from(["5025", "0"]))
    case: Case = data.draw(strange_cases(CATALOGUE.case(region)))
    catalogue = replace(
        CATALOGUE,
        cases={**{code: CATALOGUE.case(code) for code in CATALOGUE.bundled}, region: case},
    )
    choice = state.settle({"kommune": [region]}, catalogue).choice
    chosen = selections.of(choice, catalogue)
    if data.draw(st.booleans()):
        chosen = replace(chosen, scenario=MOVED)
    projection = state.projection_of(case, choice.projection, choice.start)
    view = View(case, projection, catalogue, chosen)
    collection = collect(view)
    for ending in FORMATS if collection.figures else ():
        try:
            content = write(ending, collection, view)
        except BaereevneError:
            continue
        if ending == "html":
            assert not (found := re.search(r".{30}\bnan\b.{30}", content.decode())), found
        if ending == "pptx":
            assert len(Presentation(io.BytesIO(content)).slides) > len(collection.figures)
