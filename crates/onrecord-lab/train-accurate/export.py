"""Writes trained weights as the files that ship: graphs for rten with weights of 8 bits (see graph.py).

usage: export.py WEIGHTS.pt OUT_DIR [--corpora DIR] [--bench DIR]     (OUT_DIR: models/accurate)
OUT_DIR/encoder.onnx   ids, case, quote [rows, pieces] int32; guideline [rows] int32 (0: PolNeAR's, 1: the gold pages', 2: between);
                       mask [rows, pieces] f32 -> hidden [rows, pieces, width], cue [rows, pieces, 3]
OUT_DIR/roles.onnx     hidden [cues, words, width]; distance [cues, words] int32; mask [cues, words] f32 -> role [cues, words, 6]
OUT_DIR/decoder.json   transition scores, threshold and limits
OUT_DIR/vocab.txt      the word pieces, one a line
"""
import argparse
import json
import os
import random
import shutil

import numpy as np
import onnx
import torch
from onnx import TensorProto

import data
import model as M
import predict
from graph import STEPS, Graph
from text import MAX_PIECES, Pieces, paragraphs, windows

THRESHOLD = 0.45                               # a statement is kept from this confidence on; chosen on PolNeAR dev
FLOOR = 0.1                                    # where all statements are asked for, a cue is looked at from here on
CONFIDENCE = [0.049, 0.430, 1.416]             # what `onrecord-lab calibrate` prints for PolNeAR dev
BETWEEN = 0.75                                 # of the way from one guideline to the other; chosen on PolNeAR dev and the gold pages
TEXTS = 16                                     # of the train split, to see how large the values of each column get
ROWS = 1000                                    # of a product's input, to compare the rounded product with the exact one
SHARES = np.arange(0.4, 1.05, 0.05)            # of the difficulty that goes from a product's input over to its weights
F32, I32 = TensorProto.FLOAT, TensorProto.INT32
WEIGHTED = ("q", "o", "up", "down")            # the products whose inputs are looked at; k and v have q's


@torch.no_grad()
def inputs(net, docs, pieces):
    """What each product's input looks like on some texts: by part, layer and product, rows of values."""
    seen, hooks = {}, []
    for part, layers in (("encoder", net.encoder.layers), ("roles", net.roles.layers)):
        for n, layer in enumerate(layers):
            for name in WEIGHTED:
                note = lambda module, args, key=(part, n, name): seen.setdefault(key, []).append(args[0].flatten(0, -2))
                hooks.append(getattr(layer, name).register_forward_pre_hook(note))
    for d in docs:
        predict.extract(net, paragraphs(d.text, pieces), d.guideline)
    for h in hooks:
        h.remove()
    return {k: torch.cat(v).numpy() for k, v in seen.items()}


def layers(g, x, mask, shape, part, modules, seen, cfg):
    """All layers of a part on x [rows, words, width]; x comes out as [rows * words, width]."""
    width, heads = cfg["width"], cfg["heads"]
    split = g.add("Concat", shape, np.array([heads, width // heads], np.int64), axis=0)
    joined = np.array([-1, width], np.int64)
    x = g.add("Reshape", x, joined)
    mask = g.add("Mul", g.add("Sub", np.float32(1), mask), np.float32(M.NEVER))
    mask = g.add("Unsqueeze", mask, np.array([1, 2], np.int64))
    for n, layer in enumerate(modules):
        w = {k: v.numpy() for k, v in layer.state_dict().items()}
        smooth = {name: balance(seen[part, n, name], w[name + ".weight"]) for name in WEIGHTED}
        x = g.layer(x, mask, split, joined, w, smooth, heads)
    return x


def balance(x, weight):
    """What the columns of a product's input are divided by, so that the rounded product differs least from the exact one."""
    columns, rows = np.maximum(np.abs(x).max(0), 1e-3), np.maximum(np.abs(weight).max(0), 1e-3)
    sample = x[:: max(1, len(x) // ROWS)]
    exact = sample @ weight.T
    def off(share):
        smooth = columns ** share / rows ** (1 - share)
        return np.linalg.norm(nearest_input(sample / smooth, x / smooth) @ nearest_weight(weight * smooth).T - exact)
    share = min(SHARES, key=off)
    return (columns ** share / rows ** (1 - share)).astype(np.float32)


def nearest_input(x, all_):
    low, high = min(all_.min(), 0), max(all_.max(), 0)
    step = (high - low) / 255
    zero = np.rint(-low / step)
    return (np.clip(np.rint(x / step) + zero, 0, 255) - zero) * step


def nearest_weight(w):
    step = np.abs(w).max(1, keepdims=True) / STEPS
    return np.rint(w / step) * step


def back(g, x, weight, bias, shape, name):
    """A last, small product in f32, in the shape [rows, words, columns of it]."""
    y = g.add("Add", g.add("MatMul", x, weight.T.astype(np.float32)), bias)
    return g.add("Reshape", y, g.add("Concat", shape, np.array([-1], np.int64), axis=0), outputs=[name])


def embedding(g, table, ids):
    step = np.maximum(np.abs(table).max(1), 1e-8).astype(np.float32) / 127
    rows = g.add("Cast", g.add("Gather", np.rint(table / step[:, None]).astype(np.int8), ids), to=F32)
    return g.add("Mul", rows, g.add("Gather", step[:, None], ids))


def encoder(net, seen):
    e, g = net.encoder, Graph()
    w = {k: v.numpy() for k, v in e.state_dict().items()}
    shape = g.add("Shape", "ids")
    x = embedding(g, w["word.weight"], "ids")
    at = g.add("Range", np.int64(0), g.add("Gather", shape, np.int64(1)), np.int64(1))
    x = g.add("Add", x, g.add("Gather", w["position.weight"][:MAX_PIECES], at))
    x = g.add("Add", x, g.add("Gather", w["case.weight"], "case"))
    x = g.add("Add", x, g.add("Gather", w["quote.weight"], "quote"))
    polnear, pages = w["guideline.weight"]
    guides = np.stack([polnear, pages, polnear + BETWEEN * (pages - polnear)])[:, None]
    x = g.add("Add", x, g.add("Gather", guides, "guideline"))
    x = g.norm(x, w["norm.weight"], w["norm.bias"])
    x = layers(g, x, "mask", shape, "encoder", e.layers, seen, net.cfg)
    g.add("Reshape", x, g.add("Concat", shape, np.array([-1], np.int64), axis=0), outputs=["hidden"])
    back(g, x, w["cue.weight"], w["cue.bias"], shape, "cue")
    grid = ["rows", "pieces"]
    return g.model([("ids", I32, grid), ("case", I32, grid), ("quote", I32, grid), ("guideline", I32, ["rows"]), ("mask", F32, grid)],
                   [("hidden", F32, grid + [net.cfg["width"]]), ("cue", F32, grid + [len(M.CUES)])])


def roles(net, seen):
    g = Graph()
    w = {k: v.numpy() for k, v in net.roles.state_dict().items()}
    shape = g.add("Shape", "distance")
    x = g.add("Add", "hidden", g.add("Gather", w["distance.weight"], "distance"))
    x = layers(g, x, "mask", shape, "roles", net.roles.layers, seen, net.cfg)
    back(g, x, w["out.weight"], w["out.bias"], shape, "role")
    grid = ["cues", "words"]
    return g.model([("hidden", F32, grid + [net.cfg["width"]]), ("distance", I32, grid), ("mask", F32, grid)],
                   [("role", F32, grid + [len(M.ROLES)])])


def main():
    p = argparse.ArgumentParser()
    p.add_argument("weights")
    p.add_argument("out")
    p.add_argument("--corpora", default="../shared/corpora")
    p.add_argument("--bench", default="../shared/bench")
    args = p.parse_args()
    torch.set_num_threads(1)
    net, pieces = predict.load(args.weights), Pieces(predict.minilm("vocab.txt"))
    docs = data.load_polnear(os.path.join(args.corpora, "polnear/train"), args.bench)
    seen = inputs(net, random.Random(0).sample(docs, TEXTS), pieces)
    if not any(part == "roles" for part, _, _ in seen):
        raise SystemExit(f"{args.weights}: finds no cue in {TEXTS} texts; train it for more steps")
    os.makedirs(args.out, exist_ok=True)
    for name, make in (("encoder", encoder), ("roles", roles)):
        onnx.save(make(net, seen), os.path.join(args.out, name + ".onnx"))
    crf = net.crf
    values = lambda t: np.round(t.detach().numpy(), 6).tolist()
    with open(os.path.join(args.out, "decoder.json"), "w") as f:
        json.dump({"trans": values(crf.trans + crf.ban), "start": values(crf.start + crf.ban_first), "stop": values(crf.stop),
                   "reach": data.REACH, "limit": predict.LIMIT, "threshold": THRESHOLD, "floor": FLOOR, "confidence": CONFIDENCE}, f, indent=1)
    shutil.copy(predict.minilm("vocab.txt"), os.path.join(args.out, "vocab.txt"))


if __name__ == "__main__":
    main()
