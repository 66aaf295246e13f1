//! Makes the weights that ship: `onrecord-lab train`.

mod crf;

use std::ops::Range;
use std::path::PathBuf;

use anyhow::{Context, Result};
use onrecord::attribute::{CUE_CLASSES, Crf, Fast, Paragraph, SPAN_CLASSES, cue_label, find_cues, near, span_label};
use onrecord::{Span, Text};

use crate::corpus::{self, Document, Relation};
use crf::{Example, Settings, train};

/// `onrecord-lab train`
#[derive(clap::Args)]
pub struct Options {
    /// The folder that holds the train split: text/ and attributions/
    #[arg(default_value = "../shared/corpora/polnear/train")]
    split: PathBuf,
    /// Where the weights go
    #[arg(long, default_value = "models/fast.bin")]
    out: PathBuf,
}

const CUES: Settings =
    Settings { labels: cue_label::COUNT, classes: CUE_CLASSES, epochs: 8, rate: 0.2, decay: 0.0, min_count: 3, min_weight: 0.05 };
const SPANS: Settings =
    Settings { labels: span_label::COUNT, classes: SPAN_CLASSES, epochs: 8, rate: 0.2, decay: 0.0, min_count: 3, min_weight: 0.05 };
/// Parts that the corpus is cut into to find the cues that a model sees where there are none.
const FOLDS: usize = 3;

/// A paragraph of a corpus and the relations whose cue stands in it.
struct Sample<'a> {
    paragraph: Paragraph<'a>,
    relations: Vec<&'a Relation>,
}

/// Trains both models on a split and writes them.
///
/// # Errors
/// Where the split cannot be read or the weights cannot be written.
pub fn run(args: &Options) -> Result<()> {
    let documents = corpus::polnear(&args.split)?;
    let tagger = tagger(&documents);
    std::fs::write(&args.out, tagger.to_bytes()).with_context(|| args.out.display().to_string())?;
    println!("{} documents, {} bytes of weights in {}", documents.len(), tagger.to_bytes().len(), args.out.display());
    Ok(())
}

fn tagger(documents: &[Document]) -> Fast {
    let folds: Vec<Vec<Sample<'_>>> =
        (0..FOLDS).map(|fold| documents.iter().skip(fold).step_by(FOLDS).flat_map(samples).collect()).collect();
    let spans = folds.iter().enumerate().flat_map(|(held_out, fold)| {
        let others = folds.iter().enumerate().filter(|(at, _)| *at != held_out).flat_map(|(_, fold)| fold);
        let cues = train_cues(others);
        fold.iter().flat_map(move |sample| span_examples(sample, &cues)).collect::<Vec<_>>()
    });
    let spans = train(&spans.collect::<Vec<_>>(), SPANS);
    Fast::new(train_cues(folds.iter().flatten()), spans)
}

fn train_cues<'a>(samples: impl Iterator<Item = &'a Sample<'a>>) -> Crf {
    train(&samples.map(cue_example).collect::<Vec<_>>(), CUES)
}

/// The paragraphs of a document: its lines with words.
fn samples(document: &Document) -> impl Iterator<Item = Sample<'_>> {
    lines(&document.text).map(|line| {
        let inside = |r: &&Relation| r.cue.first().is_some_and(|cue| line.contains(*cue));
        Sample { paragraph: Paragraph::new(&document.text, line), relations: document.relations.iter().filter(inside).collect() }
    })
}

fn lines(text: &Text) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    let spans = text.as_str().split('\n').map(move |line| {
        let end = start + line.chars().count() as u32;
        let span = Span::new(start, end);
        start = end + 1;
        (span, line)
    });
    spans.filter(|(_, line)| !line.trim().is_empty()).map(|(span, _)| span)
}

fn cue_example(sample: &Sample<'_>) -> Example {
    let mut labels = vec![cue_label::OUT; sample.paragraph.tokens.len()];
    for relation in &sample.relations {
        mark(&mut labels, &sample.paragraph, &relation.cue, cue_label::BEGIN, cue_label::INSIDE);
    }
    Example { sequence: sample.paragraph.cue_sequence(), labels }
}

/// One example for each true cue, and one without source and content for each cue that a model finds where there is none.
fn span_examples(sample: &Sample<'_>, cues: &Crf) -> Vec<Example> {
    let paragraph = &sample.paragraph;
    let found: Vec<Range<usize>> = find_cues(cues, paragraph).into_iter().map(|(cue, _)| cue).collect();
    let truth: Vec<(Range<usize>, &Relation)> =
        sample.relations.iter().filter_map(|r| Some((paragraph.covered(*r.cue.first()?)?, *r))).collect();
    let wrong = found.iter().filter(|cue| !truth.iter().any(|(t, _)| t.start < cue.end && cue.start < t.end));
    let mut all: Vec<Range<usize>> = truth.iter().map(|(cue, _)| cue.clone()).chain(wrong.clone().cloned()).collect();
    all.sort_by_key(|cue| cue.start);
    let example = |cue: &Range<usize>, relation: Option<&Relation>| {
        let mut labels = vec![span_label::OUT; paragraph.tokens.len()];
        if let Some(relation) = relation {
            mark(&mut labels, paragraph, &relation.source, span_label::SOURCE, span_label::IN_SOURCE);
            mark(&mut labels, paragraph, &relation.content, span_label::CONTENT, span_label::IN_CONTENT);
        }
        Example { sequence: paragraph.span_sequence(cue, near(&all, cue)), labels: labels[paragraph.window(cue)].to_vec() }
    };
    truth.iter().map(|(cue, relation)| example(cue, Some(relation))).chain(wrong.map(|cue| example(cue, None))).collect()
}

/// Labels the tokens that spans cover.
fn mark(labels: &mut [u8], paragraph: &Paragraph<'_>, spans: &[Span], begin: u8, inside: u8) {
    for range in spans.iter().filter_map(|span| paragraph.covered(*span)) {
        labels[range.clone()].fill(inside);
        labels[range.start] = begin;
    }
}
