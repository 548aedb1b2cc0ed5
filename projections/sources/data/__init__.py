"""Readers of the files in data/, one a kind; each file is checked against its sum."""
