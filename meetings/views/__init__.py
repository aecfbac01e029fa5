"""The screens of the meeting room, a file per noun."""
