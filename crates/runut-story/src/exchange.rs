//! Who gives what to whom in return for what.

use std::collections::BTreeMap;

use runut_claim::{Place, Polarity};

use crate::{
    Exchange, Telling,
    act::{Act, Acts},
    report::{Report, Story, bag},
};

/// Likeness of words from which two gifts are one; what one holds of the other counts where what is given for them
/// is alike too.
const GIFT_LIKENESS_MIN: f64 = 0.5;
/// The same where the nouns that name them differ: support for a programme is no technology.
const GIFT_LIKENESS_HEADS_MIN: f64 = 0.75;
/// The same of what is given for them.
const RETURN_LIKENESS_MIN: f64 = 0.3;

/// One telling of an exchange.
struct Deal {
    from: usize,
    to: usize,
    gives: Place,
    returns: Place,
    polarity: Polarity,
    terms: Vec<u32>,
    /// The noun that names what is given.
    head: Option<u32>,
    return_terms: Vec<u32>,
    telling: Telling,
}

/// The exchanges of a story, in the order of their first telling.
pub(crate) fn exchanges(acts: &Acts, story: &Story) -> Vec<Exchange> {
    let mut exchanges: Vec<(Vec<Deal>, Exchange)> = Vec::new();
    let mut between: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for deal in acts.all.iter().filter_map(|act| deal(act, story)) {
        let between = between.entry((deal.from, deal.to)).or_default();
        let same = between.iter().copied().find(|&at| {
            let (deals, exchange) = &exchanges[at];
            deals.iter().any(|other| same(other, &deal, story)) && exchange.polarity == deal.polarity
        });
        if let Some(same) = same {
            let (deals, exchange) = &mut exchanges[same];
            exchange.told.push(deal.telling.clone());
            // What is told in the very words of another is compared with them.
            if !deals.iter().any(|other| other.terms == deal.terms && other.return_terms == deal.return_terms)
            {
                deals.push(deal);
            }
            continue;
        }
        between.push(exchanges.len());
        let from = &story.reports[deal.telling.report];
        let exchange = Exchange {
            from: story.parties.name(deal.from).to_owned(),
            to: story.parties.name(deal.to).to_owned(),
            gives: from.text(deal.gives).to_owned(),
            in_return_for: from.text(deal.returns).to_owned(),
            polarity: deal.polarity,
            told: vec![deal.telling.clone()],
        };
        exchanges.push((vec![deal], exchange));
    }
    exchanges.into_iter().map(|(_, exchange)| exchange).collect()
}

/// What an act gives in return for what. One who asks for a thing in return for another is to be given it.
fn deal(act: &Act, story: &Story) -> Option<Deal> {
    let returns = act.event.in_return_for?;
    let (actor, recipient) = (act.actor?, act.recipient?);
    let asks = act.event.event_type == "request";
    let (from, to) = if asks { (recipient, actor) } else { (actor, recipient) };
    let report = &story.reports[act.report];
    let gives = gift(act, story)?;
    let polarity = match act.event.polarity {
        Polarity::Asserted if asks => Polarity::Possible,
        polarity => polarity,
    };
    let mut telling = act.telling(story);
    telling.span = gives;
    report.text(gives).clone_into(&mut telling.text);
    // Who gives and takes is the same in all that is compared.
    let parties = [from, to].map(|party| story.terms.of_party(party));
    let words = |place: Place| {
        let mut terms = bag(report.words_in(place));
        terms.retain(|term| !parties.contains(&Some(*term)));
        terms
    };
    Some(Deal {
        from,
        to,
        gives,
        returns,
        polarity,
        head: head(gives, report, parties),
        terms: words(gives),
        return_terms: words(returns),
        telling,
    })
}

/// The first word that says what is given, or the last where the language puts the head there.
fn head(gives: Place, report: &Report, parties: [Option<u32>; 2]) -> Option<u32> {
    let mut terms = report
        .words_in(gives)
        .iter()
        .map(|word| word.term)
        .filter(|term| *term != crate::report::GRAMMAR && !parties.contains(&Some(*term)));
    let head_first = report.language.is_some_and(|language| language.collation.head_first);
    if head_first { terms.next() } else { terms.next_back() }
}

/// What is given: the object, with what follows it in the evidence where that says more than who gives and takes.
fn gift(act: &Act, story: &Story) -> Option<Place> {
    let report = &story.reports[act.report];
    let returns = act.event.in_return_for?;
    let text = &report.reading.article.text;
    let Some(object) = act.event.object else { return Some(gift_of_noun(act, report)) };
    let mut end = act.event.evidence.end();
    if returns.start() >= object.end() {
        end = end.min(returns.start());
    }
    if end <= object.end() {
        return Some(object);
    }
    let parties = [act.actor, act.recipient];
    let rest = Place::new(object.end(), end);
    let named = |place: Place| {
        let mut mentions = report.reading.annotations.mentions.iter();
        mentions.any(|mention| {
            mention.span.overlaps(place) && parties.contains(&Some(report.parties[mention.entity]))
        })
    };
    let says_more =
        report.words_in(rest).iter().any(|word| word.term != crate::report::GRAMMAR && !named(word.span));
    Some(if says_more { object.cover(rest).trim(text) } else { object })
}

/// What is given where the act is a noun beside a verb ("memberikan *dukungan* ..."): from that noun to the end of
/// its clause.
fn gift_of_noun(act: &Act, report: &Report) -> Place {
    let text = &report.reading.article.text;
    let start = report
        .words_in(act.event.trigger)
        .last()
        .map_or(act.event.evidence.start(), |word| word.span.start());
    let line = report.line_of(act.event.evidence).map_or(act.event.evidence, |line| line.span);
    let from = act.event.evidence.end().max(start);
    let until = line.end().max(from);
    let end = text[from..until].find([',', ';', '.', '"', '”', '(']).map_or(until, |at| from + at);
    let returns = act.event.in_return_for.map_or(usize::MAX, Place::start);
    let end = if returns > start { end.min(returns) } else { end };
    Place::new(start, end).trim(text)
}

fn same(a: &Deal, b: &Deal, story: &Story) -> bool {
    let gifts = story.likeness(&a.terms, &b.terms);
    let returns = story.likeness(&a.return_terms, &b.return_terms);
    (a.head == b.head || gifts.dice() >= GIFT_LIKENESS_HEADS_MIN)
        && (gifts.dice() >= GIFT_LIKENESS_MIN
            || gifts.held() >= GIFT_LIKENESS_MIN && returns.held() >= RETURN_LIKENESS_MIN)
}
