"""Results to Plotly figures, as plain dictionaries. Makes no numbers."""
