"""The screens of the people's room, a file per noun."""
