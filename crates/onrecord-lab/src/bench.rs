//! `onrecord-lab bench`: how fast each stage is, and how much memory it takes.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use cpu_time::ProcessTime;
use onrecord::attribute::{Guide, Tagger, attribute};
use onrecord::read::{Format, read};
use onrecord::reconcile::reconcile;
use onrecord::resolve::resolve;

use crate::corpus::{self, Document};
use crate::predict::Setting;

/// The stages in the order of the data.
const STAGES: [&str; 4] = ["read", "attribute", "resolve", "reconcile"];

/// `bench`.
#[derive(Debug, Args)]
pub struct Options {
    /// The split of `PolNeAR`: a folder with text/ and attributions/.
    dir: PathBuf,
    /// How often all of it is read; the median round is printed.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// The setting that is timed.
    #[arg(long, value_enum, default_value = "accurate")]
    tagger: Setting,
}

/// Measures and prints. Times are user and system time of this process, which runs on one thread; the first round is not counted.
///
/// # Errors
/// Where the corpus cannot be read.
pub fn run(options: &Options) -> Result<()> {
    let documents = corpus::polnear(&options.dir)?;
    let words: usize = documents.iter().map(|document| document.text.as_str().split_whitespace().count()).sum();

    let start = ProcessTime::now();
    let tagger = options.tagger.load(Guide::default());
    let load = start.elapsed();

    round(&documents, &tagger);
    let mut rounds: Vec<[Duration; STAGES.len()]> = (0..options.rounds).map(|_| round(&documents, &tagger)).collect();
    rounds.sort_by_key(|stages| stages.iter().sum::<Duration>());
    let median = rounds[rounds.len() / 2];
    let total = median.iter().sum::<Duration>().as_secs_f64().max(f64::MIN_POSITIVE);

    println!("articles               {:>10}", documents.len());
    println!("words                  {words:>10}");
    println!("articles a CPU-second  {:>10.1}", documents.len() as f64 / total);
    println!("words a CPU-second     {:>10.0}", words as f64 / total);
    for (stage, time) in STAGES.iter().zip(median) {
        println!("  {stage:<21}{:>9.1} %", 100.0 * time.as_secs_f64() / total);
    }
    println!("model load             {:>10.1} ms", 1000.0 * load.as_secs_f64());
    match peak_memory() {
        Some(mib) => println!("peak memory            {mib:>10.1} MiB"),
        None => println!("peak memory               unknown (this system has no /proc)"),
    }
    Ok(())
}

/// Reads all documents once; the time that each stage took.
fn round(documents: &[Document], tagger: &Tagger) -> [Duration; STAGES.len()] {
    let mut out = [Duration::ZERO; STAGES.len()];
    for document in documents {
        let mut clock = ProcessTime::now();
        let mut stage = 0;
        let mut lap = || {
            let now = ProcessTime::now();
            out[stage] += now.duration_since(std::mem::replace(&mut clock, now));
            stage += 1;
        };
        let Ok(article) = read(document.text.as_str(), Format::Plain, None) else { continue };
        lap();
        let (mut statements, likeness) = attribute(&article, tagger);
        lap();
        let actors = resolve(&article, &mut statements, &likeness);
        lap();
        reconcile(&article, &mut statements, &actors, &[]);
        lap();
    }
    out
}

/// The most memory this process has held, in MiB, where the system tells.
fn peak_memory() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()? / 1024.0)
}
