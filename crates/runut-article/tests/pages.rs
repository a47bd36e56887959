//! Pages as outlets lay them out today: what is kept, and what else is set aside as what. All words are invented.

use runut_article::{Article, BlockKind, Field, read};
use runut_packs::Packs;
use runut_text::{NoteCode, Page};

fn article(markup: &str) -> Article {
    let page = Page { id: "page".into(), origin: "page.html".into(), bytes: markup.as_bytes().to_vec() };
    read(&page, Packs::builtin()).0
}

/// Checks the kept lines, and that each of the others is set aside as what it is.
fn check(markup: &str, kept: &[&str], dropped: &[(BlockKind, &str)]) {
    let article = article(markup);
    let lines = |kept: bool| {
        let blocks = article.blocks.iter().filter(move |block| block.kind.is_kept() == kept);
        blocks.map(|block| (block.kind, article.words(block.span))).collect::<Vec<_>>()
    };
    assert_eq!(lines(true).iter().map(|(_, words)| *words).collect::<Vec<_>>(), kept);
    for (kind, words) in dropped {
        assert!(lines(false).contains(&(*kind, words)), "help: {kind:?} {words:?} in {:#?}", lines(false));
    }
}

const FIRST: &str =
    "Lembayung - Warga Kota Lembayung mulai membersihkan rumah setelah banjir surut pada Senin pagi.";
const SECOND: &str =
    "\"Kami sudah menerima bantuan sejak kemarin,\" kata Wali Kota Ana Wira kepada wartawan.";
const THIRD: &str = "Pemerintah kota menyiapkan tiga dapur umum, dan sekolah dibuka lagi pada hari Kamis.";

#[test]
fn a_portal_with_junk_between_the_paragraphs() {
    check(
        &format!(
            r#"<!doctype html><html><head><title>Banjir Surut, Warga Bersih-bersih - Kanal Senja</title>
<meta property="og:title" content="Banjir Surut, Warga Bersih-bersih"></head><body>
<header class="header"><nav><ul><li><a href="/">Beranda</a><li><a href="/a">Daerah</a></ul></nav></header>
<article class="detail"><h1 class="detail__title">Banjir Surut, Warga Bersih-bersih</h1>
<div class="detail__author">Rani Puspita - <span>KanalSenja</span></div>
<div class="detail__date">Senin, 03 Mar 2031 08:15 WIB</div>
<figure class="detail__media-image"><img src=x><figcaption>Foto: Warga di tanggul (Rani Puspita/KanalSenja)</figcaption></figure>
<div class="detail__body-text itp_bodycontent"><strong>Lembayung</strong> - Warga Kota Lembayung mulai membersihkan rumah setelah banjir surut pada Senin pagi.
<p>{SECOND}</p>
<div class="parallaxindetail scrollpage"><p>ADVERTISEMENT</p><p>SCROLL TO CONTINUE WITH CONTENT</p></div>
<table class="linksisip"><tr><td><div class="lihatjg"><strong>Baca juga: </strong><a href="/b">Tanggul Muara akan Ditinggikan Tahun Depan</a></div></td></tr></table>
<p>{THIRD}</p>
<p><strong>(rpp/awi)</strong></p></div>
<div class="detail__body-tag"><a href="/t/1">banjir</a> <a href="/t/2">lembayung</a></div></article>
<section class="komentar"><h3>Komentar</h3><p>Semoga lekas pulih semua warga di sana, tetap semangat.</p></section>
<footer><p>Copyright @ 2031 KanalSenja. All right reserved</p></footer></body></html>"#
        ),
        &[FIRST, SECOND, THIRD],
        &[
            (BlockKind::Caption, "Foto: Warga di tanggul (Rani Puspita/KanalSenja)"),
            (BlockKind::Related, "Baca juga: Tanggul Muara akan Ditinggikan Tahun Depan"),
            (BlockKind::Byline, "(rpp/awi)"),
        ],
    );
}

#[test]
fn a_daily_with_related_links_as_paragraphs_and_pages() {
    check(
        &format!(
            r#"<html><body><div class="wrap"><h1 class="read__title">Banjir Surut di Lembayung</h1>
<div class="credit"><div class="credit-title"><a href="/p">Rani Puspita</a>, <a href="/q">Dewi Laras</a></div></div>
<div class="read__content"><div class="clearfix"><p>{FIRST}</p><p><strong>Baca juga: <a href="/x">Wali Kota Tinjau Tanggul</a></strong></p>
<p>{SECOND}</p><h2>Dapur umum</h2><p>{THIRD}</p></div></div>
<div class="paging"><a href="?page=2">2</a><a href="?page=all">Selanjutnya</a></div>
<div class="newsletter"><p>Dapatkan kabar pilihan kami setiap pagi lewat surel Anda, gratis tanpa syarat.</p></div>
<div class="berita-terkait"><h3>Berita Terkait</h3><ul><li><a href="/1">Air Naik Lagi di Muara</a><li><a href="/2">Sekolah Libur Sepekan</a></ul></div>
</div></body></html>"#
        ),
        &[FIRST, SECOND, "Dapur umum", THIRD],
        &[
            (BlockKind::Related, "Baca juga: Wali Kota Tinjau Tanggul"),
            (
                BlockKind::Promotion,
                "Dapatkan kabar pilihan kami setiap pagi lewat surel Anda, gratis tanpa syarat.",
            ),
        ],
    );
}

#[test]
fn an_agency_whose_paragraphs_are_line_breaks() {
    check(
        &format!(
            r#"<html><body><div class="sidebar"><a href=1>Terpopuler satu dua tiga</a></div><div class="post-content">
<h1>Banjir Surut di Lembayung</h1><div class="wrap__article-detail-content">{FIRST}<br /><br />{SECOND}<br><br>{THIRD}<br>
<span class="baca-juga"><b>Baca juga: <a href=3>Tanggul ditinggikan</a></b></span><br></div></div>
<script>document.write("<p>tidak dibaca</p>")</script></body></html>"#
        ),
        &[FIRST, SECOND, THIRD],
        &[(BlockKind::Related, "Baca juga: Tanggul ditinggikan")],
    );
}

#[test]
fn a_list_a_table_a_quotation_and_a_post_are_kept_as_such() {
    use BlockKind::{Body, Item, Post, Quote, Row, Title};

    let article = article(&format!(
        "<h1>Banjir Surut di Lembayung</h1><article><p>{FIRST}</p><ul><li>Dapur umum di alun-alun</li></ul>\
         <blockquote><p>{SECOND}</p></blockquote><table><tr><td>Rumah rusak</td><td>120</td></tr></table>\
         <blockquote class='twitter-tweet'><p>Air sudah surut, terima kasih semua.</p></blockquote><p>{THIRD}</p></article>"
    ));
    let kinds: Vec<_> = article.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [Title, Body, Item, Quote, Row, Row, Post, Body]);
}

#[test]
fn the_quoted_body_of_the_metadata_tells_the_report_from_others() {
    let other = "Harga beras di pasar Kota Muara naik lagi pada pekan ini, kata para pedagang di sana kepada pembeli.";
    let fourth = "Sebanyak tiga puluh perahu karet masih disiagakan di tepi sungai sampai akhir pekan ini.";
    check(
        &format!(
            r#"<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{FIRST} {} {THIRD} {fourth}"}}</script>
<div><div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{fourth}</p></div><div><p>{other}</p></div></div>"#,
            SECOND.replace('"', "\\\"")
        ),
        &[FIRST, SECOND, THIRD, fourth],
        &[(BlockKind::Navigation, other)],
    );
}

#[test]
fn what_markup_and_readers_words_say_is_one() {
    let check = |markup: &str, printed: &str, value: &str, seen: &str, contradicts: bool| {
        let markup = format!(
            "<title>Banjir Surut - Kanal Senja</title>{markup}<h1>Banjir Surut di Lembayung</h1>\
             <p class=date>{printed}</p><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
        );
        let page = Page { id: "page".into(), origin: "page.html".into(), bytes: markup.clone().into_bytes() };
        let (article, notes) = read(&page, Packs::builtin_for_articles());
        let field = article.published.as_ref().expect("it is dated");
        assert_eq!((field.value.as_str(), article.words(field.span)), (value, seen), "in {markup}");
        let noted = notes.iter().any(|note| note.code == NoteCode::DatesContradict);
        assert_eq!(noted, contradicts, "in {markup}");
        // What no reader sees has its place in the page.
        let told = article.meta.published.filter(|_| field.span.is_empty());
        assert!(told.is_none_or(|told| markup[told.span.start()..told.span.end()].starts_with(&value[..10])));
    };
    let published = "<meta property='article:published_time' content='2031-03-03T08:15:00+07:00'>";
    // The markup has the zone, the words have the place.
    check(published, "Senin, 3 Mar 2031 08:15 WIB", "2031-03-03T08:15+07:00", "3 Mar 2031 08:15", false);
    check(published, "", "2031-03-03T08:15+07:00", "", false);
    check(published, "Rabu, 5 Maret 2031", "2031-03-03T08:15+07:00", "", true);
    // In Greenwich it is still the day before; readers see the newsroom's own day.
    let greenwich = "<meta property='article:published_time' content='2031-03-02T23:15:00Z'>";
    check(greenwich, "3 Maret 2031", "2031-03-03", "3 Maret 2031", false);
    check("", "3 Maret 2031", "2031-03-03", "3 Maret 2031", false);
}

#[test]
fn names_and_headlines_have_the_place_of_what_readers_see() {
    let article = article(&format!(
        r#"<title>Banjir Surut | Kanal Senja</title><meta property="og:site_name" content="Kanal Senja">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Banjir surut di Lembayung",
"author": [{{"@type": "Person", "name": "Rani Puspita"}}, {{"@type": "Person", "name": "Tirta Ombak"}}]}}</script>
<h1>Banjir Surut di Lembayung</h1><p class="byline">Penulis: Rani Puspita</p><p>{FIRST}</p><p>{SECOND}</p>"#
    ));
    let words = |field: &Field| article.words(field.span).to_owned();
    assert_eq!(article.title.as_ref().map(words).as_deref(), Some("Banjir Surut di Lembayung"));
    let authors: Vec<_> = article.authors.iter().map(|field| (field.value.as_str(), words(field))).collect();
    assert_eq!(authors, [("Rani Puspita", "Rani Puspita".to_owned()), ("Tirta Ombak", String::new())]);
    assert_eq!(article.outlet.map(|outlet| outlet.value).as_deref(), Some("Kanal Senja"));
}

#[test]
fn the_next_report_below_the_pages_own_is_none_of_it() {
    let next =
        "<p>Panen raya di Hulu Senja berlangsung dua pekan, dan petani menjual gabah ke koperasi desa.</p>";
    check(
        &format!(
            "<title>Banjir Surut, Warga Bersih-bersih - Kanal Senja</title><main>\
             <article id=a><h1>Banjir Surut, Warga Bersih-bersih</h1><p>{FIRST}</p><p>{SECOND}</p></article>\
             <article id=b><h1>Panen Raya di Hulu Senja</h1>{}</article></main>",
            next.repeat(5)
        ),
        &[FIRST, SECOND],
        &[(BlockKind::Title, "Banjir Surut, Warga Bersih-bersih")],
    );
}

#[test]
fn words_for_screen_readers_alone_are_not_seen() {
    let clipped = "<span style=\"position: absolute; clip: rect(0px, 0px, 0px, 0px); width: 1px\">, membuka tab baru</span>";
    check(
        &format!(
            "<h1>Banjir Surut</h1><p>{FIRST}</p><p>Tanggul <a href=x>Muara{clipped}</a> akan ditinggikan tahun depan.</p>"
        ),
        &[FIRST, "Tanggul Muara akan ditinggikan tahun depan."],
        &[],
    );
}

#[test]
fn reports_in_scripts_without_spaces_are_prose() {
    let prose = "市は十四日、川の水が引いたと発表した。市長は「避難所を三か所に設ける」と述べ、学校は木曜日に再開する。";
    let more = "住民は朝から家の掃除を始めた。支援物資は前日から届いている。";
    check(
        &format!(
            "<html lang=ja><h1>川の水引く、住民が掃除</h1><figure><img src=a><figcaption>堤防に立つ住民</figcaption></figure>\
             <p>{prose}</p><p>{more}</p><nav><a href=x>社会</a></nav>"
        ),
        &[prose, more],
        &[(BlockKind::Caption, "堤防に立つ住民")],
    );
}

#[test]
fn reports_shown_in_short_weigh_nothing_and_are_no_part_of_the_body() {
    let teaser = |at: u32| {
        format!(
            "<li><a href=/{at}>Panen raya {at}</a> <span>Petani Hulu Senja memanen padi selama dua pekan dan menjual gabah \
             mereka ke koperasi desa, lalu mereka...</span></li>"
        )
    };
    let teasers: String = (1..9).map(teaser).collect();
    check(
        &format!(
            "<div><ul>{teasers}</ul><div><h1>Banjir Surut</h1><p>{FIRST}</p><p>{SECOND}</p></div></div>"
        ),
        &[FIRST, SECOND],
        &[],
    );
}

#[test]
fn the_article_of_the_headline_goes_before_a_heavier_one_beside_it() {
    let other = format!("<article><p>{}</p></article>", THIRD.repeat(2));
    check(
        &format!(
            "<title>Banjir Surut, Warga Bersih-bersih - Kanal Senja</title><div>\
             <article><h1>Banjir Surut, Warga Bersih-bersih</h1><p>{FIRST}</p></article>\
             <article><h3>Mungkin Anda suka</h3>{}</article></div>",
            other.repeat(2)
        ),
        &[FIRST],
        &[],
    );
}

#[test]
fn a_body_of_one_line_is_held_by_its_paragraph_and_no_link_in_it() {
    let tags: String = (1..9).map(|at| format!("<a href=/tag/{at}>banjir tahun {at}</a> ")).collect();
    check(
        &format!(
            "<h1>Banjir Surut</h1><p>Lembayung - Warga <a href=x>Kota Lembayung</a> mulai membersihkan rumah setelah \
             banjir surut.</p><footer>{tags}</footer>"
        ),
        &["Lembayung - Warga Kota Lembayung mulai membersihkan rumah setelah banjir surut."],
        &[],
    );
}

#[test]
fn names_of_elements_count_for_nothing_where_they_leave_no_body() {
    let offers =
        "<p>Diskon besar untuk seluruh perabot rumah tangga hanya di toko kami sampai akhir pekan ini.</p>";
    check(
        &format!(
            "<h1>Banjir Surut</h1><div class=sidebar_content><p>{FIRST}</p><p>{SECOND}</p></div>\
             <footer class=ads>{offers}</footer>"
        ),
        &[FIRST, SECOND],
        &[],
    );
    // What an editor filed the report under says nothing of its element.
    check(
        &format!(
            "<article class='post tag-newsletter category-video-player'><h1>Banjir Surut</h1><p>{FIRST}</p></article>"
        ),
        &[FIRST],
        &[],
    );
}

#[test]
fn a_line_beside_the_headline_that_is_called_a_lead_is_one() {
    let lead = "Wali kota meminta warga menunggu di pos sampai besok";
    let named = format!(
        "<div class=article-meta><h1>Banjir Surut di Lembayung</h1><h2 class=sub-headline>{lead}</h2>"
    );
    let story =
        format!("<span class=eyebrow>Daerah</span></div><div class=body><p>{FIRST}</p><p>{SECOND}</p></div>");
    check(&format!("<article>{named}{story}</article>"), &[lead, FIRST, SECOND], &[]);
    // Without a name of its own, where it ends as a sentence does.
    let plain = format!(
        "<html><hgroup><h1>Banjir Surut di Lembayung</h1><h2>{lead}.</h2></hgroup><div class=body><p>{FIRST}</p><p>{SECOND}</p></div>"
    );
    check(&plain, &[&format!("{lead}."), FIRST, SECOND], &[]);
    let other = format!(
        "<div><h1>Banjir Surut di Lembayung</h1><h2>{lead}</h2></div><div class=body><p>{FIRST}</p><p>{SECOND}</p></div>"
    );
    check(&other, &[FIRST, SECOND], &[(BlockKind::Navigation, lead)]);
}

#[test]
fn slanted_words_and_a_pictures_own_words_under_it_are_its_caption() {
    let page = |under: &str| {
        format!(
            "<h1>Banjir Surut</h1><article><p>{FIRST}</p><div><img src=a alt='Tanggul Muara, Senin'>{under}</div><p>{SECOND}</p></article>"
        )
    };
    let caption = |words| [(BlockKind::Caption, words)];
    check(&page("<br><em>Warga di atas tanggul.</em>"), &[FIRST, SECOND], &caption("Warga di atas tanggul."));
    check(&page("<p>Tanggul Muara, Senin</p>"), &[FIRST, SECOND], &caption("Tanggul Muara, Senin"));
    let prose = "<p><em>Warga di atas tanggul</em> menunggu kabar dari hulu sampai malam.</p>";
    check(
        &page(prose),
        &[FIRST, "Warga di atas tanggul menunggu kabar dari hulu sampai malam.", SECOND],
        &[],
    );
    // A part of the report that stands beside a picture is no caption, whatever it is called.
    let beside = format!("<section class=image-text><h2>Dapur umum</h2><p>{THIRD}</p></section>");
    check(&page(&beside), &[FIRST, "Dapur umum", THIRD, SECOND], &[]);
}

#[test]
fn a_body_told_in_several_parts_is_read_whole() {
    let part = |words: &str| format!("<div class=row><div class=article-body><p>{words}</p></div></div>");
    let notice = "<div class=row><div class=newsletter><p>Daftar sekarang untuk menerima surat kabar kami setiap pagi.</p></div></div>";
    let page = format!(
        "<h1>Banjir Surut</h1><main>{}{notice}{}</main>",
        part(FIRST),
        part(&[SECOND, THIRD, THIRD].join(" "))
    );
    check(&page, &[FIRST, &[SECOND, THIRD, THIRD].join(" ")], &[]);
}

#[test]
fn the_lines_of_a_post_are_its_own() {
    let post = "<blockquote class=twitter-tweet><p>Warga bisa pulang pagi ini.<br>https://muara.example/pos</p>— Ana (@ana)</blockquote>";
    check(
        &format!("<h1>Banjir Surut</h1><article><p>{FIRST}</p>{post}<p>{SECOND}</p></article>"),
        &[FIRST, "Warga bisa pulang pagi ini.", "https://muara.example/pos", "— Ana (@ana)", SECOND],
        &[],
    );
}

#[test]
fn a_line_that_sends_elsewhere_is_known_by_its_colon_in_any_language() {
    let page = |line: &str| {
        format!("<h1>Hochwasser</h1><article><p>{FIRST}</p><p>{line}</p><p>{SECOND}</p></article>")
    };
    for line in ["Zum Weiterlesen:", "Schon gelesen?", "VEA TAMBIÉN: El río baja en Lembayung"] {
        check(&page(line), &[FIRST, SECOND], &[(BlockKind::Related, line)]);
    }
    let caption = "Titelbild: Rani Puspita";
    check(&page(caption), &[FIRST, SECOND], &[(BlockKind::Caption, caption)]);
    let prose = "Weitere Informationen gibt die Stadt am Montag bekannt.";
    check(&page(prose), &[FIRST, prose, SECOND], &[]);
}

#[test]
fn a_live_ticker_is_read_entry_by_entry_without_its_clocks_and_buttons() {
    let words =
        |at: u32| format!("Petugas pintu air Muara {at} mengatakan air turun {at} sentimeter sejak pagi.");
    let entry = |at: u32| {
        format!(
            "<article class=liveblog-entry><div class=entry-meta><time datetime='2031-03-03T0{at}:15:00+07:00'>0{at}.15 WIB\
             </time></div><h3>Muara {at} surut</h3><p>{}</p><div class=share-buttons><a href=x>Facebook</a></div></article>",
            words(at)
        )
    };
    let entries: String = (1..5).rev().map(entry).collect();
    let page = format!(
        "<title>LIVE: Banjir di Lembayung Mulai Surut</title><main><h1>LIVE: Banjir di Lembayung Mulai Surut</h1>\
         <p class=lead>{FIRST}</p><section class=liveblog>{entries}</section></main>"
    );
    let kept: Vec<String> = (1..5).rev().flat_map(|at| [format!("Muara {at} surut"), words(at)]).collect();
    let kept: Vec<&str> = std::iter::once(FIRST).chain(kept.iter().map(String::as_str)).collect();
    check(&page, &kept, &[(BlockKind::Navigation, "04.15 WIB")]);
}
