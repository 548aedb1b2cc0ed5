"""What may lie over a chart on a slide, by the names of its shapes."""

from projections.exports.slide_over import DECORATIVE

OVER = (
    DECORATIVE,
    "Enhet",
    "Over skyggen",
    "Navn ved linje",
    "Navn ved søyle",
    "Navn ved regel",
    "Tall ved søyle",
)
"""What is drawn on, under or at the chart."""
