"""The forms that the scheme knows, each declared as data."""
