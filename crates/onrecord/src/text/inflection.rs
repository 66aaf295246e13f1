//! Regular forms of English words, by their spelling.

/// The regular third person, participle and past of a verb.
pub(crate) fn verb_forms(base: &str) -> Vec<String> {
    let vowel = |c: char| "aeiou".contains(c);
    let third = plural(base);
    if let Some(stem) = base.strip_suffix('e') {
        let stem = if stem.ends_with('e') { base } else { stem };
        return vec![third, format!("{stem}ing"), format!("{base}d")];
    }
    if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(vowel)) {
        return vec![third, format!("{base}ing"), format!("{stem}ied")];
    }
    let letters: Vec<char> = base.chars().collect();
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
    fn regular_forms() {
        assert_eq!(verb_forms("ship"), ["ships", "shiping", "shiped", "shipping", "shipped"]);
        assert_eq!(verb_forms("agree"), ["agrees", "agreeing", "agreed"]);
        assert_eq!(verb_forms("deny"), ["denies", "denying", "denied"]);
        assert_eq!(verb_forms("accuse"), ["accuses", "accusing", "accused"]);
        assert_eq!([plural("crutch"), plural("envoy"), plural("party")], ["crutches", "envoys", "parties"]);
    }
}
