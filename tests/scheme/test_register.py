"""The partner register as people really save it: good rows are kept, bad ones are told (CONTRACT, R020, R021)."""

from __future__ import annotations

from datetime import date

import pytest

from scheme.agreement import load, shipped
from scheme.register import Partner, as_csv, find_by_mailbox, parse_csv

LONDON = load(shipped("pan_london"))
NORTHMERE = load(shipped("northmere"))
HEADER = "name,kind,aliases (;),areas (;),named_leads (;),circulars_to (;),offers_from (;),status,since\n"
HACKNEY = (
    "Hackney,council,Hackney Living,LB Hackney,Dawn@Hackney.example,lets@hackney.example,"
    "lets@hackney.example; voids@hackney.example,active,2017-01-01\n"
)
DAWN = Partner(
    name="Hackney",
    kind="council",
    aliases=("Hackney Living",),
    areas=("Hackney",),
    named_leads=("dawn@hackney.example",),
    circulars_to=("lets@hackney.example",),
    offers_from=("lets@hackney.example", "voids@hackney.example"),
    since=date(2017, 1, 1),
)


def test_a_row_of_the_contract() -> None:
    assert parse_csv(HEADER + HACKNEY, LONDON) == ((DAWN,), ())


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + HEADER + HACKNEY,
        (HEADER + HACKNEY).replace("\n", "\r\n"),
        HEADER.replace(" (;)", "") + HACKNEY,
        HEADER.replace(" (;)", "(;)").upper() + HACKNEY,
        HEADER.replace("_", " ").title() + HACKNEY,
        "sep=,\n" + HEADER + HACKNEY,
        "\n\n" + HEADER + ",,,,,,,,\n" + HACKNEY,
        HEADER.replace(",", ";")
        + HACKNEY.replace("; ", "|")
        .replace(",", ";")
        .replace("lets@hackney.example|voids@hackney.example", '"lets@hackney.example; voids@hackney.example"'),
        (HEADER + HACKNEY).replace(",", "\t"),
        HEADER + HACKNEY.replace("lets@hackney.example; voids@hackney.example", '"lets@hackney.example\nvoids@hackney.example"'),
        HEADER + HACKNEY.replace("2017-01-01", "01/01/2017"),
    ],
    ids=[
        "byte order mark",
        "CRLF",
        "no (;)",
        "capitals",
        "spaces",
        "sep=",
        "empty lines",
        "semicolons",
        "tabs",
        "lines in a cell",
        "British day",
    ],
)
def test_the_same_row_however_the_spreadsheet_saved_it(text: str) -> None:
    assert parse_csv(text, LONDON) == ((DAWN,), ())


def test_columns_may_stand_in_any_order() -> None:
    header = "status,offers_from,name,named_leads,since,areas,circulars_to,kind\n"
    text = header + "active,,Hackney,dawn@hackney.example,,Hackney,,council\n"
    partners, problems = parse_csv(text, LONDON)
    assert (partners[0].named_leads, partners[0].areas, partners[0].status, problems) == (
        ("dawn@hackney.example",),
        ("Hackney",),
        "active",
        (),
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence", "kept"),
    [
        ("Hackney,council", ",council", "Row 2: the name is missing; the row is left out.", None),
        ("council", "landlord", "Row 2 (Hackney): the kind is «landlord»", {"kind": "association"}),
        (
            "active",
            "live",
            "the status is «live»; it must be active or paused or left. It is read as paused.",
            {"status": "paused"},
        ),
        ("active", "", "the status is missing", {"status": "paused"}),
        (
            "Dawn@Hackney.example",
            "",
            "there is no named lead, so the partner cannot be active",
            {"named_leads": (), "status": "paused"},
        ),  # R020
        (
            "Dawn@Hackney.example",
            "hackney.example",
            "«hackney.example» in named_leads is not a whole mailbox",
            {"status": "paused"},
        ),  # R021
        ("Dawn@Hackney.example", "@hackney.example", "not a whole mailbox", {"status": "paused"}),
        ("Dawn@Hackney.example", "*@hackney.example", "«*@hackney.example» in named_leads", {"status": "paused"}),
        ("Dawn@Hackney.example", "Dawn <dawn@hackney.example>", "not a whole mailbox", {"status": "paused"}),
        ("lets@hackney.example,", "lets@hackney,", "«lets@hackney» in circulars_to", {"circulars_to": ()}),
        ("LB Hackney", "Hackny", "«Hackny» in areas is not known; write areas as the scheme does.", {"areas": ()}),
        ("LB Hackney", "LBH; Hackney", "it may mean Hackney, Haringey", {"areas": ("Hackney",)}),
        ("LB Hackney", "Dalston", "it may mean Hackney; write the one that is meant", {"areas": ()}),
        ("LB Hackney", "all boroughs", "write areas as the scheme does", {"areas": ()}),
        ("2017-01-01", "last year", "«last year» in since is not a day like 2025-01-31", {"since": None}),
        ("2017-01-01", "2017-01-01,dawn@other.example", "it has more cells than the first line", None),
    ],
)
def test_a_flaw_is_told_with_its_row_and_the_good_row_after_it_is_kept(
    old: str, new: str, sentence: str, kept: dict[str, object] | None
) -> None:
    camden = "Camden,council,,Camden,lead@camden.example,,,active,\n"
    partners, problems = parse_csv(HEADER + HACKNEY.replace(old, new, 1) + camden, LONDON)
    assert any(sentence in problem and problem.startswith("Row 2") for problem in problems), problems
    assert partners[-1].name == "Camden"
    assert len(partners) == (1 if kept is None else 2)
    for field, value in (kept or {}).items():
        assert getattr(partners[0], field) == value


def test_two_partners_of_one_name_are_a_problem_and_the_first_is_kept() -> None:
    partners, problems = parse_csv(HEADER + HACKNEY + HACKNEY.replace("Hackney,", "HACKNEY,", 1).replace("Dawn", "Tom"), LONDON)
    assert partners == (DAWN,)
    assert problems == ("Row 3 (HACKNEY): HACKNEY stands in an earlier row already; this row is left out, make one of the two.",)


def test_two_rows_for_one_landlord_are_told() -> None:
    _, problems = parse_csv(
        HEADER + HACKNEY + HACKNEY.replace("Hackney,council,Hackney Living", "Hackney Homes,council,", 1), LONDON
    )
    assert problems == (
        "Hackney and Hackney Homes are one landlord to the scheme, Hackney: make them one row, or set one to «left».",
    )


def test_an_alias_of_two_partners_is_told() -> None:
    _, problems = parse_csv(HEADER + HACKNEY + "Alder,association,Hackney Living,,lead@alder.example,,,active,\n", LONDON)
    assert problems == (
        "«hackney living» is written for Hackney and Alder: until one of them gives it up, it counts for neither.",
    )


def test_an_open_quotation_mark_does_not_swallow_the_rows_after_it() -> None:
    partners, problems = parse_csv(HEADER + 'Alder,association,"Alder HA,,lead@alder.example,,,active,\n' + HACKNEY, LONDON)
    assert [(partner.name, partner.status) for partner in partners] == [("Alder", "paused"), ("Hackney", "active")]
    assert "quotation mark" in problems[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty"),
        ("\n \n", "The file is empty"),
        (HACKNEY, "no column «name»"),
        (HEADER.replace("status", "state") + HACKNEY, "The column «state» is not known"),
        (HEADER.replace("named_leads (;)", "offers_from"), "lacks the columns named_leads"),
    ],
)
def test_a_first_line_that_does_not_name_the_columns(text: str, sentence: str) -> None:
    assert any(sentence in problem for problem in parse_csv(text, LONDON)[1])


def test_without_a_scheme_areas_are_taken_as_written() -> None:
    partners, problems = parse_csv(HEADER + HACKNEY, None)
    assert (partners[0].areas, problems) == (("LB Hackney",), ())


@pytest.mark.rule("R021")
def test_deputies_are_whole_mailboxes_of_a_column_that_a_register_may_be_without() -> None:
    header = HEADER.rstrip("\n") + ",deputies (;)\n"
    row = "Alder,association,,,lead@alder.example,,,active,,Jo@alder.example; @alder.example; sam@alder.example\n"
    (alder,), problems = parse_csv(header + row, LONDON)
    assert alder.deputies == ("jo@alder.example", "sam@alder.example")
    assert [each for each in problems if "deputies" in each] == [
        "Row 2 (Alder): «@alder.example» in deputies is not a whole mailbox like name@landlord.example; it is left out."
    ]
    assert alder.roles_of("jo@alder.example") == ("deputies",)
    assert parse_csv(as_csv((alder, DAWN)), None) == ((alder, DAWN), ())
    assert "deputies" not in as_csv((DAWN,))


@pytest.mark.rule("R020")
def test_a_deputy_is_no_named_lead() -> None:
    header = HEADER.rstrip("\n") + ",deputies (;)\n"
    (alder,), problems = parse_csv(header + "Alder,association,,,,,,active,,jo@alder.example\n", None)
    assert alder.status == "paused"
    assert any("no named lead" in each for each in problems)


@pytest.mark.parametrize("name", ["pan_london", "northmere"])
def test_what_is_written_is_read_back(name: str) -> None:
    scheme = load(shipped(name))
    partners, _ = parse_csv(shipped(name).with_name(f"{name}_register.csv").read_text(), scheme)
    awkward = Partner(name='Alder, Ash & "Oak"', aliases=("A; B".replace(";", ","),), status="paused")
    assert parse_csv(as_csv((*partners, awkward)), scheme) == ((*partners, awkward), ())


def test_a_mailbox_finds_its_partners_and_its_roles_exactly() -> None:
    alder = Partner(name="Alder", named_leads=("dawn@hackney.example",))
    assert find_by_mailbox((DAWN, alder), " DAWN@hackney.example") == (DAWN, alder)
    assert find_by_mailbox((DAWN, alder), "tom@hackney.example") == ()  # the domain proves nothing (R021)
    assert DAWN.roles_of("Lets@hackney.example") == ("circulars_to", "offers_from")
    assert DAWN.roles_of("dawn@hackney.example") == ("named_leads",)
    assert DAWN.roles_of("") == ()


def test_areas_of_another_region_are_not_known_in_this_one() -> None:
    _, problems = parse_csv(HEADER + HACKNEY, NORTHMERE)
    assert any("«LB Hackney» in areas is not known" in problem for problem in problems)
