//! Where reports stand against each other: denials, exchanges, dates, changed accounts, slips.

use super::{Line, Lines};
use crate::svg::{Gift, NetworkChart};

/// A denial and what it denies.
pub(crate) struct Denial {
    pub(crate) line: Line,
    pub(crate) denies: String,
    pub(crate) asserted: Vec<Line>,
}

/// The denials.
pub(crate) fn denials(make: &Lines) -> Vec<Denial> {
    let denials = make.ledger.denials.iter().enumerate();
    denials
        .map(|(index, denial)| Denial {
            line: make.line(&denial.telling, format!("d{}", index + 1)),
            denies: make.names.key(&denial.denies),
            asserted: make.lines(&denial.asserted_in, &format!("d{}", index + 1)),
        })
        .collect()
}

/// A gives X to B in return for Y.
pub(crate) struct Exchange {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) gives: String,
    pub(crate) returns: String,
    pub(crate) polarity: &'static str,
    pub(crate) lines: Vec<Line>,
}

/// The exchanges.
pub(crate) fn exchanges(make: &Lines) -> Vec<Exchange> {
    let exchanges = make.ledger.exchanges.iter().enumerate();
    exchanges
        .map(|(index, exchange)| Exchange {
            from: make.names.of(&exchange.from),
            to: make.names.of(&exchange.to),
            gives: exchange.gives.clone(),
            returns: exchange.in_return_for.clone(),
            polarity: exchange.polarity.as_str(),
            lines: make.lines(&exchange.told, &format!("x{}", index + 1)),
        })
        .collect()
}

/// The exchanges as a picture.
pub(crate) fn network(make: &Lines, exchanges: &[Exchange]) -> Option<NetworkChart> {
    let gifts: Vec<Gift> = exchanges
        .iter()
        .map(|exchange| Gift {
            from: exchange.from.clone(),
            to: exchange.to.clone(),
            words: format!("{} ⇄ {}", exchange.gives, exchange.returns),
            href: exchange.lines.first().map(|line| format!("#{}", line.anchor)).unwrap_or_default(),
            asserted: exchange.polarity == "asserted",
        })
        .collect();
    NetworkChart::of(make.names.messages, &gifts)
}

/// One thing, differently dated.
pub(crate) struct Dates {
    pub(crate) of: String,
    pub(crate) lines: Vec<Line>,
}

/// The things to which reports give different dates.
pub(crate) fn dates(make: &Lines) -> Vec<Dates> {
    let dates = make.ledger.dates_that_differ.iter().enumerate();
    dates
        .map(|(index, differ)| Dates {
            of: make.names.key(&differ.of),
            lines: make.lines(&differ.told, &format!("t{}", index + 1)),
        })
        .collect()
}

/// A claimant who said otherwise before.
pub(crate) struct Change {
    pub(crate) claimant: String,
    pub(crate) what: String,
    pub(crate) from: Line,
    pub(crate) to: Line,
}

/// The changed accounts.
pub(crate) fn changes(make: &Lines) -> Vec<Change> {
    let changes = make.ledger.changes.iter().enumerate();
    changes
        .map(|(index, change)| Change {
            claimant: make.names.of(&change.claimant),
            what: change.what.replace("->", "→"),
            from: make.line(&change.from, format!("g{}-1", index + 1)),
            to: make.line(&change.to, format!("g{}-2", index + 1)),
        })
        .collect()
}

/// What a report got wrong.
pub(crate) struct Slip {
    pub(crate) kind: &'static str,
    pub(crate) means: Option<String>,
    pub(crate) why: String,
    pub(crate) line: Line,
}

/// The slips.
pub(crate) fn slips(make: &Lines) -> Vec<Slip> {
    let slips = make.ledger.slips.iter().enumerate();
    slips
        .map(|(index, slip)| Slip {
            kind: slip.kind.as_str(),
            means: slip.means.as_deref().map(|means| make.names.of(means)),
            why: slip.why.clone(),
            line: make.line(&slip.telling, format!("s{}", index + 1)),
        })
        .collect()
}
