"""The clocks: what follows for an open request from the passing of time alone (R024, R036, R042–R045).

A clock is a function that gives the strokes of a case. A stroke is told once: its key stays in `Case.told`, so that a day
that is gone through twice tells it once, and days on which the service stood still tell at most the last stroke of a series.
Whatever a person could settle is asked, and nothing ends by itself unless the scheme wants it so (`Policy.lapses`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias

from matching.case import Case, Offer, OfferState, State
from matching.decision import Decision, Note, Question, ask, together
from matching.endings import lapse
from matching.facts import Facts
from matching.letters import home_of, to_approvers, to_leads, to_officers
from scheme.agreement import Scheme
from scheme.register import Partner
from scheme.terms import Policy

Tell: TypeAlias = Callable[[Case, Facts, Scheme, date], Decision]

# Where a request waits for somebody else, so that only its officers can say whether it is still needed.
WAITING = frozenset({State.RECEIVED, State.AWAITING_APPROVAL, State.HELD_AT_CAP, State.CIRCULATED})
LAPSE = "lapse"  # the kind of question whose --accept lets a request lapse


def _always(_case: Case, _facts: Facts) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """One thing that a clock has to tell, from a day on. Of a series that is overdue only the last one is told."""

    series: str
    key: str
    on: date
    tell: Tell
    may: Callable[[Case, Facts], bool] = _always  # False: it waits, until a person has settled what stands in its way


Clock: TypeAlias = Callable[[Case, Policy, date], Iterable[Stroke]]


def pass_day(case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """All that this day tells of one case. Gone through again, it tells nothing."""
    decision = Decision()
    for clock in CLOCKS:
        for series in _series(clock, case, scheme.policy(case.policy), today):
            last = series[-1]
            if not case.open or not last.may(case, facts):
                continue
            case = replace(case, told=(*case.told, *(f"{stroke.key} on {today.isoformat()}" for stroke in series)))
            decision = together(decision, Decision(cases=(case,)), last.tell(case, facts, scheme, today))
            case = next(each for each in decision.cases if each.reference == case.reference)
    return decision


def strikes(case: Case, policy: Policy, today: date) -> bool:
    """Whether anything may be told of the case today: a look that needs the case alone."""
    return any(True for clock in CLOCKS for _ in _series(clock, case, policy, today))


def _series(clock: Clock, case: Case, policy: Policy, today: date) -> Iterator[tuple[Stroke, ...]]:
    """The strokes of a clock that are due and not told, the oldest first, by series."""
    if not case.open:
        return
    strokes = sorted(clock(case, policy, today), key=lambda stroke: stroke.on)
    due = [stroke for stroke in strokes if stroke.on <= today and told_on(case, stroke.key) is None]
    for name in dict.fromkeys(stroke.series for stroke in due):
        yield tuple(stroke for stroke in due if stroke.series == name)


def told_on(case: Case, key: str) -> date | None:
    """The day on which a stroke was told; None: not yet."""
    for each in case.told:
        known, _, day = each.rpartition(" on ")
        if known == key:
            return date.fromisoformat(day)
    return None


def _days(number: int) -> timedelta:
    return timedelta(days=number)


# --- from complete and approved to the circular ----------------------------------------------------------------------


def days_left(case: Case, policy: Policy, today: date) -> int | None:
    """Days until the request must have been circulated, below zero when that day is past (R036).

    None while the clock does not run: form or approval is missing, the hold at the cap stops it, or it is done.
    """
    start = _circulation_start(case)
    if start is None or case.state is State.HELD_AT_CAP or case.paused_on:
        return None
    return (start + _days(policy.circulate_within_days) - today).days


def _circulation_start(case: Case) -> date | None:
    """The day on which both were there, of an open request that nobody has been told of."""
    if not case.open or case.circulated_on or case.complete_on is None or case.approved_on is None:
        return None
    return max(case.complete_on, case.approved_on)


def _circulation(case: Case, policy: Policy, _today: date) -> Iterable[Stroke]:
    """R036: a warning while there is time, an urgent question when there is none left; the hold at the cap stops the clock."""
    start = _circulation_start(case)
    if start is None or case.paused_on:
        return
    warn = start + _days(policy.circulate_warn_day)
    if case.state is State.HELD_AT_CAP:
        yield Stroke(series="hold", key=f"circulation stopped/{start}", on=warn, tell=_tell_of_hold)
        return
    late = start + _days(policy.circulate_within_days + 1)
    yield Stroke(series="circulation", key=f"circulation warning/{start}", on=warn, tell=_warn_of_circulation)
    yield Stroke(series="circulation", key=f"circulation late/{start}", on=late, tell=_warn_of_circulation)


def _tell_of_hold(case: Case, _facts: Facts, _scheme: Scheme, _today: date) -> Decision:
    what = "Held at the cap: the time for circulating stands still. Its waiting time goes on, and it keeps its place (R036)."
    return Decision(notes=(Note(case=case.reference, what=what),))


def _warn_of_circulation(case: Case, _facts: Facts, scheme: Scheme, today: date) -> Decision:
    left = days_left(case, scheme.policy(case.policy), today)
    assert left is not None, "the clock runs"
    late = left < 0
    when = f"ended {_number(-left, 'day')} ago" if late else f"ends in {_number(left, 'day')}" if left else "ends today"
    why = (
        f"{case.reference} is complete and approved and has not been circulated; the time for it {when} (R036). See what "
        "keeps it: an open question, or no landlord that could be told."
    )
    return ask("warn", why, case=case, urgent=late)


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


# --- the landlord's approval -----------------------------------------------------------------------------------------


def _asked_for_approval(case: Case) -> date | None:
    """From when its landlord owes an answer: since it was asked, or the day after its panel (R024)."""
    asked = case.approval_asked_on or case.complete_on
    if case.state is not State.AWAITING_APPROVAL or case.approved_on or case.paused_on or asked is None:
        return None
    return max(asked, case.panel_date + _days(1)) if case.panel_date else asked


def _approval(case: Case, policy: Policy, _today: date) -> Iterable[Stroke]:
    """The landlord is reminded, the day after its panel too (R024). Both sides hear of it before a request lapses by itself."""
    since = _asked_for_approval(case)
    if since is None:
        return
    after_panel = (0,) if case.panel_date and since > case.panel_date else ()
    for days in (*after_panel, *policy.approval_chase_days):
        yield Stroke(
            series="approval", key=f"approval chase {days}/{since}", on=since + _days(days), tell=_chase, may=_landlord_is_clear
        )
    if policy.approval_lapse_days and policy.lapses == "by_itself" and not case.urgent:
        on = since + _days(max(0, policy.approval_lapse_days - policy.lapse_warning_days))
        yield Stroke(series="approval", key=_warning_key("approval", since), on=on, tell=_warn_of_lapse, may=_nothing_is_asked)


def _chase(case: Case, facts: Facts, _scheme: Scheme, _today: date) -> Decision:
    letters = to_approvers("approval_chase", case, facts)
    if letters:
        what = f"{case.landlord} was reminded that its approval is asked for."
        return Decision(letters=letters, notes=(Note(case=case.reference, what=what),))
    return ask(
        "approval",
        f"{case.landlord or 'The landlord'} has not answered, and nobody of it can be reminded: it takes no part, or has no "
        "named lead. Put the register right, or find who decides (R020).",
        case=case,
    )


def _landlord_is_clear(_case: Case, facts: Facts) -> bool:
    """Who has said that the household is not its own is not reminded while a person looks for the right landlord."""
    return "landlord" not in facts.asked


# --- the offers ------------------------------------------------------------------------------------------------------


def _offers(case: Case, policy: Policy, _today: date) -> Iterable[Stroke]:
    """The officers are reminded the day before an answer is wanted; the day after it a person is asked. No machine refuses."""
    if case.paused_on:
        return
    for offer in sorted(case.offers_in(OfferState.OPEN), key=lambda offer: offer.reply_by or date.max):
        series = f"offer {offer.id}"
        wanted = max(offer.reply_by, offer.made_on) if offer.reply_by else None
        if wanted is None:
            yield Stroke(
                series=series,
                key=f"{series} unanswered/{offer.made_on}",
                on=offer.made_on + _days(policy.offer_ask_days),
                tell=_ask_about(offer),
            )
            continue
        remind = max(wanted - _days(1), offer.made_on + _days(1))
        if remind <= wanted:
            yield Stroke(series=series, key=f"{series} reminder/{wanted}", on=remind, tell=_remind_of(offer))
        yield Stroke(series=series, key=f"{series} overdue/{wanted}", on=wanted + _days(1), tell=_ask_about(offer))


def _remind_of(offer: Offer) -> Tell:
    def tell(case: Case, _facts: Facts, _scheme: Scheme, _today: date) -> Decision:
        letters = to_officers("offer_reminder", case, home=replace(home_of(offer), area="", bedrooms=None, floor=None))
        what = f"The officers were reminded that {offer.landlord} wants an answer."
        return Decision(letters=letters, notes=(Note(case=case.reference, what=what),))

    return tell


def _ask_about(offer: Offer) -> Tell:
    def tell(case: Case, _facts: Facts, _scheme: Scheme, _today: date) -> Decision:
        if offer.reply_by:
            what = f"wanted an answer to its offer by {offer.reply_by.isoformat()}, and none has come"
        else:
            what = f"has had no answer to its offer of {offer.made_on.isoformat()}"
        why = (
            f"{offer.landlord} {what}. Ask the officer, and the landlord whether it still keeps the home; then enter what they "
            "say. The offer stays open until then."
        )
        return ask("offer", why, case=case)

    return tell


def _acceptances(case: Case, policy: Policy, _today: date) -> Iterable[Stroke]:
    """An accepted home ought to become a tenancy; when nobody says that it has, a person asks."""
    if not policy.tenancy_ask_days or case.paused_on:
        return
    for offer in case.offers_in(OfferState.ACCEPTED):
        since = offer.accepted_on or offer.made_on
        yield Stroke(
            series=f"tenancy {offer.id}",
            key=f"tenancy {offer.id}/{since}",
            on=since + _days(policy.tenancy_ask_days),
            tell=_ask_about_tenancy(offer, since),
        )


def _ask_about_tenancy(offer: Offer, since: date) -> Tell:
    def tell(case: Case, _facts: Facts, _scheme: Scheme, _today: date) -> Decision:
        why = (
            f"The home of {offer.landlord} was accepted on {since.isoformat()}, and nobody has said that the tenancy has "
            "started. Ask the officer whether the household has moved, or whether it fell through."
        )
        return ask("tenancy", why, case=case)

    return tell


# --- silence ---------------------------------------------------------------------------------------------------------


def _last_heard(case: Case) -> date:
    return case.heard_on or case.circulated_on or case.received_on


def _still_needed_key(case: Case) -> str:
    return f"still needed/{_last_heard(case)}"


def _silence(case: Case, policy: Policy, _today: date) -> Iterable[Stroke]:
    """The officers of a request of which nobody has heard for long are asked whether it is still needed."""
    if case.state not in WAITING or case.paused_on or not policy.silence_ask_days:
        return
    since = _last_heard(case)
    asked = told_on(case, _still_needed_key(case))
    if asked is None:
        yield Stroke(
            series="silence", key=_still_needed_key(case), on=since + _days(policy.silence_ask_days), tell=_ask_whether_needed
        )
    elif policy.silence_lapse_days and policy.lapses == "by_itself" and not case.urgent:
        on = asked + _days(max(1, policy.silence_lapse_days - policy.lapse_warning_days))
        yield Stroke(series="silence", key=_warning_key("silence", since), on=on, tell=_warn_of_lapse, may=_nothing_is_asked)


def _ask_whether_needed(case: Case, _facts: Facts, _scheme: Scheme, _today: date) -> Decision:
    letters = to_officers("still_needed", case)
    if not letters:
        return ask("silence", "Nothing has been heard of this request for long, and it has no officer to be asked.", case=case)
    what = "The officers were asked whether the move is still needed."
    return Decision(letters=letters, notes=(Note(case=case.reference, what=what),))


# --- a request that lapses -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why a request may lapse, and since when."""

    name: str
    since: date  # what it is reckoned from
    due: date
    says: str


def grounds_to_lapse(case: Case, policy: Policy, today: date) -> tuple[Ground, ...]:
    """Why the request may lapse today. They pass away with an answer, so whoever lets it lapse asks once more."""
    if not case.open or case.paused_on:
        return ()
    return tuple(ground for ground in (*_no_approval(case, policy), *_no_word(case, policy)) if ground.due <= today)


def _no_approval(case: Case, policy: Policy) -> Iterable[Ground]:
    since = _asked_for_approval(case)
    if since is not None and policy.approval_lapse_days:
        says = f"{case.landlord} has not answered for {_number(policy.approval_lapse_days, 'day')} whether it approves."
        yield Ground(name="approval", since=since, due=since + _days(policy.approval_lapse_days), says=says)


def _no_word(case: Case, policy: Policy) -> Iterable[Ground]:
    asked = told_on(case, _still_needed_key(case))
    if asked is None or case.state not in WAITING or not policy.silence_lapse_days:
        return
    says = f"The officers were asked on {asked.isoformat()} whether the move is still needed, and have not answered."
    yield Ground(name="silence", since=_last_heard(case), due=asked + _days(policy.silence_lapse_days), says=says)


def _lapses(case: Case, policy: Policy, today: date) -> Iterable[Stroke]:
    """A person is asked whether the request shall lapse; where the scheme wants it so, it lapses a while after its warning."""
    for ground in grounds_to_lapse(case, policy, today):
        if policy.lapses != "by_itself" or case.urgent:
            key = f"lapse asked {ground.name}/{ground.since}"
            yield Stroke(series=f"lapse {ground.name}", key=key, on=ground.due, tell=_ask_whether_it_lapses(ground))
        elif (warned := told_on(case, _warning_key(ground.name, ground.since))) is not None:
            yield Stroke(
                series="lapse",
                key=f"lapsed {ground.name}/{ground.since}",
                on=max(ground.due, warned + _days(policy.lapse_warning_days)),
                tell=_lapses_by_itself(ground),
                may=_nothing_is_asked,
            )


def _warning_key(name: str, since: date) -> str:
    return f"lapse warning {name}/{since}"


def _warn_of_lapse(case: Case, facts: Facts, _scheme: Scheme, _today: date) -> Decision:
    to_landlord = to_leads("lapse_warning", case, case.landlord, facts) if case.state is State.AWAITING_APPROVAL else ()
    what = "It was told that the request lapses unless somebody answers."
    return Decision(letters=(*to_officers("lapse_warning", case), *to_landlord), notes=(Note(case=case.reference, what=what),))


def _ask_whether_it_lapses(ground: Ground) -> Tell:
    def tell(case: Case, _facts: Facts, _scheme: Scheme, _today: date) -> Decision:
        why = f"{ground.says} Ring them. If the request is at its end, --accept lets it lapse; if it goes on, --dismiss REASON."
        return ask(LAPSE, why, case=case)

    return tell


def _lapses_by_itself(ground: Ground) -> Tell:
    return lambda case, facts, scheme, today: lapse(case, facts, scheme, today, f"{ground.says} The scheme lets it lapse then.")


def _nothing_is_asked(_case: Case, facts: Facts) -> bool:
    """Nothing ends by itself while a person has still to settle something about the case: the answer may lie there."""
    return not facts.asked


# --- a pause that ends -----------------------------------------------------------------------------------------------


def _pause(case: Case, _policy: Policy, _today: date) -> Iterable[Stroke]:
    """No request sleeps for ever: when the pause ends, its officers and the coordinator are asked. It goes on by their word."""
    if case.paused_on and case.paused_until:
        yield Stroke(series="pause", key=f"pause ended/{case.paused_until}", on=case.paused_until, tell=_ask_after_pause)


def _ask_after_pause(case: Case, _facts: Facts, _scheme: Scheme, _today: date) -> Decision:
    assert case.paused_until, "a pause without an end asks nobody"
    why = f"The pause of {case.reference} ended on {case.paused_until.isoformat()}: see with the officer whether it goes on."
    return together(Decision(letters=to_officers("still_needed", case)), ask("pause", why, case=case))


# What may end a case comes first: after it nothing else is told.
CLOCKS: tuple[Clock, ...] = (_lapses, _circulation, _approval, _offers, _acceptances, _silence, _pause)


# --- beside the cases ------------------------------------------------------------------------------------------------


def heard(decision: Decision, facts: Facts, today: date) -> Decision:
    """Any word of an officer on the case breaks the silence, whatever becomes of it."""
    address = facts.speaker.address
    if not facts.speaker.verified or facts.speaker.automatic:
        return decision
    known = facts.case.reference if facts.case else ""
    case = next((each for each in decision.cases if each.reference == known or not known), facts.case)
    spoke = case is not None and (case.is_officer(address) or (facts.case is not None and facts.case.is_officer(address)))
    if case is None or not spoke or not case.open or case.heard_on == today:
        return decision
    return together(decision, Decision(cases=(replace(case, heard_on=today),)))


def without_leads(partners: Iterable[Partner], cases: Iterable[Case]) -> Iterator[tuple[str, Question]]:
    """R020: landlords whose last named lead has gone, or that are in the register no more, while requests wait for them."""
    led = {partner.name for partner in partners if partner.named_leads}
    waiting = Counter(case.landlord for case in cases if case.open and case.state is not State.RECEIVED)
    for landlord in sorted(waiting.keys() - led - {""}):
        why = (
            f"{landlord} has no named lead any more, and {_number(waiting[landlord], 'open request')} wait for it: ask who "
            "decides there, and put the register right (R020)."
        )
        yield landlord, Question(kind="named_lead", why=why, urgent=True)
