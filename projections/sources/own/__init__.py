"""Files of one's own beside prognoses: rates, frames, capacity, migration and cohort rates.

One opener (:mod:`opening`), one declared schema of columns (:mod:`schema`, :mod:`values`), and a
module a kind with what must hold across its rows.
"""
