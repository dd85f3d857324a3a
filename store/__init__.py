"""Memory: tables and plain functions that take a connection."""
