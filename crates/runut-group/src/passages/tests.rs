//! Passages of invented articles.

use super::*;
use crate::article::tests::Texts;

const STATEMENT: &str = "Jembatan di hulu Sungai Lantera akan ditutup selama sembilan pekan sebab tiang ketiganya \
    retak, sehingga truk pengangkut garam dialihkan melalui jalan lama di kaki Bukit Sewu menuju pasar Karang Dalam";
const REWORDED: &str = "Jembatan di hulu Sungai Lantera bakal ditutup selama sembilan pekan karena tiang ketiganya \
    rusak, maka truk garam dialihkan lewat jalan lama di kaki Bukit Sewu menuju pasar besar Karang Dalam";

fn found(texts: &[(&str, String)]) -> Vec<Passage> {
    let articles = texts.iter().map(|(outlet, text)| ((*outlet).to_owned(), text.clone())).collect();
    let Ok(passages) = passages(&Texts(articles));
    passages
}

fn cut(text: &str, range: &Range<u32>) -> String {
    text.chars().skip(range.start as usize).take(range.len()).collect()
}

#[test]
fn a_passage_has_its_code_points_on_both_sides() {
    let a = format!("“Éra” baru bagi warga – begitu kabarnya. {STATEMENT}. Cuaca besok cerah.");
    let b = format!("Dari kantor dinas: {STATEMENT}! Sekian.");
    let passages =
        found(&[("", a.clone()), ("", b.clone()), ("", "Kabar lain sama sekali tentang panen tebu.".into())]);
    assert_eq!(passages.len(), 1, "{passages:?}");
    assert_eq!(cut(&a, &passages[0].in_a), STATEMENT);
    assert_eq!(cut(&b, &passages[0].in_b), STATEMENT);
}

#[test]
fn a_reworded_passage_is_whole() {
    let a = format!("Kabar pagi dari pelabuhan tua. {STATEMENT}. Warga berharap cepat selesai.");
    let b = format!("Catatan redaksi menyusul nanti sore. {REWORDED}. Pedagang mengeluh.");
    let passages = found(&[("", a.clone()), ("", b.clone())]);
    assert_eq!(passages.len(), 1, "{passages:?}");
    assert_eq!(cut(&a, &passages[0].in_a), STATEMENT);
    assert_eq!(cut(&b, &passages[0].in_b), REWORDED);
}

#[test]
fn what_an_outlet_prints_again_and_again_is_no_passage() {
    let article =
        |number: usize| format!("Kabar nomor {number} tentang hal{number} lain{number}. {STATEMENT}.");
    let same: Vec<(&str, String)> = (0..6).map(|number| ("desa.example", article(number))).collect();
    assert_eq!(found(&same), []);
    let names = ["a", "b", "c", "d", "e", "f"];
    let others: Vec<(&str, String)> = (0..6).map(|number| (names[number], article(number))).collect();
    assert_eq!(found(&others).len(), 15);
}

#[test]
fn texts_without_words_share_nothing() {
    assert_eq!(
        found(&[("", String::new()), ("", "…".into()), ("", "satu dua".into()), ("", "satu dua".into())]),
        []
    );
}
