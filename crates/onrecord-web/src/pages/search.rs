//! Search over what was said, narrowed by who, act, paper and days, and over whole articles.

use std::collections::HashMap;

use axum::extract::State;
use maud::{Markup, html};
use onrecord::Span;
use onrecord::model::ActorKind;
use onrecord_store::pages::{Facet, FoundArticles, FoundStatements, Part, Party, SearchFilter};
use onrecord_store::{ActorRow, ArticleHit, OnRecord};

use super::asked::Asked;
use super::disputes::choice;
use crate::app::App;
use crate::failure::Failure;
use crate::view::layout::searching;
use crate::view::lists::{Claims, nothing, printings, said, speakers};
use crate::view::printed::{is_quoted, lit, shortened};
use crate::view::words::{ACTS, count, date, did, number, wire};
use crate::view::{Place, Printed, paging};

/// How many statements a page lists.
const LISTED: u32 = 20;

/// How many articles it lists below them.
const ARTICLES: u32 = 10;

/// How many actors are listed above them.
const ACTORS: u32 = 8;

/// What a search found.
struct Results {
    statements: FoundStatements,
    articles: FoundArticles,
    actors: Vec<ActorRow>,
    claims: Claims,
}

/// What is searched for, and which page of the statements is shown.
struct Search {
    words: String,
    filter: SearchFilter,
    page: Option<String>,
    /// Which page of the articles.
    articles: Option<String>,
}

pub(crate) async fn page(State(app): State<App>, asked: Asked) -> Result<Markup, Failure> {
    let filter = SearchFilter {
        actor: actor(&asked),
        act: asked.act()?,
        outlet: asked.owned("outlet"),
        from: asked.day("from")?,
        to: asked.day("to")?,
    };
    let search =
        Search { words: asked.owned("q").unwrap_or_default(), filter, page: asked.owned("page"), articles: asked.owned("articles") };
    if !search.words.contains(char::is_alphanumeric) {
        return Ok(searching("Search", Place::Search, &search.words, &search.prompt()));
    }
    let parts = (paging::part(asked.page("page"), LISTED), paging::part(asked.page("articles"), ARTICLES));
    let (words, filter) = (search.words.clone(), search.filter.clone());
    let results = app.ledgers.read(move |ledger| {
        let actors = ledger.actors(Some(&words), Part::first(ACTORS))?;
        let statements = ledger.find_statements(&words, &filter, parts.0)?;
        let claims = ledger.wordings(statements.found.items.iter().filter_map(|found| found.claim.as_deref()))?;
        Ok(Results { statements, articles: ledger.find_articles(&words, &filter, parts.1)?, actors, claims })
    });
    let body = search.body(&results.await?);
    Ok(searching(&format!("Search: {}", shortened(&search.words, 60)), Place::Search, &search.words, &body))
}

/// Whom a search asks for: the one that was chosen before, where the name was left as it is, or who goes by the name.
fn actor(asked: &Asked) -> Option<String> {
    let left = asked.get("actor").is_some_and(|name| asked.get("named") == Some(name));
    if left { asked.owned("one") } else { asked.owned("actor") }
}

impl Search {
    /// What is said where there is no word to search for.
    fn prompt(&self) -> Markup {
        html! {
            div.heading {
                h1 { "Search" }
                @if !self.words.is_empty() { p.lead { "There is no word in “" bdi { (Printed(&shortened(&self.words, 60))) } "”." } }
                p.lead {
                    "Words that somebody said, in any inflection: “shipped” also finds “shipping”. All of the words must be there. "
                    "What stands in quotation marks is found word for word, as in \"shipped by river\"."
                }
            }
            div.split { (self.filters(None)) }
        }
    }

    fn body(&self, results: &Results) -> Markup {
        let FoundStatements { found, hits, more, .. } = &results.statements;
        let (articles, own) = (&results.articles, is_quoted(&self.words));
        let hits: HashMap<&str, &[Span]> =
            found.items.iter().zip(hits).map(|(item, hits)| (item.statement.as_str(), hits.as_slice())).collect();
        let listed = |group: &[&OnRecord]| {
            let hits = hits.get(group[0].statement.as_str()).copied().unwrap_or_default();
            said(group, &speakers(group[0]), hits, Some(&results.claims))
        };
        html! {
            div.heading {
                h1 { @if !own { "“" } bdi { (Printed(&shortened(&self.words, 80))) } @if !own { "”" } }
                p.lead {
                    (in_all(found.total, "statement", *more)) ", " (in_all(articles.found.total, "article", articles.more))
                    @if found.total + articles.found.total > 0 { ", best match first" } "."
                    @if *more || articles.more { " Very many hold these words, and only the newest are counted; a name, an outlet or days lead to others." }
                }
            }
            div.split {
                (self.filters(Some(&results.statements)))
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
                        (self.meant(&results.statements))
                        @if found.total == 0 { (nothing(self.none(&results.statements.actors))) }
                        ol.timeline { @for group in printings(&found.items) { li { (listed(&group)) } } }
                        (paging::steps_of("Pages of statements", found, LISTED, &self.statements(), "#said"))
                    }
                    @if articles.found.total > 0 {
                        section aria-labelledby="articles" {
                            h2 #articles { "Articles with these words" }
                            ul.rows { @for hit in &articles.found.items { li { (article(hit)) } } }
                            (paging::steps_of("Pages of articles", &articles.found, ARTICLES, &self.articles(), "#articles"))
                        }
                    }
                }
            }
        }
    }

    /// The address of the same search with a filter.
    fn address(&self, filter: &SearchFilter) -> String {
        let act = filter.act.map(wire);
        paging::whole(
            "/search",
            &[
                ("q", Some(&self.words)),
                ("actor", filter.actor.as_deref()),
                ("act", act.as_deref()),
                ("outlet", filter.outlet.as_deref()),
                ("from", filter.from.as_deref()),
                ("to", filter.to.as_deref()),
            ],
        )
    }

    /// The address of a page of statements, beside the same articles, before its number.
    fn statements(&self) -> String {
        format!("{}{}&page=", self.address(&self.filter), beside("articles", self.articles.as_deref()))
    }

    /// The address of a page of articles, beside the same statements, before its number.
    fn articles(&self) -> String {
        format!("{}{}&articles=", self.address(&self.filter), beside("page", self.page.as_deref()))
    }

    /// Where several of those whom a name means said something of it, the way to what each of them said; sources without a name are many.
    fn meant(&self, found: &FoundStatements) -> Markup {
        let meant = |facet: &&Facet| found.actors.iter().any(|party| party.id == facet.value && party.kind != ActorKind::Unnamed);
        let several: Vec<&Facet> = found.facets.actors.iter().filter(meant).collect();
        let only = |facet: &Facet| self.address(&SearchFilter { actor: Some(facet.value.clone()), ..self.filter.clone() });
        html! {
            @if several.len() > 1 {
                ul.chips aria-label="Only one of those who go by this name" {
                    @for one in several { li { a href=(only(one)) { bdi { (Printed(&shortened(&one.label, 60))) } " " span { (one.count) } } } }
                }
            }
        }
    }

    fn none(&self, actors: &[Party]) -> &'static str {
        if self.filter.actor.is_some() && actors.is_empty() {
            "Nobody on record goes by the name under “Said by”. Try a part of it: a family name, or the first letters."
        } else if self.filter == SearchFilter::default() {
            "Nobody is on record with all of these words. Try fewer words."
        } else {
            "Nobody is on record with all of these words and what is chosen under “Filter”. Take a filter away, or try fewer words."
        }
    }

    /// What the search can be narrowed by, with what is common among what it found.
    fn filters(&self, found: Option<&FoundStatements>) -> Markup {
        let filter = &self.filter;
        let of = |list: fn(&FoundStatements) -> &[Facet]| found.map(list).unwrap_or_default();
        let (outlets, years) = (of(|found| &found.facets.outlets), of(|found| &found.facets.years));
        let having = |act: &str| of(|found| &found.facets.acts).iter().find(|facet| facet.value == act).map_or(0, |facet| facet.count);
        let acts = ACTS.map(|act| Facet { count: having(&wire(act)), value: wire(act), label: did(act).to_owned() });
        let by = match found.map(|found| found.actors.as_slice()) {
            Some([only]) => Some(only.name.as_str()),
            _ => filter.actor.as_deref(),
        };
        // One of several of a name stays that one while the form shows the name.
        let one = found.and_then(|found| found.actors.iter().find(|party| filter.actor.as_ref() == Some(&party.id)));
        html! {
            details.filters open {
                summary { "Filter" @if let Some(chosen) = self.chosen(by) { ": " bdi { (Printed(&chosen)) } } }
                form action="/search" {
                    label for="words" { "Words" }
                    input #words type="search" name="q" value=(Printed(&self.words)) autocomplete="off";
                    label for="actor" { "Said by" }
                    input #actor name="actor" value=(Printed(by.unwrap_or_default())) list="speakers" placeholder="Anybody" autocomplete="off";
                    @if let Some(one) = one {
                        input type="hidden" name="one" value=(one.id);
                        input type="hidden" name="named" value=(Printed(&one.name));
                    }
                    datalist #speakers { @for speaker in of(|found| &found.facets.actors) { option value=(Printed(&speaker.label)) {} } }
                    (choice("act", "Act", "Any act", &acts, filter.act.map(wire).as_deref()))
                    @if !outlets.is_empty() || filter.outlet.is_some() { (choice("outlet", "Outlet", "Any outlet", outlets, filter.outlet.as_deref())) }
                    label for="from" { "From" }
                    input #from type="date" name="from" value=[&filter.from];
                    label for="to" { "To" }
                    input #to type="date" name="to" value=[&filter.to];
                    button type="submit" { "Show" }
                    @if *filter != SearchFilter::default() { a.clear href=(self.address(&SearchFilter::default())) { "Show all" } }
                }
                @if years.len() > 1 {
                    h2 { "Year" }
                    ul.facets { @for year in years { li { a href=(self.in_year(&year.value)) { (Printed(&year.label)) " " span { (year.count) } } } } }
                }
            }
        }
    }

    /// What is chosen, in a few words: it is told also where the form is folded.
    fn chosen(&self, by: Option<&str>) -> Option<String> {
        let SearchFilter { act, outlet, from, to, .. } = &self.filter;
        let day = |word: &str, day: &Option<String>| day.as_ref().map(|day| format!("{word} {}", date(day)));
        let chosen = [by.map(str::to_owned), act.map(|act| did(act).to_owned()), outlet.clone(), day("from", from), day("to", to)];
        let chosen: Vec<String> = chosen.into_iter().flatten().map(|one| shortened(&one, 40)).collect();
        (!chosen.is_empty()).then(|| chosen.join(", "))
    }

    /// The same search in one year, as far as its own days go.
    fn in_year(&self, year: &str) -> String {
        let SearchFilter { from, to, .. } = &self.filter;
        let first = from.iter().cloned().chain([format!("{year}-01-01")]).max();
        let last = to.iter().cloned().chain([format!("{year}-12-31")]).min();
        self.address(&SearchFilter { from: first, to: last, ..self.filter.clone() })
    }
}

/// The page of the other list, as it goes on in an address.
fn beside(name: &str, page: Option<&str>) -> String {
    page.and_then(|page| page.parse::<u32>().ok()).map(|page| format!("&{name}={page}")).unwrap_or_default()
}

/// "12 articles", "2,000 or more articles"
fn in_all(total: u64, thing: &str, more: bool) -> String {
    if more && total > 0 { format!("{} or more {thing}s", number(total)) } else { count(total, thing) }
}

/// A snippet without the headline that it repeats at its start, and where its hits are then.
fn without_title(hit: &ArticleHit) -> (&str, Vec<Span>) {
    let after = hit.title.as_deref().and_then(|title| hit.words.strip_prefix(title)).map(str::trim_start);
    let Some(words) = after.filter(|words| !words.is_empty()) else { return (&hit.words, hit.hits.clone()) };
    let cut = (hit.words.chars().count() - words.chars().count()) as u32;
    let moved = hit.hits.iter().filter(|span| span.start >= cut).map(|span| Span::new(span.start - cut, span.end - cut));
    (words, moved.collect())
}

/// The hits in the headline, where the words around the first hits begin with it.
fn in_title(hit: &ArticleHit) -> &[Span] {
    let Some(title) = hit.title.as_deref().filter(|title| hit.words.starts_with(title)) else { return &[] };
    let end = title.chars().count() as u32;
    &hit.hits[..hit.hits.partition_point(|span| span.end <= end)]
}

fn article(hit: &ArticleHit) -> Markup {
    let (words, hits) = without_title(hit);
    html! {
        a href={ "/articles/" (hit.article) } { bdi { (lit(hit.title.as_deref().unwrap_or("Without a headline"), in_title(hit), 160)) } }
        p.facts.small {
            @if let Some(outlet) = &hit.outlet { span.outlet { bdi { (Printed(outlet)) } } }
            @if let Some(published) = &hit.published { span { (date(published)) } }
        }
        p.snippet dir="auto" { (lit(words, &hits, 240)) }
    }
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
        assert_eq!(in_title(&words), [Span::new(0, 3)]);
        let alone = hit("Éva speaks", "Éva speaks");
        assert_eq!(without_title(&alone).0, "Éva speaks");
    }
}
