#!/usr/bin/env python3
"""Fits the weights by which `onrecord::resolve` chooses the day of a statement that has none of its own, and prints
crates/onrecord/data/days.tsv.

usage, from the workspace root:
    cargo run --release -p onrecord-lab -- days --part a ../shared/corpora/gold > gold.jsonl
    cargo run --release -p onrecord-lab -- days --part a crates/onrecord-lab/data/labelled.jsonl > labelled.jsonl
    python3 crates/onrecord-lab/fit/days.py gold.jsonl labelled.jsonl crates/onrecord/data/days.tsv > fitted.tsv

One softmax over a statement's candidates and "the page does not tell", whose score is 0, with an L2 penalty. A statement with a day counts
for more than one without, a gold page for more than another, and a day that is not among the candidates for little. The figures on standard
error are from five folds of pages: how many days are found of those that readers give, and how many statements are rightly left without.
Needs numpy.
"""
import json, sys, zlib
import numpy as np

PENALTY, ROUNDS, RATE, FOLDS = 3.0, 1500, 0.03, 5
DATED = 3.5  # what a statement with a day is worth
MISSED = 0.3  # and one whose day is not among the candidates
GOLD = 4.0  # how often a gold page counts


def examples(path, worth):
    """Each statement as its fold, the annotated day, the day of its own words, its candidates' days and features, the right one's number
    (that of none is how many there are) and its weight."""
    for line in open(path, encoding="utf-8"):
        page, gold, own, candidates = json.loads(line)
        days = [day for day, _ in candidates or []]
        right = [at for at, day in enumerate(days) if gold and (day == gold if len(gold) == 10 else day.startswith(gold))]
        weight = worth * (DATED if right else MISSED if gold else 1.0)
        features = np.array([f for _, f in candidates or []], float)
        yield zlib.crc32(page.encode()) % FOLDS, gold, own, days, features, right[0] if right else len(days), weight


def fit(examples):
    examples = [e for e in examples if e[3]]
    x = np.concatenate([np.vstack([features, np.zeros((1, features.shape[1]))]) for *_, features, _, _ in examples])
    starts = np.cumsum([0] + [len(e[3]) + 1 for e in examples])
    of = np.repeat(np.arange(len(examples)), np.diff(starts))
    right = np.zeros(len(x))
    right[[start + e[5] for start, e in zip(starts, examples)]] = 1.0
    weight = np.array([e[6] for e in examples])[of]
    scale = x.std(0) + 1e-9
    x = x / scale
    w, mean, square = np.zeros(x.shape[1]), 0.0, 0.0
    for turn in range(1, ROUNDS + 1):
        odds = x @ w
        odds = np.exp(odds - np.maximum.reduceat(odds, starts[:-1])[of])
        share = odds / np.add.reduceat(odds, starts[:-1])[of]
        gradient = x.T @ (weight * (share - right)) + PENALTY * w / scale**2
        mean, square = 0.9 * mean + 0.1 * gradient, 0.99 * square + 0.01 * gradient**2
        w -= RATE * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
    return w / scale


def score(examples, weights):
    found = dated = left = undated = 0
    for fold, gold, own, days, features, *_ in examples:
        day = own
        if days:
            odds = features @ weights[fold]
            day = days[odds.argmax()] if odds.max() > 0 else None
        if not gold:
            undated, left = undated + 1, left + (day is None)
        elif len(gold) == 10:
            dated, found = dated + 1, found + (day == gold)
    return "%.1f of %d days found, %.1f of %d left without" % (100 * found / max(dated, 1), dated, 100 * left / max(undated, 1), undated)


def main(gold, labelled, table):
    sets = [list(examples(gold, GOLD)), list(examples(labelled, 1.0))]
    every = [e for examples in sets for e in examples]
    held = [fit([e for e in every if e[0] != fold]) for fold in range(FOLDS)]
    for name, examples_ in zip((gold, labelled), sets):
        print(name, score(examples_, held), file=sys.stderr)
    values = iter(fit(every))
    for row in open(table, encoding="utf-8").read().splitlines():
        print(row if row.startswith("#") else f"{row.split(chr(9))[0]}\t{next(values):.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:4])
