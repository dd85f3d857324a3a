"""Makes the shelf of documents with truth: `python -m tests.support.shelf [--again]` (tests/samples/README.md)."""
