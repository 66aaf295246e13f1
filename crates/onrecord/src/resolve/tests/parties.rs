//! What is a body and what a person, who is several and who is one, on invented pages.

use super::speakers::{kinds, speakers};
use crate::model::ActorKind;

#[test]
fn a_body_is_told_by_what_is_said_of_it() {
    let body = |text: &str| assert_eq!(kinds(&format!("{text} {{Home Barn}} <said> [no].")), [ActorKind::Organization], "{text}");
    body("She left her label Home Barn.");
    body("She left Home Barn, which owns her songs.");
    body("She left Home Barn, the retailer, in May.");
    body("Home Barn shares fell.");
    body("Home Barn’s chief executive left.");
    body("Ann Roe is an analyst at Home Barn.");
    body("The Home Barn opened.");
    body("It was late, HB said.");
    body("Home Barn Inc. is late. Shares of Home Barn fell.");
    assert_eq!(kinds("Home Barn left. {Home Barn} <said> [no]."), [ActorKind::Person]);
    assert_eq!(kinds("They met at the plant of Home Barn. {Home Barn} <said> [no]."), [ActorKind::Person]);
    assert_eq!(kinds("Two investors in Home Barn’s film left. {Home Barn} <said> [no]."), [ActorKind::Person]);
    assert_eq!(kinds("The Kenji Stow camp met. {Kenji Stow} <said> [no]."), [ActorKind::Person]);
    assert_eq!(kinds("{Chelsea} <said> [no]. Chelsea, which won, is the club."), [ActorKind::Organization]);
    assert_eq!(kinds("{Chelsea Roe} <said> [no]. {Chelsea} <said> [so]. Chelsea shares fell."), [ActorKind::Person]);
}

#[test]
fn some_names_are_made_as_only_those_of_bodies_are() {
    for name in ["Barn.com", "Harbour Sun-Times", "Coalition Against Noise", "Harbour Science and Rescue Directorate", "Clean Harbour PAC"]
    {
        let marked = format!("It rained on the town. We asked the {name}. {{The {name}}} <said> [no].");
        assert_eq!((speakers(&marked), kinds(&marked)), (vec![name.to_owned()], vec![ActorKind::Organization]));
    }
    assert_eq!(kinds("{The Lowmere Agreement} <says> [no]."), [ActorKind::Unnamed]);
    assert_eq!(speakers("{The Science and Rescue Directorate} <said> [no]."), ["Science and Rescue Directorate"]);
    assert_eq!(speakers("{The Harbour Star} <said> [no]. {The Star} <said> [so]."), ["Harbour Star"; 2]);
}

#[test]
fn initials_stand_for_a_name_in_full() {
    assert_eq!(speakers("Live Barn opened on Friday. {LB} <said> [no]."), ["Live Barn"]);
    assert_eq!(speakers("The National Farmers Union (NFU) met. {The NFU} <said> [no]."), ["National Farmers Union"]);
    let review = "A Harbour Inspection and Quality Authority review came out. In May {HIQA} <said> [no].";
    assert_eq!(speakers(review), ["Harbour Inspection and Quality Authority"]);
    assert_eq!(speakers("Harbour Motors Corp cut its pay. {HM} <said> [no]."), ["Harbour Motors Corp"]);
    assert_eq!(speakers("Harbour Motors cut its pay. {HM} <wrote> [no]."), ["HM"]);
}

#[test]
fn a_legal_form_at_the_end_makes_one_business_of_what_and_joins() {
    for name in ["Harbour Tire and Rubber Co", "Castle and Hopwood Inc", "British Timber and Pulp Plc"] {
        assert_eq!(speakers(&format!("{{{name}}} <said> [no].")), [name]);
    }
    for (pair, both) in [
        ("Acme Inc and Hopwood Corp", "Acme Inc; Hopwood Corp"),
        ("Ann Roe and Hopwood Corp", "Ann Roe; Hopwood Corp"),
        ("Both Acme and Hopwood Corp", "Acme; Hopwood Corp"),
        ("Japan and Hopwood Corp", "Japan; Hopwood Corp"),
    ] {
        assert_eq!(speakers(&format!("{{{pair}}} <said> [no].")), [both]);
    }
}

#[test]
fn an_office_with_the_is_no_name() {
    assert_eq!(speakers("{The former House Speaker} <said> [no]."), ["former House Speaker"]);
    assert_eq!(speakers("{The Department of Justice} <said> [no]."), ["Department of Justice"]);
    assert_eq!(speakers("{The Daily Caller} <said> [no]."), ["Daily Caller"]);
    assert_eq!(speakers("{Representative Ann T. King of New York} <said> [no]."), ["Ann T. King"]);
}

#[test]
fn all_of_an_apposition_is_about_the_name_before_it() {
    let one = |source: &str| assert_eq!(speakers(&format!("{{{source}}} <said> [no].")), ["Ann Roe"], "{source}");
    one("Ann Roe, a trader and strategist at Acme Inc.,");
    one("Ann Roe, the former senator and presidential candidate,");
    one("Ann Roe, a senior aide to Mr. Poe and Mary Doe and currently an analyst at Acme,");
    one("Ann Roe, the daughter of former mayor Tom Poe and presidential candidate Mary Doe,");
    assert_eq!(speakers("{Ann Roe, the mayor, and Tom Poe, a clerk,} <said> [no]."), ["Ann Roe; Tom Poe"]);
    assert_eq!(speakers("{Ann Roe, the mayor and Tom Poe, a clerk,} <said> [no]."), ["Ann Roe; Tom Poe"]);
    assert_eq!(speakers("{The doctors, members of a new group,} <said> [no]."), ["doctors"]);
    assert_eq!(speakers("It rained. {President Ann Roe a year ago} <said> [no]."), ["Ann Roe"]);
}

#[test]
fn a_description_of_several_is_nobody_who_is_not_known_as_one() {
    let marked = "{Ann Roe and Tom Poe} <said> [no]. {The organisers} <hoped> [so].";
    assert_eq!(speakers(marked), ["Ann Roe; Tom Poe", "organisers"]);
    let marked = "{Sen. Ann Roe and Rep. Tom Poe} <said> [no]. {The lawmakers} <hoped> [so].";
    assert_eq!(speakers(marked), ["Ann Roe; Tom Poe"; 2]);
}

#[test]
fn they_are_both_who_are_named_with_their_parties() {
    let marked = "Rep. Ann Roe (R-Ohio) and Sen. Tom Poe (D-Vt.) wrote a letter. {They} <said> [no].";
    assert_eq!(speakers(marked), ["Ann Roe; Tom Poe"]);
}

#[test]
fn another_is_one_more_of_the_kind_that_was_spoken_of() {
    let marked = "{One user} <said> [a]. {Ann Roe} <said> [b]. {Another} <wrote> [c]. {Another user} <wrote> [d].";
    assert_eq!(speakers(marked), ["One user", "Ann Roe", "Another user", "Another user"]);
    assert_eq!(kinds(marked).len(), 4);
}

#[test]
fn a_spokesman_for_a_titled_person_speaks_for_that_person() {
    assert_eq!(speakers("{A spokesman for Republican presidential candidate Tom Poe} <said> [no]."), ["Tom Poe"]);
}

#[test]
fn who_is_of_one_party_is_nobody_of_the_other() {
    let marked = "Sen. Ann Roe (D-Ohio) met Tom Poe. {Roe} <said> [no]. {The Republican} <said> [so].";
    assert_eq!(speakers(marked), ["Ann Roe", "Tom Poe"]);
}

#[test]
fn a_model_says_nothing() {
    assert_eq!(speakers("Lowmere Bank leases 50 A350 jets. {It} <said> [no]."), ["Lowmere Bank"]);
}
