//! The form in which a pack is written.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// A whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    pub(super) name: Spanned<String>,
    pub(super) title: String,
    #[serde(default)]
    pub(super) notes: Vec<String>,
    pub(super) over_limit: Option<OverLimit>,
    #[serde(default, rename = "frame")]
    pub(super) frames: Vec<Frame>,
    #[serde(default, rename = "class")]
    pub(super) classes: Vec<Class>,
    #[serde(default, rename = "actor")]
    pub(super) actors: Vec<Actor>,
    #[serde(default, rename = "unit")]
    pub(super) units: Vec<Unit>,
    #[serde(default, rename = "rule")]
    pub(super) rules: Vec<Rule>,
}

/// Words by which a claim itself says that a limit is passed: one of the first before one of the second.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OverLimit {
    pub(super) says: Vec<String>,
    pub(super) of: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Frame {
    pub(super) kind: Spanned<String>,
    pub(super) shape: Spanned<String>,
    #[serde(default)]
    pub(super) verbs: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) nouns: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Class {
    pub(super) id: Spanned<String>,
    #[serde(default)]
    pub(super) within: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) holds: bool,
    #[serde(default)]
    pub(super) frames: Vec<Spanned<String>>,
    pub(super) words: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Actor {
    pub(super) code: Spanned<String>,
    pub(super) names: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unit {
    pub(super) id: Spanned<String>,
    #[serde(default)]
    pub(super) names: Vec<String>,
    #[serde(default)]
    pub(super) one_is: Vec<Conversion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Conversion {
    pub(super) amount: Spanned<f64>,
    pub(super) unit: Spanned<String>,
    pub(super) source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) id: Spanned<String>,
    pub(super) source: String,
    pub(super) binds: String,
    pub(super) says: String,
    pub(super) frame: Spanned<String>,
    pub(super) roles: std::collections::BTreeMap<Spanned<String>, Spanned<Party>>,
    pub(super) classes: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) except: Vec<Spanned<String>>,
    pub(super) from: Spanned<Datetime>,
    pub(super) to: Option<Spanned<Datetime>>,
    pub(super) cap: Option<Cap>,
}

/// `"any"`, a code, or several.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Party {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Cap {
    pub(super) period: Spanned<String>,
    pub(super) limits: Vec<Limit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Limit {
    pub(super) amount: Spanned<f64>,
    pub(super) unit: Spanned<String>,
}
