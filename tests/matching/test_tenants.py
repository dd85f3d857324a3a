"""Nobody is written to but the register and the officers of cases: a tenant hears nothing from a machine (R012, R019)."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.case import Case, Officer
from matching.facts import Speaker
from parsing.readings import (
    Automatic,
    Complaint,
    ContactChange,
    Enquiry,
    NilReturn,
    Reading,
    RequestForm,
    SenderCheck,
    TenantMail,
    Unreadable,
)
from tests.matching.world import (
    PARTNERS,
    TODAY,
    World,
    approval,
    change,
    decision_of_landlord,
    offer,
    outcome,
    request,
    said,
    withdrawal,
)

TENANT = "kit@freemail.example"
WORDS: tuple[Reading, ...] = (
    TenantMail(),
    Enquiry(),
    Complaint(),
    ContactChange(new_officer_email=said(TENANT)),
    Unreadable(why="It is garbled."),
    NilReturn(),
    approval(),
    decision_of_landlord("decline"),
    decision_of_landlord("conditional"),
    offer("Southby"),
    outcome("accepted"),
    outcome("refused"),
    outcome("tenancy_started", tenancy_start_date=TODAY),
    withdrawal(),
    withdrawal("consent_withdrawn"),
    change(change="officer", new_officer_email=said(TENANT), new_officer_name=said("Kit")),
    change(change="areas", areas_added=("Midford",)),
    request(officer_email=TENANT),
    request(officer2_email=TENANT),
    request(officer_email=TENANT, officer_name="The applicant", officer_role="Self"),
)
STAGES = ("requested", "approved", "offered", "accepted", "moved")
SPEAKERS = st.builds(
    Speaker,
    address=st.just(TENANT),
    check=st.sampled_from(SenderCheck),
    automatic=st.sampled_from(Automatic),
    doubt=st.sampled_from(["", "Two From fields."]),
)


@pytest.mark.rule("R012", "R019")
@settings(max_examples=250, deadline=None)
@given(st.sampled_from(STAGES), st.lists(st.tuples(st.sampled_from(WORDS), SPEAKERS), min_size=1, max_size=4), st.booleans())
def test_whatever_a_tenant_writes_and_however_things_stand_no_letter_goes_to_a_tenant(
    stage: str, mails: list[tuple[Reading, Speaker]], urgent: bool
) -> None:
    world = World()
    reference = getattr(world, stage)()
    for reading, speaker in mails:
        world.hear(reading, speaker, reference, urgent="fleeing tonight" if urgent else "")
    register = {box for partner in PARTNERS for box in partner.mailboxes}
    officers = {officer.email for case in world.cases.values() for officer in case.officers}
    assert TENANT not in officers
    assert {letter.to for letter in world.letters} <= register | officers


@pytest.mark.rule("R012")
def test_a_tenants_mail_is_an_urgent_question_and_nothing_else() -> None:
    world = World()
    reference = world.offered()
    decision = world.hear(TenantMail(), TENANT, reference)
    assert [(each.kind, each.urgent) for each in decision.questions] == [("tenant", True)]
    assert (decision.letters, decision.cases, decision.entries, decision.notes) == ((), (), (), ())


@pytest.mark.rule("R019")
def test_a_case_has_no_place_for_a_tenants_address() -> None:
    assert {each.name for each in fields(Officer)} == {"name", "email", "agency", "role", "phone"}
    assert not [each.name for each in fields(Case) if any(word in each.name for word in ("email", "phone", "contact", "address"))]
    said_by_form = {each.name for each in fields(RequestForm) if "email" in each.name or "phone" in each.name}
    assert said_by_form == {"officer_email", "officer_phone", "officer2_email"}
