"""The coordinator's answer to a question: stored as a Reading with her name as its source, then decided by the same line.

So there is one way for anything to happen (DESIGN §4). Nothing is changed here but the question and a new message.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from matching.case import Case, State
from matching.clocks import LAPSE, grounds_to_lapse
from matching.decision import Question
from parsing import readings
from parsing.document import COMPARE
from parsing.field import Field, Where
from parsing.readings import CaseOrder, LandlordDecision, Mail, Reading
from scheme.agreement import Scheme
from service import answers, drafts
from service.config import WrongUsage
from store import audit, cases, messages, outbox, questions
from store.caps import LET_GO
from store.engine import Store, Tx
from store.gather import OVERRIDES
from store.questions import Asked
from store.schema import LetterState

KINDS: Mapping[str, type[Any]] = {kind.kind: kind for kind in typing.get_args(readings.Reading)}


ASKED_FIRST = frozenset({"sender", "reference", "amendment", "closed"})  # before anybody has been told what else is in doubt
REASONED = frozenset({"bedrooms", "amendment", "change"})  # kinds of question whose answer keeps her reason with the case (R033)
SET_ASIDE = "dismissed: "  # how the answer of a question begins from which nothing follows; her reason is the rest
MEANS_AN_OFFER = {"outcome": "stage", "property_offer": "offer_status"}  # kinds of mail, and the field whose words name it


ABOVE_THE_CAP = "override"  # how the cause of a question begins that stands for her reason: nobody was asked


class CannotResolve(ValueError):
    """The answer does not fit the question: a sentence that says what would."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Whose word it is, when it was given, and from when on the line decides it (None: at once)."""

    by: str
    now: datetime
    decided_from: datetime | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the coordinator said. One of `accept`, `fields`, `kind`, `override` or `dismiss` at least."""

    accept: bool = False
    fields: tuple[str, ...] = ()  # "key=value"
    kind: str = ""
    override: str = ""
    dismiss: str = ""
    sent: bool = False  # of a letter: its reader has what stands in it
    send_draft: bool = False  # of an enquiry: the draft goes as it stands (R074)

    @property
    def empty(self) -> bool:
        return self == Answer()


def resolve(store: Store, scheme: Scheme, question_id: str, answer: Answer, by: str, *, sender: str = "") -> str:
    """Store the answer; returns a sentence on what happens next. Raises CannotResolve with a sentence.

    `sender` is the From line of our letters, for an answer that is sent at once.
    """
    spoken = Spoken(by=by.strip(), now=datetime.now(UTC))
    return store.write(lambda tx: resolve_within(tx, scheme, question_id, answer, spoken, sender=sender))


def resolve_within(tx: Tx, scheme: Scheme, question_id: str, answer: Answer, spoken: Spoken, *, sender: str = "") -> str:
    """The same in the caller's transaction."""
    check_usage(answer, spoken.by)
    if answer.send_draft:
        return _send_draft(tx, scheme, question_id, spoken, sender)
    return _resolve(tx, scheme, question_id, answer, spoken)


def check_usage(answer: Answer, by: str) -> None:
    if answer.empty:
        raise WrongUsage(
            "Say what the answer is: --accept, --set FIELD=VALUE, --as KIND, --override REASON, --sent, --send-draft or "
            "--dismiss REASON; or "
            "have it read again: --learn LABEL=FIELD, --read-again, --file PATH or --password."
        )
    if answer.dismiss and dataclasses.replace(answer, dismiss="") != Answer():
        raise WrongUsage("--dismiss says that nothing follows: give it alone.")
    if answer.sent and dataclasses.replace(answer, sent=False) != Answer():
        raise WrongUsage("--sent says that a letter has arrived: give it alone.")
    if answer.send_draft and dataclasses.replace(answer, send_draft=False) != Answer():
        raise WrongUsage("--send-draft sends the draft as it stands: give it alone.")
    if not by.strip():
        raise WrongUsage("Say who answers: --by NAME.")


def _send_draft(tx: Tx, scheme: Scheme, question_id: str, spoken: Spoken, sender: str) -> str:
    """The scheme's own texts go to the sender; the question is answered, and nothing else follows."""
    asked, by, now = the_open_question(tx, scheme, question_id), spoken.by, spoken.now
    if why := drafts.send(tx, scheme, asked, by=by, sender=sender, now=now):
        raise CannotResolve(f"Nothing was sent. {why}")
    questions.answer(tx, asked.id, answer="answered from the scheme's texts", by=by, now=now)
    audit.write(tx, now=now, who=by, act="answered from the scheme's texts", about=asked.cause, details=asked.id)
    return f"{asked.id} is answered. The draft goes with the next «reciprocal run»."


def _resolve(tx: Tx, scheme: Scheme, question_id: str, answer: Answer, spoken: Spoken) -> str:
    if held := _held_case(tx, scheme, question_id):
        return _go_above_the_cap(tx, held, answer, spoken)
    asked, by, now = the_open_question(tx, scheme, question_id), spoken.by, spoken.now
    if answer.dismiss:
        questions.answer(tx, asked.id, answer=f"{SET_ASIDE}{answer.dismiss}", by=by, now=now)
        return f"{asked.id} is closed. Nothing follows from it."
    if asked.question.kind == LAPSE:
        return _let_lapse(tx, asked, scheme, answer, spoken)
    if asked.message is None:
        return _resolve_letter(tx, asked, answer, by, now)
    if answer.sent:
        raise WrongUsage(f"{asked.id} is about a mail, and --sent speaks of a letter of ours.")
    if asked.question.kind == "fault":
        return _take_up_again(tx, asked, answer, by, now)
    if answer.override and asked.question.kind not in OVERRIDES | REASONED:
        raise WrongUsage(f"{asked.id} is not about the cap, so there is nothing to override.")
    told = _answered(tx, asked, scheme, answer, by)
    messages.add_answer(tx, asked.id, told, by, answer.override, now, not_before=spoken.decided_from)
    return f"{asked.id} is answered. The line decides it with the next «reciprocal run»."


def the_open_question(tx: Tx, scheme: Scheme, question_id: str) -> Asked:
    """The question that she names. Raises CannotResolve if there is none, or none any more."""
    asked = questions.find(tx, question_id)
    if asked is None:
        if scheme.references_in(question_id):
            raise CannotResolve(f"{question_id} is no case that is held at the cap. «reciprocal queue» lists the open questions.")
        raise CannotResolve(f"There is no question «{question_id}». «reciprocal queue» lists the open ones.")
    if asked.answered_at is not None:
        raise CannotResolve(f"{asked.id} has been answered already, by {asked.answered_by}.")
    return asked


def _held_case(tx: Tx, scheme: Scheme, written: str) -> Case | None:
    """The case held at the cap that a reference names; a hold asks no question, so its reference stands for one."""
    named = scheme.references_in(written)
    case = cases.find(tx, str(named[0])) if len(named) == 1 else None
    return case if case and case.state is State.HELD_AT_CAP else None


def _go_above_the_cap(tx: Tx, case: Case, answer: Answer, spoken: Spoken) -> str:
    """Her reason lets a held case go on: kept as a question that she answered, and decided as the approval once more."""
    if not answer.override:
        raise CannotResolve(f"{case.reference} is held because its landlord owes as many homes as it may. Say --override REASON.")
    by, now = spoken.by, spoken.now
    why = f"{case.reference} is held at the cap: {case.landlord} owes as many homes as it may."
    asked = questions.ask(
        tx, Question(kind="cap", why=why, case=case.reference), cause=f"{ABOVE_THE_CAP} {now.isoformat()}", now=now
    )
    assert asked is not None, "a cause with this very moment in it is new"
    where = Where(source="desk", note=f"answered by {by}")
    approval = LandlordDecision(
        source="desk",
        reference=Field(value=case.reference, quote=case.reference, where=where),
        decision=Field(value="approve", quote=answer.override, where=where),
    )
    mail = Mail(sender=messages.DESK, readings=(approval,))
    messages.add_answer(tx, asked, mail, by, answer.override, now, not_before=spoken.decided_from)
    return f"{case.reference} goes on above the cap with the next «reciprocal run»; your reason is on record."


def _let_lapse(tx: Tx, asked: Asked, scheme: Scheme, answer: Answer, spoken: Spoken) -> str:
    """Her word ends the request, unless somebody has answered for it since she was asked (R024)."""
    case, by, now = cases.find(tx, asked.question.case), spoken.by, spoken.now
    if not answer.accept or case is None:
        raise CannotResolve(f"{asked.id} asks whether the request shall lapse: --accept, or --dismiss REASON if it goes on.")
    grounds = grounds_to_lapse(case, scheme.policy(case.policy), max(now, asked.opened_at).date())
    if not grounds:
        raise CannotResolve(
            f"{case.reference} has been answered for since it was asked about. Close the question: --dismiss REASON."
        )
    where = Where(source="desk", note=f"answered by {by}")
    order = CaseOrder(
        source="desk",
        reference=Field(value=case.reference, quote=case.reference, where=where),
        order=Field(value="lapse", quote="--accept", where=where),
        reason=Field(value=grounds[0].says, quote=grounds[0].says, where=where),
    )
    mail = Mail(sender=messages.DESK, readings=(order,))
    messages.add_answer(tx, asked.id, mail, by, "", now, not_before=spoken.decided_from)
    return f"{asked.id} is answered. {case.reference} lapses with the next «reciprocal run»."


def _resolve_letter(tx: Tx, asked: Asked, answer: Answer, by: str, now: datetime) -> str:
    """--accept lets a letter go again, the same bytes, and the gate looks at it once more; --sent says that it need not."""
    about, _, letter = asked.cause.partition(" ")
    if about != "letter":
        raise CannotResolve(
            f"{asked.id} tells you something that no answer changes. When you have dealt with it: --dismiss REASON."
        )
    if answer.sent and outbox.record_sent(tx, letter, f"it has arrived, says {by}", now, by):
        done, sentence = "it has arrived", "The letter counts as sent and does not go again."
    elif answer.accept and outbox.send_again(tx, letter, now):
        done, sentence = LET_GO, "The letter goes again with the next «reciprocal run»."
    else:
        raise CannotResolve(_what_letter_answers(tx, asked, letter))
    questions.answer(tx, asked.id, answer=done, by=by, now=now)
    questions.settle(tx, asked.cause, answer=done, now=now, by=by)
    audit.write(tx, now=now, who=by, act=done, about=asked.cause, details=asked.id)
    return f"{asked.id} is answered. {sentence}"


def _what_letter_answers(tx: Tx, asked: Asked, letter: str) -> str:
    match outbox.state_of(tx, letter):
        case LetterState.SENT:
            return f"{asked.id} is about a letter that has gone. Close it with --dismiss REASON."
        case LetterState.WAITING | LetterState.SENDING:
            return (
                f"{asked.id} is about a letter that still goes by itself. If its reader has what stands in it already, say "
                "--sent; to leave it as it is, --dismiss REASON."
            )
        case _:
            return (
                f"{asked.id} is about a letter. Let it go again with --accept, say --sent if its reader has it already, or close "
                "the question with --dismiss REASON."
            )


def _take_up_again(tx: Tx, asked: Asked, answer: Answer, by: str, now: datetime) -> str:
    if not answer.accept or asked.message is None or not messages.take_up_again(tx, asked.message):
        raise CannotResolve(f"{asked.id} waits for a mend of the program. Then --accept takes the mail up again.")
    questions.answer(tx, asked.id, answer="taken up again", by=by, now=now)
    return f"{asked.id} is answered. The mail goes on with the next «reciprocal run»."


def _answered(tx: Tx, asked: Asked, scheme: Scheme, answer: Answer, by: str) -> Mail:
    """The mail as the coordinator would have it read: the reading asked about, or all when the whole mail was."""
    assert asked.message is not None, "a question without a mail is about a letter"
    mail = messages.load(tx, asked.message).mail or Mail()
    number = asked.reading
    chosen = mail.readings if number is None else mail.readings[number : number + 1]
    if answer.kind:
        chosen = (as_kind(answer.kind, chosen),)
    if not chosen:
        raise WrongUsage("Nothing could be read from this mail. Say what it is: --as KIND --set FIELD=VALUE …")
    where = Where(source="desk", note=f"answered by {by}")
    case = asked.question.case
    if answer.accept and asked.question.kind == "doubt":
        chosen = tuple(_compared(reading, where) for reading in chosen)
    corrected = tuple(
        _corrected(reading, case, what_she_says(tx, reading, case, scheme, answer.fields, where), where) for reading in chosen
    )
    if asked.question.kind in ASKED_FIRST and not answer.kind:
        pairs = zip(corrected, chosen, strict=True)
        corrected = tuple(dataclasses.replace(new, doubts=old.doubts, identity=old.identity) for new, old in pairs)
    return dataclasses.replace(mail, readings=corrected, unreadable="", automatic=readings.Automatic.NO)


def as_kind(kind: str, chosen: tuple[Reading, ...]) -> Reading:
    if kind not in KINDS or kind == "unreadable":
        raise WrongUsage(f"«{kind}» is no kind of mail. The kinds: {', '.join(each for each in KINDS if each != 'unreadable')}.")
    if chosen and chosen[0].kind == kind:
        return chosen[0]
    reading: Reading = KINDS[kind](source=chosen[0].source if chosen else "message")
    return reading


def what_she_says(
    tx: Tx, reading: Reading, case: str, scheme: Scheme, fields: tuple[str, ...], where: Where
) -> dict[str, Field[Any]]:
    """What she writes behind --set, as fields of the reading. «offer=» says which offer is meant."""
    changes: dict[str, Field[Any]] = {}
    offers = [text.strip() for key, _, text in (each.partition("=") for each in fields) if key.strip() == "offer"]
    for written in fields:
        key, given, text = (part.strip() for part in written.partition("="))
        if key == "offer" and reading.kind in MEANS_AN_OFFER:
            continue
        if not given or key not in dict(reading.fields()):
            keys = ", ".join((*(name for name, _ in reading.fields()), *(["offer"] if reading.kind in MEANS_AN_OFFER else [])))
            raise WrongUsage(
                f"«{written}» is no field of this {reading.kind.replace('_', ' ')}. Write FIELD=VALUE; the fields: {keys}."
            )
        changes[key] = answers.field(type(reading), key, text, scheme, where)
    if offers and reading.kind in MEANS_AN_OFFER:
        key = MEANS_AN_OFFER[reading.kind]
        said = changes.get(key, getattr(reading, key))
        changes[key] = dataclasses.replace(said, quote=_offer_in_words(tx, offers[-1], case, scheme), doubt="", where=where)
    return changes


def _offer_in_words(tx: Tx, text: str, reference: str, scheme: Scheme) -> str:
    """The offer that she means, by its landlord or by its id: as words that the rules understand."""
    case = cases.find(tx, reference) if reference else None
    if case is None:
        raise CannotResolve("It is not known which case this is about: give --set reference=… first, then the offer.")
    landlord = scheme.landlord(text)
    meant = [offer for offer in case.offers if offer.id == text or offer.landlord == landlord]
    if len(meant) == 1:
        return f"the offer {meant[0].id} from {meant[0].landlord}"
    known = "; ".join(f"{offer.id} from {offer.landlord}, {offer.state}" for offer in case.offers) or "none"
    raise WrongUsage(f"«{text}» is not one offer of {case.reference}. Give its landlord or its id. The offers: {known}.")


def _compared(reading: Reading, where: Where) -> Reading:
    """What was only to be compared with the original counts once she says that it was read right. No other doubt is settled."""
    settled: dict[str, Any] = {  # Any: each key has the field of its own type
        key: dataclasses.replace(
            field, value=field.proposal, proposal=None, doubt="", where=dataclasses.replace(field.where, note=where.note)
        )
        for key, field in reading.fields()
        if field.doubt.endswith(COMPARE) and field.proposal is not None
    }
    compared: Reading = dataclasses.replace(reading, **settled)
    return compared


def _corrected(reading: Reading, case: str, changes: Mapping[str, Field[Any]], where: Where) -> Reading:
    """The reading with her values; what she did not touch stays as it was read, and her word settles the rest of the doubts."""
    reference = getattr(reading, "reference", None)
    if case and reference is not None and reference.value is None and "reference" not in changes:
        changes = {**changes, "reference": Field(value=case, quote=case, where=where)}
    settled: dict[str, Any] = {**changes, "doubts": (), "identity": ()}
    changed: Reading = dataclasses.replace(reading, **settled)
    still_missing = tuple(key for key in changed.missing if getattr(changed, key, Field()).blank)
    return dataclasses.replace(changed, missing=still_missing)
