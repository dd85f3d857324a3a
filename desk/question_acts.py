"""What a coordinator may do with a question, what she filled in, and the answer that it makes: values, without any page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from desk import field_words
from desk.answering import Said
from desk.field_inputs import OFFER, is_same, joined
from desk.question_view import Answered, Seen
from desk.ways import Way
from desk.web import Ask

ANSWER = "answer"  # to confirm, to correct, to choose what it is, with a reason or without: one form
FIELD = "f."  # before a field's key in a form


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with what she filled in, and the id of the input that puts it right."""

    sentence: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What stands in the form, as she left it."""

    act: str = ""
    kind: str = ""  # what the mail is, where she says that it is something else
    texts: Mapping[str, str] = field(default_factory=dict)  # by a field's key
    reason: str = ""
    override: str = ""
    compared: bool = False
    keys: tuple[str, ...] = ()  # what the sender is asked about
    learn: tuple[str, ...] = ()  # "LABEL=key"

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """All of it once more, for a form that only asks whether it shall be so."""
        one = {"act": self.act, "kind": self.kind, "reason": self.reason, "override": self.override}
        pairs = [(name, value) for name, value in one.items() if value]
        pairs += [("compared", "yes")] if self.compared else []
        pairs += [(FIELD + key, text) for key, text in self.texts.items()]
        pairs += [("ask", key) for key in self.keys]
        pairs += [("learn", each) for each in self.learn]
        return tuple(pairs)


def filled_in(ask: Ask) -> Filled:
    texts = {name.removeprefix(FIELD): joined(values) for name, values in ask.form.items() if name.startswith(FIELD)}
    taught = {int(name.removeprefix("key.")): values[-1] for name, values in ask.form.items() if name.startswith("key.")}
    labels = ask.form.get("label", ())
    learn = tuple(f"{labels[number]}={key}" for number, key in sorted(taught.items()) if key and number < len(labels))
    return Filled(
        act=ask.said("act"),
        kind=ask.said("kind"),
        texts=texts,
        reason=ask.said("reason"),
        override=ask.said("override"),
        compared=ask.said("compared") == "yes",
        keys=ask.form.get("ask", ()),
        learn=learn or ask.form.get("learn", ()),
    )


def taken_over(filled: Filled, seen: Seen, key: str) -> Filled:
    """With what a doubtful answer probably means as her own word."""
    found = next((each for each in seen.read.fields if each.key == key), None) if seen.read else None
    return replace(filled, texts={**filled.texts, key: found.proposal}) if found and found.proposal else filled


def answer_of(filled: Filled, seen: Seen) -> tuple[Said, tuple[Problem, ...]]:
    """What she says to the question, and what keeps it from being said."""
    match filled.act:
        case "set_aside":
            why = () if filled.reason else (Problem(sentence="Say why nothing follows from it.", field="reason"),)
            return Said(dismiss=filled.reason), why
        case "arrived":
            return Said(sent=True), ()
        case "send_draft":
            return Said(send_draft=True), ()
        case "let_go" | "lapse" | "take_up":
            return Said(accept=True), ()
        case "ask_sender":
            return Said(), () if filled.keys else (Problem(sentence="Choose what the sender is asked about.", field="ask"),)
        case "teach":
            return Said(), () if filled.learn else (Problem(sentence="Say what the wording asks.", field="teach"),)
        case "pass_on" | "read_again":
            return Said(), ()
        case "answer":
            return _her_word(filled, seen)
        case _:  # a form that has lost its fields on the way is no word of hers
            return Said(), (Problem(sentence="The form did not come whole, and nothing of it counts. Fill it in once more."),)


def _her_word(filled: Filled, seen: Seen) -> tuple[Said, tuple[Problem, ...]]:
    """The fields that she put right; with none of them it stands as it was read."""
    changed = tuple(_changed(filled, seen))
    problems = [*_emptied(filled, seen), *_strange(filled, seen)]
    is_other = bool(filled.kind) and (len(seen.chosen) != 1 or filled.kind != seen.chosen[0].kind)
    if not seen.chosen and not is_other:
        problems.append(Problem(sentence="Nothing could be read from this mail. Say what it is.", field="kind"))
    if is_other and not changed:
        first = next((each for each in seen.read.fields if each.key != "reference"), None) if seen.read else None
        if first:
            problems.append(Problem(sentence="Say what this mail says.", field=f"i-{first.key}"))
    problems += _not_enough(filled, seen, is_changed=bool(changed) or is_other)
    said = Said(
        accept=filled.compared or (not changed and not is_other),
        fields=changed,
        kind=filled.kind if is_other else "",
        override=filled.override,
    )
    return said, tuple(problems)


def _not_enough(filled: Filled, seen: Seen, *, is_changed: bool) -> Iterator[Problem]:
    """Where it cannot stand as it was read: it must be put right, or go on with her reason."""
    if is_changed or not seen.chosen or Way.CONFIRM in seen.ways or filled.override:
        return
    if Way.REASON in seen.ways:
        yield Problem(sentence="Give your reason.", field="override")
    elif Way.CORRECT in seen.ways and seen.read:
        first = next(iter((*seen.read.doubtful, *seen.read.missing, *seen.read.fields)), None)
        yield Problem(sentence="Give what is right; it cannot stay as it was read.", field=f"i-{first.key}" if first else "")
    else:
        yield Problem(sentence="Say what it is.", field="kind")


def _changed(filled: Filled, seen: Seen) -> Iterator[str]:
    known = {each.key: each for each in seen.read.fields} if seen.read else {}
    for key, text in filled.texts.items():
        if key == OFFER and text:
            yield f"{OFFER}={text}"
        elif key in known and text and (known[key].doubt or not is_same(text, known[key].text)):
            yield f"{key}={text}"


def _emptied(filled: Filled, seen: Seen) -> Iterator[Problem]:
    """What was read cannot be made unread: an answer is put right, or left."""
    for each in _asked(filled, seen):
        if each.text and not filled.texts[each.key]:
            yield Problem(
                sentence=f"«{each.label}» was read as «{each.said}». Give what is right, or put «{each.said}» back.",
                field=f"i-{each.key}",
            )


def _strange(filled: Filled, seen: Seen) -> Iterator[Problem]:
    """A value that is none of those that the form offers."""
    for each in _asked(filled, seen):
        allowed = {value for value, _ in each.asked.choices}
        said = [word.strip() for word in filled.texts[each.key].split(",") if word.strip()]
        if allowed and not set(said) <= allowed and filled.texts[each.key] not in allowed:
            yield Problem(sentence=f"«{each.label}»: choose one of the list.", field=f"i-{each.key}")


def _asked(filled: Filled, seen: Seen) -> Iterator[Answered]:
    yield from (each for each in seen.read.fields if each.key in filled.texts) if seen.read else ()


def named_in(sentence: str, seen: Seen) -> Problem:
    """A sentence of the line about a field, with the field's own name and the way to it."""
    for each in seen.read.fields if seen.read else ():
        if f"«{each.key}»" in sentence:
            return Problem(sentence=sentence.replace(f"«{each.key}»", f"«{each.label}»"), field=f"i-{each.key}")
    for key, label in field_words.LABELS.items():
        sentence = sentence.replace(f"«{key}»", f"«{label}»")
    return Problem(sentence=sentence)


def in_words(filled: Filled, said: Said, seen: Seen) -> tuple[tuple[str, str], ...]:
    """What she is about to say, for her own eyes: pairs of name and words."""
    if said.dismiss:
        return (("You set it aside", said.dismiss),)
    pairs = [("It is", field_words.MAIL_KINDS[said.kind])] if said.kind else []
    pairs += [_in_words(each, seen) for each in said.fields]
    if filled.act == ANSWER and said.accept and not said.override:
        pairs.append(("The rest" if pairs else "The mail", "is right as it was read"))
    return (*pairs, *([("Your reason", said.override)] if said.override else []))


def _in_words(written: str, seen: Seen) -> tuple[str, str]:
    key, _, text = written.partition("=")
    if key == OFFER:
        return field_words.label(key), dict(seen.offers).get(text, text)
    asked = next(each for each in seen.read.fields if each.key == key).asked if seen.read else None
    words = dict(asked.choices) if asked else {}
    return field_words.label(key), ", ".join(words.get(word.strip(), word.strip()) for word in text.split(","))
