"""How things stand, at the head of the day: the line, the mailbox, the letters, in words that need no shell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.health import Limits, findings, told
from store import figures, switches
from store.beats import LINE
from store.engine import Tx
from store.switches import Switch

ASK_SOMEBODY = "Ask whoever looks after the service."
IN_DESK_WORDS = {
    "The line last turned": "The service last did its work",
    "The line cannot do its work": "The service cannot do its work",
    "The line has never run.": "The service has never done its work.",
    "Start it: reciprocal run.": f"{ASK_SOMEBODY} Until then no mail is taken in and no letter goes.",
    "Is the service running?": f"{ASK_SOMEBODY} Until then no mail is taken in and no letter goes.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`well` is one sentence where nothing is wrong; `troubles` what is, the worst first."""

    well: str
    troubles: tuple[str, ...]
    paused: Switch | None  # since when all sending is stopped, by whom and why
    waiting: int  # letters that are to go
    mails: int  # that are not decided yet


def standing(tx: Tx, now: datetime, limits: Limits) -> Standing:
    found = figures.look(tx)
    switch = switches.of(tx, switches.PAUSED)
    troubles = tuple(_in_desk_words(each.sentence) for each in findings(found, now, limits) if not each.ok)
    line = found.beat(LINE)
    mail = f" The last mail came {told(now - found.last_mail)} ago." if found.last_mail else ""
    turned = f"It last did its work {told(now - line.at)} ago." if line.at else ""
    return Standing(
        well=f"Mail comes in and letters go out. {turned}{mail}",
        troubles=troubles,
        paused=switch if switch and switch.on else None,
        waiting=sum(found.letters.get(state, 0) for state in figures.UNSENT),
        mails=sum(found.messages.get(stage, 0) for stage in figures.UNREAD),
    )


def _in_desk_words(sentence: str) -> str:
    for shell, desk in IN_DESK_WORDS.items():
        sentence = sentence.replace(shell, desk)
    return sentence
