//! Our tree against html5ever's, which follows the standard to the letter: readers must see the same characters in the
//! same order.
//!
//! # What is not compared
//! White space, since lines are ours to make. Characters between a table's cells, which the standard moves before the
//! table and we leave where they stand. Elements nested deeper than our limit.

use html5ever::{parse_document, tendril::TendrilSink as _};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;
use runut_article::dom::{Dom, Tag};

/// The characters that readers see, by html5ever.
fn theirs(markup: &str) -> String {
    let dom = parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(markup);
    let mut seen = String::new();
    let mut open: Vec<Handle> = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        match &node.data {
            NodeData::Text { contents } => seen.push_str(&contents.borrow()),
            NodeData::Element { name, .. } if Tag::of(&name.local).is_hidden() => continue,
            _ => {}
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    letters(&seen)
}

/// The same by our tree.
fn ours(markup: &str) -> String {
    letters(&Dom::parse(markup).root().text())
}

fn letters(words: &str) -> String {
    words.split_whitespace().collect()
}

fn check(markup: &str) {
    assert_eq!(ours(markup), theirs(markup), "in {markup:?}");
}

#[test]
fn pages_of_our_own_are_seen_alike() {
    for markup in [
        "<!doctype html><title>a</title><p>b<p>c<div>d</div>e",
        "<ul><li>a<li>b<ul><li>c</ul>d</ul>e<dl><dt>f<dd>g</dl>",
        "<table><tr><td>a<td>b<tr><th>c<td><table><tr><td>d</table>e</table>f",
        "<b>a<i>b</b>c</i>d<a href=x>e<div>f</a>g</div>h",
        "<p>a<script>x('</p>')</script>b<style>p{}</style>c<template>d</template>e<noscript>f</noscript>g",
        "a &amp; b &eacute; &copy 2031 &notit; &#8364; &#x110000; &bogus; &",
        "<!-- a -->b<!--> c <!---> d<!-- -- > e --!> f<?php g ?>h<![CDATA[ i ]]>j",
        "<svg><title>a</title><text>b</text></svg>c<math><mi>d</mi></math>e",
        "<select><option>a<option>b</select>c<textarea><p>d</textarea>e<button>f<p>g</button>h",
        "<h2>a</h3>b<h1>c<h2>d</h2>e",
        "<body>a</body>b</html>c<p title=\"x>y\">d<p title=it's>e",
        "<head><meta charset=utf-8><link rel=x></head>a<body class=x>b",
        "<article><header><h1>Air Surut</h1></header><p>Warga <em>Kota</em> pulang.<br>Sore.</p></article>",
        "<p>a<br/>b<img src=x>c<hr>d</br>e</p>f</p>g",
        "a < b <3 c <> d </> e </ f> g",
    ] {
        check(markup);
    }
}

/// Pieces of markup; a table's rows only whole, since what stands between its cells is moved.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<a href=x>",
        "</a>",
        "<span class='a b'>",
        "</span>",
        "<ul>",
        "<li>",
        "</li>",
        "</ul>",
        "<ol>",
        "</ol>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<h1>",
        "</h1>",
        "<h2>",
        "</h2>",
        "<br>",
        "<hr/>",
        "<img src=x alt=y>",
        "<blockquote>",
        "</blockquote>",
        "<table><tr><td>u</td><td>v</td></tr></table>",
        "<!-- x -->",
        "<!doctype html>",
        "<script>x</script>",
        "<style>x</style>",
        "<section>",
        "</section>",
        "<article>",
        "</article>",
        "<em>",
        "</em>",
        "<strong>",
        "</strong>",
        "<x-y>",
        "</x-y>",
        "&amp;",
        "&eacute;",
        "&copy",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "=",
        " ",
        "\n",
        "<figure>",
        "<figcaption>",
        "</figcaption>",
        "</figure>",
        "<button>",
        "</button>",
        "<nav>",
        "</nav>",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 3 => "[a-zé]{1,3}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_markup_is_seen_alike(pieces in prop::collection::vec(piece(), 0..24)) {
        let markup = pieces.concat();
        prop_assert_eq!(ours(&markup), theirs(&markup), "in {:?}", markup);
    }
}
