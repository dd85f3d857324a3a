"""What the coordinator's verbs around reading do: teach a wording, have a mail read again, unlock it, hand in what she opened."""

from __future__ import annotations

import io
import os
import pty
import select
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

import msoffcrypto.format.ooxml
import pytest

from ingest.message import RawMessage
from parsing.files import open_document
from parsing.read import read, read_file
from parsing.readings import Mail
from scheme.agreement import Scheme
from service import handing_in, labels, opening, second_reading
from service.config import WrongUsage
from service.resolve import Answer, CannotResolve, resolve
from service.second_reading import Desk
from tests.support.cast import BOUNDARY, HACKNEY_LEAD, OFFICER, STRANGER, Attachment, mail, ref
from tests.support.papers import ANSWERS, approval, request_form, request_mail
from tests.support.region import ROOT, Region
from tests.support.word_maker import form_docx

REF = ref(1)
WISHES, TAX = "Neighbourhood wishes of the family", "Colour of the front door"
PASSWORD = "correct horse £9"
LEARN_BOTH = (f"{WISHES}=areas_requested", f"{TAX}=nothing")


class RoomHere:
    """The reading room's verbs in this very process: the walls around a child are proved in test_reading_room.py."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme

    def read(self, raw: RawMessage) -> Mail:
        return read(raw, self.scheme, trusted_authserv_ids=(BOUNDARY,))

    def read_file(self, name: str, data: bytes, password: str = "") -> Mail:
        opener = partial(open_document, password=password)
        return read_file(name, data, self.scheme, trusted_authserv_ids=(BOUNDARY,), opener=opener)


@contextmanager
def desk(region: Region, by: str = "Ada Okafor") -> Iterator[Desk]:
    @contextmanager
    def room(scheme: Scheme) -> Iterator[RoomHere]:
        yield RoomHere(scheme)

    with region.store_open() as (settings, store):
        yield Desk(store=store, scheme=opening.scheme_with_register(settings, store), open_room=room, by=by)


def read_again(region: Region, question: str, *learn: str, password: str = "") -> str:
    with desk(region) as sat:
        said = second_reading.read_again(sat, question, learn=learn, password=password)
    region.run()
    return said


def unlock(region: Region, question: str, password: str = PASSWORD) -> str:
    with desk(region) as sat:
        said = second_reading.unlock(sat, question, password)
    region.run()
    return said


def hand_in(region: Region, question: str, *files: Path, password: str = "") -> str:
    with desk(region) as sat:
        said = handing_in.hand_in(sat, question, files, password)
    region.run()
    return said


def answer(region: Region, question: str, given: Answer) -> None:
    with desk(region) as sat:
        resolve(sat.store, sat.scheme, question, given, sat.by)
    region.run()


def revoke(region: Region, label: str) -> str:
    with region.store_open() as (_, store):
        return labels.revoke(store, label, "Ada Okafor")


def open_questions(region: Region) -> dict[str, str]:
    return {each["id"]: each["kind"] for each in region.look("queue")}


def renamed(label: str, wording: str, changes: Mapping[str, str] = MappingProxyType({})) -> list[tuple[str, str]]:
    """The answers of a form on which one question is worded anew, and asked last."""
    answers = {**ANSWERS, **changes}
    said = answers.pop(label)
    return [*answers.items(), (wording, said)]


def new_template(changes: Mapping[str, str] = MappingProxyType({}), wishes: str = "Camden, Brent") -> bytes:
    """A council's own new form: one question worded as nobody has worded it, and one more that nobody needs."""
    return form_docx((*renamed("Boroughs requested", WISHES, {**changes, "Boroughs requested": wishes}), (TAX, "B")))


ANOTHER_FAMILY = {
    "Details of adults (above 18) requesting to move": "1 adult, female, 51",
    "Details of children": "1 child: girl 15",
    "Tenancy type": "Assured",
    "Borough of residence": "Ealing",
    "Date of request": "09/11/2026",
}


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return Region(home=tmp_path / "region").open()


def locked(rows: Iterable[tuple[str, str]], password: str = PASSWORD) -> bytes:
    """A form as Word locks it. The logo keeps it above the size below which msoffcrypto locks a file beyond repair."""
    logo = b"".join(sha256(bytes([number])).digest() for number in range(99))
    held = io.BytesIO()
    form = form_docx(tuple(rows), extra_parts={"word/media/logo.bin": logo})
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(form)).encrypt(password, held)
    return held.getvalue()


def saved(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def sealed_mail(sender: str = HACKNEY_LEAD, subject: str = f"RE: {REF}", number: int = 20) -> bytes:
    words = "You have received a secure message. Click the link below to read the secure message: https://cjsm.example/m/1"
    return mail(sender, subject, words, number=number)


# --- learned labels ---------------------------------------------------------------------------------------------------


def test_two_unknown_wordings_are_one_question(region: Region) -> None:
    region.tell(request_mail(new_template()))
    (question,) = region.look("queue")
    assert question["needs"] == "wording"
    assert WISHES in question["why"]
    assert TAX in question["why"]


def test_a_taught_wording_opens_the_case_and_the_next_form_goes_straight_through(region: Region) -> None:
    region.tell(request_mail(new_template()))
    said = read_again(region, "Q1", *LEARN_BOTH)
    assert "L1, L2 learned" in said
    assert (region.states(), region.look("queue")) == ({REF: "awaiting_approval"}, [])
    assert region.look("case", REF)["areas"] == ["Brent", "Camden"]
    region.tell(request_mail(new_template(ANOTHER_FAMILY), number=2))
    assert (region.states(), region.look("queue")) == ({REF: "awaiting_approval", ref(2): "awaiting_approval"}, [])


def test_what_was_learned_is_listed_and_can_be_revoked(region: Region) -> None:
    region.tell(request_mail(new_template()))
    read_again(region, "Q1", *LEARN_BOTH)
    listed = [(each["id"], each["label"], each["field"], each["learned_by"], each["question"]) for each in region.look("labels")]
    assert listed == [("L1", WISHES, "areas_requested", "Ada Okafor", "Q1"), ("L2", TAX, None, "Ada Okafor", "Q1")]
    assert "L1 is revoked" in revoke(region, "l1")
    assert [each["revoked_by"] for each in region.look("labels")] == ["Ada Okafor", None]
    region.tell(request_mail(new_template(ANOTHER_FAMILY), number=2))
    (question,) = region.look("queue")
    assert WISHES in question["why"]
    assert TAX not in question["why"]
    assert region.states() == {REF: "awaiting_approval", ref(2): "received"}


@pytest.mark.parametrize("label", ["L1", "L7", "nonsense"])
def test_a_label_is_revoked_once(region: Region, label: str) -> None:
    region.tell(request_mail(new_template()))
    read_again(region, "Q1", *LEARN_BOTH)
    revoke(region, "L1")
    with pytest.raises(CannotResolve):
        revoke(region, label)


def test_what_is_still_in_doubt_asks_again(region: Region) -> None:
    region.tell(request_mail(new_template(wishes="Camden and somewhere near Wembley")))
    told = region.told()
    read_again(region, "Q1", *LEARN_BOTH)
    (question,) = region.look("queue")
    assert question["kind"] == "doubt"
    assert "Wembley" in question["why"]
    assert region.states() == {REF: "received"}
    assert region.told() == told  # the officer hears nothing twice


def test_a_wording_alone_learned_leaves_the_other_in_question(region: Region) -> None:
    region.tell(request_mail(new_template()))
    read_again(region, "Q1", LEARN_BOTH[0])
    (question,) = region.look("queue")
    assert (question["id"], question["needs"]) == ("Q2", "wording")
    assert WISHES not in question["why"]
    read_again(region, "Q2", LEARN_BOTH[1])
    assert (region.states(), region.look("queue")) == ({REF: "awaiting_approval"}, [])


def test_other_open_questions_with_the_wording_are_read_again_too(region: Region) -> None:
    region.tell(request_mail(new_template()), request_mail(new_template(ANOTHER_FAMILY), number=2))
    assert len(open_questions(region)) == 2
    assert "1 other question with the same wording" in read_again(region, "Q1", *LEARN_BOTH)
    assert (region.states(), region.look("queue")) == ({REF: "awaiting_approval", ref(2): "awaiting_approval"}, [])


def test_to_teach_a_wording_vouches_for_no_sender(region: Region) -> None:
    """A second reading is nobody's word but the sender's (F32)."""
    region.tell(request_mail(new_template(), sender=STRANGER))
    assert open_questions(region) == {"Q1": "sender"}
    read_again(region, "Q1", *LEARN_BOTH)
    assert open_questions(region) == {"Q2": "sender"}
    assert region.states() == {}
    assert region.told() == []


def test_two_questions_on_one_form_are_both_settled_by_its_second_reading(region: Region) -> None:
    region.tell(request_mail(new_template({"Applicant's landlord": "Newham Council"})))
    assert sorted(open_questions(region).values()) == ["doubt", "landlord"]
    read_again(region, "Q1", *LEARN_BOTH)
    assert list(open_questions(region).values()) == ["landlord"]


@pytest.mark.parametrize(
    ("learn", "trouble", "sentence"),
    [
        (("Council tax band",), WrongUsage, "teaches nothing"),
        (("=areas_requested",), WrongUsage, "teaches nothing"),
        (("Council tax band=",), WrongUsage, "teaches nothing"),
        ((f"{TAX}=favourite_colour",), WrongUsage, "The fields: consent_given"),
        ((f"{TAX}=nothing", f"{TAX.upper()}:=pets"), WrongUsage, "two meanings"),
        (("Areas to avoid=areas_requested",), CannotResolve, "knows the question «Areas to avoid» already, as areas_at_risk"),
        (("Shoe size=nothing",), CannotResolve, f"not among the questions that are unknown on this form. These are: «{WISHES}»"),
    ],
)
def test_what_must_not_be_taught(region: Region, learn: tuple[str, ...], trouble: type[Exception], sentence: str) -> None:
    region.tell(request_mail(new_template()))
    with pytest.raises(trouble, match=sentence.replace("(", r"\(")):
        read_again(region, "Q1", *learn)
    assert open_questions(region) == {"Q1": "doubt"}
    assert region.look("labels") == []


def test_a_question_that_is_about_no_form_teaches_nothing(region: Region) -> None:
    region.tell(request_mail(request_form()), approval(REF, sender=STRANGER))
    with pytest.raises(CannotResolve, match="not about a form"):
        read_again(region, "Q1", *LEARN_BOTH)


def test_the_label_may_be_written_as_the_queue_shows_it(region: Region) -> None:
    long = "Which of the places that were talked about with the family at the second meeting would they wish to hear about first"
    region.tell(request_mail(form_docx(renamed("Boroughs requested", long))))
    (question,) = region.look("queue")
    shown = question["why"].partition("«")[2].partition("»")[0]
    assert shown != long
    read_again(region, "Q1", f"«{shown}» = Areas requested")
    assert region.states() == {REF: "awaiting_approval"}


# --- read again -------------------------------------------------------------------------------------------------------


def test_a_mended_register_is_seen_by_a_second_reading(tmp_path: Path) -> None:
    register = "\n".join(line for line in Region(home=tmp_path / "x").register.splitlines() if not line.startswith("Hackney"))
    region = Region(home=tmp_path / "region", register=register).open()
    region.tell(request_mail(request_form()))
    assert list(open_questions(region).values()) == ["landlord"]
    (region.home / "register.csv").write_text(Region(home=tmp_path / "y").register)
    region.open()
    read_again(region, "Q1")
    assert (region.states(), region.look("queue")) == ({REF: "awaiting_approval"}, [])


def test_reading_twice_changes_nothing_else(region: Region) -> None:
    region.tell(request_mail(new_template()))
    before = region.everything()
    read_again(region, "Q1")
    read_again(region, "Q2")
    assert region.everything() == before


@pytest.mark.rule("R021")
def test_a_lead_registered_since_is_heard_and_a_stranger_is_not(region: Region) -> None:
    """R021: reading again is no way around who may approve."""
    region.tell(request_mail(request_form()), approval(REF, sender=STRANGER))
    read_again(region, "Q1")
    assert region.states() == {REF: "awaiting_approval"}
    (region.home / "register.csv").write_text(region.register.replace("nadia.ferris@hackney", "sam.stone@nowhere"))
    region.open()
    read_again(region, next(iter(open_questions(region))))
    assert region.states() == {REF: "circulated"}


def test_only_the_paper_that_was_asked_about_is_decided_again(region: Region) -> None:
    """Two forms in one mail: the sound one is a case already, and stays one case."""
    files = [
        Attachment(name="first.docx", data=request_form()),
        Attachment(name="second.docx", data=new_template(ANOTHER_FAMILY)),
    ]
    region.tell(mail(OFFICER, "Two requests", "Please see attached.", attachments=files))
    assert region.states() == {REF: "awaiting_approval", ref(2): "received"}
    told = region.told()
    read_again(region, "Q1", *LEARN_BOTH)
    assert region.states() == {REF: "awaiting_approval", ref(2): "awaiting_approval"}
    assert [each["case"] for each in region.letters("approval_request")] == [REF, ref(2)]
    assert len(region.told()) > len(told)


def test_what_cannot_be_read_this_time_either_stays_open(region: Region) -> None:
    region.tell(b"\xff\xfe not a mail")
    with pytest.raises(CannotResolve, match="cannot be read this time either"):
        read_again(region, "Q1")
    assert len(open_questions(region)) == 1


def test_what_she_entered_herself_is_not_lost_by_reading_again(region: Region) -> None:
    region.tell(request_mail(request_form(**{"Applicant's landlord": "Newham Council"})))
    answer(region, "Q1", Answer(fields=("bedrooms_needed=3",)))
    (question,) = open_questions(region)
    with pytest.raises(CannotResolve, match="what Ada Okafor entered"):
        read_again(region, question)


def test_a_question_is_answered_once(region: Region) -> None:
    region.tell(request_mail(new_template()))
    read_again(region, "Q1", *LEARN_BOTH)
    with pytest.raises(CannotResolve, match="answered already, by Ada Okafor"):
        read_again(region, "Q1")


# --- locked papers ----------------------------------------------------------------------------------------------------


def test_the_password_opens_the_form_and_the_case(region: Region) -> None:
    region.tell(request_mail(locked(ANSWERS.items())))
    (question,) = region.look("queue")
    assert (question["kind"], question["needs"]) == ("unreadable", "password")
    assert "The password opens Property request.docx (Q1)" in unlock(region, "Q1")
    assert (region.states(), region.look("queue")) == ({REF: "awaiting_approval"}, [])


def test_a_wrong_password_changes_nothing(region: Region) -> None:
    region.tell(request_mail(locked(ANSWERS.items())))
    with pytest.raises(CannotResolve, match=r"does not open Property request\.docx"):
        unlock(region, "Q1", "wrong")
    assert (open_questions(region), region.states()) == ({"Q1": "unreadable"}, {})


def test_the_password_opens_those_that_it_fits(region: Region) -> None:
    files = [
        Attachment(name="one.docx", data=locked(ANSWERS.items())),
        Attachment(name="two.docx", data=locked({**ANSWERS, **ANOTHER_FAMILY}.items())),
        Attachment(name="three.docx", data=locked(ANSWERS.items(), "another")),
    ]
    region.tell(mail(OFFICER, "Requests", "Please see attached.", attachments=files))
    assert len(open_questions(region)) == 3
    said = unlock(region, "Q2")
    assert "one.docx (Q1)" in said
    assert "two.docx (Q2)" in said
    assert open_questions(region) == {"Q3": "unreadable"}
    assert region.states() == {REF: "awaiting_approval", ref(2): "awaiting_approval"}


def test_a_password_vouches_for_no_sender(region: Region) -> None:
    region.tell(request_mail(locked(ANSWERS.items()), sender=STRANGER))
    unlock(region, "Q1")
    assert (open_questions(region), region.states(), region.told()) == ({"Q2": "sender"}, {}, [])


def test_a_locked_form_of_a_new_template_is_learned_with_its_password(region: Region) -> None:
    region.tell(request_mail(locked([*renamed("Boroughs requested", WISHES), (TAX, "B")])))
    unlock(region, "Q1")
    (question,) = open_questions(region)
    with pytest.raises(CannotResolve, match="give its password too"):
        read_again(region, question, *LEARN_BOTH)
    assert region.look("labels") == []
    read_again(region, question, *LEARN_BOTH, password=PASSWORD)
    assert (region.states(), region.look("queue")) == ({REF: "awaiting_approval"}, [])


def test_a_question_without_a_lock_needs_no_password(region: Region) -> None:
    region.tell(request_mail(new_template()))
    with pytest.raises(WrongUsage, match="does not wait for a password"):
        unlock(region, "Q1")


def test_the_password_stands_nowhere_in_the_store(region: Region) -> None:
    region.tell(request_mail(locked(ANSWERS.items())))
    unlock(region, "Q1")
    dump = "\n".join(sqlite3.connect(region.home / "reciprocal.db").iterdump())
    assert "awaiting_approval" in dump
    assert PASSWORD not in dump
    assert PASSWORD.encode().hex() not in dump.lower()


# --- handed in --------------------------------------------------------------------------------------------------------


@pytest.fixture
def waiting(region: Region) -> Region:
    """A case that waits for its landlord, whose answer came in a sealed mail."""
    region.tell(request_mail(request_form()))
    region.tell(sealed_mail())
    assert [each["needs"] for each in region.look("queue")] == ["opening"]
    return region


def test_an_approval_out_of_a_sealed_mail_counts_once(waiting: Region, tmp_path: Path) -> None:
    opened = saved(tmp_path, "opened.eml", approval(REF, number=21))
    hand_in(waiting, "Q1", opened)
    assert (waiting.states(), waiting.look("queue")) == ({REF: "circulated"}, [])
    told = waiting.told()
    with pytest.raises(CannotResolve, match="answered already"):
        hand_in(waiting, "Q1", opened)
    waiting.tell(sealed_mail(number=30))
    (question,) = open_questions(waiting)
    with pytest.raises(CannotResolve, match="handed in already, for Q1 by Ada Okafor"):
        hand_in(waiting, question, opened)
    waiting.tell(approval(REF, number=21))  # the same mail, by the ordinary way at last
    assert (waiting.states(), waiting.told()) == ({REF: "circulated"}, told)


def test_an_opened_mail_of_another_sender_is_a_doubt(waiting: Region, tmp_path: Path) -> None:
    hand_in(waiting, "Q1", saved(tmp_path, "opened.eml", approval(REF, sender=STRANGER, number=21)))
    (question,) = waiting.look("queue")
    assert question["kind"] == "doubt"
    assert "opened.eml is from sam.stone@nowhere.example" in question["why"]
    assert waiting.states() == {REF: "awaiting_approval"}
    answer(waiting, question["id"], Answer(accept=True))
    assert waiting.states() == {REF: "circulated"}


def test_the_sealed_mails_reference_holds_for_what_was_inside(waiting: Region, tmp_path: Path) -> None:
    body = "Hello,\n\nApproved from our side, we will owe one home.\n\nKind regards\nNadia Ferris"
    hand_in(waiting, "Q1", saved(tmp_path, "opened.eml", mail(HACKNEY_LEAD, "Our answer", body, number=21)))
    assert waiting.states() == {REF: "circulated"}


def test_another_reference_inside_is_a_doubt(waiting: Region, tmp_path: Path) -> None:
    hand_in(waiting, "Q1", saved(tmp_path, "opened.eml", approval(ref(2), number=21)))
    assert len(open_questions(waiting)) == 1
    assert waiting.states() == {REF: "awaiting_approval"}


def test_the_sealed_mail_itself_is_no_answer(waiting: Region, tmp_path: Path) -> None:
    with pytest.raises(CannotResolve, match="is a mail that came by itself"):
        hand_in(waiting, "Q1", saved(tmp_path, "again.eml", sealed_mail()))
    with pytest.raises(CannotResolve, match="cannot be read either"):
        hand_in(waiting, "Q1", saved(tmp_path, "again.eml", sealed_mail(number=99)))
    assert open_questions(waiting) == {"Q1": "unreadable"}


def test_a_request_form_handed_in_is_a_case_of_its_sender(region: Region, tmp_path: Path) -> None:
    region.tell(sealed_mail(OFFICER, "A request"))
    hand_in(region, "Q1", saved(tmp_path, "form.docx", request_form()))
    assert region.states() == {REF: "awaiting_approval"}
    assert region.look("queue") == []
    assert "Ada Okafor" in {line["who"] for line in region.look("case", REF)["history"]}


def test_what_is_doubtful_in_a_file_handed_in_is_asked_and_not_settled(region: Region, tmp_path: Path) -> None:
    """R029: her hand on the file is no word on what stands in it."""
    region.tell(sealed_mail(OFFICER, "A request"))
    telling = request_form(**{"Support in place": "Harbour Advice. NI number of the client: AB 12 34 56 C"})
    hand_in(region, "Q1", saved(tmp_path, "form.docx", telling))
    assert "identity" in open_questions(region).values()
    assert region.states() == {REF: "received"}
    assert region.letters("approval_request") == []


def test_a_new_template_handed_in_can_be_learned(region: Region, tmp_path: Path) -> None:
    region.tell(sealed_mail(OFFICER, "A request"))
    hand_in(region, "Q1", saved(tmp_path, "form.docx", new_template()))
    (question,) = open_questions(region)
    read_again(region, question, *LEARN_BOTH)
    assert (region.states(), region.look("queue")) == ({REF: "awaiting_approval"}, [])


def test_a_locked_file_is_handed_in_with_its_password(region: Region, tmp_path: Path) -> None:
    region.tell(sealed_mail(OFFICER, "A request"))
    file = saved(tmp_path, "form.docx", locked(ANSWERS.items()))
    with pytest.raises(CannotResolve, match="give its password too"):
        hand_in(region, "Q1", file)
    hand_in(region, "Q1", file, password=PASSWORD)
    assert region.states() == {REF: "awaiting_approval"}


def test_the_words_of_a_saved_mail_do_not_count_where_the_senders_own_words_were_read(waiting: Region, tmp_path: Path) -> None:
    """F35: an attachment that could not be read is no wrapper around somebody's yes."""
    waiting.tell(
        mail(
            OFFICER,
            f"RE: {REF}",
            "Please see attached.",
            attachments=[Attachment(name="x.bin", data=b"\x01\x02\x03" * 99)],
            number=40,
        )
    )
    question = next(each["id"] for each in waiting.look("queue") if each["id"] != "Q1")
    with pytest.raises(CannotResolve, match="holds no paper that counts here"):
        hand_in(waiting, question, saved(tmp_path, "saved.eml", approval(REF, sender=OFFICER, number=41)))
    assert waiting.states() == {REF: "awaiting_approval"}


def test_two_files_are_taken_in_one_go(region: Region, tmp_path: Path) -> None:
    region.tell(sealed_mail(OFFICER, "Two requests"))
    files = [saved(tmp_path, "one.docx", request_form()), saved(tmp_path, "two.docx", request_form(**ANOTHER_FAMILY))]
    with pytest.raises(WrongUsage, match="named twice"):
        hand_in(region, "Q1", files[0], files[0])
    hand_in(region, "Q1", *files)
    assert region.states() == {REF: "awaiting_approval", ref(2): "awaiting_approval"}


def test_a_file_is_handed_in_only_for_what_could_not_be_read(region: Region, tmp_path: Path) -> None:
    region.tell(request_mail(new_template()))
    with pytest.raises(WrongUsage, match="not about something that could not be read"):
        hand_in(region, "Q1", saved(tmp_path, "form.docx", request_form()))


@pytest.mark.parametrize(("data", "sentence"), [(b" \n", "is empty"), (b"\x89PNG\r\n" + b"x" * 99, "cannot be read either")])
def test_a_file_that_says_nothing_is_refused(waiting: Region, tmp_path: Path, data: bytes, sentence: str) -> None:
    with pytest.raises(CannotResolve, match=sentence):
        hand_in(waiting, "Q1", saved(tmp_path, "file.bin", data))
    assert open_questions(waiting) == {"Q1": "unreadable"}


# --- through the command ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Q1: a new template. Q2: a locked form. Both for the real command, which reads in the real room."""
    region = Region(home=tmp_path_factory.mktemp("asked")).open()
    region.tell(
        request_mail(new_template()), request_mail(locked({**ANSWERS, **ANOTHER_FAMILY}.items()), number=2, name="locked.docx")
    )
    return region


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("Q1", "--learn", LEARN_BOTH[0], "--accept"), 2, "no other answer with them"),
        (("Q1", "--read-again", "--dismiss", "no"), 2, "no other answer with them"),
        (("Q1", "--read-again", "--file", "x.docx"), 2, "without --learn and --read-again"),
        (("Q1", "--file", "no such file.docx"), 2, "There is no file"),
        (("Q1", "--password-file", "no such file"), 1, "cannot be used"),
        (("Q9", "--read-again"), 1, "There is no question"),
        (("Q1", "--learn", "nothing at all"), 2, "teaches nothing"),
    ],
)
def test_each_wrong_use_has_its_sentence(asked: Region, words: tuple[str, ...], code: int, sentence: str) -> None:
    done = asked.command("resolve", *words, "--by", "Ada", check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_queue_says_which_way_is_open(asked: Region) -> None:
    shown = " ".join(asked.command("queue").stdout.replace("│", " ").split())
    assert "resolve Q1 --learn LABEL=FIELD" in shown
    assert "resolve Q2 --password" in shown


def test_the_command_does_it_all_in_the_real_room(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region", environment={"COLUMNS": "200"}).open()
    region.tell(
        request_mail(new_template()), request_mail(locked({**ANSWERS, **ANOTHER_FAMILY}.items()), number=2, name="locked.docx")
    )
    secret = saved(tmp_path, "secret", f"{PASSWORD}\n".encode())
    learned = region.command("resolve", "Q1", "--by", "Ada", "--learn", LEARN_BOTH[0], "--learn", LEARN_BOTH[1])
    assert "L1, L2 learned" in learned.stdout
    wrong = region.command("resolve", "Q2", "--by", "Ada", "--password-file", str(saved(tmp_path, "wrong", b"no")), check=False)
    assert (wrong.returncode, "still open" in wrong.stderr) == (1, True)
    unlocked = region.command("resolve", "Q2", "--by", "Ada", "--password-file", str(secret))
    assert PASSWORD not in unlocked.stdout + unlocked.stderr
    region.run()
    assert (region.states(), region.look("queue")) == ({REF: "awaiting_approval", ref(2): "awaiting_approval"}, [])
    assert WISHES in " ".join(region.command("labels").stdout.split())
    assert "L1 is revoked" in region.command("labels", "revoke", "L1", "--by", "Ada").stdout
    again = region.command("labels", "revoke", "L1", "--by", "Ada", check=False)
    assert (again.returncode, "revoked already, by Ada" in again.stderr) == (1, True)


def test_the_password_is_asked_for_where_nobody_sees_it(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region").open()
    region.tell(request_mail(locked(ANSWERS.items())))
    ours, theirs = pty.openpty()
    words = [
        sys.executable,
        "-m",
        "service.cli",
        "--config",
        str(region.home / "reciprocal.toml"),
        "resolve",
        "Q1",
        "--by",
        "Ada",
    ]
    with subprocess.Popen(
        [*words, "--password"], cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, close_fds=True
    ) as started:
        os.close(theirs)
        try:
            shown = seen_until(ours, b"password of the papers")
            os.write(ours, f"{PASSWORD}\n".encode())
            shown += seen_until(ours, b"The line decides")
            assert started.wait(60) == 0
        finally:
            started.kill()
    os.close(ours)
    assert PASSWORD.encode() not in shown
    region.run()
    assert region.states() == {REF: "awaiting_approval"}


def seen_until(screen: int, words: bytes) -> bytes:
    shown, until = b"", time.monotonic() + 120
    while words not in shown and time.monotonic() < until:
        if select.select([screen], [], [], 1)[0]:
            try:
                shown += os.read(screen, 4096)
            except OSError:  # the other side has hung up
                break
    assert words in shown, shown
    return shown


def test_no_password_is_no_answer(asked: Region) -> None:
    done = asked.command("resolve", "Q2", "--by", "Ada", "--password-file", str(saved(asked.home, "empty", b"\n")), check=False)
    assert (done.returncode, done.stderr) == (2, "No password was given.\n")


def test_strangers_words_mean_nothing_to_the_terminal(tmp_path: Path) -> None:
    region = Region(home=tmp_path / "region").open()
    region.tell(request_mail(form_docx(renamed("Boroughs requested", "[/] [bold]odd\u202e wishes"))))
    shown = region.command("queue").stdout
    assert "[/] [bold]odd" in " ".join(shown.replace("│", " ").split())
    assert "\u202e" not in shown
