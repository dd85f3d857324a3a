"""The reader's tasks with half of the processor's time: what is read here in the limits is nowhere near the real ones."""

from __future__ import annotations

import resource
from collections.abc import Mapping
from typing import Any

from service.reader_tasks import TASKS as ALL
from service.reader_tasks import Desk, Task

SECONDS = 5


def _hurried(task: Task) -> Task:
    def done(desk: Desk, asked: dict[str, Any], data: bytes) -> dict[str, Any]:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        return task(desk, asked, data)

    return done


TASKS: Mapping[str, Task] = {name: _hurried(task) for name, task in ALL.items()}
