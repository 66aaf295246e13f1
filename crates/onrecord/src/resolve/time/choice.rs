//! On which of the days that a page tells a statement was made that has none of its own: a linear score over what is known of each, with
//! fitted weights.

use std::sync::LazyLock;

use super::around::{Around, Speaker};
use super::diary::{Diary, FRESH, Occasion, document, place};
use super::settle::Days;
use super::telling::{Telling, is_long, telling};
use crate::model::{Act, ActorKind, Form, Statement};
use crate::resolve::page::Page;
use crate::resolve::tables::event;
use crate::table::{columns, number};

/// How many things are asked of a candidate, in the order of the rows of `days.tsv`.
const FEATURES: usize = 47;
/// How many words after a cue may name the document or the event that it was said in.
const BESIDE: usize = 10;
/// How many days a month has.
const MONTH: i32 = 30;
/// From so many mentions on somebody is spoken of all over the page.
const OFTEN: usize = 8;

/// What is known of a candidate.
type Features = [f32; FEATURES];

static WEIGHTS: LazyLock<Features> = LazyLock::new(|| {
    let file = "days.tsv";
    let rows: Vec<[&str; 2]> = columns(file, include_str!("../../../data/days.tsv")).collect();
    assert_eq!(rows.len(), FEATURES, "{file}: a row for each feature");
    std::array::from_fn(|at| number(file, &rows[at], 1))
});

/// Days that a statement may have been made on.
#[derive(Debug, Clone)]
pub(in crate::resolve) struct Candidate {
    pub(in crate::resolve) days: Days,
    pub(in crate::resolve) features: Features,
}

/// The likeliest of the candidates, where it is likelier than that the page does not tell the day.
pub(super) fn choose(candidates: &[Candidate]) -> Option<Days> {
    let score = |candidate: &Candidate| -> f32 { candidate.features.iter().zip(&*WEIGHTS).map(|(known, weight)| known * weight).sum() };
    let scored = candidates.iter().map(|candidate| (score(candidate), candidate.days));
    scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).filter(|(score, _)| *score > 0.0).map(|(_, days)| days)
}

/// The occasions that may have been a statement's.
struct Ways {
    /// The document it is taken from came out, or the event was that it was said at.
    document: Option<Occasion>,
    /// Its speaker was seen to speak last.
    spoke: Option<Occasion>,
    /// Its speaker is seen to speak further on.
    speaks: Option<Occasion>,
    /// The page opens with it.
    opening: Option<Occasion>,
    /// The last statement before with a day of its own, whosoever.
    running: Option<Occasion>,
    /// The last day told before.
    told: Option<Occasion>,
}

/// What a statement is like, whatever its day.
#[expect(clippy::struct_excessive_bools, reason = "each is a row of the table")]
struct Manner<'a> {
    /// Where its cue begins.
    at: usize,
    act: Act,
    form: Form,
    speaker: Option<Speaker<'a>>,
    telling: Telling,
    /// What somebody thinks, wants or warns of is seldom the news of one day.
    lasting: bool,
    /// It stands inside another.
    nested: bool,
    /// "After the fire, Roe blamed the port", "Roe argued for years"
    background: bool,
    /// Its source is a document.
    document: bool,
    /// "said in a letter", "at a rally"
    told_in: bool,
    /// "told the Gazette"
    to_somebody: bool,
    /// Its sentence tells a day.
    dated: bool,
}

/// The days that a statement may have been made on.
pub(super) fn candidates(diary: &Diary<'_>, around: &Around<'_>, statement: &Statement) -> Vec<Candidate> {
    let ways = ways(diary, around, statement);
    let all = [ways.document, ways.spoke, ways.speaks, ways.opening, ways.running, ways.told];
    // What a page prints as said was not said after it came out.
    let late = |days: &Days| around.published.is_some_and(|published| days.0 > published);
    let mut days: Vec<Days> = all.iter().flatten().map(|occasion| occasion.days).filter(|days| !late(days)).collect();
    days.sort_unstable();
    days.dedup();
    let manner = manner(diary, around, statement);
    let candidate = |days| Candidate { days, features: features(diary.page, around, &ways, &manner, days) };
    days.into_iter().map(candidate).collect()
}

fn ways(diary: &Diary<'_>, around: &Around<'_>, statement: &Statement) -> Ways {
    let cue = diary.page.range(place(statement));
    let [spoke, speaks] = diary.spoke(statement, cue.start);
    Ways {
        document: diary.document_of(statement, &cue),
        spoke,
        speaks,
        opening: around.opening,
        running: around.running(cue.start),
        told: around.told(cue.start),
    }
}

fn manner<'a>(diary: &Diary<'_>, around: &Around<'a>, statement: &Statement) -> Manner<'a> {
    let page = diary.page;
    let cue = page.range(place(statement));
    let sentence = page.sentences.get(page.sentence_of(cue.start)).map_or(0..0, |sentence| sentence.tokens.clone());
    let opens = matches!(page.word(sentence.start), "After" | "Following" | "Before" | "Although" | "While" | "Once" | "When" | "Until");
    let for_long = (cue.end..sentence.end.min(cue.end + 3)).any(|at| is_long(page.word(at)));
    let mut beside = (cue.end..sentence.end.min(cue.end + BESIDE)).take_while(|at| !diary.quoted(*at));
    let named = |at: usize| page.word(at).starts_with(char::is_uppercase);
    Manner {
        at: cue.start,
        act: statement.act,
        form: statement.form,
        speaker: around.speaker(statement),
        telling: telling(page, statement, &cue),
        lasting: matches!(statement.act, Act::Think | Act::Expect | Act::Urge | Act::Warn),
        nested: diary.quoted(cue.start),
        background: opens || for_long,
        document: statement.source.first().is_some_and(|span| page.range(*span).any(|at| document(page, at).is_some())),
        told_in: beside.any(|at| event(page.word(at)).is_some() || document(page, at).is_some()),
        to_somebody: cue.clone().any(|at| page.word(at) == "told") && (named(cue.end) || page.word(cue.end) == "the" && named(cue.end + 1)),
        dated: diary.tells(&sentence, &cue),
    }
}

fn features(page: &Page<'_>, around: &Around<'_>, ways: &Ways, manner: &Manner<'_>, days: Days) -> Features {
    let &Manner { at, telling, speaker, .. } = manner;
    let here = page.sentence_of(at);
    let of = |way: Option<Occasion>| way.filter(|occasion| occasion.days == days);
    let sentences = |way: Option<Occasion>| of(way).map(|occasion| here.abs_diff(page.sentence_of(occasion.at)));
    let within = |way: Option<Occasion>, most: usize| sentences(way).is_some_and(|sentences| sentences <= most);
    let flag = |is: bool| f32::from(u8::from(is));
    let log = |count: usize| (1.0 + count as f32).ln();
    let (spoke, opening) = (of(ways.spoke).is_some(), of(ways.opening).is_some());
    let block = |at: usize| page.sentences.get(page.sentence_of(at)).map(|sentence| sentence.block);
    let here_told = of(ways.told).is_some_and(|occasion| block(occasion.at) == block(at));
    let age = around.published.map(|published| (published - days.0).get_days());
    let dated = around.dated_on(days);
    let other = ways.spoke.or(ways.speaks).is_some_and(|occasion| occasion.days != days);
    let unnamed = speaker.is_some_and(|speaker| matches!(speaker.actor.kind, ActorKind::Unnamed | ActorKind::Group));
    let mentions = speaker.map_or(0, |speaker| speaker.actor.mentions.len());
    [
        1.0,
        flag(age.is_some_and(|age| (0..=FRESH).contains(&age))),
        flag(age.is_some_and(|age| age > MONTH)),
        flag(days.0 != days.1),
        dated as f32 / around.dated().max(1) as f32,
        log(dated),
        flag(of(ways.document).is_some()),
        flag(spoke),
        flag(within(ways.spoke, 2)),
        sentences(ways.spoke).map_or(0.0, log),
        flag(of(ways.speaks).is_some()),
        flag(within(ways.speaks, 3)),
        flag(of(ways.running).is_some()),
        flag(here_told),
        flag(of(ways.told).is_some()),
        flag(within(ways.told, 2)),
        flag(of(ways.spoke).is_some_and(|occasion| around.told_other(occasion, at))),
        flag(spoke && telling == Telling::Past),
        flag(spoke && telling == Telling::Participle),
        flag(spoke && telling == Telling::Standing),
        flag(opening && around.past),
        flag(opening && manner.lasting),
        flag(opening && manner.nested),
        flag(opening && unnamed),
        flag(opening && other),
        flag(opening && speaker.is_some_and(|speaker| speaker.opens)),
        flag(opening && speaker.is_some_and(|speaker| speaker.leads)),
        flag(opening && mentions >= OFTEN),
        flag(opening && manner.dated),
        flag(opening && manner.act == Act::Say),
        flag(opening && age == Some(0)),
        flag(opening && age == Some(1)),
        sentences(ways.opening).map_or(0.0, log),
        flag(opening && dated > 0),
        flag(opening) * log(around.days()),
        flag(opening && spoke),
        flag(opening && of(ways.running).is_some()),
        flag(manner.background),
        flag(manner.document),
        flag(manner.nested),
        flag(manner.lasting),
        flag(manner.act == Act::Think),
        flag(telling == Telling::Standing),
        flag(manner.told_in),
        flag(manner.to_somebody),
        flag(manner.dated),
        flag(manner.form == Form::Direct),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_feature_has_its_weight() {
        assert!(WEIGHTS.iter().all(|weight| weight.is_finite()));
    }
}
