//! Topics as data: the words, item classes, actors, units and rules that frames and findings are made with.
//!
//! ```text
//! TOML ─ raw ─▶ as it is written ─ check ─▶ Pack
//! ```
//! `raw` is the form of a file, `check` turns it into a [`Pack`] or into problems that name line and reason, `words` looks words up.
//! The engine knows none of this: that munitions are arms, and that a resolution caps refined petroleum, stands in a pack.

mod check;
mod period;
mod raw;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::LazyLock;

use jiff::civil::Date;

pub use period::Period;
pub(crate) use words::{Form, Words};

/// A topic.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Its name, as frames and findings carry it.
    pub name: String,
    /// What it is about, for people.
    pub title: String,
    /// What people who read its findings should know.
    pub notes: Vec<String>,
    /// The words by which contents speak of events.
    pub frames: Vec<Evoker>,
    /// What may be moved, tested or used.
    pub classes: Vec<Class>,
    /// Names that stand for a State, beyond those that onrecord knows, with its ISO 3166-1 alpha-2 code.
    pub actors: BTreeMap<String, String>,
    /// What is counted.
    pub units: Vec<Unit>,
    /// What may not be, or not beyond a limit.
    pub rules: Vec<Rule>,
    /// Its words, ready to be looked up.
    pub(crate) words: Words,
    /// The TOML that it was read from.
    pub written: String,
}

/// Words that speak of one kind of event, and who takes part in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evoker {
    /// `transfer`, `test`, `use`, `pledge`, …
    pub kind: String,
    /// How its words stand to those who take part.
    pub shape: Shape,
}

/// How a word stands to those who take part in its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// The subject gives: "X shipped it to Z".
    Gives,
    /// The subject takes: "Z bought it from X".
    Takes,
    /// Either may give: "the trade between X and Z".
    Mutual,
    /// What is given is the subject: "it came from X".
    Comes,
    /// The subject acts: "X tested it".
    Does,
}

impl Shape {
    /// The roles that a rule may bind in its events. Who takes part in a mutual one is either's party, and may fill both.
    pub(crate) fn roles(self) -> &'static [&'static str] {
        match self {
            Self::Gives | Self::Takes | Self::Mutual | Self::Comes => &["supplier", "recipient"],
            Self::Does => &["actor", "target"],
        }
    }
}

/// A sort of things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// Its name.
    pub id: String,
    /// The classes that all of it belongs to as well, however far up.
    pub within: BTreeSet<String>,
    /// Whether it is what something else is in ("containers"), so that the thing inside counts where it is named.
    pub holds: bool,
    /// The kinds of event in which its words name it; in all where none is given.
    pub frames: Vec<String>,
}

/// Something that is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Its name, in the singular.
    pub id: String,
    /// Other names of it.
    pub names: Vec<String>,
    /// What one of it is in other units.
    pub one_is: Vec<Conversion>,
}

/// What one of a unit is in another.
#[derive(Debug, Clone, PartialEq)]
pub struct Conversion {
    /// How many of the other.
    pub amount: f64,
    /// The other unit.
    pub unit: String,
    /// Who says so.
    pub source: String,
}

/// What a legal text forbids or limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its name with its legal source: "UNSCR 2397 ¶5".
    pub id: String,
    /// The legal text in full.
    pub source: String,
    /// Who is bound, in words.
    pub binds: String,
    /// What it says, in words.
    pub says: String,
    /// The kind of event that it is about.
    pub frame: String,
    /// For each role the State that fills it.
    pub roles: BTreeMap<String, Party>,
    /// The item classes that it covers.
    pub classes: Vec<String>,
    /// The classes within these that it does not.
    pub except: Vec<String>,
    /// The first day on which it holds.
    pub from: Date,
    /// The last day; open where there is none.
    pub to: Option<Date>,
    /// What may be moved at most; nothing at all where there is none.
    pub cap: Option<Cap>,
}

/// Who may fill a role in a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Party {
    /// Whoever.
    Any,
    /// One of these States, by code.
    Of(Vec<String>),
}

impl Party {
    /// Whether a State fits.
    pub(crate) fn holds(&self, code: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Of(codes) => codes.iter().any(|known| known == code),
        }
    }
}

/// How much may be moved in each period, by all who are bound together.
#[derive(Debug, Clone, PartialEq)]
pub struct Cap {
    /// How long amounts add up.
    pub period: Period,
    /// The limit in each unit that the legal text gives it in.
    pub limits: Vec<Limit>,
}

/// A limit in one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// How many.
    pub amount: f64,
    /// Of what.
    pub unit: String,
}

/// One fault of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, and what to do.
    pub reason: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.reason)
    }
}

impl std::error::Error for Problem {}

/// The largest file that is read as a pack, in bytes; people write them by hand.
const LARGEST: usize = 1 << 20;

static BUNDLED: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    let texts = [include_str!("../../../../packs/dprk.toml")];
    texts.into_iter().map(|text| Pack::parse(text).expect("the tests hold every bundled pack sound")).collect()
});

/// The packs that come with onrecord.
pub fn bundled() -> &'static [Pack] {
    &BUNDLED
}

/// The bundled packs with further ones; one that has the name of another takes its place.
pub fn with_bundled(further: impl IntoIterator<Item = Pack>) -> Vec<Pack> {
    let mut packs = bundled().to_vec();
    for pack in further {
        match packs.iter_mut().find(|known| known.name == pack.name) {
            Some(known) => *known = pack,
            None => packs.push(pack),
        }
    }
    packs
}

impl Pack {
    /// Reads a pack.
    ///
    /// # Errors
    /// All faults that were found, in the order of their lines; there is at least one.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        if text.len() > LARGEST {
            return Err(vec![Problem { line: 1, reason: format!("a pack has at most {LARGEST} bytes; split it") }]);
        }
        let raw: raw::Raw = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| check::line(text, span.start));
            vec![Problem { line, reason: error.message().replace('\n', " ") }]
        })?;
        check::check(text, raw)
    }

    /// The class with a name.
    pub(crate) fn class(&self, id: &str) -> Option<&Class> {
        self.classes.iter().find(|class| class.id == id)
    }

    /// Whether all of a class belongs to another one too; each belongs to itself.
    pub fn is_within(&self, class: &str, other: &str) -> bool {
        class == other || self.class(class).is_some_and(|class| class.within.contains(other))
    }

    /// The unit that a word names.
    pub(crate) fn unit(&self, word: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == word || unit.names.iter().any(|name| name == word))
    }

    /// How many of one unit an amount of another is, where the pack states the factor.
    pub(crate) fn convert(&self, amount: f64, from: &str, to: &str) -> Option<f64> {
        let unit = self.unit(from)?;
        if unit.id == to {
            return Some(amount);
        }
        unit.one_is.iter().find(|conversion| conversion.unit == to).map(|conversion| amount * conversion.amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_packs_are_sound() {
        let dprk = &bundled()[0];
        assert_eq!(dprk.name, "dprk");
        assert!(dprk.is_within("ballistic missiles", "arms") && !dprk.is_within("arms", "ballistic missiles"));
        assert_eq!(dprk.convert(42.0, "gallon", "barrel").map(f64::round), Some(1.0));
        assert_eq!(dprk.convert(1.0, "tonne", "barrel"), None);
    }
}
