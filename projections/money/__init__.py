"""Kroner: costs, income, the budget, prices, and why a sum changed. Arrays in and out."""
