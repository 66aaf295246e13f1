//! `onrecord-lab bench pages`: how long the pages of a running `onrecord serve` take while many read at once, and how large they are.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::Value;

/// How many of each sort of page are read in turn.
const EACH: usize = 40;

/// `bench pages`.
#[derive(Debug, Args)]
pub struct Options {
    /// Where the server listens; start it with a `--rate` that lets all of them in.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8300")]
    at: SocketAddr,
    /// How many read at once.
    #[arg(long, default_value_t = 50)]
    readers: usize,
    /// How many pages each of them reads.
    #[arg(long, default_value_t = 60)]
    pages: usize,
    /// How many milliseconds each looks at a page before it asks for the next; without, they press the server as hard as it goes.
    #[arg(long, default_value_t = 1000)]
    pause: u64,
}

/// One page that was read.
struct PageRead {
    sort: &'static str,
    time: Duration,
    bytes: usize,
}

/// Reads pages with many readers at once and prints the times and sizes of each sort.
///
/// # Errors
/// Where the server does not answer, or a page is not what was asked for.
pub fn run(options: &Options) -> Result<()> {
    let addresses = addresses(options.at)?;
    // What is loaded once is not what is asked about.
    for (_, address) in &addresses {
        get(options.at, address)?;
    }
    let reader = |number: usize| -> Result<Vec<PageRead>> {
        // They do not all begin at once.
        thread::sleep(Duration::from_millis(options.pause * number as u64 / options.readers as u64));
        let turn = addresses.iter().cycle().skip(number * addresses.len() / options.readers);
        let read = |(sort, address): &(&'static str, String)| {
            let start = Instant::now();
            let page = get(options.at, address)?;
            let time = start.elapsed();
            thread::sleep(Duration::from_millis(options.pause));
            Ok(PageRead { sort, time, bytes: page.len() })
        };
        turn.take(options.pages).map(read).collect()
    };
    let read = thread::scope(|scope| {
        let readers: Vec<_> = (0..options.readers).map(|number| scope.spawn(move || reader(number))).collect();
        readers.into_iter().map(|reader| reader.join().expect("a reader does not panic")).collect::<Result<Vec<_>>>()
    })?;
    let mut sorts: BTreeMap<&str, Vec<&PageRead>> = BTreeMap::new();
    for page in read.iter().flatten() {
        sorts.entry(page.sort).or_default().push(page);
        sorts.entry("~ all").or_default().push(page);
    }
    println!(
        "{} readers, {} pages\n\n{:<12}{:>10}{:>10}{:>12}",
        options.readers,
        options.readers * options.pages,
        "page",
        "median ms",
        "p99 ms",
        "largest kB"
    );
    for (sort, pages) in sorts {
        let mut times: Vec<f64> = pages.iter().map(|page| 1000.0 * page.time.as_secs_f64()).collect();
        times.sort_unstable_by(f64::total_cmp);
        let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize];
        let largest = pages.iter().map(|page| page.bytes).max().unwrap_or(0);
        println!("{sort:<12}{:>10.1}{:>10.1}{:>12.1}", at(0.5), at(0.99), largest as f64 / 1000.0);
    }
    Ok(())
}

/// Pages of every sort, in turn.
fn addresses(at: SocketAddr) -> Result<Vec<(&'static str, String)>> {
    let ids = |list: &str, items: &dyn Fn(&Value) -> Value, key: &str| -> Result<Vec<String>> {
        let answer: Value = serde_json::from_slice(&get(at, &format!("/api/v1/{list}limit={EACH}"))?)?;
        let items = items(&answer).as_array().cloned().unwrap_or_default();
        Ok(items.iter().filter_map(|item| item[key].as_str().map(str::to_owned)).collect())
    };
    let items = |answer: &Value| answer["items"].clone();
    let claims = ids("disputes?", &items, "id")?;
    let articles = ids("articles?", &items, "id")?;
    let actors = ids("actors?", &Value::clone, "id")?;
    let statements = ids("search?q=said&", &|answer: &Value| answer["found"]["items"].clone(), "statement")?;
    let mut out = Vec::new();
    for turn in 0..EACH {
        let of = |ids: &[String]| ids.get(turn % ids.len().max(1)).cloned();
        out.push(("disputes", format!("/?page={}", turn % 5 + 1)));
        out.push(("news", "/news?since=2000-01-01".to_owned()));
        out.push(("search", format!("/search?q={}", ["bridge", "said", "denied", "report"][turn % 4])));
        for (sort, path, ids) in [
            ("claim", "claims", &claims),
            ("article", "articles", &articles),
            ("actor", "actors", &actors),
            ("statement", "statements", &statements),
        ] {
            out.extend(of(ids).map(|id| (sort, format!("/{path}/{id}"))));
        }
    }
    Ok(out)
}

/// The body of a page.
fn get(at: SocketAddr, address: &str) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(at).with_context(|| format!("nobody listens at {at}; start: onrecord serve --rate 100000"))?;
    write!(stream, "GET {address} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let head = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n").context("an answer has a head")?;
    if !answer.starts_with(b"HTTP/1.1 200") {
        bail!("{address}: {}", String::from_utf8_lossy(&answer[..head]).lines().next().unwrap_or_default());
    }
    Ok(answer.split_off(head + 4))
}
