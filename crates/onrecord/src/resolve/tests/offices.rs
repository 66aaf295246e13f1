//! Which offices people hold and whose they are, on invented pages.

use super::{page, resolve};

/// The offices of the first speaker, each with what it is of.
fn offices(marked: &str) -> Vec<(String, String)> {
    // A few words alone would be read as a heading.
    let (article, mut statements) = page(&format!("It rained all day on the whole town. {marked}"));
    let actors = resolve(&article, &mut statements);
    let roles = actors.into_iter().next().map(|actor| actor.roles).unwrap_or_default();
    roles.into_iter().map(|role| (role.title, role.of.unwrap_or_default())).collect()
}

fn check(marked: &str, expected: &[(&str, &str)]) {
    let found = offices(marked);
    let found: Vec<(&str, &str)> = found.iter().map(|(title, of)| (title.as_str(), of.as_str())).collect();
    assert_eq!(found, expected, "{marked}");
}

#[test]
fn an_office_is_of_its_owner() {
    check("{Ann Roe, Acme’s head of sales,} <said> [no].", &[("head", "Acme")]);
    check("{Ann Roe, Mr. Poe’s longtime policy adviser,} <said> [no].", &[("longtime policy adviser", "Mr. Poe")]);
    check("{Ann Roe, Poe’s campaign manager,} <said> [no].", &[("campaign manager", "Poe")]);
    check("{Ann Roe, the Rowans’ executive director,} <said> [no].", &[("executive director", "Rowans")]);
    check(
        "{Ann Roe, director of Lowmere University’s Center for Law,} <said> [no].",
        &[("director", "Lowmere University’s Center for Law")],
    );
    check("{Ann Roe, chief strategist for Tom Poe’s campaign,} <said> [no].", &[("chief strategist", "Tom Poe’s campaign")]);
}

#[test]
fn an_office_is_of_whose_name_stands_before_it() {
    check("It rained. {Poe spokesman Jim Doe} <said> [no]. {A Poe aide} <agreed>[.] We met Poe.", &[("spokesman", "Poe")]);
    check("{Florida Sen. Ann Roe} <said> [no].", &[("Sen.", "Florida")]);
    check("{Former New York Gov. Ann Roe} <said> [no].", &[("Former Gov.", "New York")]);
    check("On Friday {Ohio Republican strategist Ann Roe} <said> [no].", &[("Republican strategist", "Ohio")]);
    check("{Acme Co. executive Ann Roe} <said> [no].", &[("executive", "Acme Co.")]);
    check("{White House press secretary Ann Roe} <said> [no].", &[("press secretary", "White House")]);
    check("{Famed harbour pilot Ann Roe} <said> [no].", &[("Famed harbour pilot", "")]);
    check("We met {Velmoran foreign minister Ann Roe} who <said> [no].", &[("Velmoran foreign minister", "")]);
    check("{U.S. Attorney Ann Roe} <said> [no].", &[("U.S. Attorney", "")]);
}

#[test]
fn an_office_is_whole_with_what_it_is_in() {
    check("{Ann Roe, Vice President of Sales for Acme,} <said> [no].", &[("Vice President of Sales", "Acme")]);
    check("{Ann Roe, a professor of sea law at Lowmere University,} <said> [no].", &[("professor of sea law", "Lowmere University")]);
    check("{Ann Roe, director for games at Acme,} <said> [no].", &[("director for games", "Acme")]);
    check("{Ann Roe, a Europe analyst at Acme,} <said> [no].", &[("Europe analyst", "Acme")]);
}

#[test]
fn a_clause_is_no_title() {
    check("{Ann Roe, whose father was the Poe family pastor,} <said> [no].", &[]);
    check("{Ann Roe, now a judge in Lowmere,} <said> [no].", &[("judge", "Lowmere")]);
    check("{Ann Roe, another harbour pilot,} <said> [no].", &[("harbour pilot", "")]);
    check("He will face challenger Ann Roe. {Roe} <said> [no].", &[("challenger", "")]);
    check("It told what host Ann Roe thought. {Roe} <said> [no].", &[("host", "")]);
    check("The man who took the child, Tom Webb, was jailed. {Webb} <confessed> [it].", &[]);
}

#[test]
fn a_title_in_the_plural_is_each_ones() {
    check("Sens. Ann Roe (Ohio) and Tom Poe (Iowa) met. {Poe} <said> [no].", &[("Sen.", "")]);
    check("Sens. Ann Roe and Tom Poe met. Kim Holm left. {Holm} <said> [no].", &[]);
}

#[test]
fn who_is_introduced_in_a_source_holds_the_office() {
    check("{A Harbour News spokesman, Tom Poe,} <said> [no].", &[("spokesman", "Harbour News")]);
}
