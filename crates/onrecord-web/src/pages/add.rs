//! Adding pages: pasted text or files, read at once; one page lands in the reader.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use onrecord_store::Added;

use crate::app::App;
use crate::failure::Failure;
use crate::intake::Handed;
use crate::view::words::count;
use crate::view::{Place, Printed, layout};

/// How many files are read at once; folders are for the command line.
const MOST: usize = 20;

/// What became of one page.
struct Outcome {
    name: String,
    came: Result<(String, Added), Failure>,
}

pub(crate) async fn page() -> Markup {
    layout("Add", Place::Add, &form())
}

fn form() -> Markup {
    html! {
        section.narrow {
            h1 { "Add pages" }
            p.lead { "Paste an article, or choose saved pages. They are read here, on this machine, and kept in the ledger." }
            form.stack method="post" action="/add" enctype="multipart/form-data" {
                label for="text" { "Text of a page" }
                textarea #text name="text" rows="12" placeholder="Select all on the page, copy, and paste it here. What is not the article is left out." {}
                label for="files" { "or saved pages " span.small { "(text or HTML, at most " (MOST) ")" } }
                input #files type="file" name="files" multiple accept=".txt,.html,.htm,.xhtml,text/plain,text/html";
                label for="url" { "Its address " span.small { "(if one page; shown as its source, not called)" } }
                input #url type="url" name="url" placeholder="https://";
                label.check { input type="checkbox" name="plain" value="1"; "It is the article and nothing else: leave nothing out" }
                button type="submit" { "Read and keep" }
            }
        }
    }
}

pub(crate) async fn add(State(app): State<App>, fields: Multipart) -> Result<Response, Failure> {
    let pages = handed(fields).await?;
    if pages.is_empty() {
        return Err(Failure::wrong("Nothing was handed over.", "Paste some text, or choose a file."));
    }
    let mut outcomes = Vec::new();
    for page in pages {
        let name = page.name.clone().unwrap_or_else(|| "Pasted text".to_owned());
        outcomes.push(Outcome { name, came: keep(&app, &page).await });
    }
    if outcomes.iter().any(|outcome| outcome.came.is_ok()) {
        app.ledgers.write(onrecord_store::Ledger::reconcile).await?;
    }
    match <[Outcome; 1]>::try_from(outcomes) {
        Ok([only]) => only.came.map(|(id, _)| Redirect::to(&format!("/articles/{id}")).into_response()),
        Err(several) => Ok(layout("Added", Place::Add, &summary(&several)).into_response()),
    }
}

/// Reads a page and keeps it; gives its article's id.
async fn keep(app: &App, page: &Handed) -> Result<(String, Added), Failure> {
    let record = app.reader.read(page).await?;
    let id = record.article.id();
    let added = app.ledgers.write(move |ledger| ledger.add(&record)).await?;
    Ok((id, added))
}

async fn handed(mut fields: Multipart) -> Result<Vec<Handed>, Failure> {
    let (mut pages, mut url, mut plain) = (Vec::new(), None, false);
    while let Some(field) = fields.next_field().await.map_err(|error| cut_off(&error))? {
        match field.name().unwrap_or_default() {
            "url" => url = Some(field.text().await.map_err(|error| cut_off(&error))?.trim().to_owned()).filter(|url| !url.is_empty()),
            "plain" => plain = true,
            "text" | "files" => pages.extend(one(field).await?),
            _ => {}
        }
        if pages.len() > MOST {
            return Err(Failure::wrong(format!("More than {MOST} files were handed over."), "Add many with: onrecord add FOLDER"));
        }
    }
    let single = pages.len() == 1;
    for page in &mut pages {
        page.plain = plain;
        // An address is of one page.
        page.url = url.clone().filter(|_| single);
    }
    Ok(pages)
}

/// The page in a field; none where it was left empty.
async fn one(field: Field<'_>) -> Result<Option<Handed>, Failure> {
    let name = field.file_name().map(str::to_owned).filter(|name| !name.is_empty());
    let bytes = field.bytes().await.map_err(|error| cut_off(&error))?.to_vec();
    let empty = bytes.iter().all(u8::is_ascii_whitespace) && name.is_none();
    Ok((!empty).then_some(Handed { name, bytes, url: None, plain: false }))
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
                        Err(failure) => { bdi { (Printed(name)) } p.warning { (Printed(&failure.detail)) " " (Printed(&failure.next)) } }
                    }
                }
            }
        }
    }
}
