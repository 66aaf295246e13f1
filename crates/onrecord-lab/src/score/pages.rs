//! Article bodies, as the article-extraction benchmark measures them: by the runs of four words that two bodies share.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use super::likeness::counts;
use super::words::words;
use super::{Prf, share};

/// The length of a run of words.
const SHINGLE: usize = 4;

/// What is printed of a comparison.
#[derive(Debug)]
pub struct Figures {
    pages: usize,
    read: usize,
    /// Means over pages.
    prf: Prf,
    /// The share of pages whose bodies have the same runs.
    exact: f64,
}

/// Compares bodies, by page, with the true ones.
pub fn score(truth: &BTreeMap<String, String>, bodies: &BTreeMap<String, String>) -> Figures {
    let (mut precisions, mut recalls, mut exact) = (Vec::new(), Vec::new(), 0);
    for (page, body) in truth {
        let body: Vec<&str> = words(body).collect();
        let read: Vec<&str> = words(bodies.get(page).map_or("", String::as_str)).collect();
        let (wanted, found) = (shingles(&body), shingles(&read));
        let shared: usize = wanted.iter().map(|(run, &n)| n.min(found.get(run).copied().unwrap_or_default())).sum();
        let total = |runs: &HashMap<_, usize>| runs.values().sum::<usize>();
        exact += usize::from(wanted == found);
        precisions.extend((!found.is_empty()).then(|| share(shared, total(&found))));
        recalls.extend((!wanted.is_empty()).then(|| share(shared, total(&wanted))));
    }
    // Summed from 0.0: the sum of no float is -0.0.
    let mean = |values: &[f64]| values.iter().fold(0.0, |sum, value| sum + value) / values.len().max(1) as f64;
    let read = truth.keys().filter(|page| bodies.contains_key(*page)).count();
    Figures { pages: truth.len(), read, prf: Prf::new(mean(&precisions), mean(&recalls)), exact: share(exact, truth.len()) }
}

/// The runs of four words and how often each occurs; a shorter text is one run.
fn shingles<'a, 'w>(words: &'a [&'w str]) -> HashMap<&'a [&'w str], usize> {
    if words.is_empty() { HashMap::new() } else { counts(words.windows(SHINGLE.min(words.len()))) }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Prf { precision, recall, f1 } = self.prf;
        let (pages, read, exact) = (self.pages, self.read, self.exact);
        writeln!(f, "{pages} pages, {read} read: F1 {f1:.3} precision {precision:.3} recall {recall:.3} exact {exact:.3}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_is_one_run() {
        let runs = |text: &'static str| shingles(&words(text).collect::<Vec<_>>()).values().sum::<usize>();
        assert_eq!([runs(""), runs("One."), runs("One two three."), runs("a b c d e, a b c d")], [0, 1, 1, 6]);
    }

    #[test]
    fn nothing_read_scores_nothing() {
        let truth = BTreeMap::from([("dam".to_owned(), "The dam is safe.".to_owned())]);
        let printed = score(&truth, &BTreeMap::new()).to_string();
        assert_eq!(printed, "1 pages, 0 read: F1 0.000 precision 0.000 recall 0.000 exact 0.000\n");
    }
}
