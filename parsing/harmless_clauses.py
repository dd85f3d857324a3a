"""Whole clauses that only tell what somebody does about a case: read the file, spoke to her, will let you know.

Who, in which form of the verb, and then any words but those that turn a decision (parsing/turning_words.py). Data for
parsing/accounts.py; what has happened is harmless beside every decision, what is promised only where no answer can wait for it.
"""

# ruff: noqa: E501 - a wording stands on one line, so that it can be searched for and compared

from __future__ import annotations

import re

from parsing.harmless_words import HARMLESS, as_set
from parsing.turning_words import TURNING_SAYINGS, turns

_WHO = r"(?:i|we|(?:my|our|the|her|his|their)(?: [\w'-]+){0,2} (?:colleague|officer|worker|team|caseworker|keyworker|idva|advocate|office)s?|my colleague(?: in [\w•]+(?: [\w•]+)?)?|•{1,40}(?: •{1,40}){0,3})"
_OFTEN = r"(?: (?:now|just|also|already|since|both|all|then|only just|recently|today|finally|again))*"
# What was done with papers and people, and nothing that decides.
WORK_DONE = re.compile(
    rf"\W{{0,4}}(?:(?:and|so|as|but|then|while|since) )?{_WHO}(?: have| had| has| did)?{_OFTEN}"
    r"(?: (?:went|gone|been|looked|got) (?:back |straight )?(?:to|through|over|into|at|round)"
    r"| (?:read|re-read|checked|searched|looked|went|gone|worked) (?:through|over|into|on|back through|back over|back to)"
    r"| (?:read|spoke|spoken|talked|chatted|rang|called|phoned|e-?mailed|emailed|texted|visited|met|saw|saved|filed|logged|printed|scanned|uploaded|booked|tried|chased|attended|listened|shared|known|worked|supported|helped|searched)"
    r"| (?:am|are|was|were|been|have been)(?: \w+ly)? (?:keeping|speaking|working|supporting|helping|visiting|ringing|chatting|reading|meeting|talking|going through|looking through)"
    r"|(?: can| could)? see (?:how|why)"
    r"|(?: am| was| were| been)?(?: come| came| got)? (?:back from|away (?:on|in|at|for|last|all|until)|off (?:sick|ill|work|last)|on (?:annual |sick )?leave|on holiday|on a course|at a conference|out of the office|in court|in meetings)"
    r"| done (?:a|the|my|our|all the)| put (?:a note|in a call|together)| kept (?:an eye|a note|in touch)| had (?:a|the|another) (?:\w+ )?(?:chat|call|word|look|read|catch[- ]?up|meeting|conversation|visit))\b"
)
# What was done with the household: harmless beside a no, an offer or what became of it; an approval could still wait for it.
WITH_THEM = re.compile(
    rf"\W{{0,4}}(?:(?:and|so|as|but|then|while|since) )?{_WHO}(?: have| had| has| did)?{_OFTEN}"
    r" (?:took|taken|accompanied|walked|drove|showed|met|joined|helped|went with|gone with|waited|explained|asked (?:around|round|about|our|the|all|every|both|colleagues))\b"
)
# What somebody will do: harmless where nothing waits for it.
PROMISED = re.compile(
    rf"\W{{0,4}}(?:(?:and|so|but|then) )?(?:{_WHO} )?(?:will|shall|am going to|are going to|am happy to){_OFTEN}"
    r" (?:(?:be )?(?:go|going|come|coming|along|attend|attending|accompany|accompanying|join|joining|meet|meeting|take|taking) (?:along|with|her|him|them|the family)"
    r"|let (?:you|her|him|them|everyone|the \w+) know|update (?:you|her|him|them)|keep (?:you|her|him|them) (?:posted|updated|informed)|be in (?:touch|contact)|get in touch|report back|feed back"
    r"|(?:check|look|try) again|keep (?:looking|checking|an eye)|drop you|send you (?:the|an?|her|his|their)|give you (?:a|the) (?:call|ring|update)|ring (?:you|her|him|them)|call (?:you|her|him|them))\b"
)
# What such a promise may be about although it is still to come.
STILL_TO_BE = as_set(
    "next later soon tomorrow tonight how what when once after back up out again too also week month viewing viewed view address outcome date dates start next"
)
OF_PAPERS = as_set("request application referral case circular")


def tells_of_work(clause: str, *, promises: bool) -> bool:
    """«I went back to the file», and, where `promises` are harmless, «I'll let you know how it goes»."""
    done = WORK_DONE.match(clause) or (WITH_THEM.match(clause) if promises else None)
    promised = PROMISED.match(clause) if promises else None
    found = done or promised
    if found is None or TURNING_SAYINGS.search(clause):
        return False
    known = HARMLESS | (OF_PAPERS if done else STILL_TO_BE)
    if promised and NOT_SETTLED.search(clause):
        return False
    return all(word in known or not turns(word) for word in WORD.findall(clause[found.end() :]))


# «I'll be in touch when it's confirmed»: then it is not.
NOT_SETTLED = re.compile(
    r"\b(?:confirm\w*|agreed?|arranged?|booked|settled|sorted|fixed|finali[sz]ed|decided?|definite|certain)\b"
)


WORD = re.compile(r"[a-z][\w'’-]*")


# Occasions and asides in orders or conditions of which none waits for an answer.
OF_AN_OCCASION = (
    r"(?:i am |we are )?(?:very |always |more than )?happy to (?:talk|discuss|chat|go)(?: (?:it|this|things))?(?: (?:through|over))?(?: with (?:you|her|him|them|the \w+))? if (?:that|it) (?:would help|helps|is (?:useful|helpful|of use))",
    r"(?:i am |i have |just |only |now )+(?:come |got )?back (?:from|after) (?:(?:my|a|the|two|three|annual|sick|maternity|paternity|study|parental|adoption|carer's|jury|weeks?|days|short|long)[ ])*(?:leave|holidays?|break|service|training)(?=[.,;!]|$| so\b| and\b)",
    r"(?:just )?to (?:close the loop|tie (?:this|things) up|round (?:this|things) off|wrap (?:this|things) up)(?: on (?:this|it|this one))?|next door but one",
    r"(?:i |we )?would be (?:very |so |really )?grateful if (?:we|you) could (?:keep|continue|carry on) (?:looking|searching|the search)(?: (?:for|her|him|them|please|the family))*",
    r"(?:it|this|that|your (?:e-?mail|message)) (?:had|has|must have|seems to have)?(?: just| somehow| then)? ?(?:slipped|dropped|sunk|fallen|gone|got|disappeared) (?:down|to the bottom of|into|off|under|past|below|lost in|buried in) (?:my|our|the) (?:inbox|e-?mails?|junk|spam|radar|pile|in-?tray|desk|net)(?=[.,;!]|$| and\b| so\b)",
    r"(?:and )?explained (?:to (?:her|him|them) )?(?:what|how|why) (?:it|this|that|the (?:scheme|process))(?: all)? (?:means|works|meant|is)(?=[.,;!]|$| and\b)",
    r"(?:after|when|since|before|once) (?:i|we) (?:last |had |have |first )*(?:spoke|spoken|talked|met|told|rang|called|phoned|e-?mailed|showed|mentioned)(?: (?:to|with|on|at|about|by|it|this|her|him|them|you|mum|the (?:family|client|tenant|news)|{name}|{day}|phone|earlier|today|yesterday|last|week|this|morning))*",
)
# Seen last, since it names papers of which other sayings say more.
POINTING = (
    r"(?:please |i )?(?:find|see|enclose|attach)(?: (?:below|attached|enclosed|here|herewith))+(?: (?:the|an?|our|extract|extracts|minutes?|from|of|copy|record|note|notes|formal|letter|{name}|rehousing|allocations|moves?|meeting|housing|panel|signed|form))*",
)
