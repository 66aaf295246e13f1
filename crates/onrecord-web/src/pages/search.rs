//! Search over what was said, with facets, and over whole articles.

use std::collections::HashMap;

use axum::extract::State;
use maud::{Markup, html};
use onrecord::Span;
use onrecord_store::pages::{Facet, Facets, FoundStatements, Part, SearchFilter};
use onrecord_store::{ActorRow, ArticleHit, OnRecord};

use super::asked::Asked;
use crate::app::App;
use crate::failure::Failure;
use crate::view::layout::searching;
use crate::view::lists::{Claims, nothing, printings, said, speakers};
use crate::view::printed::{lit, shortened};
use crate::view::words::{count, date, did, wire};
use crate::view::{Place, Printed, paging};

/// How many statements a page lists.
const LISTED: u32 = 20;

/// How many articles and actors are listed beside them.
const BESIDE: u32 = 8;

/// What a search found.
struct Results {
    statements: FoundStatements,
    articles: Vec<ArticleHit>,
    actors: Vec<ActorRow>,
    claims: Claims,
}

pub(crate) async fn page(State(app): State<App>, asked: Asked) -> Result<Markup, Failure> {
    let words = asked.owned("q").unwrap_or_default();
    if words.is_empty() {
        return Ok(searching("Search", Place::Search, "", &prompt()));
    }
    let filter = filter(&asked)?;
    let (part, query, fitting) = (paging::part(asked.page("page"), LISTED), words.clone(), filter.clone());
    let results = app.ledgers.read(move |ledger| {
        let actors = ledger.actors(Some(&query), Part::first(BESIDE))?;
        let statements = ledger.find_statements(&query, &fitting, part)?;
        let claims = ledger.wordings(statements.found.items.iter().filter_map(|found| found.claim.as_deref()))?;
        Ok(Results { statements, articles: ledger.find_articles(&query, BESIDE)?, actors, claims })
    });
    Ok(searching(&format!("Search: {}", shortened(&words, 60)), Place::Search, &words, &body(&results.await?, &words, &filter)))
}

fn filter(asked: &Asked) -> Result<SearchFilter, Failure> {
    Ok(SearchFilter { actor: asked.owned("actor"), act: asked.act()?, outlet: asked.owned("outlet"), year: asked.owned("year") })
}

fn prompt() -> Markup {
    html! {
        div.heading { h1 { "Search" } p.lead { "Words that somebody said, in any inflection: “shipped” also finds “shipping”. All of the words must be there." } }
    }
}

/// The address of the same search with another filter.
fn here(words: &str, filter: &SearchFilter) -> String {
    let act = filter.act.map(wire);
    let set = [
        ("q", Some(words)),
        ("actor", filter.actor.as_deref()),
        ("act", act.as_deref()),
        ("outlet", filter.outlet.as_deref()),
        ("year", filter.year.as_deref()),
    ];
    paging::address("/search", &set)
}

fn body(results: &Results, words: &str, filter: &SearchFilter) -> Markup {
    let FoundStatements { found, hits, facets, more } = &results.statements;
    let hits: HashMap<&str, &[Span]> =
        found.items.iter().zip(hits).map(|(item, hits)| (item.statement.as_str(), hits.as_slice())).collect();
    let listed = |group: &[&OnRecord]| {
        let hits = hits.get(group[0].statement.as_str()).copied().unwrap_or_default();
        said(group, &speakers(group[0]), hits, Some(&results.claims))
    };
    let narrowing = facet_lists(facets, words, filter);
    html! {
        div.heading {
            h1 { "“" bdi { (Printed(&shortened(words, 80))) } "”" }
            p.lead {
                (count(found.total, "statement"))
                @if *more { " among the newest 2,000 with these words" }
                ", " (count(results.articles.len() as u64, "article")) @if results.articles.len() == BESIDE as usize { " or more" }
                ", best match first."
            }
        }
        div.split[narrowing.is_some()] {
            @if let Some(narrowing) = &narrowing { (narrowing) }
            div {
                @if !results.actors.is_empty() {
                    section aria-labelledby="people" {
                        h2 #people { "On record under this name" }
                        ul.chips {
                            @for actor in &results.actors {
                                li { a href={ "/actors/" (actor.id) } { bdi { (Printed(&shortened(&actor.name, 60))) } " " span { (actor.statements) } } }
                            }
                        }
                    }
                }
                section aria-labelledby="said" {
                    h2 #said { "What was said" }
                    @if found.total == 0 { (nothing(none(*filter != SearchFilter::default()))) }
                    ol.timeline { @for group in printings(&found.items) { li { (listed(&group)) } } }
                    (paging::steps(found, LISTED, &here(words, filter)))
                }
                @if !results.articles.is_empty() {
                    section aria-labelledby="articles" {
                        h2 #articles { "Articles with these words" }
                        ul.rows { @for hit in &results.articles { li { (article(hit)) } } }
                    }
                }
            }
        }
    }
}

fn none(filtered: bool) -> &'static str {
    if filtered {
        "Nobody is on record with all of these words and what is chosen under “Narrow down”. Take a filter away, or try fewer words."
    } else {
        "Nobody is on record with all of these words. Try fewer words."
    }
}

/// A snippet without the headline that it repeats at its start, and where its hits are then.
fn without_title(hit: &ArticleHit) -> (&str, Vec<Span>) {
    let after = hit.title.as_deref().and_then(|title| hit.words.strip_prefix(title)).map(str::trim_start);
    let Some(words) = after.filter(|words| !words.is_empty()) else { return (&hit.words, hit.hits.clone()) };
    let cut = (hit.words.chars().count() - words.chars().count()) as u32;
    let moved = hit.hits.iter().filter(|span| span.start >= cut).map(|span| Span::new(span.start - cut, span.end - cut));
    (words, moved.collect())
}

fn article(hit: &ArticleHit) -> Markup {
    let (words, hits) = without_title(hit);
    html! {
        a href={ "/articles/" (hit.article) } { bdi { (Printed(&shortened(hit.title.as_deref().unwrap_or("Without a headline"), 160))) } }
        p.small {
            @if let Some(outlet) = &hit.outlet { span.outlet { bdi { (Printed(outlet)) } } " " }
            @if let Some(published) = &hit.published { (date(published)) }
        }
        p.snippet dir="auto" { (lit(words, &hits, 240)) }
    }
}

/// What the found statements can be narrowed down by, where there is anything to choose.
fn facet_lists(facets: &Facets, words: &str, filter: &SearchFilter) -> Option<Markup> {
    let act = filter.act.map(wire);
    let acts: Vec<Facet> = facets.acts.iter().map(|facet| Facet { label: in_words(&facet.value), ..facet.clone() }).collect();
    let lists: [(&str, &str, &[Facet], Option<&str>); 4] = [
        ("actor", "Who", &facets.actors, filter.actor.as_deref()),
        ("act", "Act", &acts, act.as_deref()),
        ("outlet", "Outlet", &facets.outlets, filter.outlet.as_deref()),
        ("year", "Year", &facets.years, filter.year.as_deref()),
    ];
    let offered: Vec<_> = lists.into_iter().filter(|(_, _, facets, chosen)| chosen.is_some() || facets.len() > 1).collect();
    let list = |&(name, heading, facets, chosen): &(&str, &str, &[Facet], Option<&str>)| {
        html! {
            h2 { (heading) }
            ul.facets {
                @if chosen.is_some() { li { a.clear href=(with(words, filter, name, None)) { "any" } } }
                @for facet in facets {
                    li {
                        a href=(with(words, filter, name, Some(&facet.value))) aria-current=[(chosen == Some(&facet.value)).then_some("true")] {
                            bdi { (Printed(&shortened(&facet.label, 40))) } " " span { (facet.count) }
                        }
                    }
                }
            }
        }
    };
    (!offered.is_empty()).then(|| html! { details.filters open { summary { "Narrow down" } @for one in &offered { (list(one)) } } })
}

fn in_words(act: &str) -> String {
    serde_json::from_value(act.into()).map_or_else(|_| act.to_owned(), |act| did(act).to_owned())
}

/// The search with one filter set or taken away.
fn with(words: &str, filter: &SearchFilter, name: &str, value: Option<&str>) -> String {
    let mut filter = filter.clone();
    let owned = value.map(str::to_owned);
    match name {
        "actor" => filter.actor = owned,
        "act" => filter.act = value.and_then(|act| serde_json::from_value(act.into()).ok()),
        "outlet" => filter.outlet = owned,
        _ => filter.year = owned,
    }
    here(words, &filter).trim_end_matches("page=").trim_end_matches('&').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_does_not_say_the_headline_again() {
        let hit = |title: &str, words: &str| ArticleHit {
            article: "a".to_owned(),
            title: Some(title.to_owned()),
            outlet: None,
            published: None,
            address: "b".to_owned(),
            words: words.to_owned(),
            hits: vec![Span::new(0, 3), Span::new(17, 23)],
        };
        let (words, hits) = (hit("Éva speaks", "Éva speaks\n\nthat bridge is"), [Span::new(5, 11)]);
        assert_eq!(without_title(&words), ("that bridge is", hits.to_vec()));
        let alone = hit("Éva speaks", "Éva speaks");
        assert_eq!(without_title(&alone).0, "Éva speaks");
    }
}
