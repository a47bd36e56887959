//! Whole pages of our own making: fictional outlets, the marks of real ones.

use proptest::prelude::*;
use runut_packs::Packs;
use runut_text::NoteCode;

use super::*;

struct Read {
    metadata: Metadata<Markup>,
    notes: Vec<NoteCode>,
}

fn page(markup: &str) -> Read {
    let dom = Dom::parse(markup);
    let calls = Calls::of(&dom, &Packs::builtin().markup);
    let (metadata, notes) = read(&dom, &calls, Packs::builtin());
    for told in all(&metadata) {
        assert!(
            markup.get(told.span.start()..told.span.end()).is_some(),
            "{told:?} has its place in {markup:?}"
        );
    }
    Read { metadata, notes: notes.iter().map(|note| note.code).collect() }
}

fn all(metadata: &Metadata<Markup>) -> impl Iterator<Item = &Candidate> {
    let Metadata { title, authors, editors, outlet, published, modified, url, language } = metadata;
    let single = [title, outlet, published, modified, url, language].into_iter().flatten();
    single.chain(authors).chain(editors)
}

impl Read {
    fn words(&self, of: impl Fn(&Metadata<Markup>) -> &Option<Candidate>) -> Option<&str> {
        of(&self.metadata).as_ref().map(|told| told.value.as_str())
    }

    fn authors(&self) -> Vec<&str> {
        self.metadata.authors.iter().map(|told| told.value.as_str()).collect()
    }

    fn editors(&self) -> Vec<&str> {
        self.metadata.editors.iter().map(|told| told.value.as_str()).collect()
    }
}

#[test]
fn a_page_with_everything_is_read() {
    let markup = r#"<!doctype html><html lang="id-ID"><head>
        <title>Air Surut, Warga Pulang - Harian Senja</title>
        <link rel="canonical" href="https://www.senja.example/kota/2031/07/03/air-surut">
        <meta property="og:title" content="Air Surut, Warga Pulang | Harian Senja">
        <meta property="og:site_name" content="Harian Senja">
        <script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
            "headline": "Air Surut, Warga Pulang", "datePublished": "2031-07-03T11:08:00+07:00",
            "dateModified": "2031-07-03T13:30:00+07:00",
            "author": [{"@type": "Person", "name": "Rani Puspita"}, {"@type": "Organization", "name": "Harian Senja"}],
            "editor": {"@type": "Person", "name": "Bayu Kelana"},
            "publisher": {"@type": "Organization", "name": "PT Senja Cyber Media"},}</script></head>
        <body><h1>Air Surut, Warga Pulang</h1></body></html>"#;
    let read = page(markup);
    assert_eq!(read.words(|m| &m.title), Some("Air Surut, Warga Pulang"));
    assert_eq!(read.authors(), ["Rani Puspita"]);
    assert_eq!(read.editors(), ["Bayu Kelana"]);
    assert_eq!(read.words(|m| &m.outlet), Some("Harian Senja"));
    assert_eq!(read.words(|m| &m.published), Some("2031-07-03T11:08+07:00"));
    assert_eq!(read.words(|m| &m.modified), Some("2031-07-03T13:30+07:00"));
    assert_eq!(read.words(|m| &m.url), Some("https://www.senja.example/kota/2031/07/03/air-surut"));
    assert_eq!(read.words(|m| &m.language), Some("id-ID"));
    let author = &read.metadata.authors[0];
    assert_eq!((author.span.of(markup), author.by), ("Rani Puspita", Teller::Linked));
    let published = read.metadata.published.as_ref().expect("it is told");
    assert_eq!(published.span.of(markup), "2031-07-03T11:08:00+07:00");
    assert!(read.notes.is_empty());
}

#[test]
fn who_is_only_seen_on_the_page_is_read() {
    let read = page(
        "<html><title>Air Surut | Kabar Ombak</title><body><h1>Air Surut</h1>\
         <div>Penulis: Rani Puspita</div><div>Kamis, 3 Jul 2031 11:08 WITA</div><p>Warga pulang.</p>\
         <div>Editor : <a href=/bayu>Bayu Kelana</a></div></body></html>",
    );
    assert_eq!(read.authors(), ["Rani Puspita"]);
    assert_eq!(read.editors(), ["Bayu Kelana"]);
    assert_eq!(read.words(|m| &m.published), Some("2031-07-03T11:08+08:00"));
    assert_eq!(read.words(|m| &m.title), Some("Air Surut"));
}

#[test]
fn an_editor_whom_scripts_call_author_is_none() {
    let read = page(
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Air Surut\",\"author\":{\"@type\":\"Person\",\"name\":\"Bayu Kelana\"}}</script>\
         <h1>Air Surut</h1><div class=author-name>Rani Puspita</div><p>x</p><div>Editor: <a>Bayu Kelana</a></div>",
    );
    assert_eq!((read.authors(), read.editors()), (vec!["Rani Puspita"], vec!["Bayu Kelana"]));
}

#[test]
fn the_outlet_is_an_author_only_where_nobody_else_is() {
    let author = |name: &str| {
        let markup = format!(
            "<meta property=og:site_name content='Kabar Ombak'><script type='application/ld+json'>{{\"@type\":\"Article\",\"author\":\"{name}\"}}</script>"
        );
        page(&markup).authors().join("; ")
    };
    assert_eq!(author("Kabar Ombak"), "Kabar Ombak");
    assert_eq!(author("Kabar Ombak; Rani Puspita"), "Rani Puspita");
    assert_eq!(author("Ombak Cyber Media"), "");
}

#[test]
fn contradictions_are_noted() {
    let read = page(
        "<meta property=article:published_time content=2031-07-01><script type=application/ld+json>\
         {\"@type\":\"NewsArticle\",\"datePublished\":\"2031-07-05\",\"author\":\"Rani Puspita\"}</script><meta name=author content='Bayu Kelana'>",
    );
    assert_eq!(read.words(|m| &m.published), Some("2031-07-05"));
    assert_eq!(read.notes, [NoteCode::DatesContradict, NoteCode::AuthorsContradict]);
}

#[test]
fn the_newsrooms_own_day_is_kept() {
    let stamped = "<meta property=article:published_time content=2031-07-02T22:30:00Z>";
    let read = page(&format!("{stamped}<link rel=canonical href='https://senja.example/2031/07/03/air'>"));
    assert_eq!(read.words(|m| &m.published), Some("2031-07-03"));
    let read = page(&format!("{stamped}<time datetime=2031-07-03T05:30:00+07:00>Kamis</time>"));
    assert_eq!(read.words(|m| &m.published), Some("2031-07-03T05:30+07:00"));
}

#[test]
fn a_report_of_several_pages_is_noted() {
    let check = |markup: &str, noted: bool| {
        let markup = format!("<link rel=canonical href='https://senja.example/air'>{markup}");
        assert_eq!(page(&markup).notes.contains(&NoteCode::GoesOn), noted, "in {markup:?}");
    };
    check(
        "<h1>Air Surut</h1>Halaman 1 <a href='https://www.senja.example/air?page=2'><span> 2 </span></a>",
        true,
    );
    check("<link rel=next href='/air?page=2'>", true);
    check("<link rel=next href='https://senja.example/air-pasang'>", false);
    check("<h1>Air Surut</h1><a href='/air?page=2'>Komentar</a> <a href='/air/foto/12345'>2</a>", false);
}

#[test]
fn what_readers_see_under_the_headline_settles_the_day() {
    let check = |markup: &str, day: &str| {
        assert_eq!(page(markup).words(|m| &m.published), Some(day), "in {markup:?}");
    };
    // The same instant, on the outlet's own clock; other minutes are of another.
    let stamped = "<meta property=article:published_time content=2031-07-02T22:04:00Z><h1>Air Surut</h1>";
    check(&format!("{stamped}<span class=date>3. Juli 2031 05:04 Uhr</span>"), "2031-07-03T05:04");
    check(&format!("{stamped}<span class=date>3. Juli 2031 05:09 Uhr</span>"), "2031-07-02T22:04+00:00");
    // Two days for machines, of which one is seen.
    let two = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2031-07-02\"}</script>\
               <meta property=article:published_time content=2031-07-05><h1>Air Surut</h1>";
    check(&format!("{two}<p class=date>5 Juli 2031</p>"), "2031-07-05");
    check(&format!("{two}<p class=date>2 Juli 2031</p><p class=date>5 Juli 2031</p>"), "2031-07-02");
}

#[test]
fn the_words_before_a_day_say_what_it_is_of() {
    let check = |markup: &str, day: &str| {
        assert_eq!(page(markup).words(|m| &m.published), Some(day), "in {markup:?}");
    };
    check("<h1>x</h1><b>Registriert:</b> 18.09.2030<p>y</p><b>Datum:</b> <i>21.01.2031</i>", "2031-01-21");
    let law =
        "<p>Im Amtsblatt vom 17. August 2031 steht, was die Stadt Lembayung beschlossen hat. ".to_owned();
    let law = law + &"Das Wasser sinkt langsam weiter. ".repeat(5);
    check(&format!("<h1>x</h1><span>Datum:</span> <span>18.10.2031</span>{law}"), "2031-10-18");
    let long = "<a class=info title='Amtsblatt Nr. 53 vom 17.08.2031 (PDF, 62 KB, Datei ist nicht barrierefrei)'>y</a>";
    check(&format!("<h1>x</h1><p>18.10.2031</p>{long}"), "2031-10-18");
}

#[test]
fn other_reports_dates_are_not_taken() {
    let read = page(
        "<body><h1>Air Surut</h1><p class=meta>3. Mai 2031, 17:47 Uhr</p><p>x</p><aside><time datetime=2031-05-09>9. Mai</time></aside>\
         <div class=related><time datetime=2031-05-10></time></div>",
    );
    assert_eq!(read.words(|m| &m.published), Some("2031-05-03T17:47"));
}

#[test]
fn figures_are_read_by_the_pages_language() {
    let read = |language: &str| {
        let markup = format!("<html lang={language}><h1>x</h1><span class=date>04/05/2031</span>");
        page(&markup).words(|m| &m.published).map(str::to_owned)
    };
    assert_eq!(read("en-US").as_deref(), Some("2031-04-05"));
    assert_eq!(read("en-GB").as_deref(), Some("2031-05-04"));
    assert_eq!(read("id").as_deref(), Some("2031-05-04"));
}

proptest! {
    #[test]
    fn any_markup_is_read_and_every_value_has_its_place(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)
    ) {
        page(&pieces.concat());
    }
}

const PIECES: &[&str] = &[
    "<h1>",
    "</h1>",
    "Air Surut",
    " | Kabar Ombak",
    "<title>",
    "</title>",
    "<meta property=og:title content='",
    "'>",
    "\">",
    "é",
    "<meta name=author content=\"",
    "Rani Puspita",
    "By ",
    ", ",
    "&amp;",
    "&quot;",
    "<time datetime=",
    "2031-07-03T11:08:00Z",
    ">",
    "3 Juli 2031",
    "</time>",
    "<div class=date>",
    "</div>",
    "<script type=application/ld+json>",
    "</script>",
    "{\"@type\":\"NewsArticle\",",
    "\"author\":",
    "\"Rani\"",
    "{\"@graph\":[",
    "]}",
    "\"datePublished\":\"2031-07-03\"}",
    "<a rel=author>",
    "<link rel=canonical href='https://senja.example/2031/07/03/x'>",
    "Editor: ",
    "<span itemprop=author>",
    "<footer>",
    "\u{ad}",
    "\n",
];
