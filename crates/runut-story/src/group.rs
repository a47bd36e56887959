//! Which reports tell one story: the same grouping as of any articles, `runut-group`'s, which is told more of a report
//! than its words: whom it names, what it counts, its days. In these, reports in two languages meet.

use std::collections::BTreeSet;

use runut_claim::Reading;
use runut_group::{
    Article,
    story::{self, Node, Stories},
};

use crate::{
    order::{beginning, dated},
    party::fold,
};

/// A number from which it tells something: small ones count anything.
const NUMBER_MIN: f64 = 3.0;

/// A report as it is grouped.
pub fn node(reading: &Reading) -> Node {
    let article = &reading.article;
    let prose: Vec<&str> = article.body().map(|span| article.words(span)).collect();
    let dated = dated(reading).map(|dated| dated.value);
    story::node(&Article {
        title: article.title.as_ref().map_or("", |title| title.value.as_str()).into(),
        text: prose.join("\n").into(),
        published: dated.as_deref().and_then(beginning).unwrap_or_default().into(),
        told: article.published.is_none(),
        outlet: outlet(article).into(),
        language: article.language.as_str().into(),
        marks: marks(reading),
        ..Article::default()
    })
}

/// Who published a report: the address of its page where that is known, else the outlet's name.
fn outlet(article: &runut_article::Article) -> &str {
    let told = article.meta.url.as_ref().map(|url| url.value.as_str());
    let from = Some(article.origin.as_str()).filter(|origin| origin.starts_with("http"));
    told.or(from).or(article.outlet.as_ref().map(|outlet| outlet.value.as_str())).unwrap_or_default()
}

/// Groups readings into matters, each a story or several that are one long matter, as indices; groups and members in
/// no particular order.
pub(crate) fn matters(readings: &[Reading]) -> Vec<Vec<usize>> {
    // By digest first, so that the order in which readings came does not matter.
    let mut order: Vec<usize> = (0..readings.len()).collect();
    order.sort_by_cached_key(|&index| {
        let article = &readings[index].article;
        (article.digest, article.id.clone(), article.text.clone())
    });
    let mut stories = Stories::default();
    for &index in &order {
        stories.push_node(node(&readings[index]));
    }
    stories.settle();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, matter) in order.into_iter().zip(stories.sagas()) {
        let matter = matter as usize;
        if groups.len() <= matter {
            groups.resize(matter + 1, Vec::new());
        }
        groups[matter].push(index);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// What a report tells that is the same in every language; each as often as it tells it.
pub fn marks(reading: &Reading) -> Vec<String> {
    let annotations = &reading.annotations;
    let known = |index: usize| {
        let entity = &annotations.entities[index];
        entity.world.clone().unwrap_or_else(|| fold(&entity.id))
    };
    let mut marks: Vec<String> = Vec::new();
    for mention in annotations.mentions.iter().filter(|mention| !mention.anaphor) {
        marks.push(format!("@{}", known(mention.entity)));
    }
    for event in annotations.events.iter().filter(|event| event.actor.is_some()) {
        let role = |party: Option<runut_claim::Party>| {
            party.and_then(|party| party.entity).map_or_else(|| "-".to_owned(), known)
        };
        marks.push(format!("!{} {} {}", event.event_type, role(event.actor), role(event.recipient)));
    }
    for quantity in &annotations.quantities {
        let value = quantity.low.or(quantity.high).filter(|value| *value > NUMBER_MIN);
        marks.extend(value.map(|value| format!("#{value}")));
    }
    let days: BTreeSet<&str> =
        annotations.times.iter().filter_map(|time| beginning(time.value.as_deref()?)?.get(..10)).collect();
    marks.extend(days.into_iter().map(|day| format!("~{day}")));
    marks
}
