"""Bæreevne: what population projections mean for people, services and kroner.

The library works without Streamlit. ``python -m projections --help`` gives the same
figures on the command line as the pages show on screen.
"""

__version__ = "0.1.0"
