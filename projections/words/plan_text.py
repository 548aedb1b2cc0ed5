"""What the plan says against what stands against it."""

from ..norwegian import listing
from ..series import Table
from .finding import Finding

WORDS = {
    "motsigelse": ("der planen har to tall", "der planen har to tall"),
    "påstand": ("påstand", "påstander"),
    "mål": ("mål", "mål"),
    "oppgitt": ("opplysning", "opplysninger"),
}
HOW = (
    "Planens egne utsagn, i våre ord, med tallet den gir og det som står mot det. Det er ikke "
    "rettet: to tall som ikke er like, vises begge. En strek betyr at tallet ikke kan regnes av "
    "prognosen som er valgt."
)


def statements(table: Table) -> Finding:
    """How many of each kind, and how they are read."""
    kinds = [one.label("kind") for one in table if one.alternative == "plan"]
    told = [
        f"{kinds.count(kind)} {one if kinds.count(kind) == 1 else several}"
        for kind, (one, several) in WORDS.items()
        if kind in kinds
    ]
    disagree = kinds.count("motsigelse")
    title = "Planens mål og påstander, holdt opp mot tallene"
    if disagree:
        places = "ett sted" if disagree == 1 else f"{disagree} steder"
        title = f"Planen er ikke enig med seg selv {places}"
    return Finding(title, f"{listing(told).capitalize()}. {HOW}")
