//! The words by which something is attributed, and the acts they make.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::Act;

/// A cue word's part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Verb,
    Noun,
    Adjective,
}

/// What the lexicon says of a word form.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) act: Act,
    pub(crate) part: Part,
}

static FORMS: LazyLock<HashMap<String, Entry>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for line in include_str!("../../data/cues.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let act = fields.next().and_then(act_named).expect("cues.tsv: an act in the first column");
        let part = match fields.next() {
            Some("noun") => Part::Noun,
            Some("adjective") => Part::Adjective,
            _ => Part::Verb,
        };
        let base = fields.next().expect("cues.tsv: a word in the third column");
        let irregular = fields.next().unwrap_or_default().split_whitespace().map(str::to_owned);
        let regular = match part {
            Part::Verb => verb_forms(base),
            Part::Noun => vec![plural(base)],
            Part::Adjective => Vec::new(),
        };
        for form in std::iter::once(base.to_owned()).chain(regular).chain(irregular) {
            forms.entry(form).or_insert(Entry { act, part });
        }
    }
    forms
});

/// What the lexicon says of a word in lower case.
pub(crate) fn entry(word: &str) -> Option<Entry> {
    FORMS.get(word).copied()
}

fn act_named(name: &str) -> Option<Act> {
    Some(match name {
        "say" => Act::Say,
        "deny" => Act::Deny,
        "accuse" => Act::Accuse,
        "confirm" => Act::Confirm,
        "warn" => Act::Warn,
        "pledge" => Act::Pledge,
        "urge" => Act::Urge,
        "ask" => Act::Ask,
        "expect" => Act::Expect,
        "think" => Act::Think,
        "decline" => Act::Decline,
        _ => return None,
    })
}

/// The regular third person, participle and past of a verb.
pub(crate) fn verb_forms(base: &str) -> Vec<String> {
    let vowel = |c: char| "aeiou".contains(c);
    let letters: Vec<char> = base.chars().collect();
    let third = plural(base);
    let stem = base.strip_suffix('e').filter(|_| !base.ends_with("ee"));
    if let Some(stem) = stem {
        return vec![third, format!("{stem}ing"), format!("{base}d")];
    }
    if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(vowel)) {
        return vec![third, format!("{base}ing"), format!("{stem}ied")];
    }
    if base.ends_with("ee") {
        return vec![third, format!("{base}ing"), format!("{base}d")];
    }
    let mut forms = vec![third, format!("{base}ing"), format!("{base}ed")];
    if let [.., a, b, c] = letters[..]
        && !vowel(a)
        && vowel(b)
        && !vowel(c)
        && !matches!(c, 'w' | 'x' | 'y')
    {
        forms.extend([format!("{base}{c}ing"), format!("{base}{c}ed")]);
    }
    forms
}

/// The regular plural of a noun, which is also a verb's third person.
pub(crate) fn plural(base: &str) -> String {
    if base.ends_with(['s', 'x']) || base.ends_with("ch") || base.ends_with("sh") {
        format!("{base}es")
    } else if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        format!("{stem}ies")
    } else {
        format!("{base}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_known() {
        for (form, act) in [
            ("said", Act::Say),
            ("denies", Act::Deny),
            ("denied", Act::Deny),
            ("blamed", Act::Accuse),
            ("admitted", Act::Confirm),
            ("disagreed", Act::Deny),
            ("vowing", Act::Pledge),
            ("believes", Act::Think),
            ("allegations", Act::Accuse),
        ] {
            assert_eq!(entry(form).map(|entry| entry.act), Some(act), "{form}");
        }
        assert!(entry("table").is_none());
    }
}
