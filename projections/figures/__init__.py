"""Every figure, defined once: data, and no drawing of it; see :mod:`.catalogue` for them all."""
