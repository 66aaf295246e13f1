"""The network: an encoder with a cue tagger, then per cue a role tagger over the words around it.

encode   word pieces + case + quotation state + guideline -> layers[:split] -> h; at first pieces: cue logits O, B, I
roles    for one cue: h of the words around it (first pieces only) + side and distance to the cue -> layers[split:] (or a
         small transformer of its own) -> logits of ROLES, and the act at the cue's words
"""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from text import N_CASE, N_QUOTE

CUES = ["O", "B", "I"]
ROLES = ["O", "B-source", "I-source", "B-content", "I-content", "cue"]
O, BS, IS, BC, IC, Q = range(6)
ACTS = "say deny accuse confirm warn pledge urge ask expect think decline".split()
N_DISTANCE = 2 * 12 + 1
NEVER = -1e4
# an inside label only follows its own begin or inside
FORBIDDEN = [(a, IS) for a in (O, BC, IC, Q)] + [(a, IC) for a in (O, BS, IS, Q)]


def distance_bucket(i, cue_start, cue_end):
    """Signed distance in words to the cue: 12 is the cue itself, below it before, above it after; 1-6 exact, then doubling."""
    if cue_start <= i < cue_end:
        return 12
    d = cue_start - i if i < cue_start else i - cue_end + 1
    b = d if d <= 6 else min(12, 7 + int(math.log2(d / 6) * 1.5))
    return 12 - b if i < cue_start else 12 + b


class Layer(nn.Module):
    """One BERT layer (post-norm)."""

    def __init__(self, width, heads, inner, drop):
        super().__init__()
        self.heads, self.drop = heads, drop
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, x, bias):
        b, n, w = x.shape
        q, k, v = (f(x).reshape(b, n, self.heads, w // self.heads).transpose(1, 2) for f in (self.q, self.k, self.v))
        a = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(w // self.heads) + bias, -1)
        a = self.o((a @ v).transpose(1, 2).reshape(b, n, w))
        x = self.norm1(x + F.dropout(a, self.drop, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(y, self.drop, self.training))


def mask_bias(mask):
    return (1.0 - mask)[:, None, None, :] * NEVER


class Encoder(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        w = cfg["width"]
        self.word = nn.Embedding(cfg["vocab"], w)
        self.position = nn.Embedding(512, w)
        self.case, self.quote, self.guideline = nn.Embedding(N_CASE, w), nn.Embedding(N_QUOTE, w), nn.Embedding(2, w)
        self.norm = nn.LayerNorm(w, eps=1e-12)
        self.layers = nn.ModuleList(Layer(w, cfg["heads"], cfg["inner"], cfg["drop"]) for _ in range(cfg["split"]))
        self.cue = nn.Linear(w, len(CUES))
        self.drop = cfg["drop"]

    def forward(self, ids, case, quote, guideline, mask):
        """ids, case, quote: [batch, pieces]; guideline: [batch]; mask: 1.0 for pieces. Returns h and cue logits of every piece."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(at)[None] + self.case(case) + self.quote(quote) + self.guideline(guideline)[:, None]
        x = F.dropout(self.norm(x), self.drop, self.training)
        bias = mask_bias(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return x, self.cue(x)


class Roles(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        w, self.small = cfg["width"], cfg["role_width"]
        n = self.small or w
        self.distance = nn.Embedding(N_DISTANCE, n)
        self.project = nn.Linear(w, n) if self.small else nn.Identity()
        if self.small:
            self.at_cue, self.norm = nn.Linear(w, n), nn.LayerNorm(n)
            self.layers = nn.ModuleList(Layer(n, 4, 4 * n, cfg["drop"]) for _ in range(cfg["role_layers"]))
        else:
            self.layers = nn.ModuleList(Layer(w, cfg["heads"], cfg["inner"], cfg["drop"]) for _ in range(cfg["layers"] - cfg["split"]))
        self.out, self.act = nn.Linear(n, len(ROLES)), nn.Linear(n, len(ACTS))

    def forward(self, h, distance, mask):
        """h: [cues, words, width], distance: buckets [cues, words]. Returns role logits per word and act logits per cue."""
        x = self.project(h)
        on_cue = (distance == N_DISTANCE // 2).to(h.dtype)[:, :, None]
        size = on_cue.sum(1)
        if self.small:
            c = self.at_cue((h * on_cue).sum(1) / size)[:, None]
            x = self.norm(x + c + x * c + self.distance(distance))
        else:
            x = x + self.distance(distance)
        bias = mask_bias(mask)
        for layer in self.layers:
            x = layer(x, bias)
        return self.out(x), self.act((x * on_cue).sum(1) / size)


class Crf(nn.Module):
    """Linear chain over ROLES; the label `cue` is fixed on the cue's words and forbidden elsewhere."""

    def __init__(self):
        super().__init__()
        n = len(ROLES)
        self.trans, self.start, self.stop = nn.Parameter(torch.zeros(n, n)), nn.Parameter(torch.zeros(n)), nn.Parameter(torch.zeros(n))
        ban = torch.zeros(n, n)
        for a, b in FORBIDDEN:
            ban[a, b] = NEVER
        self.register_buffer("ban", ban, persistent=False)
        first = torch.zeros(n)
        first[[IS, IC]] = NEVER
        self.register_buffer("ban_first", first, persistent=False)

    @staticmethod
    def fix_cue(logits, on_cue):
        """Words on the cue get label `cue` only, all others any but it."""
        only = torch.full((len(ROLES),), NEVER)
        only[Q] = 0.0
        other = torch.zeros(len(ROLES))
        other[Q] = NEVER
        return logits.float() * (~on_cue)[:, :, None] + torch.where(on_cue[:, :, None], only, other)

    def loss(self, logits, tags, mask):
        """Sum of negative log likelihoods. logits: fixed; tags [n, words]; mask bool."""
        t, s, e = self.trans + self.ban, self.start + self.ban_first, self.stop
        alpha = s + logits[:, 0]
        for i in range(1, logits.shape[1]):
            nxt = torch.logsumexp(alpha[:, :, None] + t, 1) + logits[:, i]
            alpha = torch.where(mask[:, i, None], nxt, alpha)
        z = torch.logsumexp(alpha + e, 1)
        m = mask.float()
        gold = (logits.gather(2, tags[:, :, None])[:, :, 0] * m).sum(1) + s[tags[:, 0]]
        gold = gold + (t[tags[:, :-1], tags[:, 1:]] * m[:, 1:]).sum(1)
        last = tags.gather(1, mask.long().sum(1, keepdim=True) - 1)[:, 0]
        return (z - gold - e[last]).sum()

    @torch.no_grad()
    def decode(self, logits, n):
        """The best labels of one chain. logits [words, labels], fixed; n words."""
        t = self.trans + self.ban
        score, back = self.start + self.ban_first + logits[0], []
        for i in range(1, n):
            best, arg = (score[:, None] + t).max(0)
            back.append(arg)
            score = best + logits[i]
        tag = int((score + self.stop).argmax())
        tags = [tag]
        for arg in reversed(back):
            tag = int(arg[tag])
            tags.append(tag)
        return tags[::-1]


class Model(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.cfg = cfg
        self.encoder, self.roles, self.crf = Encoder(cfg), Roles(cfg), Crf()
        for e in (self.encoder.case, self.encoder.quote, self.encoder.guideline, self.roles.distance):
            nn.init.zeros_(e.weight)


CONFIG = dict(vocab=30522, width=384, heads=12, inner=1536, layers=6, split=5, role_width=0, role_layers=1, drop=0.1)


def from_minilm(model, file, pick=None):
    """Fills the pretrained part. `pick`: which of MiniLM's layers become ours (default: the first ones)."""
    from safetensors.torch import load_file
    t = load_file(file)
    t = {k.removeprefix("bert."): v for k, v in t.items()}
    e = model.encoder
    e.word.weight.data.copy_(t["embeddings.word_embeddings.weight"])
    e.position.weight.data.copy_(t["embeddings.position_embeddings.weight"] + t["embeddings.token_type_embeddings.weight"][0])
    _copy(e.norm, t, "embeddings.LayerNorm")
    layers = list(e.layers) + ([] if model.roles.small else list(model.roles.layers))
    for i, layer in zip(pick or range(len(layers)), layers):
        p = f"encoder.layer.{i}."
        for ours, theirs in (("q", "attention.self.query"), ("k", "attention.self.key"), ("v", "attention.self.value"), ("o", "attention.output.dense"),
                             ("norm1", "attention.output.LayerNorm"), ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm")):
            _copy(getattr(layer, ours), t, p + theirs)


def _copy(module, tensors, name):
    module.weight.data.copy_(tensors[name + ".weight"])
    module.bias.data.copy_(tensors[name + ".bias"])
