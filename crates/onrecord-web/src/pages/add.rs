//! Adding pages: an address, pasted text or files, read at once; one page lands in the reader.

use std::path::Path;

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use onrecord_store::{Added, Ledger};

use crate::app::App;
use crate::failure::{Failure, sentence};
use crate::intake::{Handed, MOST, PageRead};
use crate::view::words::count;
use crate::view::{Place, Printed, layout};

/// What became of one page.
struct Outcome {
    name: String,
    came: Result<(String, Added), Failure>,
}

pub(crate) async fn page(State(app): State<App>) -> Markup {
    let body = html! {
        div.heading { h1 { "Add pages" } p.lead { "They are read here, on this machine, and kept in the ledger." } }
        (forms())
        (many(app.ledgers.path()))
    };
    layout("Add", Place::Add, &body)
}

/// What is shown in place of the disputes as long as the ledger has no page.
pub(super) fn beginning(ledger: &Path) -> Markup {
    html! {
        div.heading {
            h1 { "Nothing is on record yet" }
            p.lead {
                "Hand over a page of news: onrecord finds who says what in it, and lays what several say about one matter side by side. "
                "All is read on this machine" @if !ledger.exists() { "; the first page makes the ledger " code { (Printed(&ledger.to_string_lossy())) } } "."
            }
        }
        (forms())
        (many(ledger))
    }
}

/// How to add more than a form takes.
fn many(ledger: &Path) -> Markup {
    let ledger = quoted(&ledger.to_string_lossy());
    html! {
        section aria-labelledby="many" {
            h2 #many { "Many at once" }
            p { "In a terminal, with folders, lists of addresses, feeds or web archives in place of " code { "PAGES" } ":" }
            pre.command tabindex="0" { code { "onrecord add --db " (Printed(&ledger)) " PAGES" } }
            p.small { "What is added there stands here as soon as it is read. " code { "onrecord watch" } " goes on asking feeds for what is new." }
        }
    }
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:\\".contains(c);
    if path.chars().all(plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

fn forms() -> Markup {
    html! {
        div.ways-in {
            form.stack method="post" action="/add" enctype="multipart/form-data" {
                h2 { "By address" }
                label for="address" { "Address of an article or a feed" }
                input #address type="url" name="address" required placeholder="https://" autocomplete="off";
                p.small { "Fetched once, by this machine; the site’s robots.txt is heeded." }
                button type="submit" { "Fetch and read" }
            }
            form.stack method="post" action="/add" enctype="multipart/form-data" {
                h2 { "From files" }
                label for="files" { "Saved pages, feeds, archives " span.small { "(text, HTML, WARC, also .gz; at most " (MOST) " pages)" } }
                input #files type="file" name="files" multiple required accept=".txt,.html,.htm,.xhtml,.warc,.xml,.gz,text/plain,text/html,application/gzip";
                label.check { input type="checkbox" name="plain" value="1"; "Each is the article and nothing else" }
                button type="submit" { "Read and keep" }
            }
            form.stack.wide method="post" action="/add" enctype="multipart/form-data" {
                h2 { "As text" }
                label for="text" { "Text of a page" }
                textarea #text name="text" rows="12" required placeholder="Select all on the page, copy, and paste it here. What is not the article is left out." {}
                label for="url" { "Its address " span.small { "(if you know it: shown as its source, not called)" } }
                input #url type="url" name="url" placeholder="https://" autocomplete="off";
                label.check { input type="checkbox" name="plain" value="1"; "It is the article and nothing else: leave nothing out" }
                button type="submit" { "Read and keep" }
            }
        }
    }
}

pub(crate) async fn add(State(app): State<App>, fields: Multipart) -> Result<Response, Failure> {
    let handed = handed(fields).await?;
    if handed.is_empty() {
        return Err(Failure::wrong("Nothing was handed over.", "Give an address, choose a file, or paste some text."));
    }
    let packs = app.ledgers.read(Ledger::packs).await?;
    let mut outcomes = Vec::new();
    for one in handed {
        for page in app.reader.read(one, &packs).await? {
            outcomes.push(keep(&app, page).await?);
        }
        if outcomes.len() > MOST {
            break;
        }
    }
    if outcomes.iter().any(|outcome| outcome.came.is_ok()) {
        app.ledgers.write(Ledger::reconcile).await?;
    }
    match <[Outcome; 1]>::try_from(outcomes) {
        Ok([Outcome { name, came }]) => {
            came.map(|(id, _)| Redirect::to(&format!("/articles/{id}")).into_response()).map_err(|failure| failure.of(&name))
        }
        Err(several) => Ok(layout("Added", Place::Add, &summary(&several)).into_response()),
    }
}

/// Keeps a page that could be read; gives its article's id. A ledger that cannot be written ends it all.
async fn keep(app: &App, page: PageRead) -> Result<Outcome, Failure> {
    let PageRead { name, record } = page;
    let came = match record {
        Ok(record) => {
            let id = record.article.id();
            Ok((id, app.ledgers.write(move |ledger| ledger.add(&record)).await?))
        }
        Err(failure) => Err(failure),
    };
    Ok(Outcome { name, came })
}

/// What the fields of a form hold, at most [`MOST`] files of them.
async fn handed(mut fields: Multipart) -> Result<Vec<Handed>, Failure> {
    let (mut files, mut text, mut address, mut url, mut plain) = (Vec::new(), None, None, None, false);
    while let Some(field) = fields.next_field().await.map_err(|error| cut_off(&error))? {
        match field.name().unwrap_or_default() {
            "address" => address = filled(field).await?,
            "url" => url = filled(field).await?,
            "plain" => plain = true,
            "text" => text = Some(field.bytes().await.map_err(|error| cut_off(&error))?.to_vec()),
            "files" => files.extend(file(field).await?),
            _ => {}
        }
        if files.len() > MOST {
            return Err(Failure::wrong(format!("More than {MOST} files were handed over."), "Add many with: onrecord add FOLDER"));
        }
    }
    let text = text.filter(|text| !text.iter().all(u8::is_ascii_whitespace));
    let pasted = text.map(|text| Handed::Pasted { text, url, plain });
    let files = files.into_iter().map(|(name, bytes)| Handed::File { name, bytes, plain });
    Ok(address.map(Handed::Address).into_iter().chain(pasted).chain(files).collect())
}

/// The words of a field; none where it was left empty.
async fn filled(field: Field<'_>) -> Result<Option<String>, Failure> {
    let words = field.text().await.map_err(|error| cut_off(&error))?.trim().to_owned();
    Ok((!words.is_empty()).then_some(words))
}

/// The file in a field; none where none was chosen.
async fn file(field: Field<'_>) -> Result<Option<(String, Vec<u8>)>, Failure> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let bytes = field.bytes().await.map_err(|error| cut_off(&error))?.to_vec();
    Ok((!name.is_empty()).then_some((name, bytes)))
}

fn cut_off(error: &MultipartError) -> Failure {
    Failure::new(error.status(), format!("{}.", error.body_text()), "Send fewer or smaller pages; add many with: onrecord add FOLDER")
}

fn summary(outcomes: &[Outcome]) -> Markup {
    let kept = outcomes.iter().filter(|outcome| outcome.came.is_ok()).count();
    html! {
        div.heading { h1 { (count(kept as u64, "page")) " read" } @if kept < outcomes.len() { p.lead { (outcomes.len() - kept) " could not be read." } } }
        ul.rows {
            @for Outcome { name, came } in outcomes {
                li {
                    @match came {
                        Ok((id, added)) => {
                            a href={ "/articles/" (id) } { bdi { (Printed(name)) } }
                            p.small { (match added { Added::New => "new", Added::NewVersion => "a new version of its page", Added::Known => "known already" }) }
                        }
                        Err(failure) => { bdi { (Printed(name)) } p.warning { (Printed(&sentence(&failure.detail))) " " (Printed(&failure.next)) } }
                    }
                }
            }
        }
    }
}
