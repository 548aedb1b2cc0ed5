"""An uploaded prognosis: what was understood of it, and what is wrong with it."""

from collections.abc import Sequence

from .. import labels, norwegian
from ..errors import Fault
from ..labels import sentence
from ..norwegian import listing, number
from .grids import Grid

ABOUT = (
    "Last opp en prognose kommunen selv har: fylkets, en konsulents eller sin egen. Den leses i "
    "økten din og brukes som SSBs på alle sider. Andre ser den ikke før du lagrer den, og en lenke "
    "tar den ikke med. En fil med bare elever etter skolekrets, i alder eller trinn, vises på "
    "Kapasitet."
)
UNSAVED = (
    "Filene under er i bruk i denne økten. De forsvinner når du lukker siden, om du ikke "
    "lagrer dem."
)
NO_REGION = (
    "Filen gjelder bare områder som ikke er hentet fra SSB ennå. Velg kommunen øverst på "
    "siden, hent den, og last opp igjen."
)
COLUMNS = ("Hvor", "Fant", "Godtas", "Hva du gjør")
MENDED, DONE = "Rettet eller utelatt av seg selv", "Hva som er gjort"
DISTRICTS = "elever per skolekrets på siden Kapasitet"
ONLY_CSV = "Filen har for mange tall for et regneark her. Last den ned som CSV."


def faults(caption: str, found: Sequence[Fault], last: str = COLUMNS[3]) -> Grid:
    """One row each: where, what was found, what is accepted, what to do."""
    rows = tuple(
        (
            sentence(one.place) or "Hele filen",
            sentence(one.found),
            sentence(one.accepted),
            one.advice,
        )
        for one in found
    )
    return Grid(caption, (*COLUMNS[:3], last), rows)


def mended(found: Sequence[Fault]) -> Grid:
    """What was read otherwise than it stands, as it is written in a workbook."""
    rows = tuple(
        (sentence(one.place) or "Hele filen", one.found, one.accepted, one.advice) for one in found
    )
    return Grid(MENDED, (*COLUMNS[:3], DONE), rows)


def outcome(places: int, warnings: int, kinds: int = 1) -> str:
    """Whether a file can be used, in a sentence.

    Examples
    --------
    >>> outcome(1, 0)
    'Filen kan ikke brukes før feilen er rettet.'
    >>> outcome(214, 0, 2)
    'Filen kan ikke brukes før 2 slags feil på 214 steder er rettet.'
    """
    if places:
        same = f"{number(kinds)} slags feil" if kinds > 1 else "den samme feilen"
        told = f"{same} på {number(places)} steder" if places > 1 else "feilen"
        return f"Filen kan ikke brukes før {told} er rettet."
    if warnings:
        told = f"{number(warnings)} advarsler" if warnings > 1 else "advarselen"
        return f"Filen kan brukes. Se over {told} først."
    return "Filen kan brukes."


def partial(ages: str) -> str:
    """What a file of some ages only can be used for.

    Examples
    --------
    >>> partial("6-15")[:26]
    'Filen har bare 6–15 år. De'
    """
    return (
        f"Filen har bare {labels.age(ages)}. Den kan vises som elever per skolekrets på "
        "Kapasitet, men ikke brukes som prognose."
    )


def alternatives(names: Sequence[str]) -> str:
    """Which alternative of a file is shown, and that there are others; "" where it has one.

    Examples
    --------
    >>> alternatives(["Hoved", "Lav", "Høy"])
    'Filen har 3 alternativer. «Hoved» vises der ett alternativ vises; «Lav» og «Høy» kan velges.'
    """
    if len(names) < 2:
        return ""
    shown, *others = (f"«{name or 'Prognose'}»" for name in names)
    named = listing(others[:6]) if len(others) < 7 else f"{len(others)} andre"
    return (
        f"Filen har {number(len(names))} alternativer. {shown} vises der ett alternativ vises; "
        f"{named} kan velges."
    )


def pieces(found: Sequence[tuple[str, str, str, Sequence[int], int, Sequence[str], float]]) -> Grid:
    """The tables of a file: whose, which years and ages, and how many people at the end."""
    rows = tuple(
        (
            ", ".join(filter(None, (region, area))),
            alternative or "Prognose",
            f"{years[0]}–{years[-1]}",
            f"{ages} grupper" if ages < 90 else "ettårige",
            "hver for seg" if len(sexes) > 1 else "sammen",
            number(last),
        )
        for region, area, alternative, years, ages, sexes, last in found
    )
    headings = ("Område", "Alternativ", "År", "Aldre", "Kjønn", "Personer siste år")
    return Grid("Dette er lest", headings, rows)


def about(
    name: str,
    publisher: str,
    note: str,
    saved: str,
    file: str,
    sha256: str,
    read: str,
    remark: str = "",
) -> Grid:
    """What a downloaded prognosis is: where it comes from, and when it was kept and read."""
    rows = {
        "Prognosen": name,
        "Laget av": publisher,
        "Merknad til filen": note or "Ingen",
        "Lagret i Bæreevne": norwegian.date(saved[:10]) if saved else "Ikke lagret",
        "Lest dato": norwegian.date(read),
        "Originalfilen": file,
        "Sum av originalfilen (sha256)": sha256,
        "Tallene er": "personer 1. januar. «..» er et tall som mangler.",
        "Forbehold": remark or "Tallene er slik de er lest.",
    }
    return Grid("Om filen", ("Opplysning", "Innhold"), tuple(rows.items()))


def group(first: str, last: str, columns: int) -> str:
    """Question of what some columns side by side are."""
    if columns == 1:
        return f"Kolonnen {first} er"
    return f"De {number(columns)} kolonnene {first} til {last} er"


def page(first: int, last: int, every: int) -> str:
    """Which of many columns are shown."""
    return f"{number(first)}–{number(last)} av {number(every)}"


def split(bands: Sequence[str]) -> str:
    """Which age groups cannot carry costs and needs, and the ways on."""
    told = listing([f"{band} år" for band in bands])
    way = "Bruk en fil med finere grupper, eller anslå ettårige aldre."
    if any(band.endswith("+") for band in bands):
        way = "Den åpne gruppen kan ikke anslås. Bruk en fil med finere grupper."
    return (
        f"Aldersgruppene {told} deles av tjenestenes aldre, så kostnader og behov kan ikke regnes. "
        + way
    )


def count(projections: int) -> str:
    """How many projections."""
    return f"{number(projections)} prognose{'r' if projections > 1 else ''}"


def kept(names: Sequence[str]) -> str:
    """That a name is taken, and what then happens."""
    return f"Navnet er brukt før: {listing(list(names))}. Lagringen blir en ny versjon."
