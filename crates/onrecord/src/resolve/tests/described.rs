//! Whom descriptions and pronouns mean that stand for others, on invented pages.

use super::speakers::{kinds, speakers};
use super::{page, resolve};
use crate::model::{ActorKind, Form, Statement};

#[test]
fn a_hyphen_may_stand_for_a_lost_space() {
    assert_eq!(speakers("It rained on Ann Roe. {Roe}-<said> [no]. {Mr Poe}-<told> [us]."), ["Ann Roe", "Poe"]);
    assert_eq!(speakers("It rained on Ann Aboul-Roe. {Aboul-Roe}-<said> [no]."), ["Ann Aboul-Roe"]);
    assert_eq!(speakers("It rained on Ann Roe, <according> to-{Roe}, [all day]."), ["Ann Roe"]);
}

#[test]
fn an_office_before_what_it_is_of_is_no_name() {
    assert_eq!(speakers("[No], {Borduria’s Ambassador to Norway Ann Roe} <said>."), ["Ann Roe"]);
    assert_eq!(speakers("[No], {Borduria’s envoy to peace talks in Lowmere Ann Roe} <said>. {The diplomat} <left> [it]."), ["Ann Roe"; 2]);
    assert_eq!(speakers("{US Defense Secretary, Ann Roe} <said> [no]."), ["Ann Roe"]);
    assert_eq!(speakers("{The navy’s Commander-in-Chief, Ann Roe} <said> [no]."), ["Ann Roe"]);
}

#[test]
fn two_modifiers_share_a_noun() {
    assert_eq!(speakers("{Borduria’s sea and fisheries minister} <said> [no]."), ["Borduria’s sea and fisheries minister"]);
    assert_eq!(speakers("{The mayor and fisheries minister} <said> [no]."), ["mayor"]);
}

#[test]
fn a_body_before_its_document_issued_it() {
    assert_eq!(
        speakers("It rained on Acme Motors. {A company statement} <said> [no]. {The statement} <added> [more]."),
        ["Acme Motors"; 2]
    );
    assert_eq!(speakers("The Harbour Committee met. {The committee’s report} <said> [no]."), ["Harbour Committee"]);
    assert_eq!(speakers("The Harbour Court met. {Court filings} <said> [no]."), ["Court filings"]);
}

#[test]
fn a_spokeswoman_goes_on_for_whom_she_speaks() {
    assert_eq!(speakers("Harbour City Council met. {A spokeswoman} <said> [no]. {She} <added> [more]."), ["Harbour City Council"; 2]);
    // Somebody else is "she" once the page speaks of her.
    assert_eq!(
        speakers("Harbour City Council met. {A spokeswoman} <said> [no]. Ann Roe left. {She} <added> [more]."),
        ["Harbour City Council", "Ann Roe"]
    );
    assert_eq!(speakers("Harbour City Council spokesman Tom Poe left. {The spokesman} <said> [no]."), ["Tom Poe"]);
}

#[test]
fn who_is_introduced_by_one_name_is_a_person() {
    assert_eq!(speakers("{Poe’s wife, Zora,} <said> [no]. {She} <added> [more]."), ["Zora"; 2]);
}

#[test]
fn a_name_behind_its_role_is_no_subject_where_it_only_tells_of_whom() {
    let marked = "{The sister of North Korean leader Kim Do Re} again <denied> [that her country sold it], as {she} <called> [it old]. {Kim Mi Fa} <said> [no].";
    assert_eq!(speakers(marked), ["Kim Mi Fa"; 3]);
}

#[test]
fn a_quoted_title_is_nobody() {
    assert_eq!(speakers("Ann Roe took pictures, titled \"Green Boat,\" of the sea. {She} <said> [no]."), ["Ann Roe"]);
}

#[test]
fn the_group_is_the_body_that_just_spoke() {
    assert_eq!(speakers("The day was long. {AORP} <said> [no]. {The group} <added> [more]."), ["AORP"; 2]);
}

#[test]
fn who_calls_themselves_something() {
    assert_eq!(speakers("The town waited for Ann Roe, a {self}-<described> [reformer]."), ["Ann Roe"]);
}

#[test]
fn who_just_spoke_goes_on_described_anew() {
    assert_eq!(
        speakers("Tom Poe left. Tom Poe ate. Tom Poe slept. {Ann Roe} <said> [no]. {The retired three-star pilot} <added> [more]."),
        ["Ann Roe"; 2]
    );
}

#[test]
fn the_lead_describes_whom_the_page_names() {
    assert_eq!(speakers("{The top commander in Borduria} <said> [no]. It rained. {Lt-Gen Ann Roe} <added> [more]."), ["Ann Roe"; 2]);
    // Of whom nobody says who they are, they may be anybody: the next voice.
    assert_ne!(speakers("{Norway’s fisheries minister} <said> [no]. {Ann Roe} <said> [yes].")[0], "Ann Roe");
}

#[test]
fn a_press_office_speaks_for_whose_it_is() {
    assert_eq!(
        speakers("{The Harbour Guard’s press office} <said> [no]. It rained on Acme Inc. {The press office} <added> [more]."),
        ["Harbour Guard"; 2]
    );
}

#[test]
fn a_state_is_told_by_its_side_and_its_people() {
    assert_eq!(speakers("{The Norwegian side} <said> [no]. {The Dutch} <said> [yes]."), ["Norway", "Netherlands"]);
}

#[test]
fn police_are_those_that_the_page_names() {
    assert_eq!(speakers("The Harbour Police Department met. {Police} <said> [no]."), ["Harbour Police Department"]);
    assert_eq!(speakers("The Harbour Police Department met the Poe Police Department. {Police} <said> [no]."), ["Police"]);
}

#[test]
fn documents_are_theirs_from_whom_they_come() {
    assert_eq!(speakers("{Documents from the Harbour Agency} <say> [no]. {The documents} <add> [more]."), ["Harbour Agency"; 2]);
    assert_eq!(speakers("{A study} <found> [it]. In a report, {Acme Inc.} <said> [so]. {The study} <said> [more]."), ["Acme Inc."; 3]);
}

#[test]
fn a_verb_without_a_source_has_its_sentences_subject() {
    let indirect = |marked: &str| {
        let (article, statements) = page(marked);
        let mut statements: Vec<_> = statements.into_iter().map(|s| Statement { form: Form::Indirect, ..s }).collect();
        resolve(&article, &mut statements).into_iter().map(|actor| actor.name).collect::<Vec<_>>()
    };
    assert_eq!(indirect("It rained. Ann Roe pressed Tom Poe on it, <insisting> [no].\n"), ["Ann Roe"]);
    assert_eq!(indirect("It rained. Ann Roe left the firm that Tom Poe runs on Monday, <saying> [no].\n"), ["Ann Roe"]);
    assert!(indirect("It rained. Ann Roe <was told> [no].\n").is_empty());
}

#[test]
fn who_answers_is_whom_the_page_interviews() {
    assert_eq!(speakers("Ann Roe met Tom Poe. She sang.\n\n{A}<:> [No, never].\n\n{A}<:> [Yes]."), ["Ann Roe"; 2]);
}

#[test]
fn a_leader_is_of_the_state_that_is_told() {
    assert_eq!(
        speakers("It rained on President Joe Biden. {Iran’s supreme leader} <said> [no]. {The American leader} <said> [yes].")[0],
        "Iran’s supreme leader"
    );
    assert_ne!(speakers("{Iran’s supreme leader} <said> [no]. {The American leader} <said> [yes].")[1], "Iran’s supreme leader");
}

#[test]
fn the_lead_describes_the_body_that_the_page_names() {
    assert_ne!(speakers("{A rights group} <said> [no]. The Lowmere Football Association met.")[0], "Lowmere Football Association");
    assert_eq!(speakers("{A rights watchdog} <said> [no]. {Harbour Rights Watch} <added> [more]."), ["Harbour Rights Watch"; 2]);
}

#[test]
fn an_office_of_a_region_may_be_who_just_spoke() {
    assert_eq!(speakers("Tom Poe left. Tom Poe ate. {Ann Roe} <said> [no]. {The Ohio senator} <added> [more]."), ["Ann Roe"; 2]);
    let quoted = "Tom Poe left. Tom Poe ate. {Ann Roe} <said> [no]. “It rained. It snowed.” {The retired pilot} <added> [more].";
    assert_eq!(speakers(quoted), ["Ann Roe"; 2]);
}

#[test]
fn one_of_several_is_spoken_of_again() {
    let aide = "Tom Poe fell. Ann Roe left. {One of Poe's closest aides} <said> [no]. {The aide} <said> [so]. {He} <added> [more].";
    assert_eq!(speakers(aide), ["One of Poe's closest aides"; 3]);
    assert_eq!(speakers("Ann Roe left. {None of the officials} <said> [no]. {The official} <said> [so].")[1], "Ann Roe");
}

#[test]
fn both_of_two_named_ones() {
    let said = |body: &str| speakers(&format!("{body} <said> [no]."));
    assert_eq!(said("Acme Inc. left Orbita Corp., as Ann Roe knew. {Both companies}"), ["Acme Inc.; Orbita Corp."]);
    assert_eq!(said("Iran and Iraq met Ann Roe. {Both countries}"), ["Iraq; Iran"]);
    assert_eq!(said("Acme Inc. left Orbita Corp. on Friday. {Both leaders}"), ["leaders"]);
    let two = "Ann Roe met Tom Poe. {Iran and Iraq} <said> [no]. {Both} <added> [so].";
    assert_eq!(speakers(two)[1], "Iran; Iraq");
}

#[test]
fn whoever_pleads_for_somebody_is_no_body() {
    let lawyers = "It rained. {Lawyers for Roe} <said> [no]. {Roe} <said> [so].";
    assert_eq!(speakers(lawyers), ["Lawyers for Roe", "Roe"]);
    assert_eq!(kinds(lawyers)[0], ActorKind::Unnamed);
}

#[test]
fn who_was_described_as_of_one_state_is_nobody_of_another() {
    let official = "{A Norwegian official} <said> [no]. French Agriculture Minister Luc Roe left. {The Norwegian official} <said> [so].";
    assert_eq!(speakers(official), ["Norwegian official"; 2]);
    let own = "{A South Sudanese minister} <said> [no]. {South Sudanese Trade Minister Luc Roe} <added> [so].";
    assert_eq!(speakers(own), ["Luc Roe"; 2]);
}

#[test]
fn spokesmen_of_those_who_are_only_described() {
    let said = |source: &str| speakers(&format!("It rained on Acme Inc., as Ann Roe knew. {{{source}}} <said> [no].")).concat();
    assert_eq!(said("A spokesman for rescue services"), "rescue services");
    assert_eq!(said("A spokesman for the mayor"), "mayor");
    assert_eq!(said("An interior ministry spokesman"), "interior ministry");
    assert_eq!(said("A spokesman"), "Acme Inc.");
    assert_eq!(said("An Acme spokesman for health"), "Acme Inc.");
    assert_ne!(said("A senior police spokesman"), "senior police");
    assert_ne!(said("A spokesman for her"), "her");
}

#[test]
fn a_month_may_be_somebody() {
    let page = "Ann May left. {A spokesman for May} <said> [no]. {May} <said> [so]. In May it rained.";
    assert_eq!(speakers(page), ["Ann May"; 2]);
}

#[test]
fn an_office_is_not_who_held_it_before() {
    let page = "President Donald Trump left in 2021. Joe Biden won. {The president} <said> [no].";
    assert_eq!(speakers(page), ["Joe Biden"]);
    assert_eq!(speakers("Rishi Sunak left. President Donald Trump stayed. {The PM} <said> [no]."), ["Rishi Sunak"]);
}
