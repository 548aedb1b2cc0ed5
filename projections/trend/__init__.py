"""Bæreevne's own projection of every municipality, how sure it is, and what it is measured against.

Arrays in, arrays out. ``history`` holds what was counted; ``rates`` learns how people of each age
have come, gone, died and been born; ``course`` carries it on; ``backtest`` does the same from
earlier years and compares with what happened; ``band`` draws courses from those errors, and
``calibration`` says how often such a band held. ``alternative`` makes it a projection that can be
chosen beside the others.
"""
