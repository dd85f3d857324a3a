"""A form: declared questions. `recognise` says which form a document is, `fill` reads it (forms.md §2.2, §2.3).

A form is known by its questions, wherever they stand: never by file name, title or position alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, TypeAlias

from parsing.answers import Answer, Reader, as_shown, shortened, tile
from parsing.area_boxes import with_all_area_boxes
from parsing.copies import apart
from parsing.document import COMPARE, UNCLEAR, Document, Line
from parsing.field import Field
from parsing.furniture import FURNITURE
from parsing.identity import in_section, with_identity
from parsing.label_words import stripped
from parsing.labels import Labels, keys_asked
from parsing.may_ask import may_ask
from parsing.members import members_together, without_counts
from parsing.neighbours import Kin, told_by_neighbours
from parsing.offered import told_by_choices
from parsing.pairing import PASSED
from parsing.pairs import Pair, is_answered, pairs_in
from parsing.pairs_beside import Beside, asks_for_several
from parsing.readings import Reading, Unreadable
from parsing.remarks import filling_nothing, may_turn, naming_one_of, that_turns
from scheme.agreement import Scheme
from scheme.terms import LearnedLabel, spelling_key

Fields: TypeAlias = Mapping[str, Field[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a form. The first label is the one that our own blank form prints; the key is its tag there."""

    key: str
    labels: tuple[str, ...]
    answer: Reader
    required: bool = False
    section: str = ""
    note: str = ""  # a hint printed under the question on our blank form
    ways: str = ""  # how forms ask it, told by meanings, one way a line (parsing/concepts.py)
    instead: str = ""  # the key of what its label asks as well: «Tenancy: ☒ Sole ☐ Joint»


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedQuestion:
    """A question whose one answer fills several fields: «Number of bedrooms, floor and type» (forms.md §2.2(1))."""

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    read: Callable[[Answer, Scheme], Fields]
    ways: str = ""
    by_spelling_only: bool = False  # its words, in another order, ask something else: «Pets and rehoming»


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherQuestion:
    """Questions seen on forms that this service has no use for: read past without a word."""

    labels: tuple[str, ...]
    ways: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The fields after they were compared with each other, and what that brought up."""

    fields: Fields
    doubts: tuple[str, ...] = ()


def leave_as_read(fields: Fields, scheme: Scheme) -> Settled:  # noqa: ARG001 - every form's `settle` is called with the scheme
    return Settled(fields=fields)


def nothing_beside(fields: Fields, pairs: Sequence[Pair], scheme: Scheme) -> Fields:  # noqa: ARG001 - as every form's `beside`
    return fields


def no_matter_what(fields: Fields) -> frozenset[str]:  # noqa: ARG001 - every form's `spared` is called with the fields
    return frozenset()


@dataclass(frozen=True, kw_only=True)
class Form:
    kind: str
    title: str
    reading: type[Any]  # the member of Reading it fills; Any, since a union's members share no base with `kind`
    questions: tuple[Question, ...]
    shared: tuple[SharedQuestion, ...] = ()
    others: tuple[OtherQuestion, ...] = ()
    known_by: tuple[str, ...] = ()  # keys of which at least one must be asked: others stand on several forms
    at_least: int = 3  # labels that must be found before a document counts as this form
    titles: tuple[str, ...] = ()  # wordings of the title; they help to choose, they prove nothing
    beside: Callable[[Fields, Sequence[Pair], Scheme], Fields] = nothing_beside  # rows that fill nothing, yet may contradict
    settle: Callable[[Fields, Scheme], Settled] = leave_as_read
    spared: Callable[[Fields], frozenset[str]] = no_matter_what  # required keys that need no answer, given the others
    follows_scheme: bool = False  # the scheme says which questions are required
    kin: Kin = ()  # groups of questions that stand together
    decides: str = ""  # the key of the answer on which something is done: remarks beside it may turn it
    reading_of: Callable[[Fields], type[Any]] | None = None  # where the answers choose the member of the union

    def question(self, key: str) -> Question:
        return next(question for question in self.questions if question.key == key)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(question.key for question in self.questions)

    @property
    def sections(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(question.section for question in self.questions))


Asked: TypeAlias = Question | SharedQuestion | OtherQuestion


def recognise(document: Document, forms: Sequence[Form], scheme: Scheme) -> Form | None:
    """The form whose questions the document asks, if it asks enough of them; of two the one with the more, then by title."""
    found = _recognised(document, forms, scheme)
    return found[0] if found else None


def read_each(document: Document, forms: Sequence[Form], scheme: Scheme) -> tuple[Reading, ...]:
    """What a document says as one of the forms: a reading for each copy (`fill_each`); none where it is no form of these."""
    found = _recognised(document, forms, scheme)
    return _each_filled(document, found[0], scheme, found[1]) if found else ()


def _recognised(document: Document, forms: Sequence[Form], scheme: Scheme) -> tuple[Form, Sequence[Pair]] | None:
    """The form, with the questions and answers by which it was known."""
    words = may_ask(document)
    most = [words.at_most(labels_of(form, scheme)) for form in forms]
    titled = [_is_titled(document, form) for form in forms]
    hopes = [(_rank_at_most(document, form, most[at], titled=titled[at]), -at) for at, form in enumerate(forms)]
    best: tuple[tuple[int, int], int] = ((0, 0), 1)
    found: tuple[Form, Sequence[Pair]] | None = None
    for hope in sorted(hopes, reverse=True):
        if hope <= best:
            break
        form = forms[-hope[1]]
        pairs = pairs_in(document, labels_of(form, scheme))
        reached = (_rank(document, form, pairs, titled=titled[-hope[1]]), hope[1])
        if reached > best:
            best, found = reached, (form, pairs)
    return found


def _rank_at_most(document: Document, form: Form, labels: int, *, titled: bool) -> tuple[int, int]:
    """What `_rank` would say if the document asked nothing else than so many of the form's labels."""
    known = max(labels, _named(document, form))
    return (known + (2 if titled else 0), int(titled)) if known else (0, 0)


def _rank(document: Document, form: Form, pairs: Sequence[Pair], *, titled: bool) -> tuple[int, int]:
    asked = _keys_asked(document, form, pairs)
    questions = {id(pair.question) for pair in pairs if keys_asked(pair.question)}
    by_name = _named(document, form)
    if max(len(questions), by_name) < form.at_least or (form.known_by and not asked & set(form.known_by)):
        return 0, 0
    known = {pair.label for pair in pairs if pair.question not in (None, PASSED)}  # by label: one may ask for five fields
    strange = sum(pair.question is None and is_answered(pair.answer) for pair in pairs)
    return max(1, max(len(known), by_name) - strange + (2 if titled else 0)), int(titled)


def _named(document: Document, form: Form) -> int:
    """How many of the form's questions have a form field of their own name."""
    return len({_key_of_name(named.name, form) for named in document.named} - {""})


def _is_titled(document: Document, form: Form) -> bool:
    head = spelling_key("\n".join(line.text for line in islice(document.lines(), 12)))
    return any(spelling_key(title) in head for title in (form.title, *form.titles))


def _keys_asked(document: Document, form: Form, pairs: Iterable[Pair]) -> set[str]:
    asked = {key for named in document.named if (key := _key_of_name(named.name, form))}
    for pair in pairs:
        asked |= keys_asked(pair.question)
    return asked


def labels_of(form: Form, scheme: Scheme) -> Labels[Asked]:
    learned = tuple(each for each in scheme.learned if each.form == form.kind)
    labels = _labels(form, scheme.region, scheme.reference_prefix, learned)
    return replace(labels, understands=lambda question, text: _is_understood(question, text, scheme))


def _is_understood(question: Asked | None, text: str, scheme: Scheme) -> bool:
    """Whether the words are an answer of this question's closed list; free text takes anything and shows nothing."""
    answer = Answer(text=text)
    match question:
        case Question() if question.answer.sort not in ("text", "people"):
            return question.answer.read(answer, scheme).value is not None
        case Question() if question.answer.sort == "people":
            people = question.answer.read(answer, scheme).value
            return people == () or (people is not None and any(char.isdigit() for char in text))
        case SharedQuestion():
            values = [field.value for field in question.read(answer, scheme).values()]
            return None not in values and any(isinstance(value, int) for value in values)  # names take any words
        case _:
            return False


@lru_cache(maxsize=32)
def _labels(form: Form, region: str, prefix: str, learned: tuple[LearnedLabel, ...]) -> Labels[Asked]:
    named = (each for title in (form.title, *form.titles) for each in (title, f"{title} form"))
    labels: Labels[Asked] = Labels(
        names=(spelling_key(region), f"greater {spelling_key(region)}"),
        prefix=spelling_key(prefix),
        titles=frozenset(map(spelling_key, named)),
    )
    labels.known[f"{form.title} form"] = None  # the title that our blank form prints asks nothing
    for shared in form.shared:
        labels.add(shared, shared.labels, by_words=not shared.by_spelling_only, ways=shared.ways)
    for question in form.questions:
        own = (prefix, f"{prefix} number", f"{prefix} reference") if question.key == "reference" else ()
        wordings = (*question.labels, question.key.replace("_", " "), *own)
        labels.add(question, [label for label in wordings if not _is_shared(labels, label, question)], ways=question.ways)
        for label in question.labels:
            labels.spelled.setdefault(spelling_key(stripped(label)), question)  # «Consent obtained on» is not «Consent obtained»
    for other in (*form.others, OtherQuestion(labels=FURNITURE)):
        labels.add(other, other.labels, ways=other.ways)
    for taught in learned:
        if taught.key and taught.key not in form.keys:
            continue  # a question of an older program: its answers are asked about again, never passed over
        asked = form.question(taught.key) if taught.key else OtherQuestion(labels=(taught.label,))
        labels.teach(asked, taught.label)
    return labels


def _is_shared(labels: Labels[Asked], label: str, question: Question) -> bool:
    """Whether a wording already belongs to a shared question that fills this one too, and more."""
    asked = labels.plainly(label)
    return isinstance(asked, SharedQuestion) and question.key in asked.keys


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One reading of one question, before it is compared with other answers to the same question."""

    key: str
    field: Field[Any]
    shared: bool = False  # one of the fields of a question that asks for several
    named: bool = False  # from a form field or content control: the same words usually stand in a cell too


def fill(document: Document, form: Form, scheme: Scheme) -> Reading:
    """What the document answers to the form's questions."""
    return _filled(document, form, scheme, pairs_in(document, labels_of(form, scheme)))


def fill_each(document: Document, form: Form, scheme: Scheme) -> tuple[Reading, ...]:
    """As `fill`, for a document that may hold several copies of the form: where they stand plainly apart, each is a reading."""
    return _each_filled(document, form, scheme, pairs_in(document, labels_of(form, scheme)))


def _each_filled(document: Document, form: Form, scheme: Scheme, pairs: Sequence[Pair]) -> tuple[Reading, ...]:
    copies = [(part, pairs_in(part, labels_of(form, scheme))) for part in apart(document, pairs)] if _is_repeated(pairs) else []
    if len(copies) < 2 or any(_is_repeated(asked) for _, asked in copies) or not _ask_the_same(asked for _, asked in copies):
        return (_filled(document, form, scheme, pairs),)
    return tuple(_filled(part, form, scheme, asked) for part, asked in copies)


def _ask_the_same(asked: Iterable[Sequence[Pair]]) -> bool:
    return len({tuple(pair.label for pair in pairs if keys_asked(pair.question)) for pairs in asked}) == 1


def _filled(document: Document, form: Form, scheme: Scheme, pairs: Sequence[Pair]) -> Reading:
    if _is_repeated(pairs):
        several = Unreadable(
            source=document.source,
            why=f"{document.source} holds more than one «{form.title}»; split it into one file for each and send them again.",
        )
        return with_identity(several, document, scheme)
    labels = labels_of(form, scheme)
    pairs = _told_by_others(pairs, form, labels)
    heard = [*_heard(pairs, form, scheme), *_heard_by_name(document, form, scheme)]
    answered: Fields = {key: _agreed(key, heard) for key in sorted(form.keys)}
    answered = form.beside(with_all_area_boxes(answered, document, scheme), pairs, scheme)
    settled = form.settle(answered, scheme)
    reading = form.reading_of(settled.fields) if form.reading_of else form.reading
    known = {key: field for key, field in settled.fields.items() if key in reading.__dataclass_fields__}
    missing = _missing(form, settled.fields, scheme, set(known))
    unknown = _unknown(pairs) if missing else _unknown(_of_our_matters(pairs, labels, scheme))
    said: Reading = reading(
        source=document.source,
        missing=missing,
        doubts=tuple(dict.fromkeys((*document.doubts, *settled.doubts, *_drift(unknown)))),
        unknown=unknown,
        **known,
    )
    said = _beside_remarks(said, form, pairs, scheme)
    asked = {pair.answer.where: in_section(pair.label, pair.section) for pair in pairs if pair.section != pair.label}
    said = with_identity(said, document, scheme, asked)
    why = SEEN_BY_MACHINE if document.is_scan else document.only_proposes
    if why:
        return _only_proposed(said, why)
    return _only_proposed_at(said, document.unsure())


def _told_by_others(pairs: Sequence[Pair], form: Form, labels: Labels[Asked]) -> list[Pair]:
    """The pairs; what an unknown label asks may be told by its choices, by its neighbours, or by rows of the same kind."""
    told = told_by_choices(members_together(pairs, _of_people(form)), labels, _closed(form))
    told = told_by_neighbours(told, labels, form.kin)
    return [replace(pair, question=None) if asks_for_several(pair) else pair for pair in told]


def _closed(form: Form) -> list[Question]:
    """The questions with a list of answers of their own. A type of home may be that of the one they have or of another."""
    return [each for each in form.questions if each.answer.sort in ("one_of", "ground") and each.key not in _OF_ANY_HOME]


_OF_ANY_HOME = ("current_type", "property_type")


def _of_people(form: Form) -> dict[str, Asked]:
    """The questions that a row about one member of the household may answer; under no key the one for all of them."""
    people: dict[str, Asked] = {
        question.key: question
        for question in form.questions
        if question.key in ("adults", "children") and question.answer.sort == "people"
    }
    whole = next((shared for shared in form.shared if shared.keys == ("adults", "children")), None)
    return people | ({"": whole} if whole else {})


def _beside_remarks(said: Reading, form: Form, pairs: Sequence[Pair], scheme: Scheme) -> Reading:
    """What is decided, and where a home is wanted, beside remarks that speak of the same: a proposal, where these may turn it."""
    idle = filling_nothing(pairs)
    field = getattr(said, form.decides, None) if form.decides else None
    if field is None or field.value is None:
        return said
    why = naming_one_of(idle, field.value, scheme) if isinstance(field.value, tuple) else ""
    if field.value in _GRANTED:
        why = that_turns(idle)
    changed: dict[str, Any] = {form.decides: field.as_proposal(why)} if why else {}
    return replace(said, **changed)


_GRANTED = ("approve", "accepted", "tenancy_started", "open")  # a no has its reasons among the remarks


SEEN_BY_MACHINE = f"A machine saw this in a picture, and machines err: {COMPARE}"


MAY_BE_BROKEN = f"Whether these are all its words, and whole ones, cannot be told: {COMPARE}"


def _only_proposed(said: Reading, why: str) -> Reading:
    """What was seen in a picture, or put together by guess, is shown and asked, never trusted."""
    asked: dict[str, Any] = {key: field.as_proposal(why) for key, field in said.fields() if not field.blank}
    return replace(said, **asked)


def _only_proposed_at(said: Reading, unsure: Sequence[Line]) -> Reading:
    """The same for what stands in a line that nobody can be sure of, or was put together from several and one is such."""
    asked: dict[str, Any] = {}  # Any: each key has the field of its own type
    for key, field in said.fields():
        rests_on = None if field.blank else next((line for line in unsure if _rests_on(field, line)), None)
        if rests_on is not None:
            asked[key] = field.as_proposal(rests_on.doubt or MAY_BE_BROKEN)
    return replace(said, **asked) if asked else said


def _rests_on(field: Field[Any], line: Line) -> bool:
    parts = [" ".join(part.split()) for part in re.split(r"[\n\t]", field.quote)]
    return line.where.place == field.where.place or (len(parts) > 1 and " ".join(line.text.split()) in parts)


def _is_repeated(pairs: Sequence[Pair]) -> bool:
    """Whether most questions are answered twice: two requests in one file must never be mixed."""
    answered = [pair.question.key for pair in pairs if isinstance(pair.question, Question) and is_answered(pair.answer)]
    twice = [key for key, times in Counter(answered).items() if times > 1]
    return len(twice) >= 3 and len(twice) * 2 >= len(set(answered))


def _answered(question: Question, form: Form, answer: Answer, scheme: Scheme) -> tuple[Question, Field[Any]]:
    """The question that the words answer, of the two that a label may ask, and what they say."""
    field = question.answer.read(answer, scheme)
    if not field.doubt or not question.instead:
        return question, field
    other = form.question(question.instead)
    meant = other.answer.read(answer, scheme)
    return (question, field) if meant.value is None else (other, meant)


def _heard(pairs: Sequence[Pair], form: Form, scheme: Scheme) -> Iterator[Heard]:
    beside = Beside.of(pairs)
    for pair in pairs:
        if beside.is_signatures_date(pair) or beside.is_part_of_the_agency(pair):
            continue
        match pair.question:
            case Question():
                question, field = _answered(pair.question, form, pair.answer, scheme)
                if field.value is not None or not beside.only_says_why(pair):
                    yield Heard(key=question.key, field=_unless_asked(field, pair))
            case SharedQuestion():
                for key, field in pair.question.read(pair.answer, scheme).items():
                    yield Heard(key=key, field=_unless_asked(field, pair), shared=True)
            case _:
                pass


def _unless_asked(field: Field[Any], pair: Pair) -> Field[Any]:
    """A value in whose words another question may hide is only proposed: «Solace ¶ Lead contact there ¶ Pat»."""
    if UNCLEAR in pair.answer.text or UNCLEAR in pair.label:
        words = (field.quote or pair.answer.text).replace(UNCLEAR, "☒?")
        return Field(quote=words, where=pair.answer.where, doubt=UNCLEAR_BOX, proposal=field.value)
    if pair.doubt and field.value is not None:
        return field.as_proposal(pair.doubt)
    if pair.stray and field.value is not None:
        words = shortened(" ".join(pair.stray.split()), 60)
        why = (
            f"Beside it in the table stand words that no question asks for: «{words}»; say whether they belong to «{pair.label}»."
        )
        return field.as_proposal(why)
    if not pair.perhaps_asked or field.value is None or not isinstance(field.value, str):
        return field
    line = shortened(pair.perhaps_asked, 60)
    why = f"«{line}» may be another question of the form, and what follows its answer; say which words answer «{pair.label}»."
    return field.as_proposal(why)


UNCLEAR_BOX = f"It cannot be told whether a box is ticked, or which one: {COMPARE}"


def _heard_by_name(document: Document, form: Form, scheme: Scheme) -> Iterator[Heard]:
    """Answers of AcroForm fields and tagged content controls; boxes «key.choice» of one key are read together."""
    answers: dict[str, list[tuple[str, Answer]]] = {}
    for named in document.named:
        key = _key_of_name(named.name, form)
        if key:
            choice = named.name[len(key) :].lstrip("._:/- ").replace("_", " ")
            answers.setdefault(key, []).append((choice, Answer(text=named.value, where=named.where)))
    for key, given in answers.items():
        answer = given[0][1] if len(given) == 1 and not given[0][0] else _boxes_together(given)
        field = form.question(key).answer.read(answer, scheme)
        doubt = next((named.doubt for named in document.named if named.doubt and _key_of_name(named.name, form) == key), "")
        yield Heard(key=key, field=field.as_proposal(doubt) if doubt and not field.blank else field, named=True)


def _boxes_together(given: Sequence[tuple[str, Answer]]) -> Answer:
    lines = [
        f"{answer.text} {choice}" if choice and answer.text.strip() in ("☒", "☐") else answer.text for choice, answer in given
    ]
    return Answer(text="\n".join(dict.fromkeys(line for line in lines if line.strip())), where=given[0][1].where)


def _key_of_name(name: str, form: Form) -> str:
    """The question that a form field's name stands for: its key, or the key with a choice after a stop."""
    plain = name.strip().casefold().replace(" ", "_").replace("-", "_")
    if plain in form.keys:
        return plain
    matches = [key for key in form.keys if plain.startswith((f"{key}.", f"{key}:", f"{key}/"))]
    return max(matches, key=len, default="")


def _agreed(key: str, heard: Sequence[Heard]) -> Field[Any]:
    """One answer out of all that were given to a question: they must say the same."""
    given = [each for each in heard if each.key == key and not each.field.blank]
    if not given:
        return next((each.field for each in heard if each.key == key), Field())
    at_edge = all(each.field.where.note in _EDGES for each in given)
    if at_edge and len(given) < sum(each.key == key for each in heard):
        field = next((each.field for each in given if each.field.doubt), given[0].field)
        return field.as_proposal(_AT_EDGE.format(field.where.note))
    if len(given) < sum(each.key == key for each in heard) and all(map(_tells_of_nobody, given)):
        field = next((each.field for each in given if each.field.doubt), given[0].field)
        return field.as_proposal(_LEFT_OPEN.format(key.replace("_", " ")))
    wider = without_counts(each.field for each in given if not (each.named and _stands_in(each.field, given)))
    if doubts := [field for field in wider if field.doubt]:
        return doubts[0]
    values = {repr(field.value) for field in wider}
    if len(values) == 1:
        return wider[0]
    said = " and ".join(f"«{shortened(field.quote, 50)}» ({field.where})" for field in wider)
    quote = "\n".join(dict.fromkeys(field.quote for field in wider))
    return Field(
        quote=quote, where=wider[0].where, doubt=f"The question «{key.replace('_', ' ')}» is answered twice, differently: {said}."
    )


_LEFT_OPEN = "«{}» is a question of its own and was left open; that there are none follows from another answer only: ask."


def _tells_of_nobody(each: Heard) -> bool:
    """Whether an answer about more than this says of this nothing at all: that nobody is told of is not yet «none»."""
    return each.shared and each.field.value == ()


_EDGES = ("header", "footer", "footnote", "endnote")
_AT_EDGE = "The form leaves this open; only its {} says it, which may hold of the template. Say whether it is the answer."


def _stands_in(field: Field[Any], given: Iterable[Heard]) -> bool:
    """Whether a control's words are part of what a cell holds: then the cell, which may say more, decides."""
    return any(not other.named and spelling_key(field.quote) in spelling_key(other.field.quote) for other in given)


def _missing(form: Form, fields: Fields, scheme: Scheme, known: set[str]) -> tuple[str, ...]:
    required = scheme.required if form.follows_scheme else tuple(question.key for question in form.questions if question.required)
    spared = form.spared(fields)
    extra = tuple(key for key in _asked_for_by(form, fields) if key not in required)
    return tuple(key for key in (*required, *extra) if key in known and key not in spared and fields[key].blank)


def _asked_for_by(form: Form, fields: Fields) -> tuple[str, ...]:
    """Someone in temporary accommodation must name the landlord of the former tenancy (R022)."""
    staying = fields.get("currently_staying")
    return (
        ("original_landlord",)
        if staying and staying.value == "temporary_accommodation" and "original_landlord" in form.keys
        else ()
    )


def _of_our_matters(pairs: Iterable[Pair], labels: Labels[Asked], scheme: Scheme) -> Iterator[Pair]:
    """The pairs without unknown rows of another matter; one that names an area, or may turn what is granted, stays."""
    for pair in pairs:
        areas = tile(spelling_key(pair.answer.text).split(), scheme.area_spellings())[0]
        if areas or not labels.is_of_another_matter(pair.label) or may_turn(pair.answer.text):
            yield pair


def _unknown(pairs: Iterable[Pair]) -> tuple[str, ...]:
    """Labels of the answered questions that this service does not know."""
    return tuple(dict.fromkeys(pair.label for pair in pairs if pair.question is None and is_answered(pair.answer)))


def _drift(unknown: Sequence[str]) -> tuple[str, ...]:
    """One sentence on the unknown questions: the form may be newer than the program."""
    if not unknown:
        return ()
    named = ", ".join(dict.fromkeys(f"«{as_shown(label)}»" for label in unknown))
    return (f"The form asks what this service does not know, and the answer was not read: {named}. Look at it by hand.",)
