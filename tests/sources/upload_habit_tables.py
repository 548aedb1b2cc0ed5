"""The tables of the files in ``upload_habits``: a known population put out in many layouts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from random import Random
from typing import Any

import numpy as np
from upload_habit_words import (
    AGE_WORDS,
    CATEGORIES,
    GROUPS,
    LATE_WORDS,
    NBSP,
    ODD_SEX_WORDS,
    REGION_WORDS,
    SEX_WORDS,
    SINGLE,
    TOTAL_WORDS,
    YEAR_HEADINGS,
    YEAR_VALUES,
)


@dataclass
class Maker:
    """Makes one file; each habit has chance of its own, so that none depends on the others."""

    seed: int
    habits: frozenset[str]
    years: tuple[int, ...] = ()
    bands: tuple[tuple[int, int | None], ...] = ()
    counts: dict[str, np.ndarray] = field(default_factory=dict)
    """``[year, sex, age]`` by alternative; ``main`` is the right one."""
    _picked: dict[str, Any] = field(default_factory=dict)

    def chance(self, habit: str) -> Random:
        """The chance of a habit."""
        return Random(f"{self.seed}/{habit}")

    def pick(self, habit: str, options: Sequence[Any]) -> Any:
        """One of some options, the same each time."""
        if habit not in self._picked:
            self._picked[habit] = self.chance(habit).choice(options)
        return self._picked[habit]

    def has(self, habit: str) -> bool:
        """Whether the file has a habit."""
        return habit in self.habits


# --- people -----------------------------------------------------------------------------------


def populate(maker: Maker) -> None:
    """Some 5 600 people by year, sex and age, and two other alternatives."""
    chance = np.random.default_rng(maker.seed)
    first = maker.pick("first year", (2024, 2025, 2026))
    maker.years = tuple(range(first, first + maker.pick("years", (2, 3, 4))))
    if maker.has("years with gaps"):
        maker.years = maker.pick("years with gaps", ((2025, 2030, 2040), (2026, 2028, 2030, 2050)))
    if maker.has("one year"):
        maker.years = maker.years[:1]
    if maker.has("history and projection") and len(maker.years) > 1:
        maker.years = tuple(range(2024, 2024 + max(len(maker.years), 3)))
    maker.bands = SINGLE if maker.chance("bands").random() < 0.2 else maker.pick("bands", GROUPS)
    ages = np.arange(106)
    shape = 33.2 * np.clip(1.15 - (ages / 92) ** 4, 0.002, 1) * (1 + 0.2 * np.sin(ages / 9))
    single = np.empty((len(maker.years), 2, 106))
    for year in range(len(maker.years)):
        drift = 1 + 0.004 * year
        single[year] = np.round(shape * drift * chance.uniform(0.93, 1.07, (2, 106)))
    main = np.stack(
        [
            single[:, :, lower : 106 if upper is None else upper + 1].sum(axis=2)
            for lower, upper in maker.bands
        ],
        axis=2,
    )
    if maker.has("decimals") and not maker.has("thousands in the title"):
        main = main + chance.choice((0.25, 0.37, 0.5), main.shape)
    if maker.has("figures like years"):
        main = np.round(main * 2012 / main[0].sum())
    maker.counts = {"main": main, "low": np.round(main * 0.96), "high": np.round(main * 1.04)}


# --- tables -----------------------------------------------------------------------------------


@dataclass
class Cells:
    """The words and figures of a file, put out as sheets of rows."""

    maker: Maker
    layout: str
    missing: tuple[int, int] | None = None
    """Year and age of a cell that has no figure."""
    only_the_whole: bool = False
    """Whether the one category there is, is the sum of all."""
    zero: tuple[int, int] | None = None
    headings: int = 1
    """How many rows of headings there are."""

    def __post_init__(self) -> None:
        maker = self.maker
        self._people = {name: counts.tolist() for name, counts in maker.counts.items()}
        self.sex_words = maker.pick("sex words", SEX_WORDS)
        if maker.has("odd words for sex"):
            self.sex_words = maker.pick("odd words for sex", ODD_SEX_WORDS)
        if maker.has("letter sexes"):
            self.sex_words = maker.pick(
                "letter sexes", (("M", "K", "T"), ("m", "k", "sum"), ("M", "F", "Tot"))
            )
        sexed = self.layout in (
            "years and sexes across",
            "sexes across",
            "section rows for sex",
            "two rows of headings",
            "tables one under the other",
            "sheets per sex",
        )
        split = sexed or maker.has("sexes in a column") or maker.has("letter sexes")
        self.sexes: tuple[int | None, ...] = (None,)
        if split:
            self.sexes = maker.pick("sex order", ((0, 1), (1, 0)))
            if maker.has("sex total"):
                self.sexes = maker.pick("sex total", ((None, *self.sexes), (*self.sexes, None)))
        if self.layout == "pivot table":
            self.sexes = (None,)
        elif maker.has("one sex"):
            self.sexes = (maker.pick("one sex", (0, 1)),)
        if maker.has("missing cell") or maker.has("a mark in a cell"):
            chance = maker.chance("missing cell")
            self.missing = (
                chance.randrange(len(maker.years)),
                chance.randrange(1, len(maker.bands)),
            )
        ages = maker.pick("ages written", AGE_WORDS) if maker.has("ages written") else AGE_WORDS[0]
        self.ages = [
            ages[2].format(lower, upper, lower - 1)
            if upper is None
            else (ages[0] if upper == lower else ages[1]).format(lower, upper, lower - 1)
            for lower, upper in maker.bands
        ]
        self.lettered = maker.has("one sex in the ages") and self.sexes == (None,)
        if self.lettered:
            letter = maker.pick("one sex in the ages", ("F", "K", "M"))
            self.ages = [
                f"{letter}{lower}{'+' if upper is None else '' if upper == lower else f'-{upper}'}"
                for lower, upper in maker.bands
            ]
        self.year_words = [self._year(year, at) for at, year in enumerate(maker.years)]

    def _year(self, year: int, at: int) -> Any:
        maker = self.maker
        if maker.has("31 December"):
            return maker.pick("31 December", LATE_WORDS).format(year - 1)
        if maker.has("dates of a workbook"):
            return date(year, 1, 1)
        if maker.has("kinds of year"):
            kinds = maker.pick(
                "kinds of year",
                (
                    ("Regnskap", "Budsjett", "Plan"),
                    ("Faktisk", "Anslag", "Prognose"),
                    ("Historisk", "Framskrevet", "Framskrevet"),
                ),
            )
            return f"{kinds[min(at, 2)]} {year}"
        if maker.has("years written"):
            down = ("long", "ages across", "sexes across", "section rows for year")
            words = YEAR_VALUES if self.layout in down else YEAR_HEADINGS
            return maker.pick("years written", words).format(year)
        if maker.has("a footnote in a cell") and at == len(maker.years) - 1:
            return f"{year} 1)"
        return str(year)

    def persons(
        self, year: int, sex: int | None, age: int, alternative: str = "main"
    ) -> float | None:
        """Persons of one age, None where the file has none."""
        if self.missing == (year, age):
            return None
        women, men = self._people[alternative][year]
        return float(women[age] + men[age]) if sex is None else float((women, men)[sex][age])

    # Every row of a long or wide table is a choice on these axes.

    def extra(self) -> list[list[tuple[str, str, Callable[[float], float], str]]]:
        """Columns before the age: heading, word, what it does to a figure, the alternative."""
        maker, found = self.maker, list[list[tuple[str, str, Callable[[float], float], str]]]()

        def same(value: float) -> float:
            return value

        heading = maker.pick("region heading", ("region", "Kommune", "Kommunenummer", "Område"))
        if (
            maker.has("region written")
            or maker.has("another kommune")
            or maker.has("an unknown kommune")
        ):
            word = maker.pick("region written", REGION_WORDS)
            word = "1640 Røros" if maker.has("former number") else word
            regions = [(heading, word, same, "main")]
            others = {"another kommune": "5001 Trondheim", "an unknown kommune": "3801 Horten"}
            for habit, word in others.items():
                if maker.has(habit):
                    regions.append((heading, word, lambda value: value * 3 + 1, "main"))
            found.append(maker.pick("region order", (regions, regions[::-1])))
        if maker.has("districts") or maker.has("districts with parts"):
            kind = maker.pick("districts", ("skolekrets", "Delområde", "Krets"))
            areas = [
                (kind, "Sentrum", lambda value: value - value // 3, "main"),
                (kind, "Brekken", lambda value: value // 3, "main"),
            ]
            if maker.has("districts with parts"):
                areas.insert(1, (kind, "herav Øverhagen", lambda value: value // 9, "main"))
            found.append(areas)
        names = {
            "low": "Lav nasjonal vekst (LLML)",
            "main": "Hovedalternativet (MMMM)",
            "high": "Høy nasjonal vekst (HHMH)",
        }
        if maker.has("alternatives, low first"):
            found.append([("Alternativ", names[one], same, one) for one in ("low", "main", "high")])
        elif maker.has("alternatives"):
            heading = maker.pick(
                "alternatives", ("Alternativ", "statistikkvariabel", "Scenario", "Framskriving")
            )
            found.append([(heading, names[one], same, one) for one in ("main", "low")])
        elif maker.has("two editions"):
            found.append(
                [
                    ("Alternativ", f"Hovedalternativet (MMMM), utgave {edition}", same, one)
                    for edition, one in ((2024, "high"), (2026, "main"))
                ]
            )
        if (
            maker.has("categories")
            or maker.has("categories with total")
            or maker.has("one category")
        ):
            heading, total, parts = maker.pick("categories", CATEGORIES)
            shares = [(lambda value: value // 4), (lambda value: value - value // 4)]
            if len(parts) == 3:
                shares = [
                    (lambda value: value // 4),
                    (lambda value: value // 4),
                    (lambda value: value - 2 * (value // 4)),
                ]
            every = [
                (heading, part, share, "main") for part, share in zip(parts, shares, strict=True)
            ]
            if maker.has("categories with total"):
                whole = (heading, total, same, "main")
                every = maker.pick("categories with total", ([whole, *every], [*every, whole]))
            self.only_the_whole = every[0][1] == total and maker.has("categories with total")
            found.append(every[:1] if maker.has("one category") else every)
        if maker.has("a code column"):
            found.append([("Kode", "EB12", same, "main")])
        if maker.has("a constant column"):
            found.append(
                [
                    maker.pick(
                        "a constant column",
                        (
                            ("Kilde", "SSB", same, "main"),
                            ("Utgave", "2026", same, "main"),
                            ("Enhet", "personer", same, "main"),
                        ),
                    )
                ]
            )
        return found

    def choices(self) -> list[tuple[list[str], Callable[[float | None], float | None], str]]:
        """Every combination of the columns before the age: words, what they do, the alternative."""
        rows = []
        for combination in product(*self.extra()):

            def done(value: float | None, steps: Any = combination) -> float | None:
                for _, _, step, _ in steps:
                    value = None if value is None else step(value)
                return value

            alternative = next((one for *_, one in combination if one != "main"), "main")
            rows.append(([word for _, word, *_ in combination], done, alternative))
        return rows

    def names(self) -> list[str]:
        """Headings of the columns before the age."""
        return [column[0][0] for column in self.extra()]

    def band_rows(self) -> list[tuple[str, int | tuple[int, ...] | None, float]]:
        """Ages down: words, which, and how far off a total is."""
        maker = self.maker
        rows: list[tuple[str, int | tuple[int, ...] | None, float]] = [
            (word, age, 0.0) for age, word in enumerate(self.ages)
        ]
        if maker.has("subtotal") and len(rows) > 3:
            lower, upper = maker.bands[0][0], maker.bands[2][1]
            word = maker.pick(
                "subtotal", ("Sum {}-{} år", "{}-{} år", "herav {}-{} år", "Av dette {}-{} år")
            ).format(lower, upper)
            rows.insert(3, (word, (0, 1, 2), 0.0))
        total = None
        if maker.has("total row"):
            total = (maker.pick("total row", TOTAL_WORDS), None, 0.0)
        if maker.has("figures like years"):
            total = (maker.pick("total row", TOTAL_WORDS), None, 0.0)
        if maker.has("total without a name"):
            total = ("", None, 0.0)
        if maker.has("total off by one"):
            total = (maker.pick("total row", TOTAL_WORDS), None, 1.0)
        if total:
            rows.insert(maker.pick("total place", (0, len(rows))), total)
        return rows

    def figure(
        self,
        year: int,
        sex: int | None,
        age: Any,
        alternative: str,
        off: float = 0.0,
        done: Callable[[float | None], float | None] = lambda one: one,
    ) -> Any:
        """What stands in a cell."""
        ages = (
            range(len(self.maker.bands))
            if age is None
            else age
            if isinstance(age, tuple)
            else (age,)
        )
        sexes = (0, 1) if sex is None else (sex,)
        every = [self.persons(year, one, at, alternative) for one in sexes for at in ages]
        if None in every and age is not None:
            marks = ("..", ".", ":") if self.maker.has("a mark in a cell") else ("",)
            return self.maker.pick("mark", marks)
        value = sum(done(one) or 0.0 for one in every if one is not None)
        if sex is None and len(self.sexes) > 1 and age == 1 and self.maker.has("sexes off by one"):
            value += 1
        return self.number(value + off)

    def sum_of(self, year: int, sex: int | None, age: int | None) -> float | None:
        """Persons of one age or all."""
        ages = range(len(self.maker.bands)) if age is None else (age,)
        every = [self.persons(year, sex, one) for one in ages]
        return None if None in every else sum(one or 0.0 for one in every)

    def number(self, value: float) -> Any:
        """A figure as it is written."""
        maker = self.maker
        if maker.has("thousands in the title"):
            return f"{value / 1000:.2f}".replace(".", ",")
        if maker.has("workbook") or self.layout.startswith("sheets"):
            return int(value) if value == int(value) else round(value, 4)
        if value != int(value):
            return f"{value:.2f}".replace(".", ",")
        text = f"{int(value):,}"
        if maker.has("thousands with points"):
            return text.replace(",", ".")
        return text.replace(
            ",",
            maker.pick("hard spaces", (NBSP, " ", "\u202f")) if maker.has("hard spaces") else "",
        )

    # Layouts.

    def sheets(self) -> dict[str, list[list[Any]]]:
        """The sheets of the file, one where it is no workbook."""
        kind = self.layout
        if kind == "sheets per sex":
            words = {0: "Menn", 1: "Kvinner", None: "Begge kjønn"}
            return {words[sex]: self.years_across((sex,)) for sex in self.sexes}
        if kind == "sheets per year":
            return {
                str(word): self.years_across(self.sexes, [at])
                for at, word in enumerate(map(str, self.maker.years))
            }
        made = {
            "long": self.long,
            "years across": lambda: self.years_across(self.sexes),
            "ages across": self.ages_across,
            "years and sexes across": self.years_and_sexes,
            "sexes across": self.sexes_across,
            "section rows for sex": self.sections_of_sex,
            "section rows for year": self.sections_of_year,
            "pivot table": self.pivot,
            "two rows of headings": self.two_headings,
            "tables one under the other": self.tables,
        }[kind]()
        if self.maker.has("labels once") and self.names() and made[0][0] == self.names()[0]:
            above = [None, *(row[0] for row in made[:-1])]
            made = [
                ["" if row[0] == over else row[0], *row[1:]]
                for row, over in zip(made, above, strict=True)
            ]
        return {"Ark1": made}

    def sex_column(self, sexes: Sequence[int | None]) -> bool:
        """Whether the table has a column of sexes."""
        return tuple(sexes) != (None,) and self.layout != "sheets per sex"

    def sex_word(self, sex: int | None) -> str:
        """A sex as this file writes it."""
        return str(self.sex_words[2 if sex is None else sex])

    def long(self) -> list[list[Any]]:
        """One row a figure."""
        maker = self.maker
        sexed = self.sex_column(self.sexes)
        head = [
            *self.names(),
            maker.pick("year heading", ("år", "Årstall", "tid", "year")),
            *(["kjønn"] if sexed else []),
            "alder",
        ]
        kinds = maker.has("history and projection")
        measures = ("Personer", "Prosent") if maker.has("measures") else ("",)
        head += ["type"] * kinds + ["måltall"] * maker.has("measures")
        head += [maker.pick("value heading", ("personer", "antall", "Folkemengde", "value"))]
        head += ["prosent"] * maker.has("percent beside")
        rows = [head]
        for words, done, alternative in self.choices():
            for at, year in enumerate(self.year_words):
                for sex in self.sexes:
                    total = self.maker.counts[alternative][at].sum()
                    for word, age, off in self.band_rows():
                        for measure in measures:
                            figure = self.figure(at, sex, age, alternative, off, done)
                            share = self.share(at, sex, age, alternative, total)
                            row: list[Any] = [
                                *words,
                                year,
                                *([self.sex_word(sex)] if sexed else []),
                                word,
                            ]
                            row += [
                                "Historisk" if maker.years[at] < 2026 else "Framskrevet"
                            ] * kinds
                            row += [measure] * bool(measure)
                            row += [share if measure == "Prosent" else figure]
                            row += [share] * maker.has("percent beside")
                            rows.append(row)
        return rows

    def share(self, year: int, sex: int | None, age: Any, alternative: str, total: float) -> str:
        """Percent of all, as written."""
        places = (
            range(len(self.maker.bands))
            if age is None
            else age
            if isinstance(age, tuple)
            else (age,)
        )
        part = sum(self.persons(year, sex, one, alternative) or 0 for one in places)
        return f"{100 * part / total:.1f}".replace(".", ",")

    def years_across(
        self, sexes: Sequence[int | None], only: Sequence[int] | None = None
    ) -> list[list[Any]]:
        """Years across, ages down."""
        maker, every = self.maker, list(range(len(self.year_words))) if only is None else list(only)
        sexed = self.sex_column(sexes)
        if self.layout == "sheets per year":
            across: list[Any] = [maker.pick("value heading", ("Personer", "Antall", "Innbyggere"))]
        else:
            across = [self.year_words[at] for at in every]
        percent = maker.pick("share", ("Andel {}", "{} %", "Prosent {}", "Andel {} (%)"))
        beside = every if maker.has("percent beside") else []
        percents = [percent.format(maker.years[at]) for at in beside]
        changes = (
            [
                maker.pick(
                    "change beside", ("Endring {}-{}", "Vekst {}–{}", "Endring i prosent {}-{}")
                ).format(maker.years[0], maker.years[-1])
            ]
            if maker.has("change beside")
            else []
        )
        if maker.has("a sum across") and self.layout == "years across":
            changes = [maker.pick("a sum across", ("Sum", "Totalt", "I alt", "Totalsum"))]
        rows: list[list[Any]] = [
            [*self.names(), *(["kjønn"] if sexed else []), "alder", *across, *percents, *changes]
        ]
        for words, done, alternative in self.choices():
            for sex in sexes:
                for word, age, off in self.band_rows():
                    figures = [self.figure(at, sex, age, alternative, off, done) for at in every]
                    shares = (
                        [
                            self.share(
                                at, sex, age, alternative, maker.counts[alternative][at].sum()
                            )
                            for at in every
                        ]
                        if percents
                        else []
                    )
                    rows.append(
                        [
                            *words,
                            *([self.sex_word(sex)] if sexed else []),
                            word,
                            *figures,
                            *shares,
                            *([self.across(figures)] if changes else []),
                        ]
                    )
        return rows

    def across(self, figures: Sequence[Any]) -> Any:
        """What stands behind the years: their sum, or a change."""
        plain = ["".join(str(one).split()) for one in figures]
        if not self.maker.has("a sum across") or not all(map(str.isdigit, plain)):
            return "-3,1"
        return self.number(float(sum(map(int, plain))))

    def ages_across(self) -> list[list[Any]]:
        """Ages across, years down."""
        bands, sexed = self.band_rows(), self.sex_column(self.sexes)
        rows: list[list[Any]] = [
            [*self.names(), "år", *(["kjønn"] if sexed else []), *(word for word, *_ in bands)]
        ]
        for words, done, alternative in self.choices():
            for at, year in enumerate(self.year_words):
                for sex in self.sexes:
                    figures = [
                        self.figure(at, sex, age, alternative, off, done) for _, age, off in bands
                    ]
                    rows.append([*words, year, *([self.sex_word(sex)] if sexed else []), *figures])
        return rows

    def years_and_sexes(self) -> list[list[Any]]:
        """A column a year and sex, in one of the many ways of naming it."""
        odd = (
            "{0}{1}",
            "{1}{0}",
            "{1}_{0}",
            "{0}/{1}",
            "{0}.{1}",
            "{0}, {1} (antall)",
            "{1} i {0}",
        )
        plain = ("{0} {1}", "{1} {0}", "{0} ({1})", "{1}, {0}", "{0} - {1}")
        form = self.maker.pick("form", odd if self.maker.has("odd headings") else plain)
        across = [(at, sex) for at in range(len(self.year_words)) for sex in self.sexes]
        if self.maker.chance("sex outside").random() < 0.3:
            across = [(at, sex) for sex in self.sexes for at in range(len(self.year_words))]
        words = [
            form.format(
                self.year_words[at]
                if not isinstance(self.year_words[at], date)
                else self.year_words[at].year,
                self.sex_word(sex),
            )
            for at, sex in across
        ]
        rows: list[list[Any]] = [[*self.names(), "alder", *words]]
        for label, done, alternative in self.choices():
            for word, age, off in self.band_rows():
                rows.append(
                    [
                        *label,
                        word,
                        *(self.figure(at, sex, age, alternative, off, done) for at, sex in across),
                    ]
                )
        return rows

    def sexes_across(self) -> list[list[Any]]:
        """A column a sex, years and ages down."""
        rows: list[list[Any]] = [[*self.names(), "år", "alder", *map(self.sex_word, self.sexes)]]
        for words, done, alternative in self.choices():
            for at, year in enumerate(self.year_words):
                for word, age, off in self.band_rows():
                    rows.append(
                        [
                            *words,
                            year,
                            word,
                            *(
                                self.figure(at, sex, age, alternative, off, done)
                                for sex in self.sexes
                            ),
                        ]
                    )
        return rows

    def tables(self) -> list[list[Any]]:
        """A table for each sex under the other, each with its own line and headings."""
        rows: list[list[Any]] = []
        for sex in self.sexes:
            width = len(self.year_words)
            rows += [[self.sex_word(sex), *[""] * width], ["alder", *self.year_words]]
            rows += [
                [word, *(self.figure(at, sex, age, "main", off) for at in range(width))]
                for word, age, off in self.band_rows()
            ]
            rows.append([""] * (width + 1))
        return rows

    def sections_of_sex(self) -> list[list[Any]]:
        """A row with the sex alone, over its rows."""
        rows: list[list[Any]] = [["alder", *self.year_words]]
        for sex in self.sexes:
            rows.append([self.sex_word(sex), *[""] * len(self.year_words)])
            rows += [
                [
                    word,
                    *(self.figure(at, sex, age, "main", off) for at in range(len(self.year_words))),
                ]
                for word, age, off in self.band_rows()
            ]
        return rows

    def sections_of_year(self) -> list[list[Any]]:
        """A row with the year alone, over its rows."""
        sexes = self.sexes
        heads = ["Personer"] if tuple(sexes) == (None,) else [self.sex_word(sex) for sex in sexes]
        rows: list[list[Any]] = [["alder", *heads]]
        for at, year in enumerate(self.year_words):
            rows.append([year, *[""] * len(heads)])
            rows += [
                [word, *(self.figure(at, sex, age, "main", off) for sex in sexes)]
                for word, age, off in self.band_rows()
            ]
        return rows

    def pivot(self) -> list[list[Any]]:
        """As Excel puts out a pivot table, with sums below and to the right."""
        sums = self.maker.chance("pivot sums").random() < 0.7
        rows: list[list[Any]] = [
            ["Summer av Personer", "Kolonneetiketter", *[""] * (len(self.year_words) - 1 + sums)]
        ]
        rows.append(["Radetiketter", *self.year_words, *(["Totalsum"] if sums else [])])
        for place, word in enumerate(self.ages):
            figures = [self.figure(at, None, place, "main") for at in range(len(self.year_words))]
            across = sum(self.persons(at, None, place) or 0 for at in range(len(self.year_words)))
            rows.append([word, *figures, *([self.number(across)] if sums else [])])
        if sums:
            totals = [
                sum(self.persons(at, None, age) or 0 for age in range(len(self.ages)))
                for at in range(len(self.year_words))
            ]
            rows.append(["Totalsum", *map(self.number, [*totals, sum(totals)])])
        return rows

    def two_headings(self) -> list[list[Any]]:
        """Years over the sexes, as merged cells: a word in the first of them alone."""
        self.headings = 2
        above, below = [""], ["alder"]
        for year in self.year_words:
            above += [year, *[""] * (len(self.sexes) - 1)]
            below += [self.sex_word(sex) for sex in self.sexes]
        rows: list[list[Any]] = [above, below]
        for word, age, off in self.band_rows():
            rows.append(
                [
                    word,
                    *(
                        self.figure(at, sex, age, "main", off)
                        for at in range(len(self.year_words))
                        for sex in self.sexes
                    ),
                ]
            )
        return rows
