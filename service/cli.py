"""The command `reciprocal` (CONTRACT.md «The command»): words in, one plain sentence on stderr when something is wrong.

Looking commands start fast: every room is imported where it is used, and none of them brings in a parser.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from getpass import getpass
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from service.config import ConfigError, Settings, WrongUsage, find_config, load

app = typer.Typer(
    name="reciprocal",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="The mailbox service of a managed housing reciprocal: mails in; cases, a ledger and letters out.",
)
partners_app = typer.Typer(no_args_is_help=False, rich_markup_mode=None, help="The partner register.")
app.add_typer(partners_app, name="partners")
labels_app = typer.Typer(no_args_is_help=False, rich_markup_mode=None, help="The wordings of forms that were taught.")
app.add_typer(labels_app, name="labels")
pot_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="What only a person does to the pot.")
app.add_typer(pot_app, name="pot")
people_app = typer.Typer(no_args_is_help=False, rich_markup_mode=None, help="Who may sign in at the desk.")
app.add_typer(people_app, name="people")

AsJson = Annotated[bool, typer.Option("--json", help="One JSON document instead of text.")]


class WorkFailed(Exception):
    """The work could not be done: exit 1, with this sentence."""


@app.callback()
def begin(
    context: typer.Context,
    config: Annotated[
        str, typer.Option("--config", help="The configuration; else $RECIPROCAL_CONFIG, else ./reciprocal.toml.")
    ] = "",
) -> None:
    context.obj = find_config(config or None)


@app.command()
def run(
    context: typer.Context, once: Annotated[bool, typer.Option("--once", help="Do all that is due now, then stop.")] = False
) -> None:
    """The daemon: watch the mailbox, decide, send."""
    from service.daemon import run as run_daemon

    with _told():
        trouble = run_daemon(context.obj, _settings(context), once=once)
    if trouble:
        _fail(trouble, 1)


@app.command()
def demo(
    directory: Annotated[Path, typer.Option("--dir", help="Where its mailbox, store and letters go.")] = Path("demo"),
    leave: Annotated[bool, typer.Option("--exit", help="Do not wait at the end.")] = False,
    port: Annotated[int, typer.Option("--port", help="Where the desk answers.")] = 8080,
) -> None:
    """The whole service on this machine alone: a month of an invented region's mails, a summary, then the coordinator's desk."""
    from service.demo import play
    from service.stopping import end_in_good_order

    end_in_good_order()
    with _told():
        play(directory, wait=not leave, port=port)


@app.command("init")
def new_region(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")],
    region: Annotated[str, typer.Option("--region", help="The region's name.")] = "",
    name: Annotated[str, typer.Option("--name", help="The scheme's name.")] = "",
    areas: Annotated[str, typer.Option("--areas", help="Its areas, a semicolon between them.")] = "",
    areas_file: Annotated[Path | None, typer.Option("--areas-file", help="Or a table of them: docs/new_region.md.")] = None,
    area_words: Annotated[str, typer.Option("--area-words", help="What people call them, as: boroughs.")] = "",
    prefix: Annotated[str, typer.Option("--prefix", help="The capital letters that begin its references.")] = "",
    register: Annotated[Path | None, typer.Option("--register", help="The partner register, if there is one (CSV).")] = None,
    address: Annotated[str, typer.Option("--mailbox", help="The secure mailbox's address.")] = "",
    coordinators: Annotated[str, typer.Option("--coordinators", help="The coordinators' mailboxes, by semicolons.")] = "",
    cap: Annotated[str, typer.Option("--cap", help="How many homes a landlord may owe.")] = "",
    minimum_areas: Annotated[str, typer.Option("--minimum-areas", help="How many areas a request names at least.")] = "",
) -> None:
    """A new region: scheme file, register, configuration, blank forms and a rehearsal. Asks what it is not told."""
    from service import init_talk
    from service.new_region import write

    given = init_talk.Given(
        name=name, region=region, prefix=prefix, areas=areas, areas_file=areas_file, area_words=area_words, register=register,
        address=address, coordinators=coordinators, cap=cap, minimum_areas=minimum_areas,
    )  # fmt: skip
    with _told():
        ask = (lambda question, proposal: str(typer.prompt(question, default=proposal))) if init_talk.can_ask() else None
        for file in write(init_talk.new_region_of(given, ask, datetime.now(UTC).date()), directory):
            print(directory / file)
    print(f"Read {directory / 'README.md'} first: it begins with a rehearsal that sends nothing to anybody.")


@app.command("read")
def read_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Mails (.eml) or documents.")],
    scheme: Annotated[str, typer.Option("--scheme", help="A scheme's file or the name of one that is shipped.")] = "",
    show: Annotated[bool, typer.Option("--show", help="For a person: the words themselves, the read ones marked.")] = False,
) -> None:
    """What one mail or document says, without doing anything: a line of JSON a file."""
    from service.reading_room import ReaderFault, ReadingRoom

    failed = False
    with _told(), ReadingRoom(*_scheme_to_read_with(context, scheme), received_above_stamp=_received_above(context)) as room:
        for file in files:
            try:
                _print_reading(room, file, file.read_bytes(), show=show)
            except BrokenPipeError:
                raise
            except IsADirectoryError:
                failed = _complain(f"{file} is a folder. Name the files in it, as: reciprocal read {file}/*")
            except OSError as error:
                failed = _complain(f"{file} cannot be read: {error.strerror}.")
            except ReaderFault as fault:
                failed = _complain(f"{file} cannot be read for a fault of the program: {_last_line(fault)}")
    if failed:
        raise typer.Exit(1)


def _complain(sentence: str) -> bool:
    sys.stderr.write(sentence + "\n")
    return True


def _last_line(fault: Exception) -> str:
    """A child's fault is its whole trace; what happened stands in its last line."""
    return str(fault).strip().splitlines()[-1]


def _print_reading(room: Any, file: Path, data: bytes, *, show: bool) -> None:
    from parsing.readings import as_json

    if show:
        from service import evidence
        from service.show_reading import reading

        mail, documents, body = room.read_with_words(file.name, data)
        reading(str(file), mail, evidence.papers_of(mail, documents, body))
        return
    print(json.dumps(as_json(room.read_file(file.name, data), str(file)), ensure_ascii=False))


@app.command("cases")
def list_cases(context: typer.Context, as_json: AsJson = False) -> None:
    """Every case and where it stands."""
    from service import look

    with _told():
        _print(look.cases(_store(context)), as_json, "cases")


@app.command("case")
def one_case(context: typer.Context, reference: str, as_json: AsJson = False) -> None:
    """One case: its facts, its history, its letters."""
    from service import look

    with _told():
        found = look.case(_store(context), _scheme(context), reference)
        if found is None:
            raise WorkFailed(f"There is no case {reference}. «reciprocal cases» lists them.")
        _print(found, as_json, "case")


@app.command("ledger")
def show_ledger(
    context: typer.Context,
    at: Annotated[str, typer.Option("--at", help="As it stood at the end of that day, YYYY-MM-DD.")] = "",
    as_json: AsJson = False,
) -> None:
    """What each landlord has given, received and owes, with the moves behind it."""
    from service import look

    with _told():
        _print(look.ledger(_store(context), _day(at)), as_json, "ledger")


@app.command("today")
def show_today(context: typer.Context, as_json: AsJson = False) -> None:
    """What is due today: the page of the coordinator's morning letter."""
    from service import look, opening

    with _told():
        settings = _settings(context)
        place = opening.morning(settings).place
        day = place.local(datetime.now(UTC)).date()
        _print(look.today(_store(context), _scheme(context), place, day), as_json, "today")


@app.command("statement")
def show_statement(
    context: typer.Context,
    partner: Annotated[str, typer.Argument(metavar="PARTNER", help="A landlord of the register.")],
    at: Annotated[str, typer.Option("--at", help="As it stood at the end of that day, YYYY-MM-DD.")] = "",
    as_json: AsJson = False,
    csv: Annotated[bool, typer.Option("--csv", help="Its lines as CSV.")] = False,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="As a page to be sent, into this file.")] = None,
) -> None:
    """What one landlord may see of the pot: its own moves, its balance, the rule. It can be given to that landlord."""
    from service import statement

    with _told():
        if as_json + csv + (html is not None) > 1:
            raise WrongUsage("Give one of --json, --csv and --html.")
        scheme = _scheme(context, with_register=True)
        found = statement.statement(_store(context), scheme, partner, _day(at) or datetime.now(UTC).date())
        if csv:
            sys.stdout.write(statement.as_csv(found))
        elif html is not None:
            html.write_text(statement.as_html(found), encoding="utf-8")
            print(f"The statement of {found['landlord']} is in {html}.")
        else:
            _print(found, as_json, "statement")


OnOption = Annotated[str, typer.Option("--on", help="The day on which it counts, YYYY-MM-DD; else today.")]
WhyOption = Annotated[str, typer.Option("--reason", help="Why; it stands in the ledger.")]
By = Annotated[str, typer.Option("--by", help="Your name, for the record.", envvar="RECIPROCAL_COORDINATOR")]


@pot_app.command("open")
def open_balances(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Columns: landlord, and owes or received and given.")],
    by: By,
    on: OnOption = "",
    accept_sum: Annotated[bool, typer.Option("--accept-sum", help="The balances need not sum to nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Although the ledger has moves already.")] = False,
) -> None:
    """Take in what the landlords owe and are owed, from a spreadsheet: all of it or nothing."""
    from service import pot

    with _told():
        hand = _hand(context, by)
        given = pot.Opening(file=file, day=_day(on) or hand.today, accept_sum=accept_sum, yes=yes)
        print(pot.take_in_balances(hand, given))


@pot_app.command("merge")
def merge_landlords(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The landlord that becomes part of another.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The landlord that it becomes part of.")],
    by: By,
    on: OnOption = "",
    reason: WhyOption = "",
) -> None:
    """One landlord becomes part of another: its balance, its open requests and its names go over."""
    from service import pot

    with _told():
        hand = _hand(context, by)
        print(pot.merge(hand, old, new, _day(on) or hand.today, reason))


@pot_app.command("correct")
def take_back_move(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="The case whose posted move was none, or a carried balance.")],
    by: By,
    on: OnOption = "",
    reason: WhyOption = "",
) -> None:
    """Take back a posted move by its contrary entry; nothing is ever deleted."""
    from service import pot

    with _told():
        hand = _hand(context, by)
        print(pot.take_back(hand, reference, _day(on) or hand.today, reason))


def _hand(context: typer.Context, by: str) -> Any:  # Any: the type lives in a room that a fast command has not imported yet
    from service.pot import Hand

    settings, scheme = _settings(context), _scheme(context, with_register=True)
    return Hand(store=_store(context), scheme=scheme, sender=settings.smtp.sender, by=by.strip(), now=datetime.now(UTC))


@app.command("queue")
def show_queue(
    context: typer.Context,
    question: Annotated[
        str, typer.Argument(metavar="[ID]", help="One question: what was read, to compare with the original.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """The open questions that only a person can settle, or one of them with what was read."""
    from service import look

    with _told():
        found = look.queue(_store(context), _scheme(context))
        if not question:
            _print(found, as_json, "queue")
            return
        asked = next((each for each in found if each["id"].casefold() == question.strip().casefold()), None)
        if asked is None:
            raise WorkFailed(f"There is no open question «{question}». «reciprocal queue» lists them.")
        _print_question(_store(context), asked, as_json)


def _print_question(store: Any, asked: dict[str, Any], as_json: bool) -> None:
    from service import evidence, show, show_reading

    papers = evidence.asked_about(store, asked["id"])
    if as_json:
        print(json.dumps({**asked, "read": [evidence.as_data(paper) for paper in papers]}, ensure_ascii=False, indent=1))
        return
    show.queue([asked])
    show_reading.readings(papers)
    show.draft(asked)


@app.command("outbox")
def show_outbox(context: typer.Context, as_json: AsJson = False) -> None:
    """Every letter and what became of it."""
    from service import look
    from service.switch import state_of

    with _told():
        store = _store(context)
        if not as_json and (paused := state_of(store)):
            print(paused)
        _print(look.outbox(store), as_json, "outbox")


ByOption = Annotated[str, typer.Option("--by", help="Your name, for the record.", envvar="RECIPROCAL_COORDINATOR")]


@app.command("pause")
def pause_sending(
    context: typer.Context,
    by: ByOption = "",
    reason: Annotated[str, typer.Option("--reason", help="Why, for whoever looks next.")] = "",
) -> None:
    """Stop all letters at once, in every process; mails are still taken in."""
    from service import switch

    with _told():
        print(switch.pause(_store(context), switch.who(by), reason.strip(), datetime.now(UTC)))


@app.command("resume")
def resume_sending(
    context: typer.Context,
    by: ByOption = "",
    without_journal: Annotated[
        bool, typer.Option("--without-journal", help="After a restore whose journal of letters is lost.")
    ] = False,
) -> None:
    """Let letters go again; after a restore, what has gone already is found out first."""
    from outbox.journal import Journal
    from service import switch

    with _told():
        settings = _settings(context)
        journal, done = Journal(settings.outbox.journal), settings.mailbox.done_folder
        name, now = switch.who(by), datetime.now(UTC)
        print(switch.resume(_store(context), journal, name, now, done_folder=done, without_journal=without_journal))


@app.command("backup")
def save_store(context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """The whole store in one file, while the service runs."""
    from service.backup import CopyTrouble, backup
    from service.config import database_url

    with _told():
        url = database_url(_settings(context), context.obj.absolute().parent)
        try:
            print(backup(_store(context), url, file))
        except CopyTrouble as trouble:
            raise WorkFailed(str(trouble)) from None


@app.command("restore")
def restore_store(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    by: ByOption = "",
    yes: Annotated[bool, typer.Option("--yes", help="Over a newer store too, which is kept under another name.")] = False,
) -> None:
    """Put a backup in the place of the store; sending is paused until «reciprocal resume»."""
    from service.backup import CopyTrouble, Restoring, restore
    from service.config import database_url
    from service.switch import who
    from store.engine import StoreTrouble

    with _told():
        url = database_url(_settings(context), context.obj.absolute().parent)
        try:
            print(restore(Restoring(source=file, url=url, by=who(by), now=datetime.now(UTC), yes=yes)))
        except (CopyTrouble, StoreTrouble) as trouble:
            raise WorkFailed(str(trouble)) from None


@app.command()
def contact(
    context: typer.Context, landlord: Annotated[str, typer.Argument(metavar="LANDLORD", help="Its name or one of its aliases.")]
) -> None:
    """Whom to ring at a landlord: its named leads and deputies."""
    from service.contact import contact as lines_of

    with _told():
        for line in lines_of(_store(context), _scheme(context, with_register=True), landlord):
            print(line)


@partners_app.callback(invoke_without_command=True)
def show_partners(context: typer.Context, as_json: AsJson = False) -> None:
    """The register, or one of its commands."""
    from service import look

    if context.invoked_subcommand is None:
        with _told():
            _print(look.partners(_store(context)), as_json, "partners")


@partners_app.command("import")
def import_partners(context: typer.Context, file: Path) -> None:
    """Take in a register CSV; rows replace by name."""
    from service import register

    with _told():
        count, problems = register.import_csv(_store(context), _scheme(context), file)
    for problem in problems:
        sys.stderr.write(problem + "\n")
    print(f"{count} partners are in the register.")
    if problems:
        raise typer.Exit(1)


@partners_app.command("export")
def export_partners(context: typer.Context) -> None:
    """The register as CSV on standard output."""
    from service import register

    with _told():
        sys.stdout.write(register.export_csv(_store(context)))


@people_app.callback(invoke_without_command=True)
def show_people(context: typer.Context, as_json: AsJson = False) -> None:
    """Who may sign in at the desk, or one of its commands."""
    from service import people

    if context.invoked_subcommand is None:
        with _told():
            _print(people.listed(_store(context), datetime.now(UTC)), as_json, "people")


@people_app.command("invite")
def invite_person(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As it will stand in the audit.")],
    email: Annotated[str, typer.Option("--email", metavar="MAILBOX", help="What she signs in with.")] = "",
    role: Annotated[str, typer.Option("--role", help="coordinator or reader.")] = "",
    by: ByOption = "",
) -> None:
    """Print a one-time setup link: of somebody new, or of somebody known who has lost password or telephone."""
    from service import people
    from service.switch import who

    with _told():
        section = _settings(context).desk
        print(people.invite(_store(context), section, name, email.strip(), role, who(by), datetime.now(UTC)))


@people_app.command("shut")
def shut_person_out(context: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME")], by: ByOption = "") -> None:
    """Sign somebody out everywhere, and let her in no more."""
    from service import people
    from service.switch import who

    with _told():
        print(people.shut(_store(context), name, who(by), datetime.now(UTC)))


@people_app.command("role")
def change_role_of_person(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    role: Annotated[str, typer.Argument(metavar="ROLE", help="coordinator or reader.")],
    by: ByOption = "",
) -> None:
    """Change what somebody may do; she signs in anew."""
    from service import people
    from service.switch import who

    with _told():
        print(people.change_role(_store(context), name, role, who(by), datetime.now(UTC)))


@labels_app.callback(invoke_without_command=True)
def show_labels(context: typer.Context, as_json: AsJson = False) -> None:
    """The wordings of forms that were taught, or one of its commands."""
    from service import look

    if context.invoked_subcommand is None:
        with _told():
            _print(look.labels(_store(context)), as_json, "labels")


@labels_app.command("revoke")
def revoke_label(
    context: typer.Context,
    label: Annotated[str, typer.Argument(metavar="ID", help="The label's id, as «reciprocal labels» shows it.")],
    by: Annotated[str, typer.Option("--by", help="Your name, for the record.", envvar="RECIPROCAL_COORDINATOR")],
) -> None:
    """From now on a form with this wording is asked about again."""
    from service.labels import revoke

    with _told():
        print(revoke(_store(context), label, by))


@app.command()
def resolve(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="ID", help="The question's id, as «reciprocal queue» shows it.")],
    by: Annotated[str, typer.Option("--by", help="Your name, for the record.", envvar="RECIPROCAL_COORDINATOR")],
    accept: Annotated[bool, typer.Option("--accept", help="It is as it was read, and I vouch for the sender.")] = False,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="The right value of a field; repeatable.")
    ] = None,
    as_kind: Annotated[str, typer.Option("--as", metavar="KIND", help="What the mail is, e.g. landlord_decision.")] = "",
    override: Annotated[str, typer.Option("--override", metavar="REASON", help="Go on above the cap, for this reason.")] = "",
    sent: Annotated[bool, typer.Option("--sent", help="Of a letter: its reader has what stands in it; it need not go.")] = False,
    send_draft: Annotated[
        bool, typer.Option("--send-draft", help="Of an enquiry: send the draft that «reciprocal queue ID» shows.")
    ] = False,
    dismiss: Annotated[str, typer.Option("--dismiss", metavar="REASON", help="Nothing follows from it, for this reason.")] = "",
    learn: Annotated[
        list[str] | None,
        typer.Option("--learn", metavar="LABEL=FIELD", help="What an unknown question of the form asks; repeatable."),
    ] = None,
    read_again: Annotated[bool, typer.Option("--read-again", help="Read the kept mail again, as things are today.")] = False,
    files: Annotated[list[Path] | None, typer.Option("--file", metavar="PATH", help="What I opened by hand; repeatable.")] = None,
    password: Annotated[bool, typer.Option("--password", help="Open what is locked: the password is asked for.")] = False,
    password_file: Annotated[
        Path | None, typer.Option("--password-file", metavar="FILE", help="Open what is locked, with the password in this file.")
    ] = None,
) -> None:
    """Answer a question of the queue. The answer is decided by the same line as a mail."""
    from service.resolve import Answer
    from service.resolve import resolve as answer

    with _told():
        said = Answer(accept=accept, fields=tuple(set_ or ()), kind=as_kind, override=override, dismiss=dismiss)
        given = replace(said, sent=sent, send_draft=send_draft)
        locked = password or password_file is not None
        if not (learn or read_again or files or locked):
            sender = _settings(context).smtp.sender
            print(answer(_store(context), _scheme(context, with_register=True), question, given, by, sender=sender))
            return
        if not given.empty:
            raise WrongUsage(
                "--learn, --read-again, --file and --password have the papers read again: give no other answer with them."
            )
        if files and (learn or read_again):
            raise WrongUsage("--file hands in what you opened by hand: give it without --learn and --read-again.")
        secret = _password(password_file) if locked else ""
        print(_second_reading(context, question, by, tuple(learn or ()), tuple(files or ()), secret, again=read_again))


@app.command()
def enter(
    context: typer.Context,
    reference: Annotated[str, typer.Argument(metavar="REF", help="The case that it is about.")],
    by: Annotated[str, typer.Option("--by", help="Your name, for the record.", envvar="RECIPROCAL_COORDINATOR")],
    as_kind: Annotated[str, typer.Option("--as", metavar="KIND", help="What it is, e.g. landlord_decision or case_order.")],
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="What it says; repeatable.")] = None,
    speaks_for: Annotated[str, typer.Option("--for", metavar="MAILBOX", help="Of whoever told you.")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why you order it.")] = "",
    override: Annotated[str, typer.Option("--override", metavar="REASON", help="Go on above the cap, for this reason.")] = "",
) -> None:
    """Enter your own word about a case: what you were told, or what you order. The line decides it as it does a mail."""
    from service.enter import Word
    from service.enter import enter as enter_word

    with _told():
        word = Word(
            reference=reference, kind=as_kind, fields=tuple(set_ or ()), speaks_for=speaks_for, reason=reason, override=override
        )
        print(enter_word(_store(context), _scheme(context, with_register=True), word, by))


def _second_reading(
    context: typer.Context, question: str, by: str, learn: tuple[str, ...], files: tuple[Path, ...], password: str, *, again: bool
) -> str:
    """The question's papers, read once more in a reading room of their own."""
    from service import handing_in, second_reading
    from service.opening import reading_room
    from service.reading_room import ReaderFault

    if not by.strip():
        raise WrongUsage("Say who answers: --by NAME.")
    settings = _settings(context)
    desk = second_reading.Desk(
        store=_store(context),
        scheme=_scheme(context, with_register=True),
        open_room=lambda scheme: reading_room(settings, scheme),
        by=by.strip(),
    )
    try:
        if files:
            return handing_in.hand_in(desk, question, files, password)
        if learn or again:
            return second_reading.read_again(desk, question, learn=learn, password=password)
        return second_reading.unlock(desk, question, password)
    except ReaderFault:
        raise WorkFailed(
            f"A fault of the program stopped the reading. See in the queue whether {question} is still open, and pass its number "
            "to whoever looks after the program."
        ) from None


def _password(file: Path | None) -> str:
    """Asked for where nobody sees it, or read from a file: never from the command line or the environment."""
    if file is not None:
        text = _text_of(file)
    elif sys.stdin.isatty():
        text = getpass("The password of the papers: ")
    else:
        text = sys.stdin.readline()
    if not (secret := text.rstrip("\r\n")):
        raise WrongUsage("No password was given.")
    return secret


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUsage(f"{file} is not in UTF-8. Save it as plain text in UTF-8.") from None


@app.command()
def forms(
    context: typer.Context,
    directory: Annotated[Path, typer.Argument(metavar="DIR")],
    scheme: Annotated[str, typer.Option("--scheme", help="A scheme's file or the name of one that is shipped.")] = "",
) -> None:
    """Write the scheme's blank forms (.docx and fillable .pdf)."""
    from service.blank_forms import write_all

    with _told():
        for path in write_all(_scheme_to_read_with(context, scheme)[0], directory):
            print(path)


@app.command()
def desk(context: typer.Context) -> None:
    """The web desk alone, until Ctrl-C."""
    from desk.server import DeskTrouble
    from service.desk_door import serve_alone
    from service.people import address_of
    from service.stopping import when_told

    stopping = when_told()
    with _told():
        settings = _settings(context)
        print(f"The desk answers at {address_of(settings.desk)}/. Ctrl-C ends it.", flush=True)
        try:
            serve_alone(settings, _store(context), stopping)
        except DeskTrouble as trouble:
            raise WorkFailed(str(trouble)) from None


@app.command()
def health(context: typer.Context, as_json: AsJson = False) -> None:
    """Is the line well? A line each; exit 1 when something is not. The same as the desk's /health."""
    from service import look

    with _told():
        found = look.health(_store(context), _settings(context))
        _print(found, as_json, "health")
    if not all(each["ok"] for each in found):
        raise typer.Exit(1)


@app.command()
def check(context: typer.Context) -> None:
    """Doctor: configuration, mailbox, SMTP, store, clock. A line each, with what to do."""
    from service.check import check_all

    sound = True
    with _told():
        for found in check_all(context.obj, _settings(context)):
            print(f"{'ok   ' if found.ok else 'WRONG'} {found.what}: {found.sentence}", flush=True)
            sound = sound and found.ok
    if not sound:
        raise typer.Exit(1)


@app.command()
def report(
    context: typer.Context,
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="The period's first day, YYYY-MM-DD.")],
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="Its last day.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new folder.")],
) -> None:
    """A period's figures: page, workbook, CSV and picture; in to_share those that others may see."""
    from matching.period import Period
    from service.report import write_report

    with _told():
        first, last = _day(since), _day(until)
        if first is None or last is None:
            raise WrongUsage("Say the period: --from 2026-01-01 --to 2026-03-31.")
        for path in write_report(_store(context), _scheme(context), Period(since=first, until=last), out):
            print(path)


@app.command()
def verify(
    context: typer.Context,
    as_json: AsJson = False,
    anchor: Annotated[
        str, typer.Option("--anchor", metavar="LINK", help="Is this link, copied out of a morning letter, still in the audit?")
    ] = "",
) -> None:
    """Do the books hold: ledger sums, the audit chain, every mail that was listed, every letter. Exit 1 if not."""
    from dataclasses import asdict

    from service.verify import verify as look

    with _told():
        found = list(look(_store(context), anchor))
        if as_json:
            print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
        for each in () if as_json else found:
            print(f"{'ok   ' if each.ok else 'WRONG'} {each.what}: {each.sentence}")
    if not all(each.ok for each in found):
        raise typer.Exit(1)


@contextmanager
def _told() -> Iterator[None]:
    """Expected troubles become one sentence and an exit code; a traceback never reaches a user."""
    from scheme.agreement import SchemeError

    try:
        yield
    except (ConfigError, SchemeError, WrongUsage) as error:
        _fail(str(error), 2)
    except WorkFailed as error:
        _fail(str(error), 1)
    except BrokenPipeError:
        raise typer.Exit(0) from None
    except (OSError, ValueError) as error:
        _fail(_sentence(error), 1)
    except Exception as error:
        from store.engine import StoreTrouble

        if not isinstance(error, StoreTrouble):
            raise
        _fail(str(error), 1)


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename} cannot be used: {error.strerror}."
    text = str(error).strip() or type(error).__name__
    return text if text.endswith(".") else f"{text}."


def _fail(sentence: str, code: int) -> NoReturn:
    sys.stderr.write(sentence + "\n")
    raise typer.Exit(code) from None


def _settings(context: typer.Context) -> Settings:
    return load(context.obj)


def _store(context: typer.Context) -> Any:  # Any: the type lives in a room that a fast command has not imported yet
    from service.opening import open_the_store

    return open_the_store(context.obj, _settings(context))


def _scheme(context: typer.Context, *, with_register: bool = False) -> Any:  # Any: as above
    from service.opening import load_scheme, scheme_with_register

    settings = _settings(context)
    return scheme_with_register(settings, _store(context)) if with_register else load_scheme(settings.scheme.file)


def _scheme_to_read_with(context: typer.Context, named: str) -> tuple[Any, tuple[str, ...]]:
    """The scheme and trusted authserv-ids: as named, else of the configuration, else the scheme that is shipped as default."""
    from service.opening import any_scheme, load_scheme, scheme_with_register

    if named:
        return load_scheme(Path(named)), _trusted(context)
    if context.obj.exists():
        settings = _settings(context)
        return scheme_with_register(settings, _store(context)), settings.mailbox.trusted_authserv_ids
    return any_scheme(), ()


def _received_above(context: typer.Context) -> int | None:
    return _settings(context).mailbox.received_above_stamp if context.obj.exists() else None


def _trusted(context: typer.Context) -> tuple[str, ...]:
    return _settings(context).mailbox.trusted_authserv_ids if context.obj.exists() else ()


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"«{text}» is no day. Write it as 2026-11-22.") from None


def _print(found: Any, as_json: bool, what: str) -> None:
    """One JSON document, or the same as text for people."""
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    from service import show

    shown: Callable[[Any], None] = getattr(show, what)
    shown(found)


def main() -> None:
    """The command. Standard output speaks UTF-8 whatever the terminal's settings."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    app()


if __name__ == "__main__":
    main()
