//! When the report was published, and when it was changed: out of everything that a page's markup dates.

use std::{cell::RefCell, ops::Range};

use runut_text::{Note, NoteCode, Span};
use rustc_hash::FxHashMap;

use super::{
    Teller, Told,
    ld::Ld,
    moment::{Moment, Reader},
    signals::{Item, Key, Signals},
    told,
};
use crate::dom::{Dom, Markup, Node, Tag};

/// Nodes within an element that can be a date and what stands beside it.
const NODES_MAX: usize = 40;
/// Bytes of a date with what stands beside it.
const WORDS_BYTES_MAX: usize = 240;
/// The same for characters that no element marks as a date.
const PLAIN_BYTES_MAX: usize = 160;
/// Bytes before a date that opens a paragraph: "Lembayung (12.11.2031)".
const OPENING_BYTES_MAX: usize = 24;
/// Bytes of an attribute that is a date.
const VALUE_BYTES_MAX: usize = 64;
/// Elements about a date that are asked what they are.
const ANCESTORS_MAX: usize = 14;
/// What a date must score to be the report's.
const SCORE_MIN: i32 = -75;
/// What a date that readers see must score to be trusted above a `<meta>` that only says "date".
const SCORE_SURE: i32 = -8;
/// What a date in plain characters must score to be trusted above a marked one that scores less.
const SCORE_NEAR: i32 = -12;
/// Nodes before and after the headline among which its date stands, and how many are asked.
const NEAR_BEFORE_MAX: usize = 60;
const NEAR_AFTER_MAX: usize = 160;
const NEAR_NODES_MAX: usize = 12;
/// Minutes between Greenwich's clock and any other.
const ZONE_MINUTES_MAX: i64 = 14 * 60;
/// Bytes before a date that say what it is of.
const CUE_BYTES_MAX: usize = 60;
/// Nodes before a date in which its label stands, and the label's bytes.
const LABEL_NODES_MAX: usize = 5;
const LABEL_BYTES_MAX: usize = 40;
/// What the best date in plain characters must score.
const SCORE_PLAIN_MIN: i32 = -120;

/// Attributes that may hold a date, the surest first.
const DATED_ATTRIBUTES: [&str; 8] = [
    "datetime",
    "content",
    "title",
    "data-datetime",
    "data-date",
    "data-timestamp",
    "data-time",
    "data-utime",
];

/// A date, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    pub(super) moment: Moment,
    pub(super) told: Told<Markup>,
}

/// The dates of a report.
#[derive(Debug, Default)]
pub(super) struct Days {
    pub(super) published: Option<Dated>,
    pub(super) modified: Option<Dated>,
    pub(super) notes: Vec<Note<Markup>>,
}

/// Finds the dates; `anchor` is the node of the headline.
pub(super) fn find_days(
    dom: &Dom,
    signals: &Signals,
    ld: &Ld,
    reader: Reader,
    address: Option<&str>,
    anchor: Option<usize>,
) -> Days {
    let finder = Finder { dom, signals, ld, reader, anchor };
    let in_address = address.and_then(|address| finder.in_address(address));
    let told = finder.for_machines();
    let mut days = Days { modified: finder.modified(), ..Days::default() };
    let mut visible: Option<Vec<(i32, Dated)>> = None;
    let mut published = told.first().cloned();
    // A bare "date" may be of anything: what readers see beside the headline is surer.
    if told.first().is_some_and(|dated| dated.told.by == Teller::Meta) && finder.only_dated() {
        let seen = visible.get_or_insert_with(|| finder.visible());
        let sure = seen.first().filter(|(score, _)| *score >= SCORE_SURE);
        published = sure.map(|(_, dated)| dated.clone()).or(published);
    }
    if published.is_none() && in_address.is_none() {
        let seen = visible.get_or_insert_with(|| finder.visible());
        published = seen.first().filter(|(score, _)| *score >= SCORE_MIN).map(|(_, dated)| dated.clone());
        // Plain words right under the headline are surer than a marked date far off.
        let marked = seen.first().map_or(i32::MIN, |(score, _)| *score);
        let plain = if marked < SCORE_NEAR { finder.plain() } else { None };
        let near = plain.as_ref().filter(|(score, _)| *score >= SCORE_NEAR).map(|(_, dated)| dated.clone());
        let far = plain.filter(|(score, _)| *score >= SCORE_PLAIN_MIN).map(|(_, dated)| dated);
        let state = finder.in_scripts();
        published = near.or(published).or(state).or_else(|| {
            // A date of no known meaning, far from the headline, says less than a machine's of the last change.
            let changed = days.modified.clone().filter(|_| far.is_some());
            changed.or(far).or_else(|| finder.less_sure())
        });
    }
    let published = published.or_else(|| in_address.clone());
    let Some(mut published) = published else { return days };
    days.notes.extend(contradiction(&told));
    // Of two days that machines are told, the one that stands under the headline.
    if let Some(borne_out) = finder.borne_out(&told) {
        published = borne_out;
    }
    // An address gives the day alone; what readers see of the same day has the clock time.
    if published.told.by == Teller::Address {
        let seen = visible.get_or_insert_with(|| finder.visible());
        let timed = seen.iter().find(|(score, dated)| {
            *score >= SCORE_MIN && dated.moment.day == published.moment.day && dated.moment.clock.is_some()
        });
        published = timed.map_or(published, |(_, dated)| dated.clone());
    }
    // The same instant with the outlet's own zone says more than one in Greenwich's.
    if published.moment.offset == Some(0)
        && let Some(local) =
            finder.same_instant(&published.moment).or_else(|| finder.seen_instant(&published.moment))
    {
        published = local;
    }
    // Addresses are made of the newsroom's own day.
    if let Some(own) = in_address {
        let apart = own.moment.days() - published.moment.days();
        let foreign = published.moment.offset == Some(0) || published.moment.offset.is_none();
        if apart.abs() == 1 && foreign && !finder.is_shown(&published.moment) {
            published = own;
        }
    }
    if days
        .modified
        .as_ref()
        .is_some_and(|modified| modified.moment.minutes() < published.moment.minutes() - 1440)
    {
        days.modified = None;
    }
    days.published = Some(published);
    days
}

struct Finder<'f, 'd> {
    dom: &'d Dom<'d>,
    signals: &'f Signals<'d>,
    ld: &'f Ld<'d>,
    reader: Reader<'f>,
    anchor: Option<usize>,
}

impl<'d> Finder<'_, 'd> {
    fn read(&self, raw: &'d str, by: Teller) -> Option<Dated> {
        let moment = self.reader.machine(raw)?;
        Some(Dated { moment, told: told(self.dom.source(), raw, moment.to_string(), by) })
    }

    fn in_address(&self, address: &str) -> Option<Dated> {
        let (moment, range) = self.reader.in_url(address)?;
        // Only an address that stands in the page has a place there.
        let at = address.as_ptr() as usize;
        let source = self.dom.source();
        let from =
            at.checked_sub(source.as_ptr() as usize).filter(|from| from + address.len() <= source.len())?;
        let span = Span::new(from + range.start, from + range.end);
        Some(Dated { moment, told: Told { value: moment.to_string(), span, by: Teller::Address } })
    }

    /// Dates of publication in what is written for machines, in order of trust.
    fn for_machines(&self) -> Vec<Dated> {
        let linked =
            self.ld.published.and_then(|raw| self.read(raw, Teller::Linked)).filter(|_| self.ld.is_article);
        let metas = self.signals.all(Key::Published).filter_map(|raw| self.read(raw, Teller::Meta));
        let items = self.items(Item::Published);
        let page =
            self.ld.published.and_then(|raw| self.read(raw, Teller::Linked)).filter(|_| !self.ld.is_article);
        let dated = self.signals.all(Key::Dated).filter_map(|raw| self.read(raw, Teller::Meta));
        let mut found: Vec<Dated> = linked.into_iter().chain(metas).chain(items).collect();
        found.extend(page);
        found.extend(dated);
        found
    }

    /// A date in words that are for readers.
    fn read_words(&self, raw: &'d str) -> Option<Dated> {
        let (moment, _) = self.reader.find(raw)?;
        Some(Dated { moment, told: told(self.dom.source(), raw, moment.to_string(), Teller::Meta) })
    }

    /// Whether nothing but a `<meta>` that says "date" tells a day.
    fn only_dated(&self) -> bool {
        self.ld.published.is_none()
            && self.signals.first(Key::Published).is_none()
            && self.items(Item::Published).is_empty()
    }

    /// A date of publication in the state that a page's scripts start from: `"publishedAt": "2031-07-03T..."`.
    fn in_scripts(&self) -> Option<Dated> {
        self.key_in_scripts(&[
            "publishedDate",
            "publishDate",
            "publishedAt",
            "published_at",
            "datePublished",
            "publishTime",
        ])
    }

    /// The same of when something was made.
    fn made_in_scripts(&self) -> Option<Dated> {
        self.key_in_scripts(&["createdAt", "created_at", "createdDate"])
    }

    fn key_in_scripts(&self, keys: &[&str]) -> Option<Dated> {
        self.signals.states.iter().find_map(|script| {
            keys.iter().find_map(|key| {
                let at = memchr::memmem::find(script.as_bytes(), key.as_bytes())? + key.len();
                let rest = script[at..].strip_prefix(['"', '\'', '\\'])?;
                let value = rest.trim_start_matches(['"', '\'', '\\', ':', ' ']);
                let end = value.find(['"', '\'', '\\', ',', '}']).filter(|end| *end <= 40)?;
                self.read(&value[..end], Teller::Linked)
            })
        })
    }

    fn items(&self, item: Item) -> Vec<Dated> {
        let nodes = self.signals.items.iter().filter(|(kind, _)| *kind == item).map(|(_, node)| *node);
        let nodes = nodes.filter(|node| !self.signals.asides.hold(*node));
        nodes.filter_map(|node| self.dated_node(node, Teller::Item)).map(|(dated, _)| dated).collect()
    }

    fn modified(&self) -> Option<Dated> {
        let linked = self.ld.modified.and_then(|raw| self.read(raw, Teller::Linked));
        let meta = || self.signals.all(Key::Modified).find_map(|raw| self.read(raw, Teller::Meta));
        linked.or_else(meta).or_else(|| self.items(Item::Modified).into_iter().next())
    }

    /// What is left when nothing says that it was published on a day: when it was made, or changed.
    fn less_sure(&self) -> Option<Dated> {
        let made = self.signals.all(Key::Created).find_map(|raw| self.read(raw, Teller::Meta));
        let pictured = || {
            let mut images = self.signals.all(Key::Image);
            images.find_map(|raw| self.in_address(raw))
        };
        let described = || self.signals.all(Key::Description).find_map(|raw| self.read_words(raw));
        made.or_else(|| self.modified())
            .or_else(described)
            .or_else(|| self.made_in_scripts())
            .or_else(pictured)
    }

    /// A time element of the same instant, in a zone that is not Greenwich's.
    fn same_instant(&self, moment: &Moment) -> Option<Dated> {
        moment.clock?;
        self.signals.times.iter().take(40).find_map(|node| {
            let dated = self.read(node.raw_attr("datetime")?, Teller::Time)?;
            let local = dated.moment.offset.is_some_and(|offset| offset != 0);
            (local && (dated.moment.minutes() - moment.minutes()).abs() <= 1).then_some(dated)
        })
    }

    /// Dates that readers see in marked elements near the headline, in the order of the page.
    fn near_headline(&self) -> impl Iterator<Item = Dated> {
        let anchor = self.anchor.unwrap_or(0);
        let near = anchor.saturating_sub(NEAR_BEFORE_MAX)..anchor + NEAR_AFTER_MAX;
        let nodes = self.signals.times.iter().chain(&self.signals.dated);
        let nodes =
            nodes.filter(move |node| near.contains(&node.id()) && node.end() - node.id() <= NODES_MAX);
        nodes.take(NEAR_NODES_MAX).filter_map(|node| Some(self.dated_words(*node, Teller::Byline)?.0))
    }

    /// The same instant as readers see it on another day, in the outlet's own zone: whole quarters of an hour lie between
    /// its clock and Greenwich's.
    fn seen_instant(&self, moment: &Moment) -> Option<Dated> {
        moment.clock?;
        self.near_headline().find(|seen| {
            let Some(clock) = seen.moment.clock.filter(|_| seen.moment.offset.is_none()) else {
                return false;
            };
            let apart = seen.moment.days() * 1440 + i64::from(clock) - moment.minutes();
            seen.moment.day != moment.day
                && apart.abs() <= ZONE_MINUTES_MAX
                && (apart + 1).rem_euclid(15) <= 2
        })
    }

    /// Of several days of publication that machines are told: the one that readers see near the headline, where they do
    /// not see the first.
    fn borne_out(&self, told: &[Dated]) -> Option<Dated> {
        let first = told.first()?;
        let others = || told.iter().filter(|other| other.moment.day != first.moment.day);
        others().next()?;
        let seen: Vec<Dated> = self.near_headline().collect();
        let shows = |dated: &Dated| seen.iter().any(|seen| seen.moment.day == dated.moment.day);
        if shows(first) {
            return None;
        }
        others().find(|other| shows(other)).cloned()
    }

    /// Whether readers see the moment's own day in a time element.
    fn is_shown(&self, moment: &Moment) -> bool {
        let mut shown = self.signals.times.iter().take(10).filter(|node| node.end() - node.id() <= NODES_MAX);
        shown.any(|node| {
            self.dated_words(*node, Teller::Time).is_some_and(|(dated, _)| dated.moment.day == moment.day)
        })
    }

    /// The date that an element holds, in an attribute or in its words, and the words before it.
    fn dated_node(&self, node: Node<'d>, by: Teller) -> Option<(Dated, String)> {
        let mut given = [None; DATED_ATTRIBUTES.len()];
        for attribute in node.attributes() {
            let at = DATED_ATTRIBUTES.iter().position(|name| attribute.is(name));
            // A longer one speaks of something with a date in it.
            if attribute.raw.len() > VALUE_BYTES_MAX {
                continue;
            }
            if let Some(slot) = at.and_then(|at| given.get_mut(at)) {
                slot.get_or_insert(attribute.raw);
            }
        }
        if let Some(dated) = given.into_iter().flatten().find_map(|raw| self.read(raw, by)) {
            let words: String = node.text().chars().take(60).collect();
            return Some((dated, words));
        }
        if node.end() - node.id() > NODES_MAX {
            return None;
        }
        self.dated_words(node, by)
    }

    /// The date in an element's words. Its place is that of the characters, in one node or over several.
    fn dated_words(&self, node: Node<'d>, by: Teller) -> Option<(Dated, String)> {
        let mut words = String::new();
        let mut places: Vec<(usize, Span<Markup>)> = Vec::new();
        for text in node.descendants().filter(|node| node.is_text()) {
            if text.parent().is_some_and(|parent| parent.tag().is_hidden()) {
                continue;
            }
            if !words.is_empty() {
                words.push(' ');
            }
            places.push((words.len(), text.span()));
            words.push_str(text.words().trim());
            if words.len() > WORDS_BYTES_MAX * 2 {
                break;
            }
        }
        if words.len() > WORDS_BYTES_MAX {
            return None;
        }
        let (moment, range) = self.reader.find(&words)?;
        let span = place_of(&places, &range);
        let before = words[..range.start].to_owned();
        Some((Dated { moment, told: Told { value: moment.to_string(), span, by } }, before))
    }

    /// Dates for readers in elements that are marked as dates, the likeliest first.
    fn visible(&self) -> Vec<(i32, Dated)> {
        let times = self.signals.times.iter().map(|node| (*node, Teller::Time));
        let dated = self.signals.dated.iter().map(|node| (*node, Teller::Byline));
        let mut found: Vec<(i32, Dated)> = Vec::new();
        for (node, by) in times.chain(dated).take(160) {
            if let Some((dated, before)) = self.dated_node(node, by) {
                let base = if by == Teller::Time { 10 } else { 0 };
                found.push((base + self.score(node, &dated, &before), dated));
            }
        }
        // A stable sort: of equals the first on the page.
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found
    }

    /// The likeliest date for readers in plain characters, with its score.
    fn plain(&self) -> Option<(i32, Dated)> {
        let mut best: Option<(i32, Dated)> = None;
        for node in self.dom.elements(Tag::Text) {
            let raw = node.raw();
            let raw = raw.trim();
            if raw.len() < 6 || !raw.bytes().take(PLAIN_BYTES_MAX).any(|byte| byte.is_ascii_digit()) {
                continue;
            }
            let long = raw.len() > PLAIN_BYTES_MAX;
            if long && !raw.bytes().take(OPENING_BYTES_MAX).any(|byte| byte.is_ascii_digit()) {
                continue;
            }
            if node.parent().is_some_and(|parent| parent.tag().is_hidden() || parent.tag().is_raw()) {
                continue;
            }
            let words = node.words();
            let Some((moment, range)) = self.reader.find(&words) else { continue };
            if long && range.start > OPENING_BYTES_MAX {
                continue;
            }
            let beside = words.trim().len().saturating_sub(range.len()).min(PLAIN_BYTES_MAX);
            let span = place_of(&[(0, node.span())], &range);
            let dated = Dated { moment, told: Told { value: moment.to_string(), span, by: Teller::Byline } };
            // A date alone is what the words before it say: "Datum:" in an element of its own.
            // In a paragraph they are the report's own.
            let own = if long { "" } else { &words[..range.start] };
            let label = if !long && own.trim().is_empty() { self.label(node) } else { None };
            let score = self.score(node, &dated, label.as_deref().unwrap_or(own))
                - i32::try_from(beside / 4).unwrap_or(0);
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, dated));
            }
        }
        best
    }

    /// The short words that stand right before a node.
    fn label(&self, node: Node) -> Option<String> {
        let before = (node.id().saturating_sub(LABEL_NODES_MAX)..node.id()).rev().map(|id| self.dom.node(id));
        let words = before.filter(|node| node.is_text()).map(|node| node.words().trim().to_owned());
        words.into_iter().find(|words| !words.is_empty()).filter(|words| words.len() <= LABEL_BYTES_MAX)
    }

    /// How likely a date that readers see is that of the report.
    fn score(&self, node: Node, dated: &Dated, before: &str) -> i32 {
        let mut score = 0;
        let table = self.reader.dates;
        let before = before.to_lowercase();
        let holds = |list: &[String], text: &str| list.iter().any(|word| text.contains(word.as_str()));
        let named = node.raw().to_ascii_lowercase();
        if holds(&table.others, &before) {
            score -= 80;
        } else if holds(&table.modified, &before) || named.contains("modif") || named.contains("update") {
            score -= 25;
        } else if before.len() <= CUE_BYTES_MAX && holds(&table.published, &before)
            || named.contains("publi")
            || named.contains("pubdate")
        {
            score += 30;
        }
        if self.signals.asides.hold(node) {
            score -= 60;
        }
        if dated.moment.clock.is_some() {
            score += 5;
        }
        let distance = match self.anchor {
            Some(anchor) if node.id() >= anchor => ((node.id() - anchor) / 4).min(40),
            Some(anchor) => 5 + ((anchor - node.id()) / 2).min(40),
            None => (node.id() / 16).min(40),
        };
        score - i32::try_from(distance).unwrap_or(0)
    }
}

/// Where the characters of `range` stand, of words that were put together of the characters at `places`.
fn place_of(places: &[(usize, Span<Markup>)], range: &Range<usize>) -> Span<Markup> {
    let holding = |at: usize| places.iter().rev().find(|(start, _)| *start <= at).map(|(_, span)| *span);
    match (holding(range.start), holding(range.end.saturating_sub(1).max(range.start))) {
        (Some(first), Some(last)) => first.cover(last),
        _ => Span::new(0, 0),
    }
}

/// Which elements belong to other reports, to comments or to the page's foot.
#[derive(Debug, Default)]
pub(super) struct Asides {
    /// What the names of elements said that were asked before.
    named: RefCell<FxHashMap<usize, bool>>,
}

impl Asides {
    /// Whether a node is in such an element.
    pub(super) fn hold(&self, node: Node) -> bool {
        let mut named = self.named.borrow_mut();
        node.ancestors().take(ANCESTORS_MAX).any(|node| match node.tag() {
            Tag::Aside | Tag::Footer | Tag::Nav => true,
            Tag::Body | Tag::Html | Tag::Page | Tag::Main | Tag::Article => false,
            _ => *named.entry(node.id()).or_insert_with(|| is_named_aside(node)),
        })
    }
}

fn is_named_aside(node: Node) -> bool {
    const NAMES: [&str; 15] = [
        "comment",
        "related",
        "sidebar",
        "footer",
        "recommend",
        "teaser",
        "widget",
        "popular",
        "trending",
        "komentar",
        "terkait",
        "disqus",
        "newsletter",
        "more-",
        "latest",
    ];
    let raw = node.raw();
    raw.len() > 12 && {
        let named = |name: &str| node.raw_attr(name).unwrap_or_default().to_ascii_lowercase();
        let (class, id) = (named("class"), named("id"));
        NAMES.iter().any(|name| class.contains(name) || id.contains(name))
    }
}

/// What is to be said where two places for machines give days that no zone explains.
fn contradiction(told: &[Dated]) -> Option<Note<Markup>> {
    let first = told.first()?;
    let other = told.iter().find(|other| (other.moment.days() - first.moment.days()).abs() > 1)?;
    let detail = format!(
        "{} says {}, {} says {}",
        first.told.by.as_str(),
        first.moment,
        other.told.by.as_str(),
        other.moment
    );
    Some(Note::at(NoteCode::DatesContradict, other.told.span, detail))
}
