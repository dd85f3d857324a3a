"""How it is told what became of an offer (forms §2.4 OU)."""

# ruff: noqa: E501 - a wording stands on one line, so that it can be searched for and compared

from __future__ import annotations

from parsing.refusal_wordings import LANDLORDS_GROUNDS
from parsing.wording import rx, wording

TO_COME = rx(
    r"\b(sign[- ]?up (date )?is (on|at|for|set)|will|would|going to|due|next (week|month|monday|tuesday|wednesday|thursday|friday)|to (start|sign|move|begin|commence)|tomorrow|planned|plans|planning|hop\w+|should|shall|may|might|could"
    r"|expect\w*|scheduled|booked|arranged|likely|about to|if|once|when|before|until|provisional\w*|intend\w*|pencilled|ready to|waiting|awaiting|not|never|yet|needs? to|signed by us|(she|he|they|tenant|client|family|applicant) (signs?|moves?|collects?|picks? up|starts?)|can (now )?(start|move|sign|collect)|later this)\b"
)

OUTCOMES = (  # later stages first
    wording(
        "tenancy_started",
        r"\b(tenancy|tenancies|new tenancy|lease)( [\w/-]+){0,3} (began|begun|started|commenced|has started|is live|in place|was signed|signed|has been signed|went live)\b|\btenancy( will| is to| is due to| should| to| can)?( now)? (start|begin|commence)(s|ed|ing)?( date)?\b|\btenancy (begins|commences|commencement)\b",
        unless=r"\b(her|his|their|the) (old|current|previous|original|existing) tenancy\b|\btenancy (\w+ )?(officer|manager|management|team|sustainment|support|fraud|service|services|training|course|check|checks|review|audit|visit|visits|relations|enforcement|adviser|advisor|workshop|panel|meeting|work)\b|\b(in|since|from) (19|20)\d\d\b",
    ),
    wording(
        "tenancy_started",
        r"\bsign(ed|ing|s)?[- ]?up\b(?! (to|with)\b| for (?!(the|her|his|their)( new)? {home}\b))|\bsign(ed|ing|s) (the|her|his|their|for the|a)( new)? (tenancy|keys|agreement|lease)\b|\bsign-up\b",
    ),
    wording(
        "tenancy_started",
        r"\b(moved|moves|moving|move) in\b(?=( with (her|his|their)( \w+)? (children|kids|family|child|son|daughter|baby)))|\bsigned for (the|a|her|his|their)( \w+)? {home}\b|\b(moved|moves|moving|move) in\b(?! (with|next door|nearby|opposite|down|across|to)\b)|\b(moved|moving|moves|move) into (the|her|his|their|your|our)( new)? {home}\b|\ball (moved|settled)\b|\bsettled in\b",
        unless=r"\b(perp\w*|ex|partner|boyfriend|girlfriend|husband|wife|mother|father|mum's|son|daughter|brother|sister|neighbours?|cousin|friend|abuser|gang|people|someone|somebody)\b( \w+){0,3} (moved|moving|moves) in\b",
    ),
    wording(
        "tenancy_started",
        r"\bkeys? (have been |were |was |has been |being |are |is )?(now )?(handed over|collected|given|picked up|signed for|released|received)\b|\b(got|collected|picked up|received|has|given|have|collects?|collecting|picking up|pick up|collect|handed over) (the |her |his |their )?keys\b|\bkeys (on|will)\b",
    ),
    wording(
        "refused",
        r"\b{client} (has |have )?(now )?(pulled out|backed out|withdrew|withdrawn) (of|from|after)( the)? ({home}|viewing)",
    ),
    wording("refused", r"\brefus(e|es|ed|ing) to (accept|take|view|consider)\b"),
    wording("refused", r"^refused\b(?! by)", unless=LANDLORDS_GROUNDS),
    wording(
        "refused",
        r"\b{client}( \w+){0,6} (viewed|saw|seen|visited|considered|thought|looked)\b[^.;]{0,40}\b(and|but|then)( \w+){0,3} (refus|declin|reject)ed\b|\b{client}( \w+){0,6} (viewed|saw|seen|visited)\b[^.;]{0,40}\b(and|but|then)( \w+){0,3} turned (it )?down\b",
    ),
    wording("refused", r"\bdecided not to (accept|take)\b|\bdecided against (the|this|that) {home}\b"),
    wording(
        "refused",
        r"^({client} )?(cannot|is unable to|are unable to|unable to|not able to) (accept|take)(?= ?(,|-|as\b|because\b|due\b|since\b|\.|$))",
    ),
    wording(
        "refused",
        r"(?<!panel )(?<!board )(?<!management )(?<!director )(?<!manager )\b(said|says|saying|it is a|a firm|is a) no\b(?! (problem|more|issue|longer))|\b{client}( \S+){0,4} (declin\w+|refus\w+|reject\w+|turn(ed|ing)? (it|this|that|the {home}) down|turned down|passed)\b",
    ),
    wording(
        "refused",
        r"\b(declin|refus|reject)(ed|es|ing|e) (the|this|that|your|our|her|his|a|their)( \w+){0,3} {home}\b|\bturned down (the|this|that|your|our)( \w+){0,3} {home}\b|\bturned (the|this|that|your|it)( \w+){0,2} ?({home})? ?down\b|\b{home}\b( \S+){0,4} (declin|refus|reject)ed\b|\bturned down by\b|\b(declin|refus|reject)ed by {client}\b",
    ),
    wording(
        "refused",
        r"\b(do not|does not|did not|not|will not|would not)( \w+){0,2} (want|like|accept|take|taking|be taking|accepting|interested in|interested|keen on|going for) (it|this|the {home}|that|this one|to take|to accept|the property)\b|\bnot (interested|for (her|him|them|this family)|suitable for (her|him|them|the (family|client)))\b|\b(cannot|unable to|not able to) (accept|take) (it|this|the {home}|that)\b",
    ),
    wording(
        "refused",
        r"\b{client}( \w+){0,4} no thank|\b(decided|chosen|opted|prefers?|going) (not|against) ?(to )?(tak(e|ing)|accept(ing)?|proceed(ing)?|go(ing)? (ahead|for))\b",
    ),
    wording(
        "accepted",
        r"\b{client}( for arc\S*)?( has| have)?( now| since| also)* accepted (our|the|your|this) (offer|flat|property|home|house|place|nomination)\b",
    ),
    wording(
        "accepted",
        r"\b(accept(ed|ing|s|ance)?)\b(?! (that|we|responsib\w+|owing|referrals?|applications?|nominations?|new|this (request|referral|nomination|as)|the (request|referral|nomination|debt)|into|by the school|on the|my|our|or|the invit\w+))",
        unless=r"\bplease (do )?(not )?accept\b|\b(management (move|transfer)|transfer|mutual exchange|private rent\w*|housing moves|elsewhere|another (property|offer|home|place))\b|\b(we|i) (accept|understand|acknowledge)\b[^.;]{0,40}\bow|\b(not|never|cannot|unable to|refus\w+|declin\w+)\b[^.;]{0,30}\baccept",
    ),
    wording(
        "accepted",
        r"\b(said|says|saying|it is a|a big|a definite) yes( to|\b)(?! from (?!(?:the |my |our )?(?:family|client|tenant|household|applicant|mum|her|him|them)\b))|\b(will take|is taking|are taking|taking|happy to take|would like to take|wants to take|want to take|wants|take) (it|the {home}|this|this one|the offer)\b|\b(wants|want|would like) to (go ahead|proceed) with (it|the|this)\b",
        unless=r"\bif (she|he|they) wants?\b|\bis (yours|hers|theirs|his)\b|\b(take|takes|taking) (it|this|that|the \w+|this \w+) (to|forward|on|up|as|away|back|into|off|out)\b|\bnot to (take|accept)\b|\b(not|never|cannot)\b[^.;]{0,20}\b(take|taking|proceed|go ahead)\b|\b(panel|approv\w+)\b",
    ),
    wording(
        "no_show",
        r"\b(nobody|no one|noone|none of (them|the (family|household))|neither of them) (\w+ )?(attended|came to|turned up (for|to|at)|showed up (for|to|at)) (the|their|her|his|today's|yesterday's|this) (\w+ )?(viewing|appointment)\b|\b(nobody|no one|noone) (turned up|showed up|showed|came|attended)( (to|for|at) (the|their|her|his) viewing\b|(?= and\b| but\b| at all\b| again\b| on the day\b)|\W*$)|\b(did not|never|failed to|does not|has not|have not|not) (turn(ed)? up|show(ed|n)?( up)?|attend(ed)?|make it|made it|arrive|arrived|come to|came to)\b|\bno[- ]show(ed)?\b|^dna\b|\bdna'?d? (the |her |his |their )?viewing\b|\b(missed|dna'?d?) (the|her|his|their|this|today'?s|yesterday'?s) (viewing|appointment)\b",
    ),
    wording(
        "viewed",
        r"\b(attended|been to|was at|were at) (the|her|his|their|a) viewing\b|\bviewed\b(?! (her|his|their|the|this) (file|form|case|request|application|papers|records?|account))|\b(went|been|gone) to (see|view)\b|\bviewing (went|took place|happened|was (good|fine|positive|today|yesterday|this)|has taken place|done|complete\w*)\b|\b(has|have) (now )?seen (the|this) ({home}|two|one|three)\b",
    ),
    wording(
        "viewing_booked",
        r"\bviewing\b[^.;?]{0,40}\b(booked|arranged|confirmed|scheduled|set up|set for|organised|agreed|is on|will be|fixed)\b|\b(booked|arranged|confirmed|scheduled|organised|set up|agreed|booking)\b[^.;?]{0,40}\bview\w*\b|\b(booked in|booked) (for|on)\b|\b(will be|is|are|will|going to|due to|am) (be )?view(ing)?\b(?! (as|that|this as))",
    ),
)

REFUSAL_REASONS = (
    wording("no_longer_at_risk", r"\bno longer at risk\b|\brisk (has )?(gone|passed|reduced|ended)\b"),
    wording(
        "area_unsafe",
        r"\b(not|un) ?safe\b|\bnot (a|the) (very |really )?safe\b|\bnot (feel|feeling|be|felt) (\w+ )?safe\b|\bnot (feel|think|believe) (that )?(it|she|he|they|the \w+) (would be|is|are|will be|was) safe\b|\bunsafe\b|\bperp(etrator)?\b|\b(ex|ex-partner|ex-husband|abuser|gang|the others?|his (cousins?|brothers?|family|friends|mother|mates))\b[^.;]{0,30}\b(live|lives|living|nearby|close|local|there|connect\w+|famil\w+|area)\b|(?<!no )(?<!longer at )(?<!evidence of )(?<!no current )(?<!no ongoing )\brisk\b(?! assessment)|\b(close|near) to (her|his|their|the) (ex|perp|abuser)\b|\b(close|near)(er)? to him\b",
    ),
    wording(
        "too_small",
        r"\btoo small\b|\bnot (big|large) enough\b|\bbox room\b|\btoo (cramped|tight|tiny)\b|\bnot enough (space|room|bedrooms)\b|\bbedrooms? (is|are) (too )?(small|tiny)\b",
    ),
    wording("floor_or_access", r"\b(floor|stairs|steps|lift|stair|wheelchair|accessib\w+|mobility)\b"),
    wording("floor_or_access", r"\btoo high\b", unless=r"\b(rent|charge|cost|price)\b"),
    wording("condition", r"\b(condition|damp|mould|mold|disrepair|state of|dirty|infest\w*|run down|decorat\w*|repairs?)\b"),
    wording(
        "rent_or_tenure",
        r"\b(rent|afford\w*|expensive|tenure|fixed[- ]term|tenancy type|lose her secure|benefit cap|service charge)\b",
    ),
    wording("pets", r"\b(pets?|dogs?|cats?)\b"),
    wording(
        "changed_mind",
        r"\bchanged (her|his|their) minds?\b|\b(not|no longer)\b[^.;]{0,12}\b(wants?|wish\w*) to move\b|\bdecided (to stay|not to move)\b",
    ),
    wording(
        "location",
        r"\barea\b",
        unless=r"\barea (?:itself )?(?:is|was) (?:really |very |so )?(?:great|lovely|fine|nice|perfect|good|ideal|ok)\b|\b(?:like|liked|loves?|loved) the area\b|\b(not|un) ?safe\b|\bunsafe\b|\bsafe\b|\brisk\b|\bdanger\w*",
    ),
    wording(
        "location",
        r"\btoo (close|far|near|remote)\b(?! to (?:him|(her|his|their|the) (ex|perp\w*|abuser))\b)|\b(far|distance|miles|away) from\b|\b(hours?|half|minutes|mins|bus|buses|trains?) (and a half )?(away )?from (her|his|their|the|work|school)\b|\b(college|nursery)\b|\b(school|work|commute|transport|location|mum'?s|(her|their|from|near) family|support network)\b",
    ),
)
