"""What is chosen: one frozen value, its link, and what it comes to; no widgets."""
