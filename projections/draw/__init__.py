"""Figures drawn on a screen; what Office and paper need is drawn in :mod:`..exports`."""
