"""A saved scenario, for tests of where such ones are kept."""

from projections.store.scenarios import SavedScenario, Vintage

SAVED = SavedScenario(
    "Vekst",
    "",
    "2026-11-21T10:00:00Z",
    "0.1.0",
    Vintage("hop-2024-2027", "2023-11-16"),
    {"kommune": "5025", "flytting": "20"},
)
