"""When SSB's answers can be relied on: its quiet hours, and when its lists are made anew.

New figures come at 08:00 Norwegian time. From 05:00 on, figures under revision may show as 0 or
``.`` though the table's ``updated`` is already the new one, so nothing from those hours is final.
Lists and descriptions are made anew at 05:00 and 11:30. Source: SSB's user guide for PxWebApi 2.
"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEGIN, END = time(5), time(8)
RENEWED = (BEGIN, END, time(11, 30))
"""When lists may have changed: at 08:00 too, since what came before it is not final."""

TOLD = (
    "Mellom kl. 05 og 08 legger SSB inn nye tall: det som ble hentet nå, er foreløpig, og hentes "
    "på nytt neste gang du henter etter kl. 08."
)


def now() -> datetime:
    """The present moment, UTC."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """A moment by Norwegian clocks; without a zone it is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(ZoneInfo("Europe/Oslo"))


def is_quiet(moment: datetime) -> bool:
    """Whether figures may be under revision.

    Examples
    --------
    >>> is_quiet(datetime(2026, 7, 1, 5, 59, tzinfo=UTC))
    True
    >>> is_quiet(datetime(2026, 7, 1, 6, 0, tzinfo=UTC))
    False
    >>> is_quiet(datetime(2026, 12, 1, 6, 59, tzinfo=UTC))
    True
    """
    return BEGIN <= local(moment).time() < END


def still_holds(retrieved: datetime, moment: datetime) -> bool:
    """Whether what was retrieved then need not be asked for again for its hour's sake."""
    if not is_quiet(retrieved):
        return True
    return is_quiet(moment) and local(retrieved).date() == local(moment).date()


def renewed(moment: datetime) -> datetime:
    """When SSB's lists were last made anew, at a moment."""
    here = local(moment)
    for day in (here.date(), here.date() - timedelta(days=1)):
        for at in reversed(RENEWED):
            made = datetime.combine(day, at, here.tzinfo)
            if made <= here:
                return made
    raise ValueError("a moment lies after all hours of the day before it")
