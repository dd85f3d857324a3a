"""`make bench`: every benchmark, one after the other."""

from __future__ import annotations

from bench import desk, start

if __name__ == "__main__":
    start.main()
    desk.main()
