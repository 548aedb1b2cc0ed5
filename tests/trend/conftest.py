import pytest

from projections.sources.data import vitals
from projections.trend.backtest import FIRST_ORIGIN, Trial, backtest
from projections.trend.band import HORIZON, LAST_START, Errors, measure
from projections.trend.history import History


@pytest.fixture(scope="session")
def history() -> History:
    return vitals.load_history()


@pytest.fixture(scope="session")
def trial(history: History) -> Trial:
    return backtest(history, range(FIRST_ORIGIN, LAST_START + 1), HORIZON)


@pytest.fixture(scope="session")
def errors(trial: Trial) -> Errors:
    return measure(trial)
