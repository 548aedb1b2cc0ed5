"""What the first page begins with is chosen by the region's own figures."""

import pytest

from projections import tables
from projections.case import Catalogue
from projections.choices import selections, state
from projections.figures import matters
from projections.figures.catalogue import make
from projections.figures.view import View
from projections.norwegian import number
from projections.series import pick
from projections.sources import catalogue as everything
from projections.tables import Setting, ratios


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """All that can be chosen, the trend projection of every kommune too."""
    return everything.load()


def view(catalogue: Catalogue, code: str, **query: str) -> View:
    choice = state.settle(
        {"kommune": [code]} | {k: [v] for k, v in query.items()}, catalogue
    ).choice
    case = catalogue.case(code)
    path = state.projection_of(case, choice.projection, choice.start)
    return View(case, path, catalogue, selections.of(choice, catalogue))


@pytest.mark.parametrize(
    ("changes", "order"),
    [
        # Worked by hand: 0.44/0.20 = 2.2, 0.12/0.10 = 1.2, 4.1/3.5 = 1.17, 0.44/0.75 = 0.59.
        (
            {
                "folketall": 0.0,
                "aldersbaereevne": -0.12,
                "omsorgsplasser": 0.44,
                "innbyggere_80": 0.44,
                "kostnad_inntekt_netto": -4.1,
            },
            "innbyggere_80 aldersbaereevne kostnad_inntekt_netto omsorgsplasser folketall",
        ),
        # A growing kommune of young families: pupils and all inhabitants before the old.
        (
            {"innbyggere_80": 0.1, "elever": 0.3, "folketall": 0.18, "aldersbaereevne": -0.01},
            "elever folketall innbyggere_80 aldersbaereevne",
        ),
        # A shrinking one: fewer children counts as much as more of them.
        (
            {"elever": -0.4, "folketall": -0.15, "innbyggere_80": 0.2},
            "elever folketall innbyggere_80",
        ),
    ],
)
def test_the_larger_the_change_beside_what_is_large_the_earlier(
    changes: dict[str, float], order: str
) -> None:
    assert matters.ranked(changes) == tuple(order.split())


def test_roros_begins_with_the_oldest_and_ends_with_the_flat_total(catalogue: Catalogue) -> None:
    order = matters.order(view(catalogue, "5025", fra="2026", basis="2026"))
    assert order[0] == "innbyggere_80"
    assert order[1:3] == ("aldersbaereevne", "kostnad_inntekt_netto")
    assert order[-1] == "folketall"
    assert set(order) == set(matters.LARGE)


def test_utsira_begins_with_its_pupils_and_has_what_can_be_reckoned(catalogue: Catalogue) -> None:
    order = matters.order(view(catalogue, "1151", til="2036"))
    assert order[0] == "elever"
    assert "disposisjonsfond" not in order


def test_the_oldest_as_a_number(catalogue: Catalogue) -> None:
    own = view(catalogue, "5025", start="trykt")
    observed, projected = ratios.oldest(own.case, own.projection)
    assert (projected.at(2023), projected.at(2033)) == (323, 504 + 77)
    assert observed.at(2026) == 396
    assert "581 i 2033" in make(own, "innbyggere_80")[0].title


def test_everyone_to_be_supported_is_the_young_and_the_old_per_worker(catalogue: Catalogue) -> None:
    own = view(catalogue, "5025")
    people = tables.population(own.case, own.projection)
    for one, whole, working in zip(
        ratios.supported(own.case, own.projection),
        pick(people, "total"),
        pick(people, "20-66"),
        strict=True,
    ):
        # All that are not of working age: the whole less those, per one of those.
        year = one.years[-1]
        assert one.at(year) == pytest.approx((whole.at(year) - working.at(year)) / working.at(year))


def test_a_cost_without_income_says_so_first(catalogue: Catalogue) -> None:
    """Of most kommuner the tax is unknown: the cost alone is darker than what is to come."""
    larvik = view(catalogue, "3909")
    told = make(larvik, "kostnad_etter_tjeneste")[0].text.replace("\u00a0", " ")
    grants = tables.in_millions(
        tables.grants(Setting(*larvik.of, need=larvik.chosen.need, assumed=larvik.chosen.assumed))
    )
    change = sum(
        one.change
        for one in tables.compare_from_base(grants, larvik.chosen.base, larvik.chosen.last)
    )
    amount = number(change)
    assert told.startswith(
        "Inntektene er ikke trukket fra: innbyggertilskudd og tillegg for behov "
        f"(utgiftsutjevning) blir {amount} mill. kr høyere"
    )
    assert "Inntektene" not in make(view(catalogue, "5025"), "kostnad_etter_tjeneste")[0].text
