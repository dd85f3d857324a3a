"""A request form: is it an officer's, is it new, is it whole, may it go to the landlord (R001–R035)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from matching.amendment import amend, changes_between, safer_part, sentences, wanted_by
from matching.case import Case, State, step
from matching.decision import Changed, Decision, Letter, Note, Question, add_about, ask, ignore, noted, together
from matching.eligibility import Answer, Criterion, Verdict, approver, officer_addresses, verdicts
from matching.facts import Facts
from matching.letters import notice_of_change, to_leads, to_officers
from matching.opening import bedrooms_of, completed_by, household_of, people_fingerprints, with_form
from matching.speaker import is_named_lead
from parsing.field import Field
from parsing.readings import Change, Person, RequestForm
from scheme.agreement import Scheme
from scheme.terms import spelling_key


def form_fingerprint(form: RequestForm) -> str:
    """sha256 over what the form says, wherever it stands: the same form in another file is the same form.

    Of an answer in doubt the words count, else two unlike forms could be taken for one. The reference is left out: the
    coordinator gives it later.
    """
    said = {key: _plain(field) for key, field in form.fields() if key != "reference" and not field.blank}
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def _plain(field: Field[Any]) -> Any:
    if field.doubt:
        return {"in doubt": " ".join(field.quote.casefold().split())}
    if isinstance(field.value, tuple):
        return [[each.age, each.sex] if isinstance(each, Person) else each for each in field.value]
    return field.value


def take_request(form: RequestForm, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """A new request, a completed one, a repeated one, or one for the coordinator."""
    print_of_form = form_fingerprint(form)
    if _sent_back_by_the_landlord(form, facts, print_of_form):
        return ignore("the landlord sent the request form back with its answer")
    if why := _why_not_the_officers(form, facts, scheme):
        return ask("sender", why, case=facts.case)
    if facts.case_doubt:
        return ask("reference", facts.case_doubt)
    known = next((case for case in _cases_at_hand(facts) if case.form_fingerprint == print_of_form), None)
    if known and not (_on_its_way(known) and facts.speaker.coordinator and facts.case):
        return _the_same_form(form, known, facts, scheme, today)
    earlier = _earlier_cases(form, facts)
    if not earlier:
        return _open(form, facts, scheme, today)
    if why := _why_not_its_next_form(form, earlier, facts, scheme):
        return ask("amendment" if earlier[0].open else "closed", why, case=facts.case)
    if _on_its_way(earlier[0]):
        return _amended(form, earlier[0], facts, scheme, today)
    decision = _completed(form, earlier[0], facts, scheme, today)
    return _told_if_it_goes_on(decision) if facts.decided_before else decision


def _on_its_way(case: Case) -> bool:
    """Its landlord has been asked: others know of it, so that a change concerns them too."""
    return case.open and case.state is not State.RECEIVED


def _completed(form: RequestForm, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """A corrected form takes the place of the first one, and what differs is kept (R034)."""
    print_of_form = form_fingerprint(form)
    if facts.earlier_form and _may_be_of(form, case) and not (facts.speaker.coordinator or facts.answers):
        form = completed_by(facts.earlier_form, form)
    now = replace(with_form(case, form, scheme), form_fingerprint=print_of_form)
    return together(Decision(changes=changes_between(case, now)), _go_on(form, now, facts, scheme, today))


def _sent_back_by_the_landlord(form: RequestForm, facts: Facts, print_of_form: str) -> bool:
    """A named lead's reply often has the form attached; that is no new request. Another family's form is none of that case's."""
    case = facts.case
    if case is None or facts.speaker.coordinator or case.is_officer(facts.speaker.address):
        return False
    same = print_of_form == case.form_fingerprint or (form.reference.value == case.reference and _may_be_of(form, case))
    return same and is_named_lead(facts, case.landlord)


def _why_not_the_officers(form: RequestForm, facts: Facts, scheme: Scheme) -> str:
    """A form counts when it comes from an officer named in it, from a mailbox at work (R012, R015)."""
    address = facts.speaker.address.lower()
    if facts.speaker.coordinator:
        return ""
    of_case = facts.case is not None and facts.case.state is State.RECEIVED and facts.case.is_officer(address)
    if of_case and form.officer_email.blank and form.officer2_email.blank:
        return ""  # she completes her own request, and need not say again who she is
    if address not in officer_addresses(form):
        if form.officer_email.doubt or form.officer2_email.doubt:
            return (
                "The officer's e-mail address on the form is not surely read, so it is not known whether the sender is the "
                "officer: compare the form with the mail's sender."
            )
        return "The request form came from an address that is not one of the officers named in it: find out who sent it."
    if scheme.is_free_mail(address):
        return "The request form came from a private mailbox: nothing is sent there until a person has checked who it is."
    return ""


def _the_same_form(form: RequestForm, known: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    if not known.open:
        return ask("closed", f"The form of {known.reference}, which is closed, was sent again: is it a new request?", case=known)
    if known.state is not State.RECEIVED or not (facts.speaker.coordinator or facts.answers):
        return ignore("the same form again")
    return _told_if_it_goes_on(_completed(form, known, facts, scheme, today))


def _told_if_it_goes_on(decision: Decision) -> Decision:
    """The officer has been told already what keeps the form."""
    goes_on = any(case.state is not State.RECEIVED for case in decision.cases)
    return decision if goes_on else replace(decision, letters=())


def _cases_at_hand(facts: Facts) -> tuple[Case, ...]:
    return (*((facts.case,) if facts.case else ()), *facts.same_form)


def _earlier_cases(form: RequestForm, facts: Facts) -> tuple[Case, ...]:
    """The case that this form belongs to, by reference or thread; else the officer's requests that look like it."""
    if facts.case:
        return (facts.case,)
    alike = tuple(case for case in facts.same_form if case.open and looks_like(form, case))
    if facts.speaker.coordinator:  # she has seen that it is none of those on their way
        return tuple(case for case in alike if case.state is State.RECEIVED)
    return alike


def _why_not_its_next_form(form: RequestForm, earlier: tuple[Case, ...], facts: Facts, scheme: Scheme) -> str:
    """Why the form does not simply take the place of the first one; empty if it does."""
    case = earlier[0]
    if len(earlier) > 1:
        alike = ", ".join(each.reference for each in earlier)
        return f"A request form looks like {alike}: give the reference that it belongs to, or take it as a new request."
    if not case.open:
        return f"A request form came for {case.reference}, which is closed: is it a new request?"
    if not (facts.speaker.coordinator or case.is_officer(facts.speaker.address)):
        return f"A request form for {case.reference} came from somebody who is not its officer."
    if case.state is not State.RECEIVED and not facts.case and not surely_the_household(form, case):
        return (
            f"A request form looks like {case.reference}, which is already on its way, but does not say who is in the household: "
            f"give the reference if it belongs there, or take it as a new request. {_what_it_asks(form, case, scheme)}"
        )
    if facts.speaker.coordinator or form.reference.value == case.reference or len(_differences(form, case)) <= 1:
        return ""
    return (
        f"A request form came in answer about {case.reference} but says much else. Accept it only if it is the same household; "
        f"the form of another one must come in a mail of its own. {_what_it_asks(form, case, scheme)}"
    )


def looks_like(form: RequestForm, case: Case) -> bool:
    """The same officer, and all but one of the answers that both give are equal: a form sent again with a small change.

    Few answers in common prove nothing: an officer's families often share landlord, area and ground. Other people are
    another family, however alike the rest is.
    """
    if not any(case.is_officer(address) for address in officer_addresses(form)):
        return False
    return _may_be_of(form, case) and _in_common(form, case) >= 6


def _may_be_of(form: RequestForm, case: Case) -> bool:
    """The same people, as far as both say who they are, and at most one other answer that differs."""
    people = zip(people_fingerprints(form), case.people_fingerprints, strict=True)
    if any(said and known and said != known for said, known in people):
        return False
    return len(_differences(form, case)) <= 1


def surely_the_household(form: RequestForm, case: Case) -> bool:
    """Form and case name the same people, to the year, and more than one: the next client may well be a woman of 34 too."""
    people = (*(form.adults.value or ()), *(form.children.value or ()))
    known = all(person.age is not None for person in people)
    return len(people) > 1 and known and people_fingerprints(form) == case.people_fingerprints


def _answers(form: RequestForm, case: Case) -> tuple[tuple[str, object, object], ...]:
    """What the form says beside what the case says; falsy where one of them says nothing."""
    household = household_of(form)
    children = household.children and replace(household, adults=0)
    return (
        ("landlord", approver(form), case.landlord),
        ("area_residence", form.area_residence.value, case.area_residence),
        ("bedrooms", bedrooms_of(form), case.bedrooms),
        ("tenancy_type", form.tenancy_type.value, case.tenancy_type),
        ("risk_primary", form.risk_primary.value, case.risk_primary),
        ("areas_requested", set(form.areas_requested.value or ()), set(case.areas_requested)),
        ("areas_at_risk", set(form.areas_at_risk.value or ()), set(case.areas_at_risk)),
        ("adults", household.adults, case.household.adults),
        ("children", children, case.household.children and replace(case.household, adults=0)),
    )


def _differences(form: RequestForm, case: Case) -> frozenset[str]:
    """The answers that differ. Of surely the same people the areas are one: what is unsafe leaves one list for the other."""
    differing = frozenset(what for what, new, old in _answers(form, case) if new and old and new != old)
    both = differing >= {"areas_requested", "areas_at_risk"} and surely_the_household(form, case)
    return differing - {"areas_at_risk"} if both else differing


def _in_common(form: RequestForm, case: Case) -> int:
    return sum(1 for _, new, old in _answers(form, case) if new and new == old)


# A form for a request that is on its way (R034).


def _amended(form: RequestForm, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """What only makes the household safer is done at once; the rest is asked, as old and new, and done when she accepts it."""
    # The print of the newest form stays with the case, so that the same one again is nothing new, asked about or done.
    known = replace(case, form_fingerprint=form_fingerprint(form))
    wanted = _wanted(form, known, scheme)
    if facts.speaker.coordinator:
        return _accepted(form, known, wanted, facts, scheme, today)
    safer = known if form.identity or form.doubts or not _may_be_of(form, case) else safer_part(known, wanted)
    done = amend(known, safer, facts, scheme, today) if safer != known else Decision(cases=(known,))
    now = next(iter(done.cases), safer)
    question = _question_on_amendment(
        form, now, changes_between(now, _wanted(form, now, scheme)), held=safer_part(now, wanted) != now
    )
    told = Decision(letters=() if done.letters or form.identity else notice_of_change(now, facts))
    decision = together(done, told, Decision(questions=question))
    for about in areas_about(form, scheme):
        decision = add_about(decision, ANSWERS_A_CHANGE, about)
    return decision


ANSWERS_A_CHANGE = frozenset({"change_recorded", "change_asked"})


def _wanted(form: RequestForm, case: Case, scheme: Scheme) -> Case:
    return wanted_by(case, with_form(case, form, scheme), form)


def _question_on_amendment(form: RequestForm, case: Case, asked: tuple[Changed, ...], *, held: bool) -> tuple[Question, ...]:
    """One question, with old and new in words. `held`: something that makes the household safer waits for the answer."""
    unclear = (
        *form.all_doubts(),
        *(f"The papers may tell who the applicant is: {each.what} in {each.where}." for each in form.identity),
    )
    if not asked and not unclear:
        return ()
    listed = " ".join(sentences(asked)) or "Nothing that is surely read differs from what is on record."
    beside = f" Not clear in it: {' '.join(unclear)}" if unclear else ""
    why = (
        f"A changed request form came for {case.reference}, which is already on its way: see what has changed. {listed}{beside} "
        "Accept it if all of this is right, or put it right with --set (R034)."
    )
    return (Question(kind="amendment", why=why, case=case.reference, urgent=held),)


def _what_it_asks(form: RequestForm, case: Case, scheme: Scheme) -> str:
    return " ".join(sentences(changes_between(case, _wanted(form, case, scheme))))


def _accepted(form: RequestForm, case: Case, wanted: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """The coordinator has seen it: all of it is done, unless something in it was not before her yet, or cannot be done."""
    if wanted == case:
        return ignore("the same form again")
    if _areas_not_shown(form, case, wanted, facts):
        return Decision(questions=_question_on_amendment(form, case, changes_between(case, wanted), held=False))
    findings = verdicts(form, facts, scheme)
    questions = tuple(_against(form, case, wanted, findings))
    if questions:
        return Decision(questions=questions)
    said = _recorded(case, [each for each in findings if case.bedrooms != wanted.bedrooms and each[0].question == "bedrooms"])
    return together(amend(case, wanted, facts, scheme, today), said)


def _areas_not_shown(form: RequestForm, case: Case, wanted: Case, facts: Facts) -> bool:
    """Whether an old question would undo what has been said of the areas since: accepting it accepts what it showed (R034)."""
    of_the_form = {
        key
        for key, field in form.fields()
        if key in ("areas_requested", "areas_at_risk") and not (field.where and field.where.source == "desk")
    }
    undone = (each for each in changes_between(case, wanted) if each.field in of_the_form)
    return bool(facts.amendment_shown) and any(said not in facts.amendment_shown for said in sentences(undone))


def _against(form: RequestForm, case: Case, wanted: Case, findings: Iterable[tuple[Criterion, Verdict]]) -> Iterable[Question]:
    """Names and doubts first, as in a new form; then what makes the household ineligible, or leaves nobody to approve."""
    yield from _unclear(form, case)
    for criterion, verdict in findings:
        of_landlord = criterion.question == "landlord"
        if of_landlord and wanted.landlord == case.landlord:
            continue
        if verdict.answer is Answer.NO or (of_landlord and verdict.answer is Answer.UNKNOWN):
            yield Question(kind=criterion.question, why=verdict.reason, case=case.reference)


def _open(form: RequestForm, facts: Facts, scheme: Scheme, today: date) -> Decision:
    assert facts.next_reference, "a new case needs a reference"
    policy = scheme.policy_on(today)
    case = Case(reference=facts.next_reference, state=State.RECEIVED, policy=policy.version, received_on=today)
    return _go_on(form, _with_form(case, form, scheme), facts, scheme, today)


def _with_form(case: Case, form: RequestForm, scheme: Scheme) -> Case:
    return replace(with_form(case, form, scheme), form_fingerprint=form_fingerprint(form))


def _go_on(form: RequestForm, case: Case, facts: Facts, scheme: Scheme, today: date) -> Decision:
    """From `received` to the landlord, unless something keeps it: then a person is asked, the officer told what it may know."""
    findings = verdicts(form, facts, scheme)
    questions = tuple(_questions(form, case, findings, scheme))
    missing = _missing(form, scheme)
    too_few = _fewer_areas_than(scheme.policy(case.policy).minimum_areas, case)
    recorded = _recorded(case, findings)
    if form.identity:  # nothing goes anywhere while the papers may tell who the household is (R029)
        return together(noted(case, "Received; held back for the coordinator."), recorded, Decision(questions=questions))
    if missing or too_few:
        letters = _more_information(form, case, missing, scheme, too_few=too_few)
        return together(noted(case, "Received, not complete."), recorded, Decision(letters=letters, questions=questions))
    if questions:
        letters = _told_of_hold(form, case, questions, scheme)
        return together(
            noted(case, "Received; waits for the coordinator."), recorded, Decision(letters=letters, questions=questions)
        )
    case = replace(step(case, State.AWAITING_APPROVAL), complete_on=today, approval_asked_on=today)
    letters = (
        *to_officers("acknowledgement", case, missing=in_the_forms_order(form.missing), about=areas_about(form, scheme)),
        *to_leads("approval_request", case, case.landlord, facts),
    )
    return together(noted(case, f"Complete; {case.landlord} is asked for approval."), recorded, Decision(letters=letters))


def _recorded(case: Case, findings: Iterable[tuple[Criterion, Verdict]]) -> Decision:
    """Each test is kept by itself with what it was read from (R002)."""
    return Decision(
        notes=tuple(
            Note(case=case.reference, what=f"{criterion.says}: {verdict.answer} ({verdict.reason})")
            for criterion, verdict in findings
        )
    )


def _questions(
    form: RequestForm, case: Case, findings: Iterable[tuple[Criterion, Verdict]], scheme: Scheme
) -> Iterable[Question]:
    yield from _unclear(form, case)
    answered_later = bool(_missing(form, scheme) or form.all_doubts())
    for criterion, verdict in findings:
        # What is missing was asked of the officer, what is in doubt of the coordinator: an «unknown» of it says nothing new.
        if verdict.answer is Answer.NO or (verdict.answer is Answer.UNKNOWN and not answered_later):
            yield Question(kind=criterion.question, why=verdict.reason, case=case.reference)


def _unclear(form: RequestForm, case: Case) -> Iterable[Question]:
    if form.identity:
        found = "; ".join(f"{each.what} in {each.where}" for each in form.identity)
        yield Question(
            kind="identity",
            why=f"The papers may tell who the applicant is: {found}. Remove it, then go on (R029).",
            case=case.reference,
        )
    if doubts := form.all_doubts():
        yield Question(kind="doubt", why="The form is not clear: " + " ".join(doubts), case=case.reference)


def _missing(form: RequestForm, scheme: Scheme) -> tuple[str, ...]:
    """The unanswered required questions, when an essential one is among them; else none, for the rest can wait.

    «a|b» in the scheme is one question that either answer settles.
    """
    blank = {key for key, field in form.fields() if field.blank}
    essential = tuple(keys.split("|")[0] for keys in scheme.essential if blank.issuperset(keys.split("|")))
    return in_the_forms_order((*essential, *form.missing)) if essential else ()


def in_the_forms_order(keys: Iterable[str]) -> tuple[str, ...]:
    """Each question once, as the blank form asks them one after the other."""
    asked = set(keys)
    return tuple(key for key, _ in RequestForm().fields() if key in asked)


def _fewer_areas_than(minimum: int, case: Case) -> bool:
    return 0 < len(case.safe_areas) < minimum


def _more_information(
    form: RequestForm, case: Case, missing: tuple[str, ...], scheme: Scheme, *, too_few: bool
) -> tuple[Letter, ...]:
    missing = in_the_forms_order((*missing, *(("areas_requested",) if too_few else ())))
    about = (*areas_about(form, scheme), *(("more_areas",) if too_few else ()))
    return to_officers("more_information", case, missing=missing, about=about)


def _told_of_hold(form: RequestForm, case: Case, questions: tuple[Question, ...], scheme: Scheme) -> tuple[Letter, ...]:
    """What the officer may know meanwhile: that the form is here, or that its landlord does not take part (R013)."""
    kind = (
        "landlord_not_registered" if case.landlord and any(each.kind == "landlord" for each in questions) else "acknowledgement"
    )
    missing = in_the_forms_order(form.missing) if kind == "acknowledgement" else ()
    return to_officers(kind, case, about=areas_about(form, scheme), missing=missing)


ADVICE_ON_PARTS = ("R030", "R031")  # the rules that a doubt cites when a part of an area, or a place in it, was named


def areas_about(form: RequestForm, scheme: Scheme) -> tuple[str, ...]:
    """Texts that an answer on areas calls for: an unsafe part leaves out the whole (R031); outside the region (R035)."""
    return about_places((form.areas_requested,), (form.areas_requested, form.areas_at_risk), scheme)


def about_change(change: Change, scheme: Scheme) -> tuple[str, ...]:
    """The same of a change that an officer asks for."""
    return about_places((change.areas_added,), (change.areas_added, change.areas_removed), scheme)


def about_places(wanted: Iterable[Field[Any]], named: Iterable[Field[Any]], scheme: Scheme) -> tuple[str, ...]:
    """A place outside is signposted wherever a home was wanted there, also beside good areas; what is unsafe may lie anywhere."""
    part = any(rule in field.doubt for rule in ADVICE_ON_PARTS for field in named)
    outside = any(names_a_place_outside(f"{field.quote} {field.doubt}", scheme) for field in wanted)
    return (*(("part_of_area",) if part else ()), *(("outside_region",) if outside else ()))


def names_a_place_outside(words: str, scheme: Scheme) -> bool:
    said = f" {spelling_key(words)} "
    return any(f" {spelling_key(place)} " in said for place in scheme.outside_places)
