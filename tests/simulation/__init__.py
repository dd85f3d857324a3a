"""The seeded simulation: the real line over an invented server, clock, post and people. Any failure is replayed by its seed.

`python -m tests.simulation --seed 4711 --trace` shows one world, step by step.
"""
