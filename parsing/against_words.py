"""What speaks against a decision although no word of it turns: «her ex works there» beside an area, «he was in the room».

Data for parsing/accounts.py and parsing/change_words.py. Reasons may be told in open words; these are facts that leave no
reason standing, or that make it somebody else's word.
"""

# ruff: noqa: E501 - a wording stands on one line, so that it can be searched for and compared

from __future__ import annotations

import re
from collections.abc import Mapping

_HIM = r"(?:ex|ex-\w+|perp|perps|perpetrator|abuser|his (?:brothers?|cousins?|family|friends?|mates|mother|mum|associates|gang)|the gang|gang)"
_SHE = r"(?:she|he|they|mum|the (?:client|family|tenant|household|applicant))"
_PLACED = r"(?:there|near|nearby|next door|local|locally|round (?:there|here|the corner)|lives?|living|lived|works?|working|job|moved|seen|on (?:that|the) road|on (?:that|the) street|the area|that area|estate)"
# Somebody who is fled from, in or near a place, and fear of it.
DANGER_THERE = re.compile(
    rf"\b(?:{_HIM}|he)\b[^.;!?]{{0,60}}?\b{_PLACED}\b|\b(?:scared|afraid|frightened|terrified|frightens|scares|dreads)\b|\b(?:unsafe|dangerous|danger|at risk|risky)\b"
    r"|\b(?:keep|stay|kept|stayed) (?:well )?away\b|\boff the list\b|\b(?:landlord|council|panel|manager)'s (?:idea|suggestion|choice|wish)\b|\bfrom there\b|\bhe (?:has |had )?(?:told|tells|says|said|wants|wanted|suggest\w*|chose|picked|recommend\w*)\b"
)
NEAR_HER = re.compile(
    rf"\b{_HIM}\b[^.;!?]{{0,60}}?\b{_PLACED}\b|\bhe (?:has |had |is |was )?(?:found out|followed|knows where|found (?:her|them|it)|turned up|been seen|seen|tracked|living next door|lives next door)\b"
)
_YES_UNDONE = r"\b(?:signed|returned|completed|filled in|sent)(?: \w+){0,2} (?:refusal|declining|complaint|appeal)\b|\bput (?:her|him|them) off\b|\bthen (?:she|he|they) (?:saw|found|heard|realised|noticed|read)\b|\b(?:handed|gave|put) (?:in )?(?:her|his|their) notice\b|\btore it\b|\b(?:is|are) (?:back )?with (?:her|his|their) (?:mum|mother|dad|sister|family|ex|partner) again\b|\bback (?:with|at) (?:him|her|his|the (?:hostel|refuge|hotel))\b"
_NOT_HER_WORD = r"\b(?:he|husband|partner|ex|perp\w*|him)\b[^.;!?]{0,30}?\b(?:made|makes|forced|forces|told (?:her|them)|tells her|asked her|wants her|wanted her|insist\w*|wrote|was (?:in|there|with|next to|beside|listening|present|standing)|standing|listening)\b|\bwas him\b|\bin the (?:room|background)\b|\b(?:partner|husband|ex|boyfriend|wife|he)(?:'s| is| was)? (?:also |still )?(?:here|sitting|on the line|in the car|with (?:her|us))\b|\b(?:her|his|their) (?:sister|brother|mother|mum|dad|father|partner|husband|son|daughter|friend|aunt|uncle) (?:asked|told|rang|wrote|e-?mailed|phoned)\b"
_GOES_ON = r"\b(?:withdraw|close|cancel|remove)\b[^.;!?]{0,40}\b(?:for now|for the (?:moment|time being)|temporarily)\b|\bdisagrees?\b|\b(?:carry on|carrying on|keep going|go on with it)\b|\bkeep(?:ing)? (?:it|this|the (?:file|case|request)|her file|their file) (?:open|going|live)\b|(?<!not )\b(?:is|are) ready to (?:go|move|start|view)\b|\bgave (?:it|her consent|consent) again\b|\bsigned (?:a|the|another) (?:new )?(?:form|consent)\b|\bwill look at (?:that|this|it)\b|\bdecided to (?:go ahead|carry on|move|continue|proceed)\b|\b(?:opening|open|start|starting|send|sending) a new one\b"

# by (field, value): what speaks against it wherever it stands in the mail, unless it is denied
AGAINST: Mapping[tuple[str, str], re.Pattern[str]] = {
    # he who is fled from is, or will be, where she is: the writer thinks that the move helps nobody, or comes too late
    ("decision", "approve"): re.compile(
        rf"\b(?:he|{_HIM}|husband|partner|boyfriend) (?:is|has|will|would|may|might|could)(?: (?:already|soon|going to|just|only|be|been|move|moved|come|go|gone|let|straight|right|living|staying|now))* (?:back|home)(?: (?:in|into|at|with|inside|there|round|living|to)\b(?! (?:prison|custody|jail|court|hospital|school|work|college|nursery|the (?:office|area|borough|picture|country|neighbourhood|community|frame))\b)|\W*$)"
        rf"|\b(?:he|{_HIM}|husband|partner|boyfriend) moved (?:straight |right )?back in\b|\b{_SHE} (?:is|will|would|may|might|could)(?: (?:soon|only|just|be|all|always|end up|straight|right))* back (?:there|with (?:him|(?:her|his|their) (?:ex|husband|wife|partner|boyfriend|abuser)))\b"
        r"|\bhe (?:will|is going to) (?:soon )?be (?:straight |right )?back\b(?! (?:in|at) (?:prison|custody|jail|court|hospital|school|work|college|nursery|the office)\b)"
    ),
    ("decision", "decline"): re.compile(
        r"\b(?:account|rent) is (?:now )?clear\b|\b(?:she|he|they) (?:has |have )?(?:now |since )?cleared (?:it|them|the)\b|\b(?:arrears|debts?|balance|account) (?:has|have|is|are|was|were) (?:now |all |since )*(?:gone|cleared|paid|settled)\b|\bpaid (?:it|them|everything|all of it|the (?:arrears|debt|balance))(?: all)? (?:off|up|back)\b"
        r"|\b(?:put|take|taking|going|goes|send|sending) (?:it |this |that )?(?:back )?to (?:the |our )?(?:board|panel|committee|director)\b|\b(?:is|are|am) (?:still )?(?:looking|checking|working) (?:at|into|on) (?:it|this|that)\b"
        r"|\bthis one (?:is|was) (?:for|from|about)\b|\b(?:last year's|another|the other|the wrong|an old) (?:file|form|case) open\b"
    ),
    ("decision", "not_ours"): re.compile(
        r"\b(?:found|traced|located) (?:her|him|them)\b|\bcame back to us\b|\btook the tenancy on\b|\bis ours\b"
    ),
    ("stage", "accepted"): re.compile(rf"{NEAR_HER.pattern}|{_YES_UNDONE}"),
    ("stage", "tenancy_started"): re.compile(rf"{NEAR_HER.pattern}|{_YES_UNDONE}"),
    ("stage", "refused"): re.compile(
        r"\btalked (?:her|him|them) (?:round|into)\b|\b(?:dropped|lowered|reduced|cut) the rent\b|\bsecond viewing\b|\bwas him\b|\b(?:he|husband|partner) (?:made|makes|forced|told) (?:her|them)\b|\bwould take (?:anything|it)\b|\bhad not (?:even )?(?:seen|viewed) it\b|\bshe is pleased\b|\btook it\b(?! (?:badly|hard|well|in|to|up|from))"
    ),
    ("stage", "viewed"): re.compile(
        r"\bhad no keys\b|\bno keys\b|\b(?:not|never) (?:get|got) in\b|\blocked out\b|\bfrom (?:the )?outside\b|\btook it\b(?! (?:badly|hard|well|in|to|up|from))"
    ),
    ("stage", "viewing_booked"): re.compile(
        r"\bfor (?:her|his|their|my|our) (?:own )?(?:sister|brother|mother|mum|father|dad|cousin|aunt|uncle|friend|neighbour|colleague|ex)\b(?!['’])|\bfor (?:another|a different|someone else|somebody else)\b"
    ),
    # the writer came too late to see them
    ("stage", "no_show"): re.compile(
        rf"\b{_SHE} (?:had|have|has)(?: (?:just|already|all|both|only|indeed|since))* (?:(?:been(?: there| in| round| earlier)?|gone|left)(?=\W*$| and\b|[.,;!])|come\b|(?:gone|left)(?: away| off| home)? (?:again|already|by|before)\b)"
        r"|\b(?:i|we|our \w+|my colleague)(?: (?:was|were|came|got there|arrived|turned up|ran|am|are|had been|had|got))+(?: (?:a|bit|little|few|too|so|very|half an hour|an hour|\d+ minutes?|minutes|running|there|quite|rather|hour))* late\b|\b(?:i|we) (?:had )?(?:just )?missed (?:her|him|them)\b"
        r"|\b(?:i|we) (?:had |have )?(?:gone|went|was|were|waited) (?:to|at|outside) the wrong\b"
        # they came, and nobody let them in
        rf"|\b{_SHE} (?:(?:had|have|has) )?(?:waited|queued|hung around|stood (?:outside|there|waiting|in))\b|\b{_SHE} (?:was|were|had been|have been)(?: \w+)? (?:waiting|outside|there|standing)\b"
        r"|\b(?:agent|landlord|caretaker|officer|warden|surveyor|concierge|keyholder|contractor|colleague) (?:(?:had|has|was|were) )?(?:never (?:came|come|turned|showed|arrived|got)|(?:did not|failed to|forgot to) (?:come|turn|show|arrive|attend|get there|open|bring|have the)|(?:had |has |with )?no keys?|(?:the |had the )?wrong|could not (?:get|open|find|let)|not there|forgotten|forgot)\b"
        r"|\b(?:nobody|no one|noone|no agent|no landlord|no officer) (?:was )?(?:there )?to (?:let|meet|show|open)\b"
    ),
    ("offer_status", "open"): re.compile(
        r"\b(?:someone|somebody|council|tenant|family(?: \w+)?|household)\b[^.;!?]{0,40}?\b(?:signed for|nominated to|took|taken|accepted|has|have|wants?) (?:it|this one)\b|\b(?:took|taken|taking|pulled|pulling) (?:it|this|the \w+) off\b|\brent has (?:gone|been put) up\b"
        r"|\bsitting tenant\b|\b(?:a|the) (?:fire|flood|leak)\b|\bappealing\b|\bcomes up in\b|\boffer taken\b|\bno tenant\b|\bsnapped up\b"
    ),
    ("offer_status", "withdrawn"): re.compile(r"\bback on\b(?! the)|\btenant is (?:leaving|going)\b|\b(?:is|are) free again\b"),
    ("nil_return", ""): re.compile(
        r"\b(?:there is|there are|we have|we have got|i have|i have got|have) (?:a|an|one|two|three|some|\d+)\b(?: [\w-]+){0,3}? (?:voids?|flats?|houses?|homes?|properties|property|maisonettes?|bungalows?|units?|beds?)\b|\bthere is one (?:at|in|on|that)\b|\bone has (?:just )?(?:come|become)\b"
        r"|\b(?:flat|house|home|property|maisonette|bungalow|studio)\b[^.;!?]{0,30}?\b(?:is|are|could be|can be) (?:hers|his|theirs|yours)\b|\bcan have the\b"
        r"|\bthe (?:ones?|flats?|homes?|houses?|voids?) (?:that|which) (?:is|are) (?:empty|free|void|vacant|available|ready)\b|\bthere is (?:always |still )?the (?:[\w-]+ )?(?:flat|house|home|one|maisonette|bungalow|studio|bed)\b"
        r"|\b(?:ours|our (?:voids?|empties|homes?|flats?|properties|vacancies))(?: (?:is|are|now|all|mostly|currently|either))+ (?:ground|first|second|third|top|upper|empty|ready|available|vacant)\b"
        r"|\b(?:i|we) (?:have|have got) (?:got )?(?:one|two|three|four|\d|some|a few|several|a couple)(?: (?:empty|free|ready|available|left|going))* (?:in|at|on|over|near|by) (?!(?:the|our) (?:team|office|list|meeting|waiting|books|case)\b|total|all|temporary|leave)|\bplenty of (?:[\w-]+ )?(?:beds?|bedrooms?|flats?|houses?|homes?|voids?|stock|studios?)\b|\bwe could (?:do|offer|manage|stretch to|use) (?:the|a|an|one|you|her|them)\b|\bkeys? (?:to|for)\b[^.;!?]{0,40}\bback\b"
        r"|\b(?:everything|all|what|the (?:ones?|homes?|flats?|voids?))(?: that)? (?:we|i) (?:have|have got|got)(?: (?:got|in|left|free|empty|available|coming|up|now|here|at the moment))* (?:is|are)(?: (?:all|either|only|now|currently|just))* (?!(?:too|sheltered|studios?|bedsits?|older|retirement|over|spoken|let|taken|gone|full|occupied|earmarked|reserved|promised|under)\b)\w+"
    ),
    ("change", "pause"): re.compile(
        r"(?<!when )(?<!once )(?<!until )(?<!till )(?<!if )\b(?:she|he|they|mum) (?:is|are) (?:fine|well|ok|okay|better|ready|home|out)(?: \w+)? (?:again|now)\b|\bhold (?:came|has come|was taken|is) off\b|\bwas on hold\b|\b(?:has|have) had enough\b(?! (?:time|space|room|warning|notice|support|help|sleep|to)\b)|\b(?:gone|going|went) (?:right |completely )?(?:off|cold on) (?:the|it|this|moving)\b|\b(?:rather|prefers? to|wants? to|decided to|chosen to|going to|made up to) stay (?:put|where|there)\b|\b(?:want|wants|wanted|would like) (?:(?:to (?:be|get|come)|right|clean|well) )*out\b(?! (?:of (?:the|that|this|her|his|their) (?:house|flat|home|area|street|borough|estate|building|block|place|hostel|refuge|hospital)|of hospital|of there))"
    ),
    ("change", "officer"): re.compile(
        r"\bstays? with (?:me|us)\b|\bi am (?:still )?(?:keeping|staying|hers|her worker)\b|\bturned it down\b"
    ),
    ("change", "bedrooms"): re.compile(
        r"\b(?:died|dead|miscarr\w+|stillborn|lost the baby)\b|\b(?:has|have|had|did|does|do|was|were|is|are|would|will) not (?:yet |really |quite )?(?:been )?(?:confirm|agree|approve|accept|sign|verif|check)\w*|\b(?:is|was|are) not (?:the|her|his|their) (?:right|correct)\b|\bdisagree\w*|(?:^|[,.;!-] ?)(?:or so )?i (?:think|guess|believe|suppose)\W*$"
    ),
    ("change", "household"): re.compile(r"\b(?:died|dead|miscarr\w+|stillborn|lost the baby)\b"),
    **{("change", value): re.compile(rf"{_NOT_HER_WORD}|{_GOES_ON}") for value in ("withdrawn", "consent_withdrawn")},
}
DENIED = re.compile(r"\b(?:no|not|never|nobody|nothing|none|neither|without|unaware|cannot|unless|only)\b")
# «Away from him», «safe from his family»: where he is not.
AWAY_FROM_HIM = re.compile(
    r"\b(?:away|safe|safer|far|miles|distance|hidden|out of reach)(?: \w+){0,2} (?:from|of) (?:him|her ex|the perp\w*|his \w+|them|her \w+)\b|\b(?:he|ex|perp\w*|perpetrator) (?:is|was|has been|is now|is still|has now been) (?:in (?:prison|custody|jail)|sent down|inside|deported|remanded|serving)\b[^.;!?,]*"
)


def speaks_against(words: str, what: re.Pattern[str]) -> list[int]:
    """Where in the words something speaks against it and is not denied in its own clause."""
    told = AWAY_FROM_HIM.sub(lambda found: " " * len(found[0]), words)
    found = []
    for match in what.finditer(told):
        first = max((told.rfind(mark, 0, match.start()) for mark in ",;:.!?"), default=-1) + 1
        if not DENIED.search(told[first : match.start()]):
            found.append(match.start())
    return found
