"""Names of places: the Norwegian one first, namesakes told apart, and a region is its code."""

import pytest

from projections.people.place_names import COUNTIES, norwegian_first, told_apart
from projections.people.population import Region


@pytest.mark.parametrize(
    ("label", "shown", "others"),
    [
        ("Røros - Rosse", "Røros", ("Rosse",)),
        ("Oslo - Oslove", "Oslo", ("Oslove",)),
        ("Kárášjohka - Karasjok", "Karasjok", ("Kárášjohka",)),
        ("Guovdageaidnu - Kautokeino", "Kautokeino", ("Guovdageaidnu",)),
        ("Deatnu - Tana", "Tana", ("Deatnu",)),
        ("Raarvihke - Røyrvik", "Røyrvik", ("Raarvihke",)),
        ("Snåase - Snåsa", "Snåsa", ("Snåase",)),
        ("Loabák - Lavangen", "Lavangen", ("Loabák",)),
        ("Unjárga - Nesseby", "Nesseby", ("Unjárga",)),
        ("Porsanger - Porsáŋgu - Porsanki", "Porsanger", ("Porsanki", "Porsáŋgu")),
        ("Trøndelag - Trööndelage", "Trøndelag", ("Trööndelage",)),
        ("Nord-Odal", "Nord-Odal", ()),
        ("Sør-Varanger", "Sør-Varanger", ()),
    ],
)
def test_norwegian_is_shown_and_the_rest_is_kept(
    label: str, shown: str, others: tuple[str, ...]
) -> None:
    assert norwegian_first(label)[0] == shown
    region = Region("5612", label)
    assert region.name == shown
    assert set(region.other_names) == set(others)


def test_a_region_is_its_code() -> None:
    assert Region("5025", "Røros") == Region("5025", "Røros - Rosse")
    assert len({Region("5025", "Røros"), Region("5025", "Plassje")}) == 1
    assert Region("1515", "Herøy") != Region("1818", "Herøy")


def test_names_of_groups_are_left_as_they_are() -> None:
    assert Region("EKG11", "KOSTRA-gruppe 11 - små").name == "KOSTRA-gruppe 11 - små"


def test_namesakes_are_told_apart_by_county() -> None:
    names = {"1515": "Herøy", "1818": "Herøy", "3114": "Våler", "3419": "Våler", "3430": "Os"}
    assert told_apart(names) == {
        "1515": "Herøy (Møre og Romsdal)",
        "1818": "Herøy (Nordland)",
        "3114": "Våler (Østfold)",
        "3419": "Våler (Innlandet)",
        "3430": "Os",
    }
    assert len(COUNTIES) == 15
