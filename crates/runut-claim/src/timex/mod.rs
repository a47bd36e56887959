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
    expression::{Expression, Point},
    parse::Parser,
    resolve::{Oddity, resolve},
};
use crate::{Place, Text, Timex};

/// Finds the time expressions of headline and prose. Words that need a day to count from ("kemarin") count from the
/// day of publication, and where the page prints none, from the first weekday with its whole date in the report.
pub fn find_timexes(text: &Text, language: &Language, notes: &mut Vec<Note<Article>>) -> Vec<Timex> {
    let mut found: Vec<(Place, Expression)> = Vec::new();
    for sentence in &text.sentences {
        let tokens = text.tokens_of(sentence);
        let place =
            |expression: &Expression| tokens[expression.start].span.cover(tokens[expression.end - 1].span);
        let expressions = Parser::new(tokens, language, sentence.headline).expressions();
        found.extend(expressions.into_iter().map(|expression| (place(&expression), expression)));
    }
    let now =
        published(text.article).or_else(|| found.iter().find_map(|(_, expression)| own_date(expression)));
    found
        .into_iter()
        .map(|(span, expression)| {
            let (value, odd) = resolve(&expression, now);
            if let Some(odd) = odd {
                notes.push(note(odd, span, text.article));
            }
            Timex { span, value }
        })
        .collect()
}

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
