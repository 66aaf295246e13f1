"""The fast setting's network: the accurate one's in small, with the same inputs and outputs.

encode   word pieces + case + quotation state + guideline -> blocks -> h (narrow, for the roles), cue logits
roles    for one cue: h of the words around it, how they compare with the cue's, side and distance -> blocks -> logits of ROLES
"""
import os
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../train-accurate"))
import model as M
from text import N_CASE, N_QUOTE

CONFIG = dict(vocab=30522, width=128, inner=64, encoder="1 1 2 4 8", narrow=96, role_inner=64, roles="1 2 4 8", states=128, drop=0.1)


class Blocks(nn.Module):
    """Convolutions over a piece and its two neighbours so many pieces away, each added to what it read and normalised."""

    def __init__(self, steps, width, inner, drop):
        super().__init__()
        self.steps, self.drop = [int(s) for s in steps.split()], drop
        self.wide = nn.ModuleList(nn.Linear(3 * width, inner) for _ in self.steps)
        self.out = nn.ModuleList(nn.Linear(inner, width) for _ in self.steps)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in self.steps)

    def forward(self, x, mask):
        """x [batch, words, width]; mask [batch, words]."""
        mask = mask[:, :, None]
        for s, wide, out, norm in zip(self.steps, self.wide, self.out, self.norms):
            before, here, after = ((x * mask) @ torch.cat(wide.weight.split(x.shape[2], 1)).T).split(len(wide.bias), 2)
            y = here + wide.bias + F.pad(before, (0, 0, s, -s)) + F.pad(after, (0, 0, -s, s))
            x = norm(x + out(F.dropout(F.relu(y), self.drop, self.training)))
        return x


class Encoder(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        w = cfg["width"]
        self.word = nn.Embedding(cfg["vocab"], w)
        self.case, self.quote, self.guideline = nn.Embedding(N_CASE, w), nn.Embedding(N_QUOTE, w), nn.Embedding(2, w)
        self.norm = nn.LayerNorm(w)
        self.blocks = Blocks(cfg["encoder"], w, cfg["inner"], cfg["drop"])
        self.cue, self.narrow = nn.Linear(w, len(M.CUES)), nn.Linear(w, cfg["narrow"])
        self.drop = cfg["drop"]

    def read(self, ids, case, quote, guideline, mask):
        x = self.word(ids) + self.case(case) + self.quote(quote) + self.guideline(guideline)[:, None]
        return self.blocks(F.dropout(self.norm(x), self.drop, self.training), mask)

    def forward(self, ids, case, quote, guideline, mask):
        """ids, case, quote: [batch, pieces]; guideline: [batch]; mask: 1.0 for pieces. Returns h and cue logits of every piece."""
        x = self.read(ids, case, quote, guideline, mask)
        return self.narrow(x), self.cue(x)


class Roles(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        n = cfg["narrow"]
        self.distance, self.at_cue, self.norm = nn.Embedding(M.N_DISTANCE, n), nn.Linear(n, n), nn.LayerNorm(n)
        self.blocks = Blocks(cfg["roles"], n, cfg["role_inner"], cfg["drop"])
        self.out = nn.Linear(n, len(M.ROLES))

    def forward(self, h, distance, mask):
        """h: [cues, words, narrow], distance: buckets [cues, words]. Returns role logits per word."""
        on_cue = (distance == M.N_DISTANCE // 2).to(h.dtype)[:, :, None]
        c = self.at_cue((h * on_cue).sum(1) / on_cue.sum(1))[:, None]
        return self.out(self.blocks(self.norm(h + c + h * c + self.distance(distance)), mask))


class LogSum(torch.autograd.Function):
    """The logarithm of the sum over all paths of linear chains, with forward-backward for its gradient."""

    @staticmethod
    def forward(ctx, scores, trans, start, stop, lengths):
        live = (lengths[:, None] > torch.arange(scores.shape[1]))[:, :, None]
        forward = [start + scores[:, 0]]
        for i in range(1, scores.shape[1]):
            forward.append(torch.where(live[:, i], torch.logsumexp(forward[-1][:, :, None] + trans, 1) + scores[:, i], forward[-1]))
        total = torch.logsumexp(forward[-1] + stop, 1)
        ctx.save_for_backward(scores, trans, stop, live, torch.stack(forward, 1), total)
        return total

    @staticmethod
    def backward(ctx, grad):
        scores, trans, stop, live, forward, total = ctx.saved_tensors
        backward = [stop.expand(len(scores), -1)]
        for i in range(scores.shape[1] - 1, 0, -1):
            backward.append(torch.where(live[:, i], torch.logsumexp(trans + (scores[:, i] + backward[-1])[:, None, :], 2), backward[-1]))
        backward = torch.stack(backward[::-1], 1)
        total = total[:, None, None]
        unary = torch.exp(forward + backward - total) * live * grad[:, None, None]
        pairs = torch.exp(forward[:, :-1, :, None] + trans + (scores + backward)[:, 1:, None, :] - total[:, :, :, None])
        last = torch.exp(forward[:, -1] + stop - total[:, 0]) * grad[:, None]
        return unary, (pairs * (live[:, 1:, :, None] * grad[:, None, None, None])).sum((0, 1)), unary[:, 0].sum(0), last.sum(0), None


class Model(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.cfg = cfg
        self.encoder, self.roles, self.crf = Encoder(cfg), Roles(cfg), M.Crf()
        self.states = nn.Linear(cfg["width"], cfg["states"])
        for e in (self.encoder.case, self.encoder.quote, self.encoder.guideline, self.roles.distance):
            nn.init.normal_(e.weight, std=0.02)

    def chain_loss(self, logits, soft, lengths, on_cue):
        """Cross entropy of labels (their probabilities at each word: soft [n, words, labels]) under the chain, summed."""
        fixed, crf = M.Crf.fix_cue(logits, on_cue), self.crf
        z = LogSum.apply(fixed, crf.trans + crf.ban, crf.start + crf.ban_first, crf.stop, lengths)
        live = (lengths[:, None] > torch.arange(logits.shape[1]))[:, :, None]
        soft = soft * live
        seen = (soft * logits.float() * ~on_cue[:, :, None]).sum((1, 2)) + (soft[:, 0] * crf.start).sum(1)
        seen = seen + (torch.einsum("nij,jk->nik", soft[:, :-1], crf.trans * (crf.ban == 0)) * soft[:, 1:]).sum((1, 2))
        last = soft[torch.arange(len(soft)), lengths.long() - 1]
        return z - seen - (last * crf.stop).sum(1)


def from_teacher(net, teacher, counts):
    """Word vectors: the principal components of the teacher's, as far as frequent pieces need them."""
    e = teacher.encoder.word.weight.detach()
    weight = torch.log1p(counts.float())[:, None]
    mean = (e * weight).sum(0) / weight.sum()
    e = e - mean
    values, vectors = torch.linalg.eigh((e * weight).T @ e)
    x = e @ vectors[:, -net.cfg["width"]:].flip(1)
    net.encoder.word.weight.data.copy_(x / x[counts > 0].std())
