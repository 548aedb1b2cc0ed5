"""What if: levers, the people they add to a path, and which lever keeps a figure at a level."""
