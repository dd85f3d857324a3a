"""The only room that knows all rooms."""
