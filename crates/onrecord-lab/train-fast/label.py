"""What the fast model learns from: annotations, and what the accurate model thinks of texts without them.

usage: label.py TEACHER.pt OUT_DIR --news FOLDER [--corpora DIR] [--bench DIR]
OUT_DIR/polnear.pt (annotations), gold.pt and annotated.pt (annotations and the teacher's view), free-NN.pt (the teacher's view alone): lists of windows, see `example`
"""
import argparse
import json
import os
import sys

import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../train-accurate"))
import data
import model as M
import predict
import news
from text import Pieces, paragraphs, windows

LIMIT = 128                                    # pieces of a window
FLOOR = 0.1                                    # a word is a candidate cue from this probability on
STATES = 128                                   # the teacher's hidden states are kept in so many principal components
BATCH = 4096                                   # pieces the teacher reads at once


def marginals(crf, logits, lengths):
    """The probability of each label at each word. logits: fixed [n, words, labels]."""
    t, s, e = crf.trans + crf.ban, crf.start + crf.ban_first, crf.stop
    n, width, k = logits.shape
    live = lengths[:, None] > torch.arange(width)
    forward = [s + logits[:, 0]]
    for i in range(1, width):
        forward.append(torch.where(live[:, i, None], torch.logsumexp(forward[-1][:, :, None] + t, 1) + logits[:, i], forward[-1]))
    backward = [e.expand(n, k)]
    for i in range(width - 1, 0, -1):
        backward.append(torch.where(live[:, i, None], torch.logsumexp(t + (logits[:, i] + backward[-1])[:, None, :], 2), backward[-1]))
    return torch.softmax(torch.stack(forward, 1) + torch.stack(backward[::-1], 1), -1)


@torch.no_grad()
def label(net, docs, pieces, norm, basis, teach=True):
    """The windows of documents; `norm` merges the spans of an annotation, and is None where there is none; with `teach` the teacher reads them."""
    items = []
    for doc in docs:
        for win in windows(paragraphs(doc.text, pieces), LIMIT):
            tags, examples = data.label_window(win, doc, norm) if norm else (None, [])
            items.append((win, doc.guideline, tags, examples))
    items.sort(key=lambda x: len(x[0].ids))
    out = []
    if not teach:
        return [example(win, g, tags, [{"cue": (c0, c1), "region": (r0, r1), "gold": True, "tags": roles} for c0, c1, r0, r1, roles, _ in cues])
                for win, g, tags, cues in items]
    for batch in data.batched(items, BATCH):
        wins = [x[0] for x in batch]
        with predict.half():
            h, logits = net.encoder(*data.encoder_input(batch))
        h, logits = h.float(), logits.float()
        cues, hard = [], []
        for w, (win, _, tags, examples) in enumerate(batch):
            for c0, c1, r0, r1, roles, _ in examples:
                cues.append((w, c0, c1, r0, r1))
                hard.append(roles)
            for c0, c1, a, b in candidates(logits[w][win.first], win.paragraphs):
                if not tags or not any(tags[c0:c1]):
                    cues.append((w, c0, c1, max(a, c0 - data.REACH), min(b, c1 + data.REACH)))
                    hard.append(None)
        examples = [[] for _ in batch]
        for at in range(0, len(cues), 128):
            part = sorted(zip(cues, hard, range(len(cues))), key=lambda x: x[0][4] - x[0][3])[at:at + 128]
            x, distance, mask = data.role_input(h, wins, [p[0] for p in part])
            with predict.half():
                roles, _ = net.roles(x, distance, mask)
            fixed = net.crf.fix_cue(roles.float(), distance == M.N_DISTANCE // 2)
            lengths = mask.sum(1).int()
            soft = marginals(net.crf, fixed, lengths).half()
            best = predict.viterbi(fixed.numpy(), lengths.numpy(), net.crf)
            for ((w, c0, c1, r0, r1), gold, _), p, path in zip(part, soft, best):
                examples[w].append({"cue": (c0, c1), "region": (r0, r1), "gold": gold is not None,
                                    "tags": gold or path, "soft": p[:r1 - r0].clone()})
        for w, (win, guideline, tags, _) in enumerate(batch):
            out.append(example(win, guideline, tags, examples[w], torch.softmax(logits[w][win.first], -1), (h[w, :len(win.ids)] @ basis).half()))
    return out


def example(win, guideline, tags, cues, soft=None, states=None):
    """A window as it is learned from: annotated where it has `tags`, judged by the teacher where it has `soft`."""
    return {"ids": torch.tensor(win.ids, dtype=torch.int32), "case": torch.tensor(win.case, dtype=torch.int8), "quote": torch.tensor(win.quote, dtype=torch.int8),
            "first": torch.tensor(win.first), "guideline": guideline, "tags": tags, "cues": cues, "soft": soft, "states": states}


def candidates(logits, paras):
    """The words that begin a cue with probability over the floor, and how far it goes: (start, end, paragraph's start and end)."""
    p = torch.softmax(logits, -1)
    for a, b in paras:
        for i in range(a, b):
            if p[i, 1] > FLOOR:
                j = i + 1
                while j < b and p[j, 2] > max(p[j, 0], p[j, 1]):
                    j += 1
                yield i, j, a, b


@torch.no_grad()
def principal(net, docs, pieces):
    """The teacher's hidden states' principal components, scaled to unit mean variance: [width, STATES]."""
    items = [(w, d.guideline) for d in docs for w in windows(paragraphs(d.text, pieces), LIMIT)]
    rows = []
    for batch in data.batched(items, BATCH):
        args = data.encoder_input(batch)
        with predict.half():
            h, _ = net.encoder(*args)
        rows.append(h.float()[args[4] > 0])
    h = torch.cat(rows)
    values, vectors = torch.linalg.eigh(torch.cov(h.T))
    print("kept variance", float(values[-STATES:].sum() / values.sum()))
    return vectors[:, -STATES:].flip(1) / values[-STATES:].mean().sqrt()


def main():
    p = argparse.ArgumentParser()
    p.add_argument("teacher")
    p.add_argument("out")
    p.add_argument("--corpora", default="../shared/corpora")
    p.add_argument("--bench", default="../shared/bench")
    p.add_argument("--news", required=True, help="folder with the news of three packages; see ../train-accurate/README.md")
    p.add_argument("--texts", type=int, default=600, help="so many texts without annotation")
    p.add_argument("--threads", type=int, default=1)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    os.makedirs(args.out, exist_ok=True)
    net, pieces = predict.load(args.teacher), Pieces(predict.minilm("vocab.txt"))
    norm = data.scorers(args.bench)[0].norm
    polnear = data.load_polnear(os.path.join(args.corpora, "polnear/train"), args.bench)
    dev = data.load_polnear(os.path.join(args.corpora, "polnear/dev"), args.bench)
    gold = data.load_gold_pages(os.path.join(args.corpora, "gold"), args.bench)
    basis = principal(net, polnear[:20], pieces)

    def save(name, docs, norm, teach=True):
        torch.save(label(net, docs, pieces, norm, basis, teach), os.path.join(args.out, name + ".pt"))
        print(name, len(docs), "documents", flush=True)

    save("polnear", polnear, norm, False)
    save("gold", [d for d in gold if not data.held_out(d.name)], norm)
    learned = data.load_annotated(args.corpora, args.news)
    save("annotated", learned, norm)
    held = set().union(*(news.shingles(d.text) for d in gold if data.held_out(d.name)), *(news.shingles(d.text) for d in dev))
    with open(os.path.join(args.corpora, "pages/truth.json")) as f:
        bodies = {name: page["articleBody"] for name, page in json.load(f).items()}
    free = [(name, text) for name, text in bodies.items() if not news.shingles(text) & held]
    held |= set().union(*(news.shingles(page["text"]) for page in news.annotated(args.news)))
    free += news.unseen(news.newsarticles(args.news), held)
    free = free[:args.texts]
    for at in range(0, len(free), 100):
        save(f"free-{at // 100:02}", [data.Document(name, text, (at + i) % 2, []) for i, (name, text) in enumerate(free[at:at + 100])], None)


if __name__ == "__main__":
    main()
