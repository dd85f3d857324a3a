"""Plain-words mails → readings: approvals, declines, offers, outcomes, withdrawals (R024-R028, forms §2.4).

Declared wordings (parsing/wording.py) are looked for sentence by sentence; every hit keeps its sentence as quote. A
decision is a value only if nothing else in the mail takes it back: a condition, a question, a restriction, another
decision, somebody else's authority. Whatever is not understood is asked about, never guessed (R071).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from parsing import approval_wordings, change_wordings, mail_wordings
from parsing.accounts import decides, is_accounted_alone, is_idle, unaccounted
from parsing.change_words import find_change, find_contact_change, find_withdrawal
from parsing.decision_words import find_decision
from parsing.offer_words import find_nil_return, find_offer, is_nil
from parsing.outcome_words import find_outcome
from parsing.readings import (
    PERHAPS_NONE,
    Asked,
    Change,
    Complaint,
    ContactChange,
    Enquiry,
    LandlordDecision,
    NilReturn,
    Outcome,
    PropertyOffer,
    Reading,
    TenantMail,
    Unreadable,
    Withdrawal,
)
from parsing.said import MANY, Words, find_reference
from parsing.sections import sections_of, told_apart
from parsing.sentences import LIMIT_SENTENCES, plain, sentences_of
from parsing.shared_home import offered_to_several
from scheme.agreement import Scheme


def read_reply(
    text: str, scheme: Scheme, *, subject: str = "", source: str = "message", sent_on: date | None = None
) -> tuple[Reading, ...]:
    """Every reading in the words, at least one. `sent_on` is the day that «Monday» and «3/4» are counted from."""
    apart = _case_by_case(text, scheme, subject=subject, source=source, sent_on=sent_on)
    if apart:
        return apart
    if shared := _one_home_for_several(text, scheme, subject=subject, source=source, sent_on=sent_on):
        return shared
    reference = find_reference(text, subject, scheme, source)
    said = Words(
        sentences=sentences_of(text),
        scheme=scheme,
        source=source,
        sent_on=sent_on,
        reference=reference,
        is_in_subject=reference.value is not None and reference.value in map(str, scheme.references_in(subject)),
    )
    readings = tuple(_under_its_subject(reading, subject, scheme, sent_on) for reading in _read(said))
    return tuple(_of_another_case(reading, text, subject, scheme) for reading in readings)


def _of_another_case(reading: Reading, text: str, subject: str, scheme: Scheme) -> Reading:
    """«We approve ARC-46-26» in answer to a mail about ARC-45-26: whoever slips in the number may slip in the answer."""
    asked_about, told_of = set(map(str, scheme.references_in(subject))), set(map(str, scheme.references_in(text)))
    if not (asked_about and told_of) or asked_about & told_of or not _decides(reading):
        return reading
    asked, told = ", ".join(sorted(asked_about)), ", ".join(sorted(told_of))
    return in_doubt(reading, f"The subject names {asked} and the words name {told}; ask which case is answered.")


def _under_its_subject(reading: Reading, subject: str, scheme: Scheme, sent_on: date | None) -> Reading:
    """«Not approved» over a mail that approves. The subject of an answer is somebody else's words."""
    turning = {found[0] for found in TURNING_SUBJECT.finditer(plain(NOMINATING_OFFICER.sub("officer", subject)))}
    fitting = FITTING.get(_told(reading), "")
    if ANSWERS.match(subject) or not _decides(reading) or all(fitting and re.match(fitting, word) for word in turning):
        return reading
    titled = Words(sentences=sentences_of(subject), scheme=scheme, source="subject", sent_on=sent_on)
    said = (found for find in FINDERS if (found := find(titled)) is not None)
    if any(type(each) is type(reading) and _told(each) == _told(reading) for each in said):
        return reading
    return in_doubt(reading, f"The subject says «{subject.strip()[:120]}», which may not fit; say what counts.")


NOMINATING_OFFICER = re.compile(r"(?:(?<=[Nn]ew )|(?<=[Cc]hange of )|(?<=[Tt]he )|(?<=[Hh]er )|(?<=[Hh]is ))NO\b")
TURNING_SUBJECT = re.compile(
    r"\b(?:not|no|never|none|hold|wait|pending|withdrawn?|cancel\w*|declin\w*|refus\w*|reject\w*|ignore|disregard|recall|draft|provisional\w*|conditional\w*"
    r"|subject to|only|unless|until|except|but|stop|error|mistake|wrong|correction|approved?|agreed|accepted)\b"
)


_A_NO = r"refus|declin|reject|not?\b|never"
FITTING = {
    "approve": r"approv|agree|accept",
    "accepted": r"accept|approv|agree",
    "decline": _A_NO,
    "refused": _A_NO,
    "not_ours": _A_NO,
    "no_show": _A_NO,
    "conditional": r"condition|subject to|approv|agree|only|until",
    "pending_panel": r"pending|wait",
    "pause": r"hold|wait|stop",
    **dict.fromkeys(("withdrawn", "consent_withdrawn", "rehoused_elsewhere", "lost_contact"), r"withdraw|cancel|no\b|stop"),
}  # which of these words in a subject say the same as the mail


def _told(reading: Reading) -> Any:  # Any: each kind has its own values
    """What the reading decides, be it surely or not."""
    key = next((key for key in DECIDING if hasattr(reading, key)), "")
    field = getattr(reading, key) if key else None
    return (field.value or field.proposal) if field else None


def _decides(reading: Reading) -> bool:
    return _told(reading) is not None or isinstance(reading, NilReturn)


def _case_by_case(text: str, scheme: Scheme, *, subject: str, source: str, sent_on: date | None) -> tuple[Reading, ...]:
    """A mail laid out case by case, if every section is plain by itself and nothing around it says more; else nothing."""
    laid_out = sections_of(text, scheme) or told_apart(text, scheme, answers=bool(ANSWERS.match(subject)))
    if laid_out is None or any(not is_accounted_alone(each, scheme) for each in sentences_of(laid_out.around)):
        return ()
    around = read_reply(laid_out.around, scheme, source=source, sent_on=sent_on)
    own = {section.reference for section in laid_out.each}
    others = {str(each) for each in scheme.references_in(subject)} - own
    if (
        others
        or not all(isinstance(each, Unreadable) for each in around)
        or mail_wordings.TAKEN_BACK.search(plain(text))
        or mail_wordings.OTHER_CASES.search(plain(text))
    ):
        return ()
    found = [reading for section in laid_out.each for reading in read_reply(section.text, scheme, source=source, sent_on=sent_on)]
    clear = all(not isinstance(each, FOR_A_PERSON) and not each.all_doubts() for each in found)
    clear = clear and (not laid_out.in_one_breath or all(isinstance(each, ALIKE) for each in found))
    return tuple(found) if clear else ()


def _one_home_for_several(text: str, scheme: Scheme, *, subject: str, source: str, sent_on: date | None) -> tuple[Reading, ...]:
    """«This flat could suit ARC-01-26 or ARC-04-26»: an offer to each, known to be of the same home."""
    if mail_wordings.TAKEN_BACK.search(plain(text)):
        return ()
    return offered_to_several(
        text, subject, scheme, lambda words, title: read_reply(words, scheme, subject=title, source=source, sent_on=sent_on)
    )


ANSWERS = re.compile(r"\s*(?:re|aw|fw|fwd)\s*:", re.IGNORECASE)  # only there is a bare «yes» beside a reference an approval
ALIKE = (LandlordDecision, NilReturn, Withdrawal)  # what is said of several cases in one sentence
FOR_A_PERSON = (Unreadable, Enquiry, Complaint, TenantMail, ContactChange)


def _read(said: Words) -> tuple[Reading, ...]:
    """The readings of words that are about one case."""
    if any(len(sentence.text) > LONGEST_SENTENCE for sentence in said.sentences):
        return (_not_understood(said, "The mail holds a sentence of several pages; read it by hand."),)
    if len(said.sentences) >= LIMIT_SENTENCES:
        return (_not_understood(said, f"The mail says more than {LIMIT_SENTENCES} sentences; read it by hand."),)
    if not said.sentences:
        return (_not_understood(said, "The mail says nothing that can be acted on; read it by hand."),)
    alone = _complaint(said) or _tenant(said) or _sarcasm(said)
    if alone:
        return (alone,)
    said = replace(said, sentences=tuple(each for each in said.sentences if not is_idle(each, said.scheme)) or said.sentences)
    readings = _apart(said, tuple(reading for find in FINDERS if (reading := find(said)) is not None))
    readings = tuple(_accounted(said, _of_its_case(said, reading)) for reading in readings)
    if any(mail_wordings.TAKEN_BACK.search(sentence.plain) for sentence in said.sentences):
        readings = tuple(reading if reading.all_doubts() else in_doubt(reading, TAKEN_BACK) for reading in readings)
    if any(mail_wordings.NOT_FILLED_IN.search(sentence.text) for sentence in said.sentences):
        readings = tuple(in_doubt(reading, NOT_FILLED_IN) for reading in readings)
    readings = tuple(_details_too(reading) for reading in readings)
    return readings or (
        _enquiry(said) or _not_understood(said, "The mail's words were not understood; read it and say what it means."),
    )


def _accounted(said: Words, reading: Reading) -> Reading:
    """A decision beside which something is said that was not understood is a question."""
    odd = unaccounted(said, reading)
    return in_doubt(reading, f"«{odd}» was not understood beside it; say whether it changes what is decided.") if odd else reading


def _of_its_case(said: Words, reading: Reading) -> Reading:
    """«We learnt from ARC-12-26. Approved.»: a reference in passing, in another sentence than the decision, is a doubt."""
    reference = said.reference
    held: Any = reading  # Any: one of the kinds that decide something, whose key is looked up here
    key = next((key for key in DECIDING if hasattr(reading, key)), "")
    if said.is_in_subject or reference.where.source != said.source or reference.value is None:
        return reading
    if not key or getattr(reading, key).value is None:
        return reading
    naming = [each for each in said.sentences if said.scheme.references_in(each.text)]
    deciding = {field.quote for _, field in reading.fields() if field.value is not None and field is not reference}
    if not naming or any(
        each.text[:300] in deciding
        or mail_wordings.HEADS.match(each.text)
        or decides(said, reading, each)
        or _closes(reading, each.plain)
        for each in naming
    ):
        return reading
    why = f"{reference.value} is named in another sentence than the decision; say whether that case is meant."
    doubted: Reading = replace(held, reference=replace(reference, value=None, doubt=why, proposal=reference.value))
    return doubted


def _details_too(reading: Reading) -> Reading:
    """What hangs on a decision is in doubt with it: nobody owes a home for an approval that may be none."""
    key = next((key for key in DECIDING if hasattr(reading, key)), "")
    deciding = getattr(reading, key) if key else None
    if deciding is None or deciding.value is not None or not deciding.doubt:
        return reading
    held: Any = reading  # Any: one of the kinds that decide something, whose keys are looked up here
    told = {name: field for name, field in reading.fields() if name not in ("reference", key) and field.value is not None}
    doubted = {each: replace(field, value=None, doubt=deciding.doubt, proposal=field.value) for each, field in told.items()}
    settled: Reading = replace(held, **doubted)
    return settled


def _closes(reading: Reading, words: str) -> bool:
    """«Please stop sharing her details and close ARC-01-26», beside a withdrawal, means that case."""
    return isinstance(reading, Withdrawal) and bool(
        re.search(r"\b(?:close|cancel|withdraw|take down|remove|end) arc\W?\d|\btake arc\W?\d\S* (?:down|off|out)\b", words)
    )


LONGEST_SENTENCE = 4_000  # characters; nobody decides anything in a longer one
NOT_FILLED_IN = "The mail is a form letter with its choices left open; ask what is decided."
TAKEN_BACK = "The mail takes something back or puts it off; read it and say what counts."


def find_urgent(text: str) -> str:
    """The words that signal immediate danger, empty if there are none or they are denied (R007)."""
    return next((sentence.text[:300] for sentence in sentences_of(text) if _alarms(sentence.plain)), "")


def _alarms(words: str) -> bool:
    return any(not DENIED.search(words[: match.start()]) for match in mail_wordings.URGENT.finditer(words))


DENIED = re.compile(
    r"\b(not|no|never|without|nor)( (currently|presently|thought|believed|considered|to be|be|in|at|any|an?|under|of|risk))*\s*$"
)


def _not_understood(said: Words, why: str) -> Unreadable:
    return Unreadable(source=said.source, why=why, reference=said.reference)


# --- who writes: readings that stand alone ----------------------------------------------------------------------------


def _complaint(said: Words) -> Reading | None:
    """A complaint is never read as anything else (R056)."""
    for sentence in said.sentences:
        if mail_wordings.COMPLAINT.search(sentence.plain):
            denied = mail_wordings.NO_COMPLAINT.search(sentence.plain)
            doubts = (PERHAPS_NONE,) if denied else ()
            return Complaint(source=said.source, reference=said.reference, doubts=doubts)
    return None


def _tenant(said: Words) -> Reading | None:
    """A mail from the tenant goes to a person (R012)."""
    by_tenant = any(mail_wordings.TENANT.search(sentence.plain) for sentence in said.sentences)
    herself = mail_wordings.OWN_TENANT.search(said.plain)
    if not by_tenant or (mail_wordings.PROFESSIONAL.search(said.plain) and not herself):
        return None
    return TenantMail(source=said.source)


def _sarcasm(said: Words) -> Reading | None:
    if any(mail_wordings.SARCASM.search(sentence.plain) for sentence in said.sentences) and not _plainly_two_marks(said):
        return _not_understood(said, "The mail's tone leaves open what is meant; read it and say what it means.")
    return None


def _plainly_two_marks(said: Words) -> bool:
    """«Any takers??» is eager, not doubtful: several marks count only beside words of decision."""
    return not re.search(
        r"\b(approv|agree|declin|support|signed|yes|fine|happy|ok|go ahead|proceed)\w*", said.plain
    ) and not re.search(r"🙄|😂|😉|as if|yeah,? right", said.plain)


def _enquiry(said: Words) -> Enquiry | None:
    asks = any(sentence.asks or mail_wordings.ENQUIRY.match(sentence.plain) for sentence in said.sentences)
    return Enquiry(source=said.source, reference=said.reference, asked=_topics(said)) if asks else None


def _topics(said: Words) -> tuple[Asked, ...]:
    """What of the scheme's own questions is asked, each where it is asked first (R074)."""
    found: dict[str, Asked] = {}
    for sentence in said.sentences:
        for topic in said.scheme.topics_in(sentence.text):
            found.setdefault(topic, Asked(topic=topic, quote=sentence.text[:300], where=said.where(sentence)))
    return tuple(found.values())


def changes_nothing(text: str, scheme: Scheme) -> bool:
    """Whether all that is said is accounted for by itself: «(in meetings until 4)» below a signature."""
    return all(is_accounted_alone(each, scheme) for each in sentences_of(text))


def asks_something(text: str) -> bool:
    """Whether there is a question beyond «could you confirm receipt?»."""
    return any(each.asks and not approval_wordings.HARMLESS_PHRASE.search(each.plain) for each in sentences_of(text))


FINDERS: tuple[Callable[[Words], Reading | None], ...] = (
    find_decision,
    find_offer,
    find_nil_return,
    find_outcome,
    find_withdrawal,
    find_change,
    find_contact_change,
)


# --- several at once --------------------------------------------------------------------------------------------------


def _apart(said: Words, found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """What merely echoes another reading goes, and what is half heard in words accounted for beside the one plain one."""
    readings = _without_echoes(said, found)
    telling = [reading for reading in readings if not isinstance(reading, ContactChange)]
    if len(telling) < 2:
        return readings
    plainly = [reading for reading in telling if _is_plain(reading)]
    if len(plainly) == 1 and not unaccounted(said, plainly[0]) and _is_said_elsewhere(plainly[0], telling):
        return tuple(reading for reading in readings if reading not in telling or reading is plainly[0])
    return tuple(in_doubt(reading, MANY) for reading in readings)


def _is_said_elsewhere(plainly: Reading, telling: Sequence[Reading]) -> bool:
    """Whether the half-heard readings come from other sentences than the plain one."""
    quote = _deciding_quote(plainly)
    return bool(quote) and all(each is plainly or _deciding_quote(each) not in ("", quote) for each in telling)


def _deciding_quote(reading: Reading) -> str:
    key = next((key for key in DECIDING if hasattr(reading, key)), "")
    return str(getattr(reading, key).quote) if key else ""


def _is_plain(reading: Reading) -> bool:
    """Whether it is a value that it decides, not only a proposal."""
    key = next((key for key in DECIDING if hasattr(reading, key)), "")
    return getattr(reading, key).value is not None if key else not reading.all_doubts()


def _without_echoes(said: Words, found: tuple[Reading, ...]) -> tuple[Reading, ...]:
    kinds = {type(reading) for reading in found}
    return tuple(reading for reading in found if not _is_echo(said, reading, kinds, found))


def _is_echo(said: Words, reading: Reading, kinds: set[type], found: tuple[Reading, ...]) -> bool:
    decided = next((each for each in found if isinstance(each, LandlordDecision)), None)
    stage = next((each.stage.value or each.stage.proposal for each in found if isinstance(each, Outcome)), None)
    declines = decided is not None and decided.decision.value in {"decline", "not_ours"}
    match reading:
        case LandlordDecision():
            weak = reading.decision.value is None and reading.decision.doubt.startswith("It sounds like")
            waits = reading.decision.doubt.startswith("It is not decided") and stage in {"viewed", "viewing_booked"}
            return (
                waits
                or (weak and bool(kinds - {LandlordDecision, ContactChange}))
                or (Change in kinds and reading.decision.value == "need_info")
            )
        case PropertyOffer():
            withdrawn = "withdrawn" in {reading.offer_status.value, reading.offer_status.proposal}
            return (
                declines
                or (stage is not None and not withdrawn and not (stage == "viewing_booked" and _offers_a_home(found)))
                or (NilReturn in kinds and is_nil(said))
            )
        case NilReturn():
            of_the_landlord = decided is not None and bool(reading.doubts)  # «we have no stock outside» is why it approves
            return (declines or of_the_landlord) and not is_nil(said)
        case Outcome():
            own = {stage} <= {"refused"} and declines
            booking = stage == "viewing_booked" and _offers_a_home(found)
            ended = stage in {"refused", "accepted", "tenancy_started"} and Withdrawal in kinds and _is_rehousing(found)
            passing = decided is not None and decided.decision.value == "approve" and _is_the_present_tenancy(reading)
            return own or booking or ended or passing or (stage == "refused" and _withdraws_only(said, found))
        case Withdrawal():
            closing = reading.change.value == "withdrawn" and change_wordings.ONLY_CLOSE.search(reading.change.quote.casefold())
            unseen = stage == "no_show" and reading.change.value == "lost_contact"
            taken_back = any(isinstance(each, PropertyOffer) and each.offer_status.value == "withdrawn" for each in found)
            return (
                declines
                or unseen
                or (taken_back and reading.change.value is None)
                or bool(closing and stage in {"tenancy_started", "accepted"})
            )
        case Change():
            taking_over = reading.change.value == "officer" and bool(MYSELF_NEW.search(plain(reading.change.quote)))
            told_by_stage = stage == "tenancy_started" and (reading.change.value or reading.change.proposal) == "household"
            return (
                (decided is not None and not declines and reading.change.value in {"bedrooms", "household"})
                or declines
                or told_by_stage
                or (decided is not None and taking_over)
            )
        case _:
            return False


def _is_the_present_tenancy(outcome: Outcome) -> bool:
    """«Her tenancy with us began in 2012», beside an approval: no home has been let."""
    return outcome.stage.value is None and outcome.stage.doubt.startswith("It is not sure that this is the start")


MYSELF_NEW = re.compile(
    r"\b(?:i|we)(?: have| am| are)?(?: just| recently| now)? (?:taken|taking|took) over from\b"
)  # the landlord's new lead


def _offers_a_home(found: tuple[Reading, ...]) -> bool:
    """Surely, and with its size or place: an offer tells of the viewing beside it."""
    offers = [each for each in found if isinstance(each, PropertyOffer) and each.offer_status.value == "open"]
    return any(not (each.bedrooms.blank and each.area.blank) for each in offers)


def _is_rehousing(found: tuple[Reading, ...]) -> bool:
    return any(isinstance(each, Withdrawal) and each.change.value == "rehoused_elsewhere" for each in found)


def _withdraws_only(said: Words, found: tuple[Reading, ...]) -> bool:
    """«Doesn't want to move now» says nothing of an offer."""
    return any(isinstance(each, Withdrawal) for each in found) and not re.search(
        r"\b(offer|property|flat|viewing|viewed|it down|house|accept|(refus|declin|reject)(ed|es|ing) (it|this|that))", said.plain
    )


DECIDING = ("decision", "stage", "change", "offer_status")


def in_doubt(reading: Reading, why: str) -> Reading:
    """The same reading, to be settled by a person: what it decides is then a proposal only."""
    key = next((key for key in DECIDING if hasattr(reading, key)), "")
    field = getattr(reading, key) if key else None
    if field is None or field.value is None:
        return reading if why in reading.all_doubts() else replace(reading, doubts=(*reading.doubts, why))
    held: Any = reading  # Any: one of the kinds that decide something, whose key was just looked up
    settled: Reading = replace(held, **{key: replace(field, value=None, doubt=why, proposal=field.value)})
    return settled
