"""What the pages of the meeting room say with a filter."""
