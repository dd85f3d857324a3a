"""How landlords decline, disown a tenant, wait for their panel or ask for more first (forms §2.4 DE, CO)."""

# ruff: noqa: E501 - a wording stands on one line, so that it can be searched for and compared

from __future__ import annotations

from parsing.wording import rx, wording

# «Refused by panel» is the landlord's word even where the household refused something too.
BY_LANDLORD = rx(
    r"\b(declin|refus|reject|turn)ed (down )?by (the |our )?(panel|management|board|us|my manager)\b"
    r"|\b(panel|management|board|we|i) (have |has |had )?(declin|refus|reject)ed (this|it|the {request})\b|^(declined|rejected) ?(-|,|as\b|because\b)"
)

LANDLORDS_GROUNDS = r"\b(arrears|possession|asb|anti-?social|own stock|cap|threshold|tenan(t|cy)|historic|criteria|panel)\b"

DECLINES = (
    wording(
        "decline",
        r"\b(head of \w+( \w+)?|director|chief exec\w*|lead|managers?|management|panel|board|team leader|council|association)( of \w+( \w+)?)? (has |have |had )?(now |formally |also )?(refused|rejected|turned down|said no to) (this|the {request}|it|her {request}|his {request}|their {request})\b",
    ),
    wording(
        "decline",
        r"\b(panel|board|management|director|manager) (have |has )?(just )?(said|says|voted) no\b(?! (more|to (the|a|your) (meeting|call)))",
    ),
    wording("decline", r"^refused\b.*" + LANDLORDS_GROUNDS),
    wording(
        "decline",
        r"\b(cannot|could not|unable to|not (currently |presently |really |at all )?(able|willing|prepared|happy|content|minded|in a position|going|comfortable|inclined|looking|in favour)( to| with| for| of)?"
        r"|will not|would not|do not|did not|does not|has not|have not|shall not|won't|not be( able to)?|not)\b(?! (need|have|only|just))(?:(?! but | who | which | and (?:i|we) )[^.;:,?]){0,45}?\b(approv(e|ed|ing|al)|support(ed|ing|s)?|agree(d|ing|s)?"
        r"|endors(e|ed|ing)|consent|authori[sz](e|ed)|nominat(e|ing|ed)|sign(ed)? (this|it|that) off|sign off|proceed|progress|put(?:ting)? (?:this|her|him|it|them)(?: one| case)? forward|back (this|it)|go ahead"
        r"|facilitate|commit to|accept (this|the|another|any) ?(more )?(request|referral|nomination|application|case|one|move)?|take (this|another|any more|it)( one| move| on| forward)?|take on (this|another|any (?:more|further|other)|more))\b",
        unless=r"\bnot (only|just)\b|\b{client} (do|does|did|will|would|can|could) ?not\b[^.;]{0,30}\b(accept|agree)|\bno objection",
    ),
    wording("decline", r"\b(declin(e|ed|ing|es)|reject(ed|ing|s|ion)?)\b"),
    wording(
        "decline",
        r"\b(request|application|referral|nomination|approval|case|move|panel|board|management|we|i|manager|it)( \w+){0,3} refus(e|ed|ing)\b|\brefus(ed|ing) (this|the) {request}\b",
    ),
    wording(
        "decline",
        r"\bturn(ed|ing)? (it|this|that|her|him|them|the (request|application|referral|case|nomination)) down\b|\bturned down ((this|the) {request}|arc\W?\d+)\b|\b(request|application|referral|case|nomination|it)( was| has been| is| been| got)+ turned down\b",
    ),
    wording(
        "decline",
        r"^(refused|declined|rejected|turned down) by (the |our |my )?(\w+ ){0,2}(panel|management|board|manager|director|head|chief|landlord|executive|us)\b",
    ),
    wording(
        "decline",
        r"^(unfortunately |sorry |afraid |we |i )*(cannot|unable to|not able to) do (this|it)( one)?\b|\b(decided|decision) (is |was )?against (this|it)\b",
    ),
    wording("decline", r"\b(has been|was|been|is) refused by (the |our )?(panel|management|board|manager|lettings|us)\b"),
    wording("decline", r"\b(will|shall) not be (taking (this|it|her|him|them) (forward|on)|progressing (this|it))\b"),
    wording("decline", r"\bdecision is to (refuse|decline|reject|turn)\b"),
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

ORDER_TO_DECLINE = rx(
    r"\b(please|kindly|can you|could you|to)( \w+)? (accept|approve|agree) or (decline|refuse|reject)\b|\bdecline to (comment|say)\b|\b(hate|sorry|rather not|not want|not like) to (decline|refuse|say no)\b"
)

NOT_DONE = rx(
    r"\b(i|we|nobody|no one) (has |have )(not |never )?(yet )?(actually |formally |ever )?(approved|agreed|signed|supported|authorised|endorsed)\b"
)

THINKS = rx(r"\b(think|believe|unsure|not sure|assume|guess|probably|maybe|might|could be|may not|let me check)\b")

# Grounds on which a landlord refuses a request, never a household a home.
NO_GROUNDS = rx(r"\b(no|not|insufficient|lack of)( \w+){0,2} (evidence|risk|threat|threshold|criteria)\b|" + LANDLORDS_GROUNDS)

# «Declined», said of the household, is the outcome of an offer and not a landlord's word.
HOUSEHOLD_DECLINES = rx(
    r"\b{client}( \S+){0,4} (declin\w+|refus\w+|reject\w+|turn(ed|ing)? (it|this|that|the {home}) down|turned down)\b"
    r"|\b(declin|refus|reject)(ed|es|ing|e) (the|this|that|your|our|her|his|a|their)( \w+){0,3} ({home}|viewing)\b|\bturned down (the|this|that|your|our)( \w+){0,3} {home}\b"
    r"|\b({home}|viewing)\b( \S+){0,4} (declin|refus|reject)ed\b|\bturned down by\b|\b(declin|refus|reject)ed by {client}\b|\brefus(e|es|ed|ing) to (accept|take|view) (the|this|that|your|our|a)\b|\bturned (the|this|that|your)( \w+){0,2} {home} down\b"
)

NOT_OURS = (
    wording(
        "not_ours",
        r"\bnot (actually |currently |in fact )?(a tenant of ours|one of (ours|our)|ours|our (tenants?(?!'s)|propert\w+|stock|resident|customer|address|tenancy|block|home)|a (\w+ )?tenant( of ours)?|with us|known to us)\b",
        unless=r"\bnot (one of )?our (policy|practice|decision|call|intention|preferred)\b|\bif (she|he|they|it) (is|are) not\b",
    ),
    wording(
        "not_ours",
        r"\b(have|has|hold|holds|with|is) no (current |such |live )?(tenancy|tenant|tenancies) (for|under|with|at|by|in|of)\b",
    ),
    wording("not_ours", r"\b{client} (?:is|are) not (?:a )?tenants? of (?:ours|us)\b"),
    wording("not_ours", r"\b(we|i) (are|am) not (the|her|his|their) landlord\b"),
    wording(
        "not_ours",
        r"\bno record of (this|that)(?= (\w+ )?(tenan\w+|household|client|person|family|address|property|applicant|resident|name|customer|lady|couple))|\bno record of (the|her|him|them|a|any|such)\b|\b(cannot|unable to) (find|trace|locate) ((this|the|a|any|that)(?! record of (that|this|it)\b)( \w+){0,3} (tenan\w+|address|household|property|record|system|account)|her|him|them)\b|\bdo(es)? not (hold|have) (a|any) (tenancy|record|tenan\w+)\b",
    ),
    wording("not_ours", r"\bwrong (landlord|association|council|organi[sz]ation|team|housing|provider)\b"),
    wording(
        "not_ours",
        r"\bdo(es)? not (own|manage)( \w+){0,2} (this|that|the|any)( \w+){0,2} (block|property|properties|address|estate|home|stock|building)\b|\bdo(es)? not have (this|that) (block|property|address|estate|home|building)\b"
        r"|\b(stock|block|estate|property) (was|were|has been|been) (transferred|sold) (to|under)\b|\b(block|property|estate|address|home|flat|building|it|this|that)( \w+)? belongs? to (?!us\b)|\b(property|block|address|home|flat|estate) is not ours\b"
        r"|\bdo(es)? not have (a|any) (tenant|resident|customer|household)\b",
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

DECLINE_REASONS = (
    wording(
        "at_cap",
        r"(?<!not )\bat (the )?(cap|limit|maximum)\b|\b(on|at) (three|3) already\b|\balready (on|at) (three|3)\b|\b(already|currently|still) ow(e|ing|es) (three|3|four|4|five|5|too many|enough|several)\b|\b(at|over|reached|hit|exceeded|on) (our|the|their) (cap|limit|maximum|quota)\b|\bow(e|ing) (three|3|too many)\b|\bcapped\b|\b(already|currently|still)\b[^.;]{0,30}\bin debt to the (scheme|pot|reciprocal|pool)\b|\b(already|currently|still) (two|three|four|\d)( homes?| units?| properties| moves?)? (in debt|down|behind|in the red)\b",
    ),
    wording(
        "arrears_or_asb",
        r"\barrears\b|\bpossession (order|proceedings|action|claim)\b|\basb\b|\banti-?social\b|\bnotice (of seeking|seeking|to quit)\b|\bnosp\b|\beviction\b|\binjunction\b|\bbreach(es)? of (her|his|their|the)? ?tenancy\b|\brent account\b|\bnuisance\b",
        unless=r"\bno (rent )?arrears\b",
    ),
    wording(
        "own_stock",
        r"\bown stock\b|\b(within|from|in) our (own )?(stock|homes|properties|portfolio)\b|\b(management|internal|direct|priority|emergency) (move|transfer|let)\b|\b(rehouse|move|transfer|house) (her|him|them|the (family|household|tenant)) (ourselves|internally|in[- ]house|within)\b|\b(sort|resolve|handle|deal with|manage|do|solve)(ed|ing|s|d)? (this|it|that|her move|his move|their move|the move)( one| case)? ourselves\b|\bone of our own (estates?|propert\w+|homes|schemes?|blocks?|flats|houses|voids)\b|\bin[- ]house\b|\bother (means|ways) within\b|\banother of our (own )?(estates?|propert\w+|homes|schemes?|blocks?|flats|houses)\b|\b(to|in) (one of )?our (other|own) (estates?|propert\w+|homes|schemes?|blocks?)\b",
        unless=r"\b(criteria|threshold|policy) for\b",
    ),
    wording(
        "not_our_tenant",
        r"\bnot been (?:our|a) tenant\b|\btenancy (has )?(ended|ceased|terminated|was (ended|terminated)|been (ended|terminated|surrendered))\b|\bno longer (a |our |holds? a )?(tenant|tenancy)\b|\bnot (our|a) (tenant|resident|customer)\b|\bnot one of ours\b|\bformer tenant\b|\bgave up (her|his|their|the) tenancy\b|\bnot (hold|have) (a|any) tenancy\b|\b(ended|surrendered|terminated|relinquished) (her|his|their|the) tenancy\b|\babandoned\b",
    ),
    wording(
        "not_at_risk",
        r"\bnot (?:a|any) (?:remaining|current|ongoing|continuing|live|immediate) (?:risk|threat|danger)\b|\bno (?:remaining|longer any|further|current|ongoing|continuing|more) (?:risk|threat|danger)\b|\b(risk|threat|incident|abuse|danger)( \w+){0,3} (is|was|are|has been|appears?|seems?)( \w+)? (historic\w*|low|standard|reduced|resolved|no longer|not (current|evidenced|immediate))\b|\bhistoric(al)?\b|\bnot (currently |considered |deemed |assessed )*(to be )?at (any |current |immediate |high )?risk\b|\bno (current|ongoing|evidence of|immediate|longer at|identified|known) ?(risk|threat)?\b|\bnot (currently )?(consider|believe|think|accept|feel|agree) (that )?(the |this |our )?(\w+ )?(she|he|they|her|family|tenant|client|household|applicant) ((is|are|to be) )?(currently |presently |still )?at (any )?(current |ongoing )?risk\b|\bno longer at risk\b|\bpolice (have |has )?(closed|no further|nfa)\b",
    ),
    wording(
        "threshold",
        r"\bthreshold\b|\b(not|fails? to) meet (the|our) criteria\b|\bnot enough evidence\b|\binsufficient evidence\b|\black of evidence\b|\bnot (been )?(evidenced|substantiated)\b|\bcriteria\b",
    ),
)

PENDING_PANEL = (
    wording("pending_panel", r"\b(on|for|part of|to) (the |our )?(agenda|list)\b[^.;?]{0,40}\bpanel\b"),
    wording(
        "pending_panel", r"^(it|this|that|this one|the case|the request) is (now |currently |still )?with (the |our )?panel\b"
    ),
    wording(
        "pending_panel",
        r"\b(going|goes|go|gone|take|taken|taking|present(ed|ing)?|heard|discuss(ed|ing)?|consider(ed|ing)?|review(ed|ing)?|listed|scheduled|booked|sent|put|refer(red|ring)?|submit(ted|ting)?|tabled|await(ing|s)?|waiting|up|due)\b[^.;?]{0,60}\bpanel\b",
        unless=r"\b(was|were|has been|had been) (presented|considered|heard|discussed|reviewed|taken|put|tabled)\b|\bunanimous\w*\b|\b(was|been|has|panel (has|have)|were) (agreed|approved|declined|refused|rejected|turned down|supported)\b|\bpanel (agreed|approved|declined|refused|rejected|turned|supported)\b",
    ),
    wording(
        "pending_panel",
        r"\bpanel\b[^.;?]{0,30}\b(is|meets|sits|will|takes place|date|next|on the|on (mon|tues|wednes|thurs|fri)|tomorrow)\b",
        unless=r"\bpanel (is|was|has|have) (\w+ )?(agreed|approved|happy|content|declined|refused|rejected|turned|supportive)\b|\b(agreed|approved|declined|refused|rejected|turned|supported)\b",
    ),
)

DECIDING = r"(decid\w+|approv\w+|agree\w*|consider\w*|decision|assess\w*|sign\w*|support\w*|review\w*|take (this|it)|go to panel|present\w*|progress\w*|commit)"

# «What do you need from us?» is asked of the coordinator.
ASKS_WHAT_IS_NEEDED = rx(
    r"\b(what|which|anything|something)( \w+){0,3} (do|does|would|will|else do)( \w+)? (you|they) (need|require|want)\b|\b(you|they) (need|require) (from|of) (us|me)\b"
)
NEED_INFO = (
    wording(
        "need_info",
        r"\bask (?:the |her |his |their )?(?:\w+ )?(?:officer|worker|idva|referrer|agency|police) (?:for|to (?:send|provide|confirm|clarify|supply)) (?:\w+ ){0,3}?(?:information|info|details?|evidence|risk assessment|police letter|paperwork|reports?|confirmation)\b"
        r"|\bnot enough (?:here|there|on the form|in the form|in it|information here|detail here)\b[^.;]{0,20}\b(?:to|for (?:me|us|our|the|panel))\b",
    ),
    wording(
        "need_info",
        r"\b(send|provide|share|forward|supply|let (me|us) have|have|see|need|require|confirm|clarify|get|sight of|copy of|know)\b[^.;]{0,100}\b(before|so (that )?(i|we|they|(the |our |my )?(panel|manager|team|director)) can|in order to|in order for|to (enable|allow|help) (me|us|a|the)|for (me|us) to)\b[^.;]{0,50}\b"
        + DECIDING,
    ),
    wording(
        "need_info",
        r"\b(send|provide|share|confirm|clarify|have|see|need|get|know)\b[^.;]{0,80}\bbefore (taking|going|making|deciding|approving|agreeing|considering|presenting|signing|committing)\b",
    ),
    wording(
        "need_info",
        r"\b(before|until) (i|we|our panel|panel|my manager|our manager)( can| could| am able to| are able to| is able to)? (make|makes|reach|reaches|come to|take) (a|any|our|my|the)( \w+)? decision\b",
        unless=r"\bgoing to\b.{0,30}\bpanel\b",
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
        r"\b(need|needs|require|requires|requesting|request|could (i|we) have|can (i|we) have|would like|missing|lacking|please (send|provide|supply|share))\b( \w+){0,3} ?\b(more|further|additional|some more|extra|the following|supporting)( \w+){0,2} (information|info|details?|evidence|paperwork|documents?|documentation)\b(?! (leaflets?|sessions?|days?|packs?|events?|sheets?|points?|desk))",
        unless=r"\b(about|on|regarding|of) the {home}\b",
    ),
    wording(
        "need_info",
        r"\b(we|i)( will| would| do| also)* (need|require) (to see|sight of|a copy of|copies of|to have|to know) [^.;]{0,50}\bfirst\b"
        r"|\bcannot (decide|make a decision|reach a decision|consider (this|it)) (without|until|before|as)\b",
    ),
    wording(
        "need_info",
        r"\bbefore (making|i make|we make|reaching|taking|coming to) (a|any|our|my) decision\b[^.;]{0,40}\b(need|require|see|like)\b",
    ),
    wording(
        "need_info",
        r"\b(cannot|unable to|not able to) (make a decision|decide|reach a decision|assess (this|it)) (on|with|from|based on) (what|the (information|info|details?|evidence|papers))\b",
    ),
    wording("need_info", r"\bnot enough (information|info|detail|evidence) (to|for)\b|\binsufficient (information|detail)\b"),
)
