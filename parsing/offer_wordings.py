"""How homes are offered and taken back, and how «nothing from us» is said (forms §2.4 OF)."""

# ruff: noqa: E501 - a wording stands on one line, so that it can be searched for and compared

from __future__ import annotations

from parsing.wording import rx, wording

HOME_WORDS = (
    r"(bed|beds|bedroom|bedrooms|bedsit|studio|flat|maisonette|house|bungalow|property|void|home|unit|vacancy|b\dp|sheltered)"
)

OFFERS = (
    wording(
        "open",
        r"\b(?:find|see|here is|below is|attached is)(?: \w+)? (?:our|an|the|my|a) (?:direct |formal |property |housing )?offer(?: of accommodation)?\b(?! letter)",
    ),
    wording("open", r"\bwould (this|it|that|these) (suit|work|do|be (suitable|of interest|any good))\b|^new void\b|^void:"),
    wording(
        "open",
        r"\b(something|one|a (\w+ )?{home}|a {n}[ -]?bed(room)?( \w+)?)( suitable)?( has| have)?( finally| just| now)* (come|came) (up|back|in|available)\b[^.;]{0,30}\bfor (your|the|this|arc|her|him|them)\b",
    ),
    wording("open", r"^(a |new |our )?(property|direct|housing|formal)? ?offer( for| of|:| -| below)"),
    wording(
        "open",
        r"\b(direct|formal|property|new|home) offer (is |of |for |attached|below|to|from)|\boffer (attached|letter|is attached|details|for arc|below)\b|\b(attached|enclosed|below)\b[^.;]{0,30}\b(our |an |the |a )?(direct |property )?offer\b",
    ),
    wording(
        "open",
        r"\b(we|i|our lettings team|lettings|our voids team)( would like to| wish to| (?:am|are) able to| can| could| (?:am|are) (?:very |really |so )?(?:pleased|happy|delighted|glad) to(?: be able to)?| may be able to| may| might| also| do| now| currently| just| want to)*"
        r" (have|have got|got|offer|put forward|make an offer)\b[^.;?]{0,60}(\b"
        + HOME_WORDS
        + r"\b|\d ?b(ed)?\b|\d ?b ?\d ?p\b)",
        unless=r"\bhave (given|been|to|had|read|seen)\b|\bow(e|es|ing)\b|\b(home|property|one) back\b|\b(only|just) (got |have |had )?(sheltered|studios?|bedsits?|older|general)|\b(have|got) no\b|\bnot have\b|\bhave a (tenant|family|client|household|lady|mum)\b|\bhave (an offer|offered)\b.{0,20}accept",
    ),
    wording(
        "open",
        HOME_WORDS
        + r"\b[^.;?]{0,50}\b(?:which|that) (?:we|i)(?: would like to| wish to| want to| can| are able to| am able to| (?:am|are) (?:very )?(?:pleased|happy|delighted|glad) to| now| also)* (?:offer|put forward)\b(?! (?:advice|support|help|her|him|them) (?:with|on|about|and)\b)",
        unless=r"\bwould have\b|\bif (?:we|it|they)\b|\b(?:not|never|no longer|used to|going to|meant to|hoping to|hoped to)\b",
    ),
    wording(
        "open",
        r"\b(find|see|here are|below are|attached are|sending|sharing)( \w+){0,2} details of (a|our|the|an) {home}\b( \w+)? (for|which|that)\b",
    ),
    wording("open", r"\bis (yours|hers|theirs|his) if\b|^offering (a|an|our|you|the)\b"),
    wording("open", r"\b(possible|potential|good|perfect|suitable|great) match\b|\bmatch for (arc|your|the|this)\b"),
    wording(
        "open",
        r"\b(would|might|could|may|should) (be )?(a )?(suit|suitable|fit|work|good(?! to\b))( \w+){0,2}? (arc\S*|your|the|this|her|them|him|one|for)\b",
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

# A home that is only hoped for, or is gone, is no offer yet.
OFFER_HEDGED = rx(
    r"\boffer\b[^.;?]{0,60}\b(?:once|as soon as|until|till|when|after|if) (?:the |our |its |all |some |that )?(?:works?|repairs?|(?:current|outgoing|previous|sitting|present) tenants?|tenants? (?:leaves?|goes|moves|has|have|is)|keys|void|we|refurb\w*|lift|lease|it is (?:ready|empty|vacant|back|done|finished|available))\b|"
    r"\bneeds? (?:a (?:new|lot|complete|full)|new|work|works|repairs?|major|some work|rewiring|gutting|refurbish\w*)\b|"
    r"\bif (?!(you|they|she|he|it is|this is|that is|interested|of interest|suitable|wanted|needed|your|the (family|client|tenant|applicant|lady|household)|anyone|that|so|not)\b)|\bunless\b|\b{n}[ -]?bed(room)?s? (flats|houses|properties|homes|maisonettes)\b|(?<!live there )(?<!move in )\bmyself\b|\b(i|we) live\b|"
    r"\bnothing yet\b|\b(might|may|should|could|hop(e|es|ing)|hopefully|will|expect\w*|likely|possibly|probably|trying|waiting|if) (to )?(soon |then |also )?(have|get|be getting|receive|free up|see if)\b(?! to\b)|\bnot sure (if |whether )?(we|i|it)\b"
    r"|\b(we|i) had\b(?! (a (void|handback)|the keys|back))|\b(it|that) (is|has|was) (gone|let|taken|been let)\b|\b(it|that|this|which) (is|has been|was) (in use|theirs|hers|spoken for|under offer|signed for|reserved|promised|earmarked|occupied|lived in|sub-?let)\b(?! (for (you|her|him|them|this|arc|the family)|if|to)\b)|(?<!done )(?<!fitted )(?<!replaced )(?<!decorated )(?<!renovated )(?<!refurbished )(?<!painted )(?<!put in )(?<!installed )(?<!modernised )(?<!rewired )(?<!built )(?<!serviced )\blast (year|month|autumn|spring|summer|winter)\b|\bsoon\b"
    r"|\b(she|he|they|tenant|client|family) (is|are|was|has|have|had|currently|lives?|needs?|wants?|requires?)( \w+){0,3} (in|a|an|been offered|looking|overcrowded)\b"
)

# By which a described home is seen to be offered, and by which it is only spoken of.
OFFER_CUE = rx(
    r"\b(available|to offer|offer(ing|ed)? (of|our|a|you|this)|void|if of interest|if (you are |she is |they are |anyone is )?interested|shout|any (good|interest|takers|use)|would (you|she|they|he|your client|the family) like (it|this|to view|to see)|is (yours|theirs|hers)"
    r"|let (me|us) know (by|if)|(are|is|would) (they|she|he|you|your \w+|the \w+)( be)? interested|perfect for|ideal for|good for|suit\w*|confirm (your |her |their )?interest|consider the following|following (home|property)|details (of|below)|keys back|ready to let|if (they|she|he) (want|wants|like|likes) (it|this|one))\b"
)

SIZE_FIRST = rx(
    r"^(a |an |our |rare |lovely |new |large |small |spacious )*(\d|one\b|two\b|three\b|four\b|five\b|studio\b|lower\b|ground\b|first\b|second\b|third\b)[^.;]*£ ?\d"
)

ABOUT_A_HOME = rx(
    r"\b(she|he|they|tenant|client|family|household|applicant) (is|are|was|has|have|had|currently|now|lives?|needs?|wants?|requires?|would)\b(?! (like|be interested|take|want it|view|love|lose))|\b(looking for|is the|what|which|when|still available|(?<!decision )(?<!answer )(?<!reply )(needed|required)|not|i saw|seen on|(her|his|their) current|current (flat|home|property)|homefinder|rightmove|demolish\w*|damp)\b(?! (lift|allowed|far|permitted))"
    r"|\b(declin|refus|approv|accept|agree|reject)\w+\b|\b(or a|and another|and a) (\d|one|two|three|four) ?-?bed"
)

HOME_LABEL = rx(
    r"^(borough|area|location|size|bed(room)?s|property( type| size)?|type|floor|rent|tenure|lift|available( from)?|viewings?|pets|address)( \w+)? ?(:|-|=)"
)

ALSO_OFFERS = rx(r"\b(can|could|will|also|and|to) (also )?offer\b")

OFFER_WITHDRAWN = (
    wording("withdrawn", r"\b{n}[ -]?bed\b[^.;]{0,40}\b(no longer available|been let|withdrawn)\b"),
    wording(
        "withdrawn",
        r"\b{home}( [\w/-]+){0,4} (withdrawn|fallen through|fell through|no longer available|let elsewhere|been let|gone to (someone|another)|been let to|pulled|rescinded)\b",
    ),
    wording(
        "withdrawn",
        r"\b(withdraw|withdrawing|withdrew|withdrawn|pull|pulling|pulled|rescind\w*|retract\w*) (the|this|our|that|my|back the)( \w+){0,2} (offer|property|flat|home|house)\b",
    ),
    wording("withdrawn", r"\b(fell|fallen|falling) through\b"),
    wording(
        "withdrawn",
        r"\b{home}\b[^.;]{0,50}\b(no longer available|not (be )?available any ?(more|longer)|cannot be let|(been|is) (taken|used|let|allocated) (by|for|to|elsewhere)|gone (back )?to (someone|somebody|another|bid))\b",
    ),
    wording(
        "withdrawn",
        r"\b(pulling|pulled|withdrawing|withdrawn) (it|this|that|this one)\b",
        unless=r"\b(request|referral|application|case|consent)\b",
    ),
    wording(
        "withdrawn",
        r"\b(no longer|not) (have|able to offer|in a position to offer|available)( \w+)? (the|this|that) {home}\b|\b(it|this|that|the {home}) is no longer (available|on offer)\b",
    ),
)

NIL_RETURN = (
    wording(
        "nil",
        r"^(?:sorry |unfortunately |afraid )*nothing (?:at |from |on )?(?:this|our|my) (?:end|side)(?: (?:i am afraid|sorry|this (?:week|month|time)|at (?:the moment|present)|either|unfortunately))*\W*$",
    ),
    wording(
        "nil", r"\bno {n}[ -]?bed(room)?s? (voids?|properties|homes|stock|units|flats|houses)\b|\bnil returns? (for|on|from)\b"
    ),
    wording("nil", r"\bnil return\b|\bnil (from|this|for)\b|^nil[ .]*$"),
    wording(
        "nil",
        r"^(sorry |unfortunately |we )*(no|zero) (suitable |available |matching |current )?(stock|voids?|properties|vacancies|homes|units|availability)\b(?! (\w+ )?(is|are|for sale|officers?|managers?|teams?|lists?|meetings?|staff|inspectors?))",
    ),
    wording(
        "nil",
        r"^(sorry,? |unfortunately,? |i am afraid )*(nothing|none) (from|in|at) \w+( this (week|month|time|round))?( i am afraid| sorry| unfortunately)?\W*$|\bnothing (matches|fits|suits)\b",
    ),
    wording(
        "nil",
        r"\b(do|does|have|has) not (got |have |currently have |presently have )+(any|anything)\b( (thing|suitable|available|empty|vacant|voids?|homes?|properties|propert\w+|stock|units?|{n} beds?|\d beds?|beds?|of|in|at|for|coming)\b|[ .]*$)",
    ),
    wording(
        "nil",
        r"\bno {n}[ -]?beds?( \w+){0,2} (coming|available|at|this|right|currently|due)\b|\bonly (have |got )?(studios?|bedsits?|sheltered)\b[^.;]{0,40}\bnothing\b",
    ),
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

# What else may be said of a home that is then no offer: it is another's, or only spoken of.
NOT_OURS_TO_OFFER = rx(
    r"\boffer (?:[\w-]+ ){0,12}?to (?:our|my|another|someone|somebody|its) (?:own )?(?:tenants?|waiting list|transfer list|transfers?|residents?|staff|else|family|household|client|landlord|scheme)\b|"
    r"\b(earmarked|set aside|reserved|promised|allocated|pencilled|under offer|decant|withdrawn|withdraw|withdrawing|no longer|fallen through|gone to|already let|not ready to offer|offer letters?|offers? (of )?(advice|support|help))\b"
)
NOT_A_NIL = rx(
    r"\b(?:not|never)\b[^.;]{0,40}\bnil\b|\bavailability to \w+\b|\bnothing (to add|to say|to contribute|to comment|to show|to hand|to go on|to declare|to do with|to report|against|more|further|else|to lose|wrong|like)\b"
)

# «A 2 bed in … would be ideal» is a wish unless something shows that there is one.
HAS_ONE = rx(
    r"\b(available|coming up|void|keys|our|we|i|offer\w*|let (me|us) know|interest\w*|got|has become|ready|vacant|if (they|she|he) \w+ it|like it)\b|£ ?\d"
)
NIL_DECIDES = rx(r"^nil\W*$|\b(nil return|nothing (suitable|from us|available)|nil (from|this))\b")
