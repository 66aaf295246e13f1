//! The function words by which a sentence hangs together, as far as roles are read from it.

/// Verbs that help another one.
const AUXILIARIES: &[&str] = &[
    "am", "are", "be", "been", "being", "can", "cannot", "could", "did", "do", "does", "had", "has", "have", "having", "is", "may",
    "might", "must", "shall", "should", "was", "were", "will", "would", "’d", "'d", "’ll", "'ll", "’ve", "'ve", "’re", "'re",
];

/// Forms of "be" and what stands for it in a passive.
const BE: &[&str] = &["am", "are", "be", "been", "being", "get", "gets", "got", "is", "was", "were"];

/// Words that may stand between a subject and its verb without being either.
const BETWEEN: &[&str] = &[
    "again",
    "all",
    "almost",
    "already",
    "also",
    "always",
    "both",
    "either",
    "even",
    "ever",
    "first",
    "likely",
    "just",
    "never",
    "not",
    "now",
    "often",
    "once",
    "only",
    "since",
    "soon",
    "still",
    "then",
    "thus",
    "to",
    "twice",
    "yet",
    "reportedly",
    "n't",
];

/// The nouns of periods, and the adverbs of one.
const PERIODS: &[&str] = &["hour", "day", "week", "month", "quarter", "year"];
const PERIODICAL: &[&str] = &["hourly", "daily", "weekly", "monthly", "quarterly", "annually", "yearly"];

/// Verbs that hand their subject on to an infinitive or a gerund: "continued to ship".
const CONTROLS: &[&str] = &[
    "agree",
    "agreed",
    "agrees",
    "aim",
    "aims",
    "began",
    "begin",
    "begins",
    "begun",
    "chose",
    "claimed",
    "continue",
    "continued",
    "continues",
    "continuing",
    "decided",
    "decides",
    "denied",
    "denies",
    "expected",
    "going",
    "intend",
    "intended",
    "intends",
    "keep",
    "keeps",
    "kept",
    "managed",
    "plan",
    "planned",
    "planning",
    "plans",
    "preparing",
    "prepared",
    "ready",
    "refused",
    "refuses",
    "resume",
    "resumed",
    "seeking",
    "seeks",
    "sought",
    "start",
    "started",
    "starts",
    "stop",
    "stopped",
    "tried",
    "tries",
    "trying",
    "want",
    "wanted",
    "wants",
    "willing",
    "set",
    "able",
    "known",
    "believed",
    "suspected",
    "said",
    "thought",
    "alleged",
    "helped",
    "used",
    "attempted",
    "vowed",
    "pledged",
    "promised",
    "offered",
    "threatened",
    "appeared",
    "appears",
    "seems",
];

/// Nouns that do the same where somebody has them: "has no intention of shipping".
const INTENTS: &[&str] =
    &["ability", "intent", "intention", "intentions", "interest", "need", "obligation", "plan", "plans", "right", "wish"];

/// Forms of "have".
const HAVE: &[&str] = &["had", "has", "have", "having", "’ve", "'ve"];

const PREPOSITIONS: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "amid",
    "among",
    "around",
    "as",
    "at",
    "before",
    "behind",
    "below",
    "beside",
    "between",
    "beyond",
    "by",
    "concerning",
    "despite",
    "during",
    "except",
    "for",
    "from",
    "in",
    "including",
    "inside",
    "into",
    "like",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "out",
    "over",
    "past",
    "per",
    "regarding",
    "since",
    "through",
    "throughout",
    "till",
    "to",
    "toward",
    "towards",
    "under",
    "until",
    "up",
    "upon",
    "versus",
    "via",
    "with",
    "within",
    "without",
];

const CONJUNCTIONS: &[&str] = &["and", "or", "nor", "but"];

const DETERMINERS: &[&str] =
    &["a", "an", "any", "each", "every", "no", "some", "such", "that", "the", "these", "this", "those", "all", "more"];

const RELATIVES: &[&str] = &["that", "which", "who"];

/// Where what belongs to one verb ends.
const BOUNDARIES: &[&str] = &[
    ";", ":", "—", "–", "--", "although", "because", "but", "if", "though", "unless", "when", "where", "whereas", "which", "while", "who",
];

/// "we", "our": whoever speaks.
const FIRST: &[&str] = &["i", "me", "my", "our", "us", "we"];

/// "her country": the country of whoever is spoken of, which in a content is most often the speaker.
const POSSESSIVES: &[&str] = &["her", "his", "its", "my", "our", "their"];

/// Whether a word and the next make a rate of what stands before: "a day", "per month", "annually".
pub(super) fn per_period(word: &str, next: &str) -> bool {
    PERIODICAL.contains(&word) || matches!(word, "a" | "an" | "per" | "each" | "every") && PERIODS.contains(&next)
}

/// Words that follow a noun phrase and are in no other list: pronouns, and verbs that show no ending.
const FOLLOWERS: &[&str] = &[
    "became",
    "came",
    "cost",
    "early",
    "fell",
    "flew",
    "found",
    "go",
    "he",
    "hit",
    "including",
    "it",
    "last",
    "late",
    "left",
    "made",
    "next",
    "not",
    "seen",
    "she",
    "than",
    "there",
    "they",
    "this",
    "took",
    "we",
    "went",
    "worth",
];

fn is(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

pub(super) fn auxiliary(word: &str) -> bool {
    is(AUXILIARIES, word) || word.ends_with("n't") || word.ends_with("n’t")
}

pub(super) fn be(word: &str) -> bool {
    is(BE, word)
}

pub(super) fn intent(word: &str) -> bool {
    is(INTENTS, word)
}

pub(super) fn has(word: &str) -> bool {
    is(HAVE, word)
}

/// Whether a word may stand between a subject and its verb.
pub(super) fn between(word: &str) -> bool {
    is(BETWEEN, word) || auxiliary(word) || is(CONTROLS, word) || adverb(word) || quotation(word)
}

pub(super) fn adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly") && !matches!(word, "supply" | "assembly" | "italy" | "july" | "family")
}

pub(super) fn quotation(word: &str) -> bool {
    matches!(word, "“" | "”" | "\"" | "‘" | "’" | "'" | "''" | "``")
}

pub(super) fn preposition(word: &str) -> bool {
    is(PREPOSITIONS, word)
}

pub(super) fn conjunction(word: &str) -> bool {
    is(CONJUNCTIONS, word)
}

pub(super) fn determiner(word: &str) -> bool {
    is(DETERMINERS, word) || is(POSSESSIVES, word)
}

pub(super) fn relative(word: &str) -> bool {
    is(RELATIVES, word)
}

pub(super) fn boundary(word: &str) -> bool {
    is(BOUNDARIES, word)
}

pub(super) fn first_person(word: &str) -> bool {
    is(FIRST, word)
}

pub(super) fn possessive(word: &str) -> bool {
    is(POSSESSIVES, word)
}

/// Whether a word ends the noun phrase before it: nothing that follows a head noun inside the phrase.
pub(super) fn closes(word: &str) -> bool {
    let inflected = word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"));
    !word.chars().any(char::is_alphabetic)
        || preposition(word)
        || conjunction(word)
        || determiner(word)
        || relative(word)
        || boundary(word)
        || between(word)
        || inflected
        || is(FOLLOWERS, word)
}
