//! The frame of every page.

use maud::{DOCTYPE, Markup, html};

use super::Printed;
use crate::assets::{ICON_AT, SCRIPT_AT, STYLE_AT};

/// Which part of the site a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Disputes,
    News,
    Articles,
    Actors,
    Add,
    Search,
    Elsewhere,
}

const NAVIGATION: [(Place, &str, &str); 5] = [
    (Place::Disputes, "/", "Disputes"),
    (Place::News, "/news", "News"),
    (Place::Articles, "/articles", "Articles"),
    (Place::Actors, "/actors", "Actors"),
    (Place::Add, "/add", "Add"),
];

/// A whole page.
pub(crate) fn layout(title: &str, place: Place, body: &Markup) -> Markup {
    searching(title, place, "", body)
}

/// A whole page whose search field holds what was searched for.
pub(crate) fn searching(title: &str, place: Place, query: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (Printed(title)) " · onrecord" }
                link rel="stylesheet" href=(*STYLE_AT);
                link rel="icon" href=(ICON_AT) type="image/svg+xml";
                script src=(*SCRIPT_AT) defer {}
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.site {
                    a.brand href="/" { span.mark aria-hidden="true" { "“" } "onrecord" }
                    nav aria-label="Main" {
                        @for (at, address, name) in NAVIGATION {
                            a href=(address) aria-current=[(at == place).then_some("page")] { (name) }
                        }
                    }
                    form.search action="/search" role="search" {
                        label.unseen for="q" { "Search what was said" }
                        input #q type="search" name="q" value=(Printed(query)) placeholder="Search what was said";
                        button type="submit" { "Search" }
                    }
                }
                main #main tabindex="-1" { (body) }
                footer.site {
                    p { "onrecord shows who is on record for what, in printed words. It does not decide who is right." }
                    p { a href="/corrections" { "Corrections" } " · " a href="/api/openapi.json" { "API" } }
                }
            }
        }
    }
}
