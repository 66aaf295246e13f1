"""Words, word pieces, features and windows of a text.

Everything here is plain integer work that a reader in another language can repeat:

word       a match of WORD: a run of letters and digits, a pair of typewriter quotes, or one other sign
paragraph  a line with at least one word
piece      BERT's uncased word pieces of a word (lower case, accents stripped, greedy longest match)
window     consecutive paragraphs of one text, "[CLS] p1 [SEP] p2 [SEP] …", packed greedily up to a
           number of pieces; a paragraph that is longer than that is a window alone, cut at MAX_PIECES
"""
import re
import unicodedata
from dataclasses import dataclass, field

WORD = re.compile(r"``|''|\w+|[^\w\s]")
LINE = re.compile(r"[^\r\n]+")
PAD, UNK, CLS, SEP = 0, 100, 101, 102
MAX_PIECES = 384
OPENING, CLOSING, TOGGLE = {"“", "``"}, {"”"}, {'"', "''"}
N_CASE, N_QUOTE = 6, 4


@dataclass
class Word:
    start: int                     # code points of the text
    end: int
    text: str
    pieces: list
    case: int
    quote: int = 0


@dataclass
class Window:
    """What the encoder reads. `words` runs over all paragraphs; `first[i]` is the position of word i's first piece."""
    words: list
    paragraphs: list               # (first word, last word + 1) of each paragraph
    ids: list = field(default_factory=list)
    case: list = field(default_factory=list)
    quote: list = field(default_factory=list)
    first: list = field(default_factory=list)


class Pieces:
    """BERT's uncased word pieces."""

    def __init__(self, vocab_file):
        lines = open(vocab_file, encoding="utf-8").read().split("\n")
        self.ids = {w: i for i, w in enumerate(lines) if w}
        self.cache = {}

    def __call__(self, word):
        if word not in self.cache:
            self.cache[word] = self._split(word)
        return self.cache[word]

    def _split(self, word):
        if word in ("``", "''"):
            word = '"'
        w = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        out, i = [], 0
        while i < len(w):
            prefix = "##" if i else ""
            j = next((j for j in range(len(w), i, -1) if prefix + w[i:j] in self.ids), None)
            if j is None or len(w) > 100:
                return [UNK]
            out.append(self.ids[prefix + w[i:j]])
            i = j
        return out or [UNK]


def case_class(w):
    """0 lower, 1 Capital, 2 CAPITALS (two letters and more), 3 mIxed, 4 with a digit, 5 no letter or digit."""
    if not any(c.isalnum() for c in w):
        return 5
    if any(c.isdigit() for c in w):
        return 4
    if w == w.lower():
        return 0
    if len(w) > 1 and w == w.upper():
        return 2
    return 1 if w[1:] == w[1:].lower() else 3


def mark_quotes(words):
    """Sets `quote` over one paragraph: 0 outside, 1 inside, 2 opening mark, 3 closing mark."""
    inside = False
    for w in words:
        if w.text in OPENING or (w.text in TOGGLE and not inside):
            w.quote, inside = 2, True
        elif w.text in CLOSING or w.text in TOGGLE:
            w.quote, inside = 3, False
        else:
            w.quote = int(inside)


def paragraphs(text, pieces):
    """The lines of a text as lists of words, over-long ones cut."""
    out = []
    for line in LINE.finditer(text):
        words = [Word(line.start() + m.start(), line.start() + m.end(), m.group(), pieces(m.group()), case_class(m.group()))
                 for m in WORD.finditer(line.group())]
        if not words:
            continue
        mark_quotes(words)
        part, n = [], 2
        for w in words:
            if n + len(w.pieces) > MAX_PIECES:
                out.append(part)
                part, n = [], 2
            part.append(w)
            n += len(w.pieces)
        out.append(part)
    return out


def windows(paras, limit, first_limit=None):
    """Paragraphs packed into windows of at most `limit` pieces; `first_limit` bounds the first one (to vary the packing)."""
    out, group, n, bound = [], [], 1, first_limit or limit
    for p in paras:
        size = sum(len(w.pieces) for w in p) + 1
        if group and n + size > bound:
            out.append(_window(group))
            group, n, bound = [], 1, limit
        group.append(p)
        n += size
    if group:
        out.append(_window(group))
    return out


def _window(group):
    win = Window([], [], [CLS], [0], [0], [])
    for p in group:
        at = len(win.words)
        for w in p:
            win.first.append(len(win.ids))
            win.ids += w.pieces
            win.case += [w.case] * len(w.pieces)
            win.quote += [w.quote] * len(w.pieces)
        win.words += p
        win.paragraphs.append((at, len(win.words)))
        win.ids.append(SEP)
        win.case.append(0)
        win.quote.append(0)
    return win
