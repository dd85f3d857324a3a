"""What became of an offer, said in a mail (forms §2.4 OU). Only what has happened counts: the start of a tenancy
posts to the ledger.
"""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations

import re
from datetime import date

from parsing import change_wordings, outcome_wordings, refusal_wordings, wording
from parsing.about import LANDLORDS, NO_HOME, is_of_another, object_of, subject_of
from parsing.approval_words import states_approval
from parsing.clause_words import ANSWERING, STARTED, VIEWINGS
from parsing.clauses import clause_around, clauses_of
from parsing.days import DayFound, another_weekday, day_in, weekdays_joined
from parsing.field import Field
from parsing.offered_home import NUMBERS
from parsing.readings import (
    Outcome,
)
from parsing.refusal_words import refusing
from parsing.said import Words, one_reason, stray
from parsing.sentences import Sentence


def find_outcome(said: Words) -> Outcome | None:
    hits = [
        (each.value, sentence)
        for sentence in said.sentences
        for each in outcome_wordings.OUTCOMES
        if (found := each.found_in(sentence.plain))
        and not sentence.asks
        and not ASKS_WHETHER.search(sentence.plain)
        and not FOR_THE_NIGHT.match(sentence.plain, found.start())
    ]
    if not hits or all(_only_decides(sentence, said) for _, sentence in hits):
        return None
    stages = dict(reversed(hits))
    stage = _unless_contradicted(said, _stage(said, stages))
    if stage is None:
        return None
    sentence = _dated(said, stages.get(stage.value or stage.proposal or "", hits[0][1]), stage.value, hits, stages)
    refused = (stage.value or stage.proposal) == "refused"
    started = (stage.value or stage.proposal) == "tenancy_started"
    return Outcome(
        source=said.source,
        reference=said.reference,
        stage=stage,
        date=_day_of(said, sentence, stage.value, past=stage.value != "viewing_booked") if stage.value else Field(),
        refusal_reason=one_reason(said, outcome_wordings.REFUSAL_REASONS, "Several reasons are given") if refused else Field(),
        tenancy_start_date=_start_date(said, sentence) if started and stage.value else Field(),
        adults_moved=_people(said, r"adults?") if started else Field(),
        children_moved=_people(said, r"(?:children|kids|child|kid|under[- ]?18s?)") if started else Field(),
    )


def _dated(
    said: Words, sentence: Sentence, stage: str | None, hits: list[tuple[str, Sentence]], stages: dict[str, Sentence]
) -> Sentence:
    """«They have moved in. The tenancy began on 6 July»: the one sentence of the start, or of what was booked, with its day."""
    if stage not in ("tenancy_started", "no_show") or day_in(sentence.plain, said.sent_on, past=True):
        return sentence
    if stage == "no_show":
        booked = [each for value, each in hits if value == "viewing_booked" and day_in(each.plain, said.sent_on, past=True)]
        return booked[0] if len(set(booked)) == 1 else sentence
    dated = [each for value, each in hits if value == stage and day_in(each.plain, said.sent_on, past=True)]
    plainly = [each for each in dict.fromkeys(dated) if _started(said, each, stages).value == stage]
    return plainly[0] if len(plainly) == 1 and len(set(dated)) == 1 else sentence


# «She has accepted a refuge space in the meantime»: no home of the scheme's.
FOR_THE_NIGHT = re.compile(
    r"(?:[\w']+ ){0,3}?accept(?:s|ed|ing) (?:a|an|the|some)(?: \w+)? ?(?:refuge|hostel|hotel|b&b|night ?shelter|temporary|emergency|interim|crisis)\b"
)
# «Let us know by Friday whether she accepts»: an offer's own words, and nothing that has happened.
ASKS_WHETHER = re.compile(
    r"\b(?:let (?:me|us) (?:know|have)|tell (?:me|us)|confirm|advise)\b[^.;]{0,60}\b(?:if|whether)\b[^.;]{0,40}\b(?:accept|want|wish|like|interested|take)"
)
YES = re.compile(r"\b(accept(ed|s|ing)?|said yes|say yes|moved in|signed|taking it|takes it|will take|happy to take|keys)\b")
NO = re.compile(
    r"\b(refus(ed|es|ing|e)|declin(ed|es|ing|e)|reject(ed|s|ing)?|turn(ed|ing|s)? (it|this|that)? ?down|changed (her|his|their) minds?|pulled out|backed out|withdr(ew|awn|aw)|not sure|having second thoughts|unsure|fell through|not (yet )?signed)\b"
)
NO_YES = re.compile(
    r"\b(not|never|cannot|unable to|not able to|refus\w+ to|decided against|no)( \w+){0,3} (accept\w*|tak(e|ing)( it)?|sign\w*)\b|\bif\b[^.;]*|\b(had|would) (been |have )?accept\w*"
)


def _unless_contradicted(said: Words, stage: Field[str] | None) -> Field[str] | None:
    """A yes beside any word of refusal, or a no beside any word of acceptance, is a doubt: «refused at first but now accepts»."""
    if stage is not None and stage.value == "no_show" and CAME_AFTER_ALL.search(said.plain):
        why = "The mail says both that nobody came and that somebody did; ask what became of the viewing."
        return Field(quote=stage.quote, where=stage.where, doubt=why, proposal="no_show")
    if stage is None or stage.value not in {"accepted", "refused", "tenancy_started"}:
        return stage
    if stage.value == "refused" and THINKS_AGAIN.search(said.plain):
        return Field(
            quote=stage.quote, where=stage.where, doubt="They may not have said their last word; ask.", proposal="refused"
        )
    rest = NO_YES.sub(" ", said.plain) if stage.value == "refused" else said.plain
    if not (YES if stage.value == "refused" else NO).search(rest):
        return stage
    why = "The mail speaks both of a yes and of a no; ask what became of the offer."
    return Field(quote=stage.quote, where=stage.where, doubt=why, proposal=None)


# «She would love to see it again», beside a no.
THINKS_AGAIN = re.compile(
    r"(?<!not )(?<!anybody )(?<!anyone )(?<!you )(?<!somebody )(?<!someone )\b(?:(?:would|might|may|will) (?:like|love|want|be happy|be willing)? ?(?:to )?|wants? to |asked to |going to |hopes? to )(?:see|view|visit|reconsider|look at|think about|have (?:a|another) (?:look|think) at|take a(?:nother)? look at) (?:it|this|that|the (?:flat|house|home|property|place|offer))\b"
    r"|\bthink(?:ing)? (?:it|this|things) over\b|\b(?:gone|going|went) away to think\b|\b(?:have|has|having|had) second thoughts\b|\b(?:may|might|could|will) (?:yet |still )?come round\b|\bsleep(?:ing)? on it\b"
)
# «They came at noon», beside «nobody came».
CAME_AFTER_ALL = re.compile(
    r"\b(?:they|she|he|mum|the (?:client|family|tenant|household|applicant))(?: (?:did|then|later|finally|eventually|had|have|has|only|just))* (?:came|come|arrived?|attended|turned up|turn up|showed up|show up|made it|been there|was there|were there)\b"
)


def _only_decides(sentence: Sentence, said: Words) -> bool:
    """A landlord's word that merely shares a verb with an outcome: «signed off», «we accept that we owe»."""
    stated = states_approval(sentence.plain) or (refusing(sentence, said.scheme) is not None)
    return (
        stated
        and not refusal_wordings.HOUSEHOLD_DECLINES.search(sentence.plain)
        and not re.search(
            rf"\b(keys|viewing|viewed|tenancy (began|started)|moved in|{wording.PIECES['client']} (has |have )?(accept|said))",
            sentence.plain,
        )
    )


def _stage(said: Words, stages: dict[str, Sentence]) -> Field[str] | None:
    """The farthest stage that has truly happened; yes and no together are a doubt."""
    started = stages.get("tenancy_started")
    if "refused" in stages and ("accepted" in stages or started):
        return said.unsure(stages["refused"], "The mail speaks both of a yes and of a no; ask what became of the offer.")
    if started and "no_show" in stages:
        return said.unsure(started, "The mail speaks both of a start and of a no-show; ask what became of the offer.")
    if started:
        return _started(said, started, stages)
    for stage in ("refused", "accepted", "no_show", "viewed", "viewing_booked"):
        if stage in stages:
            return _happened(said, stage, stages[stage])
    return None


def _started(said: Words, sentence: Sentence, stages: dict[str, Sentence]) -> Field[str]:
    """The start of a tenancy posts to the ledger, so only what is past counts (R047)."""
    found = day_in(sentence.plain, said.sent_on, past=True)
    dated = found.day if found and re.search(r"\d{4}|\d/\d", found.words) else None
    to_come = outcome_wordings.TO_COME.search(sentence.plain) or bool(dated and said.sent_on and dated > said.sent_on)
    past_verb = re.search(
        r"\b(began|begun|started|commenced|signed|moved|collected|handed|got|picked up|received|settled|has started"
        r"|was signed)\b",
        sentence.plain,
    )
    hits = [at for each in outcome_wordings.OUTCOMES if each.value == "tenancy_started" and (at := each.found_in(sentence.plain))]
    strays = hits and all(stray(said, sentence, at, STARTED) or is_of_another(sentence.plain, at) for at in hits)
    if _is_another_tenancy(said, sentence, found.day if found and not to_come else None):
        return said.unsure(
            sentence, "It is not sure that this is the start of the tenancy of the home offered; ask.", "tenancy_started"
        )
    if not to_come and not strays and (past_verb or (dated and said.sent_on and dated <= said.sent_on)):
        return said.sure("tenancy_started", sentence)
    if "accepted" in stages and _happened(said, "accepted", stages["accepted"], beside_start=True).value:
        return said.sure("accepted", stages["accepted"])
    return said.unsure(sentence, "The tenancy is spoken of but has not surely started; ask for the day it began.", "accepted")


LONG_AGO_DAYS = 180  # a start that is told later than that is rather the present home's
TAKEN_BACK = re.compile(
    r"\b(cancel\w*|hang on|wrong|mistake|ignore|another (family|client|case)|other (family|client|case|tenant)|ended|terminated"
    r"|fell through|fallen through|surrendered|(?:our|my)(?: new)? (?:offices?|building|premises|hub|team)|school|nursery|some(?:one|body) else|squatters?|i mean|gave up|moved (?:straight |right |back )?out(?! of)|out again|(?:straight|right) back(?= |\W*$)|with us|sorry, no|actually no|scrap that|never mind|not (this|that) one)\b"
)


def _is_another_tenancy(said: Words, sentence: Sentence, day: date | None) -> bool:
    """The tenancy that the household has had all along, another household's, or one that came to nothing."""
    long_ago = bool(day and said.sent_on and (said.sent_on - day).days > LONG_AGO_DAYS)
    return long_ago or bool(TAKEN_BACK.search(sentence.plain)) or bool(change_wordings.OF_OTHERS.search(sentence.plain))


SEEN = {"viewing_booked": VIEWINGS, "viewed": VIEWINGS, "no_show": VIEWINGS | {"came", "come", "turned"}}
WISH = re.compile(
    r"\b(would like|would love|is happy|are happy|wishes|wish|has decided|have decided|wants?)"
    r" to (accept|take|go ahead|proceed)\b"
)
# «Further to the viewing I can confirm that …»
TELLS = re.compile(
    r"\b(?:i|we) (?:can|am able to|are able to|would like to) (?:now |also |happily )?(?:confirm|report|advise|tell you)\b(?: that)?"
)
# «Accepted a police escort»: what was accepted is named, and it is no home.
OTHER_THING = re.compile(
    r"\baccept(s|ed|ing)? (a|an|the|her|his|their|some|our|your|this|that)\b"
    r"(?![^.;,]{0,40}\b(offers?|property|flat|home|house|maisonette|bungalow|place|studio|bedsit|void|unit|tenancy|keys|it|one|bed"
    r"|nomination|terms)\b)"
)
NOT_SURELY = re.compile(
    r"\b(all but|as good as|more or less|pretty much|practically|virtually|sort of|kind of|if|whether|unless|might|(?<!since )(?<!in )(?<!of )(?<!\d )(?<!th )(?<!on )may(?! \d)|could|would|hop\w+|likely|probably|not sure|think"
    r"|expect\w*|wants? to|should|when|once|until|before|minded|inclined|thinking|considering|tempted|almost|nearly|about to|ready to"
    r"|going to|can|able to|meant to|due to|supposed to|keen to)\b"
)


def _happened(said: Words, stage: str, sentence: Sentence, *, beside_start: bool = False) -> Field[str]:
    """The stage as a value, unless what stands before its word makes it a wish, a guess or a denial."""
    plain = WISH.sub(lambda found: f"{'_' * (len(found[0]) - len(found[2]))}{found[2]}", sentence.plain)
    plain = TELLS.sub(lambda found: "_" * len(found[0]), plain)
    hits = [found for each in outcome_wordings.OUTCOMES if each.value == stage and (found := each.found_in(sentence.plain))]
    before = plain[: _hedged_up_to(hits[0], stage)] if hits else ""
    before = re.split(r"(?<!all )(?<!thing )(?<!one )\b(?:but|however)\b", before)[
        -1
    ]  # «he was tempted, but has decided to refuse it»
    hedged = NOT_SURELY.search(before[-60:]) or (not beside_start and re.search(r"\bwill\b(?! not\b)", before[-60:]))
    unconfirmed = any(TO_BE_CONFIRMED.search(each.plain) for each in said.sentences)
    if stage == "viewing_booked" and (unconfirmed or NOT_BOOKED.search(sentence.plain)):
        return said.unsure(sentence, "No viewing is surely booked; ask when it is.")
    if hedged and stage not in {"viewing_booked", "no_show"}:
        return said.unsure(sentence, "It has not surely happened yet; ask what became of the offer.", stage)
    if stage == "accepted" and OTHER_THING.search(sentence.plain):
        return said.unsure(sentence, "It is not clear that the home offered is meant; ask what became of the offer.")
    if hits and all(stray(said, sentence, found, SEEN.get(stage, ANSWERING)) for found in hits):
        return said.unsure(sentence, "It is not clear that the home offered is meant; ask what became of the offer.", stage)
    if elsewhere := _of_something_else(said, stage, sentence, hits):
        return said.unsure(sentence, elsewhere, stage)
    if stage == "viewed" and BY_STAFF.search(sentence.plain):
        return said.unsure(
            sentence, "Somebody else than the household seems to have viewed; ask what became of the offer.", stage
        )
    if why := next((why for pattern, why in NOT_THIS_OFFER if pattern.search(sentence.plain)), ""):
        return said.unsure(sentence, why, stage)
    if stage == "refused" and BARE_NO.fullmatch(sentence.plain) and refusal_wordings.NO_GROUNDS.search(said.plain):
        return said.unsure(sentence, "It may be the landlord who refuses the request; ask who has refused what.")
    if change_wordings.OF_OTHERS.search(sentence.plain):
        return said.unsure(sentence, "Somebody else seems to be meant; ask what became of the offer.", stage)
    if stage in {"accepted", "viewed"} and re.search(r"\b(not|never|cannot|no|nobody|none|neither|noone)\b[^.;,]{0,16}$", before):
        return said.unsure(sentence, "It is denied or doubtful; ask what became of the offer.")
    return said.sure(stage, sentence)


def _of_something_else(said: Words, stage: str, sentence: Sentence, hits: list[re.Match[str]]) -> str:
    """Why the household and the home offered may not be meant; empty if they are."""
    if hits and all(_of_somebody_else(sentence.plain, found, stage) for found in hits):
        return "Somebody or something else seems to be meant; ask what became of the offer."
    if stage == "accepted" and INVITED.search(sentence.plain):
        return "An invitation may be meant and no home; ask what became of the offer."
    if stage == "no_show" and NO_VIEWING.search(sentence.plain) and "view" not in said.plain:
        return "An appointment was missed, but not surely a viewing; ask what became of the offer."
    return ""


def _of_somebody_else(plain: str, found: re.Match[str], stage: str) -> bool:
    if is_of_another(plain, found):
        return True
    by_landlord = subject_of(plain, found.start()) in LANDLORDS and stage == "accepted"
    return by_landlord or (stage in {"accepted", "refused"} and object_of(plain, *found.span()) in NO_HOME)


INVITED = re.compile(r"\b(invites?|invitations?|calendar|meeting|training|conference|job|course|school|college|loan|lunch)\b")
NO_VIEWING = re.compile(r"\b(appointment|meeting|assessment|interview|court|marac|session)\b")
LONG_PAST = re.compile(
    r"\blast (year|month|summer|autumn|winter|spring)\b|\b(in|since|back in) (19|20)\d\d\b|\b(months|years|a year|ages) ago\b|\bpreviously\b|\bat (first|the time)\b"
)
BY_STAFF = re.compile(
    r"(?<!and )(?<!with )\b(our|the|a|my|her|his|their) (\w+ )?(officer|surveyor|contractor|inspector|manager|colleague|team|builder|worker|idva|advocate|sister|brother|mother|father|friend|aunt|cousin)s?( has| have)? (viewed|visited|inspected)\b"
)
# «I'll let you know when it's confirmed», in another sentence than the booking.
TO_BE_CONFIRMED = re.compile(
    r"\b(?:when|once|as soon as|until|if|whether) (?:it|this|that|the (?:viewing|time|date|day|appointment)|they|she|he|i|we|the landlord)(?: is| are| has| have| gets?| can)?(?: been| now)? (?:all )?confirm\w*"
    r"|\b(?:be in touch|come back(?: to you)?|let you know|ring(?: you)?|call(?: you)?|e-?mail(?: you)?|update you) (?:to|and) confirm\b|\bto be confirmed\b|\btbc\b"
)
NOT_BOOKED = re.compile(
    r"\bno viewings?\b|\bnot (?:yet )?(?:been )?(?:booked|arranged|confirmed|scheduled|organised|agreed)\b|\bto be (?:booked|arranged|confirmed|scheduled|agreed|organised|rearranged|rebooked)\b|\byet\b"
    r"|\b(?:cancelled|unbooked|un-booked|postponed|called off|put off|fell through|fallen through|rearrang\w*|re-arrang\w*|rebook\w*|reschedul\w*)\b|\bdid not (?:take place|go ahead|happen)\b"
)
OF_SEVERAL = re.compile(r"\bthe (?:first|second|other|previous|earlier|last) (?:flat|property|offer|home|house|place)\b")
OR_WAS = re.compile(r"\bor (?:was|were|is|are|did|had|has|have)\b(?: (?:it|she|he|they))?\W*(?:$|[,;:(–-])|\bor not\b")
ON_A_SCREEN = re.compile(
    r"\b(?:viewed|seen|saw) (?:only )?(?:(?:the|some|its|all|just) )?(?:outside|area|street|photos?|pictures?|plans?|floor ?plans?|estate|neighbourhood|block|advert|listing)\b|\b(rightmove|zoopla|gumtree|homefinder|openrent|spareroom|facebook|online|virtual\w*|the internet|video)\b"
)
OF_A_PERSON = re.compile(r"\b(accept|reject|refus|declin)(ed|s|es|ing|e)? (him|her|them|me|us)\b(?! (a|the|an|this) )")
NOT_THIS_OFFER = (
    (OF_SEVERAL, "There is more than one home, it seems; ask what became of which."),
    (OR_WAS, "The writer is not sure of it; ask what became of the offer."),
    (ON_A_SCREEN, "It was seen on a screen, it seems; ask what became of the offer."),
    (OF_A_PERSON, "A person seems to be meant and no home; ask what became of the offer."),
    (LONG_PAST, "It tells of something long past; ask what became of this offer."),
)
BARE_NO = re.compile(r"\W*(refused|declined|rejected|it is a no|no)\W*")


def _hedged_up_to(found: re.Match[str], stage: str) -> int:
    """«She may refuse»: the hedge stands inside the wording, before its last word. «Will take it» is a yes."""
    return found.start() if stage == "accepted" else found.end() - len(found[0].split()[-1])


def _day_in(said: Words, sentence: Sentence, stage: str | None, *, past: bool) -> DayFound | None:
    """The day in the clause that tells of the stage, else the sentence's: «viewed yesterday, will decide by Friday»."""
    words = sentence.plain
    if stage not in SEEN:
        words = AFTER_A_VIEWING.sub(lambda found: "_" * len(found[0]), words)
    for each in outcome_wordings.OUTCOMES:
        at = each.found_in(sentence.plain) if each.value == stage else None
        if at:
            plain = weekdays_joined(words)
            first, last = clause_around(plain, *at.span())
            near = day_in(plain[first:last], said.sent_on, past=past)
            if near:
                return near
    return day_in(_without_other_stages(words) if stage == "tenancy_started" else words, said.sent_on, past=past)


def _without_other_stages(words: str) -> str:
    """«She accepted it on the 19th and has moved in»: the day of the yes is not the day of the start, which posts to the ledger."""
    for start, end in clauses_of(words):
        told = {each.value for each in outcome_wordings.OUTCOMES if each.found_in(words[start:end])}
        if told and "tenancy_started" not in told:
            words = words[:start] + " " * (end - start) + words[end:]
    return words


# «Further to the viewing on Monday I can confirm that she has accepted»: Monday is the viewing's day.
AFTER_A_VIEWING = re.compile(
    r"\b(?:further to|following|after|since|having had) (?:(?!further\b|following\b|after\b|since\b)[\w']+ ){0,4}(?:viewing|visit|appointment|call|letter|e-?mail|meeting|conversation|offer)\b"
    r"[^,.;]{0,40}?(?=,| (?:i|we|she|he|they|mum|my client|the (?:client|applicant|family|tenant|household|lady))\b|$)"
)


def _day_of(said: Words, sentence: Sentence, stage: str | None, *, past: bool) -> Field[date]:
    found = _day_in(said, sentence, stage, past=past)
    if found and found.slip:
        return said.unsure(sentence, another_weekday(found))
    return said.sure(found.day, sentence) if found and found.day else Field()


def _start_date(said: Words, sentence: Sentence) -> Field[date]:
    found = _day_in(said, sentence, "tenancy_started", past=True)
    if found is None:
        return said.unsure(sentence, "The day on which the tenancy started is not given; ask for it.")
    if found.day is None or (said.sent_on and found.day > said.sent_on):
        return said.unsure(sentence, f"«{found.words}» is not a full date; ask for the day on which the tenancy started.")
    return said.sure(found.day, sentence)


def _people(said: Words, who: str) -> Field[int]:
    for sentence in said.sentences:
        match = re.search(rf"\b(\d{{1,2}}|{'|'.join(NUMBERS)}|no) {who}\b", sentence.plain)
        if match:
            number = NUMBERS.get(match[1], 0) if not match[1].isdigit() else int(match[1])
            return said.sure(number, sentence)
    return Field()
