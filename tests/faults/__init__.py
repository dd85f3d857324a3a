"""The line under kill -9, full disks and databases that go away: nothing lost, nothing twice (docs/discussions.md)."""
