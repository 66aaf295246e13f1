//! Whom descriptions and pronouns mean that stand for others, on invented pages.

use super::speakers::speakers;

#[test]
fn a_hyphen_may_stand_for_a_lost_space() {
    assert_eq!(speakers("It rained on Ann Roe. {Roe}-<said> [no]. {Mr Poe}-<told> [us]."), ["Ann Roe", "Poe"]);
    assert_eq!(speakers("It rained on Ann Roe, <according> to-{Roe}, [all day]."), ["Ann Roe"]);
}

#[test]
fn an_office_before_what_it_is_of_is_no_name() {
    assert_eq!(speakers("[No], {Borduria’s Ambassador to Norway Ann Roe} <said>."), ["Ann Roe"]);
    assert_eq!(speakers("[No], {Borduria’s envoy to peace talks in Lowmere Ann Roe} <said>. {The diplomat} <left> [it]."), ["Ann Roe"; 2]);
    assert_eq!(speakers("{US Defense Secretary, Ann Roe} <said> [no]."), ["Ann Roe"]);
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
