"""A scheme file with faults is refused as a whole, and all its faults are told at once, each with what to do (R066)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scheme.agreement import SchemeError, load, shipped

GOOD = (Path(__file__).parent / "three_partners.toml").read_text()
AREA = '[[area]]\nname = "Skerra"\n'


def refused(tmp_path: Path, text: str) -> str:
    file = tmp_path / "isles.toml"
    file.write_text(text)
    with pytest.raises(SchemeError) as raised:
        load(file)
    return str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('prefix = "TI"', 'prefix = "ti7"', "[reference] prefix must be two to six capital letters"),
        ('name = "Three Isles Exchange"', "", "At the top: name is missing"),
        ('region = "Three Isles"', "region = 3", "region must be a text in quotation marks, not 3"),
        ("region_words", "regoin_words", "At the top: regoin_words is not known here"),
        ("essential = ", "#", "those that are `essential`"),
        ("since = 2025-01-01", "", "give the day from which it holds"),
        ("since = 2025-01-01", 'since = "2025"', "'2025' is not of the right kind"),
        ("owed_cap = 1", "owed_cap = 0", "owed_cap must be at least 1"),
        ("owed_cap = 1", 'owed_cap = "3"', "'3' is not of the right kind"),
        ("owed_cap = 1", "owed_kap = 1", "owed_kap is not known here"),
        ("owed_cap = 1", 'cap_counts = "gross"', "cap_counts must be one of net, since_last"),
        ("owed_cap = 1", 'circulate_to = "some"', "circulate_to must be one of stock, all"),
        ("owed_cap = 1", "circulate_warn_day = 9", "circulate_warn_day no later"),
        ("owed_cap = 1", "approval_chase_days = [5, 5]", "each later than the one before"),
        ("owed_cap = 1", "retention_months = 0", "retention_months must be at least 1"),
        ("owed_cap = 1", "offers_per_request = -1", "offers_per_request must be 0"),
        ("owed_cap = 1", 'inverted_choice_grounds = ["gangs"]', "names gangs, which is no [[ground]]"),
        ("minimum_areas = 1", "minimum_areas = 3", "minimum_areas must lie between 1 and 2"),
        ("[texts]", "[[policy]]\nsince = 2024-01-01\n[texts]", "order them"),
        ("[texts]", "[[policy]]\nsince = 2025-01-01\n[texts]", "each with a day of its own"),
        ('not_emergency = "Not emergency accommodation."', "", "not_emergency is missing; letters cannot be written without it"),
        ('owing = "One home will be owed."', 'owing = "  "', "owing is missing"),
        ('key = "domestic_abuse"', 'key = "domestic"', "domestic is no ground known to the program"),
        ('report_group = "All grounds"', 'report_group = "Some"', "Some is no [reports] group"),
        ("vawg = true", 'vawg = "yes"', "vawg must be true or false"),
        ('words = ["DA"]', 'words = "DA"', "words must be a list of texts"),
        ('neighbours = ["Holmsa"]', 'neighbours = ["Holmsey"]', "Holmsey is no [[area]]: mend its spelling"),
        ('neighbours = ["Holmsa"]', 'neighbours = ["Holmsa", "Veldey"]', "add Skerra to Veldey"),
        ('neighbours = ["Holmsa"]', 'neighbours = ["Holmsa", "Skerra"]', "Skerra is its own neighbour"),
        (AREA, AREA + 'aliases = ["Veldey Council"]\n', "«veldey council» is written for several areas, Skerra and Veldey"),
        (AREA, AREA + 'places = ["Holmsa"]\n', "has the place Holmsa, which is also a spelling of an area"),
        (AREA, AREA + 'homes_now = ["Holmsa"]\n', "Skerra has council homes and homes_now"),
        (AREA, AREA + 'council_homes = false\nhomes_now = ["Nobody"]\n', "Nobody is no landlord"),
        (AREA, AREA + 'council_homes = false\nbodies = ["Skerra Homes"]\n', "a council without homes has no housing bodies"),
        (AREA, AREA + 'nieghbours = ["Holmsa"]\n', "nieghbours is not known here"),
        ('name = "Veldey"', 'name = "Holmsa"', "[[area]] Holmsa stands there twice"),
        (
            "[reports]",
            '[[landlord]]\nname = "Alder"\naliases = ["Veldey Council"]\n[reports]',
            "several landlords, Veldey and Alder",
        ),
        ("[reports]", '[[landlord]]\nname = "Alder"\nformer = ["Ash"]\n[reports]', "former must be a list of tables"),
        ("[reports]", '[ambiguous.areas]\nX = ["Nowhere"]\n[reports]', "[ambiguous.areas] X: Nowhere is no [[area]]"),
        ("[reports]", '[ambiguous.landlords]\nX = ["Nobody"]\n[reports]', "[ambiguous.landlords] X: Nobody is no landlord"),
        ("[reports]", '[subregions]\nEast = { areas = ["Nowhere"] }\n[reports]', "[subregions] East: Nowhere is no [[area]]"),
        ("[reports]", '[subregions]\nEast = ["Skerra"]\n[reports]', "[subregions] East: write it as"),
        ("region_words", 'outside_places = ["Skerra"]\nregion_words', "outside_places has Skerra"),
        ("[spellings]", '[spellings]\nonly_alone = ["XX"]', "only_alone has «XX»"),
    ],
)
def test_a_fault_is_told_with_what_to_do(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in GOOD
    assert sentence in refused(tmp_path, GOOD.replace(old, new, 1))


@pytest.mark.parametrize("table", ["policy", "ground", "area"])
def test_a_scheme_without_a_part_is_told_which(tmp_path: Path, table: str) -> None:
    start = GOOD.index(f"[[{table}]]")
    rest = GOOD[start:]
    end = min(
        (rest.index(head) for head in ("[texts]", "[[area]]") if head in rest[2:] and rest.index(head) > 0), default=len(rest)
    )
    assert f"The file has no [[{table}]]" in refused(tmp_path, GOOD[:start] + rest[end:])


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = (
        GOOD.replace("owed_cap = 1", "owed_cap = 0")
        .replace('neighbours = ["Holmsa"]', "")
        .replace('report_group = "All grounds"', 'report_group = "?"')
    )
    assert refused(tmp_path, text).count("\n") == 2


def test_a_file_that_is_no_toml_and_one_that_is_not_there(tmp_path: Path) -> None:
    assert "isles.toml is not a TOML file in UTF-8" in refused(tmp_path, "name = \n")
    with pytest.raises(SchemeError, match=r"cannot be read .*check .scheme. file"):
        load(tmp_path / "nowhere.toml")
    with pytest.raises(SchemeError, match=r"take one of .*northmere"):
        shipped("atlantis")


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "isles.toml"
    file.write_text(GOOD)
    assert load(file).region == "Three Isles"
    assert load(file) is load(file)
    file.write_text(GOOD.replace('region = "Three Isles"', 'region = "Four Isles!"'))
    os.utime(file, (1, 1))
    assert load(file).region == "Four Isles!"


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "isles.toml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert len(load(file).areas) == 3
