"""To the partners: letters composed from permitted facts."""
