//! From a pack as it is written to one that can be used, or to what is wrong with it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::civil::Date;
use toml::Spanned;
use toml::value::Datetime;

use super::raw::{self, Raw};
use super::{Cap, Class, Conversion, Evoker, Limit, Pack, Party, Period, Problem, Rule, Shape, Unit, Words};

const SHAPES: [(&str, Shape); 5] =
    [("gives", Shape::Gives), ("takes", Shape::Takes), ("mutual", Shape::Mutual), ("comes", Shape::Comes), ("does", Shape::Does)];

/// More rules are not compared with each other; people write them by hand.
const MOST_RULES: usize = 1000;

/// The line of a byte, from 1.
pub(super) fn line(text: &str, byte: usize) -> usize {
    1 + text.get(..byte).unwrap_or(text).matches('\n').count()
}

/// Gathers problems while a pack is checked.
struct Checker<'a> {
    text: &'a str,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    fn report<T>(&mut self, at: &Spanned<T>, reason: String) {
        self.problems.push(Problem { line: line(self.text, at.span().start), reason });
    }

    /// Reports a name that is not among those that are known.
    fn known<'n>(&mut self, what: &str, name: &Spanned<String>, mut known: impl Iterator<Item = &'n str> + Clone) {
        if !known.clone().any(|one| one == name.get_ref()) {
            let mut known: Vec<&str> = known.by_ref().collect();
            known.sort_unstable();
            known.dedup();
            let known = if known.is_empty() { "it has none".to_owned() } else { format!("known are {}", known.join(", ")) };
            self.report(name, format!("no {what} is called `{}`; {known}", name.get_ref()));
        }
    }

    /// Reports a name that stands twice.
    fn unique<'n>(&mut self, what: &str, names: impl Iterator<Item = &'n Spanned<String>>) {
        let mut seen = HashSet::new();
        for name in names.filter(|name| !seen.insert(name.get_ref().clone())).collect::<Vec<_>>() {
            self.report(name, format!("a second {what} is called `{}`; give each its own name", name.get_ref()));
        }
    }

    fn positive(&mut self, what: &str, amount: &Spanned<f64>) {
        if !(amount.get_ref().is_finite() && *amount.get_ref() > 0.0) {
            self.report(amount, format!("{what} is {}; it must be more than nothing", amount.get_ref()));
        }
    }

    fn code(&mut self, code: &str, at: &Spanned<impl Sized>) {
        if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            self.report(at, format!("`{code}` is no code of a State; use two capital letters, as ISO 3166-1 has them, or `any`"));
        }
    }

    /// The day that a date is.
    fn day(&mut self, date: &Spanned<Datetime>) -> Date {
        let day = date.get_ref().date.filter(|_| date.get_ref().time.is_none());
        day.and_then(|day| Date::new(day.year as i16, day.month as i8, day.day as i8).ok()).unwrap_or_else(|| {
            self.report(date, format!("`{}` is no day; write it as 2018-01-31", date.get_ref()));
            Date::MIN
        })
    }

    fn shape(&mut self, shape: &Spanned<String>) -> Shape {
        self.known("shape", shape, SHAPES.iter().map(|(name, _)| *name));
        SHAPES.iter().find(|(name, _)| name == shape.get_ref()).map_or(Shape::Does, |(_, shape)| *shape)
    }

    fn period(&mut self, rule: &raw::Rule, period: &Spanned<String>) -> Period {
        self.known("period", period, Period::NAMES.iter().map(|(name, _)| *name));
        let found = Period::NAMES.iter().find(|(name, _)| name == period.get_ref()).map_or(Period::Whole, |(_, period)| *period);
        if found == Period::Whole && rule.to.is_none() {
            self.report(period, format!("the period of `{}` never ends; give the rule a last day (`to`)", rule.id.get_ref()));
        }
        found
    }
}

/// Turns a written pack into one that can be used.
pub(super) fn check(text: &str, raw: Raw) -> Result<Pack, Vec<Problem>> {
    let mut checker = Checker { text, problems: Vec::new() };
    names(&mut checker, &raw);
    let frames = raw.frames.iter().map(|frame| Evoker { kind: frame.kind.get_ref().clone(), shape: checker.shape(&frame.shape) }).collect();
    let classes = classes(&mut checker, &raw.classes);
    let units = raw.units.iter().map(|unit| self::unit(&mut checker, unit, &raw.units)).collect();
    let actors = actors(&mut checker, &raw.actors);
    let rules: Vec<Rule> = raw.rules.iter().map(|rule| self::rule(&mut checker, rule, &raw)).collect();
    let words = words(&raw);
    let pack = Pack {
        name: raw.name.into_inner(),
        title: raw.title,
        notes: raw.notes,
        frames,
        classes,
        actors,
        units,
        rules,
        words,
        written: text.to_owned(),
    };
    if checker.problems.is_empty() {
        overlaps(&mut checker, &pack, &raw.rules);
    }
    checker.problems.sort_by_key(|problem| problem.line);
    if checker.problems.is_empty() { Ok(pack) } else { Err(checker.problems) }
}

/// Whether every name leads somewhere, and none stands twice.
fn names(checker: &mut Checker<'_>, raw: &Raw) {
    if raw.name.get_ref().is_empty() || !raw.name.get_ref().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        checker.report(&raw.name, format!("`{}` is no name for a pack; use small letters, digits and hyphens", raw.name.get_ref()));
    }
    checker.unique("class", raw.classes.iter().map(|class| &class.id));
    checker.unique("unit", raw.units.iter().map(|unit| &unit.id));
    if let Some(rule) = raw.rules.get(MOST_RULES) {
        checker.report(&rule.id, format!("a pack has at most {MOST_RULES} rules; split it"));
    }
    checker.unique("rule", raw.rules.iter().map(|rule| &rule.id));
    let kinds = raw.frames.iter().map(|frame| frame.kind.get_ref().as_str());
    let ids = raw.classes.iter().map(|class| class.id.get_ref().as_str());
    for class in &raw.classes {
        class.within.iter().for_each(|above| checker.known("class", above, ids.clone()));
        class.frames.iter().for_each(|kind| checker.known("kind of frame", kind, kinds.clone()));
        if class.words.is_empty() {
            checker.report(&class.id, format!("the class `{}` has no words", class.id.get_ref()));
        }
    }
    for rule in &raw.rules {
        checker.known("kind of frame", &rule.frame, kinds.clone());
        rule.classes.iter().chain(&rule.except).for_each(|class| checker.known("class", class, ids.clone()));
        if rule.classes.is_empty() {
            checker.report(&rule.id, format!("the rule `{}` covers no class", rule.id.get_ref()));
        }
    }
}

/// The classes, each with all that it lies within, however far up; reports those that lie within themselves.
fn classes(checker: &mut Checker<'_>, raw: &[raw::Class]) -> Vec<Class> {
    let inner = |names: &[Spanned<String>]| names.iter().map(|name| name.get_ref().clone()).collect::<Vec<_>>();
    let above: HashMap<&str, &[Spanned<String>]> = raw.iter().map(|class| (class.id.get_ref().as_str(), class.within.as_slice())).collect();
    let class = |raw: &raw::Class| {
        let mut within = BTreeSet::new();
        let mut next = inner(&raw.within);
        while let Some(name) = next.pop() {
            next.extend(above.get(name.as_str()).filter(|_| !within.contains(&name)).into_iter().flat_map(|names| inner(names)));
            within.insert(name);
        }
        if within.contains(raw.id.get_ref()) {
            checker.report(&raw.id, format!("the class `{}` lies within itself; take one `within` out", raw.id.get_ref()));
        }
        Class { id: raw.id.get_ref().clone(), within, holds: raw.holds, frames: inner(&raw.frames) }
    };
    raw.iter().map(class).collect()
}

fn unit(checker: &mut Checker<'_>, raw: &raw::Unit, units: &[raw::Unit]) -> Unit {
    let conversion = |raw: &raw::Conversion| {
        checker.known("unit", &raw.unit, units.iter().map(|unit| unit.id.get_ref().as_str()));
        checker.positive("the factor", &raw.amount);
        Conversion { amount: *raw.amount.get_ref(), unit: raw.unit.get_ref().clone(), source: raw.source.clone() }
    };
    let one_is = raw.one_is.iter().map(conversion).collect();
    Unit { id: raw.id.get_ref().clone(), names: raw.names.clone(), one_is }
}

fn actors(checker: &mut Checker<'_>, raw: &[raw::Actor]) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for actor in raw {
        checker.code(actor.code.get_ref(), &actor.code);
        for name in &actor.names {
            if out.insert(name.get_ref().clone(), actor.code.get_ref().clone()).is_some_and(|code| code != *actor.code.get_ref()) {
                checker.report(name, format!("`{}` stands for two States; leave it to one", name.get_ref()));
            }
        }
    }
    out
}

fn rule(checker: &mut Checker<'_>, raw: &raw::Rule, pack: &Raw) -> Rule {
    let shapes: Vec<Shape> =
        pack.frames.iter().filter(|frame| frame.kind.get_ref() == raw.frame.get_ref()).map(|frame| checker.shape(&frame.shape)).collect();
    let roles = shapes.iter().flat_map(|shape| shape.roles().iter().copied());
    if !shapes.is_empty() {
        raw.roles.keys().for_each(|role| checker.known("role of this kind of frame", role, roles.clone()));
    }
    let parties = raw.roles.iter().map(|(role, party)| (role.get_ref().clone(), self::party(checker, party))).collect();
    let from = checker.day(&raw.from);
    let to = raw.to.as_ref().map(|day| checker.day(day));
    if let (Some(last), Some(at)) = (to, &raw.to)
        && last < from
    {
        checker.report(at, format!("`{}` ends on {last}, before it begins on {from}", raw.id.get_ref()));
    }
    let cap = raw.cap.as_ref().map(|cap| self::cap(checker, raw, cap, &pack.units));
    let inner = |names: &[Spanned<String>]| names.iter().map(|name| name.get_ref().clone()).collect();
    Rule {
        id: raw.id.get_ref().clone(),
        source: raw.source.clone(),
        binds: raw.binds.clone(),
        says: raw.says.clone(),
        frame: raw.frame.get_ref().clone(),
        roles: parties,
        classes: inner(&raw.classes),
        except: inner(&raw.except),
        from,
        to,
        cap,
    }
}

fn party(checker: &mut Checker<'_>, raw: &Spanned<raw::Party>) -> Party {
    let codes = match raw.get_ref() {
        raw::Party::One(word) if word == "any" => return Party::Any,
        raw::Party::One(code) => vec![code.clone()],
        raw::Party::Several(codes) => codes.clone(),
    };
    for code in &codes {
        checker.code(code, raw);
    }
    Party::Of(codes)
}

fn cap(checker: &mut Checker<'_>, rule: &raw::Rule, raw: &raw::Cap, units: &[raw::Unit]) -> Cap {
    let period = checker.period(rule, &raw.period);
    if raw.limits.is_empty() {
        checker.report(&raw.period, format!("the cap of `{}` has no limit; leave the cap out where all is forbidden", rule.id.get_ref()));
    }
    let limit = |raw: &raw::Limit| {
        checker.positive("the cap", &raw.amount);
        checker.known("unit", &raw.unit, units.iter().map(|unit| unit.id.get_ref().as_str()));
        Limit { amount: *raw.amount.get_ref(), unit: raw.unit.get_ref().clone() }
    };
    Cap { period, limits: raw.limits.iter().map(limit).collect() }
}

/// Reports rules that cannot both be kept to: two that speak of the same, at the same time, of which at least one has a cap.
fn overlaps(checker: &mut Checker<'_>, pack: &Pack, raw: &[raw::Rule]) {
    for (at, later) in pack.rules.iter().enumerate() {
        for earlier in &pack.rules[..at] {
            if (later.cap.is_some() || earlier.cap.is_some()) && overlap(pack, earlier, later) {
                let reason = format!(
                    "`{}` and `{}` overlap: the same parties and items, at the same time, and a cap; end one (`to`) before the other begins",
                    earlier.id, later.id
                );
                checker.report(&raw[at].id, reason);
            }
        }
    }
}

fn overlap(pack: &Pack, a: &Rule, b: &Rule) -> bool {
    let together = a.to.is_none_or(|to| to >= b.from) && b.to.is_none_or(|to| to >= a.from);
    let excepted = |rule: &Rule, class: &str| rule.except.iter().any(|out| pack.is_within(class, out));
    let covers = |rule: &Rule, class: &str| rule.classes.iter().any(|of| pack.is_within(class, of)) && !excepted(rule, class);
    let shared = pack.classes.iter().any(|class| covers(a, &class.id) && covers(b, &class.id));
    a.frame == b.frame && a.roles == b.roles && together && shared
}

/// All words of a pack, in their forms.
fn words(raw: &Raw) -> Words {
    let mut words = Words::default();
    for (at, frame) in raw.frames.iter().enumerate() {
        frame.verbs.iter().for_each(|verb| words.add_verb(verb.get_ref(), at));
        frame.nouns.iter().for_each(|noun| words.add_noun(noun.get_ref(), at));
    }
    for (at, class) in raw.classes.iter().enumerate() {
        class.words.iter().for_each(|word| words.add_item(word.get_ref(), at));
    }
    for actor in &raw.actors {
        actor.names.iter().for_each(|name| words.add_name(name.get_ref(), actor.code.get_ref()));
    }
    if let Some(over) = &raw.over_limit {
        words.set_over_limit(over.says.clone(), over.of.clone());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sound pack about a river between two States that do not exist.
    const SOUND: &str = r#"name = "river"
title = "The river treaty"

[[frame]]
kind = "transfer"
shape = "gives"
verbs = ["ship"]

[[class]]
id = "timber"
words = ["timber", "log"]

[[unit]]
id = "raft"

[[rule]]
id = "River 1"
source = "River treaty, article 1"
binds = "each party"
says = "no more than ten rafts a year"
frame = "transfer"
roles = { supplier = "any", recipient = ["AA", "BB"] }
classes = ["timber"]
from = 2001-01-01
cap = { period = "calendar year", limits = [{ amount = 10, unit = "raft" }] }
"#;

    /// The problems after a change of the sound pack, as lines.
    fn check(replace: &str, with: &str) -> String {
        assert!(SOUND.contains(replace), "{replace}");
        let problems = Pack::parse(&SOUND.replacen(replace, with, 1)).err().unwrap_or_default();
        problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_sound_pack_has_no_problem() {
        assert_eq!(check("", ""), "");
    }

    #[test]
    fn problems_name_line_and_reason() {
        let expect = |replace: &str, with: &str, expected: &str| {
            let found = check(replace, with);
            assert!(found.starts_with(expected), "{with}\nexpected {expected}\n   found {found}");
        };
        expect("title =", "titel =", "2: unknown field `titel`");
        expect("words = [\"timber\"", "word = [\"timber\"", "11: unknown field `word`");
        expect("unit = \"raft\" }", "unit = \"boat\" }", "25: no unit is called `boat`; known are raft");
        expect("amount = 10", "amount = -10", "25: the cap is -10; it must be more than nothing");
        expect("amount = 10", "amount = nan", "25: the cap is NaN; it must be more than nothing");
        expect("classes = [\"timber\"]", "classes = [\"grain\"]", "23: no class is called `grain`; known are timber");
        expect("\"calendar year\"", "\"whole\"", "25: the period of `River 1` never ends; give the rule a last day (`to`)");
        expect("\"calendar year\"", "\"fortnight\"", "25: no period is called `fortnight`");
        expect(
            "from = 2001-01-01",
            "from = 2001-01-01\nto = 2000-12-31",
            "25: `River 1` ends on 2000-12-31, before it begins on 2001-01-01",
        );
        expect(
            "supplier = \"any\"",
            "giver = \"any\"",
            "22: no role of this kind of frame is called `giver`; known are recipient, supplier",
        );
        expect("\"BB\"", "\"Borland\"", "22: `Borland` is no code of a State");
        expect("shape = \"gives\"", "shape = \"throws\"", "6: no shape is called `throws`");
        expect("frame = \"transfer\"", "frame = \"theft\"", "21: no kind of frame is called `theft`; known are transfer");
        expect("words = [\"timber\"", "within = [\"timber\"]\nwords = [\"timber\"", "10: the class `timber` lies within itself");
        expect("name = \"river\"", "name = \"../river\"", "1: `../river` is no name for a pack");
        expect("from = 2001-01-01", "from = 2001-02-30", "24: ");
        expect("[[unit]]", "[[unit]\n", "13: ");
    }

    #[test]
    fn rules_that_cannot_both_be_kept_are_named() {
        let first = SOUND.find("[[rule]]").map(|at| &SOUND[at..]).unwrap();
        let second = |from: &str| first.replace("River 1", "River 2").replace("2001-01-01", from);
        let parse = |second: String| Pack::parse(&format!("{SOUND}\n{second}")).err().unwrap_or_default();
        let problems = parse(second("2010-01-01"));
        assert!(problems[0].reason.starts_with("`River 1` and `River 2` overlap"), "{problems:?}");
        assert_eq!((problems.len(), problems[0].line), (1, 28));
        assert_eq!(parse(second("2010-01-01").replace("\"any\"", "\"CC\"")), []);
        let ended = format!("{}\n{}", SOUND.replace("from = 2001-01-01", "from = 2001-01-01\nto = 2009-12-31"), second("2010-01-01"));
        assert!(Pack::parse(&ended).is_ok());
        assert!(parse(first.to_owned())[0].reason.starts_with("a second rule is called `River 1`"));
    }

    #[test]
    fn no_text_breaks_it() {
        for odd in ["", "=", "name", "name = 1", "[[rule]]", "\u{0}", "name = \"a\"\ntitle = \"b\"\n[[rule]]\nid = 3"] {
            assert!(Pack::parse(odd).is_err(), "{odd:?}");
        }
    }
}
