"""How professionals say things in a mail: declared wordings as data, matched by parsing/replies.py (forms §2.4).

Each wording is matched against the plain form of a sentence (parsing/sentences.py): lower case, «can't» as «cannot»,
dashes as « - ». Order inside a table matters: the more telling wording stands first.
"""

# ruff: noqa: E501 - a wording stands on one line, so that it can be searched for and compared

from __future__ import annotations

import re
from dataclasses import dataclass


def rx(pattern: str) -> re.Pattern[str]:
    """A wording, with «{…}» pieces filled from PIECES."""
    for name, piece in PIECES.items():
        pattern = pattern.replace("{" + name + "}", piece)
    return re.compile(pattern)


PIECES = {
    "we": r"(i|we|management|panel|the panel|our panel|board|my manager|our manager|head of service|director|service manager)",
    "this": r"(this|that|it|the (request|application|referral|move|case|nomination|household|family|transfer|proposal)|her|him|them|their|his)",
    "request": r"(request|application|referral|move|case|nomination|transfer|one|proposal|placement)",
    "client": r"(she|he|they|(the |our |my |your )?(client|applicant|tenant|family|household|mum|mother|dad|father|resident|customer|couple|lady|gentleman|woman"
    r"|nominee|survivor)|(ms|mr|mrs|miss)\.? \w+)",
    "home": r"(offer|property|flat|house|home|maisonette|bungalow|place|studio|bedsit|void|unit)",
    "happy": r"(happy|content|pleased|glad|fine|comfortable|ok|okay|delighted|satisfied|good|keen|willing|prepared|ready|able|more than happy)",
    "yesword": r"(agreement|approval|confirmation|consent|sign[- ]?off|authori[sz]ation|permission|support|go[- ]?ahead|backing|endorsement|blessing)",
    "going": r"(go ahead|go forward|go out|go|proceed|be circulated|circulate|move forward|move|progress|be progressed|be added|be put forward|join|be listed)",
    "n": r"(\d{1,2}|one|two|three|four|five|six|seven)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a sentence says when the pattern is found in it and `unless` is not."""

    value: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def found_in(self, plain: str) -> re.Match[str] | None:
        if self.unless and self.unless.search(plain):
            return None
        return self.pattern.search(plain)


def wording(value: str, pattern: str, unless: str = "") -> Wording:
    return Wording(value=value, pattern=rx(pattern), unless=rx(unless) if unless else None)


# --- decisions ------------------------------------------------------------------------------------------------------

# «Refused by panel» is the landlord's word even where the household refused something too.
BY_LANDLORD = rx(
    r"\b(declin|refus|reject)ed by (the |our )?(panel|management|board|us|my manager)\b"
    r"|\b(panel|management|board|we|i) (have |has |had )?(declin|refus|reject)ed (this|it|the {request})\b|^(declined|rejected) ?(-|,|as\b|because\b)"
)
LANDLORDS_GROUNDS = r"\b(arrears|possession|asb|anti-?social|own stock|cap|threshold|tenan(t|cy)|historic|criteria|panel)\b"

# What stands shortly before an approving word and takes its certainty away.
NOT_SURE_BEFORE = rx(
    r"\b(to be|be|will|would|could|should|shall|may|might|must|hop\w+|hopefully|likely|unlikely|expect\w*|if|once|when|whether|unless|until|till|before|after"
    r"|not|never|cannot|no|nor|neither|nobody|no one|none|need\w*|want\w*|seek\w*|sought|request(ing|ed)?|await\w*|waiting|pending|you|your|get\w*|obtain\w*|subject to"
    r"|intend\w*|plan\w*|aim\w*|thought|assum\w+|believ\w+|understand|understood|told|wonder\w*|asked|asking|without|almost|nearly|going to|due to|want"
    r"|only|has anyone|did|does|is this|was this|as|says|said|apparently|heard|hear|think|thinks|reckon|suppose|previously|already|had)\b[^.;,:?-]{0,24}$"
)
# What inside an approving phrase itself takes its certainty away: «we could approve».
NOT_SURE_INSIDE = rx(
    r"\b(will|would|could|should|may|might|shall|hop\w+|intend\w*|plan\w*|likely|not|never|cannot|no|neither|you|your|please|need\w*|want\w*|almost|nearly)\b"
)
# What stands before «go ahead» and its like: there «you may» gives, and only a negation or a question takes away.
NOT_GIVEN_BEFORE = rx(
    r"\b(not|never|cannot|no|if|once|when|whether|unless|until|before|should we|shall (we|i)|can (we|i|this|it)|could (we|this|it)|would|may (we|i)|want\w*"
    r"|wish\w*|hop\w+|need\w*|ready|able|like|unable|able to)\b[^.;,:?-]{0,24}$"
)

APPROVES_STATED = (  # taken only where NOT_SURE_BEFORE does not stand before it
    r"\bapproved\b(?! (premises|provider|list|supplier|yet))(?! for (?!(this|the|a|her|his|their|circulation|an?|inclusion|nomination|now|us|all|both)\b))",
    r"\b(i|we|the panel|panel|management|my manager)( can| do| am| are| also| both| hereby| formally| fully| therefore| able to| happily| gladly)* approv(e|ing)\b(?! (if|once|when))",
    r"^(yes,? |ok,? |okay,? |- )?approve\b",
    r"^(i am writing to confirm( that)?|i can confirm( that)?|this is to confirm( that)?|confirming( that)?) \w+( \w+)? (approves|supports|agrees to|endorses) (this|the|her|his|their)( \w+)? {request}\b",
    r"\b(i|we) (could|would|will|may|might|shall|should|hope to|intend to|plan to|are likely to)( \w+){0,3} (approve|support|agree|nominate|endorse|authorise|back)\b",
    r"^(yes|ok|okay|fine|agreed|happy|good|all)\b[^.]{0,16}\bin principle\b|\bin principle\b[^.;]{0,30}\b(ok|okay|fine|happy|agree\w*|support\w*|approv\w+|yes|content)\b",
    r"\bapproval (is |has been |was )?(hereby |now |also )?(given|granted|confirmed|agreed|obtained|in place)\b",
    r"\b(give|gives|giving|gave|grant|grants|granting|confirm|confirms|confirming|provide|providing|have|has|with|you have) (you )?(my|our|the|full|formal|landlord'?s?|management|panel|written|its|this)( \w+){0,3} {yesword}\b",
    r"\b(was|is|has been|have been|been|now|it is|this is|that is|were|got) (all |now |formally |unanimously |also )?(agreed|authorised|authorized|endorsed|supported)\b",
    r"^(yes|ok|okay|all|this is|that is|it is)?[ ,:-]*(agreed|supported|authorised|authorized|endorsed)\b(?! (that|about)\b)(?![^.;]{0,30} to (meet|call|speak|view|visit|discuss|review|revisit|consider|look|check|wait|ask|send|share|pay))",
    r"\b{we}( has| have| had| all| both| also)* agreed\b(?! (that|about)\b)(?![^.;]{0,30} to (meet|call|speak|view|visit|discuss|let|keep|review|revisit|consider|look|check|wait|ask|send|share|pay))",
    r"\b(i|we)( can| do| fully| both| all| also| hereby)* agree\b(( to| with)? (this|the (request|move|nomination|referral|application|transfer)|it|that(?! \w)|her move|his move|their move)\b|\s*([,.!;-]|$|and\b|subject to\b|provided\b|as long as\b|on (the )?condition\b))",
    r"\b(i|we) agree that\b(?=[^.;?]{0,60}\band (approve|support|endorse) (this|the|her|his|their) {request}\b)",
    r"\b(request|application|referral|move|nomination|transfer) (is |has been |was |now )?(agreed|supported|authorised|endorsed)\b",
    r"\bpanel\b[^.;?]{0,40}\b(and|who|they|it|has|have) (all |unanimously )?(agreed|approved|supported) (this|it|the|to the|her|his|their)\b",
    r"^yes\b(?=[^.]*\b(condition|provided|providing|subject to|as long as|in principle)\b)",
    r"\bin (full )?agreement (with|to)\b|\b(we|i) (are|am) in (full )?agreement\b",
    r"\b(i|we)( can| do| am| are| also| fully| hereby| formally| both| happily| gladly| strongly| therefore| very much)* (support|endorse|back|authorise|authorize|sanction|supporting|endorsing|backing)\b( (this|it|that)\b(?! (family|tenant|client|lady|woman|man))| (her|his|their|the|this|that)( \w+)? {request}\b)",
    r"\b(i|we)( can| do| am| are| also| hereby| formally| both| happily| gladly| therefore)* (consent|nominate|nominating)\b( to)? {this}",
    r"\b{happy} (for|with) ({this}|arc\S*|us|you|all)( one)?( {request})? (to {going}|going (ahead|forward|out)|being)\b",
    r"\b(happy|content|fine|ok|okay|good|comfortable) with (this|that|it|the (request|application|referral|move|nomination))( one| request| case| application| referral| move| nomination)?\s*($|[,.;!-]|thanks|thank|from|and)",
    r"\b{happy} to (approve|support|agree|proceed|go ahead|nominate|back|endorse|sign|authorise|authorize|consent|put (this|her|him|them|it|the \w+) forward|progress|take (this|it) forward|give (our|my) {yesword}|accept (this|the) (request|referral|nomination|application))\b",
    r"\b(fine|ok|okay|good|all good|alright|agreeable|happy|yes|content) (by|with|from|for) (us|me|our (side|end|team|point of view)|my (side|end|team))\b",
    r"\b(signed|signing) (this |it |that |the \w+ |this one )?(all )?off\b",
    r"\bsign(ed)?[- ]?off (is |has been |was )?(given|granted|received|obtained|confirmed|agreed)\b",
    r"\bapproval from (us|me|our (side|end)|my (side|end)|the panel|panel|management)\b",
    r"\b(this|that|it) is (a yes|good to go|all good|ok|okay|fine)( from| by| with)? (us|me|our (side|end)|my (side|end))\b",
    r"\bfull support\b|\b(has|have|with) (our|my) (full )?(support|backing|blessing|approval|agreement)\b",
    r"\b(we|i) (are|am) (on board|supportive)\b",
)
APPROVES_GIVEN = (  # an order or a giving phrase, taken where NOT_GIVEN_BEFORE does not stand before it
    r"\b(take|treat|accept|consider|regard|count) (this|it|that|this \S+)( \w+){0,2} as( \w+){0,4} {yesword}\b",
    r"\byou have (my|our|the)( \w+){0,2} {yesword}\b",
    r"(^|[,;:-] ?|\bplease |\bso |\bdo |\byou can |\byou may |\bcan now |\byes |\band |\bto )(go ahead|proceed|crack on)\b(?! (with|and) (the |a )?(viewing|book|view|sign))",
    r"\bgood to go\b|\bgreen light\b|\bthumbs up\b",
    r"(?<!\d)\+ ?1\b(?! ?\d)",
    r"\b(a|it is|that is|this is)? ?yes (from|for) (us|me|our|my)\b",
    r"\bfine (by|with|from) (us|me)\b",
)
NO_OBJECTION = rx(
    r"\bno objections?\b|\b(do|does|would|will) not (have any objections?|object)\b|\bno (issues?|problems?|concerns?) (with|about|to|from) (this|it|us|me|our|the request|her move|the move|that)\b"
    r"|\bnot opposed to (this|it)\b|\bno (issues?|problems?|concerns?) (at|on|from) (our|my|this) (end|side|part)\b|\bno (issues?|problems?|concerns?) here\b"
)
APPROVES_WEAKLY = (
    r"\b(please |can you |could you |ok to |okay to |now )(circulate|add (it|this|her|him|them|the \w+) to the (list|pot|reciprocal|circular))\b",
    r"^(that is |it is |this is |yes,? |yep,? |yeah,? |all )?(fine|ok|okay|good|great|no problem|sounds good|perfect|sure|yes please)( thanks| thank you| with that)?[ .!,]*$",
    r"\b{client} (is|are) our tenant\b|\bi can confirm\b.{0,60}\b(secure|assured|tenancy|tenant)\b",
    r"^[👍✅\s]+$",
)

DOUBLE_NEGATION = rx(
    r"\b(cannot|not|no|never|do not|can not|hard to)\b[^.;?]{0,40}\b(reason|see why|think why|grounds?)\b[^.;?]{0,30}\b(not|cannot|refuse|decline|reject|object|we would not|should not)\b"
    r"|\bwould not (say no|refuse|object|decline|oppose)\b|\bnot (unhappy|against|averse|unwilling|disagree\w*|reject\w*|declin\w*|refus\w*)\b|\bcannot (say no|refuse|object)\b"
    r"|\b(do not|cannot) (disagree|refuse|decline|reject|oppose)\b|\bno reason (not to|why)\b|\bnothing (against|to stop)\b"
)
NOT_DECIDED = rx(
    r"\bnot (yet )?(been )?(approved|agreed|signed off|decided|confirmed|made a decision|had a (decision|chance)|heard back|reached a decision)( this| it)?\b[^.;]{0,30}\b(yet|so far|at this stage|as yet|still|by panel yet|to date)\b"
    r"|\bnot yet\b|\b(yet|still) to (approve|decide|be approved|be agreed|be decided|go|be signed off|get)\b|\bno decision\b|\bdecision (is |has )?(not|still|pending|outstanding|awaited)\b"
    r"|\b(still|currently) (considering|thinking|discussing|being (considered|discussed|reviewed)|awaiting|waiting|with)\b|\b(waiting|awaiting) (for |on )?(a |the |my |our |sign|approval|manag|director|head)"
    r"|\bwill (get back|come back|let you know|update you|confirm (shortly|soon|later|by|once|after)|respond|revert|be in touch)\b|\bleave (it|this) with (me|us)\b|\blooking into\b"
    r"|\b(need|have) to (check|discuss|speak|run|ask|think|take this)\b|\bbear with (me|us)\b|\bunder (review|consideration)\b|\bpending (approval|sign|decision|management|a decision)\b"
    r"|\bhold off\b|\bhang on\b|\bwait (for|until)\b"
)
UNSURE_OF_ITSELF = rx(
    r"\b(thought|assumed?|believed?|think|pretty sure|sure) (that )?(i|we|he|she|they|this|it|tom)\b[^.;]{0,30}\b(approved|agreed|signed|said yes|confirmed|done|replied)\b"
    r"|\balready (been )?(approved|agreed|signed|said yes|confirmed|replied|responded)\b|\b(approved|agreed|signed off) (this |it |that )?(last|weeks ago|months ago|ages ago|before|previously|back in|in error|by mistake|in (january|february|march|april|may|june|july|august|september|october|november|december))\b"
    r"|\b(understand|hear|heard|told|gather|apparently|believe|says|said|presume)\b[^.;]{0,40}\b(approved|agreed|supports?|signed off)\b"
    r"|\b(ignore|disregard|retract|rescind|revoke|recall|take back|scrap|cancel|withdraw) (my|our|the|that|this)( \w+){0,3} (e-?mail|message|approval|agreement|decision|reply|support|consent)\b"
    r"|\bi (suppose|guess)\b|\b(was|were|had been) (going to|happy|content|about to|minded|prepared|willing|inclined)\b|\bsent in error\b|\bwrong (case|one|e-?mail|person|reference)\b|\bby mistake\b|\bchanged (my|our) mind\b|\bpre-?approved\b"
)
SARCASM = rx(
    r"\b(yeah,? right|oh (great|good|joy|yes)|as if|good luck with that|surprise,? surprise|when hell|over my dead|lol|haha|typical|another one)\b|🙄|😂|😉|\?!|!\?|\?\?"
)
OTHERS_AUTHORITY = rx(
    r"\b(covering for|standing in for|in (his|her|their|\w+'s) absence|not (mine|my decision|for me|my call|my case|my place)|i am (only|just) (the )?(cover|temp|duty|admin)"
    r"|(back|returns) (on )?(monday|tuesday|wednesday|thursday|friday|next week)|run (it|this) (by|past)|check with (my|our|the)|need (my|our|the) [\w ]{0,40} to (confirm|agree|approve|sign)"
    r"|(subject|up) to (my|our) (manager|boss)|not (authorised|authorized) to)\b"
)

DECLINES = (
    wording("decline", r"^refused\b.*" + LANDLORDS_GROUNDS),
    wording(
        "decline",
        r"\b(cannot|could not|unable to|not (currently |presently |really |at all )?(able|willing|prepared|happy|content|minded|in a position|going|comfortable|inclined|looking|in favour)( to| with| for| of)?"
        r"|will not|would not|do not|did not|does not|has not|have not|shall not|won't|not be( able to)?|not)\b(?! (need|have|only|just))[^.;:,?]{0,45}?\b(approv(e|ed|ing|al)|support(ed|ing|s)?|agree(d|ing|s)?"
        r"|endors(e|ed|ing)|consent|authori[sz](e|ed)|nominat(e|ing|ed)|sign(ed)? (this|it|that) off|proceed|progress|put (this|her|him|it|them) forward|back (this|it)|go ahead"
        r"|facilitate|commit to|accept (this|the|another|any) ?(more )?(request|referral|nomination|application|case|one|move)?|take (this|another|any more|it)( one| move| on| forward)?)\b",
        unless=r"\bnot (only|just)\b|\b{client} (do|does|did|will|would|can|could) ?not\b[^.;]{0,30}\b(accept|agree)|\bno objection",
    ),
    wording("decline", r"\b(declin(e|ed|ing|es)|reject(ed|ing|s|ion)?)\b"),
    wording(
        "decline",
        r"\b(request|application|referral|nomination|approval|case|move|panel|board|management|we|i|manager|it)( \w+){0,3} refus(e|ed|ing)\b|\brefus(ed|ing) (this|the) {request}\b",
    ),
    wording(
        "decline",
        r"\bturn(ed|ing)? (it|this|that|her|him|them|the (request|application|referral|case|nomination)) down\b|\bturned down (this|the) {request}\b|\b(request|application|referral|case|nomination|it)( was| has been| is| been| got)+ turned down\b",
    ),
    wording("decline", r"\b(has been|was|been|is) refused by (the |our )?(panel|management|board|manager|lettings|us)\b"),
    wording("decline", r"\b(will|shall) not be (taking (this|it|her|him|them) (forward|on)|progressing (this|it))\b"),
    wording("decline", r"\bunsuccessful\b|\bnot (been )?successful\b"),
    wording(
        "decline",
        r"\bthreshold (is |was |has |had |has been )?(not|un)( been)? ?met\b|\bnot\b[^.;]{0,40}\b(threshold|criteria)\b|\bbelow (the |our )?threshold\b|\b(fails?|failed) to meet (the|our) (threshold|criteria)\b",
    ),
    wording(
        "decline",
        r"\b(a|it is|it's|that is|answer is|the answer is|be a|sorry,?)? ?\b(a )?no (from|for) (us|me|our side|my side)\b|\b(answer|decision|response) is (a |still )?no\b|\bit is a no\b(?! from (the )?(family|client|applicant|tenant|household|her|him|them))|\bhas to be (a )?no\b",
    ),
    wording(
        "decline", r"\b(we|i)( do| also| strongly| would)* (oppose|object)\b|\bnot in favour\b|\bagainst (this|the) {request}\b"
    ),
    wording("decline", r"\b(have|had|going|need) to (say no|decline|refuse|turn)\b|\bnot something (we|i) can\b"),
)
# «Declined», said of the household, is the outcome of an offer and not a landlord's word.
HOUSEHOLD_DECLINES = rx(
    r"\b{client}( \S+){0,4} (declin\w+|refus\w+|reject\w+|turn(ed|ing)? (it|this|that|the {home}) down|turned down)\b"
    r"|\b(declin|refus|reject)(ed|es|ing|e) (the|this|that|your|our|her|his|a|their)( \w+){0,3} ({home}|viewing)\b|\bturned down (the|this|that|your|our)( \w+){0,3} {home}\b"
    r"|\b({home}|viewing)\b( \S+){0,4} (declin|refus|reject)ed\b|\bturned down by\b|\b(declin|refus|reject)ed by {client}\b|\brefus(e|es|ed|ing) to (accept|take|view) (the|this|that|your|our|a)\b|\bturned (the|this|that|your)( \w+){0,2} {home} down\b"
)
NOT_OURS = (
    wording(
        "not_ours",
        r"\bnot (actually |currently |in fact )?(a tenant of ours|one of (ours|our)|ours|our (tenants?|propert\w+|stock|resident|customer|address|tenancy|block|home)|a (\w+ )?tenant( of ours)?|with us|known to us)\b",
        unless=r"\bnot (one of )?our (policy|practice|decision|call|intention|preferred)\b|\bif (she|he|they|it) (is|are) not\b",
    ),
    wording("not_ours", r"\b(we|i) (are|am) not (the|her|his|their) landlord\b"),
    wording(
        "not_ours",
        r"\bno record of (this|the|her|him|them|a|any|such|that)\b|\b(cannot|unable to) (find|trace|locate) (this|the|her|him|them|a|any|that)( \w+){0,3} (tenan\w+|address|household|property|record|system|account)?\b|\bdo(es)? not (hold|have) (a|any) (tenancy|record|tenan\w+)\b",
    ),
    wording("not_ours", r"\bwrong (landlord|association|council|organi[sz]ation|team|housing|provider)\b"),
    wording(
        "not_ours",
        r"\bdo(es)? not (own|manage|have)( \w+){0,2} (this|that|the|any)( \w+){0,2} (block|property|properties|address|estate|home|stock|building)\b",
    ),
    wording(
        "not_ours",
        r"\b(block|property|estate|address|home|flat|building|scheme)( \w+){0,2} (is|was) (now )?(managed|owned|run|let) by (?!us\b|our\b)|\b(belongs|belong) to (another|a different|the council)\b",
    ),
    wording(
        "not_ours",
        r"\b(is|are) (a )?(tenant|tenants|customer)s? of (another|a different)\b|\bnever (been )?(our|a) tenant\b|\bno longer (a tenant of ours|our tenant|a tenant)\b",
    ),
)
PENDING_PANEL = (
    wording(
        "pending_panel",
        r"\b(going|goes|go|gone|take|taken|taking|present(ed|ing)?|heard|discuss(ed|ing)?|consider(ed|ing)?|review(ed|ing)?|listed|scheduled|booked|sent|put|refer(red|ring)?|submit(ted|ting)?|tabled|await(ing|s)?|waiting|up|due)\b[^.;?]{0,60}\bpanel\b",
        unless=r"\b(was|been|has|panel (has|have)|were) (agreed|approved|declined|refused|rejected|turned down|supported)\b|\bpanel (agreed|approved|declined|refused|rejected|turned|supported)\b",
    ),
    wording(
        "pending_panel",
        r"\bpanel\b[^.;?]{0,30}\b(is|meets|sits|will|takes place|date|next|on the|on (mon|tues|wednes|thurs|fri)|tomorrow)\b",
        unless=r"\bpanel (is|was|has|have) (\w+ )?(agreed|approved|happy|content|declined|refused|rejected|turned|supportive)\b|\b(agreed|approved|declined|refused|rejected|turned|supported)\b",
    ),
)
DECIDING = r"(decid\w+|approv\w+|agree\w*|consider\w*|decision|assess\w*|sign\w*|support\w*|review\w*|take (this|it)|go to panel|present\w*|progress\w*|commit)"
NEED_INFO = (
    wording(
        "need_info",
        r"\b(send|provide|share|forward|supply|let (me|us) have|have|see|need|require|confirm|clarify|get|sight of|copy of|know)\b[^.;]{0,100}\b(before|so (that )?(i|we) can|in order to|in order for|to (enable|allow|help) (me|us|a|the)|for (me|us) to)\b[^.;]{0,50}\b"
        + DECIDING,
    ),
    wording(
        "need_info",
        r"\b(send|provide|share|confirm|clarify|have|see|need|get|know)\b[^.;]{0,80}\bbefore (taking|going|making|deciding|approving|agreeing|considering|presenting|signing|committing)\b",
    ),
    wording(
        "need_info",
        r"\b(before|until) (i|we|our panel|panel|my manager)( can| are able to| am able to| could| will| make| would)? ?"
        + DECIDING
        + r"\b",
        unless=r"\bgoing to\b.{0,30}\bpanel\b",
    ),
    wording(
        "need_info",
        r"\b(need|needs|require|requires|requesting|request|could (i|we) have|can (i|we) have|would like|missing|lacking|please (send|provide|supply|share))\b( \w+){0,3} ?\b(more|further|additional|some more|extra|the following|supporting)( \w+){0,2} (information|info|details?|evidence|paperwork|documents?|documentation)\b",
        unless=r"\b(about|on|regarding|of) the {home}\b",
    ),
    wording(
        "need_info",
        r"\b(we|i)( will| would| do| also)* (need|require) (to see|sight of|a copy of|copies of|to have|to know) [^.;]{0,50}\bfirst\b"
        r"|\bcannot (decide|make a decision|reach a decision|consider (this|it)) (without|until|before|as)\b",
    ),
    wording("need_info", r"\bnot enough (information|info|detail|evidence) (to|for)\b|\binsufficient (information|detail)\b"),
)

# Approvals of something else than the request.
OF_OTHER_THINGS = rx(
    r"\bapproved (leave|absence|premises|by (marac|the court|police|social services|children|mapp?a))\b"
    r"|\b(benefits?|leave|housing moves|dhp|payments?|grants?|universal credit|discretionary|repairs?|adaptations?|school|visa|holiday|budget|funding|marac)\b[^.;]{0,30}\b(approved|agreed)\b"
)
CONDITION = rx(
    r"\b(subject to|provid(ed|ing)( that)? (she|he|they|the|you|all|we|there|it|that)|provided|on (the )?(condition|understanding|basis)|conditional(ly)?|in principle|as long as"
    r"|so long as|proviso|assuming|contingent|dependent (on|upon)|depends on|pending|if and only if|only if|but only|with (a|the|one|some) (condition|caveat)s?|caveat)\b"
)
CONDITION_BESIDE = rx(r"\b(if|once|when|after|unless|until|till|only|before|first|for a {n} bed|for {n} bed)\b")
WOULD_IF = rx(
    r"\b(would|could|can|will|might|may) (be )?(only |then |probably |potentially )?(agree|approve|support|{happy}( to| for| with)|consider|accept|reconsider|look at)\b[^.;]{0,60}\b(if|once|provided|as long as|subject|when|after|unless)\b"
    r"|\b(if|once|provided( that)?|as long as|when|after)\b[^.;]{0,80}\b(would|could|can|will|might) (then |be )?(agree|approve|support|{happy}( to| for| with)|consider|accept)\b"
)
IN_PRINCIPLE = rx(r"\bin principle\b")
RESTRICTION = rx(r"\b(but|although|though|however|except|apart from|other than|excluding|not to|not in|bar|unless|just not)\b")
# Phrases with «not», «if» or «?» in them that take nothing back.
HARMLESS = (
    r"\b(if|should) (you|anything|there)( \w+)? (need|needs|require|want|have|is|are|would like|else)\b[^.;?]*",
    r"\b(let me|let us|please let|do let) ?(me|us)? ?know (if|when|once|of any|how)\b[^.;]*",
    r"\b(do not|please do not|don't) hesitate\b[^.;]*",
    r"\b(when|whenever|once|as soon as) (you (can|are ready|get|have)|possible|ready|convenient|circulated|able|it is circulated|done)\b",
    r"\bno (rent )?(arrears|asb|concerns?|issues?|problems?|debts?|breaches|complaints?|outstanding|other|further|known|objections?|need|worries|rush|live)\b",
    r"\bnot (currently )?(in (rent )?arrears|a problem|aware of any|any (arrears|concerns?|issues?))\b",
    r"\b(is|has|there is|there are|have) (not|never) (been )?(any|in) (arrears|asb|concerns?|issues?|rent arrears)\b",
    r"\b(do not|does not|have not|has not) (have|had|got|owe|see)( \w+)? (any )?(arrears|asb|concerns?|issues?|problems?|rent|objections?)\b",
    r"\b(can|could|would|will) you (please )?(now )?(circulate|add (it|this|her|him|them)|confirm (receipt|you have|that you|this has been received)|acknowledge|proceed|go ahead|let (me|us) know|keep (me|us))\b[^.;]*",
    r"\b(please|kindly) (now )?confirm receipt\b",
    r"\bsorry for (the|my)[^.;]*",
    r"\bplease note\b",
    r"\bnot (too|very) (late|long)\b",
    r"\bnot only\b",
    r"\bclear (rent )?account\b",
    r"\bsupport (worker|officer|plan|agency|needs?)\b",
)
HARMLESS_PHRASE = rx("|".join(f"({each})" for each in HARMLESS))
RESERVATION = rx(
    r"\b(but|however|although|though|except|unless|until|till|not|never|cannot|if|pending|before|condition\w*|awaiting|waiting|wait|hold off|query|concern\w*|worr(y|ied)|unsure|perhaps"
    r"|maybe|might|possibly|probably|in theory|apart from|avoid|instead|mistake|error|ignore|disregard|recall|retract|withdraw\w*|cancel\w*|need(s)? to|only|no longer|refus\w+|stop|suspend|reservations?|caveats?|for now|may change|provisional\w*|temporar\w+|subject)\b"
)

ACKNOWLEDGES_OWING = rx(
    r"\b(aware|understand\w*|understood|accept\w*|acknowledg\w*|know|knowing|not(e|ed|ing)|happy|agree\w*|recogni[sz]\w*|appreciat\w*|confirm\w*|will|would|shall|that)\b[^.;]{0,50}"
    r"\b(ow(e|es|ing) (one|1|a|the|you|another|back|it|for)|owing (one|a|the)|ow(e|ing)\b\s*$|one (home|property|unit) (will be )?owed|owed (one|a)|debit\w*|in (our )?debt|(give|return|repay|provide) (one|a (home|property)|it) (back|in return)|reciprocate)"
)
DENIES_OWING = rx(r"\b(not|never|no)\b[^.;]{0,40}\bow(e|es|ing)\b|\b(already|currently) ow(e|ing)\b|\barrears\b")

DECLINE_REASONS = (
    wording(
        "at_cap",
        r"\b(already|currently|still) ow(e|ing|es) (three|3|four|4|five|5|too many|enough|several)\b|\b(at|over|reached|hit|exceeded|on) (our|the|their) (cap|limit|maximum|quota)\b|\bow(e|ing) (three|3|too many)\b|\bcapped\b",
    ),
    wording(
        "arrears_or_asb",
        r"\barrears\b|\bpossession (order|proceedings|action|claim)\b|\basb\b|\banti-?social\b|\bnotice (of seeking|seeking|to quit)\b|\bnosp\b|\beviction\b|\binjunction\b|\bbreach(es)? of (her|his|their|the)? ?tenancy\b|\brent account\b|\bnuisance\b",
        unless=r"\bno (rent )?arrears\b",
    ),
    wording(
        "own_stock",
        r"\bown stock\b|\b(within|from|in) our (own )?(stock|homes|properties|portfolio)\b|\b(management|internal|direct|priority|emergency) (move|transfer|let)\b|\b(rehouse|move|transfer|house) (her|him|them|the (family|household|tenant)) (ourselves|internally|in[- ]house|within)\b|\bin[- ]house\b|\bother (means|ways) within\b",
    ),
    wording(
        "not_our_tenant",
        r"\btenancy (has )?(ended|ceased|terminated|was (ended|terminated)|been (ended|terminated|surrendered))\b|\bno longer (a |our |holds? a )?(tenant|tenancy)\b|\bnot (our|a) (tenant|resident|customer)\b|\bnot one of ours\b|\bformer tenant\b|\bgave up (her|his|their|the) tenancy\b|\bnot (hold|have) (a|any) tenancy\b|\babandoned\b",
    ),
    wording(
        "not_at_risk",
        r"\b(risk|threat|incident|abuse|danger)( \w+){0,3} (is|was|are|has been|appears?|seems?)( \w+)? (historic\w*|low|standard|reduced|resolved|no longer|not (current|evidenced|immediate))\b|\bhistoric(al)?\b|\bnot (currently |considered |deemed |assessed )*(to be )?at (any |current |immediate |high )?risk\b|\bno (current|ongoing|evidence of|immediate|longer at|identified|known) ?(risk|threat)?\b|\bno longer at risk\b|\bpolice (have |has )?(closed|no further|nfa)\b",
    ),
    wording(
        "threshold",
        r"\bthreshold\b|\b(not|fails? to) meet (the|our) criteria\b|\bnot enough evidence\b|\binsufficient evidence\b|\black of evidence\b|\bnot (been )?(evidenced|substantiated)\b|\bcriteria\b",
    ),
)

# --- offers ---------------------------------------------------------------------------------------------------------

HOME_WORDS = (
    r"(bed|beds|bedroom|bedrooms|bedsit|studio|flat|maisonette|house|bungalow|property|void|home|unit|vacancy|b\dp|sheltered)"
)
OFFERS = (
    wording("open", r"\bwould (this|it|that|these) (suit|work|do|be (suitable|of interest|any good))\b|^new void\b|^void:"),
    wording("open", r"^(a |new |our )?(property|direct|housing|formal)? ?offer( for| of|:| -| below)"),
    wording(
        "open",
        r"\b(direct|formal|property|new|home) offer (is |of |for |attached|below|to|from)|\boffer (attached|letter|is attached|details|for arc|below)\b|\b(attached|enclosed|below)\b[^.;]{0,30}\b(our |an |the |a )?(direct |property )?offer\b",
    ),
    wording(
        "open",
        r"\b(we|i|our lettings team|lettings|our voids team)( would like to| wish to| are able to| can| could| are pleased to| are happy to| may be able to| may| might| also| do| now| currently| just| want to)*"
        r" (have|have got|got|offer|put forward|make an offer)\b[^.;?]{0,60}(\b"
        + HOME_WORDS
        + r"\b|\d ?b(ed)?\b|\d ?b ?\d ?p\b)",
        unless=r"\b(only|just) (got |have |had )?(sheltered|studios?|bedsits?|older|general)|\b(have|got) no\b|\bnot have\b|\bhave a (tenant|family|client|household|lady|mum)\b|\bhave (an offer|offered)\b.{0,20}accept",
    ),
    wording(
        "open",
        r"\b(find|see|here are|below are|attached are|sending|sharing)( \w+){0,2} details of (a|our|the|an) {home}\b( \w+)? (for|which|that)\b",
    ),
    wording("open", r"\b(possible|potential|good|perfect|suitable|great) match\b|\bmatch for (arc|your|the|this)\b"),
    wording(
        "open",
        r"\b(would|might|could|may|should) (be )?(a )?(suit|suitable|fit|work|good)( \w+){0,2}? (arc\S*|your|the|this|her|them|him|one|for)\b",
    ),
    wording(
        "open",
        r"\bvoids? (is )?(coming|due|available|ready|becoming|in)\b|\bcoming (up|available|vacant|void)\b|\b(becoming|becomes|now|is|currently) (available|vacant|ready to let)\b",
    ),
    wording("open", r"\bany takers\b|\bany (interest|good|use)\b.{0,30}\?|\banyone (interested|suitable)\b"),
    wording(
        "open",
        r"\bwould (either|any|one|they|she|he|your|the|this|arc)\b[^.?]{0,80}\b(like|want|be interested|consider|take|be suitable)\b|\bis (this|it) (any good|suitable|of interest)\b",
    ),
    wording(
        "open",
        r"\b(can|could|will|able to|happy to) (hold|keep|reserve) (it|this|the|that)( \w+)? ?(open |back |vacant |property |flat |offer )?(for|until|till|to)\b",
    ),
    wording(
        "open",
        r"\b(please|could you|can you) (let (me|us) have|give (me|us)|send)( \w+){0,2} (an |your |a )?(answer|response|reply|decision) (by|before)\b[^.;]*\b(or|otherwise)\b",
    ),
    wording(
        "open",
        r"\b(available|ready)( to let| for let| to view| for viewing| immediately| now)? (from|on|end of|mid|w/c|week|in|by|immediately|now)\b",
        unless=r"\b(i am|we are|i will be|she is|not) (available|ready)\b",
    ),
)
OFFER_WITHDRAWN = (
    wording("withdrawn", r"\b{n}[ -]?bed\b[^.;]{0,40}\b(no longer available|been let|withdrawn)\b"),
    wording(
        "withdrawn",
        r"\b{home}( \w+){0,4} (withdrawn|fallen through|fell through|no longer available|let elsewhere|been let|gone to (someone|another)|pulled|rescinded)\b",
    ),
    wording(
        "withdrawn",
        r"\b(withdraw|withdrawing|withdrew|withdrawn|pull|pulling|pulled|rescind\w*|retract\w*) (the|this|our|that|my|back the)( \w+){0,2} (offer|property|flat|home|house)\b",
    ),
    wording("withdrawn", r"\b(fell|fallen|falling) through\b"),
    wording(
        "withdrawn",
        r"\b(no longer|not) (have|able to offer|in a position to offer|available)( \w+)? (the|this|that) {home}\b|\b(it|this|that|the {home}) is no longer (available|on offer)\b",
    ),
)
NIL_RETURN = (
    wording("nil", r"\bnil return\b|\bnil (from|this|for)\b|^nil[ .]*$"),
    wording(
        "nil",
        r"\bnothing (suitable|available|to offer|at (the moment|present|all)|this (month|week|time|round)|from (us|our|me)|matching|in (those|that|the)|for (this|these|you|arc)|that (fits|suits|matches|would)|coming up)\b",
    ),
    wording(
        "nil",
        r"\b(have|got|has) (nothing|none|no (suitable|available|vacant|empty|current)|no (properties|voids|stock|homes|units|vacancies|matches|availability))\b|\bno (suitable|matching|available|current) (propert\w+|voids?|stock|homes?|units?|vacanc\w+|match\w*)\b",
    ),
    wording(
        "nil",
        r"\b(do not|cannot|unable to|not able to|not)( currently| presently| at present)? (have|offer|help with|find|identify|match)( \w+){0,2} (anything|any|a (property|home|match|void|unit))\b",
    ),
    wording(
        "nil",
        r"\b(unable|not able|cannot|not in a position) (to )?(make an offer|offer (anything|on this|a|for this)|assist with (this|an offer)|help (this time|on this|with this one))\b",
    ),
    wording(
        "nil",
        r"\bno (offers?|voids|properties|vacancies|availability) (from us|this (month|week|time)|at (the moment|present)|available|to offer|currently)\b|\bno offers?[ .]*$|\bno (properties|voids)[ .]*$|\bno (properties|voids|homes|units) of (that|this|the right) (size|type|kind)\b",
    ),
)
NIL_DECIDES = rx(r"\b(nil return|nothing (suitable|from us|available)|nil (from|this))\b")

# --- outcomes -------------------------------------------------------------------------------------------------------

TO_COME = rx(
    r"\b(will|would|going to|due|next (week|month|monday|tuesday|wednesday|thursday|friday)|to (start|sign|move|begin|commence)|tomorrow|planned|plans|planning|hop\w+|should|shall|may|might|could"
    r"|expect\w*|scheduled|booked|arranged|likely|about to|if|once|when|before|until|provisional\w*|intend\w*|pencilled|ready to|waiting|awaiting|not|never|yet|needs? to|can (now )?(start|move|sign|collect)|later this)\b"
)
DAY_NAMES = r"(mon|tues|wednes|thurs|fri|satur|sun)day"
OUTCOMES = (  # later stages first
    wording(
        "tenancy_started",
        r"\b(tenancy|tenancies|new tenancy|lease)( \w+){0,3} (began|begun|started|commenced|has started|is live|in place|was signed|signed|has been signed|went live)\b|\btenancy( will| is to| is due to| should| to| can)?( now)? (start|begin|commence)(s|ed|ing)?( date)?\b|\btenancy (begins|commences|commencement)\b",
        unless=r"\b(her|his|their|the) (old|current|previous|original|existing) tenancy\b|\b(in|since|from) (19|20)\d\d\b",
    ),
    wording(
        "tenancy_started",
        r"\bsign(ed|ing|s)?[- ]?up\b(?! (to|for|with)\b)|\bsign(ed|ing|s) (the|her|his|their|for the|a)( new)? (tenancy|keys|agreement|lease)\b|\bsign-up\b",
    ),
    wording(
        "tenancy_started",
        r"\b(moved|moves|moving|move) in\b(?! (with|next door|nearby|opposite|down|across|to)\b)|\b(moved|moving|moves|move) into (the|her|his|their|your|our)( new)? {home}\b|\ball (moved|settled)\b|\bsettled in\b",
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
        r"\b(said|says|saying|it is a|a firm|is a) no\b(?! (problem|more|issue|longer))|\b{client}( \S+){0,4} (declin\w+|refus\w+|reject\w+|turn(ed|ing)? (it|this|that|the {home}) down|turned down|passed)\b",
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
        r"\b(accept(ed|ing|s|ance)?)\b(?! (that|we|responsib\w+|owing|referrals?|applications?|nominations?|new|this (request|referral|nomination|as)|the (request|referral|nomination|debt)|into|by the school|on the))",
        unless=r"\b(management (move|transfer)|transfer|mutual exchange|private rent\w*|housing moves|elsewhere|another (property|offer|home|place))\b|\b(we|i) (accept|understand|acknowledge)\b[^.;]{0,40}\bow|\b(not|never|cannot|unable to|refus\w+|declin\w+)\b[^.;]{0,30}\baccept",
    ),
    wording(
        "accepted",
        r"\b(said|says|saying|it is a|a big|a definite) yes( to|\b)|\b(will take|is taking|are taking|taking|happy to take|would like to take|wants to take|want to take|wants|take) (it|the {home}|this|this one|the offer)\b|\b(wants|want|would like) to (go ahead|proceed) with (it|the|this)\b",
        unless=r"\b(take|takes|taking) (it|this|that|the \w+) (to|forward|on|up|as|away|back|into)\b|\bnot to (take|accept)\b|\b(not|never|cannot)\b[^.;]{0,20}\b(take|taking|proceed|go ahead)\b|\b(panel|approv\w+)\b",
    ),
    wording(
        "no_show",
        r"\b(did not|never|failed to|does not|has not|have not|not) (turn(ed)? up|show(ed|n)?( up)?|attend(ed)?|make it|made it|arrive|arrived|come to|came to)\b|\bno[- ]show(ed)?\b|\b(missed|dna'?d?) (the|her|his|their|this|today'?s|yesterday'?s) (viewing|appointment)\b",
    ),
    wording(
        "viewed",
        r"\bviewed\b(?! (her|his|their|the|this) (file|form|case|request|application|papers|records?|account))|\b(went|been|gone) to (see|view)\b|\bviewing (went|took place|happened|was (good|fine|positive|today|yesterday|this)|has taken place|done|complete\w*)\b|\b(has|have) (now )?seen (the|this) ({home}|two|one|three)\b",
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
        r"\b(not|un) ?safe\b|\bunsafe\b|\bperp(etrator)?\b|\b(ex|ex-partner|ex-husband|abuser|gang|the others?)\b[^.;]{0,30}\b(live|lives|living|nearby|close|local|there|connect\w+|famil\w+|area)\b|\brisk\b|\b(close|near) to (her|his|their|the) (ex|perp|abuser)\b",
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
        r"\btoo (close|far|near|remote)\b|\b(far|distance|miles|away) from\b|\b(school|work|commute|transport|location|area|mum'?s|family|support network)\b",
    ),
)

# --- withdrawals and changes ----------------------------------------------------------------------------------------

WITHDRAWALS = (
    wording(
        "consent_withdrawn",
        r"\b(withdr(awn|ew|aws|awing|aw)|revok\w+|retract\w*|taken back|removed)( \w+){0,3} consent\b|\bconsent (has been |is |was |has )?(now )?(withdrawn|revoked|retracted)\b|\bno longer (gives?|consents?|agrees? to (share|her|his|us))\b|\bdo(es)? not (want|consent)( \w+){0,4} (details|information|data) (to be )?shared\b|\bno longer consent",
    ),
    wording(
        "rehoused_elsewhere",
        r"\b(has|have|was|were|been|is|are|got|since)( \w+)? (re-?housed|housed|placed)\b|\b(been|was|were|got) moved\b(?! (in|out|back)\b)|\b{client} (has |have )?(now |since |already )?moved (elsewhere|privately|through|via|to another|outside|away|on)\b|\b(offered|accepted|given|had|got|taken)\b[^.;]{0,30}\b(management (move|transfer)|internal transfer|mutual exchange|transfer (within|by|through|from))\b[^.;]{0,30}\b(accepted|taken|done|gone through)\b|\baccepted (a|the|another|an|her|his|their)( \w+){0,2} (management (move|transfer)|transfer|private rent\w*|mutual exchange)\b|\bmanagement (move|transfer) (has |was )?(completed|gone through|done|happened|agreed and)\b",
        unless=r"\b(to be|being|not|needs? to be|be|will be|would be|temporarily|in temporary|into temporary|emergency|can be|cannot be|could be)\b[^.;]{0,12}(re-?housed|housed|placed|moved)|\bmoved to (circulat|the next|panel)",
    ),
    wording(
        "rehoused_elsewhere",
        r"\b(found|secured|got|accepted|obtained|been given|been offered and accepted|taken)( \w+){0,3} (somewhere|(alternative|private|permanent|other|own) (accommodation|housing|property|home|rented|place|rental)|privately|a place|a private|a property|a flat|a home)( \w+){0,4}? ?(rented|rental|let|elsewhere|through|via|by|with|of (her|his|their) own|privately|herself|else|outside)\b",
    ),
    wording(
        "rehoused_elsewhere",
        r"\b(own landlord|current landlord|mutual exchange|private rent\w*|another (scheme|pathway|route|landlord))\b[^.;]{0,50}\b(moved|rehoused|housed|transferred|completed|gone through)\b",
    ),
    wording(
        "lost_contact",
        r"\blost (all )?contact\b|\bno (longer in )?contact (with|from)\b[^.;]{0,60}\b(since|for|in (over|weeks|months)|months|weeks)\b|\bdisengaged\b|\bcannot (reach|contact|get hold of|trace) (her|him|them|the (client|family|applicant))\b|\b(unable|not able|not been able) to (reach|contact|get hold of|make contact with)\b",
    ),
    wording(
        "withdrawn",
        r"\b(no longer|not|never)( really| now| actually| currently)? (want|wants|wanting|need|needs|needing|wish|wishes|wishing|require|requires|looking|interested in|going|intend|intends|planning)( \w+){0,2}? ?(to (move|proceed|go ahead|be moved|be rehoused|relocate|pursue|continue)|a (move|transfer)|the move|rehousing|moving|this (move|application|request|referral))\b",
    ),
    wording(
        "withdrawn",
        r"\b(please |can you |could you |we can |you can |i would like to |we would like to |we wish to |i wish to |to |can we |can i |need to |asked (me |us )?to |happy to |so |wants? to |will you )(please )?(close|withdraw|cancel|remove|end|delete|discontinue|take off|take down)( off| down| out)? (this|the|her|his|our|my|it|them|that|arc\S*|him|their)( \w+)?(?! offer)( {request}| one| file| off| from| from the (list|pot|scheme)| down)?(?= |$|[.,;!?-])",
        unless=r"\b(do not|please don't|not to) (close|withdraw|cancel|remove|end|delete)\b|\b(withdraw|cancel|remove|take|end|close|delete)( \w+)? (the|this|our|my|that|her|it)( \w+)? ?(offer|viewing|approval|appointment|property|tenancy|account|consent|meeting|call|attachment|name|email|(to|into) (panel|account))|\btake (this|it|that) (to|as|up|forward|on)\b",
    ),
    wording(
        "withdrawn",
        r"\b(gone|going|went|moved|returned|returning) back (to (the (property|address|perpetrator|home)|her (ex|partner|husband|home|flat)|him|his|their)|home|with)\b|\b(decided|wants?|chosen|choosing|would (like|prefer|rather)) (to )?(stay|remain)( put| where| in| at)?\b|\bdecided (not to move|against moving)\b|\bchanged (her|his|their) minds? about moving\b",
    ),
    wording(
        "withdrawn",
        r"\b(request|application|referral|case|arc\S*)( \w+){0,3} (withdrawn|is no longer needed|no longer needed|no longer required|not needed any ?more|can be closed|should be closed)\b|\bno longer (needed|required)\b|\bwithdraw(ing)? (this|the|her|his|our|my) {request}\b",
    ),
)
# Somebody else's move ends no request.
OF_OTHERS = rx(
    r"\b(perp\w*|perpetrator|abuser|ex|ex-(partner|husband|wife)|sister|brother|aunt|uncle|cousin|friend|neighbours?|niece|nephew|other (family|client|tenant|case))\b"
    r"[^.;]{0,25}\b(re-?housed|housed|moved|placed|transferred|accepted|signed|started|viewed|refused)\b"
)
ONLY_CLOSE = rx(r"\b(close|end|discontinue)\b|can be closed|no longer (needed|required)")

ADDS = rx(r"\b(add|adding|added|include|including|also (now )?consider|now consider|open to|extend to|put)\b")
REMOVES = rx(
    r"\b(remove|removing|removed|take (off|out)|taking (off|out)|taken off|drop|dropping|delete|exclude|excluding|no longer consider|cross off|strike off|minus|without)\b"
)
AREA_UNSAFE = rx(
    r"\b(not safe|unsafe|no longer (safe|suitable|an option)|at risk in|avoid|cannot (go|move|live|be) (to|in|housed in)?|not (consider|an option|suitable))\b"
)
PAUSE = rx(
    r"\b(pause|pausing|put (this|it|the \w+|her|his|them)?( \w+)? ?on hold|(be|go|going|placed) on hold|on hold|suspend|freeze|hold off (on )?(circulat|offer|any|for now))\b"
)
NEEDS_BEDROOMS = rx(
    r"\b(need|needs|needing|require|requires|requiring|entitled to|eligible for|looking for|want|wants|change(d)? to|increase(d)? to|is now|to be|updated? to|amend(ed)? to|should (be|say)|reduce(d)? to)( now| at least| only| an?| the| up to| minimum)* {n}[ -]?(b\b|bed)"
    r"|\bbedroom (need|entitlement|requirement|size|count)s?\b[^.;]{0,30}\b{n}\b|\bfrom (a )?{n}[ -]?(bed)?\w* to (a )?{n}[ -]?bed"
)
HOUSEHOLD = rx(
    r"\b(baby|twins|babies)( has| have| was| were| is| are)?( been| now)? (arrived|born|here|due)\b|\bgave birth\b|\bgiven birth\b|\bhad (her|the|their|a) (baby|twins)\b|\b(is|she is|now|become) (pregnant|expecting)\b"
    r"|\b(household|family) (composition|make-?up|details|size|has (changed|grown)|changed|is now)\b|\b(son|daughter|partner|mother|child|brother|sister|eldest|youngest)( \w+){0,2} (moved (in|out)|left home|now living|joining|no longer (lives|living|moving|part)|turned 18|turns 18|has turned|will (also|be) mov\w+|needs to be added)\b"
)
OFFICER = rx(
    r"\b(nominating officer|new officer|caseworker|case worker|support worker|key ?worker|idva|new worker|lead professional|point of contact|main contact|advocate)\b[^.;]{0,60}\b(now|from|will be|is|be|taking|changed|change|new|instead|going forward)\b"
    r"|\b(will be|is now|is|becomes|as) (the |her |his |their |our |your )?(new |second |second named )?(nominating officer|officer for|caseworker|case worker|support worker|key ?worker|idva|point of contact|main contact|contact for)\b"
    r"|\b(taking|takes|take|taken|took) over (from me|from|this case|the case|my|as|her case|his case|this|the)\b|\bhand(ed|ing)? (this|the|my|over|her)( \w+){0,3} (over )?to\b|\breplac(e|es|ed|ing) me\b|\b(i am|i will be) leaving\b|\bmy last day\b"
)
OFFICER_MARK = rx(
    r"\b(nominating officer|case ?worker|support worker|key ?worker|idva|take over|taking over|takes over|taken over|leaving|last day|hand\w* over|replac\w+ me)\b"
)
NAMED_LEAD = rx(
    r"\b(new|is the|is our|is now the|as the|as our|our|become the|becomes the|be the|be our) (new |interim |acting )?(named lead|lead contact|reciprocal lead|named contact|reciprocals? (lead|contact)|point of contact for the (reciprocal|pot|scheme))\b"
    r"|\b(named lead|lead contact|reciprocal lead)( \w+){0,4} (is now|has changed|will be|is changing|has left)\b"
    r"|\bno longer (work|works|working|employed|with) (here|at|for|in|with)?\b|\bhas (now )?left (the (organi[sz]ation|council|company|association|team|authority|business)|us)\b"
    r"|\bupdate (our|your) (contact|records|contacts|distribution|mailing)\b|\bplease (use|send|direct|add|remove)( \w+){0,6} (to |from )?(the |our |your )?(distribution|mailing|circulation|contact) list\b|\bsend (all )?(future )?circulars to\b"
)

# Words by which a contact is a partner's own and not the family's officer.
LEADS_CONTACT = rx(
    r"\b(named lead|lead contact|reciprocals? (lead|contact)|named contact|(distribution|mailing|circulation|contact) list|circulars)\b"
)

# --- who writes, and about what -------------------------------------------------------------------------------------

COMPLAINT = rx(
    r"\bformal complaint\b|\b(i|we|client|she|he|they) (wish|wishes|want|wants|would like|intend|am|are|is|need|have) (to )?(make |making |raise |raising |lodge |lodging |submit |register )?(a |an |my |this )?(formal |official )?(complain|complaint|complaining)\b"
    r"|\b(make|making|raise|raising|lodge|lodging|submit|submitting|file|register|escalate) (a|an|my|this|our|as a|the)( formal| official| stage (one|two|1|2))? complaint\b|\bstage (1|one|2|two) complaint\b|\bcomplaint (about|against|regarding|re) (your|the (scheme|service|reciprocal|coordinat\w+|way|handling|team|delay))\b"
    r"|\b(ombudsman|treat|take|consider|log|record) this( \w+)? as a( formal)? complaint\b|\b(complain|complaining) about (your|the (service|way|handling|scheme|delay|coordinat\w+))\b|\bcomplaints (procedure|process|policy)\b"
)
NO_COMPLAINT = rx(r"\b(not|no|never|without)\b[^.;]{0,24}\bcomplain\w*")
TENANT = rx(
    r"\bi am (the|a|one of your|your|an?)( \w+)? tenant\b(?!'s)|\bmy (landlord|housing association) (will not|won't|is not|has not|does not|refuses|refused|said|says|told|keeps|never|has|have|will|cannot|do|did)\b|\bmy (ex|ex-partner|ex-husband|husband|abuser|perpetrator|partner|boyfriend|stalker)\b"
    r"|\bi (need|want|have|would like|am trying|am desperate|must) to (move|be moved|be rehoused|leave|flee|get out|get away)\b|\bi am (a )?(victim|survivor|scared|frightened|terrified|fleeing|not safe|homeless|in danger)\b|\b(me and my|i have \w+|i live with my) (kids|children|child|son|daughter|baby)\b"
    r"|\bmy (kids|children|daughter|son|baby|tenancy|flat|house)\b[^.;]{0,60}\b(safe|scared|school|move|in danger|overcrowded|at risk|landlord|help)\b|\bi live (in|at|with)\b|\bhelp me (move|get|leave|please)\b|\bi (rent|am renting) (from|a)\b|\bhe (knows where i live|hit me|hits me|will kill me|found me|beat me)\b|\bmy (housing|support) (officer|worker) (will not|won't|said|told|says|is not|does not|never|has)\b"
)
PROFESSIONAL = rx(
    r"\b(my|our|the|a) (client|clients|applicant|tenant's|customer|caseload|service user|resident)\b|\bi am (the|her|his|their|a) (\w+ )?(officer|idva|support worker|caseworker|case worker|advocate|social worker|manager|lead)\b"
)
ENQUIRY = rx(
    r"\b(would like to know|wondering|please (could|can) (you )?(advise|tell|let)|please advise|(can|could) you (please )?(let me know|tell|advise|explain|clarify|send|confirm|provide|help|remind|update|resend|give)|how (do|does|long|many|can|would|often)|what (is|are|do|does|happens|would)|where (can|do|is)"
    r"|who (is|are|do|should)|when (will|is|do|can)|which \w+|is (there|it|this)|are (there|you|we)|do (you|we|i)|does (the|this)|can (we|i|the|a|she|he|they|you)|any (update|news|progress)|an update|chasing|following up|query|question)\b"
)

# --- wrappers, danger -----------------------------------------------------------------------------------------------

WRAPPERS = (
    re.compile(
        r"\begress\b[\s\S]{0,400}(open|read|access|view|sign in|decrypt)|(secure|encrypted|protected) (e-?mail|message)[\s\S]{0,200}\begress\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(has sent|sent) you (a|an) (protected|encrypted|secure|confidential)( \w+)? ?(message|e-?mail)|read (the|your|this) (protected|encrypted|secure) message|message encryption by microsoft|office 365 message encryption|learn about messages protected by",
        re.IGNORECASE,
    ),
    re.compile(
        r"mimecast[\s\S]{0,300}(secure message|log ?in|portal|read)|secure messag(e|ing) (portal|service|cent(re|er))[\s\S]{0,200}(log ?in|click|register|view)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(click|tap|use|follow|open|select|log ?in)\b[\s\S]{0,80}(link|button|here|below|attach\w+|portal)?[\s\S]{0,60}to (read|open|view|access|decrypt|retrieve) (the|your|this) (secure|encrypted|protected)? ?(message|e-?mail|content)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(you have (received|a new|been sent) (a|an)? ?(new )?(secure|encrypted|protected|cjsm|voltage|zix|proofpoint|totemo|cisco)|secure e-?mail encryption service|zixmail|securedoc|cjsm (secure )?(message|mail) (is )?waiting)",
        re.IGNORECASE,
    ),
)
SHARED_LINK = re.compile(
    r"(has )?(shared|invited you to (access|view|edit)) (a|an|the)? ?(file|folder|document|item|\"[^\"]{1,100}\"|link)[\s\S]{0,60}(with you|open|sharepoint|onedrive|google|dropbox)|sent you \S+ via wetransfer|files? sent via|reacted to your message",
    re.IGNORECASE,
)
WRAPPER_FILES = re.compile(
    r"(message(_v\d)?\.rpmsg|securedoc.*\.html?|message_zdm\.html|encrypted.*\.html?|secure(d)?[_ -]?message\.html?|smime\.p7m|egress.*\.(html?|switch))$",
    re.IGNORECASE,
)

URGENT = rx(
    r"\b(refuge|emergency accommodation|somewhere( safe)?|safe(ty)? place|place( to stay)?|accommodation)\b[^.;?]{0,30}\b(tonight|today|immediately|now|urgently|this (evening|afternoon))\b"
    r"|\b(flee(ing|s)?|fled|escap(ing|ed|e)|leaving him|run away|ran away)\b[^.;?]{0,30}\b(tonight|today|now|this (evening|morning|afternoon)|last night|right now|immediately|as we speak)\b|\b(tonight|right now|today|currently|is now|now)\b[^.;?]{0,20}\bflee(ing)?\b|\bfleeing now\b"
    r"|\b(unsafe|not safe|no longer safe|cannot (stay|go (back|home)|remain|return))\b[^.;?]{0,40}\b(tonight|today|now|another (night|day)|any longer|this (evening|weekend))\b"
    r"|\b(immediate|imminent|grave|serious) (danger|risk (of (harm|death|serious)|to (life|her life|his life|their lives|safety)))\b|\bin danger\b[^.;?]{0,20}\b(now|tonight|today)\b|\blife (is )?(in|at) (immediate |imminent )?(danger|risk)\b|\bfears? for (her|his|their) (life|lives)\b"
    r"|\b(nowhere|no where|no place)( safe| else)? to (go|stay|sleep)\b[^.;?]{0,20}\b(tonight|today|now)\b|\b(sleeping|slept) (rough|in (her|his|their|the|a) car)\b|\bthreat(s|ened|ening)? to kill\b|\bkill (her|him|them|me)\b|\bperpetrator (has |is )?(found|outside|at the|knows where|being released (today|tonight|tomorrow))\b|\b(is|are|was) (out on bail|released) (today|tonight)\b"
)
