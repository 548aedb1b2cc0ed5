"""How a store of an earlier release becomes one of this: a step a file, run by Alembic.

A file's ``revision`` is its number; :data:`..layout.REVISIONS` has them all. A step never changes:
what a later release needs is a new one, and the tables in ``layout.py`` are what all of them give.
"""
