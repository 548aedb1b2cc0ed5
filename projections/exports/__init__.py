"""Results to files: tidy CSV and JSON."""
