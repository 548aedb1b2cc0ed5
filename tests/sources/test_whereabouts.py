"""Which region someone means: today's names and numbers, other languages, and those that were."""

import pytest

from projections.case import Catalogue
from projections.errors import UnknownChoiceError
from projections.sources.whereabouts import find


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Oslo", "0301"),
        ("Kautokeino", "5612"),
        ("Guovdageaidnu", "5612"),
        ("Guovdageaidnu - Kautokeino", "5612"),
        ("Kaivuono", "5540"),
        ("Røros", "5025"),
        ("Rosse", "5025"),
        ("røros kommune", "5025"),
        ("Roros", "5025"),
        ("5025 Røros", "5025"),
        ("1640", "5025"),
        ("Haram", "1580"),
        ("1534", "1580"),
        ("Bø", "1867"),
        ("Bø i Telemark", "4020"),
        ("Bø (Telemark)", "4020"),
        ("bø i nordland", "1867"),
        ("Os", "3430"),
        ("Os i Hordaland", "4624"),
        ("Os i Innlandet", "3430"),
        ("0441", "3430"),
        ("Herøy (Nordland)", "1818"),
        ("Herøy i Møre og Romsdal", "1515"),
        ("Våler i Innlandet", "3419"),
        ("Sande", "1514"),
        ("Sande i Vestfold", "3903"),
        ("Skedsmo", "3205"),
        ("Kvalsund", "5603"),
        ("Voss", "4621"),
        ("Trøndelag", "50"),
        ("Oslo-Oslove", "0301"),
        ("Deatnu-Tana", "5628"),
        ("Nord-Odal", "3414"),
        ("01", "31"),
        ("Norge", "0"),
        ("0", "0"),
    ],
)
def test_a_region_is_found(catalogue: Catalogue, said: str, code: str) -> None:
    assert find(said, catalogue) == code


@pytest.mark.parametrize(
    ("said", "among"),
    [
        ("Herøy", ["Herøy (Møre og Romsdal) (1515)", "Herøy (Nordland) (1818)"]),
        ("Våler", ["Våler (Østfold) (3114)", "Våler (Innlandet) (3419)"]),
        ("1850", ["Narvik (1806)", "Hamarøy (1875)"]),
        ("Snillfjord", ["Heim (5055)", "Hitra (5056)", "Orkland (5059)"]),
        ("1507", ["Ålesund (1508)", "Haram (1580)"]),
        ("Tynseth", ["Tynset (3427)"]),
        ("Hedmark", ["Innlandet (34)"]),
        ("Sogn og Fjordane", ["Vestland (46)"]),
        ("Viken", ["Østfold (31)", "Akershus (32)", "Buskerud (33)"]),
        ("54 Troms og Finnmark", ["Troms (55)", "Finnmark (56)"]),
    ],
)
def test_several_or_alike_are_named(catalogue: Catalogue, said: str, among: list[str]) -> None:
    with pytest.raises(UnknownChoiceError) as caught:
        find(said, catalogue)
    assert list(caught.value.accepted) == among


@pytest.mark.parametrize("said", ["", "9999", "Stockholm", "x" * 5000, "<script>", "5025; DROP"])
def test_what_is_no_region_is_one_short_sentence(catalogue: Catalogue, said: str) -> None:
    with pytest.raises(UnknownChoiceError, match="350 andre kommuner") as caught:
        find(said, catalogue)
    assert len(str(caught.value)) < 500


def test_every_name_and_number_of_today_finds_its_own(catalogue: Catalogue) -> None:
    for code, name in catalogue.names.items():
        assert find(code, catalogue) == code
        if name != "Oslo":  # the kommune before the county of the same name
            assert find(name, catalogue) == code
    assert find("Oslo", catalogue) == "0301"


def test_every_former_number_leads_to_today(catalogue: Catalogue) -> None:
    assert len(catalogue.former) > 450
    for one in catalogue.former.values():
        if len(one.present) == 1:
            assert find(one.code, catalogue) == one.present[0] == catalogue.present(one.code)
        else:
            assert catalogue.present(one.code) == one.code
    # Every kommune that has got a new number has one of the old numbers leading to it.
    led_to = {code for one in catalogue.former.values() for code in one.present}
    renumbered = {c for c in catalogue.names if len(c) == 4 and c[:2] > "18"}
    assert renumbered <= led_to
