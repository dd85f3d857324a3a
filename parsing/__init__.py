"""From bytes to meaning. No clock, no database, no network."""
