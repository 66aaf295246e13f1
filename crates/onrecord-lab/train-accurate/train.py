"""Trains the statement finder: one command from the corpora to weights.

usage: train.py OUT.pt [--corpora DIR] [--bench DIR] [--epochs N] [--split K] … (see --help)
Deterministic for a given seed and number of threads. Dev figures are printed after every epoch (of averaged weights).
"""
import argparse
import copy
import os
import random
import time

import torch
import torch.nn.functional as F

import data
import model as M
import predict
import shipped
from text import Pieces, paragraphs


def batch_loss(net, batch, act_weight):
    """Cue cross entropy + role CRF + act, each summed and divided by the batch's number of cues."""
    h, logits = net.encoder(*data.encoder_input(batch))
    wins = [x[0] for x in batch]
    cues, tags, acts, cue_loss = [], [], [], 0.0
    flat = torch.cat([logits[i, w.first] for i, w in enumerate(wins)]).float()
    cue_loss = F.cross_entropy(flat, torch.tensor([t for x in batch for t in x[2]]), reduction="sum")
    for i, x in enumerate(batch):
        for c0, c1, r0, r1, t, act in x[3]:
            cues.append((i, c0, c1, r0, r1))
            tags.append(t)
            acts.append(act)
    if not cues:
        return cue_loss, cue_loss.item(), 0.0
    x, distance, mask = data.role_input(h, wins, cues)
    roles, act_logits = net.roles(x, distance, mask)
    fixed = net.crf.fix_cue(roles, distance == M.N_DISTANCE // 2)
    role_loss = net.crf.loss(fixed, data.pad(tags, 0), mask > 0)
    loss = (cue_loss + 0.5 * role_loss) / len(cues)
    acts = torch.tensor(acts)
    if (acts >= 0).any():
        loss = loss + act_weight * F.cross_entropy(act_logits.float(), acts, reduction="sum") / len(cues)
    return loss, cue_loss.item() / len(cues), role_loss.item() / len(cues)


def evaluate(net, docs, gold, scorer, bias=0.0):
    net.eval()
    found = {d.name: [s for s in predict.extract(net, p, d.guideline, bias) if s["content"]] for d, p in docs}
    out, by, c = scorer.score(gold, found)
    line = " / ".join("%.1f" % (100 * out[k][2]) for k in ("content-exact", "content-overlap", "relation", "token-content"))
    line += "  cue %.1f source %.1f" % (100 * out["cue-exact"][2], 100 * out["source-exact"][2])
    line += "  P/R of relation %.1f %.1f  recall " % (100 * out["relation"][0], 100 * out["relation"][1])
    return line + " ".join("%s %.1f" % (k, 100 * a / b) for k, (a, b) in sorted(by.items()))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("out")
    p.add_argument("--corpora", default="../shared/corpora")
    p.add_argument("--bench", default="../shared/bench")
    p.add_argument("--news", required=True, help="folder with the news of three packages; see README.md")
    p.add_argument("--epochs", type=int, default=4)
    p.add_argument("--schedule", type=float, help="epochs the rate's decay is laid out for (default: --epochs)")
    p.add_argument("--rate", type=float, default=1.5e-4)
    p.add_argument("--head", type=float, default=5.0, help="rate of new parameters, as a multiple")
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--pick", help="which MiniLM layers to start from, such as 0,2,4,5")
    p.add_argument("--split", type=int, default=5)
    p.add_argument("--role-width", type=int, default=0)
    p.add_argument("--role-layers", type=int, default=1)
    p.add_argument("--limit", type=int, default=128)
    p.add_argument("--size", type=int, default=1024, help="pieces of a batch")
    p.add_argument("--copies", type=int, default=3, help="of the gold pages")
    p.add_argument("--full-copies", type=int, default=2, help="of the news and invented articles, which are annotated in full")
    p.add_argument("--share", type=float, default=1.0, help="of PolNeAR's train split, drawn once")
    p.add_argument("--all-gold", action="store_true", help="train on the held-out gold pages too")
    p.add_argument("--act", type=float, default=0.5)
    p.add_argument("--average", type=float, default=0.998)
    p.add_argument("--bf16", action="store_true", help="where the processor has it")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--onward", metavar="DIR", help="start from the weights that ship in this folder, not from MiniLM's")
    p.add_argument("--stay", type=float, default=0.0, help="share of the weights it started from in those that are saved: less is forgotten")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--steps", type=int, help="stop after so many, with what was learned by then: to time it, or to see that all runs")
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    print(vars(args), flush=True)

    pieces = Pieces(predict.minilm("vocab.txt"))
    polnear, gold_score = data.scorers(args.bench)
    split = lambda docs: [(d, paragraphs(d.text, pieces)) for d in docs]
    train = split(data.load_polnear(os.path.join(args.corpora, "polnear/train"), args.bench))
    train = rng.sample(train, round(args.share * len(train)))
    dev_dir = os.path.join(args.corpora, "polnear/dev")
    dev, dev_gold = split(data.load_polnear(dev_dir, args.bench)), polnear.load_gold(dev_dir)
    pages = split(data.load_gold_pages(os.path.join(args.corpora, "gold"), args.bench, args.copies))
    judged = [x for x in pages if data.held_out(x[0].name)]
    judged_gold = {d.name: (d.text, d.relations) for d, _ in judged}
    train += [x for x in pages if (args.all_gold or not data.held_out(x[0].name)) and x[0].name not in dev_gold]
    train += split(data.load_annotated(args.corpora, args.news, args.full_copies))

    config = dict(M.CONFIG, layers=args.layers, split=args.split, role_width=args.role_width, role_layers=args.role_layers)
    net = M.Model(config)
    if args.onward:
        shipped.load(net, args.onward)
    else:
        M.from_minilm(net, predict.minilm("model.safetensors"), args.pick and [int(x) for x in args.pick.split(",")])
    net.encoder.word.weight.requires_grad_(False)
    new = ("encoder.cue", "encoder.case", "encoder.quote", "encoder.guideline", "crf", "roles.distance", "roles.out", "roles.act")
    if args.role_width:
        new += ("roles.",)
    if args.onward:
        new = ("roles.act",)
    fast = [q for n, q in net.named_parameters() if n.startswith(new)]
    slow = [q for n, q in net.named_parameters() if not n.startswith(new) and q.requires_grad]
    opt = torch.optim.AdamW([{"params": slow, "lr": args.rate}, {"params": fast, "lr": args.rate * args.head}], betas=(0.9, 0.98), weight_decay=0.01)
    began, mean = copy.deepcopy(net), copy.deepcopy(net)
    pairs = [(a, b) for a, b in zip(mean.parameters(), net.parameters()) if b.requires_grad]

    per_epoch = len(data.epoch(train, pieces, polnear.norm, args.limit, args.size, random.Random(0)))
    total, step, start = int((args.schedule or args.epochs) * per_epoch) + 20, 0, time.time()
    print(len(train), "documents,", per_epoch, "steps an epoch", flush=True)
    for epoch in range(args.epochs):
        sums = [0.0, 0.0]
        for batch in data.epoch(train, pieces, polnear.norm, args.limit, args.size, rng):
            net.train()
            factor = min(1.0, (step + 1) / 100) * max(0.02, 1 - step / total)
            for g, base in zip(opt.param_groups, (args.rate, args.rate * args.head)):
                g["lr"] = base * factor
            with predict.half(args.bf16):
                loss, a, b = batch_loss(net, batch, args.act)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(slow + fast, 5.0)
            opt.step()
            step += 1
            keep = min(args.average, step / (step + 20))
            with torch.no_grad():
                torch._foreach_lerp_([x for x, _ in pairs], [y for _, y in pairs], 1 - keep)
            sums = [0.98 * sums[0] + 0.02 * a, 0.98 * sums[1] + 0.02 * b]
            if step % 50 == 0:
                print(f"step {step}  cue {sums[0]:.3f}  roles {sums[1]:.3f}  {time.time() - start:.0f} s", flush=True)
            if step == args.steps:
                save(between(mean, began, args.stay), config, args.out)
                return
        t = time.time()
        out = between(mean, began, args.stay)
        print(f"epoch {epoch + 1}  {t - start:.0f} s  dev  {evaluate(out, dev, dev_gold, polnear)}", flush=True)
        print(f"         gold held out ({len(judged)} pages)  {evaluate(out, judged, judged_gold, polnear)}  {time.time() - t:.0f} s", flush=True)
        save(out, config, args.out)


def between(net, other, share):
    """A network whose weights lie between two's, this share of the way to the other's (Wortsman et al. 2022)."""
    out = copy.deepcopy(net)
    with torch.no_grad():
        for own, others in zip(out.parameters(), other.parameters()):
            own.lerp_(others, share)
    return out


def save(net, config, path):
    torch.save({"config": config, "weights": net.state_dict()}, path)


if __name__ == "__main__":
    main()
