"""A wording taken into words and signs that can be compared. Knows nothing of what a change means. Pure.

Of typesetting, only quotation marks, dashes, white space, what is not seen (soft hyphens), ligatures and the signs at
the end do not count; everything else does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

_TOKEN = re.compile(
    r"""
    (?P<gap>[”"»]\s+…\s+[“"«])                              # where the article said who speaks
    | (?P<dots>[\[(]\s*(?:…|\.\s?\.(?:\s?\.)*)\s*[\])] | … | \.\.+ | \.\s\.\s\.(?:\s\.)*)
    | (?P<letter>\[\w\]\w+)                                 # [T]he
    | (?P<short>(?:[^\W\d_]\.){2,})                         # U.S.
    | (?P<number>\d+(?:[.,]\d+)*)
    | (?P<word>[^\W\d_][\w\u00ad\u200b-\u200f\u2060\ufeff]*(?:['’ʼ‘‐‑–-][^\W_][\w\u00ad\u200b-\u200f\u2060\ufeff]*)*)
    | (?P<unseen>[\u00ad\u200b-\u200f\u2060\ufeff]+)
    | (?P<dash>--+|[‐‑‒–—―−-])
    | (?P<mark>``|''|[“”„‟«»‹›"‘’'‚])
    | (?P<sign>\S)
    """,
    re.VERBOSE,
)
_WORDS = ("word", "number", "short", "letter")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_TYPESET = str.maketrans("’ʼ‘‐‑–", "'''---") | {
    **dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF]),  # soft hyphens, spaces without width
    **dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
}
"""What printers put for a letter, an apostrophe, a hyphen, or for nothing that is seen."""
_LAST = frozenset(". , ; : ! – … !! .".split())
_TITLES = frozenset("mr mrs ms dr st gen sen rep gov lt col capt prof".split())
DOTS, DASH = "…", "–"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign of a text, `text[start:end]`.

    `key` is what spellings in small and capital letters share, `form` keeps them apart. `first`: it begins a sentence;
    `ends`: it ends one; `bracketed`: an editor put it in; `loose`: an editor changed the case of its first letter;
    `resumed`: the quotation was interrupted before it.
    """

    key: str
    form: str
    start: int
    end: int
    word: bool = False
    first: bool = False
    ends: bool = False
    bracketed: bool = False
    loose: bool = False
    resumed: bool = False

    @property
    def capital(self) -> bool:
        """Whether it is a word with a capital letter."""
        return self.word and self.form[:1].isupper()


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with its words and signs. `opens` and `trails`: dots at its beginning and its end say that it was cut."""

    text: str
    tokens: tuple[Token, ...]
    opens: bool
    trails: bool

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(token.word for token in self.tokens)


@lru_cache(maxsize=256)
def read_wording(text: str) -> Wording:
    """Take a text into words and signs; quotation marks and what ends the last sentence are left out."""
    tokens = _with_sentences(_tokens(text))
    opens = bool(tokens) and tokens[0].key == DOTS
    tokens = tokens[1:] if opens else tokens
    trails = False
    while tokens and tokens[-1].key in _LAST:
        trails = trails or tokens[-1].key == DOTS
        tokens.pop()
    return Wording(text, tuple(tokens), opens, trails)


def plain_words(text: str) -> list[str]:
    """Return the words alone, as the keys of tokens."""
    words = []
    for found in _TOKEN.finditer(text):
        kind, said = found.lastgroup, found[0]
        if kind == "word" and said.isascii():
            words.append(said.lower())
        elif kind in _WORDS:
            words.append(_form(kind, said)[1])
    return words


def _tokens(text: str) -> list[Token]:
    inside = {at for found in _BRACKETS.finditer(text) for at in range(*found.span())} if "[" in text else set()
    tokens: list[Token] = []
    resumed = False
    for found in _TOKEN.finditer(text):
        kind, start = found.lastgroup, found.start()
        if kind == "gap":
            resumed = True
            if tokens and tokens[-1].key == ",":
                tokens.pop()
        elif kind in ("mark", "unseen") or (kind == "sign" and start in inside and found[0] in "[]"):
            continue
        else:
            token, bracketed = _token(str(kind), found[0], start), start in inside and kind == "word"
            tokens.append(replace(token, bracketed=bracketed, resumed=resumed) if bracketed or resumed else token)
            resumed = False
    return tokens


def _token(kind: str, said: str, start: int) -> Token:
    end = start + len(said)
    if kind == "dots":
        return Token(DOTS, DOTS, start, end)
    if kind == "dash":
        return Token(DASH, DASH, start, end)
    if kind == "sign":
        return Token(said, said, start, end)
    form, key = _form(kind, said)
    return Token(key, form, start, end, word=True, loose=kind == "letter")


def _form(kind: str, said: str) -> tuple[str, str]:
    """Return the form and the key of a word."""
    form = said if said.isascii() else unicodedata.normalize("NFC", said.translate(_TYPESET))
    if kind == "letter":
        form = form.replace("[", "").replace("]", "")
    return form, (form.replace(".", "") if kind == "short" else form).casefold()


def _with_sentences(tokens: list[Token]) -> list[Token]:
    """Return the tokens, those that end and begin sentences marked."""
    first = True
    for at, token in enumerate(tokens):
        if token.resumed and at and token.capital and token.key.partition("'")[0] != "i":
            # “We will leave,” he said. “We are done.”
            tokens[at - 1] = replace(tokens[at - 1], ends=True)
            first = True
        if token.word and first:
            tokens[at] = replace(token, first=True)
            first = False
        elif token.key in (".", "!", "?"):
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            titled = token.key == "." and at > 0 and tokens[at - 1].key in _TITLES
            if not titled and (after is None or not after.word or not after.form[:1].islower()):
                tokens[at] = replace(token, ends=True)
                first = True
        elif token.key == DOTS:
            first = True
    return tokens
