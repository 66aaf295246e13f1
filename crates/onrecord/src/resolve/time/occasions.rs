//! On which days statements were made.
//!
//! A statement's own expression decides. One without takes the day of an occasion on which its speaker is seen to speak, else to act, or
//! on which the document that it is taken from came out, or else, where the page opens with what happened on one day, that day.

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;

use super::attach::lasts;
use super::diary::{Diary, FRESH, Moment, place};
use super::published;
use super::settle::Days;
use super::telling::{Telling, is_long, telling};
use crate::model::{Act, Actor, Article, Basis, Statement, When};
use crate::resolve::page::Page;

/// How many sentences at a page's head set its frame.
const LEAD: usize = 5;

/// The day of a page's news.
#[derive(Debug, Clone, Copy)]
struct Frame {
    days: Days,
    /// Whether the page tells what was said on it in the past; a page that tells all in the present reports no one day.
    past: bool,
}

/// Sets `said_on` of the statements whose page tells it.
pub(in crate::resolve) fn occasions(page: &Page<'_>, article: &Article, statements: &mut [Statement], actors: &[Actor]) {
    let published = published(article);
    let mut diary = Diary::new(page, published, statements);
    let own: Vec<Option<usize>> = statements.iter().map(|statement| diary.attached(statement)).collect();
    diary.gather(statements, &own, actors);
    let told = |statement: &Statement| telling(page, statement, &page.range(place(statement))) == Telling::Past;
    let past = statements.iter().any(|statement| told(statement) && !diary.quoted(page.range(place(statement)).start));
    let frame = frame(&diary, published).map(|days| Frame { days, past });
    let dated: Vec<Option<When>> = statements.iter().zip(&own).map(|(statement, own)| when(&diary, statement, *own, frame)).collect();
    for (statement, when) in statements.iter_mut().zip(dated) {
        statement.said_on = when;
    }
}

/// The day that the page opens with, in what its first sentences tell; of several the latest is the news.
fn frame(diary: &Diary<'_>, published: Option<Date>) -> Option<Days> {
    // A label in capitals ("FULL TEXT.") tells nothing.
    let tells = |tokens: &Range<usize>| tokens.clone().any(|at| diary.page.word(at).starts_with(char::is_lowercase));
    let lead = diary.page.sentences.iter().filter(|sentence| !sentence.heading && tells(&sentence.tokens)).take(LEAD).last()?.tokens.end;
    let issued: HashSet<usize> = diary.issued_at().collect();
    let recent = |moment: &Moment| {
        let age = moment.days.zip(published).map(|((from, _), published)| (published - from).get_days());
        age.is_none_or(|days| (0..=FRESH).contains(&days))
    };
    let told = |moment: &&Moment| {
        let at = moment.tokens.start;
        moment.near && !moment.ahead && recent(moment) && !diary.quoted(at) && !lasts(diary.page, at) && !issued.contains(&at)
    };
    diary.moments.iter().take_while(|moment| moment.tokens.start < lead).filter(told).filter_map(|moment| moment.days).max()
}

/// When a statement was made.
fn when(diary: &Diary<'_>, statement: &Statement, own: Option<usize>, frame: Option<Frame>) -> Option<When> {
    if let Some(moment) = own.map(|number| &diary.moments[number]) {
        let span = Some(diary.page.span(&moment.tokens));
        return moment.days.map(|(from, to)| When { from: from.to_string(), to: to.to_string(), basis: moment.basis, span });
    }
    let cue = diary.page.range(place(statement));
    let at = cue.start;
    let telling = telling(diary.page, statement, &cue);
    let of_speaker = || diary.spoke(statement, at).filter(|_| telling != Telling::Standing);
    // What somebody thinks, wants or warns of is seldom the news of one day.
    let lasting = matches!(statement.act, Act::Think | Act::Expect | Act::Urge | Act::Warn);
    let of_page =
        || frame.filter(|frame| !lasting && framed(diary.page, telling, frame, &cue) && !diary.quoted(at)).map(|frame| frame.days);
    let (from, to) = diary.document_of(statement, &cue).or_else(of_speaker).or_else(of_page)?;
    Some(When { from: from.to_string(), to: to.to_string(), basis: Basis::Context, span: None })
}

/// Whether a cue tells of what was said on the day that the page opens with.
fn framed(page: &Page<'_>, telling: Telling, frame: &Frame, cue: &Range<usize>) -> bool {
    let sentence = page.sentences.get(page.sentence_of(cue.start)).map_or(0..0, |sentence| sentence.tokens.clone());
    // "After the fire, Roe blamed the port", "Roe argued for years"
    let background =
        matches!(page.word(sentence.start), "After" | "Following" | "Before" | "Although" | "While" | "Once" | "When" | "Until")
            || (cue.end..sentence.end.min(cue.end + 3)).any(|at| is_long(page.word(at)));
    !background && (telling == Telling::Past || matches!(telling, Telling::Present | Telling::Participle) && frame.past)
}
