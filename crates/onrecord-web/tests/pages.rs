//! The pages and the API, asked without a browser.

mod common;

use std::io::Write as _;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use flate2::Compression;
use flate2::write::GzEncoder;
use onrecord_web::{Access, App, router};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// The pages over a ledger, and the ledger's folder.
struct Served {
    router: Router,
    _folder: TempDir,
}

fn served() -> Served {
    let folder = common::ledger();
    Served { router: router(App::new(common::path(&folder), Access::ThisMachine, 1000)), _folder: folder }
}

impl Served {
    async fn send(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn get(&self, path: &str) -> Response<Body> {
        self.send(Request::get(path).header(header::HOST, "localhost").body(Body::empty()).unwrap()).await
    }

    /// A page that is there.
    async fn page(&self, path: &str) -> String {
        let response = self.get(path).await;
        let status = response.status();
        let page = text(response).await;
        assert_eq!(status, StatusCode::OK, "{path}: {page}");
        page
    }

    async fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.page(path).await).unwrap()
    }

    /// The first link in a page that begins so.
    async fn link(&self, page: &str, beginning: &str) -> String {
        let page = self.page(page).await;
        let at = page.find(&format!("href=\"{beginning}")).unwrap_or_else(|| panic!("no link to {beginning}")) + 6;
        page[at..].split(['"', '#']).next().unwrap().to_owned()
    }
}

async fn text(response: Response<Body>) -> String {
    String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

/// All pages, of each sort one or more.
async fn all_pages(served: &Served) -> Vec<String> {
    let mut pages: Vec<String> = [
        "/",
        "/?act=deny&from=2025-03-01",
        "/articles",
        "/actors",
        "/actors?name=ruiz",
        "/news?since=2000-01-01",
        "/add",
        "/search",
        "/search?q=bridge",
        "/search?q=%22bridge%22&actor=a&outlet=%3Cscript%3E&from=2025-01-01",
        "/corrections",
        "/token",
    ]
    .map(str::to_owned)
    .into();
    let claim = served.link("/", "/claims/").await;
    pages.push(served.link(&claim, "/statements/").await);
    pages.push(served.link(&claim, "/actors/").await);
    pages.push(claim);
    for article in served.json("/api/v1/articles?limit=50").await["items"].as_array().unwrap() {
        pages.push(format!("/articles/{}", article["id"].as_str().unwrap()));
    }
    pages
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_words_are_words_on_every_page() {
    let served = served();
    for path in all_pages(&served).await {
        let page = served.page(&path).await;
        for markup in ["<script>alert", "<img src=x", "</p></main>.", "onclick=", "style=", "javascript:"] {
            assert!(!page.contains(markup), "{path} holds {markup}");
        }
        let unseen = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!page.contains(unseen), "{path} holds what cannot be seen");
        assert_eq!(page.matches("<h1").count(), 1, "{path} has one heading");
        assert_eq!(page.matches("<main").count(), 1, "{path}");
    }
    let hostile = served.page("/search?q=DROP").await;
    assert!(hostile.contains("<mark>DROP</mark> TABLE article; --"), "the words are there as words");
    assert_eq!(served.json("/api/v1/status").await["pages"], 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_leads_to_exact_words_in_their_place() {
    let served = served();
    let claim = served.link("/", "/claims/").await;
    let page = served.page(&claim).await;
    for heading in ["On record for it", "On record against it", "In time"] {
        assert!(page.contains(heading), "{heading}");
    }
    let statement = served.link(&claim, "/statements/").await;
    let page = served.page(&statement).await;
    let at = page.find("/articles/").unwrap();
    let anchor = page[at..].split('"').next().unwrap().split('#').nth(1).unwrap();
    let article = served.page(page[at..].split(['"', '#']).next().unwrap()).await;
    assert!(article.contains(&format!("id=\"{anchor}\"")), "the article has the anchor {anchor}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_shows_how_its_statements_hang_together_and_where_they_come_from() {
    let served = served();
    let home = served.page("/").await;
    assert!(home.contains("independent origin") && home.contains("<dt>Answer</dt>") && home.contains("<dt>Last</dt>"), "{home}");
    assert!(home.contains("Changed last"), "{home}");
    let claims: Vec<&str> = home.split("href=\"/claims/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let mut whole = String::new();
    for claim in claims {
        let head = served.json(&format!("/api/v1/claims/{claim}")).await;
        assert!(!head["origins"].as_array().unwrap().is_empty(), "{head}");
        assert!(head["origins"].as_array().unwrap().len() as u64 <= head["pages"].as_u64().unwrap(), "{head}");
        let page = served.page(&format!("/claims/{claim}")).await;
        let (against, others): (Vec<_>, Vec<_>) =
            head["links"].as_array().unwrap().iter().partition(|link| link["relation"] == "contradicts");
        assert_eq!(against.is_empty(), !page.contains("Against each other"), "{claim}");
        assert_eq!(others.is_empty(), !page.contains("How its other statements hang together"), "{claim}");
        whole += &page;
    }
    assert!(whole.contains("against it") && whole.contains("in both: "), "{whole}");
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_and_facets_narrow_down() {
    let served = served();
    let all = served.json("/api/v1/disputes").await["total"].as_u64().unwrap();
    assert!(all > 0);
    let total = async |query: &str| served.json(&format!("/api/v1/disputes?{query}")).await["total"].as_u64().unwrap();
    assert_eq!(total("from=2000-01-01&to=2030-01-01").await, all);
    assert_eq!(total("from=2031-01-01").await, 0);
    assert_eq!(total("actor=actor-nobody").await, 0);
    let found = served.json("/api/v1/search?q=bridge&limit=1").await;
    let act = found["facets"]["acts"][0].clone();
    let narrowed = served.json(&format!("/api/v1/search?q=bridge&act={}", act["value"].as_str().unwrap())).await;
    assert_eq!(narrowed["found"]["total"], act["count"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn news_says_where_it_is_cut_and_search_what_it_marks() {
    let served = served();
    let news = served.page("/news?since=2000-01-01").await;
    assert!(news.contains("as added, newest first."), "{news}");
    assert!(news.contains("Numbers that moved") || news.contains("Numbers that differ"), "{news}");
    assert!(!news.contains("The latest 20."), "so few are not cut");
    let found = served.page("/search?q=bridges").await;
    assert!(found.contains("best match first") && found.contains("<mark>bridge</mark>") && found.contains("class=\"actor\""), "{found}");
    let none = served.page("/search?q=zeppelin").await;
    assert!(none.contains("Try fewer words.") && !none.contains("Show all"), "{none}");
    let filtered = served.page("/search?q=zeppelin&act=deny").await;
    assert!(filtered.contains("Take a filter away") && filtered.contains("href=\"/search?q=zeppelin\">Show all"), "{filtered}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_takes_phrases_filters_and_pages() {
    let served = served();
    let total = async |asked: &str| served.json(&format!("/api/v1/search?{asked}")).await["found"]["total"].as_u64().unwrap();
    let phrase = total("q=%22faulty+beams+to+the+Kessin+bridge%22").await;
    assert!(phrase > 0 && phrase == total("q=%E2%80%9Cfaulty+beams+to+the+kessin+bridge%E2%80%9D").await);
    assert_eq!((total("q=%22bridge+Kessin%22").await, total("q=%22faulty+beam%22").await), (0, 0), "word for word");
    let marren = total("q=bridge&actor=ilse+marren").await;
    let by_id = served.json("/api/v1/actors?name=ilse+marren").await[0]["id"].as_str().unwrap().to_owned();
    assert!(marren > 0 && marren == total(&format!("q=bridge&actor={by_id}")).await && marren == total("q=bridge&actor=MARR").await);
    assert_eq!(total("q=bridge&actor=nobody").await, 0);
    assert_eq!(total("q=bridge&from=2025-03-01&to=2025-12-31").await, total("q=bridge").await);
    assert_eq!(total("q=bridge&to=2025-02-28").await, 0);
    let paper = served.json("/api/v1/search/articles?q=bridge&limit=1").await;
    assert_eq!((paper["found"]["items"].as_array().unwrap().len(), paper["more"].as_bool()), (1, Some(false)), "{paper}");
    assert!(paper["found"]["total"].as_u64().unwrap() > 1, "{paper}");
    let sent = format!("/search?q=bridge&actor=Ilse+Marren&named=Ilse+Marren&one={by_id}");
    assert!(served.page(&sent).await.contains(&format!("name=\"one\" value=\"{by_id}\"")), "who was chosen stays so");
    let other = sent.replace("actor=Ilse+Marren", "actor=marr");
    assert!(!served.page(&other).await.contains("name=\"one\""), "another name is another question");
    let page = served.page(&format!("/search?q=bridge&actor={by_id}&from=2025-01-01")).await;
    for shown in [
        "name=\"actor\" value=\"Ilse Marren\"",
        "name=\"from\" value=\"2025-01-01\"",
        "Any act",
        "<option value=\"Ilse Marren\">",
        "Filter: <bdi>Ilse Marren, from 1 January 2025</bdi>",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let several = served.page("/search?q=bridge&actor=e").await;
    assert!(
        several.contains("Only one of those who go by this name") && several.contains(&format!("q=bridge&amp;actor={by_id}")),
        "{several}"
    );
    assert!(served.page("/search?q=bridge&actor=nobody").await.contains("Nobody on record goes by the name"));
    let past = served.page("/search?q=bridge&articles=9&page=1").await;
    assert!(past.contains("This list ends with page 1") && past.contains("&amp;page=1&amp;articles=1#articles"), "{past}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_search_is_an_error() {
    let served = served();
    let long = "word ".repeat(3000);
    for words in [
        "",
        "\"",
        "\"\"",
        "“”",
        "AND",
        "NOT x",
        "a*",
        "(",
        "text:x",
        "-",
        "\0",
        "^",
        "{a b}",
        "NEAR(a b, 3)",
        "😀",
        "\"😀\" x",
        "'",
        "²",
        "\u{301}",
        &long,
    ] {
        let asked = serde_urlencoded::to_string([("q", words), ("actor", words), ("outlet", words)]).unwrap();
        for path in ["/search", "/api/v1/search", "/api/v1/search/articles"] {
            served.page(&format!("{path}?{asked}")).await;
        }
    }
    assert!(served.page("/search?q=%F0%9F%98%80").await.contains("There is no word in “<bdi>😀</bdi>”"));
    assert_eq!(served.get("/search?q=x&from=soon").await.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn versions_are_listed_and_compared() {
    let served = served();
    let articles = served.json("/api/v1/articles?limit=50").await;
    let changed =
        articles["items"].as_array().unwrap().iter().find(|article| article["version"] == 2).unwrap()["id"].as_str().unwrap().to_owned();
    let versions = served.json(&format!("/api/v1/articles/{changed}/versions")).await;
    let first = versions[0]["id"].as_str().unwrap();
    let page = served.page(&format!("/articles/{changed}?against={first}")).await;
    assert!(page.contains("<del>") && page.contains("<ins>"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_said_with_a_next_step() {
    let served = served();
    for path in ["/claims/claim-gone", "/articles/gone", "/statements/gone.1", "/actors/actor-gone", "/nowhere", "/assets/none.css"] {
        let response = served.get(path).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        let page = text(response).await;
        assert!(page.contains("Not on record") && page.contains("href=\"/search\""), "{path}: {page}");
    }
    let response = served.get("/?from=yesterday").await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert!(text(response).await.contains("Write days as 2024-05-17"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_answers_with_problems() {
    let served = served();
    let cases = [
        ("/api/v1/claims/claim-gone", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/disputes?act=shout", 400),
        ("/api/v1/disputes?limit=0", 400),
        ("/api/v1/disputes?from=soon", 400),
        ("/api/v1/search", 400),
        ("/api/v1/news?since=lately", 400),
    ];
    for (path, status) in cases {
        let response = served.get(path).await;
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json", "{path}");
        let problem: Value = serde_json::from_str(&text(response).await).unwrap();
        assert_eq!(problem["status"], status, "{path}: {problem}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_covers_what_the_router_answers() {
    let served = served();
    let description = served.json("/api/openapi.json").await;
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"), "{}", description["openapi"]);
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.len() > 15, "{}", paths.len());
    for name in ["Span", "Record", "Statement", "LedgerPosition", "Position"] {
        assert!(description["components"]["schemas"][name].is_object(), "{name} is described");
    }
}

async fn post(served: &Served, path: &str, body: &str, extra: &[(&str, &str)]) -> Response<Body> {
    let mut request = Request::post(path).header(header::HOST, "localhost:8300");
    for (name, value) in extra {
        request = request.header(*name, *value);
    }
    served.send(request.body(Body::from(body.to_owned())).unwrap()).await
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const OWN: (&str, &str) = ("origin", "http://localhost:8300");

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_is_kept_shown_and_taken_back() {
    let served = served();
    let statement = served.link(&served.link("/", "/claims/").await, "/statements/").await;
    let correct = format!("{statement}/correct");
    let response = post(&served, &correct, "field=act&value=warn&by=Di+Ek+%3Cb%3E", &[FORM, OWN]).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "{}", text(response).await);
    let page = served.page(&statement).await;
    assert!(page.contains("warned") && page.contains("Di Ek &lt;b&gt;"), "{page}");
    let number = served.json("/api/v1/corrections").await[0]["number"].clone();
    let response = post(&served, &format!("{statement}/undo/{number}"), "", &[FORM, OWN]).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert!(served.page(&statement).await.contains("taken back"));
    let nameless = post(&served, &correct, "field=act&value=warn&by=", &[FORM, OWN]).await;
    assert_eq!(nameless.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_side_away_from_its_claim_says_which_claim() {
    let served = served();
    let dispute = served.json("/api/v1/disputes?act=deny").await["items"][0].clone();
    let (claim, denier) = (dispute["id"].as_str().unwrap(), dispute["denied_by"][0]["id"].as_str().unwrap());
    let against = format!("href=\"/claims/{claim}\">against the claim “");
    let denial = served.json(&format!("/api/v1/claims/{claim}/positions?stance=denies")).await["items"][0]["statement"].clone();
    for path in [
        format!("/statements/{}", denial.as_str().unwrap()),
        format!("/actors/{denier}"),
        format!("/search?q=beams&actor={denier}"),
        "/news?since=2000-01-01".to_owned(),
    ] {
        let page = served.page(&path).await;
        assert!(page.contains(&against), "{path}: {page}");
    }
    // On the claim's own page it is the heading that says so.
    assert!(!served.page(&format!("/claims/{claim}")).await.contains(&against));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_changed_sides_is_shown_with_the_claim() {
    let served = served();
    let dasch = served.json("/api/v1/actors?name=dasch").await[0]["id"].as_str().unwrap().to_owned();
    let page = served.page(&format!("/actors/{dasch}")).await;
    let turn = page[page.find("Changed sides").expect("Dasch concedes cracks")..].split("</ol>").next().unwrap();
    assert!(turn.contains("On the claim <a href=\"/claims/claim-"), "{turn}");
}

#[tokio::test(flavor = "multi_thread")]
async fn corrections_are_told_in_names_and_words() {
    let served = served();
    let dispute = served.json("/api/v1/disputes?act=deny").await["items"][0].clone();
    let claim = dispute["id"].as_str().unwrap();
    let against = served.json(&format!("/api/v1/claims/{claim}/positions?stance=denies")).await;
    let denial = against["items"].as_array().unwrap().iter().find(|position| position["act"] == "deny").unwrap().clone();
    let statement = format!("/statements/{}", denial["statement"].as_str().unwrap());
    let actors = served.json("/api/v1/actors?name=ilse+marren").await;
    let marren = actors[0]["id"].as_str().unwrap();
    for sent in ["field=act&value=say&stance=".to_owned(), format!("field=speakers&value={marren}"), "field=claim&value=".to_owned()] {
        let response = post(&served, &format!("{statement}/correct"), &format!("{sent}&by=Di+Ek"), &[FORM, OWN]).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{}", text(response).await);
    }
    let page = served.page(&statement).await;
    let history = &page[page.find("<ol class=\"history\">").unwrap()..];
    // Without its tags, which hold the ids that links need.
    let words: String = history.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words).collect();
    for told in [
        "act: read as “denied”, set to “said”".to_owned(),
        "side: read as “holds that it is not so”, set to “holds that it is so”".to_owned(),
        format!("who speaks: read as {}, set to Ilse Marren", denial["name"].as_str().unwrap()),
        "claim: read as “".to_owned(),
        "”, set to none".to_owned(),
    ] {
        assert!(words.contains(&told), "{told}: {words}");
    }
    assert!(!words.contains("actor-") && !words.contains("claim-") && !words.contains(['[', '{']), "{words}");
    let other = served.json("/api/v1/actors?name=viktor+dasch").await[0]["id"].as_str().unwrap().to_owned();
    let merged = post(&served, &format!("/actors/{other}/merge"), &format!("into={marren}&by=Di+Ek"), &[FORM, OWN]).await;
    assert_eq!(merged.status(), StatusCode::SEE_OTHER, "{}", text(merged).await);
    let page = served.page(&format!("/actors/{marren}")).await;
    assert!(page.contains("<bdi>Viktor Dasch</bdi></a> is <bdi>Ilse Marren</bdi>"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_people_decided_is_on_one_page_and_can_be_taken_back_there() {
    let served = served();
    let empty = served.page("/corrections").await;
    assert!(empty.contains("Nobody has put anything right yet") && empty.contains("href=\"/corrections\">Corrections</a>"), "{empty}");
    let found = served.json("/api/v1/search?q=cracks&act=say").await["found"]["items"][0].clone();
    let (statement, claim) = (found["statement"].as_str().unwrap(), found["claim"].as_str());
    let id = async |name: &str| served.json(&format!("/api/v1/actors?name={name}")).await[0]["id"].as_str().unwrap().to_owned();
    let (marren, dasch) = (id("ilse+marren").await, id("viktor+dasch").await);
    let correct = format!("/statements/{statement}/correct");
    for (path, sent) in [
        (correct.clone(), "field=act&value=warn&by=Di+Ek+%3Cb%3E".to_owned()),
        (correct.clone(), format!("field=speakers&value={dasch}&by=Di+Ek")),
        (correct, "field=claim&value=&by=Di+Ek".to_owned()),
        (format!("/actors/{marren}/rename"), "name=Dr+Ilse+Marren&by=Bo+Ng".to_owned()),
    ] {
        let response = post(&served, &path, &sent, &[FORM, OWN]).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{}", text(response).await);
    }
    let page = served.page("/corrections").await;
    let list = &page[page.find("<ol class=\"decided\">").unwrap()..page.find("</main>").unwrap()];
    let words: String = list.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words).collect();
    for told in [
        "called Dr Ilse Marren, was Ilse Marren",
        "act: read as “said”, set to “warned”",
        "set to Viktor Dasch",
        "Viktor Dasch: “",
        "Di Ek &lt;b&gt;",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    assert!(page.contains("4 decisions of people") && !words.contains("actor-") && !words.contains("claim-"), "{words}");
    let links =
        [Some(format!("/statements/{statement}\"")), Some(format!("/actors/{marren}\"")), claim.map(|claim| format!("/claims/{claim}\""))];
    assert!(links.into_iter().flatten().all(|link| list.contains(&link)), "{list}");
    let undo = list.split("action=\"").find(|piece| piece.starts_with("/statements/")).unwrap().split('"').next().unwrap();
    let foreign = post(&served, undo, "", &[FORM, ("origin", "https://evil.example")]).await;
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    let undone = post(&served, undo, "", &[FORM, OWN]).await;
    assert_eq!(undone.status(), StatusCode::SEE_OTHER);
    assert_eq!(undone.headers()[header::LOCATION], "/corrections?page=1#statement-3");
    let actor = format!("/actors/{marren}/undo/1?listed=7");
    assert_eq!(post(&served, &actor, "", &[FORM, OWN]).await.headers()[header::LOCATION], "/corrections?page=7#actor-1");
    let page = served.page("/corrections").await;
    assert_eq!((page.matches(", taken back").count(), page.matches("Take back").count()), (2, 2), "{page}");
    assert!(served.page("/corrections?page=9").await.contains("This list ends with page 1"));
    for history in [format!("/statements/{statement}"), format!("/actors/{marren}")] {
        assert!(served.page(&history).await.contains("All corrections of statements and actors"), "{history}");
    }
    let listed = served.json("/api/v1/decided?limit=1&offset=1").await;
    assert_eq!(
        (&listed["total"], &listed["items"][0]["decided_by"], listed["items"].as_array().unwrap().len()),
        (&4.into(), &"Di Ek".into(), 1)
    );
}

/// The side of a statement as the API tells it.
async fn stance(served: &Served, statement: &str) -> String {
    let whole = served.json(&format!("/api/v1{statement}")).await;
    whole["on_record"]["stance"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_side_follows_the_act_unless_another_is_chosen() {
    let served = served();
    let statement = served.json("/api/v1/search?q=cracks&act=say").await["found"]["items"][0]["statement"].as_str().unwrap().to_owned();
    let statement = format!("/statements/{statement}");
    assert_eq!(stance(&served, &statement).await, "affirms");
    let correct = format!("{statement}/correct");
    for (sent, side) in [
        ("value=deny&stance=", "denies"),
        ("value=accuse&stance=", "affirms"),
        ("value=decline&stance=", "neutral"),
        ("value=confirm&stance=", "affirms"),
        ("value=deny&stance=affirms", "affirms"),
        ("value=deny&stance=neutral", "neutral"),
    ] {
        let response = post(&served, &correct, &format!("field=act&{sent}&by=Di+Ek"), &[FORM, OWN]).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{}", text(response).await);
        assert_eq!(stance(&served, &statement).await, side, "{sent}");
    }
    let last = served.json("/api/v1/corrections").await.as_array().unwrap().last().unwrap().clone();
    assert_eq!((last["field"].as_str(), last["value"].as_str()), (Some("stance"), Some("neutral")), "a side alone leaves the act");
    let page = served.page(&statement).await;
    assert!(page.contains("the one that goes with the act") && page.contains("takes no side"), "{page}");
    let wrong = post(&served, &correct, "field=act&value=deny&stance=loud&by=Di+Ek", &[FORM, OWN]).await;
    assert_eq!(wrong.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_somebody_is_the_same_as_is_named_in_full() {
    let served = served();
    let id = async |name: &str| served.json(&format!("/api/v1/actors?name={name}")).await[0]["id"].as_str().unwrap().to_owned();
    let (firm, short, quill) = (id("ilse+marren").await, id("viktor+dasch").await, id("bo+lind").await);
    for (actor, name) in [(&firm, "Kessin+A%2FS"), (&short, "S"), (&quill, "Quill")] {
        let renamed = post(&served, &format!("/actors/{actor}/rename"), &format!("name={name}&by=Di+Ek"), &[FORM, OWN]).await;
        assert_eq!(renamed.status(), StatusCode::SEE_OTHER, "{}", text(renamed).await);
    }
    let merge = async |sent: &str| post(&served, &format!("/actors/{quill}/merge"), &format!("{sent}&by=Di+Ek"), &[FORM, OWN]).await;
    for nobody in ["other=Kessin%3FS", "other=Kessin+A%2FS%2F", "other="] {
        assert_eq!(merge(nobody).await.status(), StatusCode::BAD_REQUEST, "{nobody}");
    }
    for (number, other) in (4..).zip(["Kessin+A%2FS".to_owned(), format!("http%3A%2F%2Flocalhost%3A8300%2Factors%2F{firm}%3Fpage%3D2")]) {
        let merged = merge(&format!("other={other}")).await;
        assert_eq!(merged.headers()[header::LOCATION].to_str().unwrap(), format!("/actors/{firm}"), "{other}");
        let others = post(&served, &format!("/actors/{short}/undo/{number}"), "", &[FORM, OWN]).await;
        assert_eq!(others.status(), StatusCode::NOT_FOUND, "it is about others");
        let undone = post(&served, &format!("/actors/{firm}/undo/{number}"), "", &[FORM, OWN]).await;
        assert_eq!(undone.status(), StatusCode::SEE_OTHER, "{}", text(undone).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_named_is_taken_back() {
    let served = served();
    let found = served.json("/api/v1/search?q=cracks&limit=2").await["found"]["items"].clone();
    let [own, other] = [0, 1].map(|at| found[at]["statement"].as_str().unwrap().to_owned());
    let correct = format!("/statements/{own}/correct");
    post(&served, &correct, "field=act&value=warn&by=Di+Ek", &[FORM, OWN]).await;
    for (statement, number) in [(other.as_str(), 1), (&format!("{own}%0D%0Ax"), 1), ("none", 1), (&own, 9)] {
        let refused = post(&served, &format!("/statements/{statement}/undo/{number}"), "", &[FORM, OWN]).await;
        assert_eq!(refused.status(), StatusCode::NOT_FOUND, "{statement}");
        let page = text(refused).await;
        assert!(page.contains("listed under “Corrections”") && !page.contains("onrecord correct"), "{page}");
    }
    assert!(served.json("/api/v1/corrections").await[0]["undone"].is_null());
    // What is off the record is taken off once, so that one button puts it back.
    let made = async || served.json("/api/v1/corrections").await.as_array().unwrap().len();
    post(&served, &correct, "field=no_statement&by=Di+Ek", &[FORM, OWN]).await;
    let once = made().await;
    let twice = post(&served, &correct, "field=no_statement&by=Bo+Ng", &[FORM, OWN]).await;
    assert_eq!((twice.status(), made().await), (StatusCode::SEE_OTHER, once));
}

/// What somebody reads of markup.
fn words(markup: &str) -> String {
    markup.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_statement_is_taken_off_the_record_and_put_back() {
    let served = served();
    let statement = served.json("/api/v1/search?q=cracks&act=say").await["found"]["items"][0]["statement"].as_str().unwrap().to_owned();
    let all = served.json("/api/v1/status").await["statements"].as_u64().unwrap();
    let response = post(&served, &format!("/statements/{statement}/correct"), "field=no_statement&by=Di+Ek", &[FORM, OWN]).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "{}", text(response).await);
    assert_eq!(served.json("/api/v1/status").await["statements"].as_u64().unwrap(), all - 1);
    let found = served.json("/api/v1/search?q=cracks&limit=50").await;
    assert!(found["found"]["items"].as_array().unwrap().iter().all(|one| one["statement"] != statement.as_str()), "{found}");
    let page = served.page(&format!("/statements/{statement}")).await;
    assert!(page.contains("Off the record") && page.contains("Take back") && !page.contains("Put it right"), "{page}");
    let told = words(&served.page("/corrections").await);
    assert!(told.contains("no statement: nobody says anything in these words"), "{told}");
    let article = page.split("/articles/").nth(1).unwrap().split(['#', '"']).next().unwrap();
    assert!(!served.page(&format!("/articles/{article}")).await.contains(&format!("/statements/{statement}\"")));
    assert!(served.json(&format!("/api/v1/statements/{statement}")).await["read"].is_null());
    post(&served, &format!("/statements/{statement}/undo/1"), "", &[FORM, OWN, ("cookie", "onrecord_by=Di+Ek=")]).await;
    assert_eq!(served.json("/api/v1/status").await["statements"].as_u64().unwrap(), all);
    let page = served.page(&format!("/statements/{statement}")).await;
    assert!(page.contains("Put it right") && words(&page).contains(" by Di Ek"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_is_put_right_and_the_name_is_remembered() {
    let served = served();
    let statement = served.json("/api/v1/search?q=cracks&act=say").await["found"]["items"][0]["statement"].as_str().unwrap().to_owned();
    let (page, correct) = (format!("/statements/{statement}"), format!("/statements/{statement}/correct"));
    let response = post(&served, &correct, "field=said_on&from=2025-02-01&to=2025-02-28&by=Di+Ek%2C+desk", &[FORM, OWN]).await;
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    assert_eq!((response.status(), cookie.as_str()), (StatusCode::SEE_OTHER, "onrecord_by=Di+Ek%2C+desk="));
    let shown = served
        .send(Request::get(&page).header(header::HOST, "localhost").header(header::COOKIE, cookie).body(Body::empty()).unwrap())
        .await;
    let shown = text(shown).await;
    assert!(shown.contains("value=\"Di Ek, desk\"") && shown.contains("value=\"2025-02-28\""), "{shown}");
    let told = words(&shown);
    assert!(told.contains("February 2025, as somebody put it right") && told.contains("set to February 2025"), "{told}");
    let unknown = post(&served, &correct, "field=said_on&unknown=1&by=Di+Ek", &[FORM, OWN]).await;
    assert_eq!(unknown.status(), StatusCode::SEE_OTHER);
    assert!(words(&served.page(&page).await).contains("not given; printed"));
    for wrong in ["from=", "from=2025-02-30", "from=2025-02-03&to=2025-02-01"] {
        let response = post(&served, &correct, &format!("field=said_on&{wrong}&by=Di+Ek"), &[FORM, OWN]).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_is_put_right_by_choosing() {
    let served = served();
    let dispute = served.json("/api/v1/disputes").await["items"][0]["id"].as_str().unwrap().to_owned();
    let page = served.page(&format!("/claims/{dispute}")).await;
    let form = &page[page.find("class=\"stack moving\"").unwrap()..];
    let values = |name: &str| -> Vec<String> {
        let input = format!("name=\"{name}\" value=\"");
        form.split(&input).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let (statements, claims) = (values("statement"), values("value"));
    assert!(statements.len() > 2 && claims.contains(&String::new()), "{form}");
    let moving = format!("/claims/{dispute}/move");
    let out =
        post(&served, &moving, &format!("statement={}&statement={}&value=&by=Di+Ek", statements[0], statements[1]), &[FORM, OWN]).await;
    assert_eq!(out.headers()[header::LOCATION].to_str().unwrap(), format!("/claims/{dispute}"));
    assert!(served.json(&format!("/api/v1/statements/{}", statements[0])).await["on_record"]["claim"].is_null());
    // The page of a statement offers the claim that it was taken out of, and takes the address of any.
    let offered = served.page(&format!("/statements/{}", statements[0])).await;
    assert!(offered.contains(&format!("type=\"radio\" name=\"value\" value=\"{dispute}\"")), "{offered}");
    let address = format!("field=claim&value=&other=http%3A%2F%2Flocalhost%3A8300%2Fclaims%2F{dispute}%23for&by=Di+Ek");
    let correct = format!("/statements/{}/correct", statements[0]);
    let back = post(&served, &correct, &address, &[FORM, OWN]).await;
    assert_eq!(back.status(), StatusCode::SEE_OTHER, "{}", text(back).await);
    assert_eq!(served.json(&format!("/api/v1/statements/{}", statements[0])).await["on_record"]["claim"], dispute.as_str());
    assert_eq!(post(&served, &moving, "value=&by=Di+Ek", &[FORM, OWN]).await.status(), StatusCode::BAD_REQUEST);
    // Statements are moved out of the claim that they are of, and where somebody chose to.
    let (own, gone) = (format!("statement={}", statements[0]), format!("statement={}", statements[1]));
    let elsewhere = format!("/claims/{}/move", statements[1]);
    for (path, sent, status) in [
        (&moving, own.clone(), StatusCode::BAD_REQUEST),
        (&moving, format!("{own}&other="), StatusCode::BAD_REQUEST),
        (&moving, format!("{own}&value=&other=%2F"), StatusCode::NOT_FOUND),
        (&moving, format!("{own}&{gone}&value="), StatusCode::NOT_FOUND),
        (&moving, "statement=none&value=".to_owned(), StatusCode::NOT_FOUND),
        (&elsewhere, format!("{own}&value="), StatusCode::NOT_FOUND),
        (&correct, "field=claim".to_owned(), StatusCode::BAD_REQUEST),
    ] {
        let refused = post(&served, path, &format!("{sent}&by=Di+Ek"), &[FORM, OWN]).await;
        assert_eq!(refused.status(), status, "{path} {sent}");
        let page = text(refused).await;
        assert!(!page.contains("find ids with") && !page.contains("onrecord search"), "a browser has no command line: {page}");
    }
    assert_eq!(served.json(&format!("/api/v1/statements/{}", statements[0])).await["on_record"]["claim"], dispute.as_str());
}

#[tokio::test(flavor = "multi_thread")]
async fn actors_are_merged_and_split_by_choosing() {
    let served = served();
    let dasch = served.json("/api/v1/actors?name=dasch").await[0]["id"].as_str().unwrap().to_owned();
    let page = served.page(&format!("/actors/{dasch}")).await;
    let pages: Vec<&str> = page.split("name=\"page\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(pages.len() > 1, "{page}");
    let split = format!("page={}&name=Viktor+Dasch+senior&by=Di+Ek", pages[0]);
    let response = post(&served, &format!("/actors/{dasch}/split"), &split, &[FORM, OWN]).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "{}", text(response).await);
    let senior = response.headers()[header::LOCATION].to_str().unwrap().to_owned();
    assert!(served.page(&senior).await.contains("Viktor Dasch senior"));
    let none = post(&served, &format!("/actors/{dasch}/split"), "by=Di+Ek", &[FORM, OWN]).await;
    assert_eq!(none.status(), StatusCode::BAD_REQUEST);
    // Each is offered as the same as the other, as they share a word of their names.
    let page = served.page(&senior).await;
    assert!(page.contains(&format!("type=\"radio\" name=\"into\" value=\"{dasch}\"")), "{page}");
    let merged = post(&served, &format!("{senior}/merge"), &format!("into={dasch}&by=Di+Ek"), &[FORM, OWN]).await;
    assert_eq!(merged.headers()[header::LOCATION].to_str().unwrap(), format!("/actors/{dasch}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_ledger_every_page_answers_and_the_first_page_makes_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = common::path(&folder);
    let served = Served { router: router(App::new(&path, Access::ThisMachine, 1000)), _folder: folder };
    let home = served.page("/").await;
    assert!(home.contains("Nothing is on record yet") && home.contains("onrecord.db PAGES") && home.contains("makes the ledger"), "{home}");
    for page in ["/news", "/articles", "/actors", "/search?q=x", "/corrections", "/add", "/api/v1/disputes", "/api/v1/status"] {
        served.page(page).await;
    }
    assert_eq!(served.get("/claims/claim-0").await.status(), StatusCode::NOT_FOUND);
    assert!(!path.exists(), "a question makes no ledger");
    let read = upload(&served, &[("bridge.txt", b"Eva Brink said the lock is shut. Lars Holm denied that the lock is shut.")]).await;
    assert_eq!(read.status(), StatusCode::SEE_OTHER, "{}", text(read).await);
    assert!(path.exists() && !served.page("/").await.contains("Nothing is on record yet"));
    assert_eq!(served.json("/api/v1/status").await["pages"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_named_with_the_reason_and_the_next_step() {
    let served = served();
    for (name, bytes, says) in [
        ("picture.png", &b"\x89PNG\r\n\x1a\n"[..], "picture.png: it is an image, not a page. Give the page's text."),
        ("report.pdf", b"%PDF-1.4", "report.pdf: it is a PDF, not a page. Save the page as text."),
        ("empty.txt", b"", "empty.txt: it is empty. Give a file that holds a page."),
        ("menu.html", b"<html><body><nav>Home</nav></body></html>", "menu.html: no words in it. Give a page that holds an article."),
        (
            "feed.xml",
            b"<rss version='2.0'><channel></channel></rss>",
            "feed.xml: it holds no page. Give a page, or a feed or an archive with pages.",
        ),
    ] {
        let refused = upload(&served, &[(name, bytes)]).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let told = text(refused).await.replace("</p><p>", " ").replace("&#39;", "'");
        assert!(told.contains(says) && told.contains("Add another page"), "{says}: {told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn actors_are_merged_and_the_old_address_leads_on() {
    let served = served();
    let actors = served.json("/api/v1/actors").await;
    let id = |at: usize| actors[at]["id"].as_str().unwrap().to_owned();
    let response = post(&served, &format!("/actors/{}/merge", id(1)), &format!("into={}&by=Di+Ek", id(0)), &[FORM, OWN]).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "{}", text(response).await);
    let moved = served.get(&format!("/actors/{}", id(1))).await;
    assert_eq!(
        (moved.status(), moved.headers()[header::LOCATION].to_str().unwrap()),
        (StatusCode::PERMANENT_REDIRECT, format!("/actors/{}", id(0)).as_str())
    );
    assert!(served.page(&format!("/actors/{}", id(0))).await.contains("Decided by people"));
}

#[tokio::test(flavor = "multi_thread")]
async fn actors_are_listed_and_found_by_a_part_of_a_name() {
    let served = served();
    let listed = |page: &str| page.matches("<li><a class=\"actor").count();
    let all = served.page("/actors").await;
    let most = served.json("/api/v1/actors?limit=1").await[0]["id"].as_str().unwrap().to_owned();
    let first = &all[all.find("<ol class=\"rows\"").unwrap()..];
    assert!(first.find("/actors/actor-").unwrap() == first.find(&most).unwrap() - "/actors/".len(), "the one with most is first");
    assert!(all.contains("aria-current=\"page\">Actors</a>") && all.contains("statements</span>") && all.contains("dispute"), "{all}");
    assert_eq!(listed(&all), served.json("/api/v1/actors?limit=200").await.as_array().unwrap().len());
    let found = served.page("/actors?name=+MARR").await;
    assert!(listed(&found) == 1 && found.contains("Ilse Marren</bdi>") && found.contains("Show all"), "{found}");
    let none = served.page("/actors?name=%22%3E%3Cscript%3Ealert(1)").await;
    assert!(listed(&none) == 0 && none.contains("Nobody on record has this in a name") && !none.contains("<script>alert"), "{none}");
    assert!(served.page("/actors?page=9").await.contains("This list ends with page 1"));
    assert_eq!(listed(&served.page("/actors?name=").await), listed(&all), "an empty field asks for all");
}

#[tokio::test(flavor = "multi_thread")]
async fn pasted_text_lands_in_the_reader() {
    let served = served();
    let body = "--X\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\nEva Brink said the lock is shut.\r\n--X\r\n\
        content-disposition: form-data; name=\"plain\"\r\n\r\n1\r\n--X--\r\n";
    let response = post(&served, "/add", body, &[("content-type", "multipart/form-data; boundary=X"), OWN]).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "{}", text(response).await);
    let article = response.headers()[header::LOCATION].to_str().unwrap().to_owned();
    assert!(served.page(&article).await.contains("the lock is shut"));
    let empty = post(&served, "/add", "--X--\r\n", &[("content-type", "multipart/form-data; boundary=X"), OWN]).await;
    assert_eq!(empty.status(), StatusCode::BAD_REQUEST);
}

/// Files as a form sends them.
async fn upload(served: &Served, files: &[(&str, &[u8])]) -> Response<Body> {
    let mut body = Vec::new();
    for (name, bytes) in files {
        body.extend(format!("--X\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n").into_bytes());
        body.extend_from_slice(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--X--\r\n");
    let request = Request::post("/add").header(header::HOST, "localhost:8300").header(OWN.0, OWN.1);
    served.send(request.header("content-type", "multipart/form-data; boundary=X").body(Body::from(body)).unwrap()).await
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A record of a web archive.
fn archived(url: &str, name: &str) -> Vec<u8> {
    let page = format!(
        "<html><body><article><h1>Lock at {name} is shut</h1><p>Eva Brink, the mayor of {name}, said on Friday that the lock at {name} is shut \
        for the winter.</p><p>Lars Holm denied that the lock at {name} is shut for the winter.</p></article></body></html>"
    );
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    let head = format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:{name}>\r\n");
    format!("{head}Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n", block.len()).into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn packed_files_and_archives_are_read_page_by_page() {
    let served = served();
    let one =
        upload(&served, &[("page.html.gz", &packed(b"<p>Eva Brink said the sluice at Halm is shut for the winter and for spring.</p>"))])
            .await;
    assert_eq!(one.status(), StatusCode::SEE_OTHER, "{}", text(one).await);
    let article = one.headers()[header::LOCATION].to_str().unwrap().to_owned();
    assert!(served.page(&article).await.contains("the sluice at Halm"));
    let archive =
        [archived("https://a.example/lock", "Aville"), archived("https://b.example/lock", "Borsk")].map(|record| packed(&record)).concat();
    let long = packed((0..4000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect::<Vec<u8>>().as_slice());
    let several =
        upload(&served, &[("site.warc.gz", &archive), ("broken.html.gz", &long[..long.len() / 2]), ("picture.png", b"\x89PNG\r\n\x1a\n")])
            .await;
    let page = text(several).await;
    assert!(page.contains("2 pages read") && page.contains("2 could not be read"), "{page}");
    assert!(page.contains("broken.html.gz") && page.contains("Its compression is broken"), "{page}");
    assert!(words(&page).contains("picture.pngIt is an image, not a page. Give the page"), "{page}");
    let articles = served.json("/api/v1/articles?limit=50").await;
    let addresses: Vec<_> = articles["items"].as_array().unwrap().iter().map(|article| article["address"].as_str().unwrap()).collect();
    assert!(addresses.contains(&"https://a.example/lock") && addresses.contains(&"https://b.example/lock"), "{addresses:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_are_kept_out() {
    let served = served();
    let foreign = served.send(Request::get("/").header(header::HOST, "evil.example").body(Body::empty()).unwrap()).await;
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    let other = post(&served, "/add", "", &[FORM, ("origin", "https://evil.example")]).await;
    assert_eq!(other.status(), StatusCode::FORBIDDEN);
    let framed = served.get("/").await;
    let policy = framed.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(framed.headers()["x-content-type-options"], "nosniff");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_address_asks_for_the_token() {
    let folder = common::ledger();
    let router = router(App::new(common::path(&folder), Access::Token("secret".to_owned()), 1000));
    let served = Served { router, _folder: folder };
    assert_eq!(served.get("/").await.headers()[header::LOCATION], "/token");
    assert_eq!(served.get("/api/v1/status").await.status(), StatusCode::UNAUTHORIZED);
    let with = |name: header::HeaderName, value: &str| Request::get("/api/v1/status").header(name, value).body(Body::empty()).unwrap();
    assert_eq!(served.send(with(header::AUTHORIZATION, "Bearer secret")).await.status(), StatusCode::OK);
    assert_eq!(served.send(with(header::AUTHORIZATION, "Bearer wrong!")).await.status(), StatusCode::UNAUTHORIZED);
    let wrong = post(&served, "/token", "token=guess", &[FORM, OWN]).await;
    assert!(text(wrong).await.contains("That was not the token"));
    let right = post(&served, "/token", "token=secret", &[FORM, OWN]).await;
    let cookie = right.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    assert_eq!(served.send(with(header::COOKIE, &cookie)).await.status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_beyond_the_bound_is_refused() {
    let served = served();
    let large = format!("{{\"text\": \"{}\"}}", "x".repeat(33 << 20));
    let response = post(&served, "/api/v1/articles", &large, &[("content-type", "application/json"), OWN]).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ledger_that_is_gone_is_said() {
    let folder = common::ledger();
    let path = common::path(&folder);
    let served = Served { router: router(App::new(&path, Access::ThisMachine, 1000)), _folder: folder };
    served.page("/").await;
    std::fs::remove_file(path).unwrap();
    let response = served.get("/articles").await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(text(response).await.contains("No ledger at"));
}
