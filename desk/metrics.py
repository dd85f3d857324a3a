"""The figures as Prometheus reads them. Every scrape looks at the store, so any process on it gives the same answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from store.figures import Figures
from store.schema import LetterState, Stage

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def as_text(figures: Figures, now: datetime) -> bytes:
    """One scrape, in the text format 0.0.4."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Snapshot(figures, now))
    return bytes(generate_latest(registry))


class _Snapshot(Collector):
    def __init__(self, figures: Figures, now: datetime) -> None:
        self.figures, self.now = figures, now

    def collect(self) -> Iterator[Metric]:
        figures = self.figures
        yield _by("reciprocal_messages", "Mails by stage of the line.", "stage", _all_of(Stage, figures.messages))
        yield _by("reciprocal_letters", "Letters by state.", "state", _all_of(LetterState, figures.letters))
        yield _ever("reciprocal_mails_taken_in", "Mails ever kept.", sum(figures.messages.values()))
        yield _ever("reciprocal_mails_decided", "Mails ever decided.", figures.messages.get(Stage.DECIDED, 0))
        yield _ever("reciprocal_letters_written", "Letters ever written.", sum(figures.letters.values()))
        yield _ever("reciprocal_questions_asked", "Questions ever asked of a person.", figures.asked)
        yield _now("reciprocal_questions_open", "Questions that wait for a person.", figures.questions)
        yield _now("reciprocal_questions_urgent", "Urgent questions that wait.", figures.urgent)
        yield _now("reciprocal_listed_not_taken_in", "Messages on the server's list and not yet kept.", figures.listed_open)
        yield _now("reciprocal_sending_paused", "1 while all sending is stopped.", int(figures.paused))
        yield from self._ages()
        yield from self._beats()

    def _ages(self) -> Iterator[Metric]:
        """0 where nothing lies, so that an alert on a great age needs no word about absence."""
        for name, words, since in (
            ("reciprocal_oldest_unread_seconds", "Age of the oldest mail that is not decided.", self.figures.oldest_unread),
            ("reciprocal_oldest_unsent_seconds", "Age of the oldest letter that waits.", self.figures.oldest_unsent),
            ("reciprocal_oldest_question_seconds", "Age of the oldest open question.", self.figures.oldest_question),
            ("reciprocal_last_mail_seconds", "Time since the newest mail came.", self.figures.last_mail),
        ):
            yield _now(name, words, self._age(since))

    def _beats(self) -> Iterator[Metric]:
        beats = self.figures.beats
        yield _by(
            "reciprocal_beat_age_seconds", "Time since it last went well.", "part", {b.name: self._age(b.at) for b in beats}
        )
        yield _by("reciprocal_trouble", "1 while it does not go well.", "part", {b.name: int(bool(b.trouble)) for b in beats})
        yield _by(
            "reciprocal_failures_in_a_row", "Failures since it last went well.", "part", {b.name: b.failures for b in beats}
        )

    def _age(self, since: datetime | None) -> float:
        return max(0.0, (self.now - since).total_seconds()) if since else 0.0


def _all_of(kinds: type[Stage] | type[LetterState], counted: Mapping[str, int]) -> dict[str, int]:
    return {str(kind): counted.get(str(kind), 0) for kind in kinds}


def _by(name: str, words: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, words, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _ever(name: str, words: str, value: float) -> Metric:
    return CounterMetricFamily(name, words, value=value)


def _now(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=value)
