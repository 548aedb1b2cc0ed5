"""Every page of every population that the types allow: charts or sentences, never a fault."""

import json
import re
from dataclasses import replace

import pytest
from folds import page_of, unfold
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import strange_cases

from projections.sources import bundled
from projections.ui import shared
from projections.ui.shell import PAGES

CATALOGUE = bundled.load()
CHOSEN = (
    {},
    {"visning": "indeks"},
    {"visning": "andel", "metode": "nasjonal"},
    {"flytting": "20", "vis": "netto"},
    {"priser": "lopende", "kostnad": "kostnad"},
    {"gruppe": "80-89", "prognose": "ingen"},
)
NO_NUMBER = re.compile(r"\b(?:nan|NaN|inf|Infinity)\b")


@settings(max_examples=2)
@given(data=st.data())
def test_all_pages_of_any_population(data: st.DataObject) -> None:
    case = data.draw(strange_cases(CATALOGUE.case("5025")))
    chosen = data.draw(st.sampled_from(CHOSEN))
    catalogue = replace(
        CATALOGUE,
        cases={**{code: CATALOGUE.case(code) for code in CATALOGUE.bundled}, "5025": case},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shared, "figures", lambda: catalogue)
        for name in PAGES:
            at = unfold(page_of(name))
            for key, value in {"kommune": "5025", **chosen}.items():
                at.query_params[key] = value
            at.run()
            assert not at.exception, name
            assert len(at.title) == 1, (name, [one.value for one in at.error])
            parts = (
                at.title,
                at.header,
                at.markdown,
                at.caption,
                at.info,
                at.warning,
                at.error,
                at.metric,
            )
            told = [str(one.value) for part in parts for one in part]
            told += [json.dumps(json.loads(one.proto.spec)) for one in at.get("plotly_chart")]
            assert not [text for text in told if NO_NUMBER.search(text)], name
