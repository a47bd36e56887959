//! `time.toml`: months, weekdays, and words that place a day.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Phrases;

/// `time.toml`, turned into one lexicon of everything that may stand in a time expression.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Table")]
pub struct Time {
    /// Whether "4/12" is the twelfth of April (`true`) or the fourth of December.
    pub month_first: bool,
    /// Words and phrases, in lower case.
    pub lexicon: Phrases<TimeWord>,
}

/// What a word or phrase can be in a time expression; it may be several things ("minggu" is Sunday and week).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a word can be any of these at once; an enum would say only one"
)]
pub struct TimeWord {
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Whether the word is something else as often ("may"): as a month it needs a day or year beside it.
    pub rarely_month: bool,
    /// Weekday, 1 (Monday) to 7.
    pub weekday: Option<i8>,
    /// Unit of time.
    pub unit: Option<Unit>,
    /// Whether the unit is a bare plural, which makes a duration without a number ("hours").
    pub plural: bool,
    /// One of a unit in one word: "sepekan".
    pub one: Option<Unit>,
    /// Steps from now: "lalu" -1, "ini" 0, "depan" 1.
    pub shift: Option<i8>,
    /// Part of a year, by its months: "kuartal" 3.
    pub term: Option<i8>,
    /// Which part of a year: "III" 3.
    pub ordinal: Option<i8>,
    /// A part of a year that was spoken of before, by its months: "the quarter" 3.
    pub term_again: Option<i8>,
    /// The part of a year that was spoken of before, so many years away: "a year earlier" -1.
    pub term_before: Option<i8>,
    /// Whether that is the year itself where no part was spoken of: "a year ago".
    pub term_or_year: bool,
    /// Tells of what is to come: "akan".
    pub ahead: bool,
    /// Days from now: "kemarin" -1.
    pub day: Option<i8>,
    /// Whether the phrase alone is no time expression: "hari ini".
    pub silent: bool,
    /// Part of a day: "malam".
    pub part: bool,
    /// Part of a span: "awal", "late"; the span stays as it is.
    pub position: bool,
    /// Part of the present span: "the end of the".
    pub position_now: bool,
    /// What it says of the time that follows it.
    pub opener: Option<Opener>,
    /// Says that the time before or after it reaches to now, or lies about it: "terakhir".
    pub recent: bool,
    /// Before a day of the month: "tanggal".
    pub date_label: bool,
    /// Before an hour: "pukul".
    pub clock: bool,
    /// After an hour: "WIB", "p.m".
    pub zone: bool,
    /// Between the ends of a range: "hingga".
    pub range: bool,
    /// A time with a name and no date: "Perang Dunia II", after "sejak" or "selama".
    pub era: bool,
    /// A whole expression that no calendar fixes: "berminggu-minggu".
    pub unfixed: bool,
    /// Number of a unit that no numeral tells: "beberapa".
    pub vague_count: bool,
    /// After a duration, tying it to something else: "after", "setelah".
    pub relation: bool,
    /// Counts from another time than now: "sebelumnya", "previous".
    pub elsewhere: bool,
    /// A name that holds a time word and is no time: "Black Friday".
    pub name: bool,
    /// Before a number of years that is somebody's age.
    pub age: bool,
    /// Right after a year's digits, making a decade of it: "-an".
    pub decade: bool,
}

/// What a word says of the time that follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opener {
    /// "pada": at it.
    At,
    /// "sejak": from it on.
    Since,
    /// "hingga": up to it.
    Until,
    /// "selama", "dalam": for as long as it.
    For,
    /// "over the past": for as long as it, so that a bare unit is a duration, too.
    Within,
}

/// Unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Anything shorter than a day.
    Hour,
    /// Day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// Month.
    Month,
    /// Year.
    Year,
    /// Anything longer than a year, and anything that no calendar fixes.
    Age,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    month_first: bool,
    months: BTreeMap<String, i8>,
    rarely_months: Vec<String>,
    weekdays: BTreeMap<String, i8>,
    units: BTreeMap<String, Unit>,
    plurals: BTreeMap<String, Unit>,
    ones: BTreeMap<String, Unit>,
    shifts: BTreeMap<String, i8>,
    terms: BTreeMap<String, i8>,
    ordinals: BTreeMap<String, i8>,
    terms_again: BTreeMap<String, i8>,
    terms_before: BTreeMap<String, i8>,
    terms_or_years: Vec<String>,
    ahead: Vec<String>,
    days: BTreeMap<String, i8>,
    silent: Vec<String>,
    parts: Vec<String>,
    positions: Vec<String>,
    positions_now: Vec<String>,
    at: Vec<String>,
    since: Vec<String>,
    until: Vec<String>,
    during: Vec<String>,
    within: Vec<String>,
    recent: Vec<String>,
    date_labels: Vec<String>,
    clocks: Vec<String>,
    zones: Vec<String>,
    ranges: Vec<String>,
    eras: Vec<String>,
    unfixed: Vec<String>,
    vague_counts: Vec<String>,
    relations: Vec<String>,
    elsewhere: Vec<String>,
    names: Vec<String>,
    ages: Vec<String>,
    decades: Vec<String>,
}

impl From<Table> for Time {
    fn from(table: Table) -> Self {
        Self { month_first: table.month_first, lexicon: lexicon(&table) }
    }
}

/// Writes one sense into a word.
type Mark = fn(&mut TimeWord);

fn lexicon(table: &Table) -> Phrases<TimeWord> {
    let mut lexicon: Phrases<TimeWord> = Phrases::default();
    let flags: [(&[String], Mark); 25] = [
        (&table.rarely_months, |word| word.rarely_month = true),
        (&table.terms_or_years, |word| word.term_or_year = true),
        (&table.ahead, |word| word.ahead = true),
        (&table.silent, |word| word.silent = true),
        (&table.parts, |word| word.part = true),
        (&table.positions, |word| word.position = true),
        (&table.positions_now, |word| word.position_now = true),
        (&table.at, |word| word.opener = Some(Opener::At)),
        (&table.since, |word| word.opener = Some(Opener::Since)),
        (&table.until, |word| word.opener = Some(Opener::Until)),
        (&table.during, |word| word.opener = Some(Opener::For)),
        (&table.within, |word| word.opener = Some(Opener::Within)),
        (&table.recent, |word| word.recent = true),
        (&table.date_labels, |word| word.date_label = true),
        (&table.clocks, |word| word.clock = true),
        (&table.zones, |word| word.zone = true),
        (&table.ranges, |word| word.range = true),
        (&table.eras, |word| word.era = true),
        (&table.unfixed, |word| word.unfixed = true),
        (&table.vague_counts, |word| word.vague_count = true),
        (&table.relations, |word| word.relation = true),
        (&table.elsewhere, |word| word.elsewhere = true),
        (&table.names, |word| word.name = true),
        (&table.ages, |word| word.age = true),
        (&table.decades, |word| word.decade = true),
    ];
    for (phrases, mark) in flags {
        for phrase in phrases {
            mark(lexicon.entry(phrase));
        }
    }
    for (phrase, &month) in &table.months {
        lexicon.entry(phrase).month = Some(month.clamp(1, 12));
    }
    for (phrase, &weekday) in &table.weekdays {
        lexicon.entry(phrase).weekday = Some(weekday.clamp(1, 7));
    }
    for (phrase, &unit) in &table.units {
        lexicon.entry(phrase).unit = Some(unit);
    }
    for (phrase, &unit) in &table.plurals {
        let word = lexicon.entry(phrase);
        word.unit = Some(unit);
        word.plural = true;
    }
    for (phrase, &unit) in &table.ones {
        lexicon.entry(phrase).one = Some(unit);
    }
    for (phrase, &shift) in &table.shifts {
        lexicon.entry(phrase).shift = Some(shift);
    }
    for (phrase, &months) in &table.terms {
        lexicon.entry(phrase).term = Some(months.clamp(1, 12));
    }
    for (phrase, &ordinal) in &table.ordinals {
        lexicon.entry(phrase).ordinal = Some(ordinal.clamp(1, 12));
    }
    for (phrase, &months) in &table.terms_again {
        lexicon.entry(phrase).term_again = Some(months.clamp(1, 12));
    }
    for (phrase, &years) in &table.terms_before {
        lexicon.entry(phrase).term_before = Some(years);
    }
    for (phrase, &day) in &table.days {
        lexicon.entry(phrase).day = Some(day);
    }
    lexicon
}
