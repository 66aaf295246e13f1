//! Invented pages: what is read of them, block by block, and why the rest was left out.

use super::read;
use crate::model::{Article, BlockKind, Reason};

/// A page of this story with something more: before the headline's story, inside it, and after it.
fn page(inside: &str, after: &str) -> String {
    format!(
        "<html lang=en><head><title>Ferry sinks off Port Elm - The Harbour Post</title></head><body>\
         <nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>\
         <article><h1>Ferry sinks off Port Elm</h1><p>{FIRST}</p><p>{SECOND}</p>{inside}<p>{LAST}</p></article>{after}\
         <footer>© 2031 The Harbour Post</footer></body></html>"
    )
}

const FIRST: &str =
    "The ferry Elmira sank off Port Elm on Monday with eleven people on board, the coast guard said, and all of them were saved.";
const SECOND: &str =
    "Mara Lind, who leads the harbour board, said that the ship had been examined in May and that nothing had been found then.";
const LAST: &str = "The board will meet on Friday to hear the captain, whose account of the night has not been published so far, she said.";

fn article(page: &str) -> Article {
    read(page, None).expect("an article")
}

/// The blocks below the headline that are not of the story itself, as "kind: words".
fn more(article: &Article) -> Vec<String> {
    let blocks = article.blocks.iter().map(|block| (block.kind, article.text.slice(block.span)));
    let own = |words: &str| [FIRST, SECOND, LAST].contains(&words);
    blocks.filter(|&(kind, words)| kind != BlockKind::Headline && !own(words)).map(|(kind, words)| format!("{kind:?}: {words}")).collect()
}

/// Why the page's furniture that holds these words was left out.
fn reason(article: &Article, words: &str) -> Option<Reason> {
    article.furniture.iter().find(|left| left.text.contains(words)).map(|left| left.reason)
}

fn keeps_its_story(article: &Article) {
    for words in [FIRST, SECOND, LAST] {
        assert!(article.text.as_str().contains(words), "{words}\n{}", article.text.as_str());
    }
}

#[test]
fn captions_quotations_and_lists_are_told_from_paragraphs() {
    let inside = "<figure><img src=a.jpg><figcaption>The pier at Port Elm on Monday. Photo: Jo Berg</figcaption></figure>\
                  <h2>A long night</h2><p>Three boats went out in the dark to look for those who had been on board when it happened.</p>\
                  <blockquote><p>We saw the lights go out and then there was nothing more to see.</p></blockquote>\
                  <ul><li>Eleven people were on board of the ferry.</li><li>Two of them were children under ten.</li></ul>";
    let article = article(&page(inside, ""));
    keeps_its_story(&article);
    assert_eq!(
        more(&article),
        [
            "Caption: The pier at Port Elm on Monday. Photo: Jo Berg",
            "Subheading: A long night",
            "Paragraph: Three boats went out in the dark to look for those who had been on board when it happened.",
            "Quote: We saw the lights go out and then there was nothing more to see.",
            "ListItem: Eleven people were on board of the ferry.",
            "ListItem: Two of them were children under ten.",
        ]
    );
}

#[test]
fn comments_boxes_and_offers_have_their_reasons() {
    let inside = "<div class=related-links><h3>Read more</h3><ul><li><a href=/tug>Tug runs aground near Aville</a></li></ul></div>\
                  <div class=newsletter-signup><p>Sign up for our newsletter and get the harbour's news every morning.</p></div>";
    let after = "<div class=paywall><p>Subscribe to continue reading. Already a subscriber? Log in.</p></div>\
                 <section id=comments class=comments><h2>Comments</h2><div class=comment><p>I never trusted that ship and I said so to everybody, said my aunt.</p></div>\
                 <div class=comment><p>The board should step down at once, the minister said it himself last year.</p></div></section>\
                 <div class=cookie-banner><p>We use cookies to make this site better for you. Accept all</p></div>";
    let article = article(&page(inside, after));
    keeps_its_story(&article);
    assert_eq!(more(&article), [""; 0]);
    for (words, expected) in [
        ("Tug runs aground", Reason::Related),
        ("Sign up for our newsletter", Reason::Subscribe),
        ("Subscribe to continue", Reason::Subscribe),
        ("I never trusted", Reason::Comments),
        ("step down at once", Reason::Comments),
        ("We use cookies", Reason::Legal),
        ("© 2031", Reason::Legal),
        ("Sport", Reason::Navigation),
    ] {
        assert_eq!(reason(&article, words), Some(expected), "{words}: {:#?}", article.furniture);
    }
}

#[test]
fn entries_of_a_live_page_are_its_body() {
    let entry = |time: &str, head: &str, words: &str| {
        format!("<div class=live-entry><time datetime='2031-05-19T{time}:00Z'>{time}</time><h2>{head}</h2><p>{words}</p></div>")
    };
    let entries = [
        entry(
            "10:40",
            "Board to meet on Friday",
            "The harbour board will meet on Friday to hear the captain, Mara Lind said in Port Elm this morning.",
        ),
        entry(
            "09:15",
            "All eleven are safe",
            "All eleven people who were on board of the ferry have been saved, the coast guard said in a statement.",
        ),
        entry(
            "08:50",
            "Three boats are out",
            "Three boats of the coast guard are looking for the people who were on board, a spokesman said at the pier.",
        ),
    ];
    let page = format!(
        "<html lang=en><head><title>Ferry sinks off Port Elm: what we know so far</title></head><body><main><h1>Ferry sinks off Port Elm: what we know</h1>{}</main></body></html>",
        entries.concat()
    );
    let article = article(&page);
    assert_eq!(
        more(&article),
        [
            "Subheading: Board to meet on Friday",
            "Paragraph: The harbour board will meet on Friday to hear the captain, Mara Lind said in Port Elm this morning.",
            "Subheading: All eleven are safe",
            "Paragraph: All eleven people who were on board of the ferry have been saved, the coast guard said in a statement.",
            "Subheading: Three boats are out",
            "Paragraph: Three boats of the coast guard are looking for the people who were on board, a spokesman said at the pier.",
        ]
    );
}

#[test]
fn a_pull_quotation_is_printed_once() {
    let inside = format!("<aside class=pullquote><blockquote>nothing had been found then</blockquote></aside><p>{SECOND}</p>");
    let article = article(&page(&inside, ""));
    keeps_its_story(&article);
    assert_eq!(more(&article), [""; 0]);
}

#[test]
fn a_heading_inside_a_paragraph_stands_alone() {
    let inside = "<p><strong>Summary</strong><br>Studies show that older ferries of this kind are examined too seldom, the union said in a letter.</p>\
                  <div><b>Reaction</b><p>The union of seamen asked for a second examination of all ferries before the summer begins.</p></div>";
    let article = article(&page(inside, ""));
    keeps_its_story(&article);
    assert!(
        !article.text.as_str().contains("SummaryStudies") && !article.text.as_str().contains("ReactionThe"),
        "{}",
        article.text.as_str()
    );
}

#[test]
fn words_are_printed_as_they_run_on_in_their_line() {
    let cases = [
        (
            "<p>The oldest bridge, <foo>Old Span</foo>, is here. The <x-src>river <b>is</b></x-src> wide.</p>",
            vec!["Paragraph: The oldest bridge, Old Span, is here. The river is wide."],
        ),
        (
            "<p>In the States (<x-trusted><a href='/1'>1</a></x-trusted>), on <time>Monday</time>, it <svg><text>no</text></svg>was <span></span>so.</p>",
            vec!["Paragraph: In the States (1), on Monday, it was so."],
        ),
        (
            "<blockquote><strong>Summary</strong> Studies show that ferries <em>of <b>this</b> kind</em> are old.</blockquote>",
            vec!["Quote: Summary Studies show that ferries of this kind are old."],
        ),
        (
            "<blockquote><p>The <em>mayor</em> said <b>no</b> <a href='/a'>more</a> today.</p></blockquote>",
            vec!["Quote: The mayor said no more today."],
        ),
        (
            "<ul><li>She said <em>no <b>more</b> of</em> it.</li><li><b>He</b> <i>left</i>.</li></ul>",
            vec!["ListItem: She said no more of it.", "ListItem: He left."],
        ),
        ("<p>The river is wide.<br><em>It</em> floods.</p>", vec!["Paragraph: The river is wide.", "Paragraph: It floods."]),
        ("<div>The <em>mayor</em> said <b>no</b> to it.</div>", vec!["Paragraph: The mayor said no to it."]),
        (
            "<div>The <em>mayor</em> said <a href='/a'>no</a>.<p>It was late.</p>He <i>left</i>. <b>Then</b></div>",
            vec!["Paragraph: The mayor said no.", "Paragraph: It was late.", "Paragraph: He left. Then"],
        ),
    ];
    for (inside, expected) in cases {
        let article = article(&page(inside, ""));
        keeps_its_story(&article);
        assert_eq!(more(&article), expected, "{inside}");
    }
}

#[test]
fn a_page_without_paragraphs_is_read_from_its_other_blocks() {
    let title = "Ferry sinks off Port Elm";
    let [first, second] = [FIRST, SECOND].map(|words| words.replacen("that", "<i>that</i>", 1).replacen("coast", "<i>coast</i>", 1));
    let blocks = format!("<div>{first}</div><div>{second}</div><div>{LAST}</div>");
    keeps_its_story(&article(&format!("<title>{title}</title><div class=article-body><h1>{title}</h1>{blocks}</div>")));
}

#[test]
fn a_window_names_the_outlet() {
    let outlet = |title: &str| {
        let page = page("", "").replace("Ferry sinks off Port Elm - The Harbour Post", title);
        article(&page).outlet
    };
    assert_eq!(outlet("Ferry sinks off Port Elm - The Harbour Post").as_deref(), Some("The Harbour Post"));
    assert_eq!(outlet("Ferry sinks off Port Elm | World | The Harbour Post").as_deref(), Some("The Harbour Post"));
    // What stands before a headline may be its kicker.
    assert_eq!(outlet("Opinion: Ferry sinks off Port Elm"), None);
    assert_eq!(outlet("Ferry sinks off Port Elm"), None);
}

#[test]
fn a_page_says_when_it_was_changed() {
    let article = |head: &str| {
        let page = page("", "").replacen("<title>", &format!("{head}<title>"), 1);
        crate::read::read(&page, crate::read::Format::Html, None).expect("an article")
    };
    let times = |published: &str, modified: &str| {
        let found = article(&format!(
            "<meta property='article:published_time' content='{published}'><meta property='article:modified_time' content='{modified}'>"
        ));
        (found.modified.clone(), found.changed_later().map(str::to_owned))
    };
    let later = Some("2031-05-18T07:00:00Z".to_owned());
    assert_eq!(times("2031-05-17T08:00:00Z", "2031-05-18T07:00:00Z"), (later.clone(), Some("2031-05-18".to_owned())));
    assert_eq!(times("2031-05-18T06:00:00Z", "2031-05-18T07:00:00Z"), (later, None));
    assert_eq!(times("2031-05-17", "2031-05-16"), (None, None));
    let linked = r#"<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2031-05-18"}</script>"#;
    assert_eq!(article(linked).modified.as_deref(), Some("2031-05-18"));
}

#[test]
fn a_page_of_furniture_alone_puts_no_story_together() {
    let link = |n: usize| format!("<li><a href=/{n}>Section {n}</a></li>");
    let links: String = (0..40).map(link).collect();
    let page = format!(
        "<html><head><title>Harbour Post</title></head><body><nav><ul>{links}</ul></nav><form>Sign in</form><footer>© 2031</footer></body></html>"
    );
    let words = read(&page, None).map_or(0, |article| article.text.as_str().split_whitespace().count());
    assert!(words <= 4, "{words}");
    assert!(read("<nav></nav><script>a</script>", None).is_err());
}

#[test]
fn a_script_of_any_length_is_not_read() {
    let script = "var a = \"</p><p>The minister said no.\"; if (a < 3 && b > 2) {}\n".repeat(20 << 20 >> 6);
    let article = article(&page(&format!("<script>{script}</script>"), ""));
    keeps_its_story(&article);
    assert!(!article.text.as_str().contains("minister"));
    assert!(article.furniture.iter().all(|left| !left.text.contains("minister")));
}
