"""What a coordinator may say of a case by herself: a row for each act, offered where the case's state lets it work.

Each is the same word as `reciprocal enter` takes, so the line decides it as it does a mail. To add one, write its row here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from matching.case import LIVE, OPEN, REOPENINGS, TAKEN_BACK, Case, OfferState, State
from matching.orders import ORDERS

May: TypeAlias = Callable[[Case], bool]
APPROVAL, OFFERS, REQUEST = "The landlord's approval", "Offers and the move", "The request"
ENDS, SAFETY, NOTES = "Ending it, and opening it again", "Who may hear of it", "For the record"
GROUPS = (APPROVAL, OFFERS, REQUEST, ENDS, SAFETY, NOTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """`fixed` is said by the act itself; `asks` is filled in, those in `needs` always. `told_by`: whose word it is.

    `reason` and `override`: "" | "may" | "must".
    """

    key: str
    group: str
    title: str
    what: str
    kind: str
    may: May
    fixed: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()  # «a|b» is one of the two
    told_by: str = ""  # "landlord" | "officer" | "offering" (always)
    which_offer: bool = False
    reason: str = ""
    override: str = ""


def _open(case: Case) -> bool:
    return case.open


def _waits_for_approval(case: Case) -> bool:
    return case.state is State.AWAITING_APPROVAL and case.approved_on is None


def _is_approved(case: Case) -> bool:
    return case.open and case.approved_on is not None


def _held(case: Case) -> bool:
    return case.state is State.HELD_AT_CAP and case.paused_on is None


def _is_out(case: Case) -> bool:
    return case.state in {State.CIRCULATED, State.OFFERED} and case.paused_on is None


def _has_open_offer(case: Case) -> bool:
    return case.open and bool(case.offers_in(OfferState.OPEN))


def _has_live_offer(case: Case) -> bool:
    return case.open and bool(case.offers_in(*LIVE))


def _is_accepted(case: Case) -> bool:
    return case.state is State.ACCEPTED


def _may_be_paused(case: Case) -> bool:
    return case.open and case.paused_on is None


def _is_paused(case: Case) -> bool:
    return case.open and case.paused_on is not None


def _has_two_officers(case: Case) -> bool:
    return case.open and len(case.officers) > 1


def _may_open_again(case: Case) -> bool:
    is_counted = case.state is State.MOVED and TAKEN_BACK not in case.told
    return bool(REOPENINGS.get(case.state)) and not is_counted and bool(case.officers)


def _may_lapse(case: Case) -> bool:
    return case.open and case.state is not State.ACCEPTED


def _has_refused_home(case: Case) -> bool:
    return case.open and bool(set(refusing(case)) - set(case.may_offer_again))


def _has_shield(case: Case) -> bool:
    return bool(case.excluded or case.shut_out)


def _has_landlord(case: Case) -> bool:
    return case.open and bool(case.landlord) and bool(case.officers)


def _always(_case: Case) -> bool:
    return True


def refusing(case: Case) -> tuple[str, ...]:
    """Landlords whose home was refused: they may not offer again until a person says so (R044)."""
    return tuple(dict.fromkeys(offer.landlord for offer in case.offers_in(OfferState.REFUSED)))


def _order(key: str, *, group: str, title: str, what: str, may: May, asks: tuple[str, ...] = (), reason: str = "") -> Act:
    """An order of matching/orders.py: what it needs stands there."""
    needs = tuple(need for need in ORDERS[key].needs if need != "reason")
    return Act(
        key=key,
        group=group,
        title=title,
        what=what,
        kind="case_order",
        may=may,
        fixed=(f"order={key}",),
        asks=(*(name for need in needs for name in need.split("|")), *asks),
        needs=needs,
        reason="must" if "reason" in ORDERS[key].needs else reason,
    )


ACTS: tuple[Act, ...] = (
    Act(
        key="approve",
        group=APPROVAL,
        title="The landlord approves",
        what="The landlord told you that it approves. The request goes past the cap, and out.",
        kind="landlord_decision",
        may=_waits_for_approval,
        fixed=("decision=approve",),
        asks=("acknowledges_owing",),
        told_by="landlord",
        override="may",
    ),
    Act(
        key="release",
        group=APPROVAL,
        title="Let it go on above the cap",
        what="Its landlord owes as many homes as it may. With your reason it goes out all the same; the steering group sees it.",
        kind="landlord_decision",
        may=_held,
        fixed=("decision=approve",),
        override="must",
    ),
    Act(
        key="decline",
        group=APPROVAL,
        title="The landlord declines",
        what="The landlord told you that it does not approve. The request ends.",
        kind="landlord_decision",
        may=_waits_for_approval,
        fixed=("decision=decline",),
        asks=("decline_reason",),
        needs=("decline_reason",),
        told_by="landlord",
    ),
    Act(
        key="panel",
        group=APPROVAL,
        title="A panel will decide",
        what="It is chased again after its panel.",
        kind="landlord_decision",
        may=_waits_for_approval,
        fixed=("decision=pending_panel",),
        asks=("panel_date",),
        needs=("panel_date",),
        told_by="landlord",
    ),
    _order(
        "landlord",
        group=APPROVAL,
        title="Another landlord decides",
        may=_waits_for_approval,
        what="The right landlord is asked; the one that was asked before is told that it is over for it.",
    ),
    _order(
        "declined",
        group=APPROVAL,
        title="The landlord takes its approval back",
        may=_is_approved,
        what="You have spoken to the landlord. The request ends wherever it stands.",
    ),
    Act(
        key="offer",
        group=OFFERS,
        title="A landlord offers a home",
        what="The officers get a letter with what you enter. The address stands in that letter alone.",
        kind="property_offer",
        may=_is_out,
        asks=(
            "area",
            "bedrooms",
            "property_type",
            "floor",
            "lift",
            "address",
            "tenure",
            "rent",
            "rent_period",
            "pets_allowed",
            "available_from",
            "viewing_date",
            "reply_by",
        ),
        needs=("area", "bedrooms"),
        told_by="offering",
    ),
    Act(
        key="viewing",
        group=OFFERS,
        title="A viewing is booked",
        what="It is noted with the offer.",
        kind="outcome",
        may=_has_live_offer,
        fixed=("stage=viewing_booked",),
        asks=("date",),
        needs=("date",),
        told_by="officer",
        which_offer=True,
    ),
    Act(
        key="viewed",
        group=OFFERS,
        title="The home was viewed",
        what="It is noted with the offer.",
        kind="outcome",
        may=_has_live_offer,
        fixed=("stage=viewed",),
        asks=("date",),
        told_by="officer",
        which_offer=True,
    ),
    Act(
        key="no_show",
        group=OFFERS,
        title="Nobody came to the viewing",
        what="It is noted with the offer.",
        kind="outcome",
        may=_has_live_offer,
        fixed=("stage=no_show",),
        asks=("date",),
        told_by="officer",
        which_offer=True,
    ),
    Act(
        key="accepted",
        group=OFFERS,
        title="The home is accepted",
        what="A place under the cap is taken, and other offers are let go.",
        kind="outcome",
        may=_has_open_offer,
        fixed=("stage=accepted",),
        told_by="officer",
        which_offer=True,
        override="may",
    ),
    Act(
        key="refused",
        group=OFFERS,
        title="The home is refused",
        what="The landlord is told; the request goes on.",
        kind="outcome",
        may=_has_live_offer,
        fixed=("stage=refused",),
        asks=("refusal_reason",),
        needs=("refusal_reason",),
        told_by="officer",
        which_offer=True,
    ),
    Act(
        key="offer_withdrawn",
        group=OFFERS,
        title="The landlord takes its home back",
        what="The officers are told; the request goes on.",
        kind="outcome",
        may=_has_live_offer,
        fixed=("stage=offer_withdrawn",),
        which_offer=True,
    ),
    Act(
        key="tenancy_started",
        group=OFFERS,
        title="The tenancy has started",
        what="The move is counted in the pot: one home owed, one given.",
        kind="outcome",
        may=_is_accepted,
        fixed=("stage=tenancy_started",),
        asks=("tenancy_start_date", "adults_moved", "children_moved"),
        needs=("tenancy_start_date",),
        told_by="officer",
        which_offer=True,
    ),
    _order(
        "lift_bar",
        group=OFFERS,
        title="Let a landlord offer again",
        may=_has_refused_home,
        what="One of its homes was refused, so it may not offer again by itself.",
    ),
    Act(
        key="areas",
        group=REQUEST,
        title="Other areas",
        what="Ask first whether an area is safe. Landlords there are told, or told no more.",
        kind="change",
        may=_open,
        fixed=("change=areas",),
        asks=("areas_added", "areas_removed"),
        needs=("areas_added|areas_removed",),
        told_by="officer",
    ),
    _order(
        "bedrooms",
        group=REQUEST,
        title="Another number of bedrooms",
        may=_open,
        what="Your reason stands in the history, and whoever looks for a home is told.",
    ),
    Act(
        key="household",
        group=REQUEST,
        title="Other people in the household",
        what="Write all who are to move now.",
        kind="change",
        may=_open,
        fixed=("change=household",),
        asks=("adults", "children", "pregnancy_due"),
        needs=("adults",),
        told_by="officer",
    ),
    Act(
        key="officer",
        group=REQUEST,
        title="Another nominating officer",
        what="She stands beside those who are there; both are told.",
        kind="change",
        may=_open,
        fixed=("change=officer",),
        asks=("new_officer_name", "new_officer_email"),
        needs=("new_officer_name", "new_officer_email"),
    ),
    _order(
        "officer_left", group=REQUEST, title="A nominating officer has left", may=_has_two_officers, what="Another one stays."
    ),
    _order(
        "pause",
        group=REQUEST,
        title="Let it rest",
        may=_may_be_paused,
        what="Landlords are asked not to offer for now. It keeps its place.",
        asks=("until",),
    ),
    _order("resume", group=REQUEST, title="Let it go on", may=_is_paused, what="Landlords are told that it is open again."),
    Act(
        key="still_needed",
        group=REQUEST,
        title="The move is still needed",
        what="The officer answered; the silence is over.",
        kind="change",
        may=_may_be_paused,
        fixed=("change=still_needed",),
        told_by="officer",
    ),
    Act(
        key="withdraw",
        group=ENDS,
        title="The request is withdrawn",
        what="Everybody who knew of it hears that it is over, and nobody hears why.",
        kind="withdrawal",
        may=_open,
        asks=("change",),
        needs=("change",),
        told_by="officer",
    ),
    _order("lapse", group=ENDS, title="Let it lapse", may=_may_lapse, what="Nobody answers, and you have tried."),
    _order("ineligible", group=ENDS, title="The scheme cannot help", may=_open, what="The officer alone learns the reason."),
    _order(
        "reopen",
        group=ENDS,
        title="Open it again",
        may=_may_open_again,
        what="It goes on from where it can. Its landlord may be asked anew.",
    ),
    _order(
        "exclude",
        group=SAFETY,
        title="Keep somebody out of it",
        may=_always,
        what="A landlord, or one mailbox, hears no more of it. Nobody sees that, or why.",
        reason="may",
    ),
    _order(
        "include",
        group=SAFETY,
        title="Let somebody back in",
        may=_has_shield,
        what="A landlord or mailbox that was kept out.",
        reason="may",
    ),
    _order(
        "give_contact",
        group=SAFETY,
        title="Give the officers the landlord's named lead",
        may=_has_landlord,
        what="Of the household's own landlord, by letter, this once.",
    ),
    _order(
        "note", group=NOTES, title="Write a note", may=_always, what="A line in its history. No name of the household, please."
    ),
    _order(
        "groups",
        group=NOTES,
        title="Groups whose access is studied",
        may=_always,
        what="For figures alone; no letter and no history names them.",
    ),
)
BY_KEY: Mapping[str, Act] = {act.key: act for act in ACTS}
# Choices that make no sense where an act asks, though the field has them.
WITHDRAWN_BECAUSE = ("withdrawn", "rehoused_elsewhere", "consent_withdrawn", "lost_contact")


def acts_for(case: Case, *, studies_groups: bool) -> tuple[Act, ...]:
    """What can work now."""
    return tuple(act for act in ACTS if act.may(case) and (act.key != "groups" or studies_groups) and _order_fits(act, case))


def _order_fits(act: Act, case: Case) -> bool:
    return act.kind != "case_order" or not ORDERS[act.key].of_open or case.state in OPEN
