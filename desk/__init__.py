"""The coordinator's desk: for now, what watches the line (/health, /metrics)."""
