"""What services cost here, in neighbouring municipalities and in the KOSTRA group."""

import streamlit as st

from projections import grids, labels, narrative, tables
from projections.charts import bars, dots
from projections.population import Region
from projections.series import Table
from projections.ui import controls, fetching, panels, statement_panels

choice, case, catalogue = controls.choice(), controls.case(), controls.catalogue()
spent, group = catalogue.spending, catalogue.spending.groups.get(case.region.code)
panels.page_title("Sammenligning", f"{controls.whose()} · netto driftsutgifter per innbygger")


def beside(areas: Table, name: str) -> None:
    """The areas as dots, and what the differences come to in all."""
    compared = tables.beside_reference(areas)
    adjusted = narrative.spending.ADJUSTED[areas[0].label("adjusted")]
    unit = f"kr per innbygger {compared[0].last_year}, {adjusted}"
    panels.panel(
        narrative.spending.by_area(compared, group is not None),
        dots.chart(areas, unit),
        areas,
        [grids.across(labels.sentence(unit), areas)],
        f"utgifter_{name}",
    )
    whole = tables.in_all(compared, case.observed)
    people = tables.inhabitants(case.observed, compared[0].last_year)
    panels.panel(
        narrative.spending.in_all(compared, whole, people),
        bars.differences(whole, f"mill. kr over (+) eller under (−), {adjusted}"),
        (*tables.differences(compared), *whole),
        [grids.differences(labels.sentence(unit), compared, whole)],
        f"forskjell_{name}",
        also=(case.observed.source,),
    )


with panels.where_available():
    beside(tables.spending(spent, case.region), "behovskorrigert")
    figures = tables.key_figures(spent, case.region)
    panels.note(
        narrative.spending.key_figures(figures, case.region),
        [grids.across("Kr per innbygger, ikke justert for behov", figures)],
        figures,
        "nokkeltall_per_innbygger",
    )

st.header("Alle kommuner, uten justering for behov")
st.markdown(narrative.spending.ALL_MUNICIPALITIES)
fetching.spending_button()
with panels.where_available():
    others = [Region(code, catalogue.names[code]) for code in choice.compare]
    fetched = controls.fetched_spending()
    beside(tables.unadjusted(fetched, case.region, others, group), "ikke_justert")

statement_panels.show("sammenligning")
