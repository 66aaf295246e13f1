#!/usr/bin/env python3
"""Fits the weights of `onrecord::reconcile` (crates/onrecord/data/links.tsv) and prints that table.

usage, from the workspace root:
    cargo run -p onrecord-lab -- links --part a ../shared/corpora/gold target/train/news.jsonl crates/onrecord-lab/data/{labelled,invented}.jsonl > links.jsonl
    python3 crates/onrecord-lab/fit/links.py links.jsonl crates/onrecord/data/links.tsv > fitted.tsv

A logistic regression with an L2 penalty on standardised measures: are two statements of one page about one matter? A page counts by
the root of its statements, so that long pages do not decide alone. The figures on standard error are from eight folds of pages: the F1
over pairs, of all pages together and as a mean over pages, that average-link clustering reaches at each threshold (reconcile's LEAST).
Needs numpy.
"""
import json, sys
import numpy as np

PENALTY, FOLDS, FAR = 3.0, 8, -4.0


def fit(pages):
    x = np.array([m for p in pages for _, _, _, m in p["pairs"]], float)
    y = np.array([s for p in pages for _, _, s, _ in p["pairs"]], float)
    weight = np.concatenate([np.full(len(p["pairs"]), max(5, p["statements"]) ** -0.5) for p in pages])
    mean, scale = x.mean(0), x.std(0) + 1e-9
    x = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    ridge = np.diag([PENALTY] * (x.shape[1] - 1) + [0.0])
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (weight * (p - y)) + ridge @ w
        w -= np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + ridge + 1e-9 * np.eye(len(w)), gradient)
    own = w[:-1] / scale
    return own, w[-1] - own @ mean


def cluster(n, odds, least):
    groups, total = [[i] for i in range(n)], odds.copy()
    size = np.ones(n)
    np.fill_diagonal(total, -1e9)
    while n > 1:
        mean = total / np.outer(size, size)
        a, b = sorted(divmod(mean.argmax(), n))
        if mean[a, b] < least:
            break
        groups[a] += groups[b]
        groups[b] = []
        total[a] += total[b]
        total[:, a] += total[:, b]
        total[a, a] = total[b] = total[:, b] = -1e9
        size[a] += size[b]
    return [g for g in groups if g]


def f1(hits, predicted, gold):
    return 200 * hits / max(predicted + gold, 1)


def score(pages, models, least):
    every, means = np.zeros(3), []
    for page, (weights, bias) in zip(pages, models):
        n = page["statements"]
        odds, same = np.full((n, n), FAR), np.zeros((n, n), bool)
        for a, b, s, m in page["pairs"]:
            odds[a, b] = odds[b, a] = np.array(m) @ weights + bias
            same[a, b] = same[b, a] = s
        together = np.zeros((n, n), bool)
        for g in cluster(n, odds, least):
            together[np.ix_(g, g)] = True
        upper = np.triu_indices(n, 1)
        counts = np.array([(same & together)[upper].sum(), together[upper].sum(), same[upper].sum()])
        every += counts
        if counts[2]:
            means.append(f1(*counts))
    return 100 * every[0] / max(every[1], 1), 100 * every[0] / max(every[2], 1), f1(*every), np.mean(means)


def main(features, table):
    pages = sorted((json.loads(line) for line in open(features)), key=lambda p: p["page"])
    pages = [p for p in pages if p["pairs"]]
    held = [fit([p for i, p in enumerate(pages) if i % FOLDS != k]) for k in range(FOLDS)]
    for least in np.arange(-1.75, 1.01, 0.25):
        print("least %5.2f  P %.1f R %.1f F1 %.1f  mean over pages %.1f" % (least, *score(pages, [held[i % FOLDS] for i in range(len(pages))], least)), file=sys.stderr)
    weights, bias = fit(pages)
    rows = [line for line in open(table).read().split("\n") if line]
    values = iter([*weights, bias])
    for row in rows:
        print(row if row.startswith("#") else f"{row.split(chr(9))[0]}\t{next(values):.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
