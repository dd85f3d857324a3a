"""Whether every clause of a mail is accounted for beside what the mail decides (R071): the world of a reply is closed.

A decision is a value only if each clause (a) is one that decides it, and holds nothing but words said of such a decision, or
(b) is a declared harmless saying (parsing/harmless_sayings.py), or (c) holds nothing but words that are known to change
nothing of it (parsing/harmless_words.py). Whatever else is said is quoted in a doubt: nobody can list all that takes a
decision back, but what leaves it alone can be listed.
"""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from parsing import clause_words
from parsing.account_kinds import Account, account_of
from parsing.against_words import speaks_against
from parsing.clauses import ADJUNCT, clause_around, clauses_of
from parsing.harmless_clauses import tells_of_work
from parsing.harmless_sayings import FIRST, IDLE, PATTERNS
from parsing.harmless_words import FACT_SUBJECTS, FACT_VERBS, HARMLESS, HOMES, OPERATORS, PRONOUNS, STAFF, TELLING, TURNS, as_set
from parsing.masks import SIGNED, blank, without_names
from parsing.readings import Reading
from parsing.said import Words
from parsing.sentences import Sentence, plain
from parsing.turning_words import TURNING_SAYINGS, TURNING_WHOLE, is_turning, turns
from scheme.agreement import Scheme

LONGEST_SENTENCE = 600  # characters; a longer one is read by a person
LONGEST_QUOTE = 200
Span = tuple[int, int]


def unaccounted(said: Words, reading: Reading) -> str:
    """The first clause of the mail that is not accounted for beside what the reading decides; empty if all are."""
    account = account_of(reading)
    if account is None:
        return ""
    taken = tuple(plain(field.value) for key, field in reading.fields() if key in NAMED and isinstance(field.value, str))
    heard = [each for each in said.sentences if each not in _signature(said.sentences, said.scheme)]
    return next((odd for each in heard if (odd := odd_clause(each, account, said.scheme, taken))), "")


def is_accounted_alone(sentence: Sentence, scheme: Scheme) -> bool:
    """Whether a sentence changes nothing, whatever is decided beside it."""
    return not odd_clause(sentence, ALONE, scheme)


ALONE = Account(decides=lambda _: [], within=frozenset())


def decides(said: Words, reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence says the same as the reading: «Please take ARC-01-26 down», beside «she has withdrawn her consent»."""
    account = account_of(reading)
    if account is None or len(sentence.plain) > LONGEST_SENTENCE:
        return False
    return bool(account.decides(sentence)) and not odd_clause(sentence, account, said.scheme)


def _signature(sentences: Sequence[Sentence], scheme: Scheme) -> Sequence[Sentence]:
    """The lines below the writer's name at the end: posts, teams, councils, numbers, no line with a sentence's end."""
    for number, each in enumerate(sentences):
        below = sentences[number + 1 :]
        if number and below and SIGNED.fullmatch(each.text) and all(_is_of_an_office(line, scheme) for line in below):
            return below
    return ()


def _is_of_an_office(sentence: Sentence, scheme: Scheme) -> bool:
    words = [found[0] for found in TOKEN.finditer(without_names(sentence, scheme, ()).replace("§", " "))]
    return sentence.text[-1] not in ".!?" and len(words) <= 8 and all(_is_known(word, STAFF | TITLES) for word in words)


TITLES = as_set("and of for the at head director manager lead chief executive board panel deputy assistant named reciprocal team")
NAMED = ("new_officer_name", "new_officer_email", "address")  # their words are accounted for where they were read


def odd_clause(sentence: Sentence, account: Account, scheme: Scheme, taken: Sequence[str] = ()) -> str:
    """The first clause of one sentence that is not accounted for; empty if all are. `taken` are the values read out of it."""
    if len(sentence.plain) > LONGEST_SENTENCE:
        return sentence.text[:LONGEST_QUOTE]
    if account.told_whole and account.told_whole.search(sentence.plain):
        return ""
    if QUOTES.search(sentence.text):
        return sentence.text[:LONGEST_QUOTE]
    deciding = account.decides(sentence)
    masked = _masked(sentence, scheme, account, taken)
    masked = masked if deciding else _without_past_spans(masked)
    within = [clause_around(masked, *span) for span in deciding]
    masked = _without_last_but(masked, within)
    masked = _without_ends(masked, deciding)
    named = without_names(sentence, scheme, taken)
    facts = [*_facts(masked, account), *_facts(named, account)]
    turned = [found.start() for found in TURNING_WHOLE.finditer(named)] if account.open_beside else []
    if account.open_beside and not within:
        facts += _open_clauses(masked)
        turned += _turns_at(masked, account)
    inner = [] if within else _inner_contrasts(sentence.plain)
    odd = [
        found.start()
        for found in TOKEN.finditer(masked)
        if found.start() not in inner and not _is_accounted(found, masked, account, within, facts)
    ]
    odd += speaks_against(sentence.plain, account.against) if account.against else []
    odd += [*turned, *(found.start() for found in HEARSAY.finditer(named))]
    for forbidden in (NOT_MYSELF, *(() if account.gives_reasons else (FORBIDDEN,))):
        odd += [found.start() for found in forbidden.finditer(masked) if not _inside(found.start(), within)]
    odd += [found.start() for found in ONE_OF_SEVERAL.finditer(LOST_IN_THE_POST.sub(blank, named))]
    odd += [found.start() for found in FROM_A_DAY.finditer(masked)] if account.counts_from_now else []
    if "?" in masked and not (sentence.answered or account.asks_freely or (account.may_ask and within)):
        odd.append(masked.index("?"))
    return _clause_at(sentence.plain, min(odd)) if odd else ""


def _is_accounted(found: re.Match[str], masked: str, account: Account, within: Sequence[Span], facts: Sequence[Span]) -> bool:
    """Whether a word is one of a deciding clause, a harmless one, or one of a fact."""
    if _inside(found.start(), within):
        return (
            found[0] in SURELY
            or _is_known(found[0], account.within)
            or (account.gives_reasons and not _is_known(found[0], REVERSING))
        )
    if _inside(found.start(), facts):
        return True
    if account.gives_reasons and found[0] in WHEN and _states_something(masked[: found.start()]):
        return True  # what begins with it is weighed as a clause of its own
    mine = MYSELF.search(masked[: found.start()])
    return _is_known(found[0], HARMLESS if mine else HARMLESS | account.beside - REVERSING)


def _states_something(words: str) -> bool:
    return sum(found[0] not in JOINTS for found in TOKEN.finditer(words)) >= SHORTEST_STATEMENT


WHEN = frozenset({"when", "once", "after", "before"})
SURELY = as_set(
    "definitely absolutely certainly formally officially fully happily gladly wholeheartedly strongly unanimously completely entirely"
)  # «definitely approved»
MYSELF = re.compile(r"(?:^|[,.;:!?]|\b(?:and|so|but)\b)\W*i\b[^,.;:!?]*$")
# «I'd “approve” this»: words in quotation marks are somebody else's, or are not meant.
QUOTES = re.compile(r"[\"“”«»]|(?<!\w)[‘'][^’'\s][^’']*[’'](?!\w)")
TOKEN = re.compile(r"[^\W\d_][^\W_]*(?:['’][^\W_]+)*|§|[^\w\s.,;:!?()\[\]'’/&+£%@#=•|<>*😊🙂👍🙏👋☺❤💜💙🎉✅✔-]")
# «It is for a year», «this was in March», «for her sister»: what hangs on the decision, or speaks of it.
FORBIDDEN = re.compile(
    r"\b(?:it|this|that|these|those|which|all|one|everything)(?: now| just| all| really| \w+ly)* (?:is|was|are|were|has|have|had|been|being|does|did|runs|works|stands|counts|refers|relates|applies|concerns|covers|means|comes|goes|starts|ends)\b"
    r"|\bto be\b|\bto (?:follow|come)\b|\bhalf of\b|\b(?:for|within|during|in) (?:the )?(?:\d+|a|one|two|three|four|five|six|few|couple of)[ -](?:days?|weeks?|months?|years?)\b"
    r"|\b(?:out|off|back|down|away) again\b|(?:^|[,;:(.–-] ?)(?:and |then |straight )+(?:out|off|back|away)\b"
    r"|(?:^|[,;:(.–-] ?)(?:for|from|into|within|under|over|to) "
)
# «We declined the first one»: there are others, and which is meant is not said.
ONE_OF_SEVERAL = re.compile(
    r"\b(?:first|second|third|fourth|last|former|latter|other|previous|earlier|older|younger|bigger|smaller)(?: \w+)? (?:one|ones|case|cases|family|families|household|request|referral|application|client)\b"
    r"|\bthe (?:first|second|third|fourth|other|former|latter)(?= is| was| has| will|[ ,.;]*$)"
)
HEARSAY = re.compile(
    r"\bor so (?:i|we) (?:believe|think|understand|assume)\b|\bso (?:i|we) (?:hear|heard|gather|am told|was told|are told|were told)\b|\bif (?:i|we) (?:heard|understood|remember|recall|read)\b"
    r"|\bor so (?:she|he|they|it|the \w+) (?:says?|claims?|thinks?|tells?|seems?)\b"
    r"|\bthe right (?:family|case|lady|client|tenant|household|answer|thread|woman|man)\b"
    r"|\b(?:i|we) (?:will|shall|can) (?:look at|review|reconsider|revisit|think about|consider) (?:it|this|that|the (?:request|case|application|decision|referral)) (?:again|afresh|once more)\b"
)
# «The first one went to junk» is a mail, «it is the third one this month» a count, and no case.
LOST_IN_THE_POST = re.compile(
    r"\bit is (?:the|my|our) (?:first|second|third|fourth)(?: one)? (?:so far )?(?:this (?:week|month|year)|today)\b|"
    r"\b(?:first|last|previous|earlier) (?:one|e-?mail|email|message|copy|version) (?:must have |seems to have |has |had )?(?:gone|went|ended up|landed|got|bounced|vanished)(?: (?:lost|straight|in|into|to|my|our|the))* ?(?:junk|spam|quarantine|ether|back|lost)?\b"
)
# «I haven't seen this in writing», «leave it for now»: whatever the reasons are, the writer's ignorance and orders are none.
NOT_MYSELF = re.compile(
    r"\bi (?:\w+ )?(?:not|never|cannot)\b|(?:^|[.!?,;] )(?:please )?(?:leave|hold|keep|wait|stop|ignore|forget|scrap|drop|skip|park) (?:it|this|that|on|off|up)\b"
)
_DAY = r"(?:(?:the )?\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|next|tomorrow|then|when|the (?:end|start|beginning|new))"
FROM_A_DAY = re.compile(rf"\b(?:from|as of|as from|effective|starting|beginning|for)(?: \w+day)? {_DAY}")


def _inner_contrasts(words: str) -> list[int]:
    """Where a sentence apart from the decision says «but» within itself: what stands on both sides is weighed by its own."""
    return [found.start(1) for found in INNER_BUT.finditer(words)]


def _without_past_spans(masked: str) -> str:
    """«The neighbours have been on to us for months»: how long something has gone on limits nothing."""
    for start, end in clauses_of(masked):
        clause = masked[start:end]
        if HAS_GONE_ON.match(clause):
            masked = masked[:start] + FOR_HOW_LONG.sub(blank, clause) + masked[end:]
    return masked


# What the household or those around it have done all along; «the flat was hers for a year» ends something, «he has had the keys»
# says whose they are.
HAS_GONE_ON = re.compile(
    r"\W*(?:(?:and|so|as|because|since) )?(?:she|they|mum|(?:the|our|her|his|their|all|both|my)(?: (?!brother|sister|mother|father|mum|dad|lodger|cousin|partner|son|daughter|aunt|uncle|ex\b|friend)[\w-]+){1,3}|[\w-]+ (?:team|sustainment|services|workers))"
    r" (?:has|have)(?: all| both| also)? (?:been (?:\w+ing|on to us|with us|our tenants?|a \w* ?tenant|engaged|supported|known)|lived (?:here|there|with us)|\w+ed)\b(?! to\b)"
)
FOR_HOW_LONG = re.compile(
    r"\b(?:for|over|in|within|during)(?: (?:the|last|past|well|over|nearly|almost|about|many|several|some|a|an|one|two|three|four|five|six|seven|eight|nine|ten|few|couple|of|\d+))* (?:days?|weeks?|months?|years?|nights?)\b"
)
INNER_BUT = re.compile(
    r"\w+\W+\w+\W+(but|though|although)(?= \w+ \w+ \w)(?![^.;!?]*\b(?:tenan\w*|landlords?|hers|theirs|ours|lives|records)\b)"
)


def _without_ends(masked: str, deciding: Iterable[Span]) -> str:
    """Without the first and the last word of each deciding wording: these are its own; what stands between may be anything."""
    for start, end in deciding:
        words = list(re.finditer(r"\S+", masked[start:end]))
        for found in (words[0], words[-1]) if words else ():
            masked = masked[: start + found.start()] + " " * len(found[0]) + masked[start + found.end() :]
    return masked


def _without_last_but(masked: str, within: Iterable[Span]) -> str:
    """«I'm away from Friday, but approved»: after a «but» that a decision follows, the decision is what counts."""
    for start, _ in within:
        before = re.search(r"\b(?:but|however)\W*$", masked[:start])
        if before:
            masked = masked[: before.start()] + " " * (start - before.start()) + masked[start:]
    return masked


def _is_known(word: str, known: Set[str]) -> bool:
    return word in known or any(word.endswith(end) and word[: -len(end)] in known for end in ("'s", "’s", "s'"))


def _inside(at: int, spans: Iterable[Span]) -> bool:
    return any(start <= at < end for start, end in spans)


def _clause_at(words: str, at: int) -> str:
    """The clause around a place, without the joints at its ends."""
    start, end = next((span for span in clauses_of(words) if span[0] <= at < span[1]), (0, len(words)))
    clause = words[start:end].strip(" -,;:.")
    return (clause or words)[:LONGEST_QUOTE]


# --- facts ------------------------------------------------------------------------------------------------------------


def _facts(words: str, account: Account) -> list[Span]:
    """The clauses that only tell a fact; one that begins with its verb goes on about whom the last one told of."""
    found: list[Span] = []
    for span in clauses_of(words):
        clause = words[slice(*span)]
        if tells_of_work(clause, promises=account.gives_reasons):
            found.append(span)
            continue
        follows = bool(found) and found[-1][1] >= span[0] - len(" and ")
        if follows and account.gives_reasons and MODAL_FIRST.match(clause):  # «he has left home and will not be moving with them»
            clause = MODAL_FIRST.sub("", clause)
        goes_on = follows and VERB_FIRST.match(clause)
        if _is_fact(clause, account, goes_on=bool(goes_on)):
            found.append(span)
    return found


def _turns_at(words: str, account: Account) -> list[int]:
    """Where a sentence apart from the decision holds a word or a saying that turns it, be it told as a fact or not."""
    single = [
        found.start()
        for found in TOKEN.finditer(words)
        if is_turning(found[0]) and not _is_known(found[0], HARMLESS | FACT_SUBJECTS | account.beside)
    ]
    return [*single, *(found.start() for found in TURNING_SAYINGS.finditer(words))]


def _open_clauses(words: str) -> list[Span]:
    """In a sentence apart from the decision: each clause of which no word could turn it."""
    told = [found[0] for found in TOKEN.finditer(words) if found[0] not in JOINTS]
    if len(told) < SHORTEST_STATEMENT:
        return []
    return [span for span in clauses_of(words) if _is_open(words[slice(*span)])]


def _is_open(clause: str) -> bool:
    words = [found[0] for found in TOKEN.finditer(clause)]
    told = [word for word in words if word not in JOINTS]
    if not told or told[0] in NOT_TOLD | OF_THE_MAIL or OF_ITSELF.search(clause) or FORBIDDEN.search(clause):
        return False
    return all((word[0].isalpha() or word[0] == "•") and (not turns(word) or _is_known(word, HARMLESS)) for word in words)


# What is said of «this» or «it» may be said of the decision; what is said of the mail itself may take it back.
OF_THE_MAIL = as_set("it this that these those which all both everything one what")
OF_ITSELF = re.compile(
    r"\b(?:my|our|the|this|that|yesterday's|today's|last) (?:\w+ )?(?:mail|email|message|reply|answers?|response|line|paragraph|sentence)\b|\bthe above\b|\babove\W*$|\banswers\b"
)
SHORTEST_STATEMENT = 3  # words; «Lambeth out», «ground floor» are no statements but limits


MODAL_FIRST = re.compile(r"\W*(?:will|would|can|cannot|could)(?: not)?(?: be)? (?!you\b|i\b|we\b|they\b|she\b|he\b|please\b)")
VERB_FIRST = re.compile(
    r"\W*(?:(?:also|now|then|still|both|so) )?(?:is|are|was|were|has|have|had|\w+ed|\w+s|got|went|read|saw|felt|knew|came|met|made|took|gave|paid|kept|left|held|ran)\b"
)


def _is_fact(clause: str, account: Account, *, goes_on: bool) -> bool:
    """A statement about the household, a home, a paper or the office, in open words of which none tells of the decision."""
    words = [found[0] for found in TOKEN.finditer(clause)]
    if account.gives_reasons:
        return _gives_reasons(words, account) or _tells_openly(clause) or (account.of_the_home and _tells_of_it(words, account))
    first = [word for word in words[:6] if word not in JOINTS]
    of_a_home = any(_is_known(word, HOMES) for word in first[:3])
    turning = TURNING - (account.beside - REVERSING) - (TO_COME if of_a_home else frozenset())
    if any(_is_known(word, turning) for word in words) or FORBIDDEN.search(clause):
        return False
    if first[:1] and first[0] in PRONOUNS:
        return any(word in FACT_VERBS or PAST.fullmatch(word) for word in first[1:3])
    return goes_on or (any(_is_known(word, FACT_SUBJECTS) for word in first[:4]) and len(first) > 1)


PAST = re.compile(
    r"\w{2,}ed|read|saw|felt|knew|met|heard|rang|spent|grew|kept|slept|held|ran|won|drove|fell|broke|cut|hit|hurt|taught|fought|paid|sold|spoke|wrote|told|got|had|did"
)


def _gives_reasons(words: Sequence[str], account: Account) -> bool:
    """«There is mould in both bedrooms»: told of somebody or something, and nothing in it turns what is decided."""
    told = [word for word in words if word not in JOINTS] or list(words)
    if not told or "i" in words or any(_is_known(word, REVERSING - account.agreeing) for word in words):
        return False
    if told[0] in ("it", "this", "that"):
        return any(_is_known(word, account.beside - HARMLESS - ALL_OPERATORS - EVERYWHERE) for word in told[1:])
    return told[0] not in NOT_TOLD or told[:2] == ["one", "of"]  # «one of the rival group has moved there»


def _tells_openly(clause: str) -> bool:
    """«I've now had the police update»: what would leave an approval alone leaves alone whatever gives reasons, too."""
    words = [found[0] for found in TOKEN.finditer(clause) if found[0] not in JOINTS]
    return len(words) >= SHORTEST_STATEMENT and _is_open(clause) and not TURNING_SAYINGS.search(clause)


def _tells_of_it(words: Sequence[str], account: Account) -> bool:
    """«It's had a full rewire»: of the home offered, in words that turn nothing."""
    told = [word for word in words if word not in JOINTS]
    return (
        told[:1] == ["it"]
        and told[1:2] != ["is"]
        and "been" not in told
        and all(not turns(word) or _is_known(word, HARMLESS | account.beside) for word in told)
    )


NEGATION = OPERATORS["negation"]
EVERYWHERE = clause_words.SMALL | clause_words.HOUSEHOLD | clause_words.REQUEST | clause_words.LANDLORD
ALL_OPERATORS = frozenset().union(*OPERATORS.values())
# With these begins an order, a question, or what is said of the mail itself, and no reason.
NOT_TOLD = (
    OPERATORS["order"]
    | OPERATORS["modal"]
    | OPERATORS["question"]
    | as_set("none nothing everything let leave do be go try is are am you your these those perhaps so one final finally")
)


# What turns a no, or an account of what happened, into something else; the reasons for it may hold any other word.
REVERSING = (
    OPERATORS["condition"]
    | OPERATORS["contrast"]
    | OPERATORS["exception"]
    | OPERATORS["hedge"]
    | OPERATORS["question"]
    | OPERATORS["report"]
    | TURNS
) - (WHEN | frozenset({"seem", "seems", "told"}))
TURNING = TELLING | ALL_OPERATORS
TO_COME = frozenset({"due", "next", "later", "soon", "tomorrow"})  # what becomes of a building puts nothing off
JOINTS = as_set(
    "p s ps pps nb and so as because since plus where that also now then the a an her his their my our your its both two three all"
)


# --- what says nothing ------------------------------------------------------------------------------------------------


# «She rang today» ends no lost contact.
RANG = re.compile(
    r"\W*(?:she|he|they|mum|the (?:client|family|tenant)) (?:has |have )?(?:just )?(?:rang|rung|called|phoned|texted|replied|wrote|written|answered|e-?mailed)\b"
)


def is_idle(sentence: Sentence, scheme: Scheme) -> bool:
    """Nothing but manners, offers of help and office life: no finder need look at it."""
    if len(sentence.plain) > LONGEST_SENTENCE:
        return False
    words = without_names(sentence, scheme, ())
    if not TOKEN.search(words) or TURNING_WHOLE.search(words) or re.search(r"\bnil\b", words) or RANG.match(words):
        return False
    for pattern in IDLE:
        words = pattern.sub(blank, words)
    return not any(found[0] not in JOINTS for found in TOKEN.finditer(words)) and "?" not in words


# --- what stands for itself -------------------------------------------------------------------------------------------


def _masked(sentence: Sentence, scheme: Scheme, account: Account, taken: Sequence[str]) -> str:
    """The sentence with all that needs no account blanked out: names, days, numbers, sayings. Every place stays where it is."""
    words = without_names(sentence, scheme, taken)
    patterns = (APPOSITION, *FIRST, *account.sayings, ADJUNCT, *PATTERNS, *((BECAUSE,) if account.gives_reasons else ()))
    for pattern in patterns:
        words = pattern.sub(blank, words)
    if account.of_areas:
        words = words.replace("§", " ")
    return re.sub(r"(?<!\S)[^\s,;:.!?()]*\d[^\s,;:!?()]*", blank, words)


# «Our director, •, has approved»: a name between commas belongs to what stands before it.
APPOSITION = re.compile(r", (?:mr |mrs |ms |miss |dr )?•[• ]*,(?= )")
_NO_REASON = "|".join(
    sorted(
        word
        for kind in ("condition", "contrast", "exception", "hedge", "question", "order", "deciding", "time")
        for word in OPERATORS[kind]
    )
)
# Why, in open words: no condition, contrast, hedge, order or decision is among them.
BECAUSE = re.compile(
    rf"(?<!have )(?<!has )(?<!had )\b(?:as|because|since|due to|owing to|on account of|given(?: that)?)\b(?:(?!\b(?:{_NO_REASON})\b)[^.;:!?])*"
)
