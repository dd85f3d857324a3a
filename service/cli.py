"""The command `reciprocal` (CONTRACT.md «The command»): words in, one plain sentence on stderr when something is wrong.

Looking commands start fast: every room is imported where it is used, and none of them brings in a parser.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
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
) -> None:
    """The whole service on this machine alone: a month of an invented region's mails, then a summary."""
    from service.demo import play

    with _told():
        play(directory, wait=not leave)


@app.command("read")
def read_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Mails (.eml) or documents.")],
    scheme: Annotated[str, typer.Option("--scheme", help="A scheme's file or the name of one that is shipped.")] = "",
) -> None:
    """What one mail or document says, without doing anything: a line of JSON a file."""
    from parsing.read import read_file
    from parsing.readings import as_json

    with _told():
        agreed, trusted = _scheme_to_read_with(context, scheme)
        failed = False
        for file in files:
            try:
                data = file.read_bytes()
            except OSError as error:
                sys.stderr.write(f"{file} cannot be read: {error.strerror}.\n")
                failed = True
                continue
            print(
                json.dumps(
                    as_json(read_file(file.name, data, agreed, trusted_authserv_ids=trusted), str(file)), ensure_ascii=False
                )
            )
    if failed:
        raise typer.Exit(1)


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


@app.command("queue")
def show_queue(context: typer.Context, as_json: AsJson = False) -> None:
    """The open questions that only a person can settle."""
    from service import look

    with _told():
        _print(look.queue(_store(context)), as_json, "queue")


@app.command("outbox")
def show_outbox(context: typer.Context, as_json: AsJson = False) -> None:
    """Every letter and what became of it."""
    from service import look

    with _told():
        _print(look.outbox(_store(context)), as_json, "outbox")


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
    dismiss: Annotated[str, typer.Option("--dismiss", metavar="REASON", help="Nothing follows from it, for this reason.")] = "",
) -> None:
    """Answer a question of the queue. The answer is decided by the same line as a mail."""
    from service.resolve import Answer
    from service.resolve import resolve as answer

    with _told():
        given = Answer(accept=accept, fields=tuple(set_ or ()), kind=as_kind, override=override, dismiss=dismiss)
        print(answer(_store(context), _scheme(context, with_register=True), question, given, by))


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
