"""How requests are withdrawn and changed, and contacts replaced (forms §2.4 WI)."""

# ruff: noqa: E501 - a wording stands on one line, so that it can be searched for and compared

from __future__ import annotations

from parsing.wording import rx, wording

WITHDRAWALS = (
    wording(
        "withdrawn",
        r"\b(i|we)( am| are| have| will be)( now| therefore| also| just)* (closing|closed|withdrawing|withdrawn|ending|ended|cancelling|cancelled) (this|the|her|his|their|our|my|that)( \w+)? ?(request|file|case|referral|application)\b",
    ),
    wording(
        "withdrawn",
        r"\b(can|may|should|please)( now)? (come|be taken|be removed) (off|from) (the|your|our) (list|circular|pot|scheme|register)\b",
        unless=r"\b(not|once|when|if|until|unless|after|before)\b",
    ),
    wording(
        "withdrawn",
        r"\b(take|taking|taken|remove|removing|removed) (this one|this|the \w+|her|him|them|it|arc\S*|this \w+) (off|from|out of) (the|your|our) (list|pot|scheme|circular|reciprocal|register|books?)\b",
        unless=r"\b(do not|please don't|not to|mailing|distribution|circulation) ",
    ),
    wording(
        "rehoused_elsewhere",
        r"\bmoved (?:in)?to (?:a |an )?(?:private|privately)(?: \w+){0,2}? ?{home}\b",
        unless=r"\b(will|if|might|may|not|until|refuge|temporar\w+)\b",
    ),
    wording(
        "rehoused_elsewhere",
        r"\b(moved|moving) into (a |an )?(private|privately|another|her own|his own|their own|permanent)( \w+){0,3} ?({home}|let|tenancy|accommodation|rented)?\b",
        unless=r"\b(will|if|might|may|not|until|refuge|temporar\w+)\b",
    ),
    wording(
        "rehoused_elsewhere",
        r"\bmoved (to|into) (a |another |her |their )?(new |permanent |different |alternative )?(home|property|flat|house|place) (through|via|by|with)\b|\b(given|offered and accepted|allocated|secured|accepted) (a |another |her |their )?(new |permanent |different )?(home|property|flat|house|tenancy) (through|by|via|with|from) (her|his|their|the|our) (own |current )?(landlord|council|housing association|association|local authority|housing provider)\b",
    ),
    wording(
        "lost_contact",
        r"\b(not|never|no longer) (been )?(respond\w*|answer\w*|engag\w*|return\w*|pick\w* up|repl\w+)\b[^.;]{0,50}\b(close|withdraw|end)\b|\bno (response|reply|answer) (from|to)\b[^.;]{0,60}\b(close|withdraw|end)\b",
    ),
    wording(
        "consent_withdrawn",
        r"\b(withdr(awn|ew|aws|awing|aw)|revok\w+|retract\w*|taken back|removed)( \w+){0,3} consent\b|\bconsent (has been |is |was |has )?(now )?(withdrawn|revoked|retracted)\b|\bno longer (gives?|consents?|agrees? to (share|her|his|us))\b|\bdo(es)? not (want|consent)( \w+){0,4} (details|information|data) (to be )?shared\b|\bno longer consent",
    ),
    wording(
        "rehoused_elsewhere",
        r"\b(has|have|was|were|been|is|are|got|since)( \w+)? (re-?housed|housed|placed)\b|\b(been|was|were|got) moved\b(?! (in|out|back)\b)|\b{client} (has |have )?(now |since |already )?moved (elsewhere|privately|through|via|to another|outside|away|on)\b|\b(offered|accepted|given|had|got|taken)\b[^.;]{0,30}\b(management (move|transfer)|internal transfer|mutual exchange|transfer (within|by|through|from))\b[^.;]{0,30}\b(accepted|taken|done|gone through|no longer needs?|close)\b|\bgave (her|him|them|the \w+) (a|an) (management|internal|direct) (move|transfer|let)\b|\baccepted (a|the|another|an|her|his|their)( \w+){0,2} (management (move|transfer)|transfer|private rent\w*|mutual exchange)\b|\bmanagement (move|transfer) (has |was )?(completed|gone through|done|happened|agreed and)\b",
        unless=r"\b(placed|housed|moved)\b[^.;]{0,30}\b(refuge|temporary|hotel|hostel|b&b|emergency|interim)\b|\b(to be|being|not|needs? to be|be|will be|would be|temporarily|in temporary|into temporary|emergency|can be|cannot be|could be)\b[^.;]{0,12}(re-?housed|housed|placed|moved)|\bmoved to (circulat|the next|panel)",
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
        "rehoused_elsewhere",
        r"\bmoved (to|into) (a |another |her |their )?(new |permanent |different |alternative )?(home|property|flat|house|place) (through|via|by|with)\b|\b(given|offered and accepted|allocated|secured|accepted) (a |another |her |their )?(new |permanent |different )?(home|property|flat|house|tenancy) (through|by|via|with|from) (her|his|their|the|our) (own |current )?(landlord|council|housing association|association|local authority|housing provider)\b",
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
        r"\b(please |can you |could you |we can |you can |i would like to |we would like to |we wish to |i wish to |to |can we |can i |need to |asked (me |us )?to |happy to |so |wants? to |will you )(please )?(close|withdraw|cancel|remove|end|delete|discontinue|take off|take down)( off| down| out)? (this|the|her|his|our|my|it|them|that|arc\S*|him|their|(request|application|referral|case|nomination)(?= arc\W?\d))( \w+)?(?! offer)( {request}| one| file| off| from| from the (list|pot|scheme)| down)?(?= |$|[.,;!?-])",
        unless=r"\b(do not|please don't|not to) (close|withdraw|cancel|remove|end|delete)\b|\b(withdraw|cancel|remove|take|end|close|delete)( \w+)? (the|this|our|my|that|her|it)( \w+)? ?(offer|viewing|approval|appointment|property|flat|house|home|maisonette|studio|bungalow|void|tenancy|account|consent|meeting|call|attachment|name|email|loop|gap|circle|(to|into) (panel|account))|\btake (this|it|that) (to|as|up|forward|on)\b",
    ),
    wording(
        "withdrawn",
        r"\b(gone|going|went|moved|returned|returning) back (to (the (property|address|perpetrator|home)|her (ex|partner|husband|home|flat)|him|his|their)|home|with)\b|\b(decided|wants?|chosen|choosing|would (like|prefer|rather)) (to )?(stay|remain)( put| where| in| at)?\b|\bdecided (not to move|against moving)\b|\bchanged (her|his|their) minds? about moving\b",
    ),
    wording(
        "withdrawn",
        r"\b(request|application|referral|case|arc\S*)( \w+){0,3} (withdrawn|is no longer needed|no longer needed|no longer required|not needed any ?more|can be closed|should be closed)\b|\bno longer (needed|required)\b|\bwithdraw(ing)? (this|the|her|his|our|my) {request}\b",
        unless=r"\b(offer|property|flat|home|house|approval)\b[^.;]{0,30}\bwithdrawn\b",
    ),
)

# Somebody else's move ends no request.
OF_OTHERS = rx(
    r"\b(perp\w*|perpetrator|abuser|ex|ex-(partner|husband|wife)|sister|brother|aunt|uncle|cousin|friend|neighbours?|niece|nephew|other (family|client|tenant|case))\b"
    r"[^.;]{0,25}\b(re-?housed|housed|moved|placed|transferred|accepted|signed|started|viewed|refused)\b"
)

ONLY_CLOSE = rx(r"\b(close|end|discontinue)\b|can be closed|no longer (needed|required)")

ADDS = rx(
    r"\b((willing|happy|open|prepared) to consider|would consider|add|adding|added|include|including|also (now )?consider|now consider|open to|extend to|put(?! (forward|on hold|up|out|off)))\b"
)

REMOVES = rx(
    r"\b(take (?=(\w+ ){1,6}(off|out)\b)|remove|removing|removed|take (off|out)|taking (off|out)|taken off|drop|dropping|delete|exclude|excluding|no longer consider|cross off|strike off|come off|coming off|came off|minus|without)\b"
)

AREA_UNSAFE = rx(
    r"\b(not safe|unsafe|no longer (safe|suitable|an option)|at risk in|avoid|cannot (go|move|live|be) (to|in|housed in)?|not (consider|an option|suitable))\b"
)

PAUSE = rx(
    r"\b(pause|pausing|put (this|it|her|his|them|this one)? ?on hold|(be|go|going|placed) on hold|on hold|suspend|freeze|hold off (on )?(circulat|offer|any|for now))\b"
)

# Plainly asked for: whatever else is said of a hold that ends stays a doubt.
RESUME = rx(
    r"\b(?:please|(?:can|could) (?:you|we) (?:please )?)(?: now)? ?(?:resume|restart|un-?pause)\b|\b(?:(?:are|is) (?:now )?ready|would like|want|wants) to (?:resume|restart)\b"
)

# A closed request is opened again by a person alone, so that this only names what is asked.
REOPEN = rx(r"\b(?:please|can|could|would|like|wants?|asks?|asked|need|needs|to)\b[^.;?!]{0,30}\bre-?open(?:ed)?\b|^re-?open\b")

# The whole of what is said, in answer to our question; whatever more is said is read by a person.
STILL_NEEDED = rx(
    r"^\W*(?:yes\W+)?(?:(?:it|this|(?:the|this|her|his|their) (?:move|request|transfer|home|home move)) is )?still (?:very much |definitely )?(?:needed|required)(?:\W+(?:please|(?:and )?(?:nothing has changed|nothing else has changed|no changes?)))?\W*$"
    r"|^\W*(?:yes\W+)?(?:she|he|they|(?:the|my|our) (?:household|family|client|applicant)) (?:very much |definitely )?still (?:very much |definitely )?(?:needs?|wants?|requires?) (?:the|this|her|his|their|to) move(?:\W+please)?\W*$"
)

NEEDS_BEDROOMS = rx(
    r"\b(need|needs|needing|require|requires|requiring|entitled to|eligible for|looking for|want|wants|change(d)? to|increase(d)? to|is now|to be|updated? to|amend(ed)? to|should (be|say)|reduce(d)? to)( now| at least| only| an?| the| up to| minimum)* {n}[ -]?(b\b|bed)"
    r"|\b(update|amend|change|alter|increase|reduce)\b[^.;,]{0,40}\bto (be )?(a |an )?{n}[ -]?bed|\b(bedroom|bed|bedrooms) (need|entitlement|requirement|size|count)s?\b[^.;]{0,30}\b{n}\b|\bchange the (number of )?bedrooms?( needed)? to {n}\b|\bfrom (a )?{n}[ -]?(bed)?\w* to (a )?{n}[ -]?bed"
    r"|\b(update|amend|change|alter|increase|reduce|correct)\b[^.;,]{0,30}\bbed(room)?s?( (needed|required|need|needs|entitlement|requirement|size|count|number))?( (for|on|of|in|at|her|his|their|the|this|my|our|form|request|application|case|referral|household|family|client|applicant|_+))* from {n} to {n}(?! ?(people|adults|children|persons|years?|\d|bath\w*|person))(?= bed|\b)"
)

# Words by which a need is told as a change, not as what the form has said all along.
NEED_IS_NEW = rx(
    r"\b(now|chang\w+|updat\w+|amend\w*|increas\w+|reduc\w+|instead|gone|went|from|to be|should|no longer|any ?more|form|baby|born|arrived|pregnan\w+|moved|left|joined|need has)\b"
)

HOUSEHOLD = rx(
    r"^household change\b|\b(joined|left|joining|leaving) the household\b|\b(baby|twins|babies)( has| have| was| were| is| are)?( been| now)? (arrived|born|here|due)\b|\bgave birth\b|\bgiven birth\b|\bhad (her|the|their|a) (baby|twins)\b|\b(is|she is|now|become) (pregnant|expecting)\b"
    r"|\b(household|family) (composition|make-?up|details|size|has (changed|grown)|changed|is now)\b|\b(son|daughter|partner|mother|child|brother|sister|eldest|youngest)( \w+){0,2} (moved (in(?! (?:next|nearby|opposite|down|across|round|upstairs|downstairs)\b)|out)|left home|now living|joining|no longer (lives|living|moving|part)|turned 18|turns 18|has turned|will (also|be) mov\w+|needs to be added)\b"
)

OFFICER = rx(
    r"\b(change|update|amend)( \w+){0,2} (nominating officer|caseworker|case worker|support worker|idva)\b[^.;]{0,24}\bto\b|\b(nominating officer|new officer|caseworker|case worker|support worker|key ?worker|idva|new worker|lead professional|point of contact|main contact|advocate)\b[^.;]{0,60}\b(now|from|will be|is|be|taking|changed|change|new|instead|going forward)\b"
    r"|\b(will be|is now|is|becomes|as) (the |her |his |their |our |your )?(new |second |second named )?(nominating officer|officer for|caseworker|case worker|support worker|key ?worker|idva|point of contact|main contact|contact for)\b"
    r"|\b(taking|takes|take|taken|took) over (from me|from|(this|the|her|his|their|my|your) (case|referral|request|application|file|support|role|nominating)\w*|as (the |her |their )?(new )?(nominating|case ?worker|support|idva|key|officer|lead|point|main)\w*|my (cases|caseload)|arc\S*)\b|\bhand(ed|ing)? (this|the|my|over|her)( \w+){0,3} (over )?to\b|\breplac(e|es|ed|ing) me\b|\b(i am|i will be) leaving\b|\bmy last day\b"
)

OFFICER_MARK = rx(
    r"\b(new officer (for|on) (this|the|her|his|their) {request}|nominating officer|case ?worker|support worker|key ?worker|idva|take over|taking over|takes over|taken over|leaving|last day|hand\w*( \w+){0,3} over|replac\w+ me)\b"
)

# «Her support worker is copied in»: spoken of, and no change.
NO_NEW_OFFICER = rx(
    r"\b(officer|worker|idva|advocate|caseworker)s?( \w+)? (is|are|has|have|was|were|will be)( also| now| both| fully| all| just)*( been)? (copied|cc'?d|aware|informed|told|notified|updated|pleased|delighted|relieved|in (the loop|agreement|copy)|supportive|helping|working with|coming|attending|going|meeting|on leave|here)\b"
)

NAMED_LEAD = rx(
    r"\b(new|is the|is our|is now the|as the|as our|our|become the|becomes the|be the|be our) (new |interim |acting )?(named lead|lead contact|reciprocal lead|named contact|reciprocals? (lead|contact)|point of contact for the (reciprocal|pot|scheme))\b"
    r"|\b(named lead|lead contact|reciprocal lead)( \w+){0,4} (is now|has changed|will be|is changing|has left)\b"
    r"|\bno longer (the|our|your|a) (named lead|lead contact|reciprocal lead|contact)\b|\bno longer (work|works|working|employed|with) (here|at|for|in|with)?\b|\bhas (now )?left (the (organi[sz]ation|council|company|association|team|authority|business)|us)\b"
    r"|\bupdate (our|your) (contact|records|contacts|distribution|mailing)\b|\bplease (use|send|direct|add|remove)( \w+){0,6} (to |from )?(the |our |your )?(distribution|mailing|circulation|contact) list\b|\bsend (all )?(future )?circulars to\b"
)

# «I am writing as the named lead»: who writes, and no news for the register.
MYSELF_AS_LEAD = rx(
    r"\b(i am|i|we|writing|write|capacity|role)\b( \w+){0,3} as (the |our )?named lead\b|\bas (the |your |our )?named lead( for [\w& ]{2,30}?)?,? (i|we)\b|\bi am the named lead\b"
)

# Words by which a contact is a partner's own and not the family's officer.
LEADS_CONTACT = rx(
    r"\b(named lead|lead contact|reciprocals? (lead|contact)|named contact|(distribution|mailing|circulation|contact) list|circulars)\b"
)
