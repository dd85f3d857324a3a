"""Asides of which none can turn a decision: when the writer goes, how long the household waits, who is to be told, who helps on.

Data for parsing/accounts.py, as in parsing/harmless_sayings.py: a saying covers exactly its own words. {end} is where a statement
ends, so that nothing hangs on it.
"""

# ruff: noqa: E501 - a saying stands on one line, so that it can be searched for and compared

from __future__ import annotations

# Beside whatever is decided.
OF_THE_WRITER = (
    r"(?:before|while|as) (?:i|we) (?:go|leave|finish|head off|head out|log off|forget|am off|sign off|break up)(?: (?:for|on|off|home|today|tonight|leave|my|the|day|week|weekend|holidays?|christmas|easter|summer|{day}))*{end}",
    r"(?:so |and |just |i |we )*(?:wanted|hoped|was hoping|trying|am trying) to (?:(?:clear|answer|sort|deal with|reply to) (?:this|it|these|you)|(?:come|get) back to you|get (?:this|it|these) (?:done|out|sorted|over to you|off my desk|to you)|turn (?:this|it) round)(?: (?:first|quickly|today|now|sorted|before|out|off|all))*{end}",
    r"if (?:anything|something|any queries)(?: else| urgent)? (?:comes?|crops?|pops?) up(?: (?:while|when|in the meantime) ?(?:i|we)? ?(?:am|are)? ?(?:away|off|out|on leave|not here)?)?,? (?:my colleague |our colleague |my manager )?(?:{name}|my colleague|the team|someone in the team|one of the team)(?: \( *\))? (?:can|will|should|is able to|would|will be able to|should be able to)(?: also)? (?:help|assist|answer|deal with it|pick it up|look after you|sort it)(?: you| out| you out)?{end}",
    r"(?:no|nothing|any|zero|not)(?: (?:rent|real|known|arrears|asb|issues?|concerns?|problems?|complaints?|breaches|debts?|nosps?|or|and|other|else|much|any)){0,5} (?:to speak of|of note|worth mentioning|worth reporting|of concern)(?: (?:on|at|from|with) (?:the|her|his|their|our|this|my)(?: \w+){1,2})?{end}",
    r"(?:there is |i see |i can see |we see |we can see )?(?:nothing|no reason|no bar)(?: (?:at|on|from) (?:her|his|our|my|their|this|that|the) (?:end|side|part))? to (?:stop|prevent|block|hold up|delay|stand in the way of)(?: (?:it|this|her|him|them|the (?:move|request|family)))?{end}",
    r"(?:and |then |but )*(?:it|this|that)(?: then| had| has| must have)* (?:was|been|got|sat)(?: (?:sat|sitting|stuck|buried|lost|gathering dust))* (?:in|under|on|at the bottom of)(?: (?:the|a|an|my|our|someone's|somebody's|wrong|old|shared|other|colleague's|previous|junk|spam|general|team|duty))* (?:inbox|mailbox|folder|tray|in-?tray|pile|desk){end}",
    r"(?:i |we )?(?:have |had )?(?:now |just |only |only just )*(?:picked|picking) (?:this|it|these) (?:up|back up)(?: (?:from|after|this|today|now|again|where|\w+ left off|my|the|leave|inbox|queue|morning|afternoon|{day}))*{end}",
    r"(?:my|our) own (?:da|vawg|asb|safeguarding|domestic abuse|community safety|in-?house)(?: \w+)? (?:lead|team|officer|specialist|adviser|advisor)(?: has| have)? (?:seen|read|looked at|been through|gone through|reviewed)(?: (?:it|this|the|all|file|papers|paperwork|dash|form|report|referral|too|as well|today|through))+{end}",
    r"(?:i|we) (?:write|am writing|are writing) (?:further to|in response to|in reply to|with reference to|with regard to|regarding|following|about|to confirm)(?= )",
    r"(?:in consequence|as a consequence|consequently|by return|in short|all in all|to be honest|if i am honest|as it happens|truth be told)",
    r"before (?:the |my |our |this |next )?(?:audit|year[- ]end|end of (?:the )?(?:week|month|year|day)|weekend|holidays?|half[- ]term|christmas|easter|summer break|inspection|bank holiday|lunch|school run|annual leave|leave){end}",
    r"(?:(?:{who}|our|my|the|her|their)(?: \w+){0,3} (?:says?|said|thinks?|reckons?|agrees?) )?(?:that )?the sooner (?:she|he|they|the \w+|mum|this|it) (?:is|are|gets?|can (?:get|be|move|leave)|moves?|goes|leaves)(?: (?:out|away|safe|gone|moved|somewhere|settled|of there|from there|from him|from here|rehoused))* the better{end}",
    r"(?:it|this|that|she|he|they|the (?:case|family))(?: also| has| had| first)* (?:came|come) up (?:at|in|during) (?:(?:our|the|my|this|last|weekly|monthly|recent|week's|month's|today's|yesterday's|marac|mappa|team|case|risk|multi-agency|professionals|safeguarding) )*(?:meeting|marac|mappa|conference|catch[- ]?up|call|supervision|discussion)(?: (?:as well|too|also|yesterday|today|{day}))*",
    r"(?:of|on) (?:one|the same) (?:mind|page|view|opinion)(?: (?:on|about) (?:it|this|that))?{end}",
    r"(?:with|and|had|have|having|got) (?:no|hardly any|very little|patchy) (?:signal|phone|internet|wi-?fi|e-?mail|laptop|reception|coverage|data|access to (?:my |the )?(?:e-?mails?|systems?|internet))(?: (?:there|at all|all week|for \w+(?: \w+)?))?{end}",
    r"(?:there has |there is |she has |he has |they have |we have |i have )?never (?:been |had |heard |known )?(?:a|any|one)(?: \w+)? (?:cross word|late payment|missed payment|complaint|day's trouble|word of complaint|bit of (?:bother|trouble)|moment's trouble)(?: (?:from|about|against|with|out of) (?:her|him|them|the \w+))?{end}",
    r"(?<=were )both(?= (?:in tears|delighted|thrilled|excited|so|very|really|happy|relieved)\b)|(?<=are )both(?= (?:in tears|delighted|thrilled|excited|so|very|really|happy|relieved)\b)",
    r"so that (?:it|we|i|you|they|the \w+|(?!(?:she|he)\b)\w+) (?:do|does) not (?:get (?:a|any|the) (?:shock|surprise|surprises|fright|wrong idea)|forget(?: about)?(?: it| this)?|lose (?:it|track|sight of it)|miss (?:it|anything)|fall through the cracks|slip through(?: the net)?|get lost|get forgotten){end}",
    r"(?:which |and |also |so )*(?:i|we) have (?:also |already |now |just )*(?:told|informed|advised|notified|updated|warned|briefed|let)(?: (?:the|our|my|her|his|their|both|nominating|housing|support|voids|lettings|income|tenancy|finance|repairs|neighbourhood|line|new|two|all)){1,5} (?:officers?|teams?|workers?|idva|advocate|agency|referrer|colleagues?|manager|department|staff)(?: (?:know|about|of|this|it|by|phone|telephone|e-?mail|letter|verbally|in person|today|yesterday|already|too|as well|this morning|accordingly))*{end}",
    r"(?:look|looks|looked|looking) after|where (?:her|his|their) names? (?:came|has come|comes) up(?: again)?",
    r"(?:and )?(?:frankly |honestly )?(?:nobody|no one|none of us)(?: (?:here|there|in the room|round the table|at the meeting))? (?:can|could) (?:understand|believe|see|work out|credit) (?:why|how) {who} (?:is|was|are|were|has|have)(?: (?:still|there|here|in|that|this|flat|house|property|been|left|waiting|so|long|coped|managed|put|up|with|it|got|through))*{end}",
    r"let (?:me|us) know if there (?:is|are) (?:a|any|some|another) (?:forms?|paperwork|papers?|documents?)(?: (?:i|we|you|else|that))*(?: (?:need|needs|want|have))?(?: (?:me|us))? to (?:sign|fill in|complete|send|return){end}",
    r"it (?:all )?(?:happened|came together|came about|moved|came through)(?: (?:very|so|really|quite|all|quickly|fast|smoothly|in|the|space|of|a|an|few|couple|one|two|three|days?|weeks?|overnight|end))+{end}",
    r"(?:{who} (?:has |have |had )?)?asked (?:me|us) to (?:pass on (?:her|his|their) (?:thanks|love|best|regards|gratitude)|say (?:a big )?thank you|thank)(?: (?:to|you|everyone|everybody|all|for|the|team|who|had|has|a|hand|in|it|this|their|help|helped|your|so|much))*{end}",
    r"(?<=them )both|(?<=us )both|(?<=you )both",
    r"(?:this|it|my (?:reply|answer|e-?mail|response)) (?:should have|was (?:meant|supposed) to have|was (?:meant|supposed) to) (?:gone|go|been sent|be sent|come|reached you)(?: (?:out|off|to you|back))*(?: (?:on|by|last|yesterday|ages ago|days ago|weeks ago|sooner|earlier|before now|{day}|week|month))*{end}",
    r"without (?:any|a|the slightest|so much as a)(?: \w+)? ?(?:difficulty|difficulties|trouble|problems?|issues?|incident|incidents|bother|complaints?|hesitation|fuss)",
    r"(?:it|this|that|which)(?: really| has| just)* (?:kept me (?:awake|up)(?: (?:all|half the) night)?|made me (?:cry|so angry|very sad|shudder)|broke my heart|breaks my heart|haunts me|stayed with me|upset me|shook me|got to me)",
    r"(?:thinks?|thought) the world of (?:her|him|them|the family)|speaks? (?:very )?(?:highly|well) of (?:her|him|them|the family)|(?:i|we)(?: all)? know what (?:he|they|it) (?:is|are) (?:like|capable of)",
    r"(?:i |we )?(?:really |do |always )*hate (?:having to (?:send|write|say|do|give)|sending|writing|giving|saying)(?: (?:this|these|it|them|no|bad|such|news|e-?mails|answers))+{end}",
    r"if (?:anybody|anyone|you|somebody|someone) (?:wants?|would like|needs?|cares?) to (?:see|read|look at|have) (?:it|them|one|a copy){end}",
    r"(?:it is |that is )?(?:the )?least (?:i|we) (?:can|could) do{end}",
    r"(?:i|we) know(?: exactly| only too well| all too well)? (?:what|how) (?:it|that|the|this)(?: \w+)? (?:is|can be|was) like(?: (?:after dark|there|at night|round there|at weekends))*",
    r"(?:so |very |really )*(?:sorry|sad|good|great|lovely) to hear(?: that)? (?:{name}|your \w+|she|he|they)(?:'s| is| are| has been| have been)? (?:off|poorly|unwell|away|ill|not well|better|back|leaving|moving on)(?: (?:sick|again|now|at the moment|soon))*{end}",
    r"(?:please )?(?:give|send) (?:her|him|them|{name}) (?:my|our) (?:love|best|regards|best wishes|thanks)",
    r"nothing (?:at all )?(?:on|in|against|from) (?:the |our |her |his )?(?:asb|systems?|files?|records?|account|police|logs?|crm|case notes|rent)(?: (?:system|side|file|log|account|checks?|records?))*{end}",
    r"(?:i|we) (?:can )?(?:see|note) that(?= (?:the|her|his|their) )|(?:is|are|has been|have been) involved(?: too| as well| already)?{end}",
    r"(?:just )?for your (?:records?|information|info|ledger|files?|spreadsheet|interest|reference|log|figures|returns?){end}",
)
OF_THE_HOUSEHOLD = (
    r"given (?:all|everything|what|how much)(?: that)? {who} (?:has|have) (?:been|gone|come|had)(?: (?:through|to deal with|to cope with|to put up with|to live with))+",
    r"(?:two|three|four|five|six|seven|eight|several|\d+) (?:addresses|homes|schools|moves|incidents|attacks|arrests|call[- ]outs|windows|doors|assaults|reports|visits|refuges|admissions|threats|break[- ]ins) in (?:(?:the|last|past|under|over|as|many|a|an|one|two|three|four|five|six|\d+) )*(?:days?|weeks?|months?|years?){end}",
    r"{who} (?:has|have)(?: all| both| already)? (?:been )?(?:waiting|waited)(?: (?:far|much|way|too|so|very|long|ages|for|enough|\d+|a|an|one|two|three|four|five|six|several|many|years?|months?|weeks?|over|nearly|almost|already|as|it|is|patiently|time|to|be|move|moved|get|out|safe|somewhere|home))+{end}",
    r"(?:{who} |and )?(?:really |clearly |desperately |urgently |just |very much |does |do )*(?:needs?|wants?|deserves?) (?:to (?:get (?:out|away)|move (?:out|away|on)|be (?:out|away|safe|somewhere|moved|settled)|feel safe|start (?:again|afresh|over))|out of there|a (?:fresh|new|safe) (?:start|home|place)|somewhere (?:safe|new)|some (?:stability|peace|help|support)|all the help)(?: (?:out|away|safe|safer|safely|somewhere|fresh|start|moved|of there|from (?:there|here|him|that area|the area|the estate)|as soon as (?:possible|{who} can)|quickly|soon|urgently|asap|and (?:safe|settled)|{who} can get))*{end}",
)
# Beside what a household has answered, or how a viewing went: who is to be told, and what is asked to be found out.
WITH_AN_ANSWER = (
    r"(?:and |{who} )+(?:has|have|had)? ?(?:now |also |since |already |just |duly )*(?:signed|returned|countersigned|completed)(?: (?:and|signed|returned|dated|completed|sent back|handed back|posted back))* (?:the |her |his |their |our |your |an? )(?:(?:offer|acceptance|nomination|letting|pre-tenancy|of|and) )*(?:letter|form|slip|paperwork|papers|acceptance)(?: (?:of (?:offer|acceptance)|today|yesterday|already|too|as well|{day}))*{end}",
    r"{who} (?:has )?(?:asked|asks|wondered|wonders|is asking)(?: me)? (?:whether|if) (?:she|he|they) (?:may|can|could|might be able to) (?!(?:keep|change|refuse|turn|wait|think|say|pull|give|stay|see|view|have)\b)[^.;!?]{1,60}",
    r"(?:(?:the|a|her|his|their) )*(?:welcome pack|pack|paperwork|letter|card|form|copy|(?:tenancy )?agreement)s? (?:has|have|is|are) (?:now |just )?(?:gone|going|been|being)(?: (?:out|in the post|to (?:her|him|them|you)|posted|sent|today|yesterday|by e-?mail))+",
    r"what (?:do|should|must|will|does) (?:we|i|she|he|they|mum) (?:do|need|pay|have to (?:do|pay|bring))\b(?:(?!\b(?:if|unless|with it|about it)\b)[^.;!?]){0,40}\??{end}",
    r"(?:please |can you |could you |would you |kindly |so )+(?:inform|tell|notify|advise|let|thank|update|pass (?:it |this |that )?on to)(?: (?:the|their|our|her|his))?(?: (?:landlord|landlords|housing association|association|council|lettings(?: team)?|housing officer|officer|idva|referrer|nominating officer|provider|{name}|everyone|them|all|partners|team|and))+(?: (?:know|accordingly|please|of|this|that|the|outcome|decision|answer|result|from us|from them|from her))*\??{end}",
    r"{who} could not be (?:happier|more (?:pleased|grateful|excited))|all (?:done|sorted|signed|settled)(?: (?:now|today|here|and dusted|this end|our end))*{end}",
    r"that is(?:,? (?:mum|mother|dad|father|gran|grandma|grandmother|nan|nanny|the|her|his|their|a|one|two|three|four|five|\d+|and|baby|twins|children|child|kids|sons?|daughters?|boys?|girls?|adults?|partner|in total|plus|moved|in|all|so|altogether))+{end}",
)
WITH_AN_APPROVAL = (
    r"(?:and )?(?:(?:i|we|the \w+) )?would be (?:obliged|grateful|pleased|glad) if (?:it|this|the request|you) could (?:now )?(?:be circulated|circulate (?:it|this))(?: (?:now|to|among|amongst|the|other|partner|partners|landlords|all))*{end}",
    r"(?:so |and |there (?:is|will be) )*no (?:arguments?|quibbles?|hesitation|ifs or buts|qualms|resistance|pushback|complaints?)(?: (?:from|on|at|with) (?:us|me|our side|our end|my side|my end|this|here))*{end}",
    r"(?:it is|this is|that is) (?:the|my|our) (?:first|second|third|fourth|fifth|sixth|last)(?: (?:one|case|request|approval))?(?: (?:i|we) have (?:had|done))?(?: so far)? (?:this (?:week|month|year)|today){end}|getting the hang of (?:it|this|these)",
)
WITH_A_DECLINE = (
    r"(?:a|an|the|her|his|their) (?:management|internal|direct|priority|emergency) (?:move|transfer|let)(?: \w+)? (?:has|have|is|was)(?: now| been| already)* (?:agreed|approved|lined up|arranged|offered|accepted)",
)
WITH_A_REFUSAL = (
    r"(?:i|we) (?:would not|could not|cannot|will not) (?:ask|expect|want|push|press|advise|encourage|recommend|make|force)(?: (?:her|him|them|the family))?(?: to)?(?: (?:look|view|see|take|move|live|accept|go|be|there|it|at|this|in|to|again|anywhere|near))*{end}",
    r"(?:has|have|had|needs?) to (?:(?:stop|rest)(?= (?:on|at|every|half|halfway|for|to|and)\b)|sit down|catch \w+ breath)\b",
)
OFFER_GONE = (
    r"(?:the |our |current |outgoing |existing |previous |sitting )*(?:tenants?|occupiers?|residents?|famil(?:y|ies)|household)(?: (?:now|there))? (?:has|have|had) (?:now |since )?(?:changed (?:her|his|their) minds?|decided (?:to stay|not to (?:leave|move|go))|withdrawn (?:her|his|their) notice|asked to stay)(?: about (?:leaving|moving|going))?",
)
WITH_A_NO = (
    r"where (?:her|his|their|the) \w+(?: \w+)? (?:is|are|was|were) (?:treated|seen|looked after|taught|based|registered|cared for|known|settled)",
    r"(?:i|we) (?:know|appreciate|realise|understand|can imagine) how (?:disappointing|upsetting|hard|frustrating|difficult|gutted|disappointed|much) (?:this|it|that|they|she|he)(?: (?:is|will|must|may|are|be|for|them|her|him|the|family|you|all|everyone|mean|means|meant|to))+{end}",
    r"(?:can|could|would|will) you (?:please |kindly |both )*(?:find out|ask(?: (?:her|him|them|the \w+))?|let (?:me|us) know|tell (?:me|us)|chase(?: (?:her|him|them|the \w+))?(?: and ask)?|check(?: with (?:her|him|them|the \w+))?) (?:what|why|where|how)\b[^.;!?]{0,50}\??",
    r"(?:i|we) (?:fully |completely |quite |do |can )*(?:back|support|agree with|understand|respect)(?: (?:her|him|them|that|this|it|the|his|their|on|in|decision|choice|reasons?|feelings?|why))+{end}|(?:i |we )?(?:do not|cannot) blame (?:her|him|them)(?: (?:at all|one bit|to be honest))?{end}",
    r"(?:is|was|are|were|being|have|has|had) (?:the|her|his|their) only (?:thing|person|family|relatives?|support|reason|way|help|friends?|comfort|link|hope|bathroom|bedroom|toilet|school)\b",
    r"according to (?:the |her |his |their )?(?:neighbours?|police|school|gp|doctor|mum|mother|family|children|kids|residents|caretaker|hospital|consultant|health visitor|occupational therapist|ot|social worker|reviews)",
    r"(?:i |we |she |he |they )?would (?:be (?:very |really |so )?grateful for|love|welcome|appreciate|really like|prefer)(?: (?!(?:not|to|another|look|view\w*|chance|second|think|time|same|this|that|it|one)\b)[\w'-]+){1,8}?(?: if (?:anything|one|something)(?: \w+){0,2} (?:comes|came|turns|crops|becomes)(?: (?:up|through|in|along|available))?)?{end}",
    r"(?:please )?keep (?:us|her|him|them|the family|me) (?:on the list|in mind|posted|on|in the pot)(?: (?:please|for|other|others|homes?|future|offers?|anything|else))*{end}",
    r"(?:everything|all|the only (?:ones?|things?|voids?|homes?|flats?)|what)(?: that)? (?:we|i) (?:have|have got|got)(?: got)?(?: (?:coming|back|up|in|available|free|at the moment|right now))* (?:is|are) (?:sheltered|studios?|bedsits?|older person\S*|retirement|over \d+s|spoken for)(?: (?:flats?|homes?|stock|only))*{end}",
    r"(?:i |we )?(?:have |there is )?nothing (?:at all |personal )?against (?:the|this|her|him|them|their)(?: (?:family|lady|household|client|tenant|case|personally|at all))*{end}",
    r"(?:(?:i|we) )?(?:will|shall) keep (?:my|our|an|both) (?:eyes?|ears?|feelers)(?: (?:open|out|peeled|on it|to the ground|for you|for her|for them))*{end}",
    r"(?:(?:i|we|and) )?(?:will|shall|am going to|are going to) (?:keep |try to |continue to )?(?:look|see|search|come back)(?: (?:for|out|if|to|you|with|them|her|him|the family|something|anything|somewhere|another|an alternative|alternatives|a replacement|other|others|one|else|we|can|have|there|is|suitable|similar|instead|property|home|flat|soon|as|possible|this|week|{day}|available|comes|up|offer))*{end}",
    r"(?:i would be |we would be |i am |we are |always |very |more than |only too )*(?:happy|glad|pleased) to (?:talk|speak|discuss|chat|meet|advise|work|liaise|go)(?: (?:to|with|the|her|his|their|about|on|other|housing|options|idva|officer|worker|support|referrer|agency|it|this|them|you|through|over|further|alternatives|ways|forward|possible|applicant|family|and|or|what|else|can|we|do|be|done|help|safety|measures|planning))+{end}",
    r"{who} (?:has|have) (?:thought|been thinking|talked|spoken)(?: (?:about|it|this|things|over|through|a lot|long|hard|and|carefully|with|her|his|their|family|mum|mother|sister|support|worker|me|us))+{end}",
    r"(?:until|before|till) (?:we|those|these|they|the (?:debts?|homes|properties)|some|one|two) (?:have|has|are|is)(?: all)?(?: been)? (?:repaid|paid|given|returned|cleared|settled|reduced|caught up)(?: (?:back|some|something|one|a|an|of|them|those|the|debt|debts|balance|homes?|properties|what|owe|we))*{end}",
)
WITH_A_NO_SHOW = (
    r"(?:have you )?(?:got )?any ideas? (?:what|why|where)\b[^.;!?]{0,40}\??",
    r"(?:and then |and |then )?(?:i|we|our \w+|{name}) (?:gave (?:it|them|her|him) (?:half|an|\d+|twenty|ten|fifteen|thirty|until|a good|a few|another|five|plenty)|waited|hung (?:around|about|on)|stood|stayed|sat)(?: (?!(?:but|if|they|she|he|and)\b)[\w']+){0,10}",
    r"(?:please )?let (?:me|us) know (?:if|whether|when) (?:she|he|they|the \w+|you|your \w+) (?:would like|wants?|wish|wishes|is|are|still)\b(?: [\w']+){0,8}{end}",
    r"(?:until|till)(?: (?:gone|about|nearly|almost|after|half|quarter|twenty|ten|five|past|to|one|two|three|four|six|seven|eight|nine|eleven|twelve|noon|o'clock|am|pm|\d\S*))+{end}",
)
WITH_A_VIEWING = (
    r"seem(?:s|ed) (?:very |really |quite )?(?:pleased|keen|happy|impressed|positive|interested|unsure|quiet)",
    r"(?:i|we) (?:do not|would not) (?:want|like) to speak for (?:her|him|them)|(?:i|we) will leave it(?: there| with (?:her|him|them))?(?: until (?:she|he|they) (?:rings?|calls?|gets? back|comes? back)(?: (?:me|us|to me|to us))?)?{end}",
    r"{who} (?:also )?(?:thought|felt|said|says|thinks|feels)(?: that)?(?= (?:the|it|they|all|both)\b)",
    r"(?:i|we) (?:should|will|hope to|expect to|am hoping to) (?:hear|know more|know|have (?:an|her|his|their) answer)(?: (?:from|her|him|them|back|by|on|at|before|the|end|of|week|weekend|more|then|{day}))*{end}",
    r"(?:i|we|{name})(?: have| had|'ve)? (?:told|asked|reminded|advised) (?:her|him|them|mum|the \w+) to (?:bring|take|have|wear|be|get|pack|ring|let|allow|come|wait|meet)(?: (?!(?:not|if|unless|until|decide|think|refuse|decline|say|it|off|back|elsewhere)\b)[\w']+){1,10}{end}",
    r"{who} (?:has |have |is |are |had )?(?:gone|going|went|wants?|needs?|would like)(?: away| home| off| some time| a few days| a day or two| time| the weekend)* to think(?: (?:about|it|over|things|through|and|talk|speak|to|with|her|his|their|mum|partner|family|sister|children|kids))*{end}",
    r"(?:(?:and |but )?{who} )?(?:will|is going to|are going to|has promised to|have promised to|would like to) (?:give|let|tell|ring|call|come back to|get back to)(?: (?:me|us|you|her|his|their|a|an|the|have|know|with|answer|decision|response|back|on|by|over|after|{day}|soon|weekend|later|first|thing|then|what|think|thinks|they|she|he))+{end}",
    r"(?:so |and |but )*(?:nothing|none of it)(?: is| has been)? (?:decided|settled|agreed)(?: (?:as|yet|so|far|either|way))*{end}",
)
WITH_AN_OFFER = (
    r"(?:address |details )?(?:for|to|seen by|visible to)(?: (?:the|your|her|his|their|our))? (?:nominating officers?|officers?|case ?workers?|support workers?|referrers?|referring (?:officer|agency)|agency|coordinator|co-ordinator|reciprocal team)(?:'s)?(?: (?:eyes|information|info|use|reference))? only(?=\s*(?:[:.,;)-]|$))",
    r"(?:i|we) can (?:do|arrange|offer|set up|book|fit in) (?:(?:a|the|some|accompanied|early|evening|weekend) )*viewings?(?: (?:on|at|in|from|until|most|any|every|all|mornings?|afternoons?|evenings?|weekends?|days?|week|next|this|time|times|and|or|{day}))*{end}",
    r"(?:please |do |just )*(?:ring|call|phone|e-?mail|text|message|contact) (?:me|us|{name}|the office)(?: (?:directly|direct|on|at|or|any ?time|today|tomorrow|{day}|please|to (?:arrange|book|set up|organise|sort)[^.;!?,]{1,40}))*(?=\s*(?:[.,;!)-]|$|and\b))",
    r"(?:i |we )?would (?:happily |gladly |quite like to |love to )?(?:live|move)(?: (?:there|in|into|here|it))+ (?:myself|ourselves)",
    r"(?:and |then )?(?:i|we|{name}|our \w+) will (?:meet|show|take|walk|let|drive)(?: (?:her|him|them|the family|you|round|there|in|with|the|keys|at|property|flat|house|up|on|{day}|over|anytime|any time))+{end}",
    r"(?:please |can you |could you |would you |so |you may want to |best to )+(?:check|make sure|discuss|talk|confirm|run)(?: (?:that|this|it|with|past|through|the|your|her|him|them|client|family|applicant|household|first|is|ok|okay|works|suitable|suits|for|okay for|before|viewing))+\??{end}",
    r"(?:or|otherwise|or else|after (?:that|which|then))(?: (?:i|we|it))? (?:will|shall|would)(?: (?:have|need) to| be)? (?:send|sent|go|goes|going|given|give|return|returned|hand|handed|pass|put|offer|offered|let|advertise|advertised)(?: (?:it|to|back|over|out|the|a|an|our|for|council|nomination|nominations|bidding|transfer|list|next|someone|somebody|else|lettings|general|open|market|on|up|through|choice|based|board|website|family))*{end}",
    r"(?:it|the (?:flat|house|home|property)) is (?:theirs|hers|his|yours|the family's) (?:to view|to take|to have|if)\b(?: (?:they|she|he|you|want|wants|like|likes|would|it|once|when|as soon as|after|the|officer|worker|family|has|have|been|in|touch|contacted|contact|us|me|rung|called|interested|are|is))*{end}",
    r"not often (?:we|i) get (?:one|a|any|many)(?: \w+){0,4}{end}",
)
WITH_A_PAUSE = (
    r"(?:i|we|she|he|they) (?:do|does) not (?:yet )?know (?:yet )?(?:when|how long)\b[^.;!?,]{0,50}",
    r"(?:cannot|is not able to|are not able to|is unable to|is in no (?:state|position|fit state) to|is not (?:up to|well enough to|fit to|in a fit state to)) (?:think|look|view|face|deal|cope|manage|consider|go)\b[^.;!?,]{0,40}",
    r"(?:i|we) (?:will|shall) (?:tell you|let you know|shout|come back|be back|say|e-?mail|ring|write|be in touch|drop you a line)(?: (?:to you|again|when|once|as soon as|she|he|they|we|is|are|ready|able|well|better|up|it|to|go|start|resume|carry on|out|of|hospital|view|look|feels?|in touch|with|an|update|and))*{end}",
)
WITH_AN_END = (
    r"(?:i|we) (?:did not|have not|will not) (?:press|push|ask)(?: (?:her|him|them))?(?: (?:on|about|for|any|the|her|further|reasons?|why|more|it|that))*{end}",
    r"{who} (?:says?|said|tells me|told me|asked me to say)(?: that)?(?= (?:she|he|they) (?:is|are)(?: (?:very|so|really|truly|ever so|extremely|now))* (?:grateful|thankful|safe|settled|sorry)\b)",
    r"(?:is|are)(?: both| all| now)? settling(?!(?: in)? (?:at|into) (?:the |a )?(?:hostel|refuge|hotel))(?: in)?(?: (?:very|really|so|nicely|well|fine|ok))*",
    r"without (?:saying|telling (?:anyone|us|me)|leaving)(?: (?:where|a|an|any|forwarding|address|number|word|note|she|he|they|was|were|going|is|are|to))*{end}",
    r"(?:and )?(?:i|we) (?:fully |completely |quite |do |can )*(?:support|understand|respect)(?: (?:her|him|them|that|this|it|the|his|their|on|in|decision|choice|reasons?|feelings?|why))+{end}",
    r"{who} (?:has|have) (?:thought|been thinking|talked|spoken)(?: (?:about|it|this|things|over|through|a lot|long|hard|and|carefully|with|her|his|their|family|mum|mother|sister|support|worker|me|us))+(?= and (?:has |have )?(?:decided|chosen|concluded))",
    r"(?:please |kindly |and |so )*(?:stop|cease|halt) (?:(?:all|any|further|the|your) )*(?:work|action|searche?s?|searching|matching|activity|enquiries|offers?|viewings?|processing)(?: (?:on|for|with|about|it|this|her|him|them|the|case|request|file|now|immediately|straight|away|family|client|applicant))*",
    r"(?:please |kindly |and )*(?:confirm|let (?:me|us) know|tell (?:me|us)) (?:when|once|that|as soon as) (?:(?:her|his|their|the|all|any|of) )*(?:details|data|information|records?|form|request|file|case|it|this|they|everything)(?: (?:have|has|is|are|been|was|were|all|now))* (?:deleted|removed|destroyed|closed|withdrawn|done|taken down|erased|actioned|stopped)",
)
WITH_AN_OFFICER = (
    r"(?:get|gets|getting|got) on(?: (?:really|very|so|well|brilliantly|great|famously|with|her|him|them|each|other|together))*(?: like a house on fire)?{end}",
    r"you will (?:like|love|get on(?: well)? with|enjoy working with|be in (?:good|safe|excellent|capable) hands(?: with)?)(?: (?:her|him|them))?{end}",
)
OF_A_CORRECTION = (
    r"nothing else (?:has changed|changes|is different|needs (?:changing|to change)|is changing){end}",
    r"^\W*(?:a |an |one |just |small |quick |slight )*(?:correction|update|change|amendment)(?: (?:to|on|for|of))? ?(?:(?:this|the|my|our) (?:one|form|request|case|referral|application))?(?: please)?{end}",
)
OF_A_NAMESAKE = (
    r"(?:the |their |her |his )?(?:date of birth|dob|address|first name|surname|spelling|age|postcode|ni number|middle name)s? (?:is|are|was|were|does not|do not)(?: (?:completely|totally|quite|entirely|very|all))* (?:different|match|tally|the same)",
)
OF_MORE_AREAS = (
    r"(?:had|has|have) (?:not|never) (?:really |ever |even )?(?:thought (?:of|about) (?:it|that|them|there)|considered (?:it|that|them)|been there|heard of it)(?: (?:before|until now|at first))?{end}",
)
