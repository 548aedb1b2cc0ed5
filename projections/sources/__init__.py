"""Readers: one per provider. Each translates once, at the border, into our own containers."""
