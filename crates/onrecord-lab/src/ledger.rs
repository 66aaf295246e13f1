//! `onrecord-lab bench ledger`: how long the ledger's questions take over many invented articles, and how large it is.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;
use cpu_time::ThreadTime;
use onrecord::model::Act;
use onrecord_store::{DisputeFilter, Found, Ledger, Part, SearchFilter};

use crate::invent;

/// How often each question is asked, each time of a ledger that was just opened; the median and the longest are printed.
const ROUNDS: usize = 7;

/// How many articles are added one by one to an empty ledger and to the full one.
const SINGLES: u64 = 20;

/// What is listed of each sort.
const LISTED: u32 = 20;

/// What a question comes to.
type Answer = onrecord_store::Result<()>;

/// `bench ledger`.
#[derive(Debug, Args)]
pub struct Options {
    /// How many articles to invent.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(100..))]
    articles: u64,
    /// Where the ledger is made, and kept; a temporary folder without it. One that is there is brought to as many articles.
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
}

/// Fills a ledger, asks it and prints the times.
///
/// # Errors
/// Where the ledger cannot be made, or does not answer.
pub fn run(options: &Options) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = options.db.clone().unwrap_or_else(|| folder.path().join("full.db"));
    let articles = options.articles;
    let mut ledger = Ledger::open(&path)?;
    let status = ledger.status()?;
    let spent = clocked(|| {
        (status.pages + status.older_versions..articles).try_for_each(|number| ledger.add(&invent::record(number, articles)).map(drop))
    })?;
    println!("adding                 {:>9.1} s, {:.1} s of them on the processor", spent.wall.as_secs_f64(), spent.cpu.as_secs_f64());
    let spent = clocked(|| ledger.reconcile())?;
    println!("reconciling            {:>9.1} s, {:.1} s of them on the processor", spent.wall.as_secs_f64(), spent.cpu.as_secs_f64());
    drop(ledger);
    let status = Ledger::open_to_read(&path)?.status()?;
    println!("pages                  {:>9}", status.pages);
    println!("statements             {:>9}", status.statements);
    println!("claims                 {:>9}", status.claims);
    println!("disputes               {:>9}", status.disputes);
    println!("bytes a statement      {:>9.0}", status.bytes as f64 / status.statements as f64);
    println!("\n{:<23}{:>9}{:>12}{:>14}", "question", "median ms", "longest ms", "processor ms");
    let ledger = Ledger::open_to_read(&path)?;
    let actors = ledger.actors(None, Part::first(LISTED))?;
    let busiest = actors.first().context("somebody speaks")?.name.clone();
    let disputes = ledger.disputes(&DisputeFilter::default(), Part::first(LISTED))?.items;
    let claim = disputes.first().context("something is disputed")?;
    let (claim, statement) = (claim.head.id.clone(), claim.positions[0].on_record.statement.clone());
    let article = claim_article(&ledger, &claim)?;
    let word = article.words.split_whitespace().nth(1).unwrap_or("bridge").to_owned();
    let since = article.date.unwrap_or_default();
    drop(ledger);
    let ask = |name: &str, question: &dyn Fn(&mut Ledger) -> Answer| time(&path, name, question);
    ask("disputes", &|ledger| ledger.disputes(&DisputeFilter::default(), Part::first(LISTED)).map(drop))?;
    ask("who (busiest)", &|ledger| ledger.who(&busiest, 200).map(drop))?;
    ask("who (part of a name)", &|ledger| ledger.who(&busiest[1..5], 200).map(drop))?;
    ask("show claim", &|ledger| ledger.show(&claim).map(drop))?;
    ask("show statement", &|ledger| ledger.show(&statement).map(drop))?;
    ask("show article", &|ledger| ledger.show(&article.article).map(drop))?;
    ask("show (beginning)", &|ledger| ledger.show(&claim[..12]).map(drop))?;
    let filter = DisputeFilter { outlet: article.outlet.clone(), act: Some(Act::Deny), ..DisputeFilter::default() };
    ask("disputes (filtered)", &|ledger| ledger.disputes(&filter, Part::first(LISTED)).map(drop))?;
    ask("disputes (web page)", &|ledger| ledger.listed_disputes(&DisputeFilter::default(), Part::first(LISTED)).map(drop))?;
    let search = |ledger: &Ledger, words: &str, filter: SearchFilter| ledger.search(words, &filter, Part::first(LISTED)).map(drop);
    ask("search (rare word)", &|ledger| search(ledger, &word, SearchFilter::default()))?;
    ask("search (common word)", &|ledger| search(ledger, "the", SearchFilter::default()))?;
    ask("search (a phrase)", &|ledger| search(ledger, &format!("\"{}\"", article.words), SearchFilter::default()))?;
    ask("search (by somebody)", &|ledger| search(ledger, "the", SearchFilter { actor: Some(busiest.clone()), ..SearchFilter::default() }))?;
    ask("search (on one day)", &|ledger| {
        search(ledger, "the", SearchFilter { from: Some(since.clone()), to: Some(since.clone()), ..SearchFilter::default() })
    })?;
    ask("status", &|ledger| ledger.status().map(drop))?;
    ask("news (all is new)", &|ledger| ledger.news("2000-01-01", LISTED).map(drop))?;
    ask("news (nothing is)", &|ledger| ledger.news("2999-01-01", LISTED).map(drop))?;
    ask("actors", &|ledger| ledger.actors(None, Part::first(LISTED)).map(drop))?;
    ask("actors (part of a name)", &|ledger| ledger.actors(Some(&busiest[1..5]), Part::first(LISTED)).map(drop))?;
    ask("diff", &|ledger| ledger.changes(&article.address).map(drop))?;
    ask("sql (a day's record)", &|ledger| {
        let query = format!("SELECT count(*) FROM statement WHERE said_from = '{since}'");
        ledger.sql(&query, Duration::from_mins(1), |_, _| true)
    })?;
    println!("\n{:<23}{:>9}{:>26}", "adding one article", "median ms", "processor ms");
    let empty = add_singly("to an empty ledger", &folder.path().join("empty.db"), articles, 0)?;
    let full = add_singly("to the full one", &path, articles, status.pages + status.older_versions)?;
    println!("times that             {:>9.1}{:>26.1}", full.wall.div_duration_f64(empty.wall), full.cpu.div_duration_f64(empty.cpu));
    Ok(())
}

/// The first position of a claim.
fn claim_article(ledger: &Ledger, claim: &str) -> Result<onrecord_store::OnRecord> {
    match ledger.show(claim)? {
        Found::One(onrecord_store::Shown::Claim(claim)) => Ok(claim.positions[0].on_record.clone()),
        other => bail!("{claim} is no claim: {other:?}"),
    }
}

/// Asks a question several times, each of a ledger just opened, and prints how long it took with the opening.
fn time(path: &Path, name: &str, question: &dyn Fn(&mut Ledger) -> Answer) -> Result<()> {
    let spent = (0..ROUNDS).map(|_| clocked(|| question(&mut Ledger::open_to_read(path)?))).collect::<Result<Vec<_>>>()?;
    let [wall, cpu] = sorted(&spent);
    println!("{name:<23}{:>9.1}{:>12.1}{:>14.1}", millis(wall[ROUNDS / 2]), millis(wall[ROUNDS - 1]), millis(cpu[ROUNDS / 2]));
    Ok(())
}

/// The median time in which an article is added and reconciled, printed; `after` articles of the ledger's are passed over.
fn add_singly(name: &str, path: &Path, articles: u64, after: u64) -> Result<Spent> {
    let mut ledger = Ledger::open(path)?;
    let one = |number| {
        let record = invent::record(after + number, articles);
        clocked(|| ledger.add(&record).and_then(|_| ledger.reconcile()))
    };
    let [wall, cpu] = sorted(&(0..SINGLES).map(one).collect::<Result<Vec<_>>>()?);
    let median = Spent { wall: wall[wall.len() / 2], cpu: cpu[cpu.len() / 2] };
    println!("{name:<23}{:>9.1}{:>26.1}", millis(median.wall), millis(median.cpu));
    Ok(median)
}

/// How long something took on the clock, and on the processor: the second tells also on a machine that has other work.
struct Spent {
    wall: Duration,
    cpu: Duration,
}

fn clocked(work: impl FnOnce() -> Answer) -> Result<Spent> {
    let (wall, cpu) = (Instant::now(), ThreadTime::now());
    work()?;
    Ok(Spent { wall: wall.elapsed(), cpu: cpu.elapsed() })
}

/// The times on the clock and on the processor, each from the shortest to the longest.
fn sorted(spent: &[Spent]) -> [Vec<Duration>; 2] {
    let mut times = [spent.iter().map(|spent| spent.wall).collect::<Vec<_>>(), spent.iter().map(|spent| spent.cpu).collect()];
    for times in &mut times {
        times.sort_unstable();
    }
    times
}

fn millis(time: Duration) -> f64 {
    1000.0 * time.as_secs_f64()
}
