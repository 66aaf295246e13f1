"""Writes trained weights as the files that ship: ONNX for rten, its large matrices in 8 bits, checked against PyTorch.

usage: export.py WEIGHTS.pt OUT_DIR     (OUT_DIR: models/accurate)
OUT_DIR/encoder.onnx   ids, case, quote [batch, pieces] int32; guideline [batch] int32; mask [batch, pieces] f32
                       -> hidden [batch, pieces, width], cue [batch, pieces, 3]
OUT_DIR/roles.onnx     hidden [cues, words, width]; distance [cues, words] int32; mask [cues, words] f32 -> role [cues, words, 6], act [cues, 11]
OUT_DIR/decoder.json   CRF weights, threshold and limits
OUT_DIR/vocab.txt      the word pieces, one a line
Matrices and embeddings are int8 rows with one f32 scale each (DequantizeLinear before use).
"""
import json
import os
import shutil
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

import data
import model as M
import predict

OPSET = 17
FLOOR = 0.1                                    # a word is tried as a cue from this probability on
THRESHOLD = 0.4                                # and its statement kept from this one on; chosen on PolNeAR dev


def export(net, folder):
    g = torch.Generator().manual_seed(0)
    i32 = lambda high, *shape: torch.randint(0, high, shape, generator=g, dtype=torch.int32)
    mask = torch.ones(2, 9)
    mask[1, 6:] = 0
    parts = {"encoder": (net.encoder, (i32(30000, 2, 9), i32(6, 2, 9), i32(4, 2, 9), i32(2, 2), mask), ["ids", "case", "quote", "guideline", "mask"], ["hidden", "cue"], ("batch", "pieces")),
             "roles": (net.roles, (torch.randn(2, 9, net.cfg["width"], generator=g), torch.tensor([[10, 11, 12, 12, 13, 14, 15, 16, 17]] * 2, dtype=torch.int32), mask),
                       ["hidden", "distance", "mask"], ["role", "act"], ("cues", "words"))}
    for name, (part, args, inputs, outputs, axes) in parts.items():
        dynamic = {k: {0: axes[0], 1: axes[1]} for k in inputs + outputs if k not in ("guideline", "act")}
        dynamic.update({k: {0: axes[0]} for k in ("guideline", "act") if k in inputs + outputs})
        torch.onnx.export(part, args, os.path.join(folder, name + ".onnx"), input_names=inputs, output_names=outputs, dynamic_axes=dynamic, opset_version=OPSET, dynamo=False)


def quantise(file, out):
    """Every matrix of 64 rows and more becomes int8 rows (a row: what is scaled as one: a word of an embedding, an output of a product)."""
    net = onnx.load(file)
    used = {}
    for node in net.graph.node:
        for k, name in enumerate(node.input):
            used.setdefault(name, []).append((node.op_type, k))
    keep, extra, nodes = [], [], []
    for t in net.graph.initializer:
        a = numpy_helper.to_array(t)
        op, k = used[t.name][0]
        if a.dtype != np.float32 or a.ndim != 2 or min(a.shape) < 64 or op not in ("Gather", "MatMul", "Gemm"):
            keep.append(t)
            continue
        axis = 0 if op == "Gather" else 1                                   # the matrices of products are stored [in, out]
        scale = np.maximum(np.abs(a).max(1 - axis), 1e-8).astype(np.float32) / 127
        q = np.rint(a / (scale[:, None] if axis == 0 else scale[None])).astype(np.int8)
        extra += [numpy_helper.from_array(q, t.name + ".q"), numpy_helper.from_array(scale, t.name + ".scale")]
        nodes.append(helper.make_node("DequantizeLinear", [t.name + ".q", t.name + ".scale"], [t.name], name=t.name + ".dequantize", axis=axis))
    graph = net.graph
    del graph.initializer[:]
    graph.initializer.extend(keep + extra)
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes + rest)
    onnx.checker.check_model(net)
    onnx.save(net, out)


def rounded(net):
    """The net with the int8 rounding applied."""
    with torch.no_grad():
        for n, p in net.named_parameters():
            if p.ndim == 2 and min(p.shape) >= 64:
                s = p.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
                p.copy_((p / s).round() * s)
    return net


def check(net, folder, suffix):
    """Largest difference between ONNX and PyTorch on fresh random input of other sizes."""
    g = torch.Generator().manual_seed(1)
    ids = torch.randint(1000, 30000, (3, 70), generator=g)
    case, quote, guide = torch.randint(0, 6, (3, 70), generator=g), torch.randint(0, 4, (3, 70), generator=g), torch.tensor([0, 1, 0])
    mask = torch.ones(3, 70)
    mask[2, 50:] = 0
    plain = onnxruntime.SessionOptions()                                     # onnxruntime's optimiser would round activations too
    plain.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    run = lambda name, args: onnxruntime.InferenceSession(os.path.join(folder, name + suffix), plain).run(None, args)
    npy = lambda x: x.numpy().astype(np.int32) if not x.is_floating_point() else x.numpy()
    with torch.no_grad():
        h, cue = net.encoder(ids, case, quote, guide, mask)
        h2, cue2 = run("encoder", dict(ids=npy(ids), case=npy(case), quote=npy(quote), guideline=npy(guide), mask=npy(mask)))
        d = torch.tensor([[M.distance_bucket(i, 20, 22) for i in range(70)]] * 3)
        role, act = net.roles(h, d, mask)
        role2, act2 = run("roles", dict(hidden=h.numpy(), distance=npy(d), mask=npy(mask)))
    m = mask.numpy() > 0
    return {k: float(np.abs(a.numpy() - b)[m if a.ndim == 3 else slice(None)].max()) for k, a, b in (("hidden", h, h2), ("cue", cue, cue2), ("role", role, role2), ("act", act, act2))}


def main(weights, folder):
    os.makedirs(folder, exist_ok=True)
    net = predict.load(weights)
    with tempfile.TemporaryDirectory() as full:
        export(net, full)
        print("fp32 differs from PyTorch by", check(net, full, ".onnx"))
        for name in ("encoder", "roles"):
            quantise(os.path.join(full, name + ".onnx"), os.path.join(folder, name + ".onnx"))
    crf = net.crf
    values = lambda t: np.round(t.detach().numpy(), 6).tolist()
    with open(os.path.join(folder, "decoder.json"), "w") as f:
        json.dump({"trans": values(crf.trans + crf.ban), "start": values(crf.start + crf.ban_first), "stop": values(crf.stop),
                   "reach": data.REACH, "limit": predict.LIMIT, "floor": FLOOR, "threshold": THRESHOLD}, f, indent=1)
    shutil.copy(predict.minilm("vocab.txt"), os.path.join(folder, "vocab.txt"))
    rounded(net)
    print("int8 differs from PyTorch with rounded weights by", check(net, folder, ".onnx"))


if __name__ == "__main__":
    main(*sys.argv[1:3])
