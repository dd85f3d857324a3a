"""`reciprocal init DIR`: from nothing to a region that runs its journey, with 3 partners and with 83 (R066, R068)."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from scheme.agreement import SchemeError, load
from scheme.register import Partner, as_csv, parse_csv
from service import init_talk, look, new_region
from service.config import WrongUsage
from service.config import load as load_settings
from service.init_talk import Given
from service.new_region import NewArea, NewRegion, areas_of_csv, prefix_for
from store.engine import open_store
from tests.support.region import ROOT

TODAY = date(2026, 12, 1)


def reciprocal(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service.cli", *words],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=180, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def rehearse(home: Path) -> dict[str, str]:
    """Run the rehearsal as README.md says; the output of each command."""
    config = str(home / "rehearsal" / "reciprocal.toml")
    steps = {
        "import": ("partners", "import", str(home / "rehearsal" / "register.csv")),
        "run": ("run", "--once"),
    }
    said = {}
    for name, words in steps.items():
        done = reciprocal("--config", config, *words)
        assert done.returncode == 0, done.stdout + done.stderr
        said[name] = done.stdout
    store = open_store(f"sqlite:///{home / 'rehearsal' / 'rehearsal.db'}")
    looks = {"cases": look.cases, "ledger": look.ledger, "queue": look.queue, "outbox": look.outbox}
    said |= {name: json.dumps(deed(store)) for name, deed in looks.items()}
    store.close()
    return said


def large_register() -> str:
    """Thirty-three councils and fifty associations, each association with homes in three areas."""
    names = [f"Wold {chr(65 + number // 26)}{chr(97 + number % 26)}shire" for number in range(33)]
    councils = [Partner(name=name, kind="council", areas=(name,), **_boxes(f"council{n}")) for n, name in enumerate(names)]
    associations = [
        Partner(
            name=f"Harrow Ridge Homes {n}",
            areas=tuple(sorted({names[n % 33], names[(n * 7 + 3) % 33], names[(n * 5 + 11) % 33]})),
            **_boxes(f"homes{n}"),
        )
        for n in range(50)
    ]
    return as_csv((*councils, *associations))


def _boxes(name: str) -> dict[str, tuple[str, ...]]:
    domain = f"{name}.example"
    return {"named_leads": (f"lead@{domain}",), "circulars_to": (f"homes@{domain}",), "offers_from": (f"voids@{domain}",)}


@pytest.mark.rule("R066", "R068")
def test_a_region_of_three_partners_is_set_up_and_rehearses_a_whole_move(tmp_path: Path) -> None:
    home = tmp_path / "kestrel"
    done = reciprocal("init", str(home), "--region", "Kestrel Vale", "--areas", "Aldmoor; Birchham; Coldwater", "--cap", "2")
    assert done.returncode == 0, done.stderr
    said = rehearse(home)
    assert '"state": "moved"' in said["cases"]
    assert '"owes": 1' in said["ledger"]
    assert '"owes": -1' in said["ledger"]
    assert said["queue"].count('"id"') == 2
    assert '"state": "held"' not in said["outbox"]
    assert len(list((home / "rehearsal" / "letters").glob("*.eml"))) == said["outbox"].count('"id"')


@pytest.mark.rule("R066", "R068")
def test_a_region_of_eighty_three_partners_is_set_up_from_its_register(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    register.write_text(large_register(), encoding="utf-8")
    names = "; ".join(row.name for row in parse_csv(register.read_text(), None)[0] if row.kind == "council")
    home = tmp_path / "wolds"
    done = reciprocal("init", str(home), "--region", "The Wolds", "--areas", names, "--register", str(register))
    assert done.returncode == 0, done.stderr
    said = rehearse(home)
    assert "83 partners" in said["import"]
    assert '"state": "moved"' in said["cases"]
    circulars = said["outbox"].count('"kind": "circular"')
    assert 3 < circulars < 82  # those with homes in one of the five areas, not everybody
    kept, problems = parse_csv((home / "register.csv").read_text(), load(home / "scheme.toml"))
    assert not problems
    assert len(kept) == 83


def test_the_live_configuration_is_one_that_the_program_reads(tmp_path: Path) -> None:
    new_region.write(_region(coordinators=("cora@kestrel.example",)), tmp_path / "new")
    settings = load_settings(tmp_path / "new" / "reciprocal.toml", {})
    assert settings.outbox.mode == "rehearsal"  # nothing is sent before a person says so
    assert settings.alarms.to == ("cora@kestrel.example",)
    assert load(settings.scheme.file).reference_prefix == "KST"
    assert [group.key for group in load(settings.scheme.file).monitoring] == ["lbt_women", "leaving_care", "justice_system"]


@pytest.mark.rule("R066", "R074")
def test_a_new_region_answers_what_people_ask_in_its_own_words(tmp_path: Path) -> None:
    reciprocal("init", str(tmp_path / "new"), "--region", "Kestrel Vale", "--areas", "Aldmoor; Birchham")
    scheme = load(tmp_path / "new" / "scheme.toml")
    assert {"how_long", "outside_region"} <= set(
        scheme.topics_in("How long does it take, and may they move out of Kestrel Vale?")
    )
    assert not [topic.key for topic in scheme.faq if "$" in topic.answer or "London" in topic.answer or not topic.answer]


def test_councils_without_a_named_lead_wait_as_paused(tmp_path: Path) -> None:
    new_region.write(_region(), tmp_path / "new")
    partners, problems = parse_csv((tmp_path / "new" / "register.csv").read_text(), load(tmp_path / "new" / "scheme.toml"))
    assert not problems
    assert {(partner.name, partner.status) for partner in partners} == {
        (name, "paused") for name in ("Aldmoor", "Birchham", "Coldwater")
    }


def test_nothing_that_exists_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(WrongUsage, match="not an empty folder"):
        new_region.write(_region(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_a_register_that_does_not_fit_is_told_and_leaves_the_folder_free(tmp_path: Path) -> None:
    register = as_csv((Partner(name="Nowhere Homes", areas=("Nowhere",), named_leads=("a@b.example",)),))
    with pytest.raises(WrongUsage, match="Nowhere"):
        new_region.write(_region(register=register), tmp_path / "new")
    new_region.write(_region(), tmp_path / "new")


def test_two_areas_of_one_name_are_told_by_the_scheme_file(tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match="Aldmoor"):
        new_region.write(_region(areas=(NewArea(name="Aldmoor"), NewArea(name="Aldmoor"))), tmp_path / "new")


@pytest.mark.parametrize("name", ['Ring "o" Bells', "Cwm\\Taf", "Æsir £ Vale", "A' B"])
def test_any_name_is_written_so_that_it_reads_back(tmp_path: Path, name: str) -> None:
    new_region.write(_region(name=name, region=name), tmp_path / "new")
    scheme = load(tmp_path / "new" / "scheme.toml")
    assert (scheme.name, scheme.region) == (name, name)


def test_areas_come_from_a_table_too() -> None:
    table = "name,aliases,neighbours,council_homes\nAldmoor,AM,Birchham; Coldwater,yes\nBirchham,,,no\n"
    first, second = areas_of_csv(table)
    assert first == NewArea(name="Aldmoor", aliases=("AM",), neighbours=("Birchham", "Coldwater"))
    assert not second.council_homes
    with pytest.raises(WrongUsage, match="Row 2"):
        areas_of_csv("name,council_homes\nAldmoor,perhaps\n")
    with pytest.raises(WrongUsage, match="columns"):
        areas_of_csv("area\nAldmoor\n")


def test_what_is_not_told_is_asked_with_a_proposal() -> None:
    asked: list[tuple[str, str]] = []

    def ask(question: str, proposal: str) -> str:
        asked.append((question, proposal))
        return {"What is the region called?": "Kestrel Vale"}.get(
            question, "Aldmoor; Birchham" if "areas has" in question else proposal
        )

    found = init_talk.new_region_of(Given(), ask, TODAY)
    assert (found.name, found.prefix, found.cap) == ("Kestrel Vale Housing Reciprocal", "KST", 3)
    assert [area.name for area in found.areas] == ["Aldmoor", "Birchham"]
    assert ("Which capital letters begin its references?", "KST") in asked


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (Given(), "--region"),
        (Given(region="Vale"), "--areas"),
        (Given(region="Vale", areas="A;B", prefix="a1"), "capital letters"),
        (Given(region="Vale", areas="A;B", address="nobody"), "no mailbox"),
        (Given(region="Vale", areas="A;B", cap="none"), "whole number"),
    ],
)
def test_without_somebody_to_ask_a_sentence_says_what_is_missing(given: Given, sentence: str) -> None:
    with pytest.raises(WrongUsage, match=sentence):
        init_talk.new_region_of(given, None, TODAY)


def test_a_prefix_is_proposed_for_any_region() -> None:
    assert [prefix_for(region) for region in ("Kestrel Vale", "Io", "123")] == ["KST", "IOR", "REC"]


def _region(**changes: object) -> NewRegion:
    said: dict[str, object] = {
        "name": "Kestrel Vale Housing Reciprocal",
        "region": "Kestrel Vale",
        "prefix": "KST",
        "areas": tuple(NewArea(name=name) for name in ("Aldmoor", "Birchham", "Coldwater")),
        "since": TODAY,
    }
    return NewRegion(**{**said, **changes})  # type: ignore[arg-type]
