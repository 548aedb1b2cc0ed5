"""A claim about the figures: its parts, the numbers in it, and how a sentence is read."""
