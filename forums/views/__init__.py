"""The screens of the ground floor, a file per noun."""
