"""Writes trained weights as the files that ship: ONNX for rten, the word vectors in 8 bits; checked against PyTorch.

usage: export.py WEIGHTS.pt OUT_DIR     (OUT_DIR: models/fast)
The files are those of ../train-accurate/export.py; the vocabulary is the accurate setting's.
"""
import json
import os
import sys

import numpy as np
import onnxruntime
import torch
import torch.nn as nn

import student
from student import M
import data
import predict

OPSET = 17
THRESHOLD = 0.4                                # a statement is kept from this confidence on; chosen on PolNeAR dev
FLOOR = 0.1                                    # or tried from this one on, where every statement is asked for that is sure enough
CONFIDENCE = [0.121, 0.611, 1.142]             # the weights of `Scores::confidence`, by `onrecord-lab calibrate DIR --tagger fast` on PolNeAR dev


class Rows(nn.Module):
    """An embedding whose rows are whole numbers of 8 bits, each with its step."""

    def __init__(self, embedding):
        super().__init__()
        weight = embedding.weight.detach()
        step = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("step", step)
        self.register_buffer("rows", (weight / step).round().to(torch.int8))

    def forward(self, ids):
        return self.rows[ids].float() * self.step[ids]


def between(embedding):
    """An embedding of two rows, and as a third what lies between them."""
    rows = embedding.weight.detach()
    return nn.Embedding.from_pretrained(torch.cat([rows, rows.mean(0, keepdim=True)]))


def graphs(net):
    """Name, module, example inputs, names of inputs and outputs, and of the axes."""
    g = torch.Generator().manual_seed(0)
    i32 = lambda high, *shape: torch.randint(0, high, shape, generator=g, dtype=torch.int32)
    mask = torch.ones(2, 9)
    mask[1, 6:] = 0
    yield ("encoder", net.encoder, (i32(30000, 2, 9), i32(6, 2, 9), i32(4, 2, 9), i32(3, 2), mask),
           ["ids", "case", "quote", "guideline", "mask"], ["hidden", "cue"], ("rows", "pieces"))
    yield ("roles", net.roles, (torch.randn(2, 9, net.cfg["narrow"], generator=g), torch.tensor([[10, 11, 12, 12, 13, 14, 15, 16, 17]] * 2, dtype=torch.int32), mask),
           ["hidden", "distance", "mask"], ["role"], ("cues", "words"))


def check(net, folder):
    """The largest difference between ONNX and PyTorch, on input of another size."""
    g = torch.Generator().manual_seed(1)
    i32 = lambda high, *shape: torch.randint(0, high, shape, generator=g, dtype=torch.int32)
    mask = torch.ones(3, 70)
    mask[2, 50:] = 0
    args = dict(zip(["ids", "case", "quote", "guideline", "mask"], (i32(30000, 3, 70), i32(6, 3, 70), i32(4, 3, 70), torch.tensor([0, 1, 2], dtype=torch.int32), mask)))
    run = lambda name, args: onnxruntime.InferenceSession(os.path.join(folder, name + ".onnx")).run(None, {k: v.numpy() for k, v in args.items()})
    with torch.no_grad():
        expected = net.encoder(*args.values())
        roles = dict(hidden=expected[0], distance=torch.tensor([[M.distance_bucket(i, 20, 22) for i in range(70)]] * 3, dtype=torch.int32), mask=mask)
        expected += (net.roles(*roles.values()),)
    found = run("encoder", args) + run("roles", roles)
    return {k: float(np.abs(a.numpy() - b)[mask.numpy() > 0].max()) for k, a, b in zip(("hidden", "cue", "role"), expected, found)}


def main(weights, folder):
    os.makedirs(folder, exist_ok=True)
    saved = torch.load(weights)
    net = student.Model(saved["config"])
    net.load_state_dict(saved["weights"])
    net.eval()
    net.encoder.word = Rows(net.encoder.word)
    net.encoder.guideline = between(net.encoder.guideline)
    for name, part, args, inputs, outputs, axes in graphs(net):
        dynamic = {k: {0: axes[0]} if k == "guideline" else dict(enumerate(axes)) for k in inputs + outputs}
        torch.onnx.export(part, args, os.path.join(folder, name + ".onnx"), input_names=inputs, output_names=outputs, dynamic_axes=dynamic, opset_version=OPSET, dynamo=False)
    print("ONNX differs from PyTorch by", check(net, folder))
    crf = net.crf
    values = lambda t: np.round(t.detach().numpy(), 6).tolist()
    with open(os.path.join(folder, "decoder.json"), "w") as f:
        json.dump({"trans": values(crf.trans + crf.ban), "start": values(crf.start + crf.ban_first), "stop": values(crf.stop),
                   "reach": data.REACH, "limit": predict.LIMIT, "threshold": THRESHOLD, "floor": FLOOR, "confidence": CONFIDENCE}, f, indent=1)


if __name__ == "__main__":
    main(*sys.argv[1:3])
