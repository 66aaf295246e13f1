"""The network of `model.py` as ONNX graphs that rten runs in whole numbers.

Every product with weights is u8 x i8 -> i32: the input is rounded to 8 bits with one step for the whole tensor, the weights with one step per output.
Before that, the input's columns are divided by `smooth` and the weights' rows multiplied by it, so that no column needs a much larger step than the
others (SmoothQuant, Xiao et al. 2023). Attention, sums and norms stay in f32. Weights are rounded to 7 bits: CPUs without VNNI add two products in 16 bits.
"""
import numpy as np
from onnx import TensorProto, helper, numpy_helper

OPSET = 20
STEPS = 63                                     # of a weight to either side


class Graph:
    """Nodes and constants, named in the order in which they are added."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, array):
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, kind, *inputs, outputs=None, **attributes):
        inputs = [x if isinstance(x, str) else self.constant(x) for x in inputs]
        names = outputs or [f"n{len(self.nodes)}"]
        self.nodes.append(helper.make_node(kind, inputs, names, **attributes))
        return names[0]

    def model(self, inputs, outputs):
        value = lambda name, kind, shape: helper.make_tensor_value_info(name, kind, shape)
        graph = helper.make_graph(self.nodes, "onrecord", [value(*x) for x in inputs], [value(*x) for x in outputs], self.constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])

    def rounded(self, x, smooth=None):
        """x in 8 bits, with its step and its zero."""
        if smooth is not None:
            x = self.add("Mul", x, (1 / smooth).astype(np.float32))
        n = len(self.nodes)
        names = [f"n{n}", f"n{n}.step", f"n{n}.zero"]
        self.add("DynamicQuantizeLinear", x, outputs=names)
        return names

    def linear(self, x, weight, bias, smooth=None):
        """x: what `rounded` gave. weight: [out, in]."""
        matrix = weight.T * (1 if smooth is None else smooth[:, None])
        step = np.maximum(np.abs(matrix).max(0), 1e-8).astype(np.float32) / STEPS
        product = self.add("MatMulInteger", x[0], np.rint(matrix / step).astype(np.int8), x[2])
        y = self.add("Mul", self.add("Cast", product, to=TensorProto.FLOAT), self.add("Mul", x[1], step))
        return self.add("Add", y, bias)

    def norm(self, x, weight, bias):
        return self.add("LayerNormalization", x, weight, bias, axis=-1, epsilon=1e-12)

    def layer(self, x, mask, split, joined, w, smooth, heads):
        """One layer on x [rows * words, width]; `split`: [rows, words, heads, width of a head]; `joined`: the shape of x."""
        scale = np.float32((w["q.weight"].shape[0] // heads) ** -0.5)
        into = self.rounded(x, smooth["q"])
        head = lambda name, factor, perm: self.add("Transpose", self.add("Reshape", self.linear(
            into, (w[name + ".weight"].T * factor).T, w[name + ".bias"] * factor, smooth["q"]), split), perm=perm)
        q, k = head("q", scale, [0, 2, 1, 3]), head("k", np.float32(1), [0, 2, 3, 1])
        v = head("v", 1 / smooth["o"], [0, 2, 1, 3])               # what the next product's rows are multiplied by
        a = self.add("Softmax", self.add("Add", self.add("MatMul", q, k), mask), axis=-1)
        a = self.add("Reshape", self.add("Transpose", self.add("MatMul", a, v), perm=[0, 2, 1, 3]), joined)
        a = self.linear(self.rounded(a), w["o.weight"], w["o.bias"], smooth["o"])
        x = self.norm(self.add("Add", x, a), w["norm1.weight"], w["norm1.bias"])
        y = self.add("Gelu", self.linear(self.rounded(x, smooth["up"]), w["up.weight"], w["up.bias"], smooth["up"]))
        y = self.linear(self.rounded(y, smooth["down"]), w["down.weight"], w["down.bias"], smooth["down"])
        return self.norm(self.add("Add", x, y), w["norm2.weight"], w["norm2.bias"])
