"""Why claims are not made block by block: `python bench/blocks.py LEDGER`. Prints how many of a ledger's first pages hang together.

Two pages hang together where one might join what the other says on a matter, or in a chain of such pages: where topics of theirs share a word
that few articles hold (what the ledger's index follows), and where they are as like each other as a join asks for at least.
"""

import collections
import json
import math
import sqlite3
import sys

# As in crates/onrecord-store/src/reconcile.rs and crates/onrecord/src/reconcile/topic.rs.
COMMON, TERMS, OTHERS, LEAST = 400, 60, 20, 0.2


class Groups:
    def __init__(self):
        self.up = {}

    def of(self, page):
        while (up := self.up.setdefault(page, page)) != page:
            self.up[page] = page = self.up[up]
        return page

    def join(self, a, b):
        self.up[self.of(a)] = self.of(b)

    def largest(self, pages):
        return collections.Counter(map(self.of, pages)).most_common(1)[0][1]


def weigh(terms, articles, holding):
    weights = [((1 + math.log(count)) * math.log(1 + (articles + OTHERS + 1) / (holding[term] + 0.5)), term) for term, count in terms]
    weights = sorted(weights, key=lambda weight: (-weight[0], weight[1]))[:TERMS]
    length = math.sqrt(sum(weight * weight for weight, _ in weights)) or 1
    return [(term, weight / length) for weight, term in weights]


def main():
    topics = collections.defaultdict(list)
    for page, terms in sqlite3.connect(sys.argv[1]).execute("SELECT article, terms FROM topic ORDER BY key"):
        topics[page].append(json.loads(terms))
    holding, index, words, alike = collections.Counter(), collections.defaultdict(list), Groups(), Groups()
    print(f"{'pages':>8}{'by a word':>12}{'by likeness':>12}")
    for number, (page, own) in enumerate(topics.items(), 1):
        weighed = [weigh(terms, number - 1, holding) for terms in own]
        for topic in weighed:
            near = collections.Counter()
            for term, weight in topic:
                if holding[term] <= COMMON:
                    for other, key, its in index[term]:
                        near[other, key] += weight * its
            for (other, _), cosine in near.items():
                words.join(page, other)
                if cosine >= LEAST:
                    alike.join(page, other)
        for key, topic in enumerate(weighed):
            for term, weight in topic:
                index[term].append((page, key, weight))
        holding.update({term for terms in own for term, _ in terms})
        if number in (100, 200, 400, 800, 1600, len(topics)):
            pages = list(topics)[:number]
            print(f"{number:>8}{words.largest(pages):>12}{alike.largest(pages):>12}")


if __name__ == "__main__":
    main()
