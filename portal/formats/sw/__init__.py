"""Dates as the house writes them, in both languages."""
