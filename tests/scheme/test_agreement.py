"""Two regions, one program: names are looked up exactly or refused, numbers and texts come from data (R030, R066, R068)."""

from __future__ import annotations

import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from scheme.agreement import Scheme, SchemeError, load, shipped
from scheme.register import Partner, parse_csv
from scheme.terms import spelling_key

LONDON = load(shipped("pan_london"))
NORTHMERE = load(shipped("northmere"))
ISLES = load(Path(__file__).parent / "three_partners.toml")
SCHEMES = pytest.mark.parametrize("scheme", [LONDON, NORTHMERE, ISLES], ids=lambda scheme: scheme.name)
HACKNEY = (
    "Hackney",
    "hackney",
    "LB Hackney",
    "LB of Hackney",
    "Hackney Council",
    "London Borough of Hackney",
    "HACKNEY  LONDON BOROUGH",
)


def test_the_first_region_has_33_areas_29_councils_with_homes_and_46_associations() -> None:
    assert len(LONDON.areas) == 33
    assert sum(landlord.kind == "council" for landlord in LONDON.landlords) == 29
    assert sum(landlord.kind == "association" for landlord in LONDON.landlords) == 46
    assert {area.name for area in LONDON.areas if not area.council_homes} == {
        "Bexley",
        "Bromley",
        "Merton",
        "Richmond upon Thames",
    }


def test_the_second_region_has_8_areas_and_9_landlords() -> None:
    assert (len(NORTHMERE.areas), len(NORTHMERE.landlords), NORTHMERE.reference_prefix) == (8, 9, "NMR")


@SCHEMES
def test_neighbours_are_neighbours_both_ways(scheme: Scheme) -> None:
    pairs = {(area.name, other) for area in scheme.areas for other in area.neighbours}
    assert pairs
    assert pairs == {(other, name) for name, other in pairs}


def test_neighbours_across_the_river_and_nearly_touching_count_for_safety() -> None:
    pairs = {frozenset((area.name, other)) for area in LONDON.areas for other in area.neighbours}
    assert len(pairs) == 68 + 14 + 1  # on land, across the river, and the two that all but touch
    assert {frozenset(("Newham", "Greenwich")), frozenset(("Croydon", "Southwark"))} <= pairs


@SCHEMES
def test_every_way_to_write_an_area_by_its_name_is_that_area(scheme: Scheme) -> None:
    for area in scheme.areas:
        for spelling in (area.name, area.official, *area.aliases):
            if spelling and not scheme.area_proposals(spelling):
                assert scheme.area(spelling) is area


@pytest.mark.parametrize(
    ("written", "area"),
    [
        *((spelling, "Hackney") for spelling in HACKNEY),
        ("B&D", "Barking and Dagenham"),
        ("Barking/Dagenham", "Barking and Dagenham"),
        ("LBBD", "Barking and Dagenham"),
        ("h & f", "Hammersmith and Fulham"),
        ("Hams & Fulham", "Hammersmith and Fulham"),
        ("RBKC", "Kensington and Chelsea"),
        ("Chelsea", "Kensington and Chelsea"),
        ("Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"),
        ("Kingston–upon–Thames", "Kingston upon Thames"),
        ("Richmond", "Richmond upon Thames"),
        ("LBRuT", "Richmond upon Thames"),
        ("TH", "Tower Hamlets"),
        ("T.Hamlets", "Tower Hamlets"),
        ("The City", "City of London"),
        ("WCC", "Westminster"),
        ("Brent Council", "Brent"),
        ("Sutton", "Sutton"),
    ],
)
def test_an_area_written_exactly(written: str, area: str) -> None:
    found = LONDON.area(written)
    assert found is not None
    assert found.name == area
    assert LONDON.area_proposals(written) == ()


@pytest.mark.rule("R030")
@pytest.mark.parametrize(
    ("written", "proposals"),
    [
        ("LBB", {"Barnet", "Bexley", "Brent", "Bromley"}),
        ("LBH", {"Hackney", "Haringey", "Harrow", "Havering", "Hillingdon", "Hounslow"}),
        ("LBS", {"Southwark", "Sutton"}),
        ("LBR", {"Redbridge", "Richmond upon Thames"}),
        ("LBL", {"Lambeth", "Lewisham"}),
        ("LBC", {"Camden", "Croydon"}),
        ("LBW", {"Waltham Forest", "Wandsworth", "Westminster"}),
        ("City", {"City of London", "Westminster"}),
        ("Harringay", {"Haringey"}),
        ("Romford", {"Havering"}),
        ("Walthamstow", {"Waltham Forest"}),
        ("Ilford", {"Redbridge"}),
        ("Uxbridge", {"Hillingdon"}),
        ("Deptford", {"Lewisham"}),
        ("brixton", {"Lambeth"}),
        ("Bromley-by-Bow", {"Tower Hamlets"}),
        ("Brent Cross", {"Barnet"}),
        ("Camden Town", {"Camden"}),
        ("Kilburn", {"Brent", "Camden", "Westminster"}),
        ("Clapham", {"Lambeth", "Wandsworth"}),
        ("Crystal Palace", {"Bromley", "Croydon", "Lambeth", "Lewisham", "Southwark"}),
        ("Finsbury Park", {"Hackney", "Haringey", "Islington"}),
        ("Thamesmead", {"Bexley", "Greenwich"}),
        ("Highgate", {"Camden", "Haringey", "Islington"}),
        ("Norwood", {"Bromley", "Croydon", "Lambeth", "Southwark"}),
        ("Holborn", {"Camden", "City of London", "Westminster"}),
        ("Park Royal", {"Brent", "Ealing", "Hammersmith and Fulham"}),
        ("the east", {"Tower Hamlets", "Newham", "Barking and Dagenham", "Havering", "Redbridge", "Waltham Forest", "Hackney"}),
        ("SE London", {"Southwark", "Lewisham", "Greenwich", "Bexley", "Bromley"}),
        ("all boroughs", {area.name for area in LONDON.areas}),
    ],
)
def test_a_place_a_part_and_an_ambiguous_abbreviation_are_only_proposed(written: str, proposals: set[str]) -> None:  # R030
    assert LONDON.area(written) is None
    assert set(LONDON.area_proposals(written)) == proposals


@pytest.mark.parametrize(
    "written", ["Hackny", "Barnett", "Lewisam", "Newham and Lewisham", "London Fields Road", "ZZ99 9ZZ", "", "  ", "Westminister"]
)
def test_what_is_not_exactly_a_name_is_no_area(written: str) -> None:
    assert LONDON.area(written) is None
    assert LONDON.area_proposals(written) == ()


def test_running_text_is_not_searched_for_words_too_short_or_common() -> None:
    spellings = LONDON.area_spellings()
    assert not {spelling_key(word) for word in LONDON.only_alone} & set(spellings)
    assert spellings["tower hamlets"] == "Tower Hamlets"
    assert not set(spellings) & set(LONDON.area_proposal_spellings())


def test_a_good_many_places_are_known() -> None:
    assert len({place for area in LONDON.areas for place in area.places}) >= 120


@pytest.mark.parametrize(
    ("written", "landlord"),
    [
        *((spelling, "Hackney") for spelling in (*HACKNEY, "Hackney Homes", "Hackney Council Housing")),
        ("Homes for Haringey", "Haringey"),
        ("THH", "Tower Hamlets"),
        ("KCTMO", "Kensington and Chelsea"),
        ("Barnet Homes", "Barnet"),
        ("SHP", "Sutton"),
        ("LB Sutton", "Sutton"),
        ("Westminster City Council", "Westminster"),
        ("City of London Corporation", "City of London"),
        ("Peabody Trust", "Peabody"),
        ("Family Mosaic", "Peabody"),
        ("London and Quadrant Housing Trust", "L&Q"),
        ("l & q", "L&Q"),
        ("East Thames", "L&Q"),
        ("Affinity Sutton", "Clarion"),
        ("Merton Priory Homes", "Clarion"),
        ("Notting Hill Housing", "Notting Hill Genesis"),
        ("Network Homes", "SNG"),
        ("Optivo", "Southern Housing"),
        ("One Housing", "Riverside"),
        ("The Guinness Partnership", "Guinness"),
        ("Shepherd’s Bush Housing Group", "SBHG"),
        ("Women’s Pioneer Housing", "Women's Pioneer"),
        ("IDS", "IDS"),
        ("I.D.S.", "IDS"),
        ("Richmond Housing Partnership", "RHP"),
        ("saha", "Salvation Army Homes"),
    ],
)
def test_a_landlord_written_exactly(written: str, landlord: str) -> None:
    assert LONDON.landlord(written) == landlord
    assert LONDON.landlord_proposals(written) == ()


@pytest.mark.parametrize(
    ("written", "proposals"),
    [
        ("NHG", ("Notting Hill Genesis", "SNG")),
        ("SHA", ("Spitalfields HA", "Sutton")),
        ("Richmond", ("RHP", "PA Housing")),
        ("Richmond Council", ("RHP", "PA Housing")),
        ("Westminster", ("Westminster", "City of London")),
        ("City", ("City of London", "Westminster")),
        ("Sutton", ("Sutton", "Clarion")),
        ("Kensington", ("Kensington and Chelsea", "Peabody")),
        ("LBH", ("Hackney", "Haringey", "Harrow", "Havering", "Hillingdon", "Hounslow")),
        ("LBB", ("Barnet", "Orbit", "L&Q", "Brent", "Clarion")),  # two of the four have no homes left
        ("Bromley", ("Clarion",)),
        ("LB Merton", ("Clarion",)),
        ("Richmond and Wandsworth", ("Wandsworth", "RHP", "PA Housing")),
        ("Shepherds Bush HG", ("SBHG", "Guinness")),
        ("Local Space", ()),  # a body of its own, no part of the council
        ("Peabdy", ()),
    ],
)
def test_a_landlord_that_may_be_several_is_refused(written: str, proposals: tuple[str, ...]) -> None:
    assert LONDON.landlord(written) is None
    assert LONDON.landlord_proposals(written) == proposals


@pytest.mark.parametrize(
    ("written", "area", "landlord", "proposals"),
    [
        ("Ashrigg", "Ashrigg", "Ashrigg", ()),
        ("District of Ashrigg", "Ashrigg", "Ashrigg", ()),
        ("Ashrigg Moor Homes", None, "Ashrigg", ()),
        ("C&T", "Corrow and Tarn", None, ("Tarnside",)),
        ("Eldersand District Council", "Eldersand", None, ("Saltings Trust",)),
        ("Brackenfold", "Brackenfold", None, ("Brackenfold", "Tarnside")),
        ("Brackenfold Tarn Trust", None, "Tarnside", ()),
        ("ADC", None, None, ("Ashrigg", "Ashlode")),
        ("Hackney", None, None, ()),
    ],
)
def test_the_same_rules_hold_in_a_region_of_other_names(
    written: str, area: str | None, landlord: str | None, proposals: tuple[str, ...]
) -> None:  # R066
    found = NORTHMERE.area(written)
    assert (found.name if found else None, NORTHMERE.landlord(written), NORTHMERE.landlord_proposals(written)) == (
        area,
        landlord,
        proposals,
    )


@pytest.mark.rule("R004", "R005")
@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("domestic_abuse", "domestic_abuse"),
        ("Domestic Abuse", "domestic_abuse"),
        ("coercive control", "domestic_abuse"),
        ("Rape", "sexual_violence"),
        ("harmful sexual behaviour", "sexual_violence"),
        ("trafficking", "sexual_exploitation"),
        ("Child sexual exploitation", "sexual_exploitation"),
        ("So-called honour-based violence", "honour_based_violence"),
        ("FGM", "honour_based_violence"),
        ("stalking", "stalking"),
        ("LGBTQ+ hate crime", "hate_crime"),
        ("County Lines", "serious_youth_violence"),
        ("gang-related", "serious_youth_violence"),
        ("witness intimidation", "other_high_risk"),
        ("abuse", None),
        ("harassment", None),
        ("noise", None),
    ],
)
def test_a_ground_by_its_exact_words(written: str, key: str | None) -> None:  # R004
    ground = LONDON.ground(written)
    assert (ground.key if ground else None) == key


@pytest.mark.rule("R060", "R061")
def test_the_grounds_make_the_bars_of_the_report_and_the_vawg_total() -> None:  # R060, R061
    bars = {ground.key: ground.report_group for ground in LONDON.grounds}
    assert set(bars.values()) == set(LONDON.report_groups)
    assert {bars[ground.key] for ground in LONDON.grounds if ground.vawg} == {"Domestic abuse", "Other VAWG"}
    assert bars["other_high_risk"] == "High-risk community safety"


@pytest.mark.rule("R050")
@pytest.mark.parametrize(
    ("day", "version", "minimum_areas", "offers"),
    [
        (date(2016, 12, 31), "2017-01-01", 1, 0),  # before the first: the first
        (date(2017, 1, 1), "2017-01-01", 1, 0),
        (date(2023, 3, 31), "2017-01-01", 1, 0),
        (date(2023, 4, 1), "2023-04-01", 5, 1),
        (date(2024, 12, 31), "2023-04-01", 5, 1),
        (date(2030, 1, 1), "2025-01-01", 1, 3),
    ],
)
def test_the_policy_in_force_on_a_day(day: date, version: str, minimum_areas: int, offers: int) -> None:  # R050
    policy = LONDON.policy_on(day)
    assert (policy.version, policy.minimum_areas, policy.offers_per_request) == (version, minimum_areas, offers)
    assert (policy.owed_cap, policy.cap_counts) == (3, "net")
    assert LONDON.policy(version) is policy


def test_a_policy_that_a_case_came_in_under_must_stay_in_the_file() -> None:
    with pytest.raises(SchemeError, match=r"put the .*policy.* with that date back"):
        LONDON.policy("1999-01-01")


@pytest.mark.rule("R007", "R009", "R010", "R038")
@SCHEMES
def test_no_text_promises_a_day_an_offer_or_the_same_terms(scheme: Scheme) -> None:  # R007, R009, R010, R038, R045
    promising = (
        "will be offered",
        "we will offer",
        "we offer",
        "guaranteed",
        "within a week",
        "within days",
        "weeks",
        "soon",
        "as quickly as",
    )
    for key, text in scheme.texts.items():
        assert not [words for words in (*promising, "same terms", "same rent") if words in text.casefold()], key
        assert "\n" not in text


@SCHEMES
def test_no_text_tells_where_anybody_goes(scheme: Scheme) -> None:
    for key, text in scheme.texts.items():
        words = f" {spelling_key(text)} "
        assert not [name for area in scheme.areas for name in (area.name, *area.places) if f" {spelling_key(name)} " in words], (
            key
        )


@pytest.mark.parametrize(
    ("address", "free"),
    [
        ("ada@gmail.com", True),
        ("Ada@GoogleMail.com", True),
        ("ada@mail.yahoo.co.uk", True),
        ("ada@notgmail.com", False),
        ("ada@hackney.example", False),
        ("", False),
    ],
)
def test_a_mailbox_that_anybody_could_open(address: str, free: bool) -> None:
    assert LONDON.is_free_mail(address) is free


@pytest.mark.rule("R035")
def test_places_outside_the_region_are_known_as_such() -> None:  # R035
    assert LONDON.is_outside("KENT")
    assert not LONDON.is_outside("Kentish Town")


# ── with the register ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_of_the_register_becomes_the_canonical_one() -> None:
    scheme = LONDON.with_register([Partner(name="London Borough of Hackney", kind="council", aliases=("Hackney Living",))])
    for spelling in (*HACKNEY, "Hackney Homes", "Hackney Living"):
        assert scheme.landlord(spelling) == "London Borough of Hackney"
    assert scheme.landlord_proposals("LBH")[0] == "London Borough of Hackney"
    assert len(scheme.landlords) == len(LONDON.landlords)
    area = scheme.area("Hackney")
    assert area is not None
    assert area.name == "Hackney"


def test_a_partner_is_found_by_its_aliases_where_its_name_is_new() -> None:
    scheme = LONDON.with_register([Partner(name="Wandle Homes of Today", aliases=("Wandle",))])
    assert scheme.landlord("Wandle Housing Association") == "Wandle Homes of Today"


def test_a_partner_unknown_to_the_scheme_is_added_with_its_aliases() -> None:
    scheme = LONDON.with_register([Partner(name="Alder Homes", aliases=("Alder HA",))])
    assert (scheme.landlord("alder ha"), scheme.landlord("Alder Homes"), LONDON.landlord("Alder Homes")) == (
        "Alder Homes",
        "Alder Homes",
        None,
    )


def test_an_alias_that_comes_to_mean_two_landlords_is_refused_not_guessed() -> None:
    scheme = LONDON.with_register(
        [Partner(name="Alder Homes", aliases=("AH", "Hyde Group")), Partner(name="Ash Homes", aliases=("AH",))]
    )
    assert (scheme.landlord("AH"), scheme.landlord_proposals("AH")) == (None, ("Alder Homes", "Ash Homes"))


def test_an_alias_taken_from_another_landlord_is_refused() -> None:
    register = [
        Partner(name="Alder Homes", aliases=("Optivo", "Riverside Group")),
        Partner(name="Hyde"),
        Partner(name="Riverside"),
    ]
    scheme = LONDON.with_register(register)
    assert set(scheme.landlord_proposals("Riverside Group")) == {"Riverside", "Alder Homes"}
    assert set(scheme.landlord_proposals("Optivo")) == {"Southern Housing", "Alder Homes"}
    assert scheme.landlord("Riverside") == "Riverside"


def test_what_the_scheme_calls_ambiguous_stays_so_whatever_the_register_says() -> None:
    scheme = LONDON.with_register(
        [Partner(name="Notting Hill Genesis", aliases=("NHG",)), Partner(name="Sutton", kind="council")]
    )
    assert (scheme.landlord("NHG"), scheme.landlord("Sutton"), scheme.landlord("Sutton Council")) == (None, None, "Sutton")
    assert len(scheme.landlords) == len(LONDON.landlords)


def test_a_partner_still_registered_by_its_former_name_is_itself() -> None:
    both = [Partner(name="Peabody"), Partner(name="Catalyst", named_leads=("lead@catalyst.example",))]
    scheme = LONDON.with_register(both)
    assert (scheme.landlord("Catalyst"), scheme.landlord("Family Mosaic")) == ("Catalyst", "Peabody")


def test_a_partner_that_has_left_for_its_successor_is_the_successor() -> None:
    scheme = LONDON.with_register([Partner(name="Peabody"), Partner(name="Catalyst", status="left")])
    assert scheme.landlord("Catalyst") == "Peabody"


def test_a_council_without_homes_may_take_part_under_its_own_name() -> None:
    scheme = LONDON.with_register([Partner(name="Bexley", kind="council")])
    assert (scheme.landlord("LB Bexley"), scheme.landlord("Bexley Council"), LONDON.landlord("Bexley")) == (
        "Bexley",
        "Bexley",
        None,
    )


@pytest.mark.parametrize("name", ["pan_london", "northmere"])
def test_the_shipped_register_fits_its_scheme(name: str) -> None:
    scheme = load(shipped(name))
    partners, problems = parse_csv(shipped(name).with_name(f"{name}_register.csv").read_text(), scheme)
    assert problems == ()
    assert {partner.name for partner in partners} == {landlord.name for landlord in scheme.landlords}
    assert all(address.endswith(".example") for partner in partners for address in partner.mailboxes)
    registered = scheme.with_register(partners)
    assert {landlord.name for landlord in registered.landlords} == {landlord.name for landlord in scheme.landlords}
    assert registered.with_register(partners) == registered


@pytest.mark.rule("R066", "R068")
def test_three_partners_are_enough() -> None:  # R068
    partners = [
        Partner(name=name, kind="council", named_leads=(f"lead@{name.lower()}.example",))
        for name in ("Skerra", "Holmsa", "Veldey")
    ]
    scheme = ISLES.with_register(partners)
    assert [scheme.landlord(f"Isle of {partner.name}") for partner in partners] == ["Skerra", "Holmsa", "Veldey"]
    assert scheme.policy_on(date(2026, 1, 1)).owed_cap == 1


def test_a_scheme_travels_to_another_process() -> None:
    assert LONDON.landlord("Hackney") == "Hackney"
    assert pickle.loads(pickle.dumps(LONDON)) == LONDON  # noqa: S301 - our own bytes
    assert hash(LONDON) == hash(load(shipped("pan_london")))


def test_loading_a_scheme_needs_no_foreign_library() -> None:
    script = "import sys; from scheme.agreement import load, shipped; load(shipped('northmere')); print(*sorted(sys.modules))"
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=shipped("northmere").parent.parent
    )
    assert not {"rapidfuzz", "sqlalchemy", "docx", "pdfplumber", "jinja2"} & {name.split(".")[0] for name in out.stdout.split()}


@pytest.mark.parametrize("turned", [False, True], ids=["as written", "turned round"])
def test_the_order_of_rows_makes_no_difference_to_who_is_who(turned: bool) -> None:
    register = [
        Partner(name="Alder Homes", aliases=("Riverside Group",)),
        Partner(name="Riverside"),
        Partner(name="LB Hackney", kind="council"),
    ]
    scheme = LONDON.with_register(register[::-1] if turned else register)
    assert [scheme.landlord(name) for name in ("Alder Homes", "Riverside", "Riverside Group", "Hackney")] == [
        "Alder Homes",
        "Riverside",
        None,
        "LB Hackney",
    ]


def test_two_partners_of_one_council_leave_its_spellings_to_a_person() -> None:
    scheme = LONDON.with_register([Partner(name="Hackney", kind="council"), Partner(name="LB Hackney", kind="council")])
    assert scheme.landlord("Hackney Homes") == "Hackney"
    assert scheme.landlord("Hackney Council") is None
    assert set(scheme.landlord_proposals("Hackney Council")) == {"Hackney", "LB Hackney"}
