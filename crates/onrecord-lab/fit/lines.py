#!/usr/bin/env python3
"""Fits the line model of `onrecord::read` and prints its table, `crates/onrecord/data/lines.tsv`.

usage, from the workspace root:
    cargo run -p onrecord-lab -- lines ../shared/corpora/pages/text > features.jsonl
    python3 crates/onrecord-lab/fit/lines.py features.jsonl ../shared/corpora/pages/truth.json crates/onrecord/data/lines.tsv > fitted.tsv
with `--folds DIR` it writes, in place of one table fitted on all pages, one for each fold, fitted on the pages outside of it, and `pages.tsv`
(page, table): what `onrecord-lab eval pages --form text --folds DIR` judges with. Pages of one site are in one fold.

A line is body where four fifths of its 4-word shingles stand in the page's true body (a line under four words: where it is one of the
body's lines). Two logistic regressions with an L2 penalty: a line by itself, then with the first one's probabilities of its neighbours.
Needs numpy.
"""
import json, os, re, sys, zlib
from urllib.parse import urlparse
import numpy as np

REACH, WINDOW, PENALTY, FOLDS = 3, 8, 2.0, 8
# In log-odds: a line is rather kept than lost. This, and the costs ENTER and AWAY of the region, were chosen from a small grid by the
# score of the chosen region, cross-validated.
LEAN = 0.8


def shingles(text):
    words = re.findall(r"\w+", text)
    return [tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))] if words else []


def is_body(line, known, printed):
    if line in printed:
        return True
    cut = shingles(line)
    return len(cut) > 1 and sum(s in known for s in cut) >= 0.8 * len(cut)


def fit(x, y, weight):
    """Newton's method; the bias is penalised with the rest, which matters little at these sizes."""
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (weight * (p - y)) + PENALTY * w
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(w))
        w -= np.linalg.solve(hessian, gradient)
    return w


def among(own, alone):
    columns = [own]
    pad = np.concatenate([np.zeros(WINDOW), alone, np.zeros(WINDOW)])
    at = lambda step: pad[WINDOW + step:len(pad) - WINDOW + step]
    for step in range(1, REACH + 1):
        columns += [at(-step)[:, None], at(step)[:, None]]
    for side in (-1, 1):
        columns.append(np.mean([at(side * step) for step in range(1, WINDOW + 1)], axis=0)[:, None])
    return np.hstack(columns)


def fold(url):
    """The fold of a page, by the last two labels of its host."""
    return zlib.crc32(".".join(urlparse(url).netloc.split(".")[-2:]).encode()) % FOLDS


def weights(pages):
    """The weights of a line alone, and among its neighbours."""
    x, y, size = (np.concatenate(part) for part in zip(*pages))
    alone = fit(x, y, size)
    probability = lambda x: 1 / (1 + np.exp(-x @ alone))
    around = fit(np.concatenate([among(x, probability(x)) for x, _, _ in pages]), y, size)
    around[0] += LEAN
    return alone, around


def table(frame, alone, around):
    """The table with the comments and names of `frame`, and these weights."""
    comments = [line for line in frame if line.startswith("#")]
    names = [line.split("\t")[0] for line in frame if not line.startswith("#")]
    cells = [f"{w:.2f}" for w in alone] + ["-"] * (len(around) - len(alone))
    return "".join(comments) + "".join(f"{n}\t{a}\t{w:.2f}\n" for n, a, w in zip(names, cells, around, strict=True))


def main():
    options = sys.argv[1:]
    folds = options.pop(options.index("--folds") + 1) if "--folds" in options else None
    features, truth, frame = (option for option in options if option != "--folds")
    truth, frame = json.load(open(truth)), open(frame).readlines()
    pages = {}
    for row in open(features):
        name, text, own = json.loads(row)
        pages.setdefault(name, []).append((text, own))
    data = {}
    for name in sorted(pages):
        body = truth[name]["articleBody"]
        known, printed = set(shingles(body)), {line.strip() for line in body.split("\n")}
        x = np.array([own for _, own in pages[name]])
        y = np.array([is_body(text, known, printed) for text, _ in pages[name]], float)
        # What a line is worth to a reader grows with its length; a page counts once however long its menus are.
        size = np.array([min(max(len(text), 10), 1000) for text, _ in pages[name]], float)
        data[name] = x, y, 40 * size / size.sum()
    if folds is None:
        print(table(frame, *weights(list(data.values()))), end="")
        return
    os.makedirs(folds, exist_ok=True)
    of = {name: fold(truth[name]["url"]) for name in data}
    for number in set(of.values()):
        outside = [page for name, page in data.items() if of[name] != number]
        with open(os.path.join(folds, f"{number}.tsv"), "w") as out:
            out.write(table(frame, *weights(outside)))
    with open(os.path.join(folds, "pages.tsv"), "w") as out:
        out.writelines(f"{name}\t{number}.tsv\n" for name, number in of.items())


main()
