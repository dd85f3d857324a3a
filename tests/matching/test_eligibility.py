"""Each criterion by itself, yes, no or unknown, with its reason (R001–R005, R013, R016, R022, R023, R033)."""

from __future__ import annotations

from typing import Any

import pytest

from matching.eligibility import ELIGIBILITY, Answer, approver, verdicts
from parsing.readings import RequestForm
from tests.matching.world import (
    DANA,
    HARBOUR_LEAD,
    SAM,
    SCHEME,
    World,
    approval,
    coordinator,
    questions,
    request,
    unsure,
    verified,
)

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
TA = {"currently_staying": "temporary_accommodation"}
REFUGE = {"currently_staying": "refuge"}


def verdict(says: str, form: RequestForm, speaker: Any = None) -> Answer:
    facts = World().facts(form, speaker or verified(SAM))
    found = {criterion.says: verdict for criterion, verdict in verdicts(form, facts, SCHEME)}[says]
    assert found.reason
    return found.answer


CASES = [
    ("At risk where it lives", request(), YES, "a ground of the scheme is named (R004)"),
    ("At risk where it lives", request(without=("risk_primary",)), UNKNOWN, "no ground is named (R004)"),
    ("At risk where it lives", request(risk_primary="noise"), UNKNOWN, "the ground is none of the scheme's (R005)"),
    (
        "At risk where it lives",
        request(risk_primary="other_high_risk"),
        UNKNOWN,
        "another high risk waits for the coordinator (C3)",
    ),
    ("At risk where it lives", request(risk_primary=unsure()), UNKNOWN, "a ground in doubt is no ground"),
    *(
        ("Holds or is owed a social tenancy", request(tenancy_type=kind), YES, f"a tenancy that is {kind} is social (R002)")
        for kind in ("secure", "flexible", "introductory", "assured", "assured_fixed_term", "starter", "protected", "demoted")
    ),
    *(
        ("Holds or is owed a social tenancy", request(tenancy_type=kind), NO, f"{kind} is not a social tenancy (R002)")
        for kind in ("shared_ownership", "licence", "non_secure")
    ),
    (
        "Holds or is owed a social tenancy",
        request(tenancy_type="licence", tenancy_owed="Southby"),
        YES,
        "a licence, but a home is owed (R003)",
    ),
    ("Holds or is owed a social tenancy", request(tenancy_type="owed", tenancy_owed="Southby"), YES, "a tenancy is owed (R003)"),
    ("Holds or is owed a social tenancy", request(tenancy_type="owed"), UNKNOWN, "owed, but nobody says by whom (R003)"),
    ("Holds or is owed a social tenancy", request(without=("tenancy_type",)), UNKNOWN, "the tenancy is not said"),
    ("Holds or is owed a social tenancy", request(tenancy_type="squat"), UNKNOWN, "a tenancy that nobody knows"),
    (
        "Holds or is owed a social tenancy",
        request(tenancy_type="non_secure", **TA),
        NO,
        "in TA, nothing before, nothing owed (R023)",
    ),
    (
        "Holds or is owed a social tenancy",
        request(tenancy_type="non_secure", original_landlord="Southby", **TA),
        YES,
        "in TA, a tenancy before (R022)",
    ),
    (
        "Holds or is owed a social tenancy",
        request(tenancy_type="secure", **TA),
        UNKNOWN,
        "in TA and secure, but with whom? (R022)",
    ),
    ("Holds or is owed a social tenancy", request(without=("tenancy_type",), **TA), UNKNOWN, "in TA and nothing said"),
    (
        "Holds or is owed a social tenancy",
        request(tenancy_type="licence", original_landlord="Southby"),
        NO,
        "a former landlord of a household at home",
    ),
    ("Wants another area", request(), YES, "other areas are asked for (R001)"),
    ("Wants another area", request(areas_requested=("Northam",)), NO, "only the area of residence (R001)"),
    ("Wants another area", request(areas_requested=("Northam", "Southby")), YES, "the area of residence among others"),
    ("Wants another area", request(areas_requested=("Westow",)), NO, "only an area at risk"),
    ("Wants another area", request(without=("areas_requested",)), UNKNOWN, "no area is asked for"),
    ("Wants another area", request(without=("area_residence",)), UNKNOWN, "it is not said where the household lives"),
    ("The landlord takes part", request(), YES, "an active partner (R013)"),
    ("The landlord takes part", request(applicant_landlord="Nobody Homes"), NO, "a landlord that is no partner (R013)"),
    ("The landlord takes part", request(applicant_landlord="Resting Homes"), NO, "a partner that pauses"),
    ("The landlord takes part", request(applicant_landlord="Gone Homes"), NO, "a partner that left"),
    ("The landlord takes part", request(applicant_landlord="Leaderless Homes"), UNKNOWN, "a partner without a named lead (R020)"),
    ("The landlord takes part", request(without=("applicant_landlord",)), UNKNOWN, "no landlord is named"),
    ("The officer is not the applicant", request(), YES, "an officer at work (R016)"),
    ("The officer is not the applicant", request(officer_role="Self"), UNKNOWN, "filled in by «self» (R012)"),
    ("The officer is not the applicant", request(officer_name="The applicant"), UNKNOWN, "filled in by the applicant (R016)"),
    (
        "The officer is not the applicant",
        request(officer2_email="p@freemail.example"),
        UNKNOWN,
        "a second officer with a private mailbox",
    ),
    (
        "The officer is not the applicant",
        request(officer2_email="p@mail.freemail.example"),
        UNKNOWN,
        "a private mailbox of a sub-domain",
    ),
    ("Consent is given", request(), YES, "consent is given"),
    ("Consent is given", request(consent_given=False), NO, "consent is refused"),
    ("Consent is given", request(without=("consent_given",)), UNKNOWN, "consent is not said"),
    ("As many bedrooms as now", request(), YES, "as many as now (R033)"),
    ("As many bedrooms as now", request(bedrooms_needed=3), UNKNOWN, "more than now (R033)"),
    ("As many bedrooms as now", request(without=("bedrooms_needed",)), YES, "not said: as many as now (R033)"),
    ("As many bedrooms as now", request(without=("current_bedrooms",)), YES, "only the number needed is said"),
    ("As many bedrooms as now", request(without=("bedrooms_needed", "current_bedrooms")), UNKNOWN, "neither number is said"),
]


@pytest.mark.rule("R001", "R002", "R003", "R004", "R005", "R013", "R016", "R020", "R022", "R023", "R033")
@pytest.mark.parametrize(("says", "form", "answer"), [case[:3] for case in CASES], ids=[case[3] for case in CASES])
def test_a_criterion(says: str, form: RequestForm, answer: Answer) -> None:
    assert verdict(says, form) is answer


@pytest.mark.rule("R016", "R033")
@pytest.mark.parametrize(
    ("says", "form"),
    [
        ("At risk where it lives", request(risk_primary="other_high_risk")),
        ("The officer is not the applicant", request(officer_role="Self")),
        ("As many bedrooms as now", request(bedrooms_needed=3)),
    ],
    ids=["another high risk (C3)", "the officer (R016)", "another number of bedrooms (R033)"],
)
def test_what_the_coordinator_vouches_for(says: str, form: RequestForm) -> None:
    assert verdict(says, form, coordinator()) is YES


@pytest.mark.rule("R001", "R013", "R023")
@pytest.mark.parametrize(
    "form",
    [request(tenancy_type="non_secure", **TA), request(areas_requested=("Northam",)), request(applicant_landlord="Nobody Homes")],
    ids=["R023", "R001", "R013"],
)
def test_what_even_the_coordinator_cannot_make_eligible(form: RequestForm) -> None:
    assert NO in {found.answer for _, found in verdicts(form, World().facts(form, coordinator()), SCHEME)}


APPROVERS = [
    ({}, "Northam", "today's landlord"),
    ({"original_landlord": "Southby", **TA}, "Southby", "in TA, the original landlord, not the placing one (R022)"),
    ({"original_landlord": "Southby", "tenancy_type": "non_secure", **TA}, "Southby", "in TA on a licence, the original one"),
    (
        {"tenancy_owed": "Eastley", "tenancy_type": "non_secure", **TA},
        "Eastley",
        "in TA and owed a home: the one that owes (R003)",
    ),
    ({"tenancy_type": "owed", "tenancy_owed": "Eastley"}, "Eastley", "a care leaver: the one that owes (R003)"),
    ({"tenancy_type": "owed"}, "", "owed by nobody knows whom"),
    ({"tenancy_type": "owed", "tenancy_owed": "Eastley", "original_landlord": "Southby"}, "", "owed by one, formerly of another"),
    ({**TA}, "", "in TA, and no former landlord is named: the placing one is never taken"),
    ({**REFUGE}, "Northam", "in a refuge, the landlord of the tenancy that is kept"),
    ({**REFUGE, "original_landlord": "Southby"}, "Southby", "in a refuge, the landlord before"),
    ({**REFUGE, "tenancy_owed": "Southby"}, "", "in a refuge, with a tenancy here and one owed there"),
    ({"original_landlord": "Southby"}, "", "at home, two landlords are named"),
    ({"original_landlord": "Northam"}, "Northam", "at home, the same landlord twice"),
]


@pytest.mark.rule("R003", "R022")
@pytest.mark.parametrize(("answers", "landlord"), [case[:2] for case in APPROVERS], ids=[case[2] for case in APPROVERS])
def test_who_must_approve(answers: dict[str, Any], landlord: str) -> None:
    assert approver(request(**answers)) == landlord


@pytest.mark.rule("R022")
def test_the_placing_authority_cannot_approve() -> None:  # R022
    world = World()
    reference = world.requested(original_landlord="Harbour Homes", tenancy_type="non_secure", **TA)
    assert questions(world.hear(approval(), DANA, reference)) == ["approval"]
    assert world.hear(approval(), HARBOUR_LEAD, reference).letters


def test_every_criterion_has_a_yes_and_something_else_in_the_table() -> None:
    for criterion in ELIGIBILITY:
        answers = {answer for says, _, answer, _ in CASES if says == criterion.says}
        assert YES in answers
        assert answers & {NO, UNKNOWN}
