"""The screens of the action plans, a file per noun."""
