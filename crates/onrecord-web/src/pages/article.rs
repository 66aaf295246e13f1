//! The reader: an article as printed, its statements marked, their speakers in the margin; and the list of articles.

use std::collections::HashMap;
use std::time::Duration;

use axum::extract::{Path, State};
use maud::{Markup, html};
use onrecord::marks::beginnings;
use onrecord::model::{Article, Block, BlockKind, Evidence, Record, Statement};
use onrecord::{Span, Text};
use onrecord_store::pages::{ArticleRow, PageVersion};
use onrecord_store::{Found, LedgerArticle, OnRecord, Shown};
use similar::{ChangeTag, TextDiff};

use super::asked::Asked;
use crate::app::App;
use crate::failure::Failure;
use crate::view::lists::{anchor, badge, outward};
use crate::view::printed::shortened;
use crate::view::reader::marked;
use crate::view::words::{count, date, evidence, furniture, relay, time, when};
use crate::view::{Place, Printed, layout, paging};

/// How many articles a page lists.
const LISTED: u32 = 30;

/// How long the comparison of two versions may take; what is left then counts as changed.
const TO_COMPARE: Duration = Duration::from_millis(800);

pub(crate) async fn list(State(app): State<App>, asked: Asked) -> Result<Markup, Failure> {
    let part = paging::part(asked.page("page"), LISTED);
    let articles = app.ledgers.read(move |ledger| ledger.articles(part)).await?;
    let body = html! {
        div.heading { h1 { "Articles" } p.lead { (count(articles.total, "page")) " in the ledger, the one added last first." } }
        @if articles.total == 0 { div.empty { h2 { "No article is in the ledger yet" } p { a.button href="/add" { "Add pages" } } } }
        (rows(&articles.items))
        (paging::steps(&articles, LISTED, "/articles?page="))
    };
    Ok(layout("Articles", Place::Articles, &body))
}

/// Articles as rows.
pub(crate) fn rows(articles: &[ArticleRow]) -> Markup {
    html! {
        ul.rows {
            @for article in articles {
                li {
                    a href={ "/articles/" (article.id) } { bdi { (Printed(&shortened(article.title.as_deref().unwrap_or("Without a headline"), 160))) } }
                    p.facts.small {
                        @if let Some(outlet) = &article.outlet { span.outlet { bdi { (Printed(outlet)) } } }
                        @if article.published.is_some() { span { (time(article.published.as_deref())) } }
                        span { (count(article.statements, "statement")) }
                        @if article.copy { span { span.tag { "copy" } } }
                        @if article.version > 1 { span { span.tag { "version " (article.version) } } }
                    }
                }
            }
        }
    }
}

pub(crate) async fn page(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Markup, Failure> {
    let (wanted, against) = (id.clone(), asked.owned("against"));
    let found = app.ledgers.read(move |ledger| {
        let Found::One(Shown::Article(article)) = ledger.show(&wanted)? else { return Ok(None) };
        let versions = ledger.versions(&article.address)?;
        let earlier = match against {
            Some(other) if versions.iter().any(|version| version.id == other) => match ledger.show(&other)? {
                Found::One(Shown::Article(other)) => Some(other),
                _ => None,
            },
            _ => None,
        };
        Ok(Some((article, versions, earlier)))
    });
    let (article, versions, earlier) = found.await?.ok_or_else(|| Failure::missing("article", &id))?;
    let title = shortened(article.record.article.label(), 80);
    let body = match earlier {
        Some(earlier) => comparison(&earlier, &article, &versions),
        None => reader(&article, &versions),
    };
    Ok(layout(&title, Place::Articles, &body))
}

fn reader(article: &LedgerArticle, versions: &[PageVersion]) -> Markup {
    let record = &article.record;
    let on_record: HashMap<&str, &OnRecord> =
        article.statements.iter().map(|on_record| (on_record.statement.as_str(), on_record)).collect();
    let beginnings = beginnings(&record.statements);
    let blocks = blocks(&record.article);
    html! {
        article.reader #reader {
            (head(article, versions))
            @if !record.statements.is_empty() { (legend()) }
            div.text {
                @for (row, block) in blocks.iter().enumerate() {
                    @let until = blocks.get(row + 1).map_or(u32::MAX, |next| next.span.start);
                    @let from = if row == 0 { 0 } else { block.span.start };
                    div.row {
                        (printed(record, block))
                        @if beginnings.range(from..until).next().is_some() {
                            ul.cards aria-label="Statements that begin here" {
                                @for &number in beginnings.range(from..until).flat_map(|(_, begun)| begun) {
                                    @let statement = &record.statements[number];
                                    li { (card(record, number, statement, on_record.get(statement.id.as_str()).copied())) }
                                }
                            }
                        }
                    }
                }
            }
        }
        (left_out(&record.article))
    }
}

/// What the colours mean, and the keys.
fn legend() -> Markup {
    html! {
        div.legend.keys {
            span.source { "who" } span.cue { "by which words" } span.content.d1 { "what" }
            span.by-key { kbd { "j" } " next statement " kbd { "k" } " the one before " kbd { "Enter" } " opens it " kbd { "Esc" } " leaves it" }
        }
    }
}

/// The blocks of an article; its whole text where there are none.
fn blocks(article: &Article) -> Vec<Block> {
    if article.blocks.is_empty() {
        return vec![Block { kind: BlockKind::Paragraph, span: Span::new(0, article.text.len()) }];
    }
    article.blocks.clone()
}

fn head(article: &LedgerArticle, versions: &[PageVersion]) -> Markup {
    let (record, page) = (&article.record, &article.record.article);
    let headline = page.blocks.iter().any(|block| block.kind == BlockKind::Headline);
    html! {
        header.article {
            p.kicker {
                @if let Some(outlet) = &page.outlet { span.outlet { bdi { (Printed(outlet)) } } }
                @if let Some(section) = &page.section { span { bdi { (Printed(section)) } } }
            }
            @if !headline { h1 { bdi { (Printed(&shortened(page.label(), 200))) } } }
            p.facts {
                @if page.published.is_some() { span { (time(page.published.as_deref())) } }
                @if let Some(changed) = page.changed_later() { span { "updated " (time(Some(changed))) } }
                @if !page.byline.is_empty() { span { "by " bdi { (Printed(&page.byline.join(", "))) } } }
                @if let Some(agency) = &page.agency { span { "agency: " bdi { (Printed(agency)) } } }
                span { (count(record.statements.len() as u64, "statement")) }
                span { (outward(&article.address)) }
            }
            @if let Some(original) = &article.copy_of {
                p.note { "This is a copy of " a href={ "/articles/" (original) } { "another article" } ". It does not count as independent." }
            }
            @if !article.copies.is_empty() {
                details.note {
                    summary { "Copied on " (count(article.copies.len() as u64, "other page")) }
                    ul { @for copy in article.copies.iter().take(50) { li { (outward(copy)) } } }
                }
            }
            @if versions.len() > 1 { (version_list(&page.id(), versions)) }
            @for warning in &page.warnings { p.warning { (Printed(&warning.message)) } }
        }
    }
}

fn version_list(id: &str, versions: &[PageVersion]) -> Markup {
    html! {
        nav.versions aria-label="Versions" {
            span { "Versions" }
            ol {
                @for version in versions {
                    li {
                        a href={ "/articles/" (version.id) } aria-current=[(version.id == id).then_some("true")] { "v" (version.version) ", " (date(&version.added)) }
                        @if version.id != id { " " a.small href={ "/articles/" (id) "?against=" (version.id) } aria-label={ "Compare with version " (version.version) } { "compare" } }
                    }
                }
            }
        }
    }
}

/// A block as it is printed, its statements marked.
fn printed(record: &Record, block: &Block) -> Markup {
    let words = marked(&record.article.text, &record.statements, block.span);
    html! {
        @match block.kind {
            BlockKind::Headline => h1 dir="auto" { (words) },
            BlockKind::Subheading => h2 dir="auto" { (words) },
            BlockKind::Standfirst => p.standfirst dir="auto" { (words) },
            BlockKind::Paragraph => p dir="auto" { (words) },
            BlockKind::ListItem => p.item dir="auto" { (words) },
            BlockKind::Quote => blockquote dir="auto" { p { (words) } },
            BlockKind::Caption => p.caption dir="auto" { (words) },
            BlockKind::Table => p.grid dir="auto" { (words) },
        }
    }
}

/// What the margin says of a statement.
fn card(record: &Record, number: usize, statement: &Statement, on_record: Option<&OnRecord>) -> Markup {
    let text = &record.article.text;
    let (act, stance) = on_record.map_or((statement.act, statement.stance), |on_record| (on_record.act, on_record.stance));
    let speakers = speakers(record, statement);
    html! {
        div.card data-card=(number) {
            p {
                @if speakers.is_empty() { span.source { (Printed(&source(text, statement))) } }
                @for (at, (id, name)) in speakers.iter().enumerate() {
                    @if at > 0 { " and " }
                    a.actor href={ "/actors/" (id) } { bdi { (Printed(name)) } }
                }
                " " (badge(act, stance, statement.claim.is_some()))
                " " a.permalink href={ "/statements/" (statement.id) } aria-label={ "Statement " (number + 1) } { "#" (number + 1) }
            }
            p.small {
                @if let Some(said_on) = &statement.said_on { span { (when(&said_on.from, Some(&said_on.to))) } }
                @for relay_by in &statement.relay { span.via title=(relay(relay_by.kind)) { "via " bdi { (Printed(&shortened(text.slice(relay_by.span), 40))) } } }
                @for rests in evidence_of(statement) { span.via title=(evidence(rests.kind)) { "on " bdi { (Printed(&shortened(text.slice(rests.span), 40))) } } }
                @if let Some(within) = &statement.within { a href={ "#" (anchor(within)) } { "inside another" } }
                @if let Some(claim) = on_record.and_then(|on_record| on_record.claim.as_ref()) {
                    a href={ "/claims/" (claim) } { (if record.claims.iter().any(|c| c.id == *claim && c.disputed) { "disputed claim" } else { "claim" }) }
                }
            }
        }
    }
}

/// What a statement rests on; words inside others that say so already are left out.
fn evidence_of(statement: &Statement) -> impl Iterator<Item = &Evidence> {
    let inside = |a: Span, b: Span| a != b && b.start <= a.start && a.end <= b.end;
    statement.evidence.iter().filter(move |piece| !statement.evidence.iter().any(|other| inside(piece.span, other.span)))
}

/// Ids and names of who speaks.
pub(crate) fn speakers<'a>(record: &'a Record, statement: &Statement) -> Vec<(&'a str, &'a str)> {
    let actor = |id: &String| record.actors.iter().find(|actor| actor.id == *id);
    statement.speakers.iter().filter_map(actor).map(|actor| (actor.id.as_str(), actor.name.as_str())).collect()
}

/// The source as printed.
pub(crate) fn source(text: &Text, statement: &Statement) -> String {
    let parts: Vec<&str> = statement.source.iter().map(|&span| text.slice(span)).collect();
    if parts.is_empty() { "Nobody named".to_owned() } else { shortened(&parts.join(" … "), 80) }
}

fn left_out(article: &Article) -> Markup {
    html! {
        @if !article.furniture.is_empty() {
            details.furniture {
                summary { "Left out of the article: " (count(article.furniture.len() as u64, "part")) " of the page" }
                dl {
                    @for part in &article.furniture {
                        dt { (furniture(part.reason)) }
                        dd dir="auto" { (Printed(&shortened(&part.text, 600))) }
                    }
                }
            }
        }
    }
}

/// Two versions as one text: what went is struck, what came is underlined.
fn comparison(earlier: &LedgerArticle, article: &LedgerArticle, versions: &[PageVersion]) -> Markup {
    let (was, is) = (earlier.record.article.text.as_str(), article.record.article.text.as_str());
    let difference = TextDiff::configure().timeout(TO_COMPARE).diff_words(was, is);
    html! {
        article.reader.comparison {
            (head(article, versions))
            p.note {
                "Version " (earlier.version) " against version " (article.version) ": "
                del { "what went" } ", " ins { "what came" } ". " a href={ "/articles/" (article.record.article.id()) } { "Back to the article" }
            }
            div.text {
                p.whole dir="auto" {
                    @for change in difference.iter_all_changes() {
                        @match change.tag() {
                            ChangeTag::Equal => (Printed(change.value())),
                            ChangeTag::Delete => del { (Printed(change.value())) },
                            ChangeTag::Insert => ins { (Printed(change.value())) },
                        }
                    }
                }
            }
        }
    }
}
