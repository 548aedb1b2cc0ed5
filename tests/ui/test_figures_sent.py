"""A figure reaches the browser as it was made."""

from plotly import tools

from projections.draw import style
from projections.ui.pictures import AsItIs


def test_plotly_passes_a_figure_on_unchanged() -> None:
    figure = {
        "data": [{"type": "scatter", "x": [2023, 2033], "y": [1.0, None]}],
        "layout": style.layout(300, "personer"),
    }
    sent = tools.return_figure_from_figure_or_data(AsItIs(figure), validate_figure=True)
    assert sent == figure
