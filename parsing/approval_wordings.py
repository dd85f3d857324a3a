"""How landlords approve, and what takes an approval's certainty away (forms §2.4 AP, CO)."""

# ruff: noqa: E501 - a wording stands on one line, so that it can be searched for and compared

from __future__ import annotations

from parsing.wording import rx

# What stands shortly before an approving word and takes its certainty away.
NOT_SURE_BEFORE = rx(
    r"\b(to be|be|will|would|could|should|shall|may|might|must|hop\w+|hopefully|likely|unlikely|expect\w*|if|once|when|whether|unless|until|till|before|after"
    r"|not|never|cannot|no|nor|neither|nobody|no one|none|need\w*(?! to (move|be moved|be rehoused|leave))|want\w*|seek\w*|sought|request(ing|ed)|await\w*|waiting|pending|you|your|get\w*|obtain\w*|subject to"
    r"|intend\w*|plan\w*|aim\w*|thought|assum\w+|believ\w+|understand|understood|told|wonder\w*|asked|asking|without|almost|nearly|going to|due to|want"
    r"|only|has anyone|did|does|is this|was this|as|says|said|apparently|(?<!was )(?<!been )(?<!were )heard|hear|think|thinks|reckon|suppose|previously|already|had|great|glad|good|lovely|thrilled|thanks? for|grateful)\b[^.;,:?-]{0,24}$"
)

# What inside an approving phrase itself takes its certainty away: «we could approve».
NOT_SURE_INSIDE = rx(
    r"\b(will|would|could|should|may|might|shall|hop\w+|intend\w*|plan\w*|likely|not|never|cannot|no|neither|you|your|please|need\w*(?! panel)|want\w*|almost|nearly)\b"
)

# What stands before «go ahead» and its like: there «you may» gives, and only a negation or a question takes away.
NOT_GIVEN_BEFORE = rx(
    r"\b(not|never|cannot|no|if|once|when|whether|unless|until|before|should we|shall (we|i)|can (we|i|this|it)|could (we|this|it)|would|may (we|i)|want\w*"
    r"|wish\w*|hop\w+|need\w*|ready|able|like|unable|able to)\b[^.;,:?-]{0,24}$"
)

APPROVES_STATED = (  # taken only where NOT_SURE_BEFORE does not stand before it
    r"\bapproved\b(?! (premises|provider|list|supplier|yet))(?! for (?!(this|the|a|her|his|their|circulation|an?|inclusion|nomination|us|all|both)\b))",
    r"\b(i|we|the panel|panel|management|my manager)( can| now| do| am| are| also| both| hereby| formally| fully| therefore| able to| happily| gladly)* approv(e|ing)\b(?! (if|once|when))",
    r"^(yes,? |ok,? |okay,? |- )?approve\b",
    r"\b(?:has|have) (?:now |also |formally )?(?:determined|resolved|decided|elected) to (?:approve|support|agree to|endorse) (?:this|the|her|his|their)(?: \w+)? ?{request}\b",
    r"^(i am writing to confirm( that)?|i can confirm( that)?|this is to confirm( that)?|confirming( that)?) \w+( \w+)? (approves|supports|agrees to|endorses) (this|the|her|his|their)( \w+)? {request}\b",
    r"\b(i|we) (could|would|will|may|might|shall|should|hope to|intend to|plan to|are likely to)( \w+){0,3} (approve|support|agree|nominate|endorse|authorise|back)\b",
    r"^(yes|ok|okay|fine|agreed|happy|good|all)\b[^.]{0,16}\bin principle\b|\bin principle\b[^.;]{0,30}\b(ok|okay|fine|happy|agree\w*|support\w*|approv\w+|yes|content)\b",
    r"\bapproval (is |has been |was )?(hereby |now |also )?(given|granted|confirmed|agreed|obtained|in place)\b",
    r"\b(give|gives|giving|gave|grant|grants|granting|confirm|confirms|confirming|provide|providing|have|has|with|you have) (you )?(my|our|the|full|formal|landlord'?s?|management|panel|written|its|this)( [\w']+){0,3} {yesword}\b",
    r"\b(put|mark|record|count|log|note|treat) (this|it|her|him|them|us|arc\S*)( one| request| case| family)? (down as|down for|as)( a)? (agreed|approved|supported|yes)\b(?!,? (only|if|when|once|until|unless|after|before|provided|as soon|subject))",
    r"(?<=\w )(supports|approves|endorses|agrees to|support|approve|endorse|agree to) (this|the|her|his|their|our) (household|family|tenant|client|lady|applicant|resident)'?s? (being|to be) (put forward|nominated|referred|circulated|included|added|considered|entered|listed|moved|rehoused)\b",
    r"\b(was|is|has been|have been|been|now|it is|this is|that is|were|got) (all |now |formally |unanimously |also )?(agreed|authorised|authorized|endorsed|supported)\b",
    r"^(yes|ok|okay|all|this is|that is|it is)?[ ,:-]*(agreed|supported|authorised|authorized|endorsed)\b(?! (that|about)\b)(?!,? (let us|i will (call|ring|speak)|speak|talk|see you|catch up))(?![^.;]{0,30} to (meet|call|speak|view|visit|discuss|review|revisit|consider|look|check|wait|ask|send|share|pay))",
    r"\b{we}( has| have| had| all| both| also)* agreed\b(?! (that|about)\b)(?![^.;]{0,30} to (meet|call|speak|view|visit|discuss|let|keep|review|revisit|consider|look|check|wait|ask|send|share|pay))",
    r"\b(i|we)( can| now| do| fully| both| all| also| hereby)* agree\b(( to| with)? (this|the (request|move|nomination|referral|application|transfer)|it|that(?! \w)|her move|his move|their move)\b|\s*([,.!;-]|$|and\b|subject to\b|provided\b|as long as\b|on (the )?condition\b))",
    r"\b(request|application|referral|move|nomination|transfer) (is |has been |was |now )?(agreed|supported|authorised|endorsed)\b",
    r"\bpanel\b[^.;?]{0,40}\b(and|who|they|it|has|have) (all |unanimously )?(agreed|approved|supported)( to)? (this|it|the|to the|her|his|their|arc\W?\d)",
    r"^yes\b(?=[^.]*\b(condition|provided|providing|subject to|as long as|in principle|only if|but only)\b)",
    r"\bin (full )?agreement (with|to)\b|\b(we|i) (are|am) in (full )?agreement\b",
    r"\b(i|we)( can| now| do| am| are| also| fully| hereby| formally| both| happily| gladly| strongly| therefore| very much)* (support|endorse|back|authorise|authorize|sanction|supporting|endorsing|backing)\b( (this|it|that)\b(?! (family|tenant|client|lady|woman|man))| (her|his|their|the|this|that)( \w+)? {request}\b)",
    r"\b(i|we)( can| now| do| am| are| also| hereby| formally| both| happily| gladly| therefore)* (consent|nominate|nominating)\b( to)? {this}",
    r"\b{happy} (for|with) ((this|the|our) (household|family|tenant|client|lady|couple|applicant)|{this}|arc\S*|us|you|all)( one)?( {request})? (to {going}|going (ahead|forward|out)|being)\b",
    r"\b(happy|content|fine|ok|okay|good|comfortable) with (this|that|it|the (request|application|referral|move|nomination))( one| request| case| application| referral| move| nomination)?\s*($|[,.;!-]|thanks|thank|from|and)",
    r"\b{happy} to (approve|support|agree|proceed|go ahead|nominate|back|endorse|sign|authorise|authorize|consent|put (this|her|him|them|it|the \w+) forward|progress|take (this|it) forward|give (our|my) {yesword}|accept (this|the) (request|referral|nomination|application))\b",
    r"\b(fine|ok|okay|good|all good|alright|agreeable|happy|yes|content) (by|with|from|for) (us|me|our (side|end|team|point of view)|my (side|end|team))\b",
    r"\b(signed|signing) (this |it |that |the \w+ |this one )?(all )?off\b",
    r"\bsign(ed)?[- ]?off (is |has been |was )?(given|granted|received|obtained|confirmed|agreed)\b",
    r"\bapproval from (us|me|our (side|end)|my (side|end)|the panel|panel|management)\b",
    r"\b(approval|agreement|sign[- ]?off|consent) from (?P<whose>(?!(the )?(family|client|tenant|household|applicant|mum|her|him|them|you|officer)\b)[\w& ]{2,30}?) (is |has been |now )*(confirmed|given|granted|obtained|received|attached)\b",
    r"\b(this|that|it) is (a yes|good to go|all good|ok|okay|fine)( from| by| with)? (us|me|our (side|end)|my (side|end))\b",
    r"^(?:re:? |ref:? |request |case )?arc\W?\d[\d/ -]*[-:, ]*(?:is |are |has been |all )?(?:agreed|supported|authorised|endorsed)\W*$",
    r"\bunanimous\w* in (agreeing|approving|supporting)\b|\bgreen[- ]?(lit|lighted)\b",
    r"\b(pleased to|happy to|can|hereby|we|i) confirm (approval|agreement)\b|\b(am|are) giving (my |our |the |full |formal )?{yesword}\b",
    r"^approve\W*$|(?<!please, )(?<=, )approve\W*$|(?<=: )approve\W*$",
    r"(?<=\w )(approves|supports|agrees to|endorses) ((this|the|her|his|their)( \w+)? ?({request}|one)\b|(this|it)(?=\W*$| (?:subject to|provided|providing|on (?:the )?condition|as long as)\b))|(?<=\w )(approves|agrees)\W*$",
    r"\b{we}\b[^.;,?]{0,40}\bagreed to (support|approve|back|endorse|nominate) (this|the|her|his|their|it)\b",
    r"^(?P<whose>(?:(?!\b(?:i|we|they|you|to|not|cannot|unable|can|could|will|would|do|did|does|please|both|never|no|if|when|once)\b)[\w&' ]){2,30}?) (approve|support|agree to|endorse) (this one|this|it|(the|her|his|their|this)( \w+)? ?{request})\b",
    r"\bdecision( of (?:the|our) \w+(?: \w+)?)? (is|was|has been) to (approve|agree|support)\b",
    r"\b(i|we) (am|are) (fully |very much |completely |wholly )?(in support|in favour|supportive) of ((this|the|her|his|their|our)( \w+)? ?{request}|this one|this|it)\b",
    r"(?<=\w )(approves|supports|agrees to|endorses) arc\W?\d",
    r"\b(our|my|the) (\w+ )?(lead|director|manager|panel|board|head of \w+|team leader)( has| have)? (authorised|authorized|endorsed|supported) (this|the|her|his|their)( \w+)? {request}\b",
    r"^approving (this|it|the \w+)\b|^(i |we )?(am |are )?(very |really )?(happy |pleased |glad |delighted |able )?(to )?(can |also |now )*confirm(ing)? ([\w&-]+(?: [\w&-]+)?'s )(formal |full )*(approval|agreement)\b|^confirming (our |my |the |formal |full )*(approval|agreement)\b",
    r"^(yes |yep |yeah |yup |ok |okay |happy to |please )+approve (this|it|the|her|his|their)( \w+)?\b(?! \?)",
    r"\bwriting (on behalf of [^,.;]{1,40} )?to (approve|support|agree|nominate|confirm (our |my )?(approval|agreement))\b",
    r"^(it is |that is |this is |it has been )?(a |an )?ok (from|by) \w+\W*$",
    r"\b(that is|this is|it is|here is) (an|our|my|the|a formal|formal)( formal| official| full)? {yesword}\b(?! (process|form|panel|letter|list|policy|criteria|number|code|needed|required|team|route|stage|work|plan|officer|worker))",
    r"\b(this|that|it) is (a|a big|a definite|a firm|a clear) yes (from|by) (?P<whose>(?!(the )?(family|client|tenant|household|applicant|mum|her|him|them|you|officer)\b)[\w& ]{2,30}?)(?=\W*$|[,.;]| - | (?:on|for|to)\b)",
    r"^(yes|yep|yeah|ok|okay)( please)? to (this|it|that|the {request})( one)?( from (us|me|our side))?\W*$|\b(agreed|approved|supported) (?:from |on |at |by )?(?:our|my|this) (?:side|end)\b",
    r"\bfull support\b|\b(has|have|with) (our|my) (full )?(support|backing|blessing|approval|agreement)\b",
    r"\b(we|i) (are|am) (on board|supportive)\b",
    r"\b{happy} with arc\W?\d[\d/ -]*(?=\s*($|[,.;!-]|and\b|please|thanks|thank))",
    r"\b(we|panel|and)( have| has| had)?( all| both| now)* agreed to (put (her|him|them|it|this|the (family|household|tenant|client|request)) forward|nominate (her|him|them|this|the \w+))\b",
    r"\b((exceptional |special |social |housing ){0,3}needs )?(panel|board) (has |have )?(agreed|supported|approved) (the|this) {request}\b",
    r"\b(that is|this is|it is) (all )?(agreed|approved|supported) (from|by|with) (us|me|our (side|end)|my (side|end))\b",
)

APPROVES_GIVEN = (  # an order or a giving phrase, taken where NOT_GIVEN_BEFORE does not stand before it
    r"\b(take|treat|accept|consider|regard|count) (this|it|that|this \S+)( \w+){0,2} as( [\w'&]+){0,4} {yesword}\b|^(please )?(consider|count|call) (this|it) (my|our|a|an|the)( \w+)? {yesword}\b",
    r"\byou (can|may) take it (that (we|i) (approve|agree|support)\w*|as (approved|agreed|read))\b",
    r"\byou have (my|our|the)( \w+){0,2} {yesword}\b",
    r"\b(we|i) ((?!\b(not|never|will|would|could|should|may|might|cannot|if|when|once|to|want|need|hope|please|you)\b)[^.;?]){0,60} and (therefore |fully |hereby )?(approve|support|endorse) (this|it|the|her|his|their)\b",
    r"\bno (concerns|issues|objections?|problems)( \w+){0,3} and (we |i )?(fully |hereby |happily )?(approve|support|agree to|endorse) (this|it|the|her|his|their)\b",
    r"\b(i|we) agree that\b[^.;?]{0,60}\band (approve|support|endorse) (this|the|her|his|their) {request}\b",
    r"(^|[,;:-] ?|\bplease |\bso |\bdo |\byou can |\byou may |\bcan now |\byes |\band |\bto )(go ahead|proceed|crack on)\b(?! (with|and) (the |a )?(viewing|book|view|sign))",
    r"^(yes,? |all )?(ok|okay|fine|good|happy) (to (circulate|{going})|for (this|it|her|him|them|this one|the \w+) to {going})\b",
    r"\b(i|we) would be (very |more than |really |only too )?(delighted|pleased|glad|happy) to (approve|support|agree to|endorse) (this|it|the|her|his|their)\b( \w+)?( {request})?\W*$",
    r"\b(i|we) would like to (approve|support|agree to|endorse|nominate) (this|the|her|his|their)( \w+)? {request}\b",
    r"^(we are |i am )?(fully |very |strongly )?supportive of (this|it|the|her|his|their)( one| \w+)?( {request})?\b",
    r"\b(this|it|that) is (fine|ok|okay|good|clear|clear now) to {going}\b",
    r"\bgood to go\b|\bgreen light\b|\bthumbs up\b",
    r"(?<!\d)\+ ?1\b(?! ?\d)",
    r"\b(a|it is|that is|this is)? ?(definite |clear |firm |big |resounding |easy )?yes (from|for) (us|me|our|my)\b",
    r"\bfine (by|with|from) (us|me)\b",
    r"^(yes|yep|yeah),? (i|we) will (support|approve|agree to|back) (this|it|the {request})( one| request| case)?(?=\W*$|[.,;!])",
)

NO_OBJECTION = rx(
    r"\bno hesitation (in|about) (approving|supporting|agreeing to) (this|it|the|her|his|their)\b|\bno objections?\b|\b(do|does|would|will) not (have any objections?|object)\b|\bno (issues?|problems?|concerns?) (with|about|to|from) (this|it|us|me|our|the request|her move|the move|that)\b"
    r"|\bnot opposed to (this|it)\b|\bno (issues?|problems?|concerns?) (at|on|from) (our|my|this) (end|side|part)\b|\bno (issues?|problems?|concerns?) here\b"
)

APPROVES_WEAKLY = (
    r"\b(please |can you |could you |ok to |okay to |now )(circulate|add (it|this|her|him|them|the \w+) to the (list|pot|reciprocal|circular))\b",
    r"^(that is |it is |this is |yes,? |yep,? |yeah,? |all )?(fine|ok|okay|good|great|no problem|sounds good|perfect|sure|yes please)( thanks| thank you| with that)?[ .!,]*$",
    r"\b{client} (is|are) our tenant\b|\bi can confirm\b.{0,60}\b(secure|assured|tenancy|tenant)\b",
    r"^[👍✅\s]+$",
)

ANSWERED_APPROVAL = rx(
    r"\b(do|does|can|will|is|are|has|have) (you|your landlord|the landlord|your organi[sz]ation|the (request|move|referral|application)|this)( \w+){0,3}"
    r" (approve|support|agree|approved|supported|agreed)\b[^?]{0,40}\? ?((?P<no>no|n)|yes|y|approved|agreed)\W*$"
)

# Who else may be glad of the move: none of these approves it.
OTHER_SPEAKER = rx(
    r"\b({client}|you|both parties|the (officer|team leader))\b( \w+){0,3}$|\b(i|we|she|he|they) (was|were|have been|has been|had been) (\w+ )?(approved|agreed|authorised|endorsed)\b"
    r"|\b({client}|you) (is|are|was|were|has|have|do|does|did|can|would|will|really|also|both|all)\b"
)

OWN_SPEAKER = rx(
    r"\b(manager|director|head of \w+|assistant director|panel|board|my boss|management)\b[^.;]{0,30}\b(she|he|they|who)\b"
)

# Whoever has not seen the papers cannot have decided on them.
UNSEEN = rx(
    r"\b(cannot|unable to|could not|not able to|not|never)( \w+)? (open|find|see|seen|read|access|download|got|received|had) (the|your|any|an|a|this)( \w+)? ?(forms?|attachments?|files?|documents?|e-?mails?|referral|paperwork)\b"
)

NOT_FOR_ME = rx(
    r"\bnot (the )?(approver|decision[- ]?maker|signatory)\b|\bnot (the (right|best|correct) (person|one|team|contact)|(authori[sz]ed|allowed|permitted|entitled|qualified|senior enough|high enough up) to(?! (?:add to|take on|give|offer|go any|commit to|let) )|my (place|call|decision))\b|\b(have|has|had|with) no authority\b"
    r"|\bnot (have|got) (the |any )?authority\b|\b(cannot|unable to|not able to) (approve|sign|agree|authorise|decide)( \w+){0,3} (myself|alone|on my own|personally)\b|\b(you|it) (will )?needs? (to (speak|ask|go)|someone else)\b"
    r"|\babove my (pay ?grade|level)\b|\bneither (agree|approve|support)\w* nor\b"
)

DOUBLE_NEGATION = rx(
    r"\b(cannot|not|no|never|do not|can not|hard to)\b[^.;?]{0,40}\b(reason|see why|think why|grounds?)\b[^.;?]{0,30}\b(not|cannot|refuse|decline|reject|object|we would not|should not)\b"
    r"|\bwould not (say no|refuse|object|decline|oppose)\b|\bnot (unhappy|against|averse|unwilling|disagree\w*|reject\w*|declin\w*|refus\w*)\b|\bcannot (say no|refuse|object)\b"
    r"|\b(do not|cannot) (disagree|refuse|decline|reject|oppose)\b|\bno reason (not to|why)\b|\bnothing (against (?!(?:the|this|her|him|them|their|our|you)\b)|to stop)\b|\bnot (been |yet |actually )+(refused|declined|rejected|turned down)\b|\b(would|could) not (go so far as to )?(say|call it)\b|\b(not|never) (normally|usually|generally|often|always) (refuse|decline|reject|say no)\b"
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
    r"\bif you (?:are asking|ask(?:ed)?|were to ask|want(?:ed)? my (?:opinion|view))\b|"
    r"\b(thought|assumed?|believed?|think|pretty sure|sure) (that )?(i|we|he|she|they|this|it|tom)\b[^.;]{0,30}\b(approved|agreed|signed|said yes|confirmed|done|replied)\b"
    r"|\balready (been )?(approved|agreed|signed|said yes|confirmed|replied|responded)\b|\b(approved|agreed|signed off) (this |it |that )?(last|weeks ago|months ago|ages ago|before|previously|back in|in error|by mistake|in (january|february|march|april|may|june|july|august|september|october|november|december))\b"
    r"|\b(understand|hear|(?<!was )(?<!been )(?<!were )heard|told|gather|apparently|believe|says|said|presume)\b(?:(?! so | and (?:i|we) )[^.;]){0,40}\b(approved|agreed|supports?|signed off)\b"
    r"|\b(ignore|disregard|retract|rescind|revoke|recall|take back|scrap|cancel|withdraw) (my|our|the|that|this)( \w+){0,3} (e-?mail|message|approval|agreement|decision|reply|support|consent)\b"
    r"|\bunless (you|i|we) (hear|say|tell|ring|write|let|shout|come)\w*( \w+){0,3}\b|\bi (suppose|guess)\b|\bor rather\b|\b(approved|agreed|supported|yes|ok|okay|fine|happy|good)\b[^.;]{0,20}\b(for now|for the time being|for the moment|as things stand|as it stands|so far)\b|\b(approved|agreed|supported|yes|fine|ok)\b,? or (would|will|could|might|should|was|were|so|at least|not|nearly|rather|as good)\b|\b(approv|agree|support|sign)\w*\b[^.;?!]{0,90}\b((i|we) (now|have since|since|have now) (hear|heard|learn\w*|understand|been told|found|see|seen)|(is|was) not (right|true|so|correct|the case|accurate))\b|\bif (it|she|he|they|this) (was|were) (theirs|ours|mine|one of|our)\b|\bif it (was|were) (me|us|down to (me|us)|my \w+)\b|\b(all but|as good as|more or less|pretty much|practically|virtually|sort of|kind of|near enough|in all but name)\b[^.;]{0,12}\b(approved|agreed|supported|signed|a yes|done)\b|\bif (it|that) (was|were) up to (me|us)\b|(?<!grateful )(?<!appreciate it )(?<!appreciated )(?<!helpful )(?<!great )(?<!good )\bif (i|we) (could|was|were|had)\b|\b(was|were|had been) (going to|happy|content|about to|minded|prepared|willing|inclined)\b|\bsent in error\b|\bwrong (case|one|e-?mail|person|reference)\b|\bby mistake\b|\bchanged (my|our) mind\b|\bpre-?approved\b"
)

OTHERS_AUTHORITY = rx(
    r"\b(hop(e|es|ing) (that )?(the|our|my|her|their) (\w+ )?(landlord|panel|manager|council|director|board|association)|covering for|standing in for|in (his|her|their|\w+'s) absence|not (mine|my decision|for me|my call|my case|my place)|i am (only|just) (the )?(cover|temp|duty|admin)"
    r"|(back|returns) (on )?(monday|tuesday|wednesday|thursday|friday|next week)|run (it|this) (by|past)|check with (my|our|the)|need (my|our|the) [\w ]{0,40} to (confirm|agree|approve|sign)"
    r"|(subject|up) to (my|our) (manager|boss)|not (authorised|authorized) to)\b"
)

# «I've declined the meeting», «we agree the list»: what an office decides every day, and no request.
OBJECT_OF_OFFICE = r"\b(approv|declin|reject|refus|agree|support|endors|authoris)(e|ed|es|ing|d|s)?( to)? (the|a|an|your|their|my|our|his|her|this|that)( \w+)? (meeting|invitation|invite|appointment|call|leave|list|circular|papers?|paperwork|documents?|file|information|e-?mail|message|reply|response|discussion|minutes|agenda|wording|form|forms|policy|claim|invoice|date|time|point|view)s?\b"
# Approvals of something else than the request.
OF_OTHER_THINGS = rx(
    OBJECT_OF_OFFICE + r"|"
    r"\b(?:management|internal|direct|priority|emergency|mutual)(?: \w+)? (?:move|transfer|exchange|let) (?:has been|was|is|has now been|being) (?:agreed|approved)\b|"
    r"\bsupport(ing)? (\w+ )?\w+ (with (?!immediate)|through|in (her|his|their|the|any)|to (?!(move|be|go)\b))|"
    r"\bapproved (leave|absence|premises|by (marac|the court|police|social services|children|mapp?a))\b"
    r"|\b(benefits?|leave|housing moves|dhp|payments?|grants?|universal credit|discretionary|repairs?|adaptations?|school|visa|holiday|budget|funding|marac)\b[^.,;]{0,30}\b(approved|agreed)\b|^agreed (re|about|for|on) (mon|tues|wednes|thurs|fri|the (date|time|meeting))"
)

CONDITION = rx(
    r"\b(subject to|provid(ed|ing)( that)? (she|he|they|the|you|all|we|there|it|that)|(?<!information )(?<!info )(?<!evidence )(?<!details )(?<!documents )(?<!paperwork )(?<!papers )(?<!been )(?<!have )(?<!has )(?<!was )(?<!were )provided(?! by\b)|on (the )?(condition|understanding|basis)|conditional(ly)?|in principle|as long as"
    r"|so long as|proviso|assuming|contingent|dependent (on|upon)|depends on|pending|if and only if|only if|but only|with (a|the|one|some) (condition|caveat)s?|caveat)\b"
)

# «Formal sign-off has to come from our director»: a decision that has not been taken.
STILL_TO_COME = rx(
    r"\b(sign[- ]?off|approval|decision|agreement|go[- ]ahead|say[- ]so|authorisation|answer|yes|word)\b[^.;]{0,30}\b(has|have|needs?|must|will|would|should|is|still|yet)( \w+){0,2} (come|be given|be made|be obtained|rest|rests|lie|lies|sit|sits|go|due|follow)\b[^.;]{0,20}\b(from|with|by|to|through)\b"
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
    r"\b(obliged|grateful|pleased|glad) if (it|this|the request|you) could (now )?(be circulated|circulate)\b",
    r"\bif you (could|can|would) (keep|let|copy|confirm|update)\b[^.;]*",
    r"\b(can|could|would|will) you (please |also )?(copy|cc|include)\b[^.;]*",
    r"\bif (it is |this is |that is )?(urgent|needed|required|necessary|possible|preferred|easier|helpful)\b",
    r"\bplease (contact|speak to|call|ring|e-?mail) \w+( \w+)? (if|should)\b[^.;]*",
    r"\bnot (too|very) (late|long)\b",
    r"\bnot only\b",
    r"\bonly (just )?(catching up|getting (to|round)|seeing|reading|back)\b",
    r"\bclear (rent )?account\b",
    r"\bsupport (worker|officer|plan|agency|needs?)\b",
)

HARMLESS_PHRASE = rx("|".join(f"({each})" for each in HARMLESS))

ACKNOWLEDGES_OWING = rx(
    r"\b(aware|understand\w*|understood|accept\w*|acknowledg\w*|know|knowing|not(e|ed|ing)|happy|agree\w*|recogni[sz]\w*|appreciat\w*|confirm\w*|will|would|shall|that)\b[^.;]{0,50}"
    r"\b(ow(e|es|ing) (one|1|a|the|you|another|back|it|for)|owing (one|a|the)|ow(e|ing)\b\s*$|(one|a) (home|property|unit) (will be |is |would be )?(owed|owing)|(give|return|repay|provide) one (home|property|unit)( to the \w+)? (back|in return)|owed (one|a)|debit\w*|obligation to (give|return|provide|supply|offer)|in (our )?debt|(give|return|repay|provide) (one|a (home|property)|it) (back|in return)|reciprocate)"
    r"|\b(debt|debit|liability|obligation)\b[^.;]{0,40}\b(is|are) (understood|accepted|acknowledged|noted|agreed|recognised)\b"
)

DENIES_OWING = rx(r"\b(not|never|no)\b[^.;]{0,40}\bow(e|es|ing)\b|\b(already|currently) ow(e|ing)\b|\barrears\b")
