//! Where reports stand against each other: denials, exchanges, dates, changed accounts, slips.

use runut_story::Reason;

use super::{Line, Lines, Part, Told};
use crate::{
    messages::fill,
    svg::{Gift, NetworkChart},
};

/// A denial and what it denies.
pub(crate) struct Denial {
    pub(crate) line: Line,
    pub(crate) denies: String,
    pub(crate) asserted: Told,
}

/// The denials.
pub(crate) fn denials(make: &Lines) -> Part<Denial> {
    let all = &make.ledger.denials;
    make.asked.part("denials", &(0..all.len()).collect::<Vec<_>>(), |index| {
        let denial = &all[index];
        Denial {
            line: make.line(&denial.telling, format!("d{}", index + 1)),
            denies: make.names.key(&denial.denies),
            asserted: make.lines(&denial.asserted_in, &format!("d{}", index + 1)),
        }
    })
}

/// A gives X to B in return for Y.
pub(crate) struct Exchange {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) gives: String,
    pub(crate) returns: String,
    pub(crate) polarity: &'static str,
    pub(crate) told: Told,
}

/// The exchanges.
pub(crate) fn exchanges(make: &Lines) -> Part<Exchange> {
    let all = &make.ledger.exchanges;
    make.asked.part("exchanges", &(0..all.len()).collect::<Vec<_>>(), |index| {
        let exchange = &all[index];
        Exchange {
            from: make.names.of(&exchange.from),
            to: make.names.of(&exchange.to),
            gives: exchange.gives.clone(),
            returns: exchange.in_return_for.clone(),
            polarity: exchange.polarity.as_str(),
            told: make.lines(&exchange.told, &format!("x{}", index + 1)),
        }
    })
}

/// The exchanges as a picture.
pub(crate) fn network(make: &Lines, exchanges: &[Exchange]) -> Option<NetworkChart> {
    let gifts: Vec<Gift> = exchanges
        .iter()
        .map(|exchange| Gift {
            from: exchange.from.clone(),
            to: exchange.to.clone(),
            words: format!("{} ⇄ {}", exchange.gives, exchange.returns),
            href: exchange.told.lines.first().map(|line| format!("#{}", line.anchor)).unwrap_or_default(),
            asserted: exchange.polarity == "asserted",
        })
        .collect();
    NetworkChart::of(make.names.messages, &gifts)
}

/// One thing, differently dated.
pub(crate) struct Dates {
    pub(crate) of: String,
    pub(crate) told: Told,
}

/// The things to which reports give different dates.
pub(crate) fn dates(make: &Lines) -> Part<Dates> {
    let all = &make.ledger.dates_that_differ;
    make.asked.part("dates", &(0..all.len()).collect::<Vec<_>>(), |index| {
        let differ = &all[index];
        Dates { of: make.names.key(&differ.of), told: make.lines(&differ.told, &format!("t{}", index + 1)) }
    })
}

/// A claimant who said otherwise before.
pub(crate) struct Change {
    pub(crate) claimant: String,
    pub(crate) what: String,
    pub(crate) from: Line,
    pub(crate) to: Line,
}

/// The changed accounts.
pub(crate) fn changes(make: &Lines) -> Part<Change> {
    let all = &make.ledger.changes;
    make.asked.part("changes", &(0..all.len()).collect::<Vec<_>>(), |index| {
        let change = &all[index];
        Change {
            claimant: make.names.of(&change.claimant),
            what: change.what.replace("->", "→"),
            from: make.line(&change.from, format!("g{}-1", index + 1)),
            to: make.line(&change.to, format!("g{}-2", index + 1)),
        }
    })
}

/// What a report got wrong.
pub(crate) struct Slip {
    pub(crate) kind: &'static str,
    pub(crate) means: Option<String>,
    pub(crate) why: String,
    /// Whether the reading noted it, in English.
    pub(crate) noted: bool,
    pub(crate) line: Line,
}

/// Why it is seen as a slip, in the reader's language; what the reading noted stays as it was noted.
fn why(make: &Lines, reason: &Reason) -> String {
    let m = make.names.messages;
    match reason {
        Reason::Noted(note) => note.clone(),
        Reason::OthersSpell { reports, spelling } => fill(&m.n("why_spelling", reports), "words", spelling),
        Reason::GivenBefore(words) => m.with("why.given_before", "words", words),
        Reason::OtherAct { headline, body, words } => {
            let acts = m.with("why.other_act", "headline", &make.names.key(headline));
            fill(&fill(&acts, "body", &make.names.key(body)), "words", words)
        }
        Reason::OtherFigure(words) => m.with("why.other_figure", "words", words),
    }
}

/// The slips.
pub(crate) fn slips(make: &Lines) -> Part<Slip> {
    let all = &make.ledger.slips;
    make.asked.part("slips", &(0..all.len()).collect::<Vec<_>>(), |index| {
        let slip = &all[index];
        Slip {
            kind: slip.kind.as_str(),
            means: slip.means.as_deref().map(|means| make.names.of(means)),
            why: why(make, &slip.why),
            noted: matches!(slip.why, Reason::Noted(_)),
            line: make.line(&slip.telling, format!("s{}", index + 1)),
        }
    })
}
