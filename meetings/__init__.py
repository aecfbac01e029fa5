"""Meetings, agenda, attendance, minutes and resolutions."""
