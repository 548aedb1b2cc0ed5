"""People: ages, populations and what is reckoned of them. Arrays in and out, numpy alone."""
