"""What the service answers to somebody at the shell, said for somebody at the desk: no option and no command.

The deeds behind both are the same, so their sentences are written once, for the shell, and the signs of it are turned here. A
test looks through all sentences of those rooms and finds none that keeps such a sign.
"""

from __future__ import annotations

import re

# Tried in this order, whole turns of phrase before single signs. Names of buttons are those of the question's page.
_TURNS = tuple(
    (re.compile(sign), words)
    for sign, words in (
        # --- a whole sentence that only the shell needs
        (r"Say what the answer is: --accept.*--password\.", "Say what the answer is: choose one of the ways below."),
        (r"Say who (?:answers|speaks|revokes it|acts): --by NAME\.", "Sign in first: whatever is said has a name."),
        (
            r"--dismiss says that nothing follows: give it alone\.",
            "To set it aside says that nothing follows: choose that alone.",
        ),
        (r"--sent says that a letter has arrived: give it alone\.", "«It has arrived» says all there is: choose that alone."),
        (r"--send-draft sends the draft as it stands: give it alone\.", "The draft goes as it stands: choose that alone."),
        (
            r"is about a mail, and --sent speaks of a letter of ours\.",
            "is about a mail, and only a letter of ours can have arrived.",
        ),
        (
            r"is a folder\. Hand in the files in it that count: --file PATH for each\.",
            "is a folder. Hand in the files in it that count.",
        ),
        (r"is no field of this ([^.]+)\. Write FIELD=VALUE; the fields: .*", r"is no field of this \1."),
        (
            r"teaches nothing\. Write LABEL=FIELD, .*",
            "teaches nothing. Choose what the wording asks for, or that nothing is done with it.",
        ),
        # --- what happens next
        (r"The letter goes again with the next «reciprocal run»\.", "The letter goes again within a minute."),
        (r"The draft goes with the next «reciprocal run»\.", "The draft goes within a minute."),
        (r"goes on above the cap with the next «reciprocal run»;", "goes on above the cap within a minute;"),
        (r"The line decides it with the next «reciprocal run»", "It is decided within a minute"),
        (r"The line decides (.+) with the next «reciprocal run»", r"Decided within a minute is \1"),
        (r"with the next «reciprocal run»", "within a minute"),
        # --- where to look
        (r"«reciprocal queue» lists the open (?:questions|ones)\.", "The queue shows the open ones."),
        (r"«reciprocal cases» lists them\.", "The search finds them."),
        (r"«reciprocal partners» lists them\.", "The partners' page lists them."),
        (r"revoke it \(«reciprocal labels»\)", "revoke it"),
        (r"«reciprocal labels» lists them\.", "The page of wordings lists them."),
        (r" \(reciprocal resolve ID --(?:password|file …)\)", ""),
        # --- what to answer instead
        (
            r"asks whether the request shall lapse: --accept, or --dismiss REASON if it goes on\.",
            "asks whether the request shall lapse: confirm it, or set the question aside with a reason if it goes on.",
        ),
        (
            r"Let it go again with --accept, say --sent if its reader has it already, or close the question with --dismiss \w+\.",
            "Let it go again, say that it has arrived if its reader has it already, or set the question aside with a reason.",
        ),
        (
            r"say --sent; to leave it as it is, --dismiss REASON\.",
            "say that it has arrived; to leave it as it is, set the question aside with a reason.",
        ),
        (r"Then --accept takes the mail up again\.", "Then «Take it up again» lets the mail go on."),
        (r"Use --accept or --dismiss\.", "Say that it is genuine, or set it aside."),
        (
            r"If it is right, --accept decides it by today's register; else correct it with --set\.",
            "If it is right, confirm it: it is decided by today's register; else correct it.",
        ),
        (r"answer it with --set, --as or --accept\.", "correct it, say what it is, or confirm it."),
        (r"Answer it with --set, --as or --dismiss\.", "Correct it, say what it is, or set it aside."),
        (r"say what it says: --as KIND --set FIELD=VALUE\.", "say what it is and what it says, field by field."),
        (r"Say what it is: --as KIND --set FIELD=VALUE …", "Choose what it is, and give its fields."),
        (r"Say what this one says: --set FIELD=VALUE\.", "Give this one's answer in its field."),
        (r"say the right value: --set FIELD=VALUE\.", "give the right answer in its field."),
        (r"read the mail again first: --read-again\.", "have the mail read again first."),
        (r"give its password too \(--password\)", "give its password too"),
        (r"give --set reference=… first, then the offer\.", "give the reference first, then the offer."),
        (r"--set reference= names another case", "The reference names another case"),
        (r"Say --override REASON\.", "To go on above the cap, give your reason."),
        (
            r"--override lets a request go on above the cap: it goes with an approval or an acceptance\.",
            "A reason to go on above the cap goes with an approval or an acceptance only.",
        ),
        (
            r"--reason goes with --as case_order; to go on above the cap, say --override REASON\.",
            "A reason goes with an order of yours; to go on above the cap there is a place of its own.",
        ),
        (r"--for takes the mailbox of whoever told you", "Give the mailbox of whoever told you"),
        (r", by a mailbox of its row in the register: --for MAILBOX\.", ", by a mailbox of its row in the register."),
        (r"needs ([^:]+): --set FIELD=VALUE\.", r"needs \1."),
        (r"Say ([a-z_ ]+): --set [a-z_{}]+=VALUE\.", r"Say what the \1 is."),
        (r"[Cc]lose (?:it|the question) with --dismiss REASON\.", "Set the question aside with a reason."),
        (r"Close the question: --dismiss REASON\.", "Set the question aside with a reason."),
        (r"When you have dealt with it: --dismiss REASON\.", "When you have dealt with it, set it aside and say how."),
    )
)


def at_the_desk(sentence: str) -> str:
    for sign, words in _TURNS:
        sentence = sign.sub(words, sentence)
    return sentence
