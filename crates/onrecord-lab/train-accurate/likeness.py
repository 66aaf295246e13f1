"""Trains and exports what tells a pronoun's antecedents apart by the encoder's states: the network `likeness.onnx` of a setting.

usage: likeness.py CHOICES.jsonl MODELS_DIR --news FOLDER     (CHOICES: from `onrecord-lab antecedents`; MODELS_DIR: models/accurate or models/fast)
Of each word's state the network makes a query, which counts where the word is a pronoun, and two keys, which count where it is a mention's first and
last word. A pronoun's query times the sum of a mention's keys, the largest of a candidate's latest mentions, is added to what `antecedents.tsv`
gives the candidate. One softmax over the candidates; only pronouns whose speaker is annotated are learned from. The encoder stays as it is.
"""
import argparse
import collections
import json
import math
import os
import random
import zlib

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn as nn
import torch.nn.functional as F
from onnx import TensorProto

import data
from graph import Graph
from text import Pieces, paragraphs, windows

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "../../onrecord/data/antecedents.tsv")
VOCABULARY = os.path.join(HERE, "../../../models/accurate/vocab.txt")
FAMILIES = ("person", "thing", "several")
GUIDE = 2                                      # as the program reads: between the guidelines
WIDTH, SCALE = 32, 12                          # of queries and keys; what their products are divided by
LATEST = 6                                     # mentions of a candidate
EPOCHS, BATCH, RATE, DECAY = 8, 16, 1e-3, 0.05
FOLDS = 5


def weights():
    with open(TABLE, encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]
    return {family: torch.tensor([float(row[1 + at]) for row in rows]) for at, family in enumerate(FAMILIES)}


class States:
    """An encoder that ships, and the states that it gives the words of a text."""

    def __init__(self, folder):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        self.session = onnxruntime.InferenceSession(os.path.join(folder, "encoder.onnx"), sess_options=options)
        with open(os.path.join(folder, "decoder.json")) as f:
            self.limit = json.load(f)["limit"]
        self.pieces = Pieces(VOCABULARY)

    def __call__(self, text):
        """Where each word begins and ends, and its state."""
        words = []
        for batch in data.batched([(win, GUIDE) for win in windows(paragraphs(text, self.pieces), self.limit)], 1024):
            *grids, mask = (x.numpy() for x in data.encoder_input(batch))
            values = dict(zip(("ids", "case", "quote", "guideline"), (x.astype(np.int32) for x in grids)), mask=mask)
            [hidden] = self.session.run(["hidden"], values)
            for row, (win, _) in zip(hidden, batch):
                words += [(word.start, word.end, row[first]) for word, first in zip(win.words, win.first)]
        starts, ends, states = zip(*words)
        return np.array(starts), np.array(ends), np.stack(states)


def examples(file, texts, states):
    """(fold, family, the pronoun's state, the mentions' first and last states, whose each is, the table's scores, the right one) of each pronoun."""
    table = weights()
    chosen = collections.defaultdict(list)
    with open(file, encoding="utf-8") as f:
        for line in f:
            name, pronoun, _, family, candidates, right = json.loads(line)
            if right is None:
                continue
            # Those joined by "and" have no mentions of their own, and are never the annotated one.
            right -= sum(not spans for spans, _ in candidates[:right])
            candidates = [(spans, features) for spans, features in candidates if spans]
            if len(candidates) > 1:
                chosen[name].append((pronoun, family, candidates, right))
    for name, pronouns in chosen.items():
        starts, ends, hidden = states(texts[name])
        word = lambda offset: hidden[min(np.searchsorted(ends, offset, "right"), len(ends) - 1)]
        for pronoun, family, candidates, right in pronouns:
            latest = [(at, span) for at, (spans, _) in enumerate(candidates) for span in spans[-LATEST:]]
            both = np.stack([np.concatenate([word(first), word(end - 1)]) for _, (first, end) in latest])
            scores = torch.tensor([features for _, features in candidates]) @ table[family]
            yield (zlib.crc32(name.encode()) % FOLDS, family, torch.tensor(word(pronoun[0])), torch.tensor(both), torch.tensor([at for at, _ in latest]), scores, right)


def together(rows):
    """Some examples as one: the pronouns, the mentions with whose each is and which pronoun's, the candidates' scores, which pronoun each is for, the right ones."""
    sizes = torch.tensor([len(row[5]) for row in rows])
    before = sizes.cumsum(0) - sizes
    number = torch.arange(len(rows))
    whose = torch.cat([row[4] + at for row, at in zip(rows, before)])
    row_of = number.repeat_interleave(torch.tensor([len(row[4]) for row in rows]))
    return (torch.stack([row[2] for row in rows]), torch.cat([row[3] for row in rows]), whose, row_of, torch.cat([row[5] for row in rows]),
            number.repeat_interleave(sizes), before + torch.tensor([row[6] for row in rows]))


class Likeness(nn.Module):
    def __init__(self, width, drop):
        super().__init__()
        self.drop = drop
        self.query, self.key, self.alone = nn.Linear(width, WIDTH), nn.Linear(2 * width, WIDTH), nn.Linear(2 * width, 1)
        nn.init.zeros_(self.alone.weight)
        nn.init.zeros_(self.alone.bias)

    def forward(self, pronouns, mentions, whose, row_of, scores):
        """The candidates' scores."""
        pronouns, mentions = F.dropout(pronouns, self.drop, self.training), F.dropout(mentions, self.drop, self.training)
        likeness = (self.key(mentions) * self.query(pronouns)[row_of]).sum(1) / SCALE + self.alone(mentions)[:, 0]
        return scores + torch.full_like(scores, -1e4).scatter_reduce(0, whose, likeness, "amax")


def most(values, of, count):
    """The largest value of each."""
    return torch.full((count,), -1e9).scatter_reduce(0, of, values, "amax")


def loss(net, rows):
    *input, of, right = together(rows)
    scores = net(*input)
    top = most(scores, of, len(rows)).detach()
    sums = torch.zeros(len(rows)).index_add(0, of, (scores - top[of]).exp())
    return (sums.log() + top - scores[right]).sum() / BATCH


def train(rows, drop):
    torch.manual_seed(0)
    order, rows = random.Random(0), list(rows)
    net = Likeness(len(rows[0][2]), drop)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * math.ceil(len(rows) / BATCH)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for _ in range(EPOCHS):
        order.shuffle(rows)
        for at in range(0, len(rows), BATCH):
            optimizer.zero_grad()
            loss(net, rows[at:at + BATCH]).backward()
            optimizer.step()
            rate.step()
    return net.eval()


def judge(rows, drop):
    """Of each family: how many there are, how many the table has right, and how many both, each fold by what the others taught."""
    out = {family: [0, 0, 0] for family in FAMILIES}
    for fold in range(FOLDS):
        net = train([row for row in rows if row[0] != fold], drop)
        held = [row for row in rows if row[0] == fold]
        *input, of, right = together(held)
        with torch.no_grad():
            by = [input[-1], net(*input)]
        is_right = [scores[right] >= most(scores, of, len(held)) for scores in by]
        for at, (_, family, *_) in enumerate(held):
            for place, add in enumerate((1, *(int(judged[at]) for judged in is_right))):
                out[family][place] += add
    return out


def export(net, file):
    """Query and keys of each word side by side, each with one place more: a one, and what a mention adds alone."""
    width = net.query.in_features
    with torch.no_grad():
        one = torch.zeros(1, width)
        first, last = net.key.weight.split(width, 1)
        alone_first, alone_last = net.alone.weight.split(width, 1)
        weight = torch.cat([net.query.weight / SCALE, one, first, alone_first, last, alone_last])
        bias = torch.cat([net.query.bias / SCALE, torch.ones(1), net.key.bias, net.alone.bias, torch.zeros(WIDTH + 1)])
    g = Graph()
    g.add("Add", g.add("MatMul", "hidden", weight.numpy().T), bias.numpy(), outputs=["likeness"])
    shape = lambda size: ["rows", "words", size]
    model = g.model([("hidden", TensorProto.FLOAT, shape(width))], [("likeness", TensorProto.FLOAT, shape(len(bias)))])
    onnx.checker.check_model(model)
    onnx.save(model, file)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("choices")
    p.add_argument("models")
    p.add_argument("--news", required=True)
    p.add_argument("--drop", type=float, default=0.5, help="of the states, while training: the more there are of them, the more")
    p.add_argument("--corpora", default="../shared/corpora")
    p.add_argument("--bench", default="../shared/bench")
    args = p.parse_args()
    torch.set_num_threads(1)
    documents = data.load_gold_pages(os.path.join(args.corpora, "gold"), args.bench) + data.load_annotated(args.corpora, args.news)
    texts = {document.name: document.text for document in documents}
    rows = list(examples(args.choices, texts, States(args.models)))
    print("family: pronouns, right by the table, right with the states", judge(rows, args.drop), flush=True)
    export(train(rows, args.drop), os.path.join(args.models, "likeness.onnx"))


if __name__ == "__main__":
    main()
