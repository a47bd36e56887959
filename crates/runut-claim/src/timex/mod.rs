//! Expressions of a date or span.

mod calendar;
mod date;
mod day;
mod expression;
mod hour;
mod parse;
mod resolve;
mod span;

use jiff::civil::Date;
use runut_article::Article;
use runut_packs::Language;
use runut_text::{Note, NoteCode};

use self::{
    calendar::Stretch,
    expression::{Expression, Point},
    parse::Parser,
    resolve::{Oddity, resolve, term_of},
};
use crate::{Place, Text, Timex};

/// Finds the time expressions of headline and prose. Words that need a day to count from ("kemarin") count from the
/// day of publication, and where the page prints none, from the first weekday with its whole date in the report.
pub fn find_timexes(text: &Text, language: &Language, notes: &mut Vec<Note<Article>>) -> Vec<Timex> {
    let mut found: Vec<(Place, usize, Expression)> = Vec::new();
    for (index, sentence) in text.sentences.iter().enumerate() {
        let tokens = text.tokens_of(sentence);
        let place =
            |expression: &Expression| tokens[expression.start].span.cover(tokens[expression.end - 1].span);
        let expressions = Parser::new(tokens, language, sentence.headline).expressions();
        found.extend(expressions.into_iter().map(|expression| (place(&expression), index, expression)));
    }
    let now =
        published(text.article).or_else(|| found.iter().find_map(|(_, _, expression)| own_date(expression)));
    let mut spoken: Option<(usize, Stretch)> = None;
    found
        .into_iter()
        .map(|(span, index, expression)| {
            let term =
                spoken.filter(|(before, _)| index - before <= TERM_SENTENCES_MAX).map(|(_, term)| term);
            let (value, odd) = resolve(&expression, now, term);
            spoken = term_of(&expression, now, term).map(|term| (index, term)).or(spoken);
            if let Some(odd) = odd {
                notes.push(note(odd, span, text.article));
            }
            Timex { span, value }
        })
        .collect()
}

/// Most sentences between a part of a year and what is said to be as long: "the third quarter ... a year earlier".
const TERM_SENTENCES_MAX: usize = 3;

/// The day on which the page says that it was published.
fn published(article: &Article) -> Option<Date> {
    article.published.as_ref()?.value.get(..10)?.parse().ok()
}

/// The date of an expression that tells when the report was written.
fn own_date(expression: &Expression) -> Option<Date> {
    match &expression.point {
        Point::Calendar(point) if expression.anchors => Date::new(point.year?, point.month?, point.day?).ok(),
        _ => None,
    }
}

fn note(odd: Oddity, span: Place, article: &Article) -> Note<Article> {
    let words = article.words(span);
    match odd {
        Oddity::WeekdayContradictsDate => Note::at(
            NoteCode::WeekdayContradictsDate,
            span,
            format!("the weekday and the date of \"{words}\" do not go together"),
        ),
        Oddity::DateImpossible => {
            Note::at(NoteCode::DateImpossible, span, format!("no calendar has the date \"{words}\""))
        }
    }
}
