"""A landlord's approval said in one sentence: whether it is plain, hedged, or of something else (R024-R027, forms §2.4 AP)."""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
from dataclasses import dataclass

from parsing import approval_wordings
from parsing.about import NO_REQUEST, is_about
from parsing.clause_words import APPROVING
from parsing.clauses import clause_around, strange_words
from parsing.sentences import Sentence
from parsing.wording import rx
from scheme.agreement import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    value: str  # a decision of the contract, or "doubt"
    sentence: Sentence
    doubt: str = ""
    proposal: str | None = None


def approving(sentence: Sentence, scheme: Scheme) -> Verdict | None:
    text = sentence.plain
    stated, guarded = _approvals(text)
    if not stated and not guarded:
        weak = any(re.search(rx(pattern), text) for pattern in approval_wordings.APPROVES_WEAKLY) and not sentence.asks
        return Verdict(value="weak", sentence=sentence) if weak else None
    if approval_wordings.IN_PRINCIPLE.search(text) or (approval_wordings.CONDITION.search(less_harmless(text)) and stated):
        return Verdict(value="conditional", sentence=sentence)
    if sentence.asks and not re.search(r"\b(can|could|would|will) you (please )?(circulate|add|proceed|go ahead)", text):
        return Verdict(value="asks", sentence=sentence)
    if (
        (guarded and not stated)
        or ASKS_TO_CONFIRM.match(text)
        or AGREED_THAT.search(text)
        or approval_wordings.OF_OTHER_THINGS.search(text)
        or not _of_the_request(sentence, scheme)
    ):
        return Verdict(value="guarded", sentence=sentence)
    return Verdict(value="approve", sentence=sentence)


def states_approval(text: str) -> bool:
    return _approvals(text)[0]


def plain_approvals(sentence: Sentence) -> list[tuple[int, int]]:
    """Where in the sentence it is said plainly."""
    text = sentence.plain
    plainly = [match.span() for match, hedged in _approving_words(text) if not hedged]
    return [*plainly, *(match.span() for match in approval_wordings.NO_OBJECTION.finditer(text))]


def _approvals(text: str) -> tuple[bool, bool]:
    """(said plainly, said but hedged by what stands before it)."""
    if approval_wordings.NO_OBJECTION.search(text):
        return True, False
    hedges = [hedged for _, hedged in _approving_words(text)]
    return not all(hedges), any(hedges)


def _approving_words(text: str) -> list[tuple[re.Match[str], bool]]:
    """Each approving wording with whether what stands before it takes its certainty away."""
    return [
        (match, bool(before.search(SO_NOW.split(text[: match.start()])[-1])) or (patterns is STATED and _hedged_inside(match)))
        for patterns, before in ((STATED, approval_wordings.NOT_SURE_BEFORE), (GIVEN, approval_wordings.NOT_GIVEN_BEFORE))
        for pattern in patterns
        for match in pattern.finditer(text)
    ]


# «There are no arrears so I'm happy to approve»: the «no» is of what stands before.
SO_NOW = re.compile(r"\b(?:so|therefore|hence) (?=(?:i|we) (?:am|are|can|have|do)\b)")


def _hedged_inside(match: re.Match[str]) -> bool:
    return bool(approval_wordings.NOT_SURE_INSIDE.search(FOR_WHOM.sub("for it to", match[0]).rpartition(" ")[0]))


FOR_WHOM = re.compile(
    r"\bfor (?:you|(?:this|the|our) \w+) to\b"
)  # «happy for you to proceed», «happy for this family to be included»


def _of_the_request(sentence: Sentence, scheme: Scheme) -> bool:
    """Whether at least one approving clause holds nothing but words said of a request, by the landlord itself."""
    text = sentence.plain
    plainly = [match for match, hedged in _approving_words(text) if not hedged]
    plainly += approval_wordings.NO_OBJECTION.finditer(text)
    return not plainly or any(
        not strange_words(sentence, match.span(), APPROVING, scheme)
        and not said_by_another(text, match)
        and _by_the_landlord(match, scheme)
        and not is_about(text, match, NO_REQUEST)
        and not _says_more(sentence, match, scheme)
        and not (ORDER.search(match[0]) and ORDERS_MORE.match(text[match.end() :]))
        for match in plainly
    )


def _by_the_landlord(match: re.Match[str], scheme: Scheme) -> bool:
    """«It's a yes from Lambeth»: a landlord's, and not from somebody whom nobody knows."""
    whose = match.groupdict().get("whose")
    return whose is None or bool(OURSELVES.fullmatch(whose) or scheme.landlord(whose) or scheme.area(whose))


OURSELVES = re.compile(
    r"(?:us|me|our (?:side|end|team|panel|director|manager)|my (?:side|end|team|manager|director)|here|(?:the )?(?:panel|management|board))"
)


def said_by_another(text: str, match: re.Match[str]) -> bool:
    """«The tenant is happy to go ahead»; «she is happy to support it» after «my manager» is the landlord's own."""
    if re.match(r"you (have|can|may)\b", match[0]):
        return False
    first, _ = clause_around(text, *match.span())
    if GOES_ON.fullmatch(text[first : match.start()]) and first > JOINT:  # «they have talked about it and are happy with it»
        first, _ = clause_around(text, first - JOINT, first - JOINT)
    with_it = FOR_WHOM.sub("for it to", text[first : match.end()])
    spoken = approval_wordings.OTHER_SPEAKER.search(
        text[first : match.start()].rstrip()
    ) or approval_wordings.OTHER_SPEAKER.search(with_it)
    return bool(spoken) and not approval_wordings.OWN_SPEAKER.search(text[: match.end()])


GOES_ON = re.compile(r"\s*(?:is|are|was|were|has|have|had)\b(?: (?:also|now|all|both|very|quite))*\s*")
JOINT = len(" and ")
ORDER = re.compile(r"\b(?:go ahead|proceed|crack on)$")
# «Kindly confirm this is approved» asks for an approval.
ASKS_TO_CONFIRM = re.compile(
    r"(?:please|kindly|(?:can|could|would|will) you|grateful if you (?:could|would))(?: \w+){0,2} (?:confirm|check|verify)\b(?! receipt)"
)
# «It was agreed you'd get back to us»: what is agreed is what somebody is to do.
AGREED_THAT = re.compile(
    r"\bagreed\b(?:(?! and )[^.;,]){0,40}?\b(?:you|i|we|they) (?:would|will|should|could|can|are to|were to)\b"
)
OBJECTLESS = re.compile(
    r"^\W*(?:(?:yes|ok|okay|all|please|and|so|fine|good|happy)\W+)*(?:agreed|supported|go ahead|proceed|crack on|fine|good to go|go)\W*$"
)


def _says_more(sentence: Sentence, match: re.Match[str], scheme: Scheme) -> bool:
    """«Agreed, it's a shocking case»: a word without its object, and the next clause says something else."""
    text = sentence.plain
    _, last = clause_around(text, *match.span())
    rest = re.match(r"\W+", text[last:])
    following = last + (rest.end() if rest else 0)
    if not OBJECTLESS.match(match[0]) or following >= len(text) or text[match.end() : last].strip():
        return False
    if SAYS_NO_MORE.match(text[following:]) or approval_wordings.ACKNOWLEDGES_OWING.search(text[following:]):
        return False
    return bool(strange_words(sentence, (following, following), APPROVING, scheme))


SAYS_NO_MORE = re.compile(r"(?:and )?(?:i am |we are )?(?:so |very |many )?(?:sorry|apologies|thank|thanks)\b")


# «Go ahead and send me the papers» approves nothing.
ORDERS_MORE = re.compile(
    r" and (?!(?:please )?(?:circulate|add|put|share|list|send (?:it|this) (?:out|round)|thanks|thank|we|i|good|the)\b)\w+"
)
STATED = tuple(rx(pattern) for pattern in approval_wordings.APPROVES_STATED)


GIVEN = tuple(rx(pattern) for pattern in approval_wordings.APPROVES_GIVEN)


def less_harmless(text: str) -> str:
    return approval_wordings.HARMLESS_PHRASE.sub(" ", text)
