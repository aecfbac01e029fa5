"""What templates ask of the people's room."""
