"""The people of a world: households' officers, leads, landlords with homes, robots; and the coordinator at her queue.

They answer letters that really reached them, each matter once, however many copies came. What they will say is drawn from
the seed before anything happens, so it does not depend on the weather: an undisturbed run of the same people must end the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Protocol

from tests.simulation import mails
from tests.simulation.mail_server import digest
from tests.simulation.mails import BRENT, CAMDEN, CLARION, HACKNEY, Landlord, bare
from tests.simulation.post_office import Copy

PLANS = ("moves", "moves", "moves", "refuses once", "declined", "withdraws", "asks a panel", "withdraws late")
APPROVED = "Approved from our side, and we understand that we will owe one home to the pot."
HOUR = 3600.0


class Mails(Protocol):
    """How the people's mails go on their way."""

    def write(self, data: bytes, after: float, what: str, *, of_a_machine: bool) -> None: ...
    def reference_of(self, officer: str) -> str | None: ...


@dataclass(kw_only=True)
class Household:
    number: int
    plan: str
    home: Landlord
    offering: tuple[Landlord, Landlord]
    with_address: bool
    done: set[str] = field(default_factory=set)

    @property
    def officer(self) -> str:
        return mails.officer_of(self.number)

    @property
    def wanted(self) -> str:
        return ", ".join(dict.fromkeys(landlord.area for landlord in self.offering))


def households(dice: Random, most: int) -> tuple[Household, ...]:
    return tuple(_household(dice, number) for number in range(dice.randint(1, most)))


def _household(dice: Random, number: int) -> Household:
    from_camden = dice.random() < 0.25
    offering = [HACKNEY, BRENT] if from_camden else dice.choice([[CAMDEN, BRENT], [CAMDEN, CLARION]])
    dice.shuffle(offering)
    return Household(
        number=number,
        plan=dice.choice(PLANS),
        home=CAMDEN if from_camden else HACKNEY,
        offering=(offering[0], offering[1]),
        with_address=dice.random() < 0.4,
    )


class People:
    """`genuine` are the digests of what they wrote themselves, `hostile` of what came in their names."""

    def __init__(
        self, families: tuple[Household, ...], post: Mails, dice: Random, begun: datetime, *, robots: float, bounces: float
    ) -> None:
        self.families, self._post, self._dice, self._begun = families, post, dice, begun
        everyone = sorted(
            {bare(each.officer) for each in families}
            | {
                address
                for landlord in (HACKNEY, CAMDEN, BRENT, CLARION)
                for address in (bare(landlord.lead), landlord.circulars_to)
            }
        )
        self.robots = {address for address in everyone if dice.random() < robots}
        self.bouncing = {landlord.circulars_to for landlord in (CAMDEN, BRENT, CLARION) if dice.random() < bounces}
        self.genuine: set[str] = set()
        self.of_machines: set[str] = set()
        self._robots_mails = 0
        self._read: set[str] = set()  # letters: a mailbox folds copies of one Message-ID into one

    def begin(self) -> None:
        for family in self.families:
            self._say(family, "request", mails.request(family.number, family.home, family.wanted), 2 * HOUR)

    def receive(self, copy: Copy) -> None:
        """A letter has come into somebody's mailbox."""
        headers = copy.data.partition(b"\r\n\r\n")[0].decode()
        subject = headers.partition("Subject: ")[2].partition("\r\n")[0]
        reference, _, words = subject.partition(": ")
        if copy.to in self.bouncing:
            self._machine(mails.came_back(copy.data, copy.to), "a delivery report")
            return
        if copy.to in self.robots:
            self._robots_mails += 1
            honest = self._robots_mails % 2 == 0
            self._machine(mails.out_of_office(copy.to, subject, 1000 + self._robots_mails, honest=honest), "a robot's answer")
        if copy.letter in self._read:
            return
        self._read.add(copy.letter)
        for family in self.families:
            if self._post.reference_of(bare(family.officer)) == reference:
                self._react(family, reference, words, copy.to)

    def _machine(self, data: bytes, what: str) -> None:
        data = mails.dated(data, self._begun)
        self.of_machines.add(digest(data))
        self._post.write(data, self._dice.uniform(1, 60), what, of_a_machine=True)

    def _react(self, family: Household, reference: str, words: str, to: str) -> None:
        deeds: dict[tuple[str, str], Callable[[Household, str], None]] = {
            ("approval requested", bare(family.home.lead)): self._approve,
            ("a home is wanted", family.offering[0].circulars_to): self._offer,
            ("sent to landlords", bare(family.officer)): self._look_on,
            ("a home is offered", bare(family.officer)): self._answer_offer,
            ("refusal recorded", bare(family.officer)): self._offer_again,
            ("acceptance recorded", bare(family.officer)): self._move,
        }
        if deed := deeds.get((words, to)):
            deed(family, reference)

    def _approve(self, family: Household, reference: str) -> None:
        words = APPROVED
        if family.plan == "declined":
            words = "Unfortunately we can't support this as there is a live possession order."
        elif family.plan == "asks a panel":
            panel = mails.reply(family.home.lead, reference, "This will go to our panel next week.", 200)
            self._say(family, "panel", panel, HOUR)
        self._say(family, "approval", mails.reply(family.home.lead, reference, words, 201), 5 * HOUR, not_before=2 * HOUR)

    def _offer(self, family: Household, reference: str) -> None:
        if family.plan not in ("withdraws",):
            self._say(family, "offer", self._offered(family, 0, reference), 5 * HOUR)

    def _offer_again(self, family: Household, reference: str) -> None:
        if family.plan == "refuses once":
            self._say(family, "second offer", self._offered(family, 1, reference), 5 * HOUR)

    def _offered(self, family: Household, which: int, reference: str) -> bytes:
        made = mails.offer_form if family.with_address else mails.offer_in_words
        return made(family.offering[which], reference, 210 + which)

    def _look_on(self, family: Household, reference: str) -> None:
        if family.plan == "withdraws":
            words = "Please close this one, she no longer wants to move."
            self._say(family, "withdrawal", mails.reply(family.officer, reference, words, 220), 5 * HOUR)

    def _answer_offer(self, family: Household, reference: str) -> None:
        if family.plan == "refuses once" and "refusal" not in family.done:
            words = "They have refused the offer, it is too close to his mother's."
            self._say(family, "refusal", mails.reply(family.officer, reference, words, 221), 5 * HOUR)
        elif family.plan != "refuses once" or "second offer" in family.done:
            self._say(family, "acceptance", mails.reply(family.officer, reference, "We accept the offer.", 222), 5 * HOUR)

    def _move(self, family: Household, reference: str) -> None:
        if family.plan == "withdraws late":
            words = "Please close this one, she no longer wants to move."
            self._say(family, "withdrawal", mails.reply(family.officer, reference, words, 223), 5 * HOUR)
        else:
            words = f"The tenancy started on {self._begun:%d/%m/%Y}."
            self._say(family, "move", mails.reply(family.officer, reference, words, 224), 9 * HOUR)

    def _say(self, family: Household, step: str, data: bytes, within: float, not_before: float = 1.0) -> None:
        if step in family.done:
            return
        family.done.add(step)
        data = mails.dated(data, self._begun)
        self.genuine.add(digest(data))
        after = self._dice.uniform(not_before, within)
        self._post.write(data, after, f"household {family.number}: {step}", of_a_machine=False)
