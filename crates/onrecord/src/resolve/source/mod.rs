//! What the words of a source say: pronouns, names, descriptions, and several of them joined.

mod description;

use std::ops::Range;

pub(in crate::resolve) use description::{Description, Determiner, description};

use crate::grammar;
use crate::resolve::names::{Name, NameKind};
use crate::resolve::page::Page;
use crate::resolve::tables::{Class, Noun, NounClass, body, is, noun};

/// How many words an article and adjectives before a comma may be.
const MODIFIERS: usize = 8;
/// How many words in small letters a title before a name may be.
const TITLE: usize = 3;

/// One of those a source consists of.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::resolve) enum Party {
    /// "she"
    Pronoun(Pronoun),
    /// A name, by its number among the page's names.
    Name(usize),
    /// "the defense minister"
    Description(Description),
}

/// A pronoun by what it can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::resolve) enum Pronoun {
    /// "he"
    He,
    /// "she"
    She,
    /// "it"
    It,
    /// "they"
    They,
    /// "I"
    I,
    /// "we"
    We,
    /// "you"
    You,
    /// "who"
    Who,
    /// "which"
    Which,
    /// "A:", who answers in an interview.
    Answer,
}

/// The pronoun a word is.
pub(in crate::resolve) fn pronoun(word: &str) -> Option<Pronoun> {
    // "They’ll" is "they" with its verb.
    let bare = word
        .split_once(['\'', '’'])
        .filter(|(_, verb)| matches!(*verb, "ll" | "d" | "ve" | "re" | "m" | "s"))
        .map_or(word, |(bare, _)| bare);
    Some(match bare.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Pronoun::He,
        "she" | "her" | "hers" | "herself" => Pronoun::She,
        "it" | "its" | "itself" => Pronoun::It,
        "they" | "them" | "their" | "theirs" | "themselves" => Pronoun::They,
        "i" | "me" | "my" | "mine" | "myself" => Pronoun::I,
        "we" | "us" | "our" | "ours" => Pronoun::We,
        "you" | "your" => Pronoun::You,
        "who" => Pronoun::Who,
        "which" => Pronoun::Which,
        // "a self-described reformer"
        itself if itself.starts_with("self-") => Pronoun::Who,
        _ => return None,
    })
}

/// Reads the tokens of a source.
pub(in crate::resolve) fn parties(page: &Page<'_>, names: &[Name], source: &Range<usize>) -> Vec<Party> {
    let mut out: Vec<Party> = Vec::new();
    let mut lead_in: Option<Party> = None;
    let sentence = page.sentences.get(page.sentence_of(source.start)).map_or(source.end, |sentence| sentence.tokens.end);
    let segments = segments(page, names, &(source.start..source.end.min(sentence)));
    let listed = segments.iter().any(|segment| matches!(page.before(segment.start), "and" | "or" | "&" | "nor" | ";"));
    // Whether what is read tells of the name before.
    let mut aside = false;
    for (position, segment) in segments.into_iter().enumerate() {
        let Some(party) = party(page, names, &segment) else { continue };
        let comma = page.before(segment.start) == ",";
        if aside && !comma && continues(page, names, &party, &segment) {
            continue;
        }
        aside = false;
        // Without an "and" all that follows a name or a description is about it: "Ann Roe, President of Acme", "the doctors, members of a
        // new group, the Example Alliance".
        let about = match (&party, out.last()) {
            (_, Some(Party::Name(_))) | (Party::Description(_), Some(Party::Description(_))) => true,
            (Party::Name(name), Some(Party::Description(_))) => position > 1 && names[*name].kind != NameKind::Person,
            _ => false,
        };
        let joined = joins_another(page, segment.start) && matches!(party, Party::Name(_));
        // "The Attorney-General, Ann Roe,"
        if let (Party::Name(name), [Party::Name(office)]) = (&party, &out[..])
            && comma
            && !listed
            && names[*name].kind == NameKind::Person
            && is_office_in_capitals(&names[*office])
        {
            out[0] = party;
            continue;
        }
        if about && comma && !listed && !joined {
            continue;
        }
        // "the leaders of Borduria, Norway and Libya" are told by all of them.
        if let (Party::Name(name), [Party::Description(first)]) = (&party, &mut out[..])
            && is_told_by_several(first, &names[*name], names)
        {
            first.tokens.end = names[*name].tokens.end;
            first.words = page.words(&first.tokens);
            continue;
        }
        match (&party, out.last()) {
            // "The lawmakers, however,"
            (Party::Description(aside), Some(_)) if !listed && aside.head.is_none() => {}
            // "the singer and guitarist" is one
            (Party::Description(second), Some(Party::Description(first))) if is_second_role(first, second) => {}
            // an apposition: what comes after a name and a comma is about it
            (Party::Description(_), Some(Party::Name(_))) if !joined && (comma || determined(page, &segment)) => {
                if page.word(segment.start.saturating_sub(1)) != "and" || named_only(&out) && determined(page, &segment) {
                    aside = comma;
                    continue;
                }
                out.push(party);
            }
            // "former spy and Sergeant Tom Doe", "chairman, chief executive and president Ann Roe" are one
            (Party::Name(name), Some(_)) if out.iter().all(|title| is_title(title, &names[*name])) => {
                out.clear();
                out.push(party);
            }
            // "the two witnesses, Tom Doe and Ann Roe", but not "witnesses, including Ann Roe" nor "a spokesman for Acme, Orbita and Harl"
            (Party::Name(name), Some(Party::Description(first)))
                if position == 1 && comma && !joined && !(listed && is_of_the_like(first, &names[*name], names)) =>
            {
                lead_in = out.pop();
                out.push(party);
            }
            _ => out.push(party),
        }
    }
    if out.is_empty() { lead_in.into_iter().collect() } else { out }
}

/// Whether the words at a token join somebody else to those before: ", including Ann Roe", ", along with Ann Roe".
fn joins_another(page: &Page<'_>, at: usize) -> bool {
    page.word(at) == "including" || matches!(page.word(at), "along" | "together") && page.word(at + 1) == "with"
}

/// Whether a description of several people goes on with the name of another such body, state or place as they are told by.
fn is_told_by_several(description: &Description, other: &Name, names: &[Name]) -> bool {
    let people = description.head.filter(|noun| noun.class == NounClass::Person && noun.plural);
    let speak_for = people.is_some_and(|noun| noun.speaks_for_others());
    let alike =
        |name: &Name| name.kind == other.kind && matches!(name.kind, NameKind::Country | NameKind::Capital | NameKind::Organization);
    people.is_some() && !speak_for && description.complement.as_ref().is_some_and(|(_, name)| alike(&names[*name]))
}

/// Whether a description is somebody of a body, beside the name of another body.
fn is_of_the_like(description: &Description, other: &Name, names: &[Name]) -> bool {
    let of = description.complement.as_ref().filter(|(word, _)| matches!(word.as_str(), "for" | "of"));
    of.is_some_and(|(_, name)| names[*name].kind != NameKind::Person && other.kind != NameKind::Person)
}

/// Whether what an "and" joins to an apposition belongs to it: "Ann Roe, a trader [and strategist at Acme]", "an aide to Tom Poe [and Mary Doe]".
fn continues(page: &Page<'_>, names: &[Name], party: &Party, segment: &Range<usize>) -> bool {
    // ", and" ends it.
    if segment.start < 2 || page.before(segment.start - 1) == "," {
        return false;
    }
    let is_person = |name: &Name| name.kind == NameKind::Person;
    match party {
        Party::Name(name) => !is_person(&names[*name]) || name_at(names, segment.start - 2).is_some_and(is_person),
        Party::Description(described) => {
            let role = described.head.is_some_and(|noun| noun.class == NounClass::Person);
            !described.plural && (role || described.determiner == Determiner::None)
        }
        Party::Pronoun(_) => false,
    }
}

/// Whether two descriptions are one person's under one article.
fn is_second_role(first: &Description, second: &Description) -> bool {
    let person = |role: &Description| role.head.is_some_and(|noun| noun.class == NounClass::Person && !noun.plural);
    person(first) && person(second) && first.determiner != Determiner::None && second.determiner == Determiner::None
}

/// Whether a description without an article, beside a name with a title, is a further title of it.
fn is_title(title: &Party, name: &Name) -> bool {
    let Party::Description(title) = title else { return false };
    let person = title.head.is_some_and(|noun| noun.class == NounClass::Person && !noun.plural);
    person && title.determiner == Determiner::None && !name.offices.is_empty()
}

/// Whether what was taken for a name is but an office in capitals: "Home Minister".
fn is_office_in_capitals(name: &Name) -> bool {
    let last = name.printed.rsplit(' ').next().and_then(noun);
    !name.human && last.is_some_and(|noun| noun.class == NounClass::Person && !noun.plural)
}

fn named_only(parties: &[Party]) -> bool {
    parties.iter().all(|party| matches!(party, Party::Name(_)))
}

fn determined(page: &Page<'_>, segment: &Range<usize>) -> bool {
    matches!(page.before(segment.start), "," | "(")
        || (grammar::indefinite(page.word(segment.start)) && page.before(segment.start) != "and")
}

/// A source cut at its commas and conjunctions outside names and brackets.
fn segments(page: &Page<'_>, names: &[Name], source: &Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = source.start;
    let mut at = source.start;
    let mut in_tail = false;
    while at < source.end {
        if let Some(name) = name_at(names, at) {
            at = name.tokens.end.max(at + 1);
            continue;
        }
        match page.word(at) {
            "(" | "[" => {
                out.push(start..at);
                at = (at..source.end).find(|i| matches!(page.word(*i), ")" | "]")).unwrap_or(source.end);
                start = at + 1;
            }
            // A quotation inside a source is one word of it.
            "“" | "\"" if (at + 1..source.end.min(at + 8)).any(|i| matches!(page.word(i), "”" | "\"")) => {
                at = (at + 1..source.end).find(|i| matches!(page.word(*i), "”" | "\"")).unwrap_or(at);
            }
            // In "experts who say it and officials" or "a group of parents and teachers" the second belongs to the first.
            "and" | "or" | "&" | "nor" if in_tail && !before_name(page, names, at + 1, source.end) => {}
            "and" if is_shared_modifier(page, names, &(start..at), source.end) => {}
            // "one small, year-long study"
            "," if is_modifier(page, names, &(start..at)) => {}
            "," | "and" | "or" | "&" | "nor" | ";" | "—" | "–" => {
                out.push(start..at);
                start = at + 1;
                in_tail = false;
            }
            // "those who know him"
            "who" if at == start + 1 && is(&page.word(start).to_lowercase(), Class::Whoever) => in_tail = true,
            "who" | "which" | "whose" if at > source.start => {
                out.push(start..at);
                let resumed = (at..source.end).find(|i| page.word(*i) == ",").unwrap_or(source.end);
                at = resumed;
                start = resumed;
                continue;
            }
            word => in_tail |= is(word, Class::Preposition),
        }
        at += 1;
    }
    out.push(start..source.end);
    out.retain(|segment| segment.clone().any(|at| page.tokens.get(at).is_some_and(crate::text::Token::is_word)));
    out
}

/// Whether some tokens are but an article and adjectives.
fn is_modifier(page: &Page<'_>, names: &[Name], range: &Range<usize>) -> bool {
    let first = page.word(range.start).to_lowercase();
    let opened = matches!(first.as_str(), "a" | "an" | "the" | "one" | "another" | "some");
    opened
        && range.len() > 1
        && range.len() <= MODIFIERS
        && range.clone().skip(1).all(|at| noun(page.word(at)).is_none() && page.word(at).starts_with(char::is_lowercase))
        && !before_name(page, names, range.start, range.end)
}

/// Whether the noun behind an "and" is also that of the modifier before it: "Borduria's sea [and] fisheries minister".
fn is_shared_modifier(page: &Page<'_>, names: &[Name], first: &Range<usize>, end: usize) -> bool {
    let small = |at: usize| page.word(at).starts_with(char::is_lowercase) && page.tokens[at].is_word();
    let is_head = |at: usize| noun(page.word(at)).is_some_and(|noun| noun.class != NounClass::Document && !noun.plural);
    let opened = first.clone().any(|at| grammar::genitive(page.word(at)) || grammar::article(&page.word(at).to_lowercase()));
    let modifier = first.len() > 1 && small(first.end - 1) && noun(page.word(first.end - 1)).is_none();
    let next = first.end + 1;
    let behind = (next..end.min(next + TITLE)).take_while(|at| small(*at) && name_at(names, *at).is_none());
    let head = behind.into_iter().find(|at| is_head(*at)).is_some_and(|head| head > next);
    opened && modifier && head && !grammar::determiner(page.word(next))
}

/// Whether a name with its titles begins at or soon after a token.
fn before_name(page: &Page<'_>, names: &[Name], at: usize, end: usize) -> bool {
    (at..(at + 4).min(end)).take_while(|i| !is(page.word(*i), Class::Preposition)).any(|i| name_at(names, i).is_some())
}

/// The name that a token, or a title at it, begins.
fn name_at(names: &[Name], at: usize) -> Option<&Name> {
    let next = names.partition_point(|name| name.tokens.end <= at);
    names.get(next).filter(|name| name.start <= at)
}

/// The number of the first name that ends after a token.
fn first_name(names: &[Name], at: usize) -> usize {
    names.partition_point(|name| name.tokens.end <= at)
}

fn party(page: &Page<'_>, names: &[Name], segment: &Range<usize>) -> Option<Party> {
    let mut range = segment.clone();
    let skip = |word: &str| {
        matches!(
            word.to_lowercase().as_str(),
            "both" | "even" | "also" | "either" | "neither" | "only" | "just" | "by" | "from" | "as" | "according" | "to" | "then"
        )
    };
    let joining = if page.word(range.start) == "including" { 1 } else { 2 };
    if range.len() > joining && joins_another(page, range.start) {
        range.start += joining;
    }
    while range.len() > 1 && (skip(page.word(range.start)) || !page.tokens[range.start].is_word()) {
        range.start += 1;
    }
    let ending = |at: usize| grammar::genitive(page.word(at)) || !page.tokens[at].is_word();
    while range.len() > 1 && ending(range.end - 1) && name_at(names, range.end - 1).is_none() {
        range.end -= 1;
    }
    let reflexive =
        range.len() == 2 && matches!(page.word(range.start + 1), "himself" | "herself" | "itself" | "themselves" | "both" | "all");
    if (range.len() == 1 || reflexive)
        && let Some(pronoun) = pronoun(page.word(range.start))
    {
        return Some(Party::Pronoun(pronoun));
    }
    if range.len() > 2 && matches!(page.word(range.end - 1), "them" | "whom") && matches!(page.word(range.end - 2), "of" | "among") {
        return Some(Party::Pronoun(Pronoun::They));
    }
    // "A: I saw it."
    let asked = range.len() == 1 && page.word(range.end) == ":" && page.word(range.start) == "A";
    if asked {
        return Some(Party::Pronoun(Pronoun::Answer));
    }
    // "a report that says"
    if range.len() == 1 && page.word(range.start) == "that" {
        return Some(Party::Pronoun(Pronoun::Which));
    }
    if let Some(name) = head_name(page, names, &range).filter(|name| !is_part_of_body(page, &names[*name], &range)) {
        return Some(Party::Name(name));
    }
    description(page, names, range).map(Party::Description)
}

/// Whether a party's name stands for those of its people who sit somewhere: "Democrats on the Example Committee".
fn is_part_of_body(page: &Page<'_>, name: &Name, range: &Range<usize>) -> bool {
    let people = name.kind == NameKind::Organization && name.tokens.len() == 1 && name.printed.ends_with('s');
    people && matches!(page.word(name.tokens.end), "on" | "in" | "from") && name.tokens.end + 1 < range.end
}

/// The name that a source without conjunctions is about, where it is about one.
fn head_name(page: &Page<'_>, names: &[Name], range: &Range<usize>) -> Option<usize> {
    let mut at = first_name(names, range.start);
    let in_marks = |name: &Name| name.start > range.start && matches!(page.before(name.start), "“" | "\"") && name.tokens.end < range.end;
    while let Some(name) = names.get(at).filter(|name| in_marks(name)) {
        // "the “Wild Night” star"
        if name.tokens.start >= range.end {
            return None;
        }
        let closed = (name.tokens.end..range.end).find(|i| matches!(page.word(*i), "”" | "\""));
        at = names.partition_point(|other| other.start < closed.unwrap_or(range.end));
    }
    while let Some(name) = names.get(at).filter(|name| name.tokens.end <= range.end) {
        let before = range.start..name.start.max(range.start);
        let people = |i: usize| noun(page.word(i)).is_some_and(|noun| noun.plural && noun.class == NounClass::Person);
        // "the group backing Ann Roe"
        let titled = |from: usize| {
            (from..name.start.max(from)).any(|at| noun(page.word(at)).is_some_and(|noun| noun.class == NounClass::Person && !noun.plural))
        };
        let busy = |i: usize| i > range.start && page.word(i).ends_with("ing") && noun(page.word(i - 1)).is_some() && !titled(i + 1);
        // "the University of Lowmere chemist Ann Roe"
        let told = |i: usize| is(page.word(i), Class::Preposition) && name_at(names, i).is_none() || page.word(i) == "who";
        if before.clone().any(|i| told(i) || people(i) && page.word(i + 1) != "," || busy(i)) {
            return None;
        }
        let after = page.word(name.tokens.end);
        // "Example News’ Ann Roe"
        let possessive =
            matches!(after, "’" | "'") && name.tokens.end + 1 < range.end && page.word(name.tokens.end - 1).ends_with(['s', 'S']);
        // "an Example News/Example Journal poll"
        let joined = after == "/" && names.get(at + 1).is_some_and(|next| next.start == name.tokens.end + 1);
        let ends = name.tokens.end == range.end
            || is(after, Class::Preposition)
            || !page.tokens[name.tokens.end].is_word() && !joined && !possessive
            || matches!(after, "himself" | "herself" | "itself" | "that" | "who" | "a" | "an");
        let speaks = !matches!(name.kind, NameKind::Adjective | NameKind::Inhabitants | NameKind::Place) && !is_some_of(page, name, range);
        if ends && speaks {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Whether a party's name stands for one or some of its people: "the Republican", "some Republicans", "these moderate Republicans".
fn is_some_of(page: &Page<'_>, name: &Name, range: &Range<usize>) -> bool {
    let word = page.word(name.tokens.start);
    let member = |noun: &Noun| noun.class == NounClass::Person && body(word).is_some();
    let Some(noun) = noun(word).filter(|noun| name.tokens.len() == 1 && name.kind == NameKind::Organization && member(noun)) else {
        return false;
    };
    let before = range.start..name.start.max(range.start);
    let the = before.len() == 1 && page.word(before.start).eq_ignore_ascii_case("the");
    !(before.is_empty() || noun.plural && the)
}
