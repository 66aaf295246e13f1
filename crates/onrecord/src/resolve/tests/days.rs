//! When statements were made, on invented pages.

use super::{page, resolve};
use crate::model::{Act, RelayKind};
use crate::resolve::warnings;

#[test]
fn days_and_relays() {
    let (article, mut statements) = page("[“No,”] {Ann Roe} <said> Friday in a statement carried by state media.");
    resolve(&article, &mut statements);
    let said = statements[0].said_on.as_ref().map(|when| when.from.as_str());
    let relays: Vec<RelayKind> = statements[0].relay.iter().map(|relay| relay.kind).collect();
    assert_eq!((said, relays), (Some("2024-05-17"), vec![RelayKind::Document, RelayKind::StateMedia]));
}

#[test]
fn what_is_spoken_of_is_no_relay() {
    let relays = |marked: &str| {
        let (article, mut statements) = page(marked);
        resolve(&article, &mut statements);
        statements[0].relay.iter().map(|relay| relay.kind).collect::<Vec<_>>()
    };
    assert_eq!(relays("To discredit her testimony, {Ann Roe} <said> [no]."), []);
    assert_eq!(relays("In her sworn testimony, {Ann Roe} <said> [no]."), [RelayKind::Document]);
    assert_eq!(relays("{Ann Roe} <told> officials [no]."), []);
}

#[test]
fn who_is_cited_or_carries_words_passes_them_on() {
    let check = |marked: &str, kind: RelayKind, words: &str| {
        let (article, mut statements) = page(marked);
        resolve(&article, &mut statements);
        let relays: Vec<_> = statements[0].relay.iter().map(|relay| (relay.kind, article.text.slice(relay.span))).collect();
        assert_eq!(relays, [(kind, words)], "{marked}");
    };
    check("{Ann Roe}, citing intelligence officials, <said> [no].", RelayKind::Unnamed, "intelligence officials");
    check("{Ann Roe} <was quoted> by the Borfax news agency as saying [no].", RelayKind::Outlet, "the Borfax news agency");
    check("{Ann Roe} <was quoted> by the TASS news agency as saying [no].", RelayKind::StateMedia, "the TASS news agency");
    check("{Ann Roe} <told> the Example Times [no].", RelayKind::Outlet, "the Example Times");
    check("{Ann Roe} <told> the newspaper [no].", RelayKind::Outlet, "the newspaper");
    check("{Ann Roe} <said> [no] in remarks carried by state television.", RelayKind::StateMedia, "state television");
}

/// For each statement the first day it was said on, or nothing.
fn days(marked: &str) -> Vec<String> {
    let (article, mut statements) = page(marked);
    resolve(&article, &mut statements);
    statements.iter().map(|s| s.said_on.as_ref().map_or(String::new(), |when| when.from.clone())).collect()
}

#[test]
fn a_speaker_spoke_on_the_day_that_one_statement_tells() {
    assert_eq!(
        days("{Ann Roe} <said> [no] on Tuesday.\n\n{Tom Poe} <believes> [it].\n\n{She} <added> [more]."),
        ["2024-05-14", "", "2024-05-14"]
    );
    assert_eq!(days("{Ann Roe} <said> [no] in March.\n\n{She} <has said> [it before]."), ["2024-03-01", ""]);
}

#[test]
fn an_accusation_was_made_on_the_day_that_parts_it() {
    let (article, mut statements) = page("{Ann Roe} <accused> [Borduria on Monday of breaking a promise].\n\n{Tom Poe} <said> [no].");
    statements[0].act = Act::Accuse;
    resolve(&article, &mut statements);
    let found: Vec<_> = statements.iter().map(|s| s.said_on.as_ref().map(|when| when.from.as_str())).collect();
    // What else the page tells was said on the day that it opens with, when that is fresh; Monday is four days old.
    assert_eq!(found, [Some("2024-05-13"), None]);
    assert_eq!(days("{Ann Roe} <said> [the meeting on Monday of striking miners failed]."), [""]);
}

#[test]
fn what_happened_on_a_day_does_not_date_who_tells_it() {
    assert_eq!(days("A fire broke out in a hall in the old harbour of Borduria on May 2.\n\n{Ann Roe} <said> [no]."), [""]);
    assert_eq!(days("{Ann Roe}, who resigned on May 2, <said> [no]."), [""]);
    assert_eq!(days("{Ann Roe} <will say> [no] on Monday."), ["2024-05-20"]);
    assert_eq!(days("In 2008, {Ann Roe} <said>, [the port was closed]."), [""]);
    assert_eq!(days("In March, {Ann Roe} <said> [the port was closed]."), ["2024-03-01"]);
}

#[test]
fn a_post_was_written_on_the_day_under_it() {
    let post = "[The port is closed]<—> {Governor Ann Roe} (@annroe) May 15, 2024";
    assert_eq!(days(&format!("{{Tom Poe}} <said> on Tuesday [no].\n\n{post}")), ["2024-05-14", "2024-05-15"]);
}

#[test]
fn nothing_was_said_after_its_page_came_out() {
    assert_eq!(days("The harbour was to be opened on Monday, May 20. {Ann Roe} <had said> [no]."), [""]);
}

#[test]
fn a_document_speaks_on_the_day_it_came_out() {
    assert_eq!(
        days("Ann Roe filed a lawsuit against the port on May 6. {The lawsuit} <contends> [it was so].\n\n{Tom Poe} <says> [no]."),
        ["2024-05-06", ""]
    );
}

#[test]
fn a_page_without_a_date_leaves_relative_days_open_and_says_so() {
    let (mut article, mut statements) = page("{Ann Roe} <said> [no] Friday. {Tom Poe} <said> [yes] on May 3, 2023.");
    article.published = None;
    resolve(&article, &mut statements);
    let said: Vec<_> = statements.iter().map(|s| s.said_on.as_ref().map(|when| when.from.as_str())).collect();
    assert_eq!(said, [None, Some("2023-05-03")]);
    let codes: Vec<String> = warnings(&article, &statements).into_iter().map(|warning| warning.code).collect();
    assert_eq!(codes, ["no_publication_date"]);
}

#[test]
fn dates_that_cannot_be_and_dates_that_disagree_are_warned_of() {
    let codes = |marked: &str| {
        let (article, mut statements) = page(marked);
        resolve(&article, &mut statements);
        warnings(&article, &statements).into_iter().map(|warning| warning.code).collect::<Vec<_>>()
    };
    assert_eq!(codes("{Ann Roe} <said> [no] on Friday, May 17, 2024."), [""; 0]);
    assert_eq!(codes("{Ann Roe} <said> [no] on Friday, May 16, 2024."), ["dates_disagree"]);
    assert_eq!(codes("{Ann Roe} <said> [no] on February 30, 2024."), ["impossible_date"]);
    assert_eq!(codes("{Ann Roe} <said> [no] on Feb. 30."), ["impossible_date"]);
    assert_eq!(codes("{Ann Roe} <said> [no] on Feb. 29."), [""; 0]);
    assert_eq!(codes("{Ann Roe} <said> [no] on May 20, 2024."), ["dates_disagree"]);
}

#[test]
fn the_day_that_a_page_opens_with_dates_what_is_told_on_it() {
    // Of two days the later is the news, and the present of news is told on it too.
    assert_eq!(
        days(
            "The port burned on Wednesday and was shut on Thursday. \n\n{Ann Roe} <said> [so].\n\n{Tom Poe} <says> [no].\n\nIt was cold. It was dark. It rained.\n\n{She} <has always said> [it]."
        ),
        ["2024-05-16", "2024-05-16", ""]
    );
    // What somebody has long said is not the news of a day.
    assert_eq!(days("The port burned on Thursday.\n\nIt was cold.\n\n{She} <has long said> [so]."), [""]);
}

#[test]
fn what_came_out_or_took_place_on_a_day_dates_what_is_taken_from_it() {
    assert_eq!(days("[“No,”] {Ann Roe} <wrote> in the new study, which was published today in a journal of the sea."), ["2024-05-17"]);
    assert_eq!(
        days("{A study} <found> [it]. The study was published on Tuesday in a journal. [“No,”] {Ann Roe} <wrote> in the study."),
        ["", "2024-05-14"]
    );
    assert_eq!(days("An interview with the mayor aired on Monday. [“No,”] {Ann Roe} <said> in the interview."), ["2024-05-13"]);
    assert_eq!(days("The debate will be on Saturday. {Ann Roe} <said> [no] at the debate."), [""]);
    assert_eq!(days("{The Example Times} <reported> [it] late Tuesday. <According to> {the Times}, [it was so]."), ["2024-05-14"; 2]);
}

#[test]
fn what_is_printed_as_said_was_not_said_later() {
    assert_eq!(days("{Ann Roe}, who will retire in June, <said> on Thursday [no]."), ["2024-05-16"]);
    assert_eq!(days("{Ann Roe}, who will visit the port soon, <said> Monday [no]."), ["2024-05-13"]);
    assert_eq!(days("{Ann Roe}, who plans to retire, will sail on Monday. {She} <said> [no] this weekend."), ["2024-05-11"]);
    assert_eq!(days("{Ann Roe} <said> on New Year’s Eve [no]. {She} <said> [yes] on 04/05/2024."), ["2023-12-31", ""]);
}

#[test]
fn a_bound_is_no_day_of_news_and_a_documents_date_dates_who_speaks_in_it() {
    assert_eq!(days("Here are the headlines for May 16. {Ann Roe} <said> [no]."), [""]);
    assert_eq!(days("In a statement released May 6, the day the bids were due, {Ann Roe} <said> [no]."), ["2024-05-06"]);
}

#[test]
fn a_day_that_looks_back_and_a_weekday_in_a_name_date_nothing_else() {
    let marked = "{Ann Roe} <said> [no] on Tuesday. {She} <had stated> [it] a day earlier. [“Never,”] {Roe} <added>.";
    assert_eq!(days(marked), ["2024-05-14", "2024-05-13", "2024-05-14"]);
    assert_eq!(days("Shops fill on Black Friday. {Ann Roe} <said> [no]."), [""]);
    assert_eq!(days("In a letter to her friends released Monday, {Ann Roe} <rejected> [it]."), ["2024-05-13"]);
}

#[test]
fn recent_weeks_are_no_day_and_the_week_before_is_counted_from_what_was_told() {
    assert_eq!(days("The port burned on Monday. {Ann Roe} <has said> [no] in recent weeks."), [""]);
    assert_eq!(days("{Ann Roe} <said> [no] on May 3. {Tom Poe} <had denied> [it] the week before."), ["2024-05-03", "2024-04-22"]);
    assert_eq!(days("{Tom Poe} <had denied> [it] the week before the vote."), [""]);
}

#[test]
fn what_somebody_thinks_is_not_the_news_of_a_day() {
    let (article, mut statements) =
        page("The port burned on Thursday.\n\nIt was cold. It was dark. It rained.\n\n{Ann Roe} <feared> [it].");
    statements[0].act = crate::model::Act::Think;
    resolve(&article, &mut statements);
    assert_eq!(statements[0].said_on, None);
}

#[test]
fn a_day_opens_a_sentence_and_a_name_with_a_day_in_it_is_none() {
    assert_eq!(days("A port in the north burns\n\nYesterday {Ann Roe} <said> [no]."), ["2024-05-16"]);
    assert_eq!(days("{Ann Roe} <told> USA Today [no]."), [""]);
    assert_eq!(days("{Ann Roe} <said> on This Week that [it was so]."), [""]);
}
