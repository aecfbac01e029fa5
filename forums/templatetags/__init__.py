"""What templates ask of the ground floor."""
