"""Annotated documents as training windows: PolNeAR (guideline 0), the gold pages and the labelled ones (guideline 1)."""
import hashlib
import json
import os
import random
import sys
from dataclasses import dataclass

import torch

import model as M
import news
from text import PAD, paragraphs, windows

REACH = 96                                     # the role tagger sees this many words on each side of the cue, within its paragraph

LABELLED, INVENTED = (os.path.join(os.path.dirname(os.path.abspath(__file__)), "../data", name) for name in ("labelled.jsonl", "invented.jsonl"))


@dataclass
class Document:
    name: str
    text: str
    guideline: int
    relations: list                            # {"source", "cue", "content": [(start, end)], "act": name or None}
    copies: int = 1                            # how often an epoch holds it


def scorers(bench):
    sys.path.insert(0, bench)
    import gold_score
    import polnear_score
    return polnear_score, gold_score


def load_polnear(split, bench):
    gold = scorers(bench)[0].load_gold(split)
    return [Document(name, text, 0, [dict(r, act=None) for r in rels]) for name, (text, rels) in gold.items()]


def load_gold_pages(folder, bench, copies=1):
    gold = scorers(bench)[1].load(folder)
    return [Document(name, d["text"], 1, d["statements"], copies) for name, d in gold.items()]


def load_annotated(corpora, newspapers, copies=1):
    """Part a of what this project annotated: labelled articles, whose texts the corpora hold; news (texts in the folder `newspapers`) and invented
    ones, which are annotated in full: an epoch holds `copies` of these."""
    with open(os.path.join(corpora, "pages/truth.json"), encoding="utf-8") as f:
        bodies = {name[:10]: page["articleBody"] for name, page in json.load(f).items()}
    text = lambda page: bodies.get(page["id"]) or article(corpora, page["id"])
    pages = [dict(page, text=text(page)) for page in lines(LABELLED)]
    labelled = {page["id"] for page in pages}
    pages += news.annotated(newspapers) + lines(INVENTED)
    relations = lambda page: [dict(s, **{role: list(map(tuple, s[role])) for role in ("source", "cue", "content")}) for s in page["statements"]]
    whole = lambda page: 1 if page["id"] in labelled else copies
    return [Document(page["id"], page["text"], 1, relations(page), whole(page)) for page in pages if page["part"] == "a"]


def lines(file):
    with open(file, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def article(corpora, name):
    with open(os.path.join(corpora, "polnear/train/text", name + ".txt"), encoding="utf-8", newline="") as f:
        return f.read()


def held_out(name):
    """A third of the gold pages, by a digest of their name."""
    return hashlib.sha256(name.encode()).digest()[0] % 3 == 0


def chars_to_words(words, spans, lo, hi):
    """Indexes of the words in [lo, hi) that share a character with a span."""
    return [i for i in range(lo, hi) if any(words[i].start < e and words[i].end > s for s, e in spans)]


def label_window(win, doc, norm):
    """Cue tags of the window's words, and its examples (cue start, cue end, region start, region end, role tags, act)."""
    cues, examples = [0] * len(win.words), []
    for a, b in win.paragraphs:
        lo, hi = win.words[a].start, win.words[b - 1].end
        for r in doc.relations:
            spans = sorted(s for s in r["cue"] if lo <= s[0] < hi)
            at = chars_to_words(win.words, spans[:1], a, b)
            if not at:
                continue
            c0, c1 = at[0], at[-1] + 1
            cues[c0:c1] = [1] + [2] * (c1 - c0 - 1)
            r0, r1 = max(a, c0 - REACH), min(b, c1 + REACH)
            tags = [M.O] * (r1 - r0)
            for role, begin in (("content", M.BC), ("source", M.BS)):
                previous = None
                spans = norm(doc.text, r[role])
                for i in chars_to_words(win.words, spans, r0, r1):
                    tags[i - r0] = begin + (previous == i - 1)
                    previous = i
            tags[c0 - r0:c1 - r0] = [M.Q] * (c1 - c0)
            repair(tags)
            examples.append((c0, c1, r0, r1, tags, M.ACTS.index(r["act"]) if r["act"] else -100))
    return cues, examples


def repair(tags):
    """An inside label after another role's label (the cue or the source cut it) begins a new part."""
    for i, t in enumerate(tags):
        if t in (M.IS, M.IC) and (i == 0 or tags[i - 1] not in (t, t - 1)):
            tags[i] = t - 1


def epoch(docs, pieces, norm, limit, size, rng):
    """Batches of one epoch: every document packed anew, as often as it says; batches of at most `size` padded pieces."""
    items = []
    for doc, paras in docs:
        for _ in range(doc.copies):
            for win in windows(paras, limit, rng.randint(limit // 4, limit)):
                items.append((win, doc.guideline, *label_window(win, doc, norm)))
    items.sort(key=lambda x: (len(x[0].ids) // 8, rng.random()))
    return list(batched(items, size, rng))


def batched(items, size, rng=None):
    out, batch = [], []
    for it in items:
        longest = max(len(x[0].ids) for x in batch + [it])
        if batch and longest * (len(batch) + 1) > size:
            out.append(batch)
            batch = []
        batch.append(it)
    if batch:
        out.append(batch)
    if rng:
        rng.shuffle(out)
    return out


def pad(rows, value, dtype=torch.long):
    n = max(map(len, rows))
    return torch.tensor([list(r) + [value] * (n - len(r)) for r in rows], dtype=dtype)


def encoder_input(batch):
    """batch: (window, guideline, …). The encoder's arguments."""
    wins = [x[0] for x in batch]
    return (pad([w.ids for w in wins], PAD), pad([w.case for w in wins], 0), pad([w.quote for w in wins], 0),
            torch.tensor([x[1] for x in batch]), pad([[1.0] * len(w.ids) for w in wins], 0.0, torch.float))


def role_input(h, wins, cues):
    """cues: (window index, cue start, cue end, region start, region end). Gathers h of the regions' first pieces."""
    width = h.shape[1]
    rows = [[w * width + p for p in wins[w].first[r0:r1]] for w, _, _, r0, r1 in cues]
    distance = [[M.distance_bucket(i, c0, c1) for i in range(r0, r1)] for _, c0, c1, r0, r1 in cues]
    mask = pad([[1.0] * len(r) for r in rows], 0.0, torch.float)
    return h.reshape(-1, h.shape[2])[pad(rows, 0)], pad(distance, 0), mask
