//! Denials, tied to what they deny.

use runut_claim::{Party, Place, Polarity};

use crate::{
    Denial, Telling,
    act::{Act, Acts},
    report::{Report, Story, bag},
};

/// Event types that tell of words, and are no charge that one denies.
const WORDS: [&str; 4] = ["reject", "accuse", "request", "support"];

/// The denials of a story, in the order of reports and text.
pub(crate) fn denials(acts: &Acts, story: &Story) -> Vec<Denial> {
    let mut denials: Vec<Denial> = Vec::new();
    for act in &acts.all {
        let found = match act.event.polarity {
            Polarity::Denied => denied_act(act, acts, story),
            Polarity::Asserted if act.event.event_type == "reject" => referred(act, acts, story),
            _ => Vec::new(),
        };
        for denial in found {
            // Acts come in the order of the reports.
            let beside =
                denials.iter().rev().take_while(|other| other.telling.report == denial.telling.report);
            let again = beside.into_iter().any(|other| {
                other.telling.by == denial.telling.by
                    && (other.denies == denial.denies || other.telling.span.overlaps(denial.telling.span))
            });
            if !again {
                denials.push(denial);
            }
        }
    }
    denials.sort_by_key(|denial| (denial.telling.report, denial.telling.span));
    denials
}

/// An act told as denied: its denier is its claimant, else the actor of the `reject` that it stands in.
fn denied_act(act: &Act, acts: &Acts, story: &Story) -> Vec<Denial> {
    let report = &story.reports[act.report];
    let reject = rejects(act.report, acts)
        .filter(|reject| same_sentence(reject, act, report))
        .min_by_key(|reject| reject.event.evidence.start().abs_diff(act.event.evidence.start()));
    let span = match (reject, act.statement) {
        (Some(reject), _) => reject.event.evidence.cover(act.event.evidence),
        (None, Some(statement)) => statement.span,
        (None, None) => return Vec::new(),
    };
    let party = act
        .statement
        .and_then(|statement| statement.claimant)
        .or(reject.and_then(|reject| reject.event.actor));
    let charged = party.and_then(|party| charged(act, &together(act.report, party, story), acts, story));
    by_each(party, span, act, charged.unwrap_or(act), acts, story)
}

/// The charge that parties deny together, where the denial names no one but them ("A and B deny any transfer"): it is
/// told before, and there it says who gave to whom.
fn charged<'b, 'a>(act: &Act, deniers: &[usize], acts: &'b Acts<'a>, story: &Story) -> Option<&'b Act<'a>> {
    let among = |role: Option<usize>| role.is_some_and(|role| deniers.contains(&role));
    if deniers.len() < 2 || !among(act.actor) || !among(act.recipient) || is_joint(act, story) {
        return None;
    }
    let told = |other: &&Act| {
        other.event.polarity != Polarity::Denied
            && deniers.iter().any(|&denier| Act::is(other.actor, denier, story))
            && deniers.iter().any(|&denier| Act::is(other.recipient, denier, story))
    };
    let before = |other: &&Act| {
        other.report == act.report && other.event.evidence.start() < act.event.evidence.start()
    };
    let alike = || acts.of_type(&act.event.event_type).filter(told);
    alike().rev().find(before).or_else(|| alike().next())
}

/// A `reject` that names no act but points at one ("that charge"): the nearest act told before it in which the
/// denier acts, else in which it takes part, else the nearest that somebody claims.
fn referred(reject: &Act, acts: &Acts, story: &Story) -> Vec<Denial> {
    let report = &story.reports[reject.report];
    let named = acts
        .of_report(reject.report)
        .iter()
        .any(|act| act.event.polarity == Polarity::Denied && same_sentence(reject, act, report));
    let Some(denier) = reject.actor else { return Vec::new() };
    if named || !denies(reject, report) {
        return Vec::new();
    }
    let before = || {
        acts.of_report(reject.report).iter().rev().filter(|act| {
            act.event.evidence.start() < reject.event.evidence.start()
                && act.event.polarity != Polarity::Denied
                // Nobody denies what they said themselves.
                && act.claimant.is_none_or(|claimant| !story.parties.may_speak_for(claimant, denier))
                && !WORDS.contains(&act.event.event_type.as_str())
        })
    };
    // What the denial itself calls the act, be it as a noun: "laporan tentang *pengerahan*".
    let words = bag(report.words_in(reject.event.evidence));
    let own: Vec<u32> = bag(report.words_in(reject.event.trigger));
    let called = |act: &&Act| {
        let trigger = bag(report.words_in(act.event.trigger));
        trigger.iter().any(|term| words.contains(term) && !own.contains(term))
    };
    let charged = before()
        .find(called)
        .or_else(|| {
            before().find(|act| Act::is(act.actor, denier, story) && same_sentence(reject, act, report))
        })
        .or_else(|| before().find(|act| Act::is(act.actor, denier, story) && !is_joint(act, story)))
        .or_else(|| {
            before().find(|act| Act::is(act.actor, denier, story) || Act::is(act.recipient, denier, story))
        })
        .or_else(|| accused(reject, denier, acts, story))
        .or_else(|| before().find(|act| act.statement.is_some()));
    let Some(charged) = charged else { return Vec::new() };
    by_each(reject.event.actor, reject.event.evidence, reject, charged, acts, story)
}

/// The accusation that the denier answers: the nearest before it in its own report, else one that another report tells.
fn accused<'b, 'a>(reject: &Act, denier: usize, acts: &'b Acts<'a>, story: &Story) -> Option<&'b Act<'a>> {
    let accusations = || acts.of_type("accuse").filter(|act| Act::is(act.recipient, denier, story));
    let own = accusations().rev().find(|act| {
        act.report == reject.report && act.event.evidence.start() < reject.event.evidence.start()
    });
    own.or_else(|| accusations().next())
}

/// An act that two do together, like signing: a charge is what one does alone.
fn is_joint(act: &Act, story: &Story) -> bool {
    story.packs.event_types.get(&act.event.event_type).is_some_and(|event_type| event_type.mutual)
}

/// One denial for each of those who deny together.
fn by_each(
    party: Option<Party>,
    span: Place,
    at: &Act,
    denied: &Act,
    acts: &Acts,
    story: &Story,
) -> Vec<Denial> {
    let Some(party) = party else { return Vec::new() };
    let whos = together(at.report, party, story);
    let alone = whos.len() == 1;
    let telling = story.telling(at.report, span, at.statement);
    whos.into_iter()
        .map(|who| {
            let by = if alone { story.called(at.report, party) } else { story.parties.name(who).to_owned() };
            Denial {
                telling: Telling { by: Some(by), ..telling.clone() },
                denies: denied.label(story),
                asserted_in: asserted(denied, who, acts, story),
            }
        })
        .collect()
}

/// A party, with the parties whose names stand beside its own with nothing but a word of grammar between: "A dan B".
fn together(report: usize, party: Party, story: &Story) -> Vec<usize> {
    let mut whos = story.whos(report, party);
    let from = &story.reports[report];
    let Some(entity) = party.entity else { return whos };
    let mentions = &from.reading.annotations.mentions;
    let Some(at) =
        mentions.iter().position(|mention| mention.entity == entity && mention.span.overlaps(party.span))
    else {
        return whos;
    };
    let coordinators = from.language.map(|language| &language.words.coordinators);
    let beside = |a: Place, b: Place| {
        let between = from.reading.article.text[a.end().min(b.start())..b.start()].trim().to_lowercase();
        coordinators.is_some_and(|coordinators| coordinators.contains(&between))
    };
    if let Some(next) = mentions.get(at + 1).filter(|next| beside(mentions[at].span, next.span)) {
        whos.push(from.parties[next.entity]);
    }
    if let Some(before) = at
        .checked_sub(1)
        .map(|before| &mentions[before])
        .filter(|before| beside(before.span, mentions[at].span))
    {
        whos.insert(0, from.parties[before.entity]);
    }
    whos
}

/// Where others assert the act.
fn asserted(act_denied: &Act, by: usize, acts: &Acts, story: &Story) -> Vec<Telling> {
    let mut tellings: Vec<Telling> = Vec::new();
    let key = act_denied.key(story);
    for act in acts.of_key(key).filter(|act| act.is_asserted()) {
        let own = act.claimant.is_some_and(|claimant| claimant == by);
        let mut beside = tellings.iter().rev().take_while(|other| other.report == act.report);
        if !own && !beside.any(|other| other.span.overlaps(act.event.evidence)) {
            tellings.push(act.telling(story));
        }
    }
    tellings
}

fn rejects<'b, 'a>(report: usize, acts: &'b Acts<'a>) -> impl Iterator<Item = &'b Act<'a>> {
    acts.of_report(report).iter().filter(|act| act.event.event_type == "reject" && act.is_asserted())
}

fn same_sentence(a: &Act, b: &Act, report: &Report) -> bool {
    let line = report.line_of(a.event.evidence).map(|line| line.span);
    a.event.evidence.overlaps(b.event.evidence)
        || line.is_some() && line == report.line_of(b.event.evidence).map(|line| line.span)
}

/// Whether the words deny a charge, and do not refuse a wish.
fn denies(reject: &Act, report: &Report) -> bool {
    let Some(language) = report.language else { return false };
    report
        .text(reject.event.evidence)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .any(|word| {
            let lower = word.to_lowercase();
            let denials = &language.collation.denials;
            denials.contains(&lower) || denials.contains(&*language.morphology.stem(&lower))
        })
}
