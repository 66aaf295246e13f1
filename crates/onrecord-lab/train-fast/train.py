"""Trains the fast setting on what label.py wrote: annotations, and the accurate model's probabilities and hidden states.

usage: train.py LABELS_DIR TEACHER.pt OUT.pt [--epochs N] … (see --help)
Deterministic for a given seed and number of threads. Dev figures are printed after every third epoch (of averaged weights).
"""
import argparse
import copy
import glob
import os
import random
import time

import torch
import torch.nn.functional as F

import student
from student import M
import data
import predict
from text import UNK, Pieces, paragraphs

REFUSED = 0.3                                  # weight of the roles of a cue that the teacher suspects and the annotators do not mark


def load(folder, copies):
    """The windows of all files, the gold pages' `copies` times, and how often they hold each piece."""
    windows, counts = [], torch.zeros(student.CONFIG["vocab"])
    for file in [os.path.join(folder, name + ".pt") for name in ("polnear", "gold", "annotated")] + sorted(glob.glob(os.path.join(folder, "free-*.pt"))):
        part = torch.load(file)
        for w in part:
            counts += torch.bincount(w["ids"].long(), minlength=len(counts))
            for c in w["cues"]:
                c["hard"] = torch.tensor(c["tags"])
        windows += part * (copies if file.endswith("gold.pt") else 1)
    return windows, counts


def batches(windows, size, rng):
    """One epoch: windows of like length together, at most `size` padded pieces."""
    order = sorted(range(len(windows)), key=lambda i: (len(windows[i]["ids"]) // 8, rng.random()))
    out, batch = [], []
    for i in order:
        if batch and len(windows[i]["ids"]) * (len(batch) + 1) > size:
            out.append(batch)
            batch = []
        batch.append(windows[i])
    out.append(batch)
    rng.shuffle(out)
    return out


def padded(rows):
    return torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)


def within(lengths, width):
    return torch.arange(width) < lengths[:, None]


def cue_targets(window, gold):
    """Probabilities of the cue labels at each word: the annotators' and the teacher's mixed."""
    if window["tags"] is None:
        return window["soft"]
    hard = F.one_hot(torch.tensor(window["tags"]), len(M.CUES)).float()
    return hard if window["soft"] is None else gold * hard + (1 - gold) * window["soft"]


def role_targets(cue, gold):
    """Probabilities of the roles at each word around a cue."""
    hard = F.one_hot(cue["hard"], len(M.ROLES)).float()
    if "soft" not in cue:
        return hard
    own = gold if cue["gold"] else 0.0
    return own * hard + (1 - own) * cue["soft"].float()


def batch_loss(net, batch, args):
    """Cue and role cross entropy, each divided by the number of cues, and the distance to the teacher's states."""
    lengths = torch.tensor([len(w["ids"]) for w in batch])
    ids = padded([w["ids"] for w in batch]).long()
    width = ids.shape[1]
    ids = torch.where(torch.rand(ids.shape) < args.blank, UNK, ids)
    case, quote = padded([w["case"] for w in batch]).long(), padded([w["quote"] for w in batch]).long()
    x = net.encoder.read(ids, case, quote, torch.tensor([w["guideline"] for w in batch]), within(lengths, width).float())
    x = x.reshape(-1, x.shape[2])

    words = torch.cat([w["first"] + i * width for i, w in enumerate(batch)])
    targets = torch.cat([cue_targets(w, args.gold) for w in batch])
    cue_loss = -(targets * torch.log_softmax(net.encoder.cue(x[words]), -1)).sum()

    state_loss = torch.zeros(())
    taught = [(i, w) for i, w in enumerate(batch) if w["states"] is not None]
    if taught:
        pieces = torch.cat([torch.arange(len(w["ids"])) + i * width for i, w in taught])
        state_loss = F.mse_loss(net.states(x[pieces]), torch.cat([w["states"] for _, w in taught]).float())

    h = net.encoder.narrow(x)
    examples = [(i, w, c) for i, w in enumerate(batch) for c in w["cues"]]
    examples.sort(key=lambda e: len(e[2]["hard"]))
    longer = len(examples) * 3 // 4                                        # the long ones apart, so that the short need little filling up
    role_loss = sum((roles_loss(net, h, width, part, args.gold) for part in (examples[:longer], examples[longer:]) if part), torch.zeros(()))
    n = max(1, sum(c["gold"] or w["tags"] is None for _, w, c in examples))
    return cue_loss / n, role_loss / n, state_loss


def roles_loss(net, h, width, examples, gold):
    """examples: (number of the window, window, cue)."""
    rows = padded([w["first"][slice(*c["region"])] + i * width for i, w, c in examples])
    distance = padded([torch.tensor([M.distance_bucket(k, *c["cue"]) for k in range(*c["region"])]) for _, _, c in examples])
    sizes = torch.tensor([len(c["hard"]) for _, _, c in examples])
    live = within(sizes, rows.shape[1])
    logits = net.roles(h[rows], distance, live.float())
    targets = padded([role_targets(c, gold) for _, _, c in examples])
    weight = torch.tensor([1.0 if c["gold"] or w["tags"] is None else REFUSED for _, w, c in examples])
    return (net.chain_loss(logits, targets, sizes, (distance == M.N_DISTANCE // 2) & live) * weight).sum()


class WithActs:
    """The network as predict.extract calls the accurate one; acts are not learned."""

    def __init__(self, net):
        self.encoder, self.crf = net.encoder, net.crf
        self.roles = lambda h, distance, mask: (net.roles(h, distance, mask), torch.zeros(len(h), 1))


def evaluate(net, docs, gold, scorer):
    net.eval()
    found = {d.name: [s for s in predict.extract(WithActs(net), p, d.guideline) if s["content"]] for d, p in docs}
    out, by, _ = scorer.score(gold, found)
    line = " / ".join("%.1f" % (100 * out[k][2]) for k in ("content-exact", "content-overlap", "relation", "token-content"))
    line += "  P/R of relation %.1f %.1f  recall " % (100 * out["relation"][0], 100 * out["relation"][1])
    return line + " ".join("%s %.1f" % (k, 100 * a / b) for k, (a, b) in sorted(by.items()))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("labels")
    p.add_argument("teacher")
    p.add_argument("out")
    p.add_argument("--corpora", default="../shared/corpora")
    p.add_argument("--bench", default="../shared/bench")
    p.add_argument("--epochs", type=int, default=5)
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--size", type=int, default=3072, help="pieces of a batch")
    p.add_argument("--copies", type=int, default=2, help="of the gold pages")
    p.add_argument("--gold", type=float, default=0.5, help="weight of annotations against the teacher's probabilities; 1: annotations alone")
    p.add_argument("--states", type=float, default=20.0, help="weight of the distance to the teacher's states")
    p.add_argument("--blank", type=float, default=0.03, help="pieces hidden in training")
    p.add_argument("--average", type=float, default=0.992, help="of the weights' moving mean, every fourth step")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--steps", type=int, help="stop after so many, with what was learned by then: to see that all runs")
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    print(vars(args), flush=True)

    windows, counts = load(args.labels, args.copies)
    pieces = Pieces(predict.minilm("vocab.txt"))
    scorer, _ = data.scorers(args.bench)
    split = lambda docs: [(d, paragraphs(d.text, pieces)) for d in docs]
    dev_dir = os.path.join(args.corpora, "polnear/dev")
    dev, dev_gold = split(data.load_polnear(dev_dir, args.bench)), scorer.load_gold(dev_dir)
    pages = [d for d in data.load_gold_pages(os.path.join(args.corpora, "gold"), args.bench) if data.held_out(d.name) and "_" not in d.name]
    pages_gold = {d.name: (d.text, d.relations) for d in pages}
    pages = split(pages)

    net = student.Model(student.CONFIG)
    student.from_teacher(net, predict.load(args.teacher), counts)
    opt = torch.optim.AdamW(net.parameters(), lr=args.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    mean = copy.deepcopy(net)
    means, current = list(mean.parameters()), list(net.parameters())
    total = args.epochs * len(batches(windows, args.size, random.Random(0))) + 20
    step, start = 0, time.time()
    for epoch in range(1, args.epochs + 1):
        for batch in batches(windows, args.size, rng):
            net.train()
            opt.param_groups[0]["lr"] = args.rate * min(1.0, (step + 1) / 200) * max(0.02, 1 - step / total)
            cues, roles, states = batch_loss(net, batch, args)
            opt.zero_grad(set_to_none=True)
            (cues + 0.5 * roles + args.states * states).backward()
            torch.nn.utils.clip_grad_norm_(current, 5.0)
            opt.step()
            step += 1
            if step % 4 == 0:
                keep = min(args.average, step / (step + 80))
                with torch.no_grad():
                    torch._foreach_lerp_(means, current, 1 - keep)
            if step % 50 == 0:
                print(f"step {step} of {total}  cue {cues:.3f}  roles {roles:.3f}  states {states:.4f}  {time.time() - start:.0f} s", flush=True)
            if step == args.steps:
                save(mean, args.out)
                return
        if epoch % 3 == 0 or epoch == args.epochs:
            print(f"epoch {epoch}  dev  {evaluate(mean, dev, dev_gold, scorer)}", flush=True)
            print(f"  gold held out  {evaluate(mean, pages, pages_gold, scorer)}", flush=True)
            save(mean, args.out)


def save(net, path):
    torch.save({"config": student.CONFIG, "weights": net.state_dict()}, path)


if __name__ == "__main__":
    main()
