"""Norwegian names of the choices: what a list or a chip offers, by the code in the link."""

from collections.abc import Mapping
from types import MappingProxyType

SEXES: Mapping[str, str] = MappingProxyType({"female": "Kvinner", "male": "Menn"})

PRICES: Mapping[str, str] = MappingProxyType({"fixed": "Faste kroner", "nominal": "Løpende kroner"})

METHODS: Mapping[str, str] = MappingProxyType(
    {"own": "Eget budsjett", "national": "Nasjonal standard", "rates": "Egne satser"}
)

SERVICES: Mapping[str, str] = MappingProxyType(
    {"heldogn": "heldøgns omsorg", "grunnskole": "grunnskole"}
)
"""Services whose capacity is known or may be given."""

NEEDS: Mapping[str, str] = MappingProxyType(
    {"all": "Alt som teller (hele nøkkelen)", "age": "Bare alder (alderskriteriene)"}
)

STARTS: Mapping[str, str] = MappingProxyType(
    {"counted": "Fra tellingen", "printed": "Som publisert"}
)
"""Where a projection starts."""

STATES: Mapping[str, str] = MappingProxyType({"none": "Ikke", "half": "Halvt", "full": "Helt"})
"""How far the state meets the nation's own ageing."""

WEIGHTS: Mapping[str, str] = MappingProxyType(
    {"following": "Følger kostnadene i landet", "standing": "Står som i 2026"}
)
"""How the sectors' weights in the need index move."""

BANDS: Mapping[str, str] = MappingProxyType({"on": "Vises", "off": "Skjult"})
"""Whether the band of a projection is shown."""

TAXES: Mapping[str, str] = MappingProxyType(
    {"inhabitants": "Alle innbyggere", "working_age": "20–66 år"}
)

COST_VIEWS: Mapping[str, str] = MappingProxyType({"change": "Endring", "level": "Kostnad i alt"})

MEASURES: Mapping[str, str] = MappingProxyType(
    {"persons": "Personer", "share": "Andel", "index": "Vekst (indeks)"}
)

QUALITIES: Mapping[str, str] = MappingProxyType(
    {"official": "offisiell", "estimate": "anslag", "example": "eksempel"}
)

PROFILES: Mapping[str, str] = MappingProxyType(
    {
        "average": "Gjennomsnittlig flytter",
        "families": "Barnefamilier",
        "young": "Unge voksne",
        "refugees": "Flyktninger",
        "own": "Egen profil",
    }
)
"""Who moves, in the levers of what if."""

CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "movers": "De som flytter",
        "children": "Barna deres",
        "fertility": "Endret fruktbarhet",
        "survival": "Endret dødelighet",
        "limit": "Kan ikke trekkes fra",
    }
)
"""Why there are other people than in the official path."""

STAYING: Mapping[str, str] = MappingProxyType({"others": "Som andre", "good": "For godt"})
"""How long those who move here stay."""

STAYING_TOLD: Mapping[str, str] = MappingProxyType(
    {"others": "flytter videre som andre på samme alder", "good": "blir boende for godt"}
)
"""The same after «de som flytter inn»."""
