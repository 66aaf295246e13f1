#!/usr/bin/env python3
"""Fits the line model of `onrecord::read` (crates/onrecord/src/read/weights.rs) and prints its two tables.

usage, from the workspace root:
    cargo run --release -p onrecord-lab -- lines ../shared/corpora/pages/text > features.jsonl
    python3 crates/onrecord-lab/fit/lines.py features.jsonl ../shared/corpora/pages/truth.json

A line is body where four fifths of its 4-word shingles stand in the page's true body (a line under four words: where it is one of the
body's lines). Two logistic regressions with an L2 penalty: a line by itself (ALONE), then with the first one's probabilities of its
neighbours (AROUND). Every other page, in the order of the names, is fitted on; the others are for checking. Needs numpy.
"""
import json, re, sys
import numpy as np

REACH, WINDOW, PENALTY = 3, 8, 2.0
# In log-odds: a line is rather kept than lost. This, and the costs ENTER and AWAY of the region, were chosen from a small grid by the
# score of the chosen region.
LEAN = 0.5


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


OWN = """always one|its length, to 100 characters|its length, to 400|under 4 words|under 9 words|ends as a sentence
ends as a sentence and has over 6 words|share of words in small letters|share of words of grammar|sentence ends inside|a comma
a quotation mark|a list's number or bullet|reads as another line|blank line before|blank line after|separators and marks of menus
share of digits|a furniture wording|a picture's credit, or a byline|below the headline|above the headline|below a story's end
story's ends above|a date in a short line|apart from both neighbours""".replace("\n", "|").split("|")
NEIGHBOURS = ["the line before", "the line after", "the second before", "the second after", "the third before", "the third after",
              "the mean of 8 before", "the mean of 8 after"]


def table(name, w, meanings):
    rows = "".join(f"    {v:.2f}, // {meaning}\n" for v, meaning in zip(w, meanings, strict=True))
    return f"pub(super) const {name} = [\n{rows}];"


def main():
    truth = json.load(open(sys.argv[2]))
    pages = {}
    for row in open(sys.argv[1]):
        name, text, own = json.loads(row)
        pages.setdefault(name, []).append((text, own))
    data = []
    for name in sorted(pages):
        body = truth[name]["articleBody"]
        known, printed = set(shingles(body)), {line.strip() for line in body.split("\n")}
        x = np.array([own for _, own in pages[name]])
        y = np.array([is_body(text, known, printed) for text, _ in pages[name]], float)
        # What a line is worth to a reader grows with its length; a page counts once however long its menus are.
        size = np.array([min(max(len(text), 10), 1000) for text, _ in pages[name]], float)
        data.append((x, y, 40 * size / size.sum()))
    halves = data[0::2], data[1::2]
    join = lambda half: [np.concatenate(part) for part in zip(*half)]
    x, y, weight = join(halves[0])
    alone = fit(x, y, weight)
    first = lambda x: 1 / (1 + np.exp(-x @ alone))
    around = fit(np.concatenate([among(page[0], first(page[0])) for page in halves[0]]), y, weight)
    around[0] += LEAN
    for label, half in zip(("fitted", "held out"), halves):
        _, y, weight = join(half)
        p = np.concatenate([among(page[0], first(page[0])) for page in half]) @ around > 0
        print(f"{label}: weighted accuracy of lines {np.average(p == y, weights=weight):.4f}")
    print(table("ALONE: [f32; FEATURES]", alone, OWN), table("AROUND: [f32; AMONG]", around, OWN + NEIGHBOURS), sep="\n\n")


main()
