//! What a page tells its readers of the story, for pages that tell machines nothing: date and writer near the headline, masthead in the window.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node};

use super::super::{bylines, dates, tables, words};
use super::body::selector;
use super::{UNSEEN, squeezed};

/// How many texts after the headline may hold the date.
const NEAR: usize = 60;

/// A line of more words is no byline and no date line.
const LINE: usize = 16;

/// The day in the first short line with a date after the headline, else in the first element that is marked as holding it.
pub(super) fn day(document: &Html) -> Option<String> {
    below_headline(document).or_else(|| marked(document))
}

/// The day of the first short element that says by its class, or by a property, that it holds the day of publication.
fn marked(document: &Html) -> Option<String> {
    let holds_day = |class: &str| {
        let class = class.to_ascii_lowercase().replace('_', "-");
        tables::metadata("marked_day")
            .iter()
            .any(|name| class.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('-')))
    };
    let is_marked = |e: &ElementRef<'_>| e.value().attr("itemprop") == Some("datePublished") || e.value().classes().any(holds_day);
    let short = |line: &str| words::count(line) <= LINE;
    let day = |e: ElementRef<'_>| {
        let told = ["content", "datetime", "title"].iter().find_map(|name| dates::told(e.value().attr(name).filter(|value| short(value))?));
        let line = || Some(squeezed(&e.text().collect::<String>())).filter(|line| short(line));
        told.or_else(|| Some(dates::find(&line()?)?.day.to_string()))
    };
    document.select(&selector("[class], [itemprop]")).filter(|e| is_marked(e) && !is_comment(e)).find_map(day)
}

/// Whether an element stands among what readers wrote.
fn is_comment(e: &ElementRef<'_>) -> bool {
    let around = e.ancestors().filter_map(ElementRef::wrap).chain([*e]);
    around.filter_map(|e| e.value().attr("class").or(e.value().attr("id"))).any(|name| name.to_ascii_lowercase().contains("comment"))
}

fn below_headline(document: &Html) -> Option<String> {
    let headline = document.select(&selector("h1")).next()?;
    let mut unseen = 0usize;
    let mut texts = 0;
    for edge in document.tree.root().traverse().skip_while(|edge| !matches!(edge, Edge::Close(at) if at.id() == headline.id())) {
        match edge {
            Edge::Open(at) => match at.value() {
                Node::Element(element) => unseen += usize::from(UNSEEN.contains(&element.name())),
                Node::Text(text) if unseen == 0 && text.contains(char::is_alphanumeric) => {
                    let line = squeezed(text);
                    if words::count(&line) <= LINE
                        && let Some(date) = dates::find(&line)
                    {
                        return Some(date.day.to_string());
                    }
                    texts += 1;
                }
                _ => {}
            },
            Edge::Close(at) => {
                if let Node::Element(element) = at.value() {
                    unseen = unseen.saturating_sub(usize::from(UNSEEN.contains(&element.name())));
                }
            }
        }
        if texts > NEAR {
            break;
        }
    }
    None
}

/// The names in the first element that is marked as the writer's.
pub(super) fn authors(document: &Html) -> Vec<String> {
    let marked = selector("[rel~=author], [itemprop~=author], [class*=byline], [class*=Byline], [class*=author], [class*=Author]");
    let line = |e: ElementRef<'_>| squeezed(&e.text().collect::<String>());
    // A reader who comments is a writer too.
    let lines = document.select(&marked).filter(|e| !is_comment(e)).map(line).filter(|line| (2..=LINE).contains(&words::count(line)));
    lines.map(|line| bylines::names(&line)).find(|names| !names.is_empty()).unwrap_or_default()
}

/// The masthead in the window's title: a few words that a mark parts from the headline, with the section between them or not.
pub(super) fn outlet(document: &Html) -> Option<String> {
    let text = |css: &str| document.select(&selector(css)).next().map(|e| squeezed(&e.text().collect::<String>()));
    let (window, headline) = (text("title")?, text("h1").filter(|headline| !headline.is_empty())?);
    let rest = window.strip_prefix(headline.as_str())?.trim().strip_prefix(['|', '-', '–', '—', '·', ':'])?;
    let parts: Vec<&str> = rest.split(['|', '–', '—', '·']).collect();
    let name = parts.last().filter(|_| parts.len() < 4)?.trim();
    (1..=5).contains(&words::count(name)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_an_element_that_says_it_holds_it() {
        let told = |page: &str| day(&Html::parse_document(page));
        assert_eq!(told("<span class='story_timestamp'>May 3, 2031</span><h1>Ferry sinks</h1>").as_deref(), Some("2031-05-03"));
        assert_eq!(
            told("<abbr itemprop='datePublished' title='2031-05-03T12:06:00Z'>noon</abbr>").as_deref(),
            Some("2031-05-03T12:06:00Z")
        );
        assert_eq!(told("<div class='post status-publish'>May 3, 2031</div>"), None);
        assert_eq!(told("<div id='comments'><i class='timestamp'>May 3, 2031</i></div>"), None);
    }

    #[test]
    fn what_stands_under_the_headline() {
        let page = "<title>Ferry sinks - The Harbour Post</title><p>1 May 2030</p><h1>Ferry sinks</h1><script>2 May 2030</script>\
                    <div class='post-author-line'>By <a>Mara Lind</a></div><h3>Published Nov 18, 2031 at 4:07 PM</h3><p>It sank.</p>";
        let document = Html::parse_document(page);
        assert_eq!(day(&document).as_deref(), Some("2031-11-18"));
        assert_eq!(authors(&document), ["Mara Lind"]);
        assert_eq!(outlet(&document).as_deref(), Some("The Harbour Post"));
        assert_eq!((day(&Html::parse_document("<p>1 May 2030")), outlet(&Html::parse_document(""))), (None, None));
    }
}
