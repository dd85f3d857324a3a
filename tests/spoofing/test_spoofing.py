"""Forged mails: none changes a case, none elicits a letter, and outside a known reference is as an unknown one (F32–F35, D13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.spoofing import verdicts
from tests.spoofing.acts import ACTS, APPROVE, ONE_A_ROLE, Act
from tests.spoofing.attempt import Attempt, Claim, Named, attempts_of, multipart, text, vouched, written
from tests.spoofing.everything import KINDS, drawn
from tests.spoofing.stage import Stage, Trial, fates, set_stage, tried, what_must_stay

SEED = 20_261_130
AT_ONCE = 400  # attempts against one copy of the region


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return set_stage(tmp_path_factory.mktemp("stage") / "region")


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What came of many attempts, and how many groups of pairs somebody outside could tell apart."""

    trials: tuple[Trial, ...]
    differences: int

    def assert_nothing_came_of_it(self) -> None:
        assert [each for trial in self.trials for each in trial.changed] == []
        assert [each for trial in self.trials for each in trial.answered] == []
        assert [each for trial in self.trials for each in trial.wrong] == []
        assert self.differences == 0


def tried_in_groups(stage: Stage, attempts: Sequence[Attempt], home: Path) -> Tried:
    """All of them: those that name a known reference beside their twins that name an unknown one, then the rest."""
    known, unknown = pairs(attempts)
    paired = {id(each) for each in (*known, *unknown)}
    rest = tuple(each for each in attempts if id(each) not in paired)
    ones, others, alone = (
        _trials(stage, each, home / name) for name, each in (("known", known), ("unknown", unknown), ("rest", rest))
    )
    differences = sum(one.outside != other.outside for one, other in zip(ones, others, strict=True))
    return Tried(trials=(*ones, *others, *alone), differences=differences)


def pairs(attempts: Sequence[Attempt]) -> tuple[tuple[Attempt, ...], tuple[Attempt, ...]]:
    """The attempts that name a known reference and those that name an unknown one, in the same order, else alike."""
    known = {(each.shape, each.act): each for each in attempts if each.named is Named.KNOWN}
    unknown = {(each.shape, each.act): each for each in attempts if each.named is Named.UNKNOWN}
    both = [key for key in known if key in unknown]
    return tuple(known[key] for key in both), tuple(unknown[key] for key in both)


def _trials(stage: Stage, attempts: Sequence[Attempt], home: Path) -> list[Trial]:
    groups = (attempts[first : first + AT_ONCE] for first in range(0, len(attempts), AT_ONCE))
    return [tried(stage, group, home / str(number)) for number, group in enumerate(groups)]


# --- the stage shows what bites -------------------------------------------------------------------------------------------------


def did_bite(stage: Stage, data: bytes, home: Path) -> bool:
    region = stage.copied(home)
    region.tell(data)
    return what_must_stay(region) != stage.kept


def genuine(act: Act) -> Claim:
    return Claim(act=act, named=Named.KNOWN if act.case else Named.ABSENT, salt="genuine")


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_from_the_right_mouth_every_act_bites(stage: Stage, act: Act, tmp_path: Path) -> None:
    """Else none of the tests below could fail."""
    claim = genuine(act)
    assert did_bite(stage, written(claim, top=(vouched(claim.domain),)), tmp_path / "region")


@pytest.mark.parametrize("act", ONE_A_ROLE, ids=lambda act: act.name)
@pytest.mark.parametrize("name", [name for name, _ in verdicts.HONEST])
def test_what_honest_boundaries_write_is_believed(stage: Stage, name: str, act: Act, tmp_path: Path) -> None:
    claim = genuine(act)
    lines = dict(verdicts.HONEST)[name](claim)
    assert did_bite(stage, written(claim, top=lines), tmp_path / "region")


SAID = {
    "in plain text": text,
    "in HTML": lambda words: text(f"<html><body><p>Hello,</p><p>{words}</p></body></html>", "html"),
    "in both": lambda words: multipart("alternative", text(words), text(f"<p>{words}</p>", "html")),
}


@pytest.mark.parametrize("how", SAID)
def test_words_that_are_the_sender_s_own_bite_however_they_are_packed(stage: Stage, how: str, tmp_path: Path) -> None:
    claim = genuine(APPROVE)
    data = written(claim, top=(vouched(claim.domain),), content=SAID[how](f"Thank you for your e-mail. {APPROVE.words}"))
    assert did_bite(stage, data, tmp_path / "region")


def test_a_trial_tells_who_changed_something(stage: Stage, tmp_path: Path) -> None:
    """The suite's own eyes: a genuine mail among forged ones is found out, and so is one that nobody is asked about."""
    claim = genuine(APPROVE)
    real = Attempt(
        shape="genuine", role="lead", act="approve", named=Named.KNOWN, data=written(claim, top=(vouched(claim.domain),))
    )
    forged = replace(real, shape="forged", data=written(replace(claim, salt="forged")))
    trial = tried(stage, (forged, real), tmp_path / "region")
    assert trial.changed == trial.answered == (str(real),)
    assert [each.partition(";")[0] for each in trial.wrong] == ["genuine"]


def test_a_machine_s_mail_that_says_nothing_is_passed_over_with_its_reason(stage: Stage, tmp_path: Path) -> None:
    """I2: it used to end without a word."""
    region = stage.copied(tmp_path / "region")
    region.tell(
        written(genuine(APPROVE), more=("Auto-Submitted: auto-replied",), subject="Automatic reply", body="I am on leave.\r\n")
    )
    assert [each.note for each in fates(region, len(stage.genuine))] == ["no person wrote this mail: out of office"]


# --- the attempts ---------------------------------------------------------------------------------------------------------------


def test_there_are_attempts_by_the_thousand_and_no_two_are_alike(stage: Stage) -> None:
    every = [each for kind in KINDS.values() for each in kind(stage)]
    assert len({each.data for each in every}) >= 1_000
    assert len({str(each) for each in every}) == len(every)
    assert len([each for kind in KINDS.values() for each in drawn(kind(stage), SEED)]) >= 250


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_comes_of_a_forged_mail(stage: Stage, kind: str, tmp_path: Path) -> None:
    """A draw with every shape in it; the proof below tries them all."""
    tried_in_groups(stage, drawn(KINDS[kind](stage), SEED), tmp_path).assert_nothing_came_of_it()


def test_where_the_site_has_said_that_its_stamp_stands_on_top_nothing_below_a_received_counts(
    stage: Stage, tmp_path: Path
) -> None:
    strict = replace(stage, environment={"RECIPROCAL__MAILBOX__RECEIVED_ABOVE_STAMP": "0"})
    tried_in_groups(strict, attempts_of(verdicts.UNSTAMPED), tmp_path).assert_nothing_came_of_it()


@pytest.mark.proof
def test_nothing_comes_of_any_forged_mail(stage: Stage, tmp_path: Path) -> None:
    everything: list[Tried] = []
    for kind, made in KINDS.items():
        attempts = made(stage)
        everything.append(tried_in_groups(stage, attempts, tmp_path / kind))
        shapes = len({each.shape for each in attempts})
        print(f"\n{kind}: {len(attempts):,} of {shapes} shapes", end="", flush=True)  # noqa: T201 - a proof prints its figures
    print("\n" + figures(everything))  # noqa: T201 - the same
    for each in everything:
        each.assert_nothing_came_of_it()


def figures(everything: Sequence[Tried]) -> str:
    trials = [trial for each in everything for trial in each.trials]
    counts = {name: sum(len(getattr(trial, name)) for trial in trials) for name in ("changed", "answered", "wrong")}
    return (
        f"{sum(trial.attempts for trial in trials):,} forged mails: {counts['changed']} changed a case, {counts['answered']} "
        f"elicited a letter, {counts['wrong']} passed unasked, {sum(each.differences for each in everything)} visible differences"
    )
