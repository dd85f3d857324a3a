"""Requests withdrawn or changed, and partners' new contacts, said in a mail (forms §2.4 WI, R028)."""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from parsing import change_wordings, offer_wordings
from parsing.about import is_of_another
from parsing.against_words import DANGER_THERE, speaks_against
from parsing.clause_words import AREAS_MOVED, BEDROOM_NEEDS, ENDING, HOUSEHOLD_CHANGES, OFFICERS, PAUSING
from parsing.clauses import ADJUNCT, clauses_of
from parsing.days import day_in
from parsing.field import Field
from parsing.offered_home import NUMBERS, area_spans, places_in
from parsing.readings import (
    Change,
    ContactChange,
    Withdrawal,
)
from parsing.said import Words, hit, stray
from parsing.sentences import Sentence
from scheme.agreement import Scheme
from scheme.terms import spelling_key

ENDINGS = ("consent_withdrawn", "rehoused_elsewhere", "lost_contact", "withdrawn")


def find_withdrawal(said: Words) -> Withdrawal | None:
    hits: dict[str, Sentence] = {}
    plainly: set[str] = set()
    denied = False
    for sentence in said.sentences:
        for each in change_wordings.WITHDRAWALS:
            found = each.found_in(sentence.plain)
            if found and each.value == "rehoused_elsewhere" and _of_no_household(sentence, found):
                continue
            if found and each.value == "consent_withdrawn" and NOT_DONE.search(sentence.plain[: found.start()]):
                continue
            if found and not (OBJECT_IT.search(found[0]) and area_spans(sentence.plain, said.scheme)):
                hits.setdefault(each.value, sentence)
                denied = denied or bool(DENIED.search(sentence.plain[: found.start()]))
                if (
                    not stray(said, sentence, found, ENDING)
                    and not is_of_another(sentence.plain, found)
                    and not _to_a_place(sentence, found)
                ):
                    plainly.add(each.value)
    if not hits:
        return None
    value = next(each for each in ENDINGS if each in hits)
    sentence = hits[value]
    hedged = re.search(
        r"\b(if|whether|might|(?<!since )(?<!in )(?<!of )(?<!\d )(?<!th )may|could be|considering|thinking (of|about)|nearly|almost|back in touch|may need|due to (be|move)|was going to|temporar\w+|hotel|for (christmas|easter|the (weekend|summer|night|holidays?))|tonight|(i|we) think (she|he|they|the)|hostel|interim|respite|unless|probably|perhaps|in case|should (i"
        r"|we)|shall (i|we))\b",
        sentence.plain,
    )
    undone = re.search(
        r"\b(do not|please don't|not|never) ((want|wants|wish|wishes|need|ready|going|asked|asking|agree)( \w+)? to |to |be )?"
        r"(close|closed|withdraw|withdrawn|cancel|cancelled|remove|removed|end)\b",
        said.plain,
    )
    asks = sentence.asks and not re.search(
        r"\b(can|could|would|will) (you|we|i) (please )?(close|withdraw|cancel|remove|take|end)\b", sentence.plain
    )
    others = change_wordings.OF_OTHERS.search(sentence.plain)
    undone = undone or WAVERS.search(said.plain) or ONLY_WISHED.search(said.plain) or FROM_AN_AGENDA.search(said.plain)
    undone = undone or (IN_TOUCH.search(said.plain) if value == "lost_contact" else None)
    unsure = OTHER_CONTACT.search(sentence.plain) or denied or hedged or undone or asks or others or value not in plainly
    doubt = "It is not sure that the request is withdrawn; ask." if unsure else ""
    change = said.unsure(sentence, doubt, value) if doubt else said.sure(value, sentence)
    return Withdrawal(source=said.source, reference=said.reference, change=change)


def _of_no_household(sentence: Sentence, found: re.Match[str]) -> bool:
    """«Once she has been rehoused», «his brother has been moved there»."""
    return bool(ONCE_MOVED.search(sentence.plain[: found.start()])) or is_of_another(sentence.plain, found)


# «She is thinking it over»: said anywhere in the mail, it is not her last word.
WAVERS = re.compile(
    r"\bthinking (?:it|this|that|things) (?:over|through)\b|\b(?:is|are) (?:still )?thinking about (?:it|this|that)\b|\bsecond thoughts\b|\bundecided\b"
    r"|\bkeep (?:her|him|them|it|this|the \w+) (?:on|in) the (?:list|pot|scheme|register)\b|\b(?:stay|remain|be kept|still be) (?:on|in) the (?:list|pot|scheme|register)\b"
    r"|\b(?:may|might|could) (?:yet |still )?change (?:her|his|their) minds?\b|\b(?:she|he|they) (?:is|are) not (?:yet |quite |entirely )?(?:sure|certain)\b"
)
# «Please withdraw it from Friday's panel»: taken off an agenda, and not out of the scheme.
FROM_AN_AGENDA = re.compile(
    r"\b(?:withdraw\w*|remove\w*|tak\w+|pull\w*)\b[^.;!?]{0,50}\b(?:from|off|out of) (?:(?:the|our|your|this|that|next|today's|tomorrow's|\w+day's|\w+ week's) ){0,2}(?:\w+ )?(?:panel|agenda|meeting|board|committee)\b"
)
# «I would have liked to withdraw it»: wished or begun once, and not done.
ONLY_WISHED = re.compile(
    r"\b(?:would have (?:liked|wanted|preferred|loved|wished)|(?:was|were|had been) (?:\w+ )?(?:going|hoping|planning|about|ready|tempted|minded|thinking of|meaning)|had (?:wanted|hoped|planned|meant|intended|thought)|hoped|hopes|planned|meant|intended|intends|wanted)"
    r"(?: (?:me|us|her|him|them))?(?: to)?(?: \w+)? (?:withdraw\w*|clos(?:e|ing)|cancel\w*|end(?:ing)?|discontinu\w+|take (?:it|this|her|them) (?:off|down|out)|stop)\b"
)
# «Her sister says that she's fine and I'm seeing her on Thursday», beside a contact that is lost.
IN_TOUCH = re.compile(
    r"\b(?:is|are|has come|have come|came) back (?:now|again|in touch|with us|on)\b|\bback in touch\b|\bheard from (?:her|him|them)\b|\b(?:turned|showed) up\b|\bseeing (?:her|him|them)\b"
    r"|\b(?:she|he|they|mum) (?:has |have )?(?:just )?(?:rang|rung|called|phoned|texted|answered|replied|e-?mailed|written|wrote)(?: (?:me|us))?(?: back)?(?: (?:today|yesterday|this morning|just now|last night)|\W*$)|\bfound (?:her|him|them)\b|\bhas (?:her|his|their) (?:new )?number\b"
)
OTHER_CONTACT = re.compile(
    r"\bcontact with (her|his|their|my|our|the) (?!(client|applicant|tenant|family|household|nominee|lady|couple|mum|mother|resident|customer|so|and|since|for|now|as|despite|after|over|please|or|at|in|but)\b)\w+"
)


def _to_a_place(sentence: Sentence, found: re.Match[str]) -> bool:
    return found[0].endswith("move") and bool(TO_A_PLACE.match(sentence.plain[found.end() :]))


ONCE_MOVED = re.compile(r"\b(?:once|when|after|until|till)\b[^.;,]{0,40}$")  # «we will owe one once she has been rehoused»
TO_A_PLACE = re.compile(
    r" (?:in|out|back)\b| (?:in)?to (?!(?:a |an |another |any )?(?:new |other |different )?(?:home|property|area|flat|house|place|reciprocal)\b)"
)  # «no longer wants to move to …»: an area is meant
NOT_DONE = re.compile(
    r"\b(?:has|have|had|did) (?:not|never)(?: (?:yet|actually|ever))?\s*$"
)  # «she has not withdrawn her consent»
DENIED = re.compile(r"\b(not|never|nearly|almost)( (yet|been|actually|really))*\s*$")
OBJECT_IT = re.compile(r"\b(remove|take|delete|drop) (it|them|this|that)\b")


def find_change(said: Words) -> Change | None:
    for find in (_reopen, find_officer_change, _area_change, _bedroom_change, _resume, _pause, _household_change, _still_needed):
        found = find(said)
        if found:
            told = replace(found, source=said.source, reference=said.reference)
            return told if not any(NO_CHANGE.search(each.plain) for each in said.sentences) else _not_now(told)
    return None


NO_CHANGE = re.compile(
    r"^\W*(?:there is |so |but )*no (?:real |actual )?changes?(?: (?:is |are )?(?:needed|required|necessary))?(?: (?:for now|at (?:the moment|present|this (?:stage|point|time))|just yet|yet|right now|currently|so far))?\W*$"
    r"|\bno (?:real |actual )?changes?(?: (?:is |are )?(?:needed|required|necessary))? (?:for now|at (?:the moment|present|this (?:stage|point|time))|just yet|yet|right now|currently|so far)\b"
    r"|\bnothing (?:changes|has changed|is changing|needs to change|needs changing|to change) (?:for now|yet|just yet|at (?:the moment|present|this (?:stage|point|time))|so far)\b"
)


def _not_now(told: Change) -> Change:
    why = "The mail says that nothing changes yet; ask what is to be changed now."
    change = told.change if told.change.value is None else replace(told.change, value=None, doubt=why, proposal=told.change.value)
    return replace(told, change=change)


def find_officer_change(said: Words) -> Change | None:
    telling = [
        each
        for each in said.sentences
        if change_wordings.OFFICER.search(each.plain)
        and change_wordings.OFFICER_MARK.search(each.plain)
        and not (change_wordings.NO_NEW_OFFICER.search(each.plain) and not TAKES_OVER.search(each.plain))
    ]
    naming = [each for each in telling if _name(said, each).value]
    sentence = next(iter(naming if len(naming) == 1 else telling), None)
    if sentence is None or any(change_wordings.LEADS_CONTACT.search(each.plain) for each in said.sentences) or sentence.asks:
        return None
    name = _name(said, sentence)
    named = OFFICERS.union(str(name.value or "").casefold().split())
    found = change_wordings.OFFICER.search(sentence.plain)
    odd = re.search(r"\b(may|might|could|if|whether|not|desk|unless|probably|hop\w+)\b", sentence.plain) or (
        found and stray(said, sentence, found, named)
    )
    change = (
        said.unsure(sentence, "It is not sure that the request gets a new officer; ask.", "officer")
        if odd
        else said.sure("officer", sentence)
    )
    return Change(change=change, new_officer_name=name, new_officer_email=_email(said))


TAKES_OVER = re.compile(
    r"\b(?:tak\w+ over|took over|hand\w* (?:\w+ ){0,3}over|replac\w+|new|instead|going forward|leaving|last day)\b"
)
NAME = r"([A-Z][\w'’-]{1,40}(?: (?:[A-Z][\w'’-]{1,40}|Mc[A-Z]\w{1,40})){0,2})"
NAMED = (
    re.compile(
        rf"\b{NAME} (?:\([^)]*\) )?(?:will (?:be|become|take|now)|is (?:now |going to be |the new |our new |taking)"
        rf"|takes over|is taking|has taken|becomes)"
    ),
    re.compile(
        rf"(?i:\b(?:over to|handed to|to my colleague|my colleague|cc'?d(?: in)?|copied(?: in)?|replaced by"
        rf"|contact is now|lead is now|officer is now|officer is|officer will be|officer to|officer:|is now|contact|name is)) {NAME}"
    ),
    re.compile(rf"(?i:\b(?:officer|lead|contact|(?:case|key)?worker|idva)(?: (?:will|is|now|be|shall|going to be))+) {NAME}"),
    re.compile(rf"(?i:\b(?:officer|lead|contact|(?:case|key)?worker|idva)\b[^.;]{{0,40}}? (?:will be|is now|becomes)) {NAME}"),
    re.compile(rf"(?i:\bnew (?:nominating )?(?:officer|lead|contact|(?:case|key)?worker|idva)\b[^.;]{{0,40}}? is) {NAME}"),
    re.compile(rf"(?i:\b(?:officer|(?:case|key)?worker|idva)\b[^.;]{{0,30}}? to) {NAME}(?=\W*$|,| \()"),
    re.compile(rf"\b{NAME},? (?:who|who's|who is)\b"),
    re.compile(rf"(?i:\bit'?s|\bit is|\bits) {NAME} now\b"),
)
NO_NAME = frozenset(
    {"she", "he", "they", "it", "i", "we", "who", "this", "that", "the", "a", "an", "our", "my", "your", "please", "from", "as"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "hi", "hello", "thanks", "also", "both"}
    | {"nominating", "officer", "new"}
)


def _name(said: Words, sentence: Sentence) -> Field[str]:
    found = {
        m[1]
        for pattern in NAMED
        for m in pattern.finditer(sentence.text)
        if m[1].split()[0].casefold() not in NO_NAME and not re.search(r"\d", m[1])
    }
    if len(found) == 1:
        return said.sure(found.pop(), sentence)
    return said.unsure(sentence, "It is not clear who the new person is; ask for the name.", min(found) if found else None)


EMAIL = re.compile(r"\b[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+){1,6}\b")


def _email(said: Words) -> Field[str]:
    found = {match.casefold(): sentence for sentence in said.sentences for match in EMAIL.findall(sentence.text)}
    if len(found) > 1:
        return said.unsure(next(iter(found.values())), "Several e-mail addresses are named; say which one is the new person's.")
    return next((said.sure(address, sentence) for address, sentence in found.items()), Field())


def _area_change(said: Words) -> Change | None:
    added: list[str] = []
    removed: list[str] = []
    unsure: list[str] = []
    first: Sentence | None = None
    for sentence in said.sentences:
        if not (
            change_wordings.ADDS.search(sentence.plain)
            or change_wordings.REMOVES.search(sentence.plain)
            or change_wordings.AREA_UNSAFE.search(sentence.plain)
        ):
            continue
        more, less, odd = _areas_moved(sentence, said.scheme)
        if more or less or odd:
            first = first or sentence
            added, removed, unsure = [*added, *more], [*removed, *less], [*unsure, *odd]
    if first is None:
        return None
    if added and any(_endangers(each, removed, said) for each in said.sentences):
        unsure = [*unsure, "a danger is spoken of, perhaps there"]
    why = "A council is named, perhaps as a partner and not as an area; ask."
    of_partners = unsure and re.search(r"\b(?:council|homes|housing|association|landlords?|leads?|partners?)\b", first.plain)
    return Change(
        change=said.unsure(first, why, "areas") if of_partners else said.sure("areas", first),
        areas_added=_area_set(said, first, added, unsure),
        areas_removed=_area_set(said, first, removed, unsure),
    )


def _endangers(sentence: Sentence, removed: Sequence[str], said: Words) -> bool:
    """«Please add Bromley. Her ex works there»: a danger that is told of no area to be taken off."""
    named = [name for name, _, _ in area_spans(sentence.plain, said.scheme)]
    if change_wordings.REMOVES.search(sentence.plain) or (named and set(named) <= set(removed)):
        return False
    return bool(speaks_against(sentence.plain, DANGER_THERE))


def _area_set(said: Words, sentence: Sentence, names: list[str], unsure: list[str]) -> Field[tuple[str, ...]]:
    """Adding an area by mistake can hurt someone: one odd word puts the whole answer in doubt (DESIGN §6)."""
    values = tuple(sorted(set(names)))
    if unsure:
        return said.unsure(
            sentence, f"The areas are not surely read ({'; '.join(dict.fromkeys(unsure))}); settle them by hand.", values or None
        )
    return said.sure(values, sentence) if values else Field()


def _areas_moved(sentence: Sentence, scheme: Scheme) -> tuple[list[str], list[str], list[str]]:
    """(added, removed, reasons for doubt). Each area belongs to the last «add» or «take off» before it."""
    keys = spelling_key(sentence.plain)
    tokens = keys.split()
    marks = sorted(
        [(len(keys[: m.start()].split()), "add") for m in change_wordings.ADDS.finditer(keys)]
        + [(len(keys[: m.start()].split()), "remove") for m in change_wordings.REMOVES.finditer(keys)]
    )
    added: list[str] = []
    removed: list[str] = []
    polite = re.search(r"\b(please|can|could|would|will) ?(you|we|i)?\b", sentence.plain)
    doubts = ["the sentence only asks"] if sentence.asks and not polite else []
    doubts += ["an area is only spoken of"] if SPOKEN_OF.search(sentence.plain) and area_spans(sentence.plain, scheme) else []
    doubts += [f"«{place}» is not an area" for place, _ in places_in(sentence.text, scheme)]
    only_off = bool(marks) and {kind for _, kind in marks} == {"remove"}
    if only_off:
        tokens = spelling_key(change_wordings.AREA_UNSAFE.sub(" ", sentence.plain)).split()
    doubts += _odd_clauses(sentence, scheme) if area_spans(sentence.plain, scheme) else []
    asked_for = "add" if TO_BE_ADDED.search(sentence.plain) and {kind for _, kind in marks} == {"add"} else ""
    for name, start, _ in area_spans(sentence.plain, scheme):
        verb = next((kind for at, kind in reversed(marks) if at <= start), "remove" if only_off else asked_for)
        (added if verb == "add" else removed if verb == "remove" else doubts).append(
            name if verb else f"what is to happen with {name} is not said"
        )
    if (added or removed or doubts) and set(tokens) & {
        "not",
        "except",
        "instead",
        "never",
        "if",
        "maybe",
        "possibly",
        "or",
        "but",
        "unless",
        "think",
        "might",
        "cannot",
        "unsafe",
    }:
        doubts.append("the sentence holds a «not», an «or» or a condition")
    if added and TO_BE_AVOIDED.search(ADJUNCT.sub(" ", sentence.plain)):
        doubts.append("an area may be named because it is not safe")
    return added, removed, doubts


TO_BE_ADDED = re.compile(
    r"\b(?:would(?: now| also)* like|now wants?|wants?)\b[^.;]{0,60}\b(?:added|included)\b|\b(?:please|can|could|should)\b[^.;]{0,60}\bbe (?:added|included)\b"
)  # the area stands before its verb
# «Add Croydon to her areas of risk»: named, but to be kept away from.
TO_BE_AVOIDED = re.compile(
    r"\b(risk|risks|risky|avoid|avoided|danger\w*|perp\w*|abuser|ex|excluded|exclusion|not|no|never|without|meeting|mailing|circulation|contact|old|previous|(?:her|his|their|my) (?:mother|father|mum|dad|sister|brother|cousin|son|daughter|aunt|uncle|friend|husband|partner)|landlord|landlords|officer|team|office|council)\b"
)
SPOKEN_OF = re.compile(
    r"\b(where|add (a|the|this)? ?(note|comment|line|warning)|(note|notes|comment|comments|line|warning|flag|marker|entry) (about|on|re|regarding|for)|(his|her|their) (mum|mother|family|sister|brother|ex|cousin|dad|father)\w* lives?)\b"
)


def _odd_clauses(sentence: Sentence, scheme: Scheme) -> list[str]:
    """«I work in Camden» beside «add me to your list»: an area in a clause that says something else."""
    odd = []
    for start, end in clauses_of(sentence.plain):
        clause = ADJUNCT.sub(lambda found: found[0] if area_spans(found[0], scheme) else " ", sentence.plain[start:end])
        words = spelling_key(clause).split()
        of_areas = {at for _, first, last in area_spans(clause, scheme) for at in range(first, last)}
        strange = [word for at, word in enumerate(words) if at not in of_areas and word.isalpha() and word not in AREAS_MOVED]
        strange = [word for word in strange if word != scheme.reference_prefix.casefold()]
        if (of_areas or change_wordings.ADDS.search(clause)) and strange:
            odd.append(f"«{' '.join(strange)}» stands beside an area")
    return odd


def _bedroom_change(said: Words) -> Change | None:
    for sentence in said.sentences:
        match = change_wordings.NEEDS_BEDROOMS.search(_without_references(said, sentence))
        if (
            match is None
            or hit(offer_wordings.OFFERS, sentence.plain)
            or re.search(r"\bpanel|approv|our tenant\b", sentence.plain)
        ):
            continue
        numbers = [
            NUMBERS.get(each, 0) or int(each)
            for each in re.findall(r"\b(\d{1,2}|one|two|three|four|five|six|seven)(?=[ -]?(?:b\b|bed|$))", match[0])
        ]
        moved = re.search(r"\bfrom\b", match[0])
        known = len(set(numbers)) == 1 or (moved and numbers)
        hedged = re.search(
            r"\b(not|if|may|might|whether|or|unless|possibly|will need|would (?!like\b|be grateful|you\b)|at that (?:point|stage|time)|by then|when|once|until|but|another family)\b",
            NOT_THE_OLD.sub(" ", sentence.plain),
        ) or not _told_as_new(said)
        asked = replace(sentence, plain=ASKED_FOR.sub(lambda found: " " * len(found[0]), sentence.plain))
        hedged = hedged or bool(stray(said, asked, match, BEDROOM_NEEDS)) or bool(OTHER_NUMBER.search(said.plain))
        hedged = hedged or _runs_the_other_way(match[0])
        bedrooms = (
            said.sure(numbers[-1], sentence)
            if known and not hedged
            else said.unsure(sentence, "It is not clear how many bedrooms are needed now; ask.", numbers[-1] if numbers else None)
        )
        return Change(change=said.sure("bedrooms", sentence), bedrooms_needed=bedrooms)
    return None


def _runs_the_other_way(words: str) -> bool:
    """«Increase it from 3 to 2»: the verb and the numbers do not go together."""
    verb, numbers = UP_OR_DOWN.match(words), FROM_TO.search(words)
    if not verb or not numbers:
        return False
    before, after = (NUMBERS.get(each, int(each) if each.isdigit() else 0) for each in numbers.groups())
    return before == after or (verb[1] == "increas") != (after > before)


UP_OR_DOWN = re.compile(r"(increas|reduc)")
FROM_TO = re.compile(r"\bfrom (\d{1,2}|one|two|three|four|five|six|seven) to (\d{1,2}|one|two|three|four|five|six|seven)\b")
OTHER_NUMBER = re.compile(
    r"\b(?:happy|fine|ok|okay|enough|manage|make do|cope|content|settle|do) (?:with|for) (?:a |just )?(?:\d|one|two|three|four|five)\b"
)
# «3 bedrooms and not 2 as I put on the form»: the number that no longer counts.
NOT_THE_OLD = re.compile(
    r"(?:,| and)? not (?:a |the )?(?:\d|one|two|three|four|five|six)(?:[ -]?bed\w*)?(?= (?:as|like|that|which|on|in)\b| ?[.,;!)]|$)"
)
# «Please could you change the bedroom need»: manners, and no «could» of the need itself.
ASKED_FOR = re.compile(
    r"^\W*(?:please )?(?:could|can|would|will) you (?:please |kindly )?(?=change|amend|update|increase|reduce|alter)"
)


def _without_references(said: Words, sentence: Sentence) -> str:
    """«The bedroom need on ARC-90-26»: a case's number counts no bedrooms. Every place stays where it is."""
    prefix = re.escape(said.scheme.reference_prefix.casefold())
    return re.sub(rf"\b{prefix}\W?\d[\d/-]*", lambda found: "_" * len(found[0]), sentence.plain)


def _told_as_new(said: Words) -> bool:
    """«She needs a 2 bed» may only repeat the form; a question asks, unless it is a polite wish."""
    telling = [each for each in said.sentences if not each.asks or POLITE.search(each.plain)]
    return any(change_wordings.NEED_IS_NEW.search(each.plain) for each in telling)


POLITE = re.compile(r"\b(please|(can|could|would|will) (you|we|i|the|this|it))\b")


def _pause(said: Words) -> Change | None:
    sentence = next((each for each in said.sentences if change_wordings.PAUSE.search(each.plain)), None)
    if sentence is None:
        return None
    found = change_wordings.PAUSE.search(sentence.plain)
    hedged = re.search(r"\b(not|no longer|unless|if|was|were|been)\b", sentence.plain) or (
        sentence.asks and not POLITE.search(sentence.plain)
    )
    hedged = hedged or bool(found and stray(said, sentence, found, PAUSING))
    return Change(
        change=said.unsure(sentence, "It is not sure that the request is to be paused; ask.", "pause")
        if hedged
        else said.sure("pause", sentence),
        pause_until=Field() if hedged else _until(said, sentence),
    )


LONGEST_PAUSE_DAYS = 365  # a day that is farther off was rather meant to be past


def _until(said: Words, sentence: Sentence) -> Field[date]:
    """The last day of a pause, where exactly one is named after «until»; a pause without one is looked at again all the same."""
    after = re.search(r"\b(?:until|till)\b(.*)", sentence.plain)
    found = day_in(after[1], said.sent_on, past=False) if after else None
    if not found or found.slip or not found.day or not said.sent_on:
        return Field()
    if not 0 <= (found.day - said.sent_on).days <= LONGEST_PAUSE_DAYS:
        return Field()
    return said.sure(found.day, sentence)


def _resume(said: Words) -> Change | None:
    """«Please resume»: what was paused goes on. Anything odd beside it is a question."""
    sentence = next((each for each in said.sentences if change_wordings.RESUME.search(each.plain)), None)
    found = change_wordings.RESUME.search(sentence.plain) if sentence else None
    if sentence is None or found is None:
        return None
    odd = bool(re.search(r"\b(not|never|unless|if|when|once|until|after|before|from|was|were|been)\b", sentence.plain))
    odd = odd or any(change_wordings.PAUSE.search(each.plain) for each in said.sentences if each is not sentence)
    if odd or stray(said, sentence, found, PAUSING | {"resume", "restart", "unpause", "again", "now", "ready", "would", "like"}):
        return Change(change=said.unsure(sentence, "It is not sure that the request is to go on; ask.", "resume"))
    return Change(change=said.sure("resume", sentence))


def _reopen(said: Words) -> Change | None:
    """«Please reopen this request»: asked for, and always looked at by a person first."""
    sentence = next((each for each in said.sentences if change_wordings.REOPEN.search(each.plain)), None)
    if sentence is None:
        return None
    odd = re.search(r"\b(not|never|no|unless|if|when|once|until|after|before|whether|viewings?|panel|offers?)\b", sentence.plain)
    if odd or (sentence.asks and not POLITE.search(sentence.plain)):
        return Change(change=said.unsure(sentence, "It is not sure that the request is to be opened again; ask.", "reopen"))
    return Change(change=said.sure("reopen", sentence))


def _still_needed(said: Words) -> Change | None:
    """«Still needed», as our letter asks for it; what else is said is accounted for as beside any other answer."""
    sentence = next((each for each in said.sentences if change_wordings.STILL_NEEDED.search(each.plain) and not each.asks), None)
    return None if sentence is None else Change(change=said.sure("still_needed", sentence))


def _household_change(said: Words) -> Change | None:
    sentence = next((each for each in said.sentences if change_wordings.HOUSEHOLD.search(each.plain) and not each.asks), None)
    found = change_wordings.HOUSEHOLD.search(sentence.plain) if sentence else None
    if sentence is None or found is None:
        return None
    odd = bool(stray(said, sentence, found, HOUSEHOLD_CHANGES) or HEDGED_CHANGE.search(sentence.plain))
    odd = odd or (is_of_another(sentence.plain, found) and not JOINS_OR_LEAVES.search(found[0]))
    why = "It is not clear that the household of the request has changed; ask."
    return Change(change=said.unsure(sentence, why, "household") if odd else said.sure("household", sentence))


HEDGED_CHANGE = re.compile(
    r"\b(not|may|might|could|if|whether|unless|possibly|perhaps|was going to|new (?:partner|man|girlfriend|husband)|boyfriend|ex)\b(?! \d)"
)
JOINS_OR_LEAVES = re.compile(r"\b(moved|left|joined|joining|leaving|turned|turns|living|lives)\b")


SPEAKS_AS_LEAD = re.compile(r"as (the|a|your|their|our)? ?(new )?(named )?(lead|contact)\b[^.;]*\b(i|we)\b")


def find_contact_change(said: Words) -> ContactChange | None:
    """A partner's own contact (R028)."""
    telling = [
        each
        for each in said.sentences
        if change_wordings.NAMED_LEAD.search(each.plain)
        and not each.asks
        and not SPEAKS_AS_LEAD.match(each.plain)
        and not change_wordings.MYSELF_AS_LEAD.search(each.plain)
    ]
    if not telling or find_officer_change(said):
        return None
    names = [_name(said, sentence) for sentence in telling]
    named = next((name for name in names if name.value), names[0])
    return ContactChange(source=said.source, new_officer_name=named, new_officer_email=_email(said))
