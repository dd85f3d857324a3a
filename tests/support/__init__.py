"""Real and scripted servers for the tests, all on loopback."""
