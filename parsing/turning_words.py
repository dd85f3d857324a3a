"""What turns a decision from another sentence: words and sayings that take back, put off, limit, doubt, or mean somebody else.

Data for parsing/accounts.py. Beside a decision, in a sentence of its own, any other word is open: whoever takes a decision back
says so by a «not», an «if», a question, an order, or by one of these.
"""

# ruff: noqa: E501 - a saying stands on one line, so that it can be searched for and compared

from __future__ import annotations

import re

from parsing.harmless_words import OPERATORS, TELLING, as_set

TAKING_BACK = as_set(
    "unsend unsent unsay unsaid undo undoes undone undoing reverse reverses reversing reversal u-turn volte-face backtrack backtracks backtracked",
    "backtracking backpedal backpedalling backpedalled renege reneged renounce renounced retracted retracting retraction retracts recalled recalling",
    "recalls rescinded rescinding rescinds revokes revoking revocation repeal repealed annul annulled annuls nullify nullified quash overrule overruled",
    "overrules overrode override overridden overturn overturns veto vetoed vetoes nix nixed axe axed scrapped scrapping scraps scratch scratched bin",
    "binned bins binning delete deleted deletes deleting erase erased shred shredded trash trashed dump dumped ditch ditched discard discarded discount",
    "discounted disregarded disregarding ignored ignores ignoring forgetting kill killed bury torn tear rip ripped wipe wiped amend amended amends",
    "amending amendment correct corrects corrected correcting corrections corrigendum erratum rectify rectified redo redone rewrite rewritten reword",
    "supersede superseded supersedes replace replaced replaces replacing replacement substitute substituted swap swaps swapping outdated obsolete stale",
    "old-news unwound unwind repent regret regrets regretted regretting rue rued rethink rethought rethinking reopen reopened reassess reassessed",
    "reassessing reassessment re-examine re-evaluate relook re-look dropped drops dropping lapse lapses expire expires expiring stand-down",
)
IN_ERROR = as_set(
    "erroneous erroneously erred err errs oops whoops oopsie woops whoopsie doh d'oh ooops argh aargh aaargh crikey damn blast blunder blundered",
    "blunders bungle bungled botch botched goof goofed gaffe slip slip-up slipped typo misprint misread misreading misreads misheard mishear misspoke",
    "misspeak mistyped mistype misfiled misfile misfired misfire misled misleading misinformed misreported misstated misunderstood misunderstand",
    "misunderstanding misunderstands misinterpreted misinterpret misremembered misjudged miscommunication miscounted misplaced mislaid mismatch",
    "mismatched misdirected misaddressed misquoted misrepresented mixing mixes muddling muddles muddling-up confusing confuses confusion conflated conflating crossed",
    "garbled scrambled jumbled tangled befuddled fuddled bamboozled addled incorrect incorrectly inaccurate inaccurately untrue inaccuracy flawed",
    "invalidated accident accidental accidentally inadvertent inadvertently unintended unintentionally unintentional absent-minded absent-mindedly",
    "autopilot auto-pilot autofill autocorrect autosend auto-send template boilerplate copy-paste copied-and-pasted pasted daydreaming brainfart senility senile dozy",
    "dopey dozing half-asleep silly stupid daft fool foolish idiot numpty muppet wally twit clumsy careless carelessly hasty hastily rash rashly haste",
    "fault faulty bungling glitch glitched glitchy hacked hacker spoof spoofed forged forgery imposter impostor impersonated impersonating unauthorised unauthorized",
    "keyboard toddler fat-fingered trigger-happy bad wires gremlins",
)
TOO_SOON = as_set(
    "premature prematurely hasty overhasty early earlier-than ahead jumped jumping jump gun hang hanging pend pended park parked parking shelve shelved",
    "tabled mothball mothballed ice limbo embargo embargoed freeze freezes froze frozen halt halted halts stalled stalling delays delaying",
    "postpones postponement adjourn adjourned adjournment suspend suspension suspending pauses pausing hiatus moratorium defers deferral deferring draft",
    "drafts drafted drafting preliminary interim unfinished incomplete half-finished half-done unready unsigned countersign countersigned countersignature",
    "ratify ratified ratification rubber-stamp rubberstamp stamped seal sealed finalise finalised finalising finalises finalize finalized formality",
    "formalities hurdle hurdles obstacle obstacles barrier barriers roadblock stumbling bottleneck red-tape sit-tight patience watch stay stays stayed",
    "staying remain remains remained remaining standby stand-by sleep mull mulling ponder pondering weigh weighing deliberate deliberating deliberations",
    "unresolved unsettled unanswered open-ended ongoing-review await-ing queue queued backlog tbc tbd tba wip placeholder aspirational indicative",
    "effective deadline expiry",
)
IN_DOUBT = as_set(
    "unclear doubting dubious dubiously questionable sceptical skeptical sceptic wary cautious hedging guesswork guessing guessed guesses speculation",
    "speculate speculating speculative hunch inkling suspect suspects suspected suspicion suspicions suspicious fishy iffy dodgy ropey ropy murky shaky",
    "wobbly wobble wobbled wobbles wobbling waver wavering wavered waver dither dithering dithered torn ambivalent qualms misgivings misgiving niggle",
    "niggles niggling niggly unconvinced unpersuaded unimpressed unproven unverified unconfirmed unchecked untested unsubstantiated unfounded hearsay",
    "gossip grapevine rumours rumoured rumor gut wonder wondered wondering wonders puzzled puzzling perplexed baffled baffling bewildered stumped",
    "queried querying iffy ambiguous ambiguity vague vaguely contradictory contradicts contradict contradicted contradiction conflict conflicts conflicted",
    "conflicting inconsistent discrepancy discrepancies odd oddly strange strangely weird weirdly peculiar curious curiously bothered bothers",
    "bother uncomfortable uneasy unease nervous queasy hypothetical hypothetically theory theoretical theoretically academic",
    "joke joking joked jokes kidding kid-ding pretend pretending pretended prank april-fool sarcasm sarcastic ironic ironically irony jest tongue-in-cheek",
    "dream dreaming pigs sure certain certainty hopeful doubtless arguably fingers",
)
TESTING = as_set(
    "tests testing tested dummy mock mock-up rehearsal dry-run drill trial-run exercise example examples sample samples demo demonstration training-case",
    "fictitious fictional invented imaginary made-up sandbox uat",
)
SOMEBODY_ELSES = as_set(
    "neighbours-case someone-else's namesake namesakes lookalike twin twins relative relatives cousin's sister's brother's mother's aunt's friend's",
    "somebody's someone's else's opposite reversed vice-versa converse inverse unrelated separate separately duplicate duplicated duplicates",
    "twofold alternate alternative alternatives respective instead-of mine yours theirs predecessor predecessor's predecessors outvoted minority dissent",
    "dissented dissenting dissents dissenter impostor colleague's-case elsewhere-case successor proxy behalf-of impersonation",
)
AGAINST = as_set(
    "refusal refusals rejection rejections declining objecting objection objections opposing opposition opponent block blocks blocked blocking bars barred",
    "prevent prevents prevented preventing prohibit prohibited prohibits forbid forbids forbidden forbade ban banned bans disallow disallowed disallows",
    "disapprove disapproved disapproves disapproval disagree disagreed disagrees disagreement dispute disputes disputed disputing contest contested",
    "contests contesting challenge challenged challenges challenging protest protests protested resist resisted resists thumbs-down turn-down deny denied denies denying",
    "appealing complaint complain complained injunction-against resistance hostile unwilling unprepared unable unhappily backfire backfired sabotage sabotaged",
    "impossible unworkable unacceptable unsuitable inappropriate inadmissible unlawful illegal ultra-vires unreasonable overcommitted overstretched",
    "non-starter nonstarter dealbreaker deal-breaker showstopper show-stopper drawback downside stalemate deadlock kibosh scupper scuppered scuppers torpedo torpedoed",
    "derail derailed derails collapse collapsed collapses fail failed fails failing failure fell through falls fall-through unravel unravelled",
)
LIMITING = as_set(
    "maximum max minimum min at-most at-least up-to capped cap caps ceiling quota ration rationed narrow narrowed curtailed curtail reduce reduced reduces",
    "reducing trimmed downsized downsize downsizing one-off one-time short-term short-lived fixed-period trial-period probation probationary stopgap until-then",
    "just mere exclusive sole alone strict strictly specifically rule ruled rules ruling boundary boundaries no-go out-of-bounds off-limits",
    "avoid avoids avoided avoiding steer clear keep-away exempt exempted exemption omit omits omitted omitting leave-out left-out skip skipped skips skipping",
    "waive waived waives waiver forfeit forfeits forfeited relinquish relinquished relinquishes vacate vacating surrender surrenders surrendering",
    "repay repays repaid repayment clear-the clears cleared settle-up deposit undertake undertaking undertakes guarantee guarantees guaranteed guarantor",
    "stipulate stipulated stipulates stipulation stipulations prerequisite precondition preconditions requirement requirements requires mandatory compulsory obligatory terms",
    "clause clauses footnote asterisk small-print fine-print string rider trade-off quid-pro-quo tit-for-tat bargain compromise compromised",
    "prefer preferable preferably preference preferences rather ideally priority-first first firstly initially-only part halfway part-way",
    "west east north south side northern southern eastern western inner outer zone zones council-only",
)
TO_OTHERS = as_set(
    "hmm hmmm hm erm ahem er uh-oh clash clashes clashed clashing verify verified verifies verifying verification validate validated vet vetted vetting scrutinise scrutinised scrutiny audit-ed inspect inspected",
    "crosscheck cross-check double-check doublecheck recheck re-check referred-up escalate escalated escalates escalating sponsor sponsor's",
    "signoff sign-off rubberstamped approver approvers signatories countersigner superior superiors supervisor supervisors boss bosses ceo cabinet",
    "lobbied councillor councillors member-decision members trustees trustee governance committee's legal lawyers lawyer counsel barrister ombudsman tribunal hearing court-date judge",
    "judge's magistrate magistrates auditors auditor regulator consult consulted consults consulting consultation seek seeks seeking sought obtain obtained",
    "obtains obtaining clearance greenlight permit permits permitted permitting deputy-decides decider deciders veto-power say-so final finally ultimate",
    "proposal propose proposes proposed proposing suggestion suggest suggests suggested suggesting recommend recommends recommended recommending",
    "recommendation recommendations advise advises advised advising lobbying persuade persuaded persuading persuades convince convinced convincing",
)
NO_MORE_WANTED = as_set(
    "vanished disappeared missing absconded fled relocated relocate relocates relocating emigrate emigrates emigrating migrated bereaved deceased passed-away funeral",
    "imprisoned jailed prison remanded sectioned hospitalised reconcile reconciles reconciling reconciliation reunited reunite divorce-off remarry inherited-home mortgage",
    "purchase purchased bought-home buying buys housebound unwanted moot pointless redundant superfluous unnecessary needless academic-now unneeded",
    "resolved resolves resolving sorted solved settles blew-over squared mooted homeless-no-more rehouse rehousing rehouses transfer transfers transferring",
    "let lets letting relet re-let allocated allocate allocates sold sells selling",
)
TURNING_FIELD = (
    TAKING_BACK | IN_ERROR | TOO_SOON | IN_DOUBT | TESTING | SOMEBODY_ELSES | AGAINST | LIMITING | TO_OTHERS | NO_MORE_WANTED
)

# Colloquial sayings that turn, in words of which each alone is harmless.
SAYINGS = (
    r"(?:spoke|spoken|speaking|wrote|acted|answered|replied|clicked|sent|fired|went) (?:\w+ )?(?:too|so) (?:soon|fast|quick\w*|early|hasty)",
    r"(?:got|gotten|getting|get|am|was|were|have|had) (?:\w+ )?(?:ahead of|before) (?:my|our)sel(?:f|ves)",
    r"(?:my|our|that is my|all my) (?:bad|error|mistake|fault|goof)",
    r"(?:got|had|have|getting) (?:my|our|the) (?:wires|lines|names|files|cases|families|papers|dates|facts|people|ladies|mails|threads|tabs|windows)",
    r"(?:pressed|hit|clicked|pushed|tapped|touched|caught|leant on|lent on|brushed) (?:\w+ )?(?:send|reply|approve|enter|button|the button|the key|return)",
    r"(?:finger|thumb|hand|elbow|cat|mouse|phone|pocket|laptop|keyboard|baby|son|daughter|kid)\w* (?:\w+ ){0,2}(?:send|sent|button|keys?|keyboard|typed|replied|answered)",
    r"hang(?:ing)? (?:fire|on|about)|hold(?:ing)? (?:fire|your horses|the front page|off|back)|whoa|woah|easy tiger|rewind|as you were|back to square one|back to the drawing board",
    r"(?:pull|pulled|pulling|put|slam|slammed|hit) (?:\w+ ){0,2}(?:the |on )*(?:plug|brakes?|rug|kibosh|stops?)|on (?:the )?(?:back burner|hold|ice|pause|shelf)",
    r"(?:went|go|goes|going|gone|got|get|have|having|had|took|take) (?:\w+ )?(?:cold feet|second thoughts|a wobble|a rethink|another think)|cold feet|second thoughts|u turn|about[- ]turn|about[- ]face|change of (?:heart|mind|plan|tack)",
    r"(?:on|upon|with|after) (?:\w+ )?(?:reflection|hindsight|sober reflection|closer (?:look|reading|inspection))|in hindsight|come to think of it|thinking about it",
    r"(?:in|from|with) (?:another|a different|the wrong|a previous|an old|an earlier|last year's) (?:thread|chain|mail|e-?mail|window|tab|file|folder|life)",
    r"(?:an?|the|that|my|this) (?:old|earlier|previous|first|wrong|stale|standard|stock|canned) (?:answer|reply|version|draft|text|mail|message|e-?mail|template|note|line)",
    r"(?:was|am|were|are|been) (?:\w+ )?(?:looking at|reading|thinking of|thinking about|talking about|on about|referring to|answering|replying to|writing about)",
    r"(?:not|n't|never) (?:\w+ ){0,3}(?:mean|meant|final|official|gospel|set in stone|a done deal|over|there yet)",
    r"(?:wrong|other) (?:end|way|foot|side|tree|person|number|chap|lady)|barking up|round the wrong way|upside down|back to front|the other way (?:round|around|about)",
    r"(?:pinch|grain) of salt|wishful thinking|off the record|between (?:you and me|us|ourselves|these four walls)|in confidence|unofficial\w*|for your ears|mum is the word|informal\w*",
    r"in (?:theory|spirit|principle|essence|part|jest|draft|outline|name only|limbo|doubt|question|dispute)|on paper|so to speak|sort of|kind of|up to a point|more or less|as it were|give or take|at a (?:push|pinch|stretch)|for what it is worth|as far as (?:i|we) (?:\w+)",
    r"(?:as|like) (?:a )?(?:joke|test|draft|formality|courtesy|stopgap|placeholder|trial|experiment|pilot|one[- ]off|exception|favour|example)",
    r"(?:a|the|one|some|small|little|big|slight|tiny|few) (?:hitch|snag|catch|wrinkle|hiccup|problem|issue|spanner|fly|thing|matter|detail|details|hurdle|string|sticking point)\b",
    r"(?:watch|keep) (?:this space|your powder dry)|wait and see|time will tell|we (?:shall|will) see|remains? to be seen|fingers crossed|touch wood|god willing|all being well|weather permitting|deo volente|inshallah",
    r"(?:above|below|outside|beyond|over|past) (?:my|our|his|her) (?:pay ?grade|remit|level|head|station|powers?|authority)|(?:has|have|having|gets?|wants?) (?:the )?(?:final|last|casting) (?:say|word|vote)|the buck stops|his call|her call|their call",
    r"(?:run|runs|ran|running|put|puts|bounce|float|take|took|taking|go|goes|going|went|pass|send|sits?|sitting|rests?|lies|is|now) (?:it |this |that |these |the \w+ |her |him |them )?(?:past|by|up|upstairs|before|with|to|under|in front of) (?:the )?(?:\w+ )?(?:board|panel|committee|director|boss|manager|head|chief|legal|cabinet|members|lawyers?|solicitors?|exec\w*)",
    r"(?:nothing|none|neither|no one|nobody)\b|by (?:accident|mistake|error)|in (?:error|haste|a rush|a hurry|a muddle|a mess|two minds)|at purposes|crossed (?:wires|lines|purposes|in the post)|lost in translation",
    r"(?:cart|horse) before|chickens|too good to be true|pie in the sky|up in the air|out of (?:the )?(?:window|question|date|scope|time|order|my hands|our hands)|off the (?:table|cards|menu|list)|dead in the water|back on the market|bets are off|game over|curtains|null and void|no dice|no can do|no deal|no go",
    r"as if\b|yeah,? right|my foot|my eye|pull the other one|and pigs|oh (?:joy|great|sure|please)|whatever (?:you|they) say|if you (?:say|insist)|lucky us|like we have a choice",
    r"(?:same|ditto|likewise|as well|too) (?:for|goes|applies|with)|(?:her|his|their|the) (?:sister|brother|cousin|mother|neighbour|friend|other half|twin|flatmate|lodger)(?:'s)? (?:case|request|application|referral|form|file|one)\b",
    r"(?:the|that|this) (?:one|lady|man|person) (?:in|from|at|on|with|who|next|opposite|upstairs|downstairs)\b|different (?:kettle|story|animal|person)",
    r"(?:for|over|during|within|in|after|from) (?:the )?(?:next |first |last |coming |another )?(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple of|several|half) ?[- ]?(?:days?|weeks?|months?|years?|nights?)\b",
    r"(?:as of|as from|from|with effect from|effective) (?:\w+day|\d|next|april|january|february|march|may|june|july|august|september|october|november|december|tomorrow|the new|then)",
    r"(?:deal|bets?|everything|whole thing|case|move|request|approval|all) (?:is|are|goes|went|was) (?:out|off|over|gone|void|up in|away|dead|finished|done for|history|toast)\b",
    r"(?:stays?|stayed|remains?|remained) (?:with|in|behind|put|at|on|where)\b|ship has sailed|horse has bolted|(?:turns?|turned) out\b|passed (?:away|on)\b|at (?:the )?(?:very )?(?:most|least)\b|(?:has|have|had|got) to\b|(?:your|his|her|their|my) call\b|lucky (?:us|me|you)|no (?:joy|luck|use)\b",
    r"(?:told|tells?|telling|says?|said|saying|heard|hearing|hears?|reads?|rang|called|phoned|wrote) (?:me |us |you )?(?:otherwise|differently|different|the opposite|otherwise|to say (?:no|stop|wait)|back to say)",
    r"(?:has|have|had|got) (?:just )?(?:come|came|popped|cropped|turned|shown|flagged) (?:up|to light|out of the woodwork|back to bite)|come to light|came to light|new information|fresh information|developments?",
    r"(?:still|yet|only) (?:a |an |the |in |on |at |with |to )*(?:draft|outstanding|go|stage|stages|infancy|do|happen|come|desk|in-?tray|inbox|pile)",
    r"(?:copied|cut|pasted) (?:and \w+ )?(?:\w+ ){0,3}from|(?:muddled|mixed|confused|swapped|got|crossed) (?:\w+ ){0,2}(?:two|both|three|names|up)\b|(?:relocated|moved) (?:back )?(?:to|away|abroad|out|in with)\b",
    r"(?:lawyers?|solicitors?|auditors?|legal(?: team)?|board|director|boss) (?:is|are|were|was|has|have|will|would|wants?|needs?|may|might|must)\b|board (?:agrees|approves|decides)|puzzles?\b",
    r"(?:just|since|now|only) (?:been )?(?:flagged|spotted|noticed|realised|realized|told|heard|learnt|learned|discovered|clocked|remembered|twigged)",
    r"(?:still |back |both |all )?(?:at|in) (?:the|a|her|his|their) (?:hostel|refuge|hotel|b&b|temporary accommodation|old (?:flat|house|home|place))",
    r"(?:her|his|their) (?:brother|sister|mother|mum|father|dad|partner|husband|wife|ex|son|daughter|cousin|aunt|uncle|lodger|friend)(?: \w+){0,3} (?:the|our) (?:tenancy|tenant|lease)",
    r"(?:ball|monkey) is in|jury is out|devil is in|proof is in|at (?:your|their|her) own risk|without prejudice|e ?& ?oe|errors and omissions",
    r"(?:read|treat|take|regard|consider|view|count|think of) (?:it|this|that|the \w+|my \w+) (?:as|for|with)\b|(?:so|then) (?:that is|it is) (?:that|back|off|over)\b",
)
TURNING_SAYINGS = re.compile(rf"(?<![\w'-])(?:{'|'.join(SAYINGS)})(?![\w])")

# Sayings that turn although their words are harmless elsewhere: limits with no verb, and what must go first.
WHOLE = (
    r"on the fence|(?:in|of) two minds|at odds|at a loss|in the dark|in (?:dispute|talks|discussions?|disagreement)|on record|out of (?:my|our) depth",
    r"\b(?:flat|property|home|house|place|address) (?:is|was|has been|looks|seems|stands|sits)(?: now| all| completely| quite| being)* (?:empty|vacant|abandoned|void|sublet|sub-let|boarded|unoccupied)\b",
    r"^\W*(?:ps )?(?:(?:a|an|the|any|some|small|large|new|old|low|high|two|three|one|four|five|bed|beds|bedrooms?|rooms?|ground|first|second|top|lower|upper|level|floors?|studios?|bedsits?|sheltered|hostel|refuge|flats?|house|houses|maisonettes?|bungalows?|homes?|place|accommodation|boroughs?|areas?|please|tenancy|tenancies|fixed|term)[ -]?)+\W*$",
    r"\b(?:starting|beginning|commencing)\b|\b(?:clock|period|term|cover|approval|it|this) (?:starts|begins|commences|runs)\b",
    r"^\W*(?:ps )?(?:your|her|his|their) call(?: really| now| entirely| of course)?\W*$",
    r"fingers crossed (?:that )?(?:the|our|my|they|he|she)\b",
    r"copied and pasted|copy and pasted",
    r"\b(?:dogs?|cats?|pets?|sons?|daughters?|mother|mum|dad|partner|lodgers?|keys?|flat|furniture|van) (?:has|have) to\b",
)
TURNING_WHOLE = re.compile(rf"(?<![\w'-])(?:{'|'.join(WHOLE)})")

CLOSED = frozenset().union(*OPERATORS.values()) | TELLING | TURNING_FIELD
# «dont», «unles», «untill»: an operator without its apostrophe or with one slip of the finger is one still.
WITHOUT_APOSTROPHE = frozenset(word.replace("'", "") for word in CLOSED if "n't" in word)
_MISSPELT = sorted(
    word
    for kind in ("negation", "condition", "contrast", "exception", "hedge")
    for word in OPERATORS[kind]
    if len(word) >= 5 and word.isalpha()
)


def is_turning(word: str) -> bool:
    """Whether a word turns a decision even where it is told as a fact; an operator there may be a fact's own."""
    bare = word.replace("’", "'").removesuffix("'s")
    return bare in TURNING_FIELD or bare in WITHOUT_APOSTROPHE or any(is_one_slip(bare, each) for each in _MISSPELT)


def turns(word: str) -> bool:
    """Whether a word, in a sentence beside a decision, may turn it."""
    return word in CLOSED or word.removesuffix("'s") in CLOSED or is_turning(word)


def is_one_slip(word: str, meant: str) -> bool:
    """Whether the word is the other with one letter dropped, doubled, added, or two exchanged."""
    if abs(len(word) - len(meant)) > 1 or word == meant:
        return False
    if len(word) == len(meant):
        at = [place for place in range(len(word)) if word[place] != meant[place]]
        return len(at) == 2 and at[1] == at[0] + 1 and (word[at[0]], word[at[1]]) == (meant[at[1]], meant[at[0]])
    longer, shorter = (word, meant) if len(word) > len(meant) else (meant, word)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
