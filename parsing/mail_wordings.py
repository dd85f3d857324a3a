"""How a mail as a whole is told: who writes, in what tone, wrapped in what; what takes it back; danger (R007, R012, R056)."""

# ruff: noqa: E501 - a wording stands on one line, so that it can be searched for and compared

from __future__ import annotations

import re

from parsing.wording import rx

SARCASM = rx(
    r"\b(yeah,? right|oh (great|good|joy|yes)|as if|good luck with that|surprise,? surprise|when hell|over my dead|lol|haha|typical|make my day|another one)\b|🙄|😂|😉|\?!|!\?|\?\?"
)

# The writer takes back or puts off what this or an earlier mail says.
TAKEN_BACK = rx(
    r"\b(ignore|disregard|scrap|recall|retract|forget|bin) (the |my |our |that|this|what|all|any)|\brecall the message\b|\bsent (this |that |it )?(in error|by mistake|too (soon|early))\b|\bin error\b|\bby mistake\b"
    r"|\bhold (fire|on|off|your horses)\b|\bhang on\b|\bwait a (minute|moment|sec\w*)\b|\b(sorry|apologies|actually|oops|correction),? (-|:)?\s?(i |we )?(meant|mean)\b|\b(i|we) mean(t)? (arc|the other|to say)\b|\bi meant\b"
    r"|\bactually,? (no|hold|wait|let|swap|scrap|forget|i need|we need|not)\b|\bscratch that\b|\bswap (those|them|these|the two)\b|\bwrong (team|person|case|tenant|mail|e-?mail|reference|family|thread|one)\b"
    r"|\b(do not|don't|please don't) (circulate|send|act|do anything|action|process|proceed)\b|\bjk\b|\bjust kidding\b|\bnot this (one|case)\b|\bthe other (case|one) i mean\b|\b(was|were) (sent|meant) for\b"
)

# A form letter sent off before anybody filled it in: «[approves / does not approve]*», «delete as appropriate», «[name]».
_YES = r"(?:approv\w*|agree\w*|support\w*|accept\w*|yes|is able|can|is|does|has|will|do|are|have)"
_NO = r"(?:(?:does |do |did |is |are |has |have |can |will |was )?(?:not|cannot)\b|declin\w*|refus\w*|reject\w*|disagree\w*|unable|no)"
NOT_FILLED_IN = re.compile(
    rf"\b(?:delete|strike out|strike through|cross out|circle|tick|choose|select)(?: \w+){{0,2}} (?:as|where|whichever|one|the one|if|what)(?: is| are)?(?: not)? (?:appropriate|applicable|necessary|required|relevant|needed|apply|applies|of)\b"
    rf"|\b{_YES} ?(?:/|\||\bor\b ?/)\s?{_NO}(?!\w)|(?<!\w){_NO} ?[/|] ?{_YES}\b"
    r"|[\[{<](?:insert|enter|add|type|your|name|date|reason|decision|landlord|tenant|ref|reference|delete|select|choose|tbc)\b[^\]}>]{0,60}[\]}>]|\bdd/mm/yy|\bx{2,}/x{2,}",
    re.IGNORECASE,
)

# «Re ARC-12-26», «Further to your request ARC-12-26»: a sentence that says which case the mail is about.
HEADS = re.compile(
    r"\W*(?:(?:hi|hello|dear|hey|morning|afternoon|good (?:morning|afternoon))\b[^,.;]{0,30},? ?)?(?:(?:many |lots of )?(?:thanks|thank you)\b[^.;?]{0,60}|(?:some |very )?(?:good|great|lovely|bad|sad|disappointing|more|further)? ?(?:news|update) (?:on|about|for|re|regarding|from)\b[^.;?]{0,40}|(?:in )?(?:re|ref|reference|our ref|your ref|case|subject|regarding|about|concerning|following|further to|response to|reply to"
    r"|respect of|relation to|with regards? to|with reference to|as regards|on|for|this is|it is|that is|i(?: am|[’']m) (?:writing|e-?mailing)|i write|just (?:on|about|re))\b[^.;?]{0,60}|(?:we|i) (?:have |have now |\w+ )?(?:received|reviewed|considered|discussed|looked at|read|presented|had)\b[^.;?]{0,60})?[A-Z]{2,6}[\s/-]{0,2}\d",
    re.IGNORECASE,
)
# Another case that is only compared or remembered: these stand right before its reference.
COMPARED = (
    r"\b(?:same|similar|identical|compared?|compare|comparable|linked|related|contrary|alongside|together|like|unlike|as|per|under|than|besides|versus|vs|since|before|except|duplicate|instead"
    r"|replaces?|replacing|supersedes?|superseding|remember|recall|see|cf|again|mistaken|confused?|different|apart|did|had|was|were|previous|earlier|last|old|other|another|sister|mother|brother)"
    r"(?: (?:as|to|with|from|for|of|in|on|by|our|the|your|case|request|reference|application|referral|family|household|one|ref|number|under))*"
    r"|\b(?:let|housed|rehoused|placed|used|found|signed|did|done|had|dealt|helped|met|discussed) (?:\w+ ){0,2}?(?:for|with|under|on|in|at)"
)

# Cases beside the one that is named.
OTHER_CASES = rx(
    r"\b(same|ditto|likewise) (for|with|goes|applies)\b|(?<!out to )(?<!round to )(?<!on to )(?<!circulated to )(?<!circulate to )(?<!it to )(?<!this to )\bthe others\b|\bthe (other|second|next|remaining) (one|case|request|referral)s?\b|\ball (of them|three|four|the rest)\b|\bthe rest\b"
)

COMPLAINT = rx(
    r"\bformal complaint\b|\bwish(es)? to complain\b|\b(i|we|client|she|he|they) (wish|wishes|want|wants|would like|intend|am|are|is|need|have) (to )?(make |making |raise |raising |lodge |lodging |submit |register )?(a |an |my |this )?(formal |official )?(complain|complaint|complaining)\b"
    r"|\b(want|like|need|have|please) (this|that|it)( e-?mail| mail| letter)?( to be)? (treated|logged|recorded|taken|dealt with|registered) as (a|an|my|our)( formal| official)? complaint\b|\b(make|making|raise|raising|lodge|lodging|submit|submitting|file|register|escalate) (a|an|my|this|our|as a|the)( formal| official| stage (one|two|1|2))? complaint\b|\bstage (1|one|2|two) complaint\b|\bcomplaint (about|against|regarding|re) (your|the (scheme|service|reciprocal|coordinat\w+|way|handling|team|delay))\b"
    r"|\b(ombudsman|treat|take|consider|log|record) this( \w+)? as a( formal)? complaint\b|\b(complain|complaining) about (your|the (service|way|handling|scheme|delay|coordinat\w+))\b|\bcomplaints (procedure|process|policy)\b"
)

NO_COMPLAINT = rx(r"\b(not|no|never|without)\b(?! (happy|satisfied|acceptable|good|pleased|impressed))[^.;]{0,24}\bcomplain\w*")

TENANT = rx(
    r"\bi am (the|a|one of your|your|an?)( \w+)? tenant\b(?!'s)|\bi am the applicant\b|\bmy (landlord|housing association) (will not|won't|is not|has not|does not|refuses|refused|said|says|told|keeps|never|has|have|will|cannot|do|did)\b|\bmy (ex|ex-partner|ex-husband|husband|abuser|perpetrator|partner|boyfriend|stalker)\b"
    r"|\bi (need|want|have|would like|am trying|am desperate|must) to (move|be moved|be rehoused|leave|flee|get out|get away)\b|\bi am (a )?(victim|survivor|scared|frightened|terrified|fleeing|not safe|homeless|in danger)\b|\b(me and my|i have \w+|i live with my) (kids|children|child|son|daughter|baby)\b"
    r"|\bmy (kids|children|daughter|son|baby|tenancy|flat|house)\b[^.;]{0,60}\b(safe|scared|school|move|in danger|overcrowded|at risk|landlord|help)\b|\bi live (in|at|with)\b|\bhelp me (move|get|leave|please)\b|\bi (rent|am renting) (from|a)\b|\bhe (knows where i live|hit me|hits me|will kill me|found me|beat me)\b|\bmy (housing|support) (officer|worker) (will not|won't|said|told|says|is not|does not|never|has)\b"
)

OWN_TENANT = rx(r"\bi am (the|a) (tenant|applicant)\b(?!'s)")

PROFESSIONAL = rx(
    r"\b(my|our|the|a) (client|clients|applicant|tenant's|customer|caseload|service user|resident)\b|\bi am (the|her|his|their|a) (\w+ )?(officer|idva|support worker|caseworker|case worker|advocate|social worker|manager|lead)\b"
)

ENQUIRY = rx(
    r"\b(would like to know|wondering|please (could|can) (you )?(advise|tell|let)|please advise|(can|could) you (please )?(let me know|tell|advise|explain|clarify|send|confirm|provide|help|remind|update|resend|give)|how (do|does|long|many|can|would|often)|what (is|are|do|does|happens|would)|where (can|do|is)"
    r"|who (is|are|do|should)|when (will|is|do|can)|which \w+|is (there|it|this)|are (there|you|we)|do (you|we|i)|does (the|this)|can (we|i|the|a|she|he|they|you)|any (update|news|progress)|an update|chasing|following up|query|question)\b"
)

WRAPPERS = (
    re.compile(
        r"\b(e-?mail|message) (has been |was |is )?secured (with|by|using) \w{3,20}\b[\s\S]{0,200}\b(click|link|view|read|open)\b"
        r"|\busing \w{3,20} to send you an? (encrypted|secure|protected) (e-?mail|message)",
        re.IGNORECASE,
    ),
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

# The digest of a gateway that holds mails back: its subject, what it offers, and that no person writes so.
QUARANTINE = re.compile(
    r"\bquarantine|\b(messages?|e-?mails?|mail) (is |are |being )?(on hold|held|blocked)\b|\b(held|blocked) (messages?|e-?mails?|mail)\b|\bspam (digest|report|summary|notification)\b",
    re.IGNORECASE,
)
RELEASES = re.compile(r"\brelease\b|\bpermit\b|\ballow sender\b|\bnot (spam|junk)\b", re.IGNORECASE)
GATEWAYS = re.compile(
    r"postmaster@|quarantine\S*@|no-?reply@|noreply|do-?not-?reply|\b(release|permit|block|preview|review)\b\W{1,4}(release|permit|block|preview|deny|allow|request)\b|being held for you|review these messages",
    re.IGNORECASE,
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
    r"|\b(knife|weapon|gun|acid|machete|petrol)\b[^.;?]{0,60}\b(tonight|today|now|outside|this morning|door|turned up)\b|\b(turned up|is|he is|they are|waiting|sat|parked|standing) outside (the|her|his|their|my)( \w+)? (door|flat|home|house|property|block|school|work)\b|\bget (her |him |them )?out (right )?(now|tonight|today)\b"
    r"|\b(at risk of|risk of|in) (serious |significant |grave )?(harm|danger|being killed)\b[^.;?]{0,20}\b(right now|now|tonight|today|immediately)\b|\b(turned|showed|shown) up\b[^.;?]{0,40}\b(tonight|this (morning|evening|afternoon))\b[^.;?]{0,40}\b(threat\w*|knife|weapon|door|kick\w*|bang\w*)\b"
    r"|\b(immediate|imminent|grave|serious) (danger|risk (of (harm|death|serious)|to (life|her life|his life|their lives|safety)))\b|\bin danger\b[^.;?]{0,20}\b(now|tonight|today)\b|\blife (is )?(in|at) (immediate |imminent )?(danger|risk)\b|\bfears? for (her|his|their) (life|lives)\b"
    r"|\b(nowhere|no where|no place)( safe| else)? to (go|stay|sleep)\b|\b(turned|showed|shown|turning) up\b[^.;?]{0,40}\b(tonight|right now)\b|\b(leave|left|get away|run|hide|hiding)\b[^.;?]{0,20}\b(tonight|right now)\b|\b(sleeping|slept) (rough|in (her|his|their|the|a) car)\b|\bthreat(s|ened|ening)? to kill\b|\bkill (her|him|them|me)\b|\bperpetrator (has |is )?(found|outside|at the|knows where|being released (today|tonight|tomorrow))\b|\b(is|are|was) (out on bail|released) (today|tonight)\b"
)
