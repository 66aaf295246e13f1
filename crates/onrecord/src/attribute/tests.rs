//! The stage as a whole: any text is read, and the work grows with its length alone.

use std::collections::HashSet;

use super::neural::{ACCURATE, FAST, Network, Work};
use super::{Found, Guide, Paragraph, Scores, Tagger, attribute, explain, is_in_the_air, is_nobody, is_withheld};
use crate::model::{Act, Article, Block, BlockKind, Form, Statement};
use crate::span::{Span, Text};

/// An article of paragraphs, one a line.
fn article(text: &str) -> Article {
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.split('\n') {
        let end = at + line.chars().count() as u32;
        if !line.trim().is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(at, end) });
        }
        at = end + 1;
    }
    Article { text: text.into(), blocks, ..Article::default() }
}

const PARAGRAPH: &str = "“We will not sell the bridge,” Mayor Ada Quill said on Tuesday. Her rivals deny that anybody has asked for it.";

fn work(network: &Network, text: &str) -> Work {
    let article = article(text);
    let paragraphs: Vec<Span> = article.blocks.iter().map(|block| block.span).collect();
    network.find(&article.text, &paragraphs, None).1
}

#[test]
fn work_grows_with_length_alone() {
    for network in [&ACCURATE, &FAST].map(|files| Network::new(files, Guide::default())) {
        for (joint, slack) in [("\n", 1.1), (" ", 1.3)] {
            let [short, long] = [10, 40].map(|n| work(&network, &[PARAGRAPH].repeat(n).join(joint)));
            assert!(short.pieces > 250 && short.words > 100, "{short:?}");
            let times = |long: usize, short: usize| long as f64 / short as f64;
            assert!(times(long.pieces, short.pieces) < 4.0 * slack, "{short:?} {long:?}");
            assert!(times(long.words, short.words) < 4.0 * slack, "{short:?} {long:?}");
        }
    }
}

#[test]
fn statements_are_found_and_explained() {
    let article = article(PARAGRAPH);
    for tagger in [Tagger::accurate(Guide::default()), Tagger::fast(Guide::default())] {
        let statements = attribute(&article, &tagger).0;
        assert_eq!(statements.iter().map(|s| s.act).collect::<Vec<_>>(), [Act::Say, Act::Deny], "{}", tagger.name());
        let (reasons, _) = explain(&article, &tagger);
        assert_eq!(reasons.iter().map(|why| &why.statement).collect::<Vec<_>>(), statements.iter().map(|s| &s.id).collect::<Vec<_>>());
        assert_eq!(reasons[1].act.word.as_deref(), Some("deny"));
        assert_eq!((reasons[0].quoted, reasons[0].unquoted), (6, 0));
        assert!(reasons.iter().all(|why| why.scores.cue > 0.3), "{reasons:?}");
        let sure = attribute(&article, &tagger.with_threshold(1.0)).0;
        assert!(sure.len() < 2, "nothing is certain: {sure:?}");
    }
}

#[test]
fn words_are_compared_up_to_a_bound() {
    let page = article(&[PARAGRAPH; 900].join("\n"));
    let length = PARAGRAPH.chars().count() as u32 + 1;
    let bytes = PARAGRAPH.find("Ada Quill").unwrap();
    let quill = Text::from(PARAGRAPH).span(bytes..bytes + "Ada Quill".len());
    let her = PARAGRAPH.chars().count() as u32 - "Her rivals deny that anybody has asked for it.".len() as u32;
    let (_, likeness) = attribute(&page, &Tagger::fast(Guide::default()));
    let between = |paragraph: u32| {
        let start = paragraph * length;
        likeness.between(start + her, Span::new(start + quill.start, start + quill.end))
    };
    assert!([0, 1, 2, 300].map(between).iter().all(|odds| odds.is_some_and(f32::is_finite)));
    assert_eq!(between(899), None, "a word of so long a text is kept no more");
}

#[test]
fn a_quotation_set_apart_is_its_introducers() {
    let found = |article: &Article| {
        let statements = attribute(article, &Tagger::accurate(Guide::default())).0;
        let parts = |spans: &[Span]| spans.iter().map(|span| article.text.slice(*span).to_owned()).collect::<Vec<_>>().join(" … ");
        statements.iter().map(|said| (parts(&said.source), parts(&said.content), said.form)).collect::<Vec<_>>()
    };
    let marked = article("The mayor, Ada Quill, said in a letter:\n“We will open the bridge in May. Nobody needs to worry.”\nIt rained.");
    let mayor = "The mayor, Ada Quill".to_owned();
    let words = "We will open the bridge in May. Nobody needs to worry";
    assert_eq!(found(&marked), [(mayor.clone(), format!("“{words}.”"), Form::Direct)]);
    let mut unmarked = article(&format!("The mayor, Ada Quill, said in a letter:\n{words}.\nIt rained."));
    unmarked.blocks[1].kind = BlockKind::Quote;
    assert_eq!(found(&unmarked), [(mayor, words.to_owned(), Form::Direct)]);
    // Its marks are of words inside it.
    let mut scare = article("Ada Quill said in a letter:\nThe word “absurd” is too kind. We will open in May.\nIt rained.");
    scare.blocks[1].kind = BlockKind::Quote;
    assert_eq!(found(&scare), [("Ada Quill".to_owned(), "The word “absurd” is too kind. We will open in May".to_owned(), Form::Direct)]);
    // A table parts it from its introduction.
    let mut parted = marked;
    parted.blocks.insert(1, Block { kind: BlockKind::Table, span: Span::new(parted.blocks[0].span.end, parted.blocks[0].span.end) });
    assert!(!found(&parted).iter().any(|(_, content, _)| content.contains("Nobody")), "{:?}", found(&parted));
}

#[test]
fn what_nobody_in_the_text_says_is_left_out() {
    let article = article("The ferry company is expected to close the bridge in May. It was built in 1911.");
    assert_eq!(attribute(&article, &Tagger::accurate(Guide::Polnear)).0.len(), 1);
    assert_eq!(attribute(&article, &Tagger::accurate(Guide::default())).0, []);
}

/// Source, cue and content of each statement.
fn told(text: &str) -> Vec<[String; 3]> {
    let article = article(text);
    let parts = |spans: &[Span]| spans.iter().map(|span| article.text.slice(*span).to_owned()).collect::<Vec<_>>().join(" … ");
    let statements = attribute(&article, &Tagger::accurate(Guide::default())).0;
    statements.iter().map(|said| [parts(&said.source), parts(&said.cue), parts(&said.content)]).collect()
}

#[test]
fn a_paragraph_that_is_a_quotation_is_who_spoke_last() {
    let first = "“We will open the bridge in May,” said Ada Quill, the mayor of Lowmere.";
    let whole = "“Nobody needs to worry about the ferry, which will run as it always has.”";
    let content = |text: &str| told(text).into_iter().map(|[_, _, content]| content).collect::<Vec<_>>();
    assert_eq!(content(&format!("{first}\n{whole}")), [format!("“We will open the bridge in May,” … {whole}")]);
    assert_eq!(content(&format!("{first} It rained.\n{whole}")), ["“We will open the bridge in May,”"], "somebody else may have spoken");
    let again = "“We will open the bridge in May.”";
    assert_eq!(content(&format!("{first}\n{again}")), ["“We will open the bridge in May,”"], "it is set apart to be looked at");
    // What is set between does not end it.
    let mut parted = article(&format!("{first}\nThe bridge in winter\n{whole}"));
    parted.blocks[1].kind = BlockKind::Caption;
    let statements = attribute(&parted, &Tagger::accurate(Guide::default())).0;
    assert_eq!(statements.iter().map(|said| said.content.len()).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_quotation_is_whose_name_stands_behind_it() {
    let quill = |content: &str| told(content).into_iter().find(|[source, ..]| source == "Ada Quill, trader").map(|[.., content]| content);
    let words = "“We will not go to the port because nobody pays us for it.”";
    let signed = format!("{words}\n— Ada Quill, trader");
    assert_eq!(quill(&format!("It rained in the port all day.\n{signed}")).as_deref(), Some(words));
    let after = format!("“We will open the bridge in May,” said Tom Poe, the mayor of Lowmere.\n{signed}");
    assert_eq!(quill(&after).as_deref(), Some(words));
    assert_eq!(told(&after).iter().filter(|[.., content]| content.contains("nobody pays")).count(), 1, "{:?}", told(&after));
}

#[test]
fn titles_and_questions_are_not_who_spoke_last() {
    for alone in ["“Harbour Lights”\nIt rained in Lowmere.", "“Why is it so late?”\n“Because it rained,” said Lee Doe."] {
        let said = told(&format!("“It is late,” said Ann Roe.\n{alone}"));
        assert_eq!(said[0][2], "“It is late,”", "{said:?}");
    }
}

#[test]
fn a_quotation_that_runs_on_is_given_once() {
    let text = "Ada Quill said: “We will open the bridge in May and keep it.\n“The ferry will go on as it has.” It rained, Tom Poe said. \
                He said: “I do not know the bridge.”\n“Nobody asked the traders who use the ferry in the summer.”";
    let said = told(text);
    let whose =
        |words: &str| said.iter().filter(|[.., content]| content.contains(words)).map(|[source, ..]| source.as_str()).collect::<Vec<_>>();
    assert_eq!(whose("The ferry will go on"), ["Ada Quill"], "{said:?}");
    assert_eq!(whose("Nobody asked"), ["He"], "{said:?}");
    // A quoted sentence that others follow is still his who was quoted; one that its speaker stands behind is not.
    let text = "“We will open the bridge in May,” Ada Quill said.\n“The ferry will go on as it has.” Nobody has asked for another.\n\
                “The bridge is not safe,” Tom Poe said.";
    let said = told(text);
    let whose = |words: &str| said.iter().find(|[.., content]| content.contains(words)).map(|[source, ..]| source.as_str());
    assert_eq!((whose("The ferry will"), whose("is not safe")), (Some("Ada Quill"), Some("Tom Poe")), "{said:?}");
}

#[test]
fn a_quotation_that_lines_break_is_one() {
    let whole = "“We will open the bridge in May.\nThe ferry will go on as it has,”";
    for text in
        [format!("Ada Quill said on Tuesday: {whole} and left.\nIt rained."), format!("It rained.\n{whole} Ada Quill said on Tuesday.")]
    {
        let said = told(&text);
        assert_eq!(said.iter().map(|[source, _, content]| (source.as_str(), content.as_str())).collect::<Vec<_>>(), [("Ada Quill", whole)]);
    }
}

#[test]
fn who_is_only_cited_says_nothing_of_his_own() {
    let cues = |text: &str| told(text).into_iter().map(|[_, cue, _]| cue).collect::<Vec<_>>();
    assert_eq!(cues("The bridge will close in May, the Ostrany Post reported, citing Ada Quill."), ["reported"]);
    assert_eq!(cues("Quill, citing fears that the bridge would collapse, said it would close."), ["citing", "said"]);
}

#[test]
fn a_dateline_says_nothing() {
    let sources = |text: &str| told(text).into_iter().map(|[source, ..]| source).collect::<Vec<_>>();
    let lead = "Lowmere: The mayor denied on Friday that the bridge is unsafe.";
    assert_eq!(sources(&format!("{lead}\nIt rained.")), ["The mayor"]);
    let turns = sources(&format!("{lead}\nQuill: The bridge will stay.\nPoe: The bridge will close in May."));
    assert!(turns.iter().any(|source| source == "Quill"), "{turns:?}");
}

#[test]
fn how_something_is_said_is_no_part_of_it() {
    let contents = |text: &str| told(text).into_iter().map(|[.., content]| content).collect::<Vec<_>>();
    let text =
        "Two dockers said on condition of anonymity that they had seen soldiers. Ada Quill admitted for the first time that it had rained.";
    assert_eq!(contents(text), ["that they had seen soldiers", "that it had rained"]);
    assert_eq!(contents("An official, speaking on condition of anonymity, said the bridge would close."), ["the bridge would close"]);
}

/// Whether a statement by words of a sentence, a thought, is what is asked.
fn holds(is: fn(&Paragraph<'_>, &Statement) -> bool, sentence: &str, source: &str, cue: &str, content: &str) -> bool {
    let text = crate::Text::new(sentence);
    let span = |words: &str| sentence.find(words).map(|at| text.span(at..at + words.len())).unwrap();
    let statement = Statement { act: Act::Think, ..Statement::new("a", vec![span(source)], vec![span(cue)], vec![span(content)]) };
    is(&Paragraph::new(&text, Span::new(0, text.len())), &statement)
}

#[test]
fn what_is_withheld_is_not_denied() {
    let withheld = |sentence: &str, source: &str, cue: &str, content: &str| holds(is_withheld, sentence, source, cue, content);
    assert!(withheld("Quill was denied a hearing.", "Quill", "was denied", "a hearing"));
    assert!(withheld("The guards denied her entry.", "The guards", "denied", "her entry"));
    assert!(!withheld("The sale was denied by Quill.", "Quill", "was denied by", "The sale"));
    assert!(!withheld("Quill was denying any sale.", "Quill", "was denying", "any sale"));
    assert!(withheld("The guards denied entry to her.", "The guards", "denied", "entry to her"));
    assert!(!withheld("Quill denied that visas were sold.", "Quill", "denied", "that visas were sold"));
    assert!(!withheld("Quill denied the bail claims.", "Quill", "denied", "the bail claims"));
    assert!(!withheld("Quill denied the theft.", "Quill", "denied", "the theft"));
}

#[test]
fn those_of_whom_something_is_believed_do_not_believe_it() {
    let statement = |sentence: &str, source: &str, cue: &str, content: &str| holds(is_in_the_air, sentence, source, cue, content);
    let caption = "Odo Quill (right) and his daughter, believed to be named Ada, at the harbour.";
    assert!(statement(caption, "Odo Quill (right) and his daughter", "believed", "to be named Ada"));
    assert!(!statement("Odo Quill believed that it was Ada.", "Odo Quill", "believed", "that it was Ada"));
    assert!(!statement("Odo Quill hoped to be named mayor.", "Odo Quill", "hoped", "to be named mayor"));
}

#[test]
fn nobody_is_on_record() {
    let nobody = |sentence: &str, source: &str| {
        let text = crate::Text::new(sentence);
        let paragraph = Paragraph::new(&text, Span::new(0, text.len()));
        let span = |words: &str| sentence.find(words).map(|at| text.span(at..at + words.len())).unwrap();
        let cue = span(if sentence.contains(':') { ":" } else { " know" });
        let source = vec![span(source)];
        is_nobody(&paragraph, &Found { source, cue, content: Vec::new(), confidence: 1.0, scores: Scores { cue: 1.0, spans: 1.0 } })
    };
    assert!(nobody("BREAKING NEWS: Quill sells the bridge", "BREAKING NEWS"));
    assert!(!nobody("Quill: The bridge stays", "Quill"));
    assert!(nobody("You know that it will rain.", "You"));
    assert!(nobody("Surely you’ll know that it will rain.", "you"));
    assert!(!nobody("“You know that it will rain.”", "You"));
    assert!(!nobody("They know that it will rain.", "They"));
    assert!(nobody("No one knows whether it will rain.", "No one"));
    assert!(!nobody("None of them knows whether it will rain.", "None of them"));
}

/// Reads a text in both settings: no panic, and every span is of printed words.
fn check(text: &str) {
    for tagger in [Tagger::accurate(Guide::default()), Tagger::fast(Guide::default())] {
        check_with(&tagger, text);
    }
}

fn check_with(tagger: &Tagger, text: &str) {
    let article = article(text);
    let statements = attribute(&article, tagger).0;
    let ids: HashSet<&str> = statements.iter().map(|statement| statement.id.as_str()).collect();
    assert_eq!(ids.len(), statements.len(), "no statement is there twice");
    for statement in statements {
        let spans = statement.source.iter().chain(&statement.cue).chain(&statement.content);
        for span in spans {
            assert!(!article.text.slice(*span).trim().is_empty(), "{statement:?}");
        }
        assert!((0.0..=1.0).contains(&statement.confidence), "{statement:?}");
    }
}

#[test]
fn any_text_is_read() {
    check("");
    check("It rained in Lowmere. Nobody spoke.");
    check(&"the mayor said the bridge is closed and the council denied it ".repeat(60));
    check(&PARAGRAPH.to_uppercase());
    check("Lowmere rejected claims by Ada Quill that it sold the bridge. Accusations by the council that it lied were wrong, it said.");
    check(&"“ \" ” '' `` « ".repeat(200));
    check("“Да, мы продали мост,” сказал мэр. 市長は「橋は売らない」と said. قال العمدة “the bridge stays” 👍🏽.");
    check("“It is 🔥🔥 and 👨‍👩‍👧 here,” said Ada Quill 🎉. “🙈”, she said.");
    check("<p>&ldquo;It stays,&rdquo; <b>Ada Quill</b> said.</p><script>if (said) { deny(\"it\") }</script>");
    check(&format!("{}\n{}", "a".repeat(3000), "said ".repeat(500)));
}

#[test]
fn a_long_paragraph_is_read() {
    check_with(&Tagger::fast(Guide::default()), &format!("{PARAGRAPH} ").repeat(1000));
}

#[test]
fn the_shortest_texts_are_read() {
    let prose = "The ferry runs every hour from the old harbour to the island, and in summer it runs at night as well for visitors.";
    for tagger in [Tagger::accurate(Guide::default()), Tagger::fast(Guide::default())] {
        let said = "Roe said so and nothing else at all on that day in May";
        let words: Vec<&str> = said.split(' ').collect();
        for length in 1..=words.len() {
            attribute(&article(&words[..length].join(" ")), &tagger);
        }
        let statements = attribute(&article(&[prose, prose, prose, "“No,” she said."].join("\n")), &tagger).0;
        assert_eq!(statements.len(), 1, "{}", tagger.name());
    }
}
