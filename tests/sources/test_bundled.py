import csv
import gzip
import hashlib
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from projections.case import Case, Catalogue
from projections.errors import DataFileError, MissingInputError, UnknownChoiceError
from projections.people.ages import AgeBand
from projections.people.population import Population
from projections.sources import bundled

DATA = Path(__file__).parents[2] / "data"
FILES = sorted({path.name for path in DATA.iterdir()})
REGIONS = {
    "5025": "Røros",
    "5026": "Holtålen",
    "3430": "Os",
    "3427": "Tynset",
    "5021": "Oppdal",
    "5027": "Midtre Gauldal",
    "3442": "Østre Toten",
    "50": "Trøndelag",
    "34": "Innlandet",
    "0": "Norge",
}
PROJECTED = "roros_prognose_sterk_aldring_2023_2033.csv"
COMPONENTS = "roros_befolkningsendring_2013_2023.csv"
OBSERVED = "ssb_07459_tjenestealder_2006_2026.csv"
FIVE_YEAR = "ssb_07459_femaarsgrupper.csv"
NORWAY = "ssb_norge_framskriving_2022_2024_2026.csv"
KEYS = "inntektssystem_2026_delkostnadsnokler.csv"
SHARES = "nasjonale_aldersandeler_2026.csv"
FRAMES = "roros_driftsrammer_2024_2027.csv"
PLAN_LINES = "roros_demografijustering_2024_2027.csv"
PLAN_RATIO = "roros_aldersbaereevne_plan.csv"
DEFLATOR = "deflator_kommunal.csv"
PARAMETERS = "parameters.toml"
MANIFEST = "manifest.toml"


# --- what is read ---------------------------------------------------------------------------


def test_regions_in_order(catalogue: Catalogue) -> None:
    """Those with a table of their own first, then every municipality, county and Norway."""
    assert {code: catalogue.case(code).region.name for code in catalogue.bundled} == REGIONS
    assert list(catalogue.bundled) == list(REGIONS) == list(catalogue.cases)[: len(REGIONS)]
    assert len(catalogue.cases) == len(set(catalogue.cases)) == 357 + 15 + 1
    assert list(catalogue.cases) == list(catalogue.names)
    assert all(case.region.code == code for code, case in catalogue.cases.items())
    assert all(case.region.name == catalogue.names[code] for code, case in catalogue.cases.items())


def test_unknown_region_names_the_known(catalogue: Catalogue) -> None:
    said = r"«9999».*Røros \(5025\).*Norge \(0\), 350 andre kommuner, etter navn eller nummer"
    with pytest.raises(UnknownChoiceError, match=said):
        catalogue.case("9999")


@pytest.mark.parametrize("code", REGIONS)
def test_history_of_every_region(catalogue: Catalogue, code: str) -> None:
    people = catalogue.case(code).observed
    assert people.years == tuple(range(2006, 2027))
    assert people.persons.shape == (1, 21, 2, 12)
    assert people.is_observed
    assert set(people.sexes) == {"female", "male"}
    assert not np.isnan(people.persons).any()


def test_projections_newest_first(catalogue: Catalogue) -> None:
    codes = {
        code: [one.code for one in catalogue.case(code).projections] for code in catalogue.bundled
    }
    norway = [
        f"ssb-{table}.{alternative}"
        for table in ("14746", "14288", "13600")
        for alternative in ("MMMM", "LLML", "HHMH")
    ]
    assert codes == {
        **{region: [] for region in REGIONS},
        "5025": ["hop-2024-2027.sterk_aldring"],
        "0": norway,
    }
    spans = [
        one.population.years[:: len(one.population.years) - 1]
        for one in catalogue.case("0").projections[::3]
    ]
    assert spans == [(2026, 2050), (2024, 2050), (2022, 2050)]


@pytest.mark.parametrize("place", range(9))
def test_projections_of_norway_are_the_files_cells(
    catalogue: Catalogue, raw: Callable[[str], list[dict[str, str]]], place: int
) -> None:
    people = catalogue.case("0").projections[place].population
    table, alternative = people.source.id.removeprefix("ssb-"), people.alternatives[0]
    rows = [
        row for row in raw(NORWAY) if (row["ssb_table"], row["alternative"]) == (table, alternative)
    ]
    expected = {(int(row["year"]), row["age_group"]): float(row["persons"]) for row in rows}
    found = {
        (year, code): people.persons[0, i, 0, a]
        for i, year in enumerate(people.years)
        for a, code in enumerate(people.ages.codes)
    }
    assert found == expected


def test_norways_first_projected_year_is_history(catalogue: Catalogue) -> None:
    norway = catalogue.case("0")
    for one in norway.projections:
        first = one.population.years[0]
        observed = norway.observed.persons[0, norway.observed.year_index(first)].sum()
        assert one.population.persons[0, 0].sum() == pytest.approx(observed, rel=1e-3)


def test_case_knows_what_it_lacks(roros: Case, catalogue: Catalogue) -> None:
    assert roros.projection("") is None
    with pytest.raises(UnknownChoiceError, match=r"«MMMM».*hop-2024-2027\.sterk_aldring"):
        roros.projection("MMMM")
    assert roros.years(None) == tuple(range(2006, 2027))
    assert roros.years(roros.projections[0]) == tuple(range(2006, 2034))
    assert roros.require_frames().year == 2024
    with pytest.raises(MissingInputError, match="Oppdal"):
        catalogue.case("5021").require_frames()


def test_frames_are_the_units_and_the_undivided_areas(roros: Case) -> None:
    frames = {one.unit_name: one for one in roros.require_frames().frames}
    assert frames["Skolene"].amount == 67_614_000  # NOK; the file has 1000 NOK
    assert frames["Stab og støtte"].sector == "administrasjon"
    assert not {"Oppvekst", "Helse og omsorg"} & set(frames)  # the sums of their units
    assert sum(one.amount for one in frames.values()) == pytest.approx(0, abs=1500)
    assert roros.require_frames().by_sector("pleie") == 73_259_000 + 69_381_000
    assert roros.require_frames().by_sector("kultur") == 0


# --- against single years of age --------------------------------------------------------------


@pytest.fixture(scope="module")
def single_years(shared: Path) -> dict[tuple[str, int, str], Counter[int]]:
    """Persons by single year of age, by region, year and sex, as an independent reference."""
    by_age: dict[tuple[str, int, str], Counter[int]] = {}
    path = shared / "data" / "ssb_07459_age1_sex_2006_2026.csv.gz"
    if not path.is_file():
        pytest.skip(f"the reference data are not on this machine ({path})")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cell = (row["region"], int(row["year"]), row["sex"])
            by_age.setdefault(cell, Counter())[int(row["age"])] += int(row["persons"])
    return by_age


@pytest.mark.parametrize("code", REGIONS)
def test_every_cell_is_the_sum_of_single_years(
    catalogue: Catalogue, single_years: dict[tuple[str, int, str], Counter[int]], code: str
) -> None:
    case = catalogue.case(code)
    for people in filter(None, (case.observed, case.pyramid)):
        for (i, year), (s, sex) in (
            (y, x) for y in enumerate(people.years) for x in enumerate(people.sexes)
        ):
            ages = single_years[code, year, sex]
            expected = [
                sum(ages[age] for age in ages if band.holds(AgeBand(age, age)))
                for band in people.ages.bands
            ]
            np.testing.assert_array_equal(people.persons[0, i, s], expected, f"{year} {sex}")


@pytest.mark.parametrize("code", REGIONS)
def test_both_files_of_history_have_the_same_totals(catalogue: Catalogue, code: str) -> None:
    case = catalogue.case(code)
    assert case.pyramid is not None

    def totals(people: Population) -> dict[int, list[float]]:
        sexes = [people.sexes.index(sex) for sex in ("female", "male")]
        return {
            y: list(people.persons[0, i].sum(axis=1)[sexes]) for i, y in enumerate(people.years)
        }

    service, pyramid = totals(case.observed), totals(case.pyramid)
    assert pyramid == {year: service[year] for year in (2006, 2011, 2013, 2016, 2021, 2023, 2026)}


# --- damaged data: one case for each way of being broken --------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def refusal(folder: Path, file: str) -> str:
    """The message of the error that loading ends with; it names the file and says what to do."""
    with pytest.raises(DataFileError) as caught:
        bundled.load(folder)
    assert caught.value.file == file
    assert f"data/{file}" in str(caught.value)
    assert f"git checkout data/{file}" in str(caught.value)
    return caught.value.problem


def change(folder: Path, name: str, edit: Callable[[str], str]) -> None:
    """Edit a file as text; the manifest is given the new sum, so that only the content is wrong."""
    path = folder / name
    write(folder, name, edit(path.read_text(encoding="utf-8")).encode())


def write(folder: Path, name: str, content: bytes) -> None:
    old = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / name).write_bytes(content)
    if name != MANIFEST:
        manifest = (folder / MANIFEST).read_text(encoding="utf-8")
        assert manifest.count(old) == 1
        manifest = manifest.replace(old, hashlib.sha256(content).hexdigest())
        (folder / MANIFEST).write_text(manifest, encoding="utf-8")


def swap(old: str, new: str) -> Callable[[str], str]:
    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


def without(start: str) -> Callable[[str], str]:
    """Leave out the lines that start so."""

    def edit(text: str) -> str:
        kept = [line for line in text.splitlines(True) if not line.startswith(start)]
        assert len(kept) < text.count("\n")
        return "".join(kept)

    return edit


def twice(start: str) -> Callable[[str], str]:
    """Repeat the lines that start so."""

    def edit(text: str) -> str:
        assert f"\n{start}" in text
        return text + "".join(line for line in text.splitlines(True) if line.startswith(start))

    return edit


def test_untouched_copy_is_read(folder: Path) -> None:
    assert list(bundled.load(folder).bundled) == list(REGIONS)


@pytest.mark.parametrize("name", FILES)
def test_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert "finnes ikke" in refusal(folder, name)


@pytest.mark.parametrize("name", sorted(set(FILES) - {MANIFEST}))
def test_one_byte_changed(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[-2] ^= 1
    (folder / name).write_bytes(content)
    assert "kontrollsummen" in refusal(folder, name)


@pytest.mark.parametrize("name", sorted(set(FILES) - {MANIFEST}))
def test_file_not_in_the_manifest(folder: Path, name: str) -> None:
    change(folder, MANIFEST, swap(f'[[file]]\nname = "{name}"', '[[file]]\nname = "other"'))
    assert "står ikke i data/manifest.toml" in refusal(folder, name)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        (PROJECTED, "persons"),
        (PROJECTED, "region_code"),
        (COMPONENTS, "component"),
        (OBSERVED, "sex"),
        (FIVE_YEAR, "age_group"),
        (NORWAY, "ssb_table"),
        (KEYS, "sector_weight_2026"),
        (SHARES, "national_population_share"),
        (FRAMES, "plan_2024"),
        (PLAN_LINES, "plan_2027"),
        (PLAN_RATIO, "persons_per_person"),
        (DEFLATOR, "vintage"),
    ],
)
def test_missing_column(folder: Path, name: str, column: str) -> None:
    change(folder, name, swap(column, "renamed"))
    assert f"kolonnen {column} mangler" in refusal(folder, name)


@pytest.mark.parametrize(
    ("name", "start"),
    [
        (PROJECTED, "5025,Røros,sterk_aldring,2030,80-89,"),
        (COMPONENTS, "5025,Røros,2015,births,"),
        (OBSERVED, "5025,Røros,2015,female,6-12,"),
        (FIVE_YEAR, "0,Norge,2026,male,100+,"),
        (NORWAY, "2024,14288,LLML,2040,67-79,"),
        (KEYS, "pleie,dodelighet,"),
        (SHARES, "80-89,"),
        (FRAMES, "unit,Skolene,"),
    ],
)
@pytest.mark.parametrize("damage", [without, twice], ids=["missing", "duplicate"])
def test_missing_and_duplicate_row(
    folder: Path, name: str, start: str, damage: Callable[[str], Callable[[str], str]]
) -> None:
    change(folder, name, damage(start))
    assert refusal(folder, name)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (PROJECTED, "2030,80-89,451", "2030,80-89,mange"),
        (PROJECTED, "2030,total,5590", "2030,total,"),
        (COMPONENTS, "2015,births,39", "2015,births,x"),
        (OBSERVED, "0,Norge,2006,female,0,27808", "0,Norge,2006,female,0,27 808"),
        (FIVE_YEAR, "140709", '"140,709"'),
        (NORWAY, "MMMM,2022,0,56458", "MMMM,2022,0,:"),
        (KEYS, "innb_6_12,0.6227", 'innb_6_12,"0,6227"'),
        (KEYS, "0.6227,0.2299", "0.6227,.."),
        (SHARES, "0,0.0095", "0,O.0095"),
        (FRAMES, "67614", "67614 kr"),
        (PLAN_LINES, "-3800", "−3800"),
        (PLAN_RATIO, "3.31", "ca. 3"),
        (DEFLATOR, "2025,4.7,", "2025,4.7 %,"),
    ],
)
def test_text_in_a_number(folder: Path, name: str, old: str, new: str) -> None:
    change(folder, name, swap(old, new))
    assert "er ikke et tall" in refusal(folder, name)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (PROJECTED, "sterk_aldring,2030,0,41", "sterk_aldring,tjuetretti,0,41"),
        (COMPONENTS, "5025,Røros,2015,births", "5025,Røros,i fjor,births"),
        (OBSERVED, "0,Norge,2006,female,0,", "0,Norge,to tusen,female,0,"),
        (PLAN_RATIO, "5025,Røros,2023,", "5025,Røros,nå,"),
        (DEFLATOR, "2025,4.7,", "i fjor,4.7,"),
    ],
)
def test_text_in_a_year(folder: Path, name: str, old: str, new: str) -> None:
    change(folder, name, swap(old, new))
    assert refusal(folder, name)


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        (PROJECTED, swap("2030,80-89,451", "2030,80-89,-451")),
        (OBSERVED, swap("Norge,2006,female,0,27808", "Norge,2006,female,0,-27808")),
    ],
)
def test_negative_persons(folder: Path, name: str, edit: Callable[[str], str]) -> None:
    change(folder, name, edit)
    assert refusal(folder, name)


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        (OBSERVED, lambda text: text.replace(",90+,", ",gamle,")),
        (FIVE_YEAR, lambda text: text.replace(",100+,", ",101+,")),
        (SHARES, swap("90+", "gamle")),
    ],
    ids=["unknown age group", "hole in the ages", "unknown age group in the shares"],
)
def test_ages_that_form_no_axis(folder: Path, name: str, edit: Callable[[str], str]) -> None:
    change(folder, name, edit)
    assert refusal(folder, name)


@pytest.mark.parametrize(
    "edit",
    [swap("2030,total,5590", "2030,total,5591"), without("5025,Røros,sterk_aldring,2030,total")],
)
def test_total_that_does_not_add_up(folder: Path, edit: Callable[[str], str]) -> None:
    change(folder, PROJECTED, edit)
    assert "gruppene i 2030 summerer ikke til totalen" in refusal(folder, PROJECTED)


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        (KEYS, swap("innb_6_12,0.6227", "innb_6_12,0.5227")),
        (KEYS, lambda text: text.replace(",0.2299", ",0.3299")),
        (SHARES, swap("25-66,0.5504", "25-66,0.4504")),
    ],
    ids=["a sector key", "the sector weights", "the age shares"],
)
def test_weights_that_do_not_sum_to_one(
    folder: Path, name: str, edit: Callable[[str], str]
) -> None:
    change(folder, name, edit)
    assert refusal(folder, name)


def test_a_deflator_twice_in_one_vintage(folder: Path) -> None:
    change(folder, DEFLATOR, twice("2025,4.7,"))
    assert "twice" in refusal(folder, DEFLATOR)


@pytest.mark.parametrize("name", [PROJECTED, OBSERVED, NORWAY, KEYS, FRAMES])
def test_header_without_rows(folder: Path, name: str) -> None:
    change(folder, name, lambda text: text.splitlines(True)[0])
    assert refusal(folder, name)


@pytest.mark.parametrize("name", [PROJECTED, FRAMES])
def test_other_encoding(folder: Path, name: str) -> None:
    write(folder, name, (folder / name).read_text(encoding="utf-8").encode("latin-1"))
    assert refusal(folder, name)


@pytest.mark.parametrize("name", [PROJECTED, SHARES])
def test_row_with_a_cell_too_many(folder: Path, name: str) -> None:
    change(folder, name, lambda text: text.replace("\n", ",1\n").replace(",1\n", "\n", 1))
    assert "feil antall felt i linje 2, 3" in refusal(folder, name)


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (swap("[[file]]", "[[file]"), "ikke gyldig TOML"),
        (lambda text: text.replace("sha256 =", "md5 =", 1), "ufullstendig"),
        (swap('name = "parameters.toml"', 'path = "parameters.toml"'), "ufullstendig"),
        (lambda text: text.replace("[[file]]", "[[fil]]"), "ufullstendig"),
        (lambda text: text.replace("[[source]]", "[[kilde]]"), "ufullstendig"),
        (without('licence = "Som programmet"'), "licence"),
        (swap('licence = "Som programmet"', 'licence = ""'), "licence"),
        (swap('quality = "estimate"', 'quality = "gjetning"'), "gjetning"),
        (swap('quality = "estimate"', 'quality = "estimate"\ncolour = "blue"'), "colour"),
        (swap('id = "ssb-13600"', 'id = "ssb-99999"'), "ssb-13600"),
        (swap('id = "ssb-13600"', 'id = "ssb-14288"'), "ssb-14288"),
    ],
    ids=[
        "not TOML",
        "file without a sum",
        "file without a name",
        "no files",
        "no sources",
        "source without a field",
        "source with an empty field",
        "unknown quality",
        "unknown field",
        "source that is needed is not there",
        "source id used twice",
    ],
)
def test_manifest(folder: Path, edit: Callable[[str], str], problem: str) -> None:
    change(folder, MANIFEST, edit)
    assert problem in refusal(folder, MANIFEST)


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (swap("value = 64893", "value ="), "ikke gyldig TOML"),
        (without("source = "), "forutsetning 1: feltet «source» mangler"),
        (swap("value = 64893", 'value = 64893\ncolour = "blue"'), "ukjent felt «colour»"),
        (swap("value = 64893", "value = 648930"), "ligger utenfor 50000–100000"),
        (swap('id = "frame_year"', 'id = "year"'), "frame_year"),
        (swap('sector = "pleie"', 'sector = "omsorg"'), "omsorg"),
    ],
    ids=[
        "not TOML",
        "without a source",
        "unknown key",
        "outside its range",
        "assumption that is needed is not there",
        "mapping to a sector that is not there",
    ],
)
def test_assumptions(folder: Path, edit: Callable[[str], str], problem: str) -> None:
    change(folder, PARAMETERS, edit)
    assert problem in refusal(folder, PARAMETERS)


def test_all_problems_of_the_assumptions_at_once(folder: Path) -> None:
    change(folder, PARAMETERS, without("source = "))
    change(folder, PARAMETERS, swap("value = 64893", "value = 1"))
    change(folder, PARAMETERS, swap('sector = "sosial"', 'sektor = "sosial"'))
    told = refusal(folder, PARAMETERS)
    for problem in (
        "forutsetning 1: feltet «source» mangler",
        "forutsetning 2: feltet «source» mangler",
        "forutsetning 1 (mean_need): verdien 1 ligger utenfor",
        "tilordning 7: ukjent felt «sektor»",
        "tilordning 7: feltet «sector» mangler",
    ):
        assert problem in told


def test_mapping_to_a_unit_that_is_not_there(folder: Path) -> None:
    change(folder, PARAMETERS, swap('unit_name = "Skolene"', 'unit_name = "Skulane"'))
    told = refusal(folder, FRAMES)
    assert "Skulane" in told
    assert "data/parameters.toml" in told
