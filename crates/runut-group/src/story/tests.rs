//! Sane answers to articles as they really come.

use super::*;

/// Four outlets on each of so many happenings, in words of their own, a happening a day.
fn articles(happenings: usize) -> Vec<(String, String, String)> {
    let places =
        ["Rawa Intan", "Karang Sewu", "Tanjung Wira", "Sumber Asri", "Bukit Lengkuas", "Muara Delima"];
    let acts = [
        "longsor menimbun gudang",
        "kapal feri kandas",
        "jembatan gantung putus",
        "pasar induk terbakar",
        "bendungan retak",
        "kereta barang anjlok",
    ];
    let mut all = Vec::new();
    for happening in 0..happenings {
        let place = places[happening % places.len()];
        let act = acts[(happening + happening / places.len()) % acts.len()];
        let chief = format!("Kepala{happening} Wiratama{happening}");
        let count = 11 + happening * 7;
        let day = format!("2031-03-{:02}", 1 + happening % 28);
        let tell = [
            format!(
                "Petugas mencatat {count} warga mengungsi setelah {act} di {place}. Menurut {chief}, tim mencari korban sampai malam."
            ),
            format!(
                "Sebanyak {count} orang meninggalkan rumah karena {act} di {place}, kata {chief} kepada wartawan pagi ini."
            ),
            format!(
                "Peristiwa {act} di {place} memaksa {count} warga mengungsi. Posko dibuka oleh {chief} dekat balai desa."
            ),
            format!(
                "Warga {place} masih takut. Sejak {act}, ada {count} pengungsi, dan {chief} meminta tenda tambahan."
            ),
        ];
        for text in tell {
            all.push((format!("{act} di {place}, {count} mengungsi"), text, day.clone()));
        }
    }
    all
}

fn place<'a>(all: impl IntoIterator<Item = &'a (String, String, String)>) -> Stories {
    let mut stories = Stories::default();
    for (title, text, published) in all {
        stories.place(&Article {
            title: title.as_str().into(),
            text: text.as_str().into(),
            published: published.as_str().into(),
            ..Article::default()
        });
    }
    stories.settle();
    stories
}

/// For each article the first of its story.
fn firsts(stories: &Stories) -> Vec<usize> {
    let all: Vec<u32> = (0..stories.len()).map(|article| stories.story(article)).collect();
    all.iter().map(|story| all.iter().position(|other| other == story).expect("it is itself")).collect()
}

fn wanted(happenings: usize) -> Vec<usize> {
    (0..happenings * 4).map(|article| article / 4 * 4).collect()
}

#[test]
fn each_happening_is_a_story() {
    assert_eq!(firsts(&place(&articles(24))), wanted(24));
}

#[test]
fn the_order_of_coming_does_not_show() {
    let all = articles(24);
    let mixed: Vec<usize> = (0..all.len()).map(|number| number * 41 % all.len()).collect();
    let stories = place(mixed.iter().map(|&number| &all[number]));
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    for (at, &number) in mixed.iter().enumerate() {
        found[number] = vec![stories.story(at) as usize];
    }
    let first = |number: usize| found.iter().position(|story| *story == found[number]);
    assert_eq!((0..all.len()).filter_map(first).collect::<Vec<_>>(), wanted(24));
}

#[test]
fn a_missing_or_a_future_date_breaks_no_story() {
    let mut all = articles(12);
    for (number, article) in all.iter_mut().enumerate() {
        if number % 4 == 1 {
            article.2 = String::new();
        }
    }
    all[2].2 = "2999-01-01".into();
    let found = firsts(&place(&all));
    assert_eq!(found[4..], wanted(12)[4..]);
    // The one that bears a date of another age may stand apart, and draws at most what bears none.
    assert_eq!((found[0], found[3]), (0, 0));
}

#[test]
fn articles_without_words_are_alone() {
    let mut all = articles(3);
    all.extend((0..5).map(|_| (String::new(), String::new(), String::new())));
    all.push((String::new(), "、。!!".into(), "2031-03-01".into()));
    let found = firsts(&place(&all));
    assert_eq!(found[12..], [12, 13, 14, 15, 16, 17]);
}

#[test]
fn another_language_meets_in_names_and_numbers_or_stays_alone_and_never_joins_all() {
    let mut all = articles(6);
    all.push((
        "Landslide in Rawa Intan".into(),
        "Officials said 11 people fled Rawa Intan, Kepala0 Wiratama0 told reporters.".into(),
        "2031-03-01".into(),
    ));
    all.push(("Заголовок".into(), "Ничего общего с другими статьями здесь нет.".into(), "2031-03-01".into()));
    let found = firsts(&place(&all));
    assert!(found[24] == 0 || found[24] == 24, "{found:?}");
    assert_eq!(found[25], 25);
    assert_eq!(found[..24], wanted(6));
}

#[test]
fn the_same_article_ten_thousand_times_is_one_story_and_others_stay_theirs() {
    let mut all = articles(3);
    let same = all[0].clone();
    all.extend((0..10_000).map(|_| same.clone()));
    let found = firsts(&place(&all));
    assert!(found[12..].iter().all(|&first| first == 0));
    assert_eq!((found[4], found[8]), (4, 8));
}

#[test]
fn what_moves_is_said() {
    let stories = place(&articles(24));
    for revision in stories.revisions() {
        assert!(revision.from != revision.to && revision.article <= revision.at);
    }
}

#[test]
fn years_and_names_of_characters_make_no_articles_alike() {
    let shared = |a: &str, b: &str| shared(("", a), ("", b)).words;
    let (fire, flood) = ("Gudang beras terbakar habis", "Tanggul sungai jebol");
    assert!(shared(fire, flood) == 0.0);
    let year = shared(&format!("{fire} 2031"), &format!("{flood} 2031"));
    let count = shared(&format!("{fire} 7431"), &format!("{flood} 7431"));
    assert!(0.0 < year && year < count / 20.0, "{year} {count}");
    assert!(shared(&format!("{fire}&nbsp;"), &format!("{flood}&nbsp;")) == 0.0);
}

#[test]
fn a_crowd_keeps_who_is_nearest_in_whatever_order_they_come() {
    let mut node = Node::default();
    assert_eq!(node.reach(), 0);
    let most = CROWD_MAX as u16;
    for number in 1..=52 {
        node.meet(number * 7 % 53);
    }
    assert_eq!(node.nears, (53 - most..=52).rev().collect::<Vec<u16>>());
    assert_eq!(node.reach(), u32::from(53 - most));
    assert!(!node.meet(53 - most));
}

/// What two articles share, each of a headline and a text.
fn shared(a: (&str, &str), b: (&str, &str)) -> bag::Shared {
    let node = |(title, text): (&str, &str)| {
        node(&Article { title: title.into(), text: text.into(), ..Article::default() })
    };
    node(a).bag.shared(&node(b).bag)
}

#[test]
fn what_an_article_is_about_and_another_never_names_parts_them() {
    let text = |mount: &str| {
        format!(
            "Gunung {mount} meletus. Abu {mount} turun. Warga lereng {mount} mengungsi, jalur {mount} ditutup."
        )
    };
    let tell = |mount: &str| (format!("Gunung {mount} Meletus"), text(mount));
    let (lawe, tusam) = (tell("Lawe"), tell("Tusam"));
    let of = |a: &(String, String), b: &(String, String)| shared((&a.0, &a.1), (&b.0, &b.1)).subjects;
    let [other, back] = of(&lawe, &tusam);
    assert!(other > 10.0 && back > 10.0, "{other} {back}");
    // Named once is not what it is about.
    let beside = (tusam.0.clone(), format!("{} Gunung Lawe tenang.", tusam.1));
    assert!(of(&beside, &tusam).iter().all(|weight| *weight == 0.0));
    let [lacking, none] = of(&tusam, &(lawe.0.clone(), format!("{} Gunung Tusam tenang.", lawe.1)));
    assert!(lacking == 0.0 && none > 10.0, "{lacking} {none}");
}

#[test]
fn a_number_in_the_headline_is_looked_for_in_the_whole_other_article() {
    let other = |a, b| shared(a, b).other_figures;
    let (a, b) = (("Gempa 4,5 di Sagara", "Gempa terasa."), ("Gempa 5,1 di Sagara", "Gempa terasa."));
    assert!(other(a, b));
    assert!(!other(a, ("Gempa di Sagara", "Kekuatannya 4,5 di laut.")));
    assert!(!other(("Gempa Sagara 2031", "Gempa."), ("Gempa Sagara 2032", "Gempa.")));
}

#[test]
fn numbers_of_a_lead_are_looked_for_in_the_whole_other_article() {
    let retold = |a, b| shared(("", a), ("", b)).counts;
    let long =
        "Warga lereng sudah mengungsi sejak kemarin malam. ".repeat(12) + "Ada 37 tenda dan 450 kasur.";
    assert_eq!(retold("Posko punya 37 tenda dan 12 dapur.", &long), Some(0.5));
    assert_eq!(retold("Posko punya 37 tenda.", "Kapal membawa 12 orang."), Some(0.0));
    // Days and years are compared in other ways.
    assert_eq!(retold("Posko dibuka (8/1/2031), sejak 2030.", "Posko ditutup."), None);
}

#[test]
fn what_of_a_headline_the_other_has_in_front_counts() {
    let long = "Warga lereng sudah mengungsi sejak kemarin malam. ".repeat(12) + "Tanggul Wiraga jebol.";
    let headline = |other| shared(("Tanggul Wiraga jebol", "Air naik."), other).headline;
    let front = headline(("Kapal kandas", "Tanggul Wiraga jebol."));
    let back = headline(("Kapal kandas", long.as_str()));
    assert!((front - 0.5).abs() < 1e-6 && back < 1e-6, "{front} {back}");
}

#[test]
fn weekdays_that_two_articles_name_are_compared_in_all_languages() {
    let other = |a, b| shared(("", a), ("", b)).other_weekdays;
    assert!(other("Gempa terasa Senin malam.", "Gempa terasa pada Rabu pagi."));
    assert!(other("Gempa terasa Senin malam.", "The quake was felt on Wednesday."));
    assert!(!other("Gempa terasa Senin malam.", "The quake was felt on Monday."));
    assert!(!other("Gempa terasa Senin malam, lagi Rabu.", "Gempa terasa pada Rabu pagi."));
    // A week, the sun and a sen are no days.
    assert!(!other("Gempa terasa Senin malam.", "Gempa terasa dua minggu, the Sun said, 5 Sen each."));
}

#[test]
fn an_outlet_of_two_reports_is_known_until_another_brings_the_same_words() {
    let article = |outlet: &'static str, text: &'static str| Article {
        outlet: outlet.into(),
        title: "Tanggul Wiraga jebol".into(),
        text: text.into(),
        published: "2031-03-01".into(),
        ..Article::default()
    };
    let (one, two) =
        ("Air Wiraga naik sejak pagi, warga lereng mengungsi.", "Warga lereng Wiraga mengungsi ke balai.");
    let mut came = vec![
        article("bola.senja.example", one),
        article("https://www.senja.example/2", two),
        article("Harian Fajar", one),
    ];
    let same = |articles: &[Article]| {
        let mut stories = Stories::default();
        for article in articles {
            stories.push(article);
        }
        stories.settle();
        let pairs = stories.pairs();
        assert_eq!(pairs.len(), 1);
        let at = FEATURES.iter().position(|feature| *feature == "same outlet").expect("it is a feature");
        pairs[0].2[at] > 0.0
    };
    assert!(same(&came[..2]));
    assert!(!same(&came));
    came.rotate_left(2);
    assert!(!same(&came));
    assert!(!same(&[article("", one), article("", two)]));
}

#[test]
fn the_order_of_coming_does_not_show_where_outlets_print_the_same_words() {
    let outlets = ["senja.example", "fajar.example", "", "https://bola.senja.example/x"];
    let mut all: Vec<(Article, usize)> = Vec::new();
    let made = articles(12);
    for (number, (title, text, day)) in made.iter().enumerate() {
        for copy in 0..=number % 3 {
            let outlet = outlets[(number / 4 + copy) % outlets.len()];
            let article = Article {
                title: title.as_str().into(),
                text: text.as_str().into(),
                published: day.as_str().into(),
                outlet: outlet.into(),
                ..Article::default()
            };
            all.push((article, number));
        }
    }
    let stories_of = |order: &[usize]| {
        let mut stories = Stories::default();
        for &at in order {
            stories.place(&all[at].0);
        }
        let mut pairs: Vec<(usize, u32)> =
            order.iter().enumerate().map(|(came, &at)| (all[at].1, stories.story(came))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let story: Vec<u32> = pairs.iter().map(|pair| pair.1).collect();
        story.iter().map(|one| story.iter().position(|other| other == one)).collect::<Vec<_>>()
    };
    let forth: Vec<usize> = (0..all.len()).collect();
    let back: Vec<usize> = forth.iter().rev().copied().collect();
    let mixed: Vec<usize> = forth.iter().map(|at| at * 41 % all.len()).collect();
    assert_eq!(stories_of(&forth), stories_of(&back));
    assert_eq!(stories_of(&forth), stories_of(&mixed));
}

#[test]
fn days_that_two_articles_tell_of_are_compared_without_their_year() {
    let other_days = |a, b| shared(("", a), ("", b)).other_days;
    assert!(other_days("Gempa pada Senin (8/1/2031).", "Gempa pada Rabu (10/1)."));
    assert!(!other_days("Gempa pada Senin (8/1/2031).", "Gempa pada Senin (08/1)."));
    assert!(!other_days("Gempa pada Senin (8/1/2031), lalu (10/1).", "Gempa pada Rabu (10/1/2031)."));
    assert!(!other_days("Gempa pada Senin (8/1/2031).", "Gempa terasa 40/60 detik."));
}

#[test]
fn what_of_a_lead_is_retold_counts_wherever_the_other_has_it() {
    let long = "Warga lereng sudah mengungsi sejak kemarin malam. ".repeat(12) + "Tanggul Wiraga jebol.";
    let none = shared(("Tanggul Wiraga jebol", ""), ("", "Kapal feri kandas.")).retold;
    let retold = shared(("Tanggul Wiraga jebol", ""), ("", &long)).retold;
    assert!(none == 0.0 && retold >= 0.5, "{none} {retold}");
}
