//! A stand-in for the intake crate: files and standard input only.

use std::fmt;
use std::io::Read as _;

use onrecord::model::Origin;
use onrecord::read::Format;

/// One page to read.
#[derive(Debug, Clone)]
pub struct Input(String);

impl Input {
    /// As it was given.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why an input could not be read.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Which input.
    pub input: String,
    /// Why.
    pub reason: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.input, self.reason, self.hint)
    }
}

/// A page's characters.
pub struct Page {
    /// Where it came from.
    pub origin: Origin,
    /// What its characters are.
    pub format: Format,
    /// Its characters.
    pub body: String,
}

/// The pages that the inputs stand for.
pub fn expand(inputs: &[String]) -> Vec<Result<Input, Problem>> {
    inputs.iter().map(|input| Ok(Input(input.clone()))).collect()
}

/// Loads a page.
///
/// # Errors
/// Where it cannot be read.
pub fn load(input: &Input, plain: bool) -> Result<Page, Problem> {
    let problem = |reason: String| Problem { input: input.0.clone(), reason, hint: "check the path".to_owned() };
    let mut body = String::new();
    if input.0 == "-" {
        std::io::stdin().read_to_string(&mut body).map_err(|e| problem(e.to_string()))?;
    } else {
        body = std::fs::read_to_string(&input.0).map_err(|e| problem(e.to_string()))?;
    }
    let origin = Origin { path: Some(input.0.clone()), ..Origin::default() };
    Ok(Page { origin, format: if plain { Format::Plain } else { Format::Text }, body })
}
