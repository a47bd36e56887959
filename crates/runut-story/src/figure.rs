//! What the reports count: values of one thing side by side, each scope on its own.

use std::collections::{BTreeMap, BTreeSet};

use runut_claim::{EntityKind, Event, Place, Quantity};
use runut_packs::ClassKind;

use crate::{
    Figure, FigureTelling, Verdict,
    act::{Act, Acts},
    report::{GRAMMAR, Report, Story, Word},
};

/// Event types in which the actor owns what is sent, and a place tells which part of it is meant.
const MOVING: [&str; 3] = ["aid", "mobilize", "retreat"];
/// How far a value that is said not to be exact may lie off.
const APPROXIMATE_SHARE: f64 = 0.1;
/// Words of grammar between a quantity and the name of whose it is: "3.000 tentara *dari* Korea Utara".
const OWNER_GAP_WORDS_MAX: usize = 1;

/// One quantity of a report, with what tells it from others.
#[derive(Debug)]
struct Count<'a> {
    report: usize,
    quantity: &'a Quantity,
    /// Kind of counted thing: a key of the pack, or the stem of its noun.
    counted: String,
    /// Whether the noun counts without naming.
    bare: bool,
    /// Whether it counts people, whoever they are.
    people: bool,
    /// Whose it is: a state.
    owner: Option<usize>,
    /// State of affairs that makes another figure.
    apart: Option<Apart<'a>>,
    /// Where, if that is less than a country.
    place: Option<usize>,
    /// The act that it is counted in.
    act: Option<Act<'a>>,
    /// State of affairs that narrows it, and its words.
    narrower: Option<(&'a str, Place)>,
    headline: bool,
}

/// A state of affairs that makes another figure.
#[derive(Debug, Clone, Copy)]
struct Apart<'a> {
    key: &'a str,
    /// Whether it is but a stage: what is only made ready, or in training, is not yet there.
    is_stage: bool,
}

/// What makes two counts one figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    counted: String,
    owner: Option<usize>,
    apart: Option<String>,
    place: Option<usize>,
}

/// What a figure counts, whatever is told of it: two figures of one thing may differ in where it is, and how far it has
/// come.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Thing {
    counted: String,
    owner: Option<usize>,
    apart: Option<String>,
}

/// The figures of a story, each with what it counts.
pub(crate) fn figures<'b>(acts: &Acts<'b>, story: &'b Story<'b>) -> Vec<(Thing, Figure)> {
    let mut counts = Vec::new();
    for (index, report) in story.reports.iter().enumerate() {
        for quantity in &report.reading.annotations.quantities {
            if let Some(count) = count(index, report, quantity, acts, story) {
                counts.push(count);
            }
        }
    }
    inherit(&mut counts);
    adopt(&mut counts, acts, story);
    let groups = grouped(&counts);
    let mut figures: Vec<((usize, usize), (Thing, Figure))> = groups
        .into_iter()
        .map(|group| {
            let members: Vec<&Count> = group.into_iter().map(|index| &counts[index]).collect();
            let first = (members[0].report, members[0].quantity.span.start());
            (first, (thing(members[0]), figure(&members, story)))
        })
        .collect();
    figures.sort_by_key(|(first, _)| *first);
    figures.into_iter().map(|(_, figure)| figure).collect()
}

fn count<'b>(
    report: usize,
    from: &'b Report<'b>,
    quantity: &'b Quantity,
    acts: &Acts<'b>,
    story: &'b Story<'b>,
) -> Option<Count<'b>> {
    let (counted, bare) = counted(from, quantity)?;
    let headline = from.is_headline(quantity.span);
    let act = act_of(report, quantity, from, acts).or_else(|| promised(report, quantity, from, story));
    let moving = act.filter(|act| MOVING.contains(&act.event.event_type.as_str()));
    // Whom forces are sent to does not own them: "10.000 tentara *ke Rusia*".
    let sent_to = moving.and_then(|act| act.recipient);
    let owner = owner_beside(from, quantity, story)
        .filter(|owner| sent_to != Some(*owner))
        .or_else(|| moving.and_then(|act| act.actor).filter(|&actor| story.parties.is_country(actor)));
    let reach = reach(from, quantity);
    let state = |kind: ClassKind| {
        reach.iter().find_map(|word| {
            let class = word.class.filter(|class| class.kind == kind)?;
            Some((class.key.as_str(), word.span))
        })
    };
    let stage = state(ClassKind::Stage);
    let narrower = reach.iter().find_map(|word| {
        let narrows = |kind| matches!(kind, ClassKind::Narrower | ClassKind::Stage);
        let class = word.class.filter(|class| narrows(class.kind))?;
        Some((class.key.as_str(), word.span))
    });
    let apart = state(ClassKind::Apart).map(|(key, _)| Apart { key, is_stage: false });
    let stage = stage.filter(|_| moving.is_some() || !bare).map(|(key, _)| Apart { key, is_stage: true });
    let place = match moving.and_then(|act| act.event.place).and_then(|place| place.entity) {
        Some(entity) => region(entity, from, story),
        None if moving.is_some() || narrower.is_some() => region_after(from, quantity, &reach, story),
        None => None,
    };
    Some(Count {
        report,
        quantity,
        bare,
        people: from.language.is_some_and(|language| language.collation.people == counted),
        owner,
        apart: apart.or(stage),
        counted,
        place,
        act,
        narrower,
        headline,
    })
}

/// What is counted, and whether its noun only counts. `None` where the unit has no word.
fn counted(from: &Report, quantity: &Quantity) -> Option<(String, bool)> {
    let language = from.language?;
    if quantity.unit == "%"
        || quantity.unit.len() == 3 && quantity.unit.bytes().all(|byte| byte.is_ascii_uppercase())
    {
        return Some((quantity.unit.clone(), false));
    }
    let collation = &language.collation;
    let words: Vec<&str> = quantity
        .unit
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .collect();
    let class = |word: &&str| {
        let class = collation.class(word).or_else(|| collation.class(&language.morphology.stem(word)));
        class.filter(|class| class.kind == ClassKind::Counted).map(|class| class.key.clone())
    };
    let named = words.iter().filter(|word| !collation.bare.contains(**word)).find_map(class);
    let bare = named.is_none() && words.iter().any(|word| collation.bare.contains(*word));
    if let Some(key) = named.or_else(|| words.iter().find_map(class)) {
        return Some((key, bare));
    }
    let head = if collation.head_first { words.first() } else { words.last() }?;
    Some((language.morphology.stem(head).into_owned(), bare))
}

/// The act that a quantity is counted in: the one that has it as its quantity, else the shortest that holds it.
fn act_of<'a>(report: usize, quantity: &Quantity, from: &Report, acts: &Acts<'a>) -> Option<Act<'a>> {
    let own = acts.of_report(report).iter();
    let index = from.reading.annotations.quantities.iter().position(|other| std::ptr::eq(other, quantity));
    let holds = |act: &&Act| act.event.evidence.overlaps(quantity.span);
    own.clone()
        .find(|act| act.event.quantity == index)
        .or_else(|| own.filter(holds).min_by_key(|act| act.event.evidence.len()))
        .copied()
}

fn thing(count: &Count) -> Thing {
    let apart = count.apart.filter(|apart| !apart.is_stage).map(|apart| apart.key.to_owned());
    Thing { counted: count.counted.clone(), owner: count.owner, apart }
}

/// The act that a headline promises around a quantity of its own.
fn promised<'b>(report: usize, quantity: &Quantity, from: &'b Report, story: &Story) -> Option<Act<'b>> {
    let around = |event: &&Event| event.evidence.overlaps(quantity.span);
    let event = from.headline.iter().filter(around).min_by_key(|event| event.evidence.len())?;
    Some(Act::promised(report, event, story))
}

/// The country whose name stands in or right after the quantity.
fn owner_beside(from: &Report, quantity: &Quantity, story: &Story) -> Option<usize> {
    let line = from.line_of(quantity.span)?;
    let mentions =
        from.reading.annotations.mentions.iter().filter(|mention| {
            mention.span.start() >= quantity.span.start() && line.span.contains(mention.span)
        });
    let mention = mentions.min_by_key(|mention| mention.span.start())?;
    let party = from.parties[mention.entity];
    let after = mention.span.start().max(quantity.span.end());
    let gap = from.words_in(Place::new(quantity.span.end(), after));
    let beside = gap.len() <= OWNER_GAP_WORDS_MAX && gap.iter().all(|word| word.term == GRAMMAR);
    (story.parties.is_country(party) && beside).then_some(party)
}

/// An entity as a place that is less than a country.
fn region(entity: usize, from: &Report, story: &Story) -> Option<usize> {
    let kind = from.reading.annotations.entities[entity].kind;
    let place = from.parties[entity];
    (kind == EntityKind::Place && !story.parties.is_country(place)).then_some(place)
}

/// The first region that is named after a quantity in its clause.
fn region_after(from: &Report, quantity: &Quantity, reach: &[&Word], story: &Story) -> Option<usize> {
    let after = reach.iter().filter(|word| word.span.start() >= quantity.span.end());
    let mut mentions = after.filter_map(|word| {
        from.reading.annotations.mentions.iter().find(|mention| mention.span == word.span)
    });
    mentions.find_map(|mention| region(mention.entity, from, story))
}

/// The words of a quantity's clause, nearest first: its own, those after it, those before it, as far as the clause
/// goes: to the next quantity, or a mark.
fn reach<'b, 'a>(from: &'b Report<'a>, quantity: &Quantity) -> Vec<&'b Word<'a>> {
    let Some(line) = from.line_of(quantity.span) else { return Vec::new() };
    let text = &from.reading.article.text;
    let quantities = &from.reading.annotations.quantities;
    let others: Vec<Place> =
        quantities.iter().map(|other| other.span).filter(|span| *span != quantity.span).collect();
    let words = &from.words[line.words.clone()];
    let marks = [',', ';', ':', '(', ')', '–'];
    let broken = |a: Place, b: Place| b.start() > a.end() && text[a.end()..b.start()].contains(marks);
    let taken = |word: &Word| others.iter().any(|other| other.overlaps(word.span));
    let mut reach: Vec<&Word> = words.iter().filter(|word| quantity.span.overlaps(word.span)).collect();
    let mut last = quantity.span;
    let relatives = from.language.map(|language| &language.words.relatives);
    let relative = |word: &Word| {
        relatives.is_some_and(|relatives| relatives.contains(&from.text(word.span).to_lowercase()))
    };
    for word in words.iter().filter(|word| word.span.start() >= quantity.span.end()) {
        // A relative clause goes on about the quantity, mark or no mark.
        if taken(word) || broken(last, word.span) && !relative(word) {
            break;
        }
        reach.push(word);
        last = word.span;
    }
    let mut last = quantity.span;
    for word in words.iter().rev().filter(|word| word.span.end() <= quantity.span.start()) {
        if taken(word) || broken(word.span, last) {
            break;
        }
        reach.push(word);
        last = word.span;
    }
    reach
}

/// Gives counts without owner those of their report's: the soldiers of a report are those it spoke of before, or in
/// the same words elsewhere.
fn inherit(counts: &mut [Count]) {
    for index in 0..counts.len() {
        let count = &counts[index];
        if count.owner.is_some() || count.apart.is_some() || count.bare || count.people {
            continue;
        }
        let words = count.quantity.unit.as_str();
        let alike = |other: &&Count| {
            other.report == count.report && other.counted == count.counted && other.owner.is_some()
        };
        let same = counts.iter().filter(alike).find(|other| {
            (other.quantity.low, other.quantity.high) == (count.quantity.low, count.quantity.high)
                && other.quantity.unit == words
        });
        let before = counts[..index].iter().rev().find(alike);
        if let Some(other) = same.or(before) {
            let (owner, place, apart) = (other.owner, other.place, other.apart);
            let is_same = same.is_some();
            let count = &mut counts[index];
            count.owner = owner;
            if is_same {
                count.place = count.place.or(place);
                count.apart = count.apart.or(apart);
            }
        }
    }
}

/// Gives counts that nothing in their report owns to the state that moves most in it, where the story knows owners of
/// what they count: forces belong to a state, and a report speaks of one state's.
fn adopt(counts: &mut [Count], acts: &Acts, story: &Story) {
    let owned: BTreeSet<String> =
        counts.iter().filter(|count| count.owner.is_some()).map(|count| count.counted.clone()).collect();
    let mut movers: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for count in counts.iter_mut().filter(|count| count.owner.is_none() && owned.contains(&count.counted)) {
        if count.bare || count.people || count.apart.is_some_and(|apart| !apart.is_stage) {
            continue;
        }
        let mover = movers.entry(count.report).or_insert_with(|| {
            let mut times: BTreeMap<usize, usize> = BTreeMap::new();
            let own = acts.of_report(count.report).iter();
            for act in own.filter(|act| MOVING.contains(&act.event.event_type.as_str())) {
                if let Some(actor) = act.actor.filter(|&actor| story.parties.is_country(actor)) {
                    *times.entry(actor).or_default() += 1;
                }
            }
            times
                .into_iter()
                .max_by_key(|(actor, times)| (*times, std::cmp::Reverse(*actor)))
                .map(|(actor, _)| actor)
        });
        count.owner = *mover;
    }
}

/// Groups of counts, each in the order of reports and text. Counts of one key go together; one whose noun only
/// counts, and that stands in no state, goes with the figure of the same kind that has its very value.
fn grouped(counts: &[Count]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    let mut loose = Vec::new();
    for (index, count) in counts.iter().enumerate() {
        if count.bare && count.apart.is_none() && count.owner.is_none() {
            loose.push(index);
        } else {
            let key = Key {
                counted: count.counted.clone(),
                owner: count.owner,
                apart: count.apart.map(|apart| apart.key.to_owned()),
                place: count.place,
            };
            groups.entry(key).or_default().push(index);
        }
    }
    for index in loose {
        let count = &counts[index];
        let value = |other: &usize| {
            let other = counts[*other].quantity;
            other.low.is_some() && (other.low, other.high) == (count.quantity.low, count.quantity.high)
        };
        // The figure that has the value most often; a lone count has one of its own.
        let home = groups
            .iter()
            .filter(|(key, _)| key.counted == count.counted)
            .map(|(key, members)| (members.iter().filter(|member| value(member)).count(), key))
            .filter(|(times, _)| *times > 0)
            .max_by_key(|(times, key)| (*times, std::cmp::Reverse((*key).clone())));
        let key = home.map_or_else(
            || Key { counted: count.counted.clone(), owner: None, apart: None, place: None },
            |(_, key)| key.clone(),
        );
        groups.entry(key).or_default().push(index);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups
}

fn figure(members: &[&Count], story: &Story) -> Figure {
    let mut told: Vec<FigureTelling> = Vec::new();
    for count in members {
        let telling = telling(count, story);
        // A subtitle that gives the lead's figure in the lead's words tells it once.
        let again = told.iter_mut().find(|other| {
            other.telling.report == telling.telling.report
                && other.headline == telling.headline
                && other.telling.text.to_lowercase() == telling.telling.text.to_lowercase()
                && (other.telling.by.is_none()
                    || telling.telling.by.is_none()
                    || other.telling.by == telling.telling.by)
        });
        match again {
            Some(other) if other.telling.by.is_none() && telling.telling.by.is_some() => *other = telling,
            Some(_) => {}
            None => told.push(telling),
        }
    }
    let scopes: BTreeSet<&str> = told.iter().map(|telling| telling.scope.as_str()).collect();
    Figure {
        of: of(members, story),
        scope: scopes.into_iter().filter(|scope| !scope.is_empty()).collect::<Vec<_>>().join("; "),
        verdict: verdict(&told),
        told,
    }
}

/// What is counted, in the noun that most of the reports use, and whose it is.
fn of(members: &[&Count], story: &Story) -> String {
    let mut nouns: BTreeMap<&str, usize> = BTreeMap::new();
    for count in members {
        *nouns.entry(&count.quantity.unit).or_default() += 1;
    }
    let noun = nouns.iter().max_by_key(|(noun, times)| (**times, std::cmp::Reverse(**noun)));
    let mut of = noun.map(|(noun, _)| (*noun).to_owned()).unwrap_or_default();
    if let Some(owner) = members[0].owner {
        of = format!("{of} {}", story.parties.name(owner));
    }
    of
}

fn telling(count: &Count, story: &Story) -> FigureTelling {
    let from = &story.reports[count.report];
    let span = count.quantity.span;
    let statement = from.statement_at(span).or_else(|| count.act.and_then(|act| act.statement));
    let mut scope: Vec<String> = Vec::new();
    scope.extend(count.apart.map(|apart| apart.key.to_owned()));
    scope.extend(count.act.map(|act| act.label(story)));
    scope.extend(count.place.map(|place| story.parties.name(place).to_owned()));
    scope.extend(count.narrower.map(|(key, _)| key.to_owned()));
    FigureTelling {
        telling: story.telling(count.report, span, statement),
        low: count.quantity.low,
        high: count.quantity.high,
        approximate: count.quantity.approximate,
        headline: count.headline,
        scope: scope.join(", "),
        qualifier: count.narrower.map(|(_, span)| from.text(span).to_owned()),
    }
}

/// Whether the values can stand together. Those of different scopes can.
fn verdict(told: &[FigureTelling]) -> Verdict {
    if told.len() < 2 {
        return Verdict::Single;
    }
    // Of each value of a scope: its first and its last telling, and whether it stands in a report with another.
    let mut values: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, telling) in told.iter().enumerate() {
        let values = values.entry(&telling.scope).or_default();
        match values.iter_mut().find(|(first, _)| same_value(&told[*first], telling)) {
            Some((_, last)) => *last = at,
            None => values.push((at, at)),
        }
    }
    let mut differs = false;
    let mut grows = true;
    for values in values.values() {
        for (at, &(a, a_last)) in values.iter().enumerate() {
            for &(b, _) in values[at + 1..].iter().filter(|(b, _)| !compatible(&told[a], &told[*b])) {
                differs = true;
                // Reports stand in order, so a figure that grows has its lesser values first, and in reports of their own.
                let lesser_first = told[a].low.or(told[a].high) <= told[b].low.or(told[b].high);
                grows &= lesser_first && told[a_last].telling.report < told[b].telling.report;
            }
        }
    }
    match (differs, grows) {
        (false, _) => Verdict::Agree,
        (true, true) => Verdict::Update,
        (true, false) => Verdict::Differ,
    }
}

/// Whether two tellings give the very same value.
pub(crate) fn same_value(a: &FigureTelling, b: &FigureTelling) -> bool {
    (a.low, a.high, a.approximate) == (b.low, b.high, b.approximate)
}

/// Whether one value lies in the other's bounds. An amount without any bound goes with every number.
pub(crate) fn compatible(a: &FigureTelling, b: &FigureTelling) -> bool {
    let bounds = |telling: &FigureTelling| {
        let slack = if telling.approximate { APPROXIMATE_SHARE } else { 0.0 };
        (
            telling.low.map_or(f64::NEG_INFINITY, |low| low * (1.0 - slack)),
            telling.high.map_or(f64::INFINITY, |high| high * (1.0 + slack)),
        )
    };
    let ((a_low, a_high), (b_low, b_high)) = (bounds(a), bounds(b));
    a_low <= b_high && b_low <= a_high
}
