"""Trains the fast setting on what label.py wrote: annotations and the accurate model's probabilities.

usage: train.py LABELS_DIR TEACHER.pt OUT.pt [--minutes N | --epochs N] … (see --help)
"""
import argparse
import copy
import glob
import os
import random
import sys
import time

import torch
import torch.nn.functional as F

import student
from student import M
import data
import predict
from text import Pieces, paragraphs

REACH = data.REACH


def batches(windows, size, rng):
    order = sorted(range(len(windows)), key=lambda i: (len(windows[i]["ids"]) // 8, rng.random()))
    out, batch = [], []
    for i in order:
        n = len(windows[i]["ids"])
        if batch and n * (len(batch) + 1) > size:
            out.append(batch)
            batch = []
        batch.append(windows[i])
    out.append(batch)
    rng.shuffle(out)
    return out


def padded(rows):
    return torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)


BUCKETS = {}


def buckets(c0, c1, r0, r1):
    key = (c0 - r0, c1 - r0, r1 - r0)
    if key not in BUCKETS:
        BUCKETS[key] = torch.tensor([M.distance_bucket(i, c0, c1) for i in range(r0, r1)])
    return BUCKETS[key]


def batch_loss(net, batch, args):
    """Cue cross entropy and role chain cross entropy, each divided by the number of cues, and the distance to the teacher's states."""
    ids = padded([w["ids"] for w in batch]).long()
    lengths = torch.tensor([len(w["ids"]) for w in batch])
    mask = (torch.arange(ids.shape[1]) < lengths[:, None]).float()
    if net.training and args.blank:
        ids = torch.where(torch.rand(ids.shape) < args.blank, 100, ids)
    x = net.encoder.read(ids, padded([w["case"] for w in batch]).long(), padded([w["quote"] for w in batch]).long(),
                         torch.tensor([w["guideline"] for w in batch]), mask)
    width = ids.shape[1]
    x = x.reshape(-1, x.shape[2])
    at = torch.cat([w["first"] + i * width for i, w in enumerate(batch)])
    soft = []
    for w in batch:
        s = w["soft"]
        if w["tags"] is not None:
            hard = F.one_hot(torch.tensor(w["tags"]), 3)
            s = hard if s is None else args.gold * hard + (1 - args.gold) * s
        soft.append(s)
    cue_loss = -(torch.cat(soft) * torch.log_softmax(net.encoder.cue(x[at]), -1)).sum()
    taught = [(torch.arange(len(w["ids"])) + i * width, w["states"]) for i, w in enumerate(batch) if w["states"] is not None]
    state_loss = torch.zeros(())
    if taught and args.states:
        state_loss = F.mse_loss(net.states(x[torch.cat([t[0] for t in taught])]), torch.cat([t[1] for t in taught]).float())
    h = net.encoder.narrow(x)
    examples = [(i, w, c) for i, w in enumerate(batch) for c in w["cues"] if c["gold"] or w["tags"] is None or args.gold < 1]
    examples.sort(key=lambda e: e[2]["region"][1] - e[2]["region"][0])
    n = sum(c["gold"] or w["tags"] is None for _, w, c in examples)
    role_loss = torch.zeros(())
    half = len(examples) * 3 // 4
    for part in (examples[:half], examples[half:]):
        if not part:
            continue
        rows = padded([w["first"][c["region"][0]:c["region"][1]] + i * width for i, w, c in part])
        distance = padded([buckets(*c["cue"], *c["region"]) for _, _, c in part])
        size = torch.tensor([c["region"][1] - c["region"][0] for _, _, c in part])
        live = torch.arange(rows.shape[1]) < size[:, None]
        logits = net.roles(h[rows], distance, live.float())
        hard = F.one_hot(padded([c["hard"] for _, _, c in part]), 6)
        own = torch.tensor([(args.gold if c["gold"] else 0.0) if "soft" in c else 1.0 for _, _, c in part])[:, None, None]
        q = own * hard + (1 - own) * padded([c["soft"] if "soft" in c else F.one_hot(c["hard"], 6).half() for _, _, c in part]).float()
        weight = torch.tensor([1.0 if c["gold"] or w["tags"] is None else 0.3 for _, w, c in part])
        on_cue = (distance == M.N_DISTANCE // 2) & live
        role_loss = role_loss + (net.chain_loss(logits, q, size, on_cue) * weight).sum()
    n = max(n, 1)
    return cue_loss / n, role_loss / n, state_loss


def evaluate(net, docs, gold, scorer, bias=0.0):
    net.eval()
    shim = lambda s: None
    found = {d.name: [s for s in extract(net, p, d.guideline) if s["content"]] for d, p in docs}
    out, by, _ = scorer.score(gold, found)
    line = " / ".join("%.1f" % (100 * out[k][2]) for k in ("content-exact", "content-overlap", "relation", "token-content"))
    line += "  cue %.1f source %.1f" % (100 * out["cue-exact"][2], 100 * out["source-exact"][2])
    line += "  P/R of relation %.1f %.1f  recall " % (100 * out["relation"][0], 100 * out["relation"][1])
    return line + " ".join("%s %.1f" % (k, 100 * a / b) for k, (a, b) in sorted(by.items()))


class WithActs:
    """The roles as predict.extract calls them."""

    def __init__(self, net):
        self.encoder, self.crf = net.encoder, net.crf
        self.roles = lambda h, distance, mask: (net.roles(h, distance, mask), torch.zeros(len(h), 1))


def extract(net, paras, guideline):
    return predict.extract(WithActs(net), paras, guideline)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("labels")
    p.add_argument("teacher")
    p.add_argument("out")
    p.add_argument("--corpora", default="../shared/corpora")
    p.add_argument("--bench", default="../shared/bench")
    p.add_argument("--config", default="", help="changes of student.CONFIG, such as width=96;roles='c1 c2'")
    p.add_argument("--minutes", type=float, default=45)
    p.add_argument("--rate", type=float, default=2e-3)
    p.add_argument("--size", type=int, default=3072, help="pieces of a batch")
    p.add_argument("--copies", type=int, default=2, help="of the gold pages")
    p.add_argument("--gold", type=float, default=0.5, help="weight of annotations against the teacher's probabilities; 1: no teacher")
    p.add_argument("--states", type=float, default=20.0, help="weight of the distance to the teacher's states")
    p.add_argument("--free", type=int, default=99, help="so many files of texts without annotation")
    p.add_argument("--blank", type=float, default=0.03, help="pieces hidden in training")
    p.add_argument("--average", type=float, default=0.998)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--every", type=int, default=2, help="epochs between figures on dev")
    p.add_argument("--init")
    p.add_argument("--steps", type=int)
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    print(vars(args), flush=True)

    counts = torch.zeros(30522)
    windows, seen = [], set()

    def load():
        files = [os.path.join(args.labels, n + ".pt") for n in ("polnear", "gold")]
        files += sorted(glob.glob(os.path.join(args.labels, "free-*.pt")))[:args.free]
        for f in files:
            if f in seen:
                continue
            try:
                part = torch.load(f)
            except Exception as e:
                print("later:", f, e, flush=True)
                continue
            seen.add(f)
            windows.extend(part * (args.copies if f.endswith("gold.pt") else 1))
            for w in part:
                counts.add_(torch.bincount(w["ids"].long(), minlength=30522))
                for c in w["cues"]:
                    c["hard"] = torch.tensor(c["tags"])

    load()
    pieces = Pieces(predict.minilm("vocab.txt"))
    polnear, _ = data.scorers(args.bench)
    split = lambda docs: [(d, paragraphs(d.text, pieces)) for d in docs]
    dev_dir = os.path.join(args.corpora, "polnear/dev")
    dev, dev_gold = split(data.load_polnear(dev_dir, args.bench)), polnear.load_gold(dev_dir)
    pages = split(d for d in data.load_gold_pages(os.path.join(args.corpora, "gold"), args.bench) if data.held_out(d.name) and "_" not in d.name)
    pages_gold = {d.name: (d.text, d.relations) for d, _ in pages}

    config = dict(student.CONFIG, **eval("dict(" + args.config.replace(";", ",") + ")"))
    net = student.Model(config)
    if args.init:
        net.load_state_dict(torch.load(args.init)["weights"])
    else:
        student.from_teacher(net, predict.load(args.teacher), counts)
    opt = torch.optim.AdamW(net.parameters(), lr=args.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    mean = copy.deepcopy(net)
    pairs = list(zip(mean.parameters(), net.parameters()))
    per_epoch = len(batches(windows, args.size, random.Random(0)))
    step, start, shown = 0, time.time(), 0
    print(len(windows), "windows,", per_epoch, "steps an epoch", flush=True)
    sums, epoch, done = None, 0, 0.0
    while done < 1:
        load()
        epoch += 1
        for batch in batches(windows, args.size, rng):
            done = (time.time() - start) / 60 / args.minutes
            if done > 1:
                break
            net.train()
            opt.param_groups[0]["lr"] = args.rate * min(1.0, (step + 1) / 200) * max(0.02, 1 - done)
            losses = batch_loss(net, batch, args)
            opt.zero_grad(set_to_none=True)
            (losses[0] + 0.5 * losses[1] + args.states * losses[2]).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            opt.step()
            step += 1
            if step % 4 == 0:
                keep = min(args.average ** 4, step / (step + 80))
                with torch.no_grad():
                    torch._foreach_lerp_([x for x, _ in pairs], [y for _, y in pairs], 1 - keep)
            now = [x.item() for x in losses]
            sums = now if sums is None else [0.98 * a + 0.02 * b for a, b in zip(sums, now)]
            if step % 50 == 0:
                print(f"step {step} epoch {epoch} cue {sums[0]:.3f}  roles {sums[1]:.3f}  states {sums[2]:.4f}  {time.time() - start:.0f} s", flush=True)
            if step == args.steps:
                return
        if done > 1 or epoch % args.every == 0:
            t = time.time()
            print(f"epoch {epoch}  {t - start:.0f} s  dev  {evaluate(mean, dev, dev_gold, polnear)}", flush=True)
            print(f"         gold held out  {evaluate(mean, pages, pages_gold, polnear)}  {time.time() - t:.0f} s", flush=True)
            torch.save({"config": config, "weights": mean.state_dict()}, args.out)


if __name__ == "__main__":
    main()
