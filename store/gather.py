"""Gathers the Facts for one reading, once, from one transaction: the first of gather, decide, record (DESIGN §3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from matching.case import Case, State
from matching.facts import Facts, SentLetter, Speaker
from matching.swaps import JUST_LEFT
from parsing.field import Field
from parsing.readings import Bounce, ContactChange, Mail, Outcome, PropertyOffer, Reading, RequestForm, Withdrawal
from scheme.agreement import Scheme
from scheme.terms import Reference
from store import cases, counters, ledger, messages, outbox, partners, questions, tokens
from store.engine import Tx
from store.messages import DeskAnswer

NOBODY = Speaker()
OVERRIDES = frozenset({"cap"})  # kinds of question to which a coordinator's reason means: go on above the cap


def facts_for(tx: Tx, mail: Mail, reading: Reading, *, cause: str, scheme: Scheme, today: date) -> Facts:
    """All that a decision on this reading may know. `cause` is "<message id>:<number of the reading>"."""
    answer = _desk_answer(tx, cause)
    case, doubt = _case(tx, mail, reading, scheme, answer)
    return Facts(
        cause=cause,
        speaker=_speaker(mail, answer),
        case=case,
        case_doubt=doubt,
        partners=partners.every(tx),
        balances=ledger.balances(tx),
        given_since_last=ledger.given_since_last(tx),
        same_homes=_same_homes(tx, case, reading) if case else (),
        held=cases.held(tx),
        letters=outbox.letters_of(tx, case.reference) if case and isinstance(reading, Withdrawal) else (),
        moving=cases.moving(tx, today - JUST_LEFT) if isinstance(reading, PropertyOffer | Outcome) else (),
        same_form=_same_form(tx, reading) if isinstance(reading, RequestForm) and case is None else (),
        earlier_form=_earlier_form(tx, reading, case),
        next_reference=_next_reference(tx, scheme, today),
        answers=answer.question if answer else "",
        amendment_shown=_amendment_shown(tx, answer),
        decided_before=_decided_before(tx, answer),
        override=_override(tx, answer),
        officer_of=_officer_of(tx, mail.sender) if isinstance(reading, ContactChange) else (),
        reason=answer.reason if answer else "",
        urgent=mail.urgent,
    )


def facts_of_day(tx: Tx, case: Case, *, cause: str) -> Facts:
    """All that the passing of a day may know about a case: nobody speaks, and nothing of a mail is in it."""
    asked = tuple(each.question.kind for each in questions.of_case(tx, case.reference) if each.answered_at is None)
    return replace(facts_of_pot(tx, cause=cause), case=case, asked=asked)


def facts_of_pot(tx: Tx, *, cause: str, speaker: Speaker = NOBODY) -> Facts:
    """The register and the pot as they stand, about no case."""
    return Facts(
        cause=cause,
        speaker=speaker,
        partners=partners.every(tx),
        balances=ledger.balances(tx),
        given_since_last=ledger.given_since_last(tx),
        held=cases.held(tx),
    )


def _officer_of(tx: Tx, address: str) -> tuple[str, ...]:
    """The open cases that hang on a mailbox whose owner has left (R028)."""
    return tuple(each.reference for each in cases.by_officer(tx, address) if each.open) if address else ()


def letters_for(tx: Tx, bounce: Bounce) -> tuple[SentLetter, ...]:
    """The letters of ours that a delivery report may be about."""
    recipients = tuple(address for each in bounce.recipients for address in each.addresses)
    return outbox.letters_about(tx, (*bounce.letters, *bounce.mentions), recipients, tokens.named(tx, bounce.tokens))


def _desk_answer(tx: Tx, cause: str) -> DeskAnswer | None:
    """Only a row that came through the desk is a coordinator's word, whatever a mail says of itself."""
    number = cause.partition(":")[0]
    return messages.desk_answer(tx, int(number)) if number.isdecimal() else None


def _speaker(mail: Mail, answer: DeskAnswer | None) -> Speaker:
    address = "" if answer and mail.sender == messages.DESK else mail.sender
    return Speaker(
        address=address,
        name=mail.sender_name if address else "",
        check=mail.sender_check,
        doubt=mail.sender_doubt,
        automatic=mail.automatic,
        coordinator=answer.by if answer and answer.vouched else "",
    )


def _decided_before(tx: Tx, answer: DeskAnswer | None) -> bool:
    """Whether these papers were understood once and are read again; what could not be read then, nobody has heard of."""
    asked = questions.find(tx, answer.question) if answer and not answer.vouched else None
    return asked is not None and asked.question.kind != "unreadable"


def _amendment_shown(tx: Tx, answer: DeskAnswer | None) -> str:
    asked = questions.find(tx, answer.question) if answer and answer.question else None
    return asked.question.why if asked and asked.question.kind == "amendment" else ""


def _override(tx: Tx, answer: DeskAnswer | None) -> str:
    if answer is None or not answer.question:
        return answer.reason if answer else ""  # what she enters of herself has a reason only to go on above the cap
    asked = questions.find(tx, answer.question)
    return answer.reason if asked and asked.question.kind in OVERRIDES else ""


def _case(tx: Tx, mail: Mail, reading: Reading, scheme: Scheme, answer: DeskAnswer | None) -> tuple[Case | None, str]:
    """The one case that the reading is about, or why there is none: by its reference, else by the thread it answers."""
    said: Field[str] = getattr(reading, "reference", Field())
    thread = outbox.cases_of_thread(tx, mail.answers_to)
    if said.doubt:
        return None, said.doubt
    if said.value is not None:
        return _case_named(tx, said.value, thread, scheme, reading.also_for if isinstance(reading, PropertyOffer) else ())
    if len(thread) > 1:
        return None, f"It gives no reference and answers letters on several cases ({', '.join(thread)}): say which one is meant."
    if thread:
        return cases.find(tx, thread[0]), ""
    if isinstance(reading, RequestForm):
        return None, ""
    asked = questions.find(tx, answer.question) if answer else None
    case = cases.find(tx, asked.question.case) if asked else None
    return case, "" if case else "It gives no reference and answers no letter of ours: say which case is meant."


def _case_named(tx: Tx, said: str, thread: tuple[str, ...], scheme: Scheme, beside: tuple[str, ...]) -> tuple[Case | None, str]:
    """`beside`: the other cases that the same words name, so that an answer to a letter on one of them fits too."""
    reference = _as_we_write_it(said, scheme)
    case = cases.find(tx, reference)
    if case is None:
        return None, f"There is no case {reference}: find out which case is meant."
    if thread and thread[0] not in (reference, *beside):
        return None, f"It names {reference} but answers a letter on {thread[0]}: say which one is meant."
    return case, ""


def _as_we_write_it(said: str, scheme: Scheme) -> str:
    found = scheme.references_in(said)
    return str(found[0]) if len(found) == 1 else said


def _same_homes(tx: Tx, case: Case, reading: Reading) -> tuple[Case, ...]:
    """The other cases to which a home of this one is, or is now to be, offered too; and those that they in turn lead to."""
    found = {case.reference: case}
    waiting = [*_offered_with(case), *(reading.also_for if isinstance(reading, PropertyOffer) else ())]
    while waiting:
        reference = waiting.pop()
        other = None if reference in found else cases.find(tx, reference)
        if other is not None:
            found[reference] = other
            waiting += _offered_with(other)
    return tuple(found[reference] for reference in sorted(set(found) - {case.reference}))


def _offered_with(case: Case) -> tuple[str, ...]:
    return tuple(reference for offer in case.offers for reference in offer.also_for)


def _same_form(tx: Tx, form: RequestForm) -> tuple[Case, ...]:
    """Cases that this form may be a copy of: the same words, or the same officer asking for the same place, or people."""
    from matching.request import form_fingerprint, surely_the_household  # noqa: PLC0415 - only a request form needs it

    alike = {case.reference: case for case in cases.by_form(tx, form_fingerprint(form))}
    for email in (form.officer_email.value, form.officer2_email.value):
        for case in cases.by_officer(tx, email) if email else ():
            if _asks_the_same(form, case) or surely_the_household(form, case):
                alike.setdefault(case.reference, case)
    return tuple(alike.values())


def _earlier_form(tx: Tx, reading: Reading, case: Case | None) -> RequestForm | None:
    """What the forms said that made the case what it is, the newest answer of each question."""
    if not isinstance(reading, RequestForm) or case is None or case.state is not State.RECEIVED:
        return None
    from matching.opening import completed_by  # noqa: PLC0415 - only a request form needs it

    said: RequestForm | None = None
    for cause in dict.fromkeys(line.because for line in cases.history_of(tx, case.reference)):
        message, _, number = cause.partition(":")
        if not (message.isdecimal() and number.isdecimal()):
            continue
        mail = messages.load(tx, int(message)).mail
        form = mail.readings[int(number)] if mail and int(number) < len(mail.readings) else None
        if isinstance(form, RequestForm):
            said = form if said is None else completed_by(said, form)
    return said


def _asks_the_same(form: RequestForm, case: Case) -> bool:
    landlords = {form.applicant_landlord.value, form.tenancy_owed.value, form.original_landlord.value} - {None}
    return bool(case.area_residence) and case.area_residence == form.area_residence.value and case.landlord in landlords


def _next_reference(tx: Tx, scheme: Scheme, today: date) -> str:
    first = Reference(prefix=scheme.reference_prefix, sequence=1, year=today.year % 100)
    return str(Reference(prefix=first.prefix, sequence=counters.next_of(tx, cases.counter_of(str(first))), year=first.year))
