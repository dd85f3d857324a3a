"""Signs: words that tell a question in wordings nobody has listed («bedroom wanted -current»)."""

from __future__ import annotations

from dataclasses import dataclass

from parsing.answers import word_set
from parsing.label_words import plain_word, words_of

# Words that turn a label into another question, or into its contrary: a sign holds beside them only where it names them itself.
_TURNS = word_set(
    """
    not no never cannot cant dont doesnt isnt arent wont wouldnt shouldnt couldnt hasnt havent without except unable nor neither
    unless rather remaining remain left leaving behind stay
    perpetrator perp abuser offender kin relative partner ex gp school police witness friend manager supervisor interpreter
    solicitor neighbour
    previous previously former formerly last past earlier future historic history since before prior original elsewhere
    unsafe avoid
    """
)
_TURNED = _TURNS | {"risk", "danger", "concern", "link"}  # signs that speak of such things themselves
# Words beside a question's own that leave it the same question: of whom it is asked, and how it is to be answered.
_ANYBODY = word_set("applicant anyone anybody somebody someone member whole tick confirm so there yes say")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Words that must and words that must not (-) stand in a label; where some may (+), no others may.

    «live/reside»: one of these must stand there. «+@» stands for the words that say nobody and nothing else (_ANYBODY).
    """

    needs: frozenset[str]
    bars: frozenset[str]
    only: frozenset[str] = frozenset()
    one_of: tuple[frozenset[str], ...] = ()

    @staticmethod
    def of(text: str) -> Sign:
        plain = [word for word in text.split() if word[0] not in "-+"]
        needs = words_of(" ".join(word for word in plain if "/" not in word))
        one_of = tuple(frozenset(map(plain_word, word.split("/"))) for word in plain if "/" in word)
        bars, may = (frozenset(plain_word(word[1:]) for word in text.split() if word[0] == mark) for mark in "-+")
        may |= _ANYBODY if "@" in may else frozenset()
        return Sign(needs=needs, bars=bars, only=needs.union(may, *one_of) if may else frozenset(), one_of=one_of)

    def fits(self, words: frozenset[str]) -> bool:
        if not self.needs <= words or self.bars & words or not all(each & words for each in self.one_of):
            return False
        if self.only or self.needs & _TURNED:
            return not self.only or words <= self.only
        return not (words - self.needs) & _TURNS
