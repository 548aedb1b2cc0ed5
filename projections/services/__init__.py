"""Services: who needs which, what today's capacity is, and what it takes."""
