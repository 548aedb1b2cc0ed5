"""Statistics Norway's open statistics, fetched politely, checked, kept and read."""
