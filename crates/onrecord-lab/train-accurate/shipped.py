"""The weights that ship, back as a network to train on from: what `export.py` wrote, in 32 bits again."""
import json
import math
import os

import numpy as np
import onnx
import torch
from onnx import numpy_helper

import model as M


class File:
    """A graph's constants, and its nodes by what they give and by what they take."""

    def __init__(self, path):
        graph = onnx.load(path).graph
        self.nodes = graph.node
        self.constants = {x.name: numpy_helper.to_array(x) for x in graph.initializer}
        self.giving = {name: node for node in graph.node for name in node.output}
        self.taking = {}
        for node in graph.node:
            for name in node.input:
                self.taking.setdefault(name, []).append(node)

    def next(self, node):
        return self.taking[node.output[0]][0]

    def named(self, name):
        """The table whose rows an input of this name chooses; that of words stands in two, whole steps and their sizes."""
        tables = [self.constants[node.input[0]].astype(np.float32) for node in self.nodes if node.op_type == "Gather" and node.input[1] == name]
        return math.prod(tables)

    def products(self):
        """(weight, bias) of each rounded product, in order, with what its input was divided by put back."""
        for node in self.nodes:
            if node.op_type != "MatMulInteger":
                continue
            matrix = self.constants[node.input[1]].astype(np.float32)
            scaled = self.next(self.next(node))                                    # the product as floats, times its steps
            weight = matrix * self.constants[self.giving[scaled.input[1]].input[1]]
            smoothed = self.giving.get(self.giving[node.input[0]].input[0])
            if smoothed is not None and smoothed.op_type == "Mul" and self.constants.get(smoothed.input[1], matrix).shape == weight.shape[:1]:
                weight = weight * self.constants[smoothed.input[1]][:, None]
            yield weight.T, self.constants[self.next(scaled).input[1]]

    def norms(self):
        return [[self.constants[x] for x in node.input[1:3]] for node in self.nodes if node.op_type == "LayerNormalization"]

    def last(self, name):
        """(weight, bias) of the plain product that gives an output."""
        add = self.giving[self.giving[name].input[0]]
        return self.constants[self.giving[add.input[0]].input[1]].T, self.constants[add.input[1]]


def put(module, values):
    for parameter, value in zip((module.weight, module.bias), values):
        parameter.data.copy_(torch.tensor(np.array(value)))


def fill(layers, products, norms, heads):
    for layer in layers:
        for name in ("q", "k", "v", "o", "up", "down"):
            weight, bias = next(products)
            factor = (len(bias) // heads) ** 0.5 if name == "q" else 1
            put(getattr(layer, name), (weight * factor, bias * factor))
        put(layer.norm1, next(norms))
        put(layer.norm2, next(norms))


def load(net, folder):
    """Fills `net` with the weights in a models folder; acts have none. What stretches a value before a product and shrinks it after stays."""
    heads = net.cfg["heads"]
    file = File(os.path.join(folder, "encoder.onnx"))
    e, norms = net.encoder, iter(file.norms())
    e.word.weight.data.copy_(torch.tensor(file.named("ids")))
    positions = file.named(next(node.output[0] for node in file.nodes if node.op_type == "Range"))
    e.position.weight.data[:len(positions)] = torch.tensor(positions)
    e.case.weight.data.copy_(torch.tensor(file.named("case")))
    e.quote.weight.data.copy_(torch.tensor(file.named("quote")))
    e.guideline.weight.data.copy_(torch.tensor(file.named("guideline")[:2, 0]))
    put(e.norm, next(norms))
    fill(e.layers, file.products(), norms, heads)
    put(e.cue, file.last("cue"))
    file = File(os.path.join(folder, "roles.onnx"))
    net.roles.distance.weight.data.copy_(torch.tensor(file.named("distance")))
    fill(net.roles.layers, file.products(), iter(file.norms()), heads)
    put(net.roles.out, file.last("role"))
    with open(os.path.join(folder, "decoder.json")) as f:
        decoder = json.load(f)
    allowed = lambda scores, ban: torch.tensor(scores) * (ban == 0)
    net.crf.trans.data.copy_(allowed(decoder["trans"], net.crf.ban))
    net.crf.start.data.copy_(allowed(decoder["start"], net.crf.ban_first))
    net.crf.stop.data.copy_(torch.tensor(decoder["stop"]))
