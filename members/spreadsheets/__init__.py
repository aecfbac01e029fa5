"""Rosters as spreadsheets: read, previewed, taken in all or nothing, undone, and given out."""
