"""Benchmarks: each prints ratios of two sides that ran in turn in one session (never absolute times)."""
