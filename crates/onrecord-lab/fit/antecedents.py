#!/usr/bin/env python3
"""Fits the weights by which `onrecord::resolve` chooses a pronoun's antecedent, and prints crates/onrecord/data/antecedents.tsv.

usage, from the workspace root:
    cargo run --release -p onrecord-lab -- antecedents ../shared/corpora/polnear/train \\
        --pages ../shared/corpora/gold crates/onrecord-lab/data/labelled.jsonl > choices.jsonl
    python3 crates/onrecord-lab/fit/antecedents.py choices.jsonl ../shared/corpora/polnear/train/silver.jsonl.gz crates/onrecord/data/antecedents.tsv

Of a source on an annotated page the speaker is right. Of other pronouns the truth is noisy: chains of mentions that another system found. The
candidate with the most mentions in the pronoun's chain is right; a pronoun without one such candidate is left out. One softmax over the
candidates for each family of pronouns, with an L2 penalty. Annotated sources count for more than others, and those for more than other
pronouns. Candidates joined by "and" are left out: no chain holds both, so that they would never be right; their weight is kept. Every fifth
document is for checking. Needs numpy.
"""
import collections, gzip, json, sys, zlib
import numpy as np

PENALTY, ROUNDS, RATE = 1e-3, 400, 0.5
JOINED = 'several joined by "and"'
ELSEWHERE = 0.2  # what a pronoun is worth that is no source
ANNOTATED = 3.0  # and one whose speaker is annotated
PRONOUNS = set("he him his himself she her hers herself it its itself they them their theirs themselves i me my we us our you your who".split())


def chains(path):
    """For each document the chain of each token by its offset, pronouns too, and the offsets of the chains' other mentions."""
    out = {}
    for line in gzip.open(path, "rt", encoding="utf-8"):
        d = json.loads(line)
        chain_of, heads = {}, collections.defaultdict(list)
        for number, chain in enumerate(d["coref"]):
            for sentence, first, end, head in chain:
                tokens = d["sentences"][sentence]["tokens"]
                if end - first == 1 and tokens[first][2].startswith(("PRP", "WP")):
                    chain_of[tokens[first][0]] = number
                else:
                    heads[number].append((tokens[first][0], tokens[head][0], tokens[head][1]))
        out[d["doc"]] = chain_of, heads
    return out


def examples(choices, chains, joined):
    """For each family its pronouns, each as whether it is for checking, the candidates' features and the right one's number."""
    out = collections.defaultdict(list)
    for line in open(choices, encoding="utf-8"):
        doc, pronoun, speaks, family, candidates, right = json.loads(line)
        checks = zlib.crc32(doc.encode()) % 5 == 0
        if right is not None:
            right -= sum(bool(features[joined]) for _, features in candidates[:right])
        candidates = [(mentions, features) for mentions, features in candidates if not features[joined]]
        if right is not None:
            out[family].append((checks, np.array([f for _, f in candidates], float), right, ANNOTATED))
            continue
        chain_of, heads = chains.get(doc, ({}, {}))
        chain = chain_of.get(pronoun[0])
        if chain is None or len(candidates) < 2:
            continue
        shared = []
        for mentions, _ in candidates:
            inside = sum(any(s <= at < e for _, at, _ in heads[chain]) for s, e in mentions)
            shared.append((inside, inside / max(len(mentions), 1)))
        best = max(range(len(shared)), key=shared.__getitem__)
        if shared[best][1] >= 0.1 and sorted(shared)[-2] < shared[best]:
            out[family].append((checks, np.array([f for _, f in candidates], float), best, 1.0 if speaks else ELSEWHERE))
    return out


def accuracy(rows, w):
    rows = [r for r in rows if r[3] == ANNOTATED]
    return sum(int(np.argmax(x @ w)) == y for _, x, y, _ in rows) / max(len(rows), 1)


def fit(rows):
    """Gradient ascent with momentum over all pronouns at once, the candidates laid end to end."""
    x = np.concatenate([r[1] for r in rows])
    owner = np.concatenate([[i] * len(r[1]) for i, r in enumerate(rows)])
    starts = np.concatenate([[0], np.cumsum([len(r[1]) for r in rows])[:-1]])
    worth = np.array([r[3] for r in rows])
    gold = worth @ x[starts + np.array([r[2] for r in rows])]
    w = np.zeros(x.shape[1]); step = np.zeros_like(w)
    for _ in range(ROUNDS):
        score = x @ w
        score = np.exp(score - np.maximum.reduceat(score, starts)[owner])
        p = score / np.add.reduceat(score, starts)[owner]
        gradient = (gold - x.T @ (p * worth[owner])) / worth.sum() - PENALTY * w
        step = 0.9 * step + RATE * gradient
        w += step
    return w


def main():
    choices, silver, table = sys.argv[1:4]
    head = [line for line in open(table, encoding="utf-8") if line.startswith("#")]
    rows = [line.rstrip("\n").split("\t") for line in open(table, encoding="utf-8") if not line.startswith("#")]
    names = [row[0] for row in rows]
    kept = dict(zip(("person", "thing", "several"), map(float, rows[names.index(JOINED)][1:])))
    data = examples(choices, chains(silver), names.index(JOINED))
    weights = {}
    for family in ("person", "thing", "several"):
        rows = data[family]
        w = fit([r for r in rows if not r[0]])
        held = [r for r in rows if r[0]]
        latest = np.eye(len(w))[names.index("mentioned last of all candidates")]
        print(f"{family}: {len(rows)} pronouns; of held-out sources {accuracy(held, w):.3f} right, the latest candidate {accuracy(held, latest):.3f}", file=sys.stderr)
        weights[family] = fit(rows)
        weights[family][names.index(JOINED)] = kept[family]
    sys.stdout.write("".join(head))
    for at, name in enumerate(names):
        print(name, *(f"{weights[family][at]:.2f}" for family in ("person", "thing", "several")), sep="\t")


if __name__ == "__main__":
    main()
