// Resolves every selector of the annotations' export with Apache Annotator: `node annotations.js FOLDER`.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textPositionSelectorMatcher, textQuoteSelectorMatcher } from '@apache-annotator/selector';

const folder = process.argv[2];
const texts = new Map(
  readFileSync(join(folder, 'ledger.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(JSON.parse)
    .filter((record) => record.statements.length > 0)
    .map((record) => [`urn:onrecord:article:${record.statements[0].id.split('.')[0]}`, record.article.text]),
);

/** A text as the one chunk of a chunker. */
const chunker = (data) => {
  const chunk = { data, equals: (other) => other === chunk };
  return {
    currentChunk: chunk,
    nextChunk: () => null,
    previousChunk: () => null,
    precedesCurrentChunk: () => false,
  };
};

const words = async (matches) => {
  const found = [];
  for await (const { startChunk, startIndex, endIndex } of matches) found.push(startChunk.data.slice(startIndex, endIndex));
  return found;
};

let selectors = 0;
const { first, total } = JSON.parse(readFileSync(join(folder, 'ledger.annotations'), 'utf8'));
if (first.items.length !== total) throw new Error(`${first.items.length} annotations, ${total} announced`);
for (const target of first.items.flatMap((annotation) => annotation.target)) {
  const text = texts.get(target.source);
  const [quote, position] = target.selector;
  for (const [selector, matcher] of [[quote, textQuoteSelectorMatcher], [position, textPositionSelectorMatcher]]) {
    const found = await words(matcher(selector)(chunker(text)));
    if (found[0] !== quote.exact || (selector === position && found.length !== 1)) {
      throw new Error(`${JSON.stringify(selector)} selects ${JSON.stringify(found)}`);
    }
    selectors += 1;
  }
}
console.log(`annotations: ${selectors} selectors select the printed words`);
