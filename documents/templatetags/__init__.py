"""What papers and pages of the registry say with a filter."""
