"""The road from people's mail programs to our mailbox: late, twice, out of order, with strangers' and poisonous mails beside.

`harms` and `hostile` are digests: what a mail does to its reader, and which mails must change nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random

from tests.simulation import mails
from tests.simulation.agenda import Agenda
from tests.simulation.mail_server import digest
from tests.simulation.weather import Climate
from tests.support.cast import STRANGER

HOUR = 3600.0
HARMS = ("break", "delay", "kill")


class Road:
    def __init__(self, agenda: Agenda, dice: Random, climate: Climate, begun: datetime, deliver: Callable[[bytes], None]) -> None:
        self._agenda, self._dice, self.climate, self._begun, self._deliver = agenda, dice, climate, begun, deliver
        self.harms: dict[str, str] = {}
        self.hostile: set[str] = set()
        self._written = 0

    def send(self, data: bytes, after: float, what: str) -> None:
        """A machine's mail sets out."""
        if self._dice.random() < self.climate.delay:
            after += self._dice.uniform(0, 6 * HOUR)
        self._set_out(data, after, what)
        if self._dice.random() < self.climate.twice:
            self._set_out(data, after + self._dice.uniform(0, 3 * HOUR), f"{what}, once more")

    def send_of_people(self, data: bytes, after: float, what: str) -> None:
        """A person's mail: others may write at the same time, and in her name."""
        self.send(data, after, what)
        if self._dice.random() < self.climate.other_content:
            moment = after + self._dice.uniform(-1, 1) * min(after, HOUR)
            self._send_hostile(mails.other_words(data), moment, "other words under its Message-ID")
        if self._dice.random() < self.climate.poison:
            self._send_poison(after)
        if "approval" in what and self._dice.random() < self.climate.strangers:
            self._send_hostile(self._spoofed(data), after - self._dice.uniform(0, 2 * HOUR), "a stranger's word")

    def may_be_shunted(self) -> set[str]:
        return {each for each, harm in self.harms.items() if harm == "break"}

    def _set_out(self, data: bytes, after: float, what: str) -> None:
        if self._dice.random() < self.climate.bunches:  # somewhere on the way they wait for each other
            after += -(self._agenda.now + after) % (3 * HOUR)
        self._agenda.add(after, f"arrives: {what}", lambda: self._deliver(data))

    def _send_hostile(self, data: bytes, after: float, what: str) -> None:
        data = mails.dated(data, self._begun)
        self.hostile.add(digest(data))
        self._set_out(data, after, what)

    def _send_poison(self, after: float) -> None:
        self._written += 1
        harm = self._dice.choice(HARMS)
        poison = mails.dated(mails.poison(self._written, harm), self._begun)
        self.harms[digest(poison)] = harm
        self._send_hostile(poison, after, f"a mail to {harm} its reader")

    def _spoofed(self, genuine: bytes) -> bytes:
        """An approval by a stranger, of a case that is not there, or in a lead's name without the boundary's word for it."""
        reference = genuine.decode("ascii", "replace").partition("Subject: RE: ")[2].partition("\n")[0]
        self._written += 1
        number = 500 + self._written
        which = self._dice.randrange(4)
        if which < 2:
            return mails.reply(STRANGER, reference if which == 0 else "ARC-77-26", "Approved.", number)
        lead = mails.HACKNEY.lead if which == 2 else mails.CAMDEN.lead
        return mails.reply(lead, reference, "Approved.", number, verdict="fail")
