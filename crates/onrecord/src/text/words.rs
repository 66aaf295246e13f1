//! Words by what they do in a sentence, a source or a name: `data/words.tsv`, which says what each class means.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::table::{columns, value};

/// What a word does in a source or a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Class {
    /// "Mr", "Ms", "Dr": before a name, never part of it.
    #[serde(alias = "honorific_m", alias = "honorific_f")]
    Honorific,
    /// "Sen.", "Prime": part of a title.
    Rank,
    /// "van", "bin": inside a name.
    Particle,
    /// "Committee", "Inc": makes a name an organization's.
    Organisation,
    /// "Times", "Herald": makes a name a paper's or a station's.
    Outlet,
    /// "River", "Airport": makes a name a place's.
    Place,
    /// "Fort", "San": makes a name that it begins a place's.
    PlaceOpener,
    /// "former", "acting": tells of an office, before it or before the body that it is an office of.
    Tenure,
    /// "When", "Meanwhile": begins a sentence, never a name.
    Opener,
    /// "of", "for".
    Preposition,
    /// "his", "our".
    Possessive,
    /// "two", "several", "others": before or instead of a plural noun.
    Number,
    /// "people", "critics": people without a name.
    Collective,
    /// "Co", "Jr": a full stop after it belongs to the name.
    Abbreviation,
    /// "shows", "found": what makes a thing before it evidence.
    Showing,
    /// "to", "citing": stands before what is appealed to.
    Appealing,
    /// "satellite", "leaked": tells the sort of a piece of evidence.
    Sort,
    /// "via", "told": stands before what carries a statement.
    Carrying,
    /// "citing", "quoting": before those whom nobody names, and who carry it too.
    Citing,
    /// "Jr", "III": at the end of a name, tells which of a family it is; nobody is called by it.
    Generation,
    /// "lawyer": stands up for somebody in court, and is of no body's name.
    Pleading,
    /// "in", "last": before a month.
    Dating,
    /// "North": with "the" the State whose name it begins.
    Half,
    /// "countries": what States are called.
    Land,
    /// "Inc": at the end of a business's name, its legal form, without which it is called.
    Legal,
    /// "Sen", "Jan": a full stop after it is its own, and ends no sentence.
    Stopped,
    /// "rival", "another": tells one from those that are named.
    Beside,
    /// "Institute", "Prize": stands behind the name of whom a body is named after.
    Namesake,
    /// "Section": its number is a part of its name.
    Numbered,
    /// "president": there is one of it, and who holds another office is not meant by it.
    Office,
    /// "was", "went": a verb, where it stands after a noun.
    Verb,
    /// "wrote", "filed": makes its subject the issuer of the document that is its object.
    Issuing,
    /// "poll", "review": a document whose "of" names what it looks into, not whose it is.
    Examining,
    /// "poll": a document of whoever asks people, whose name stands before it.
    Polling,
    /// "manufacturer": describes a business, also by its country.
    Firm,
    /// "ministry": in the name of a body of the state.
    Public,
    /// "movement": a body that is not the state's.
    Private,
    /// "Motors": in the name of a business.
    Business,
    /// "Boeing": the whole name of a business.
    Company,
    /// "Energy": in the names of businesses and of others, and left out where they are named short.
    Trade,
    /// "argument": what somebody holds, and says by it.
    Thought,
    /// "records": what a body keeps, whose words they are.
    Recorded,
    /// "Black Friday": a name with a weekday in it, which is no date.
    DayName,
    /// "Ohio": a state or a province, a place unless it has a title.
    Region,
    /// "newspaper": what prints or broadcasts.
    Press,
    /// "newspaper", "group": what a body's name before it is.
    Called,
    /// "party": what a body that is called by its people is.
    Party,
    /// "those", "many": says nothing of those it stands for but what a clause after it tells.
    Whoever,
    /// "Muslim": one of a faith or an origin, not a name.
    People,
    /// "one", "another": before one of several.
    Quantifier,
    /// "source", "familiar": of those whom nobody names.
    Hidden,
    /// "anonymity": tells of somebody that nobody names them.
    Unnamed,
    /// "State", "Defense": names a department after "secretary of".
    Department,
    /// "conference", "festival": what people gather at, whose name before it is no body's.
    Gathering,
    /// "said", "wrote": an irregular past form of a verb that tells.
    Told,
    /// "al", "d": what a hyphen or an apostrophe attaches to a name that goes on with a capital ("al-Roe", "d'Roe").
    Attached,
    /// "and", "whom", "because": joins or opens a clause, and stands in no title.
    Clausal,
    /// "will", "not": a verb in its bare form follows.
    Modal,
    /// "now", "another": before an office that stands after a name, and no part of it.
    Leading,
    /// "Attorney": an office whose title has its state in it ("U.S. Attorney").
    Stated,
    /// "customers", "analyst": what bodies have: "Acme customers".
    Corporate,
    /// "shares", "headquarters": what there is of bodies alone: "shares in Acme".
    Held,
    /// "side": with a state's adjective, the state.
    Side,
    /// "press": with "office" or "service", who speaks for whose it is.
    Mouthpiece,
    /// "court", "bank": what others file with it or have there is named by it, too: "court filings", "bank statements".
    Recipient,
    /// "said", "an": part of no compound, so that a hyphen beside it stands for a space.
    Unjoined,
    /// "has", "always", "repeatedly": beside a verb, says that it tells of no single occasion.
    Standing,
}

/// The rows of the table: a word, as it is written, and its class.
pub(crate) fn classed() -> impl Iterator<Item = [&'static str; 2]> {
    columns("words.tsv", include_str!("../../data/words.tsv"))
}

static WORDS: LazyLock<HashSet<(&str, Class)>> =
    LazyLock::new(|| classed().map(|[word, class]| (word, value("words.tsv", class))).collect());

/// Whether a word, in this writing, belongs to a class.
pub(crate) fn is(word: &str, class: Class) -> bool {
    WORDS.contains(&(word, class))
}
