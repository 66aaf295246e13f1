//! Who is meant, on invented pages.

use super::{explain, page, resolve};
use crate::attribute::Likeness;
use crate::model::{Actor, ActorKind, Article, Block, BlockKind, RelayKind, Statement};
use crate::resolve::{Reason, antecedents};
use crate::span::Span;

/// Who speaks each statement, by name.
pub(super) fn speakers(marked: &str) -> Vec<String> {
    let (article, mut statements) = page(marked);
    let actors = resolve(&article, &mut statements);
    let name = |id: &String| actors.iter().find(|actor| actor.id == *id).map_or("", |actor| actor.name.as_str());
    statements.iter().map(|s| s.speakers.iter().map(name).collect::<Vec<_>>().join("; ")).collect()
}

/// A page of two paragraphs, a line each.
fn in_two_parts(marked: &str) -> (Article, Vec<Statement>) {
    let (mut article, statements) = page(marked);
    let middle = article.text.as_str().find('\n').expect("two parts") as u32;
    let parts = [Span::new(0, middle), Span::new(middle + 1, article.text.len())];
    article.blocks = parts.map(|span| Block { kind: BlockKind::Paragraph, span }).to_vec();
    (article, statements)
}

#[test]
fn names_and_pronouns() {
    assert_eq!(
        speakers("{Borduria's Interior Minister Anna Roe} <said> [it was so]. {She} <added> [more]. {Roe} <denied> [it]."),
        ["Anna Roe"; 3]
    );
    assert_eq!(
        speakers("{Ann Roe, a professor at Example College,} <said> [no]. {Tom Poe, a lawyer,} <said> [yes]. {She} <said> [again no]."),
        ["Ann Roe", "Tom Poe", "Ann Roe"]
    );
}

#[test]
fn a_person_described_first_is_named_later() {
    let marked = "{The powerful sister of President Kim Do Re} <said> [no]. {She} <said> [never]. {Kim Mi Fa} <called> [it a lie]. {Kim} <said> [so].";
    assert_eq!(speakers(marked), ["Kim Mi Fa"; 4]);
    let (article, statements) = page(marked);
    let why: Vec<Reason> = explain(&article, &statements).into_iter().map(|r| r.reason).collect();
    assert_eq!(why[..3], [Reason::Description, Reason::Pronoun, Reason::NamedLater]);
}

#[test]
fn states_and_several() {
    assert_eq!(
        speakers("{The US, South Korea and others} <accused> [it]. {Seoul} <said> [so]."),
        ["United States; South Korea; others", "South Korea"]
    );
    assert_eq!(speakers("{Both North Korea and Russia} <dismissed> [that]."), ["North Korea; Russia"]);
}

#[test]
fn a_document_speaks_for_whoever_issued_it() {
    assert_eq!(
        speakers(
            "Ann Roe and Tom Poe, the parents of a sailor, filed a lawsuit. {The lawsuit} <contends> [it was so]. {It} <says> [more]."
        ),
        ["Ann Roe; Tom Poe"; 2]
    );
    assert_eq!(speakers("{The email} <reads> [no]. The email was sent on Monday by clerk Ann Roe."), ["Ann Roe"]);
}

#[test]
fn whom_the_page_speaks_of_is_kept_in_mind_between_statements() {
    let marked = "Ann Roe spent years at sea. She learned to sail alone, and she told Mary Poe of it. {She} <said> [no].";
    assert_eq!(speakers(marked), ["Ann Roe"]);
}

#[test]
fn two_of_one_family_name_are_told_apart() {
    let marked = "{Kim Jong Il} <said> [a]. {Kim Do Re} <said> [b]. {Kim Do Re} <said> [c]. {Kim Do Re} <said> [d]. {Kim} <said> [e].";
    assert_eq!(speakers(marked)[4], "Kim Do Re");
}

#[test]
fn unresolved_sources_keep_their_words_and_say_why() {
    let marked = "{You} <said> [no]. {I} <say> [yes].";
    assert_eq!(speakers(marked), ["You", "I"]);
    let (mut article, statements) = page(marked);
    let why = |article: &Article| explain(article, &statements).into_iter().map(|r| r.reason).collect::<Vec<_>>();
    assert_eq!(why(&article), [Reason::Addressee, Reason::NoWriter]);
    article.byline = vec!["Ann Roe".to_owned()];
    assert_eq!(why(&article), [Reason::Addressee, Reason::Writer]);
}

#[test]
fn where_letters_are_printed_the_pages_writer_is_not_i() {
    let reasons = |marked: &str| {
        let (mut article, statements) = in_two_parts(marked);
        article.byline = vec!["Ann Roe".to_owned()];
        explain(&article, &statements).into_iter().map(|resolved| resolved.reason).collect::<Vec<_>>()
    };
    assert_eq!(reasons("Dear Ann: {I} <say> [yes].\nDEAR PUZZLED IN KESSIN: {I} <say> [no]."), [Reason::NoWriter, Reason::NoWriter]);
    assert_eq!(reasons("Dear Mr Poe, {I} <say> [yes].\nMy dear Poe left, but {I} <say> [no]."), [Reason::Writer, Reason::Writer]);
    let (article, mut statements) = in_two_parts("Dear Ann: {I} <say> [yes].\nDear Ann: {I} <say> [no].");
    assert_eq!(resolve(&article, &mut statements).len(), 2, "two letters, two writers");
}

#[test]
fn names_of_many_makes() {
    for name in
        ["Seán O'Neill", "Jean-Luc de la Tour", "Ludwig van der Berg", "Nguyen Van An", "Mohammed bin Roe", "John “Jack” Roe", "金正恩"]
    {
        assert_eq!(speakers(&format!("It rained. {{{name}}} <said> [no].")), [name]);
    }
}

#[test]
fn particles_may_hang_on_a_name() {
    assert_eq!(speakers("{Jean-Luc d'Orme} <said> [no]. {D'Orme} <added> [so]."), ["Jean-Luc d'Orme"; 2]);
    assert_eq!(speakers("It rained. {Ahmed al-Rowan} <said> [no]. {al-Rowan} <added> [so]. {He} <said> [more]."), ["Ahmed al-Rowan"; 3]);
}

#[test]
fn a_family_name_may_be_printed_in_capitals() {
    assert_eq!(speakers("{KIM Do-re, the trade minister,} <said> [no]. {Kim} <added> [so]."), ["KIM Do-re"; 2]);
}

#[test]
fn what_is_theirs_tells_a_gender() {
    let told = "Rewk Moag and his daughter left. {Tulu Poe} <said> [so]. {Rewk Moag} <said> [no]. {She} <added> [more].";
    assert_eq!(speakers(told)[2], "Tulu Poe");
    let of_another = told.replace("Rewk Moag and his", "Ann Roe met Rewk Moag and his");
    assert_eq!(speakers(&of_another)[2], "Rewk Moag", "the daughter may be another's");
    let of_one_before = format!("His wife came. {told}");
    assert_eq!(speakers(&of_one_before)[2], "Rewk Moag", "the daughter may be his of whom the page spoke before");
}

#[test]
fn the_words_around_may_tell_whom_a_pronoun_means() {
    let (article, mut statements) = page("{Acme Motors} sued Borduria Steel. {It} <said> [no].");
    let place = |word: &str| {
        let at = article.text.as_str().find(word).unwrap();
        article.text.span(at..at + word.len())
    };
    let words = ["Acme", "Motors", "Borduria", "Steel", "It"].map(place);
    let mut speaks = |odds: [f32; 4]| {
        let mut likeness = Likeness::default();
        // Each word's query, its key as a first word and its key as a last one.
        let values: Vec<f32> = odds.iter().flat_map(|key| [0.0, *key, *key]).chain([1.0, 0.0, 0.0]).collect();
        likeness.add(words.iter().copied(), &values);
        likeness.sort();
        let actors = crate::resolve::resolve(&article, &mut statements, &likeness);
        actors[0].name.clone()
    };
    assert_eq!(speaks([9.0, 9.0, 0.0, 0.0]), "Acme Motors");
    assert_eq!(speaks([0.0, 0.0, 9.0, 9.0]), "Borduria Steel");
}

#[test]
fn a_family_name_that_comes_first_tells_no_gender() {
    let marked = "{Lee Do-re} <said> [no]. {Lee Mi-fa} <said> [so]. {Ms. Lee} <said> [a]. {Mr. Lee} <said> [b].";
    assert_eq!(speakers(marked)[2..], ["Lee Mi-fa", "Lee Do-re"]);
}

#[test]
fn two_who_are_named_by_one_word_are_told_apart_by_their_titles() {
    let (article, mut statements) = page("{Mr. Roe} <said> [no]. {Mrs. Roe} <said> [so]. {Mr. Roe} <said> [more].");
    resolve(&article, &mut statements);
    let speaker = |at: usize| &statements[at].speakers;
    assert!(speaker(0) == speaker(2) && speaker(0) != speaker(1));
}

#[test]
fn a_party_goes_by_its_name_where_the_page_prints_it() {
    assert_eq!(speakers("The GOP met. {Republicans} <said> [no]. {The GOP} <added> [so]."), ["Republicans"; 2]);
    assert_eq!(speakers("{Ann Roe} <said> [no]. {The GOP front-runner} <added> [so]."), ["Ann Roe"; 2]);
}

#[test]
fn a_hundred_speakers() {
    let marked: Vec<_> =
        (0..100).map(|n| format!("{{Anna Roe{0}{1}}} <said> [no].\n", (b'a' + n / 26) as char, (b'a' + n % 26) as char)).collect();
    let found = speakers(&marked.concat());
    assert_eq!(found.len(), 100);
    assert_eq!(found.iter().collect::<std::collections::HashSet<_>>().len(), 100);
}

#[test]
fn an_unnamed_spokeswoman_gives_her_house() {
    let (article, mut statements) = page("{A spokeswoman for the Example Commission} <said> [no].");
    let actors = resolve(&article, &mut statements);
    assert_eq!((actors[0].name.as_str(), statements[0].relay[0].kind), ("Example Commission", RelayKind::Spokesperson));
}

#[test]
fn an_office_leads_to_its_holder() {
    assert_eq!(speakers("{Borduria's interior minister} <said> [no]. {Interior Minister Ann Roe} <added> [so]."), ["Ann Roe"; 2]);
    assert_eq!(speakers("{A harbour chief} <says> [no]. {Interim Port Chief Ann Roe} <told> reporters [so]."), ["Ann Roe"; 2]);
    assert_eq!(
        speakers("Ann Roe was the town's top diplomat. {Tom Poe} <said> [no]. {The former top diplomat} <said> [so]."),
        ["Tom Poe", "Ann Roe"]
    );
}

#[test]
fn kin_in_a_headline_is_who_the_body_names() {
    let marked = "{Kim Do-Re’s Sister} <Denies> [it]\n\n{The powerful sister of South Korean leader Kim Do Re} <denied> [it]. {Kim Mi Fa} <called> [it a lie].";
    let (mut article, mut statements) = page(marked);
    let body = article.text.as_str().find("The powerful").expect("the body") as u32;
    let end = article.text.len();
    let block = |kind, start, end| Block { kind, span: Span::new(start, end) };
    article.blocks = vec![block(BlockKind::Headline, 0, body - 4), block(BlockKind::Paragraph, body - 2, end)];
    let actors = resolve(&article, &mut statements);
    let named: Vec<_> = actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(named, ["Kim Mi Fa"]);
}

#[test]
fn whom_ones_words_name_is_somebody_else() {
    assert_eq!(speakers("{Ann Roe} <said> [no]. She met Mary Poe. [“Mary Poe is right,”] {she} <added>."), ["Ann Roe"; 2]);
    assert_eq!(speakers("Mary Poe spoke first. {Ann Roe} <said>, [“She lied to me”]."), ["Ann Roe"]);
}

#[test]
fn one_source_is_one_speaker() {
    assert_eq!(speakers("{Ann Roe, President Acme North Sea}, <says>: [no]."), ["Ann Roe"]);
    assert_eq!(speakers("{chairman, chief executive and president Ann Roe} <said> [no]."), ["Ann Roe"]);
    assert_eq!(speakers("{Ann Roe} <said> [no]. {The singer and guitarist} <said> [so]."), ["Ann Roe"; 2]);
    assert_eq!(speakers("{One small, year-long study} <found> [it]."), ["One small, year-long study"]);
}

#[test]
fn bodies_go_by_a_part_of_their_names_and_by_what_they_are() {
    assert_eq!(
        speakers("{The House Select Committee on Fires} <said> [no]. {The Fires committee} <said> [so]."),
        ["House Select Committee on Fires"; 2]
    );
    assert_eq!(speakers("{The Example Times} <reported> [it]. {The Times} <said> [so]."), ["Example Times"; 2]);
    assert_eq!(
        speakers("{Acme Power Co.} <said> [no]. {The state’s largest utility} <said> [so]. {The utility} <added> [more]."),
        ["Acme Power Co."; 3]
    );
    assert_eq!(
        speakers(
            "Roe spoke at the Example Media conference. {Acme Corp.} <said> [no]. At the Example Media conference {the company} <said> [so]."
        ),
        ["Acme Corp."; 2]
    );
}

#[test]
fn a_relative_pronoun_is_whoever_stands_before_it() {
    assert_eq!(speakers("Ann Roe met the United States, {which} <accuses> [him]."), ["United States"]);
    assert_eq!(speakers("Ann Roe met officials {who} <said> [no]."), ["officials"]);
}

#[test]
fn a_document_speaks_for_its_sender_and_is_what_it_stands_for() {
    assert_eq!(
        speakers("The email, released by the Example Watch, was sent by clerk Ann Roe. {The email} <said> [no]. {It} <added> [more]."),
        ["Ann Roe"; 2]
    );
    assert_eq!(speakers("{A report by the Example Agency’s Harbour Safety Programme} <said> [no]."), ["Harbour Safety Programme"]);
    assert_eq!(speakers("Acme Inc. grows. {The Example Times’s Acme review} <said> [so]."), ["Example Times"]);
}

/// What is looked at on a page of so many speakers, each spoken of by a pronoun: candidates of all pronouns.
fn work(speakers: usize) -> usize {
    let letter = |n: usize| (b'a' + n as u8) as char;
    let spoken = |n: usize| format!("{{Anna Roe{}{}}} <said> [no]. {{She}} <added> [more].\n", letter(n / 26), letter(n % 26));
    let (article, statements) = page(&(0..speakers).map(spoken).collect::<Vec<_>>().concat());
    antecedents(&article, &statements).iter().map(|pronoun| pronoun.candidates.len()).sum()
}

#[test]
fn the_work_grows_with_the_speakers_and_not_with_their_square() {
    let (one, two, four) = (work(150), work(300), work(600));
    assert!(one > 0 && four - two == 2 * (two - one), "{one}, {two}, {four}");
}

#[test]
fn people_in_a_bodys_name_are_that_body() {
    assert_eq!(
        speakers("The letter came from Doctors for Safe Water, a new group. {The doctors} <said> [no]. {The engineers} <said> [so]."),
        ["Doctors for Safe Water", "engineers"]
    );
}

#[test]
fn a_place_that_tells_where_a_town_lies_does_not_speak() {
    assert_eq!(speakers("Ann Roe, who was born in Lowmere, Libya, has filed a lawsuit. {The lawsuit} <says> [no]."), ["Ann Roe"]);
    assert_eq!(
        speakers("{The Example Space Agency in Lowmere, Ohio,} <said> [no]. {The agency} <added> [so]."),
        ["Example Space Agency"; 2]
    );
}

#[test]
fn what_is_named_short_before_it_is_named_long_is_its_own() {
    assert_eq!(speakers("{Acme} <said> [no]. It sells the Acme Connect. {Acme} <said> [so]."), ["Acme"; 2]);
    assert_eq!(speakers("{Acme.com, a seller of doors,} <said> [no]. {Acme.com} <said> [so]."), ["Acme.com"; 2]);
}

#[test]
fn an_unnamed_spokesman_of_an_agency_speaks_for_the_one_just_named() {
    assert_eq!(speakers("The Example Border Service keeps count. {An agency spokesman} <said> [no]."), ["Example Border Service"]);
}

#[test]
fn somebody_described_by_age_or_by_a_part_played() {
    assert_eq!(speakers("{Ann Roe} <said> [no]. {The 56-year-old} <added> [so]."), ["Ann Roe"; 2]);
    assert_eq!(speakers("{Tom Poe} <said> [no]. {The “Harbour” actor} <added> [so]."), ["Tom Poe"; 2]);
}

#[test]
fn several_rules_of_a_known_body_are_its_words() {
    assert_eq!(speakers("{The Acme Foundation’s guidelines} <say> [no]."), ["Acme Foundation"]);
}

#[test]
fn what_is_printed_in_capitals_may_be_no_name() {
    assert_eq!(speakers("{chairman, CEO and president Ann Roe} <said> [no]. {Roe} <added> [so]."), ["Ann Roe"; 2]);
    assert_eq!(speakers("A THIRD case came up, the third in a week. {The health commission} <said> [so]."), ["health commission"]);
}

#[test]
fn a_source_that_runs_on_names_nobody_more() {
    assert_eq!(speakers("{The lawmakers, however, failed to come. Instead} <asked> [the court to act]."), ["lawmakers"]);
}

#[test]
fn a_family_name_that_is_a_word_is_no_title() {
    assert_eq!(speakers("{Fan Wei, a doctor,} <said> [no]. {Fan} <added> [so]."), ["Fan Wei"; 2]);
}

#[test]
fn who_is_named_after_a_description_is_meant_by_it() {
    assert_eq!(speakers("The ferry’s owner, Mi Fa Roe, wrote to them. {She} <said> [no]."), ["Mi Fa Roe"]);
    assert_eq!(
        speakers("{The coast guard} <said> [no]. {Minister Tom Poe, citing the coast guard,} <said> [so]."),
        ["coast guard", "Tom Poe"]
    );
}

#[test]
fn several_who_spoke_as_one_are_they_and_both() {
    let marked = "{Ann Roe, the mayor, and Tom Poe, a clerk of the Example Daily,} <said> [no]. {They} <added> [more]. {Both} <want> [it].";
    assert_eq!(speakers(marked), ["Ann Roe; Tom Poe"; 3]);
}

#[test]
fn a_deputy_is_not_who_holds_the_office() {
    let marked = "{Mayor Ann Roe} <said> [no]. {Deputy Mayor Tom Poe} <said> [so]. {The mayor} <added> [more].";
    assert_eq!(speakers(marked), ["Ann Roe", "Tom Poe", "Ann Roe"]);
}

#[test]
fn a_couple_shares_a_surname_and_titles_tell_them_apart() {
    let marked = "Jan and Petra Novak run the bakery. {Mr. Novak} <said> [a]. {Ms. Novak} <said> [b]. {Jan} <said> [c].";
    assert_eq!(speakers(marked), ["Jan Novak", "Petra Novak", "Jan Novak"]);
    let marked = "The parents, Orlo and Ghazala Wick, came; the Wicks stayed. {Ms. Wick} <said> [a]. {Mr. Wick} <said> [b].";
    assert_eq!(speakers(marked), ["Ghazala Wick", "Orlo Wick"]);
    let marked = "Jan Roth and Petra Novak met. Jan and Petra Novak left. {Jan} <said> [a].";
    assert_eq!(speakers(marked), ["Jan Roth"]);
}

#[test]
fn a_survey_is_whose_who_made_it_and_not_of_whom_it_asked() {
    assert_eq!(
        speakers("{A poll of 400 Bordurian voters released on Friday by Lowmere Survey Group} <found> [no]."),
        ["Lowmere Survey Group"]
    );
    assert_eq!(speakers("The FBA looked into it. {An FBA summary of its work} <says> [no]. {The summary} <adds> [so]."), ["FBA"; 2]);
    assert_eq!(speakers("{A Lowmere University/Harl Times poll} <found> [it]."), ["Lowmere University; Harl Times"]);
    assert_eq!(speakers("{Records made public by the Example Agency about the fire} <show> [it]."), ["Example Agency"]);
    assert_eq!(speakers("Ann Roe spoke. {A survey by the council in March} <found> [it]."), ["survey by the council in March"]);
}

#[test]
fn a_spokesman_for_a_place_speaks_for_the_body_that_is_named_after_it() {
    let marked = "The Silver River Group keeps the files. {A spokesman for Silver River} <said> [no].";
    assert_eq!(speakers(marked), ["Silver River Group"]);
}

#[test]
fn somebody_of_a_region_or_a_party_is_whom_the_page_is_about() {
    let marked = "Sen. Tom Poe met Ann Roe on Monday. Poe spoke for an hour. {The Ohio Democrat} <said> [no].";
    assert_eq!(speakers(marked), ["Tom Poe"]);
    assert_eq!(speakers("Ohio is cold. {The company} <said> [no]."), ["company"]);
}

#[test]
fn a_group_that_backs_somebody_is_not_that_person() {
    assert_eq!(speakers("{The group backing Ann Roe} <said> [no]."), ["group backing Ann Roe"]);
    assert_eq!(speakers("{The Example Workers of America} <said> [no]."), ["Example Workers of America"]);
    assert_eq!(speakers("{Roe's own argument} <is> [no]. Ann Roe left."), ["Ann Roe"]);
    assert_eq!(speakers("Ann Roe met one in four Norwegians {who} <said> [no]."), ["one in four Norwegians"]);
}

#[test]
fn whom_the_last_words_introduce_wrote_the_page() {
    let (article, mut statements) = in_two_parts("{I} <think> [it was so].\nAnn Roe, a teacher, is the author of a book.");
    let actors = resolve(&article, &mut statements);
    assert_eq!(statements[0].speakers, [actors[0].id.clone()]);
    assert_eq!(actors[0].name, "Ann Roe");
}

#[test]
fn names_that_end_like_surveys_or_members_are_whole() {
    assert_eq!(speakers("{The Example Bureau of Investigation} <said> [no]."), ["Example Bureau of Investigation"]);
    assert_eq!(speakers("{Acme chief operating officer Ann Roe} <said> [no]."), ["Ann Roe"]);
    assert_eq!(speakers("Silver Airlines is late. {The company} <said> [no]."), ["Silver Airlines"]);
    assert_eq!(speakers("Ann Roe left. {Ann Roe's roommate} <said> [no]."), ["Ann Roe's roommate"]);
    let many = "A radio/Lowmere University poll came. ".repeat(30) + "{A radio/Lowmere University poll} <found> [no].";
    assert_eq!(speakers(&many), ["Lowmere University"]);
}

/// The kinds of the speakers, each once.
pub(super) fn kinds(marked: &str) -> Vec<ActorKind> {
    let (article, mut statements) = page(marked);
    let actors = resolve(&article, &mut statements);
    let speaks = |actor: &&Actor| statements.iter().any(|statement| statement.speakers.contains(&actor.id));
    actors.iter().filter(speaks).map(|actor| actor.kind).collect()
}

#[test]
fn a_bare_name_is_a_person_where_a_title_or_a_pronoun_tells_it() {
    assert_eq!(kinds("{Roe} <said> [no]. {Mr. Roe} <said> [yes]."), [ActorKind::Person]);
    assert_eq!(kinds("It rained on Roe. {Roe} <defended> [his plan]. {He} <said> [no]."), [ActorKind::Person]);
    assert_eq!(kinds("It rained on Acme. {Acme} <defended> [its plan]. {It} <said> [no]."), [ActorKind::Organization]);
    assert_eq!(kinds("After a storm in Lowmere, {Donald Poe} <said> [no]."), [ActorKind::Person]);
    assert_eq!(speakers("Mark Cuban left. {Cuban} <said> [no]. {He} <said> [yes]."), ["Mark Cuban"; 2]);
    assert_eq!(speakers("Jim Jordan left for Amman in Jordan. {Jordan’s government} <said> [no]."), ["Jordan’s government"]);
    assert_eq!(kinds("It rained on Acme. {Acme} <fired> [him]. {Acme} <said> [no]."), [ActorKind::Organization]);
    assert_eq!(speakers("{Mrs. May} <said> [no]."), ["May"]);
}

#[test]
fn what_is_somebodys_is_named_by_whose_it_is() {
    assert_eq!(speakers("Ann Roe left. {Her lawyer} <said> [no]."), ["Ann Roe’s lawyer"]);
    assert_eq!(speakers("{Ann Roe's campaign} <said> [no]. She left. {Her campaign} <said> [yes]."), ["Ann Roe's campaign"; 2]);
}

#[test]
fn both_are_two_people() {
    assert_eq!(speakers("Ann Roe met Mary Poe. {Both women} <said> [no]."), ["Ann Roe; Mary Poe"]);
    assert_eq!(speakers("Ann Roe met Mary Poe. {Both sides} <said> [no]."), ["sides"]);
}

#[test]
fn a_people_with_the_is_its_state_and_some_of_a_party_are_not_the_party() {
    assert_eq!(kinds("{The Norwegians} <said> [no]."), [ActorKind::Country]);
    assert_eq!(kinds("{Norwegians} <said> [no]."), [ActorKind::Unnamed]);
    assert_eq!(kinds("{Two Norwegians} <said> [no]. {The Norwegians} <said> [yes]."), [ActorKind::Unnamed]);
    assert_eq!(speakers("{Some Republicans} <said> [no]. {Republicans} <said> [yes]."), ["Some Republicans", "Republicans"]);
    assert_eq!(speakers("Tom Poe left. {The Republican} <said> [no]."), ["Tom Poe"]);
}

#[test]
fn names_are_told_from_what_stands_before_them() {
    assert_eq!(speakers("{Example News’ Ann Roe} <said> [no]."), ["Ann Roe"]);
    assert_eq!(speakers("Tom Poe left. <Stated> {Poe}: [no]."), ["Tom Poe"]);
    assert_eq!(speakers("Ann Roe came from the U.S. While {Roe} <said> [no], it rained."), ["Ann Roe"]);
    assert_eq!(speakers("{A new Example Times Poll} <found> [no]."), ["Example Times"]);
    assert_eq!(speakers("A poll came. {An Acme poll of voters} <found> [no]."), ["Acme"]);
}

#[test]
fn a_name_that_is_told_many_times_is_read_in_one_go() {
    let page = "Acme rose. ".repeat(20_000) + "{Acme} <said> [no].";
    assert_eq!(speakers(&page), ["Acme"]);
}

#[test]
fn a_body_is_told_by_whose_it_is_and_by_its_kind() {
    assert_eq!(
        speakers(
            "The network CNN met Ann Roe, while Borduria’s foreign ministry also weighed in.\n\n[“No,”] {the ministry} <said> in a statement."
        ),
        ["Borduria’s foreign ministry"]
    );
    assert_eq!(
        speakers("In an email with Roe’s campaign, Harbour News asked whether it was so, but {the campaign} <refused> [to answer]."),
        ["Roe’s campaign"]
    );
    assert_eq!(
        speakers("Ann Roe ran. But {the nationalist Example Times tabloid} <noted> [so]. {The paper} <said> [more]."),
        ["Example Times"; 2]
    );
}

#[test]
fn a_spokesman_speaks_for_the_body_that_is_described() {
    assert_eq!(
        speakers("{The Ukrainian defense ministry} <said> [so]. {A spokeswoman for the Ukrainian defense ministry} <denied> [it]."),
        ["Ukrainian defense ministry"; 2]
    );
    assert_eq!(speakers("{A spokesman for the Velmoran prosecutor’s office} <said> [no]."), ["Velmoran prosecutor’s office"]);
    assert_eq!(speakers("The Example Council sank a ship. {A spokesman for the council} <said> [no]."), ["Example Council"]);
    assert_eq!(speakers("{A spokesman for the Example Council} <said> [no]."), ["Example Council"]);
}

#[test]
fn a_son_of_his_fathers_name_is_another() {
    let son = "Ann Roe met Tom Roe Jr. on Monday.\n{Roe} <said> [it rained].";
    assert_eq!(speakers(&format!("Tom Roe has two dams. Roe built them.\n{son}")), ["Tom Roe"]);
    assert_eq!(speakers("Tom Roe Jr. has two dams.\n{Tom Roe} <said> [it rained]."), ["Tom Roe Jr."]);
    assert_eq!(speakers("Tom Roe Jr. has two dams.\n{Roe} <said> [it rained]."), ["Tom Roe Jr."]);
}

#[test]
fn a_hyphenated_name_alone_is_short_for_the_whole() {
    assert_eq!(speakers("{Rep. Ann Roe-Poe} <said> [no]. {Roe-Poe} <added> [yes]."), ["Ann Roe-Poe"; 2]);
}

#[test]
fn an_office_is_its_holders_alone() {
    assert_eq!(speakers("Ann Roe, 34, is the mayor of Lowmere. Tom Poe left. {The mayor} <said> [no]."), ["Ann Roe"]);
    assert_eq!(speakers("{Chief executive Tom Poe} <said> [no]. {The minister} <said> [yes]."), ["Tom Poe", "minister"]);
    assert_eq!(speakers("Ann Roe left. {Roe’s deputy} <said> [no].\n\n{Tom Poe} <said> [yes]."), ["Roe’s deputy", "Tom Poe"]);
}

#[test]
fn a_senator_is_of_the_state_that_stands_after_the_name() {
    assert_eq!(
        speakers(
            "Sen. Ann Roe (I-Vt.) met Mary Doe. {Doe} <said> [no]. {The Vermont senator} <said> [yes]. {The Ohio senator} <agreed>[.]"
        ),
        ["Mary Doe", "Ann Roe", "Ohio senator"]
    );
    assert_eq!(speakers("Sen. Ann Roe met Mary Doe. {Doe} <said> [no]. {The Ohio senator} <said> [yes]."), ["Mary Doe", "Ann Roe"]);
    assert_eq!(
        speakers(
            "Rep. Tom Poe, D-N.Y., met Mary Doe. {Doe} <said> [no]. {The congressman} <said> [yes]. {The New York Democrat} <said> [so]."
        ),
        ["Mary Doe", "Tom Poe", "Tom Poe"]
    );
    assert_eq!(
        speakers("Sen. Ann Roe of New York met Rep. Tom Doe. {Doe} <said> [no]. {The New York senator} <said> [yes]."),
        ["Tom Doe", "Ann Roe"]
    );
    let of = |marked: &str| {
        let (article, mut statements) = page(marked);
        resolve(&article, &mut statements)[0].roles.iter().filter_map(|role| role.of.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of("{Sen. Ann Roe (D-W.Va.)} <said> [no]. {Sen. Roe} <said> [so]."), ["West Virginia"; 2]);
    assert_eq!(of("{Gov. Ann Roe of Ohio} <said> [no]."), ["Ohio"]);
    assert_eq!(of("{Sen. Ann Roe of Kansas City} <said> [no]."), [""; 0]);
    assert_eq!(of("{Mayor Ann Roe of Ohio Falls} <said> [no]."), [""; 0]);
    assert_eq!(speakers("Lt. Gov. Tom Poe met Gov. Ann Roe. {The governor} <said> [no]."), ["Ann Roe"]);
}

#[test]
fn who_is_introduced_by_an_office_holds_it() {
    let (article, mut statements) =
        page("{The Russian foreign minister, Ann Roe,} <said> [no]. {Ukraine’s defense minister, Tom Poe,} <said> [yes].");
    let actors = resolve(&article, &mut statements);
    let told: Vec<_> =
        actors.iter().map(|a| (a.name.as_str(), a.country.as_deref(), a.roles[0].title.as_str(), a.roles[0].of.as_deref())).collect();
    assert_eq!(
        told,
        [("Ann Roe", Some("RU"), "foreign minister", Some("Russia")), ("Tom Poe", Some("UA"), "defense minister", Some("Ukraine"))]
    );
}

#[test]
fn groups_stay_groups_beside_somebody_famous() {
    let check = |marked: &str, expected: &[&str]| {
        let marked = format!("Senator Ann Roe met President Tom Poe. {marked}");
        assert_eq!(speakers(&marked), expected, "{marked}");
    };
    check("{Those who attended} <said> [no]. {Those who know Poe} <said> [yes].", &["Those who attended", "Those who know Poe"]);
    check("{People who know him} <said> [no]. {Those interviewed} <said> [yes].", &["People who know him", "Those interviewed"]);
    check("Then came 12 percent {who} <said> [no]. And 18% {who} <say> [yes].", &["12 percent", "18%"]);
    check("Roe spoke to crowds {who} <believe> [it] and to those {who} <say> [so].", &["crowds", "those"]);
    check("Roe saw candidates in close races {who} <deny> [it].", &["candidates in close races"]);
    check("{The Republican establishment} <said> [no].", &["Republican establishment"]);
    check("{Another Muslim} <said> [no]. {The woman} <said> [yes].", &["Another Muslim", "Ann Roe"]);
    check(
        "{One Democrat familiar with the talks} <said> [no]. {Ann Doe} <said> [yes].",
        &["One Democrat familiar with the talks", "Ann Doe"],
    );
    check("{Prime minister} <said> [no]. {Ann Doe} <said> [yes].", &["Ann Doe", "Ann Doe"]);
    check("{A source} <said> [no]. {Ann Doe} <said> [yes].", &["source", "Ann Doe"]);
    check("{Some observers, including Ann Doe,} <said> [no].", &["Some observers; Ann Doe"]);
}

#[test]
fn a_body_is_meant_by_what_it_is() {
    assert_eq!(speakers("Tom Poe met Republicans. {The campaign} <said> [no]."), ["campaign"]);
    assert_eq!(speakers("Tom Poe met Republicans. {The party} <said> [no]."), ["Republicans"]);
    assert_eq!(speakers("The Example Herald told it. Acme Corp. fell. Acme rose. {The newspaper} <said> [no]."), ["Example Herald"]);
    assert_eq!(speakers("The Example Herald told it. {The school} <said> [no]."), ["school"]);
    assert_eq!(speakers("{The Acme45 group} <said> [no]. {An Acme45 average of recent polls} <says> [so]."), ["Acme45"; 2]);
    assert_eq!(speakers("{An Example University/Lowmere Times poll} <found> [no]."), ["Example University; Lowmere Times"]);
}

#[test]
fn a_spokesman_speaks_for_an_offices_holder() {
    assert_eq!(
        speakers("Prime Minister Tom Poe left Acme. {The prime minister’s spokesman} <said> [no]. {The spokesman} <said> [so]."),
        ["Tom Poe"; 2]
    );
    let (article, mut statements) = page("{The president’s spokesman} <said> [no].");
    let actors = resolve(&article, &mut statements);
    assert_eq!((actors[0].name.as_str(), statements[0].relay[0].kind), ("president", RelayKind::Spokesperson));
}

#[test]
fn offices_and_whom_they_are_of() {
    let first = |marked: &str| {
        let (article, mut statements) = page(marked);
        let actor = resolve(&article, &mut statements).remove(0);
        let role = actor.roles.into_iter().next().map(|role| (role.title, role.of.unwrap_or_default())).unwrap_or_default();
        (actor.name, role.0, role.1)
    };
    let check = |marked: &str, name: &str, title: &str, of: &str| {
        assert_eq!(first(marked), (name.to_owned(), title.to_owned(), of.to_owned()), "{marked}");
    };
    check("{The defense minister of Norway, Kari Holm,} <said> [no].", "Kari Holm", "defense minister", "Norway");
    check("{The CEO of Orbita, Ann Roe,} <said> [no].", "Ann Roe", "CEO", "Orbita");
    check("{Former NASA administrator Ann Roe} <said> [no].", "Ann Roe", "Former administrator", "NASA");
    check("{Tom Poe, the longtime Lowmere Council chairman,} <said> [no].", "Tom Poe", "longtime chairman", "Lowmere Council");
    check("{Ann Roe, a spokeswoman for the Poe campaign,} <said> [no].", "Ann Roe", "spokeswoman", "Poe campaign");
    check("{Ann Roe, a spokeswoman for Mr. Poe in the campaign,} <said> [no].", "Ann Roe", "spokeswoman", "Mr. Poe");
    check("{The CEO of Orbita} <said> [no].", "CEO of Orbita", "", "");
    check("{Ann Roe, President Acme North Sea,} <said> [no].", "Ann Roe", "President", "Acme North Sea");
    check("It rained on Acme. {Acme President Ann Roe} <said> [no].", "Ann Roe", "President", "Acme");
    check("{Ann Roe, Professor Emeritus,} <said> [no].", "Ann Roe", "Professor", "");
    check("{Assistant U.S. Attorney Ann Roe} <said> [no].", "Ann Roe", "Assistant U.S. Attorney", "");
    check("{Ann Roe, a former U.S. attorney,} <said> [no].", "Ann Roe", "former U.S. attorney", "");
    check(
        "{Kim Mi Fa, the influential sister of North Korean leader Kim Do Re,} <said> [no].",
        "Kim Mi Fa",
        "influential sister",
        "Kim Do Re",
    );
    let (article, mut statements) = page("{The CEO of Orbita} <said> [no].");
    assert_eq!(resolve(&article, &mut statements)[0].kind, ActorKind::Unnamed);
}

#[test]
fn a_couple_are_two() {
    assert_eq!(speakers("{Mr. and Mrs. Bell} <said> [no]."), ["Bell; Bell"]);
    assert_eq!(speakers("Tom Bell married Ann Bell. {Mr. and Mrs. Bell} <said> [no]."), ["Tom Bell; Ann Bell"]);
}

#[test]
fn they_are_all_who_are_listed() {
    let met = |names: &str| speakers(&format!("{names} met on Friday. {{They}} <said> [no]."));
    assert_eq!(met("Ann Roe, Bob Lee and Cy Dahl"), ["Ann Roe; Bob Lee; Cy Dahl"]);
    assert_eq!(met("Ann Roe, Bob Lee, Tom Poe, and Cy Dahl"), ["Ann Roe; Bob Lee; Tom Poe; Cy Dahl"]);
    assert_eq!(met("In Paris, Ann Roe and Bob Lee"), ["Ann Roe; Bob Lee"]);
}

#[test]
fn what_is_the_states_is_no_business() {
    let after = |marked: &str| speakers(&format!("Acme Motors rose. Acme Motors makes cars. {marked}"));
    for public in ["court", "department", "agency"] {
        assert_eq!(after(&format!("{{The {public}}} <said> [no].")), [public]);
    }
    assert_eq!(after("{A ministry spokesman} <said> [no]."), ["ministry spokesman"]);
    assert_eq!(after("{The company} <said> [no]. {A company spokesman} <said> [so]."), ["Acme Motors"; 2]);
    assert_eq!(speakers("The Pentagon met. {The airline} <said> [no]."), ["airline"]);
    assert_eq!(speakers("The Lowmere Council met. {The movement} <said> [no]."), ["movement"]);
}

#[test]
fn a_business_is_of_the_state_that_the_page_tells() {
    let told = |how: &str| speakers(&format!("{how} rose. Acme makes cars. {{The Norwegian manufacturer}} <said> [no]."));
    assert_eq!(told("The Russian carmaker Acme"), ["Norwegian manufacturer"]);
    assert_eq!(told("It rained on Acme, the Russian carmaker, and Acme"), ["Norwegian manufacturer"]);
    assert_eq!(told("The Norwegian carmaker Acme"), ["Acme"]);
    assert_eq!(told("It rained on Acme, the U.S. carmaker, and Acme"), ["Norwegian manufacturer"]);
    assert_eq!(told("It rained on Acme, a carmaker, and Acme"), ["Acme"]);
    assert_eq!(speakers("Orbita, the union, and the council met. {The union} <said> [no]."), ["union"]);
}

#[test]
fn emirates_without_the_is_an_airline() {
    assert_eq!(
        speakers("Planes of Emirates, an airline, wait. {Emirates} <said> [no]. {Emirates President Tom Poe} <said> [so]."),
        ["Emirates", "Tom Poe"]
    );
    assert_eq!(kinds("{Emirates} <said> [no]."), [ActorKind::Organization]);
    assert_eq!(kinds("{The Emirates} <said> [no]. {The UAE} <said> [so]."), [ActorKind::Country]);
    assert_eq!(kinds("{The Emirates airline} <said> [no]."), [ActorKind::Organization]);
}

#[test]
fn who_is_joined_speaks_too() {
    assert_eq!(speakers("{Three officials, including Ann Roe,} <said> [no]."), ["Three officials; Ann Roe"]);
    assert_eq!(speakers("{Ann Roe, along with clerk Tom Poe,} <said> [no]."), ["Ann Roe; Tom Poe"]);
    assert_eq!(speakers("{A spokesman for Acme, Orbita and the Lowmere Council} <said> [no]."), ["Acme; Orbita; Lowmere Council"]);
    assert_eq!(speakers("{Many banks, including two large ones,} <said> [no]."), ["Many banks"]);
    assert_eq!(speakers("{Spokesmen for Acme Inc. and Orbita} <said> [no]."), ["Acme Inc.; Orbita"]);
    assert_eq!(speakers("{The leaders of Norway, Libya and Ukraine} <said> [no]."), ["leaders of Norway, Libya and Ukraine"]);
    assert_eq!(speakers("{The friends of Ann Roe, Tom Poe and Mary Doe,} <said> [no]."), ["Tom Poe; Mary Doe"]);
}

#[test]
fn whom_a_clause_tells_by_what_they_did_is_nobody_running() {
    let after = |marked: &str| speakers(&format!("Ann Roe left. Ann Roe came. {marked}"))[0].clone();
    assert_eq!(after("{The hacker who broke in} <said> [no]."), "hacker");
    assert_eq!(after("{The hacker} <said> [no]."), "Ann Roe");
    assert_eq!(after("The man who hit the child, Tom Poe, fled. {Poe} <said> [no]."), "Tom Poe");
}

#[test]
fn who_says_i_is_a_person() {
    assert_eq!(kinds("It rained on Roe. [“I cried,”] {Roe} <said>."), [ActorKind::Person]);
    assert_eq!(kinds("It rained on Acme. [“We cried,”] {Acme} <said>."), [ActorKind::Organization]);
    assert_eq!(kinds("It rained on Acme. Tom Poe told Acme, “I quit.” {Acme} <said> [no]."), [ActorKind::Organization]);
    assert_eq!(kinds("It rained on Acme. Acme reported that Tom Poe said “I quit”. {Acme} <said> [no]."), [ActorKind::Organization]);
}

#[test]
fn a_business_goes_by_the_beginning_of_its_name() {
    assert_eq!(
        speakers("It rained on Acme Motors Inc., which fell. {Acme} <said> [no]. {Acme Motors} <said> [so]."),
        ["Acme Motors Inc."; 2]
    );
    let firms = "It rained on Acme Inc, the Mara Orbita Co and Acme Capital Inc, they said.";
    assert_eq!(speakers(&format!("{firms} {{Acme}} <said> [no]. {{Orbita}} <said> [so].")), ["Acme Inc", "Mara Orbita Co"]);
    assert_eq!(speakers("It rained on Lowmere University. {Lowmere} <said> [no]."), ["Lowmere University"]);
    assert_eq!(speakers("It rained on Acme Motors and Acme Bank. {Acme} <said> [no]."), ["Acme"]);
    assert_eq!(speakers("It rained on the Poe Foundation. {Poe} <said> [no]."), ["Poe"]);
    assert_eq!(speakers("Ann Poe left Poe Motors. {Poe} <said> [no]."), ["Ann Poe"]);
    assert_eq!(speakers("It rained on Zev Orlo Holdings. {Zev Orlo} <said> [no]."), ["Zev Orlo"]);
}

#[test]
fn what_a_page_told_nothing_of_is_a_body_of_its_own() {
    let after = |source: &str| speakers(&format!("On Friday Velmora was late. {{{source}}} <said> [no]."));
    assert_eq!(after("The company"), ["Velmora"]);
    assert_eq!(after("The ministry"), ["ministry"]);
    assert_eq!(after("The union of airport workers"), ["union of airport workers"]);
    assert_eq!(after("The league"), ["league"]);
    // A letter of an acronym may stand for the noun.
    assert_eq!(speakers("OLA is late. {The league} <said> [no]. {The ministry} <said> [so]."), ["OLA", "ministry"]);
}

#[test]
fn somebody_told_by_an_office_or_by_more_words_is_not_whoever_was_spoken_of() {
    let after = |source: &str| speakers(&format!("Ann Roe left early. {{{source}}} <said> [no]."));
    assert_eq!(after("The diplomat"), ["Ann Roe"]);
    assert_eq!(after("The former secretary of state"), ["Ann Roe"]);
    assert_eq!(after("The negotiator for the opposition"), ["negotiator for the opposition"]);
    assert_eq!(after("The prime minister"), ["prime minister"]);
    assert_eq!(speakers("{The Ohio senator} <said> [no]. {Tom Poe} <said> [so].")[0], "Ohio senator");
}

#[test]
fn an_office_with_a_capital_is_no_name() {
    let page = "President Ann Roe left. {Tom Poe} <said> [no]. {The President} <said> [so]. {the President} <said> [so].";
    assert_eq!(speakers(page), ["Tom Poe", "Ann Roe", "Ann Roe"]);
    assert_eq!(speakers("Of Tom Poe, the President was fond. {The president} <said> [so]."), ["President"]);
    assert_eq!(speakers("It rained. {UN Secretary General} <said> [no]."), ["UN Secretary General"]);
}

#[test]
fn a_title_may_hold_the_name_of_a_body() {
    let after = |source: &str| speakers(&format!("It rained. {{{source}}} <said> [no]. {{Roe}} <said> [so]."));
    assert_eq!(after("US Ambassador to the United Nations Ann Roe"), ["Ann Roe"; 2]);
    assert_eq!(after("head of the assembly's Council on Trade Ann Roe"), ["Ann Roe"; 2]);
    assert_eq!(after("Deputy Spokesman for the UN Secretary-General, Ann Roe,"), ["Ann Roe"; 2]);
}

#[test]
fn a_spokesman_told_by_a_states_ministry_speaks_for_the_ministry() {
    let page = "{Norway's foreign ministry spokesman} <said> [no]. {The spokesman} <said> [so].";
    assert_eq!(speakers(page), ["Norway's foreign ministry"; 2]);
}

#[test]
fn a_document_goes_on_under_another_noun() {
    assert_eq!(speakers("A lawsuit filed by Ann Roe is new. Tom Poe left. {The suit} <says> [no]."), ["Ann Roe"]);
    assert_eq!(speakers("The council sent out an appeal. {A letter} <said> [no]."), ["letter"]);
    assert_eq!(speakers("Acme Inc. sent out {an email} <saying> [no]. {The email} <said> [so]."), ["Acme Inc."; 2]);
    assert_eq!(speakers("{A new Velmor Kessin poll} <showed> [no]. {The survey} <showed> [so]."), ["Velmor Kessin"; 2]);
    assert_eq!(speakers("On Friday Orbita left. {A Velmora poll} <showed> [no]. {Orbita’s own poll} <showed> [so].")[1], "Orbita");
}

#[test]
fn a_body_that_was_named_in_full_goes_by_one_word() {
    assert_eq!(
        speakers("A supervisor of Orbita Dairy Partners left. {Orbita} <denied> [it]. {Its} <said> [no]."),
        ["Orbita Dairy Partners"; 2]
    );
    // What is printed before the longer name, or is a body's own word, is another.
    assert_eq!(speakers("We asked Orbita about it. Orbita Dairy Partners left. {Orbita} <denied> [it]."), ["Orbita"]);
    assert_eq!(speakers("The House Harbour Committee met. The House left. {The House} <denied> [it]."), ["House"]);
    assert_eq!(speakers("{The Friends of Lowmere Lido} <said> [no]. {The Friends} <hope> [so]."), ["Friends of Lowmere Lido"; 2]);
    assert_eq!(
        speakers("A visitor told the town that the U.S. Bridge Tunnel Authority left. {BTA} <denied> [it]."),
        ["U.S. Bridge Tunnel Authority"]
    );
}

#[test]
fn a_general_noun_means_the_only_one_of_its_kind() {
    assert_eq!(speakers("The Lowmere Pilots Association met with the town. {The union} <said> [no]."), ["Lowmere Pilots Association"]);
    assert_eq!(speakers("{Mr Justice Roe} <said> [no]. He left with Tom Poe. {The judge} <said> [yes]."), ["Roe"; 2]);
    let two = "The Lowmere Pilots Association met the Harbour Guild. {The union} <said> [no].";
    assert_eq!(speakers(two), ["union"]);
    assert_eq!(speakers("{Ann Roe, a farmer,} <said> [no]. {The judge} <said> [yes]."), ["Ann Roe", "judge"]);
}

#[test]
fn a_pilot_described_first_is_the_pilot_named_later() {
    assert_eq!(speakers("{A pilot} <said> [no]. It rained. Then the pilot, Tom Poe, left. {He} <said> [so]."), ["Tom Poe"; 2]);
    assert_eq!(speakers("{A top executive} <said> [no]. {Tom Poe, vice-president of Acme,} <said> [so]."), ["Tom Poe"; 2]);
    // Who asked for anonymity is not the next who is named.
    let hidden = "{An Acme executive}, who asked for anonymity, <said> [no]. {Tom Poe, vice-president of Acme,} <said> [so].";
    assert_eq!(speakers(hidden), ["Acme executive", "Tom Poe"]);
}

#[test]
fn not_all_that_is_named_later_was_described_first() {
    let rival = "{A rival company} <said> [no]. It rained. {The Acme Motor Company} <said> [yes].";
    assert_eq!(speakers(rival), ["rival company", "Acme Motor Company"]);
    let far = format!("{{A pilot}} <said> [no]. {}Elsewhere the pilot, Tom Poe, was hurt. {{He}} <left> [so].", "It rained. ".repeat(14));
    assert_eq!(speakers(&far), ["pilot", "Tom Poe"]);
    // Whoever is named later issued the report.
    let report =
        "{The report} <said> [no]. {The largest union of miners} <said> in a report [yes]. It rained. The union, Harbour Nord, left.";
    assert!(speakers(report).iter().all(|name| !name.is_empty()), "{:?}", speakers(report));
}

#[test]
fn honorifics_inside_names() {
    assert_eq!(speakers("{Notre Dame} <said> [no]."), ["Notre Dame"]);
    assert_eq!(speakers("By 5 PM {Ann Roe} <said> [no]."), ["Ann Roe"]);
}

#[test]
fn who_is_known_to_hold_an_office_is_meant_where_the_page_names_them() {
    // Published on 17 May 2024.
    let marked = "The town waited for Joe Biden. {The president} <said> [no].";
    assert_eq!(speakers(marked), ["Joe Biden"]);
    let own = "{A university president} <said> [no]. The town waited for Joe Biden. {The president} <said> [so].";
    assert_eq!(speakers(own), ["university president"; 2]);
    assert_eq!(speakers("The town waited for Joe Biden Jr. {The president} <said> [no]."), ["president"]);
    assert_eq!(speakers("Francis Roe met the bishops. {The pope} <said> [no]."), ["pope"]);
    let (article, statements) = page(marked);
    assert_eq!(explain(&article, &statements)[0].reason, Reason::KnownHolder);
    assert_eq!(speakers("The town waited for Biden. {The US president} <said> [no]."), ["Biden"]);
    assert_eq!(speakers("The town waited for Joe Biden. {The French president} <said> [no]."), ["French president"]);
    assert_eq!(speakers("The town waited for Joe Biden. {The former president} <said> [no]."), ["Joe Biden"]);
    assert_eq!(speakers("The town waited for Joe Biden. {The company’s president} <said> [no]."), ["company’s president"]);
    assert_eq!(speakers("The town waited for Bordurian President Ann Roe and Joe Biden. {The president} <said> [no]."), ["Ann Roe"]);
    // A page without a day, or of another, tells nothing.
    let undated = Article { published: None, ..article };
    assert_eq!(explain(&undated, &statements)[0].reason, Reason::Description);
}

#[test]
fn what_a_body_is_stands_beside_its_name() {
    assert_eq!(speakers("The union, Harbour Nord, left town. {The union} <said> [no]."), ["Harbour Nord"]);
    assert_eq!(speakers("Last year Borduria’s largest bank, Acme, fell. {The bank} <said> [no]."), ["Acme"]);
    assert_eq!(speakers("It rained on Acme, Borduria’s largest bank, which fell. {The bank} <said> [no]."), ["Acme"]);
    // What was described before has the name, too.
    assert_eq!(
        speakers("{The largest union of pilots} <said> [no]. It rained. The union, Harbour Nord, left town. {It} <said> [yes]."),
        ["Harbour Nord"; 2]
    );
    // In a list none is told by the word before.
    assert_eq!(speakers("We met the union, Acme, the bank and Poe. {The union} <said> [no]."), ["union"]);
    assert_eq!(speakers("It rained on Acme Inc. all day. {The Ohio company} <said> [no]."), ["Acme Inc."]);
}

#[test]
fn a_body_described_first_is_named_soon_after() {
    assert_eq!(
        speakers("{The continent’s top court} <ruled> [it]. It rained. {The Example Court of Justice} <said> [so]."),
        ["Example Court of Justice"; 2]
    );
    // Not one of another kind.
    let two = "{A consumer body} <said> [it]. It rained. {The Example Court of Justice} <said> [so].";
    assert_eq!(speakers(two), ["consumer body", "Example Court of Justice"]);
}

#[test]
fn who_spoke_last_of_several_of_a_name_goes_on() {
    assert_eq!(
        speakers("Ann Roe left. Ann Roe slept. Roe ate. {Roe’s aunt, Mary Roe,} <said> [no]. {Roe} <added> [more]."),
        ["Mary Roe"; 2]
    );
}

#[test]
fn an_office_may_be_the_only_speakers() {
    assert_eq!(speakers("{Ann Roe} <said> [no]. {The senator} <added> [more]."), ["Ann Roe"; 2]);
    assert_eq!(speakers("Tom Poe left. {Ann Roe} <said> [no]. {The senator} <added> [more]."), ["Ann Roe", "senator"]);
}

#[test]
fn the_roes_are_those_of_that_name() {
    assert_eq!(speakers("Ann Roe and Tom Roe left. {The Roes} <said> [no]."), ["Ann Roe; Tom Roe"]);
    assert_eq!(speakers("Ann Roe and Tom Poe left. {The Roes} <said> [no]."), ["Roes"]);
    // Who is introduced as a doctor is not who was somebody's mother.
    let mother = "{The boy’s mother} <said> [no]. It rained. {Prof Ann Roe of Lowmere University} <said> [so].";
    assert_eq!(speakers(mother), ["boy’s mother", "Ann Roe"]);
}

#[test]
fn an_office_in_capitals_before_a_name_is_that_name() {
    let named = |source: &str| assert_eq!(speakers(&format!("It rained. {{{source}}} <said> [no].")), ["Ann Roe"], "{source}");
    named("The Attorney-General, Ann Roe,");
    named("The Chief of the Army, Lieutenant-General Ann Roe,");
    named("The Federal Minister for the Environment, Ann Roe,");
    named("The UN High Commissioner for Refugees, Ann Roe,");
    named("The SES' Ann Roe");
}

#[test]
fn the_north_is_the_state_that_is_called_so() {
    let halves = "It rained on North Korea. {The North} <said> [no]. {The leader of the North} <said> [so].";
    assert_eq!(speakers(halves), ["North Korea", "leader of the North"]);
    assert_eq!(speakers("It rained on North Korea. {The North of England} <said> [no]."), ["North"]);
    assert_eq!(speakers("It rained on South Korea and South Africa. {The South} <said> [no]."), ["South"]);
}
