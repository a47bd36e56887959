//! Parties across reports and formats: one key for one world entry or one name.

use runut_packs::Packs;

use crate::{CastRecord, ReadingRecord};

/// A party of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entity {
    /// The same for the same party: the world's id, else kind and folded name.
    pub(super) key: String,
    /// What it is called.
    pub(super) name: String,
    /// `person`, `organization`, `place`, `product`, `event`; `description` where the words only describe.
    pub(super) kind: String,
    /// ISO 3166-1 alpha-2 code of the country that it is or acts for.
    pub(super) country: Option<String>,
    /// Whether it is a country.
    pub(super) is_country: bool,
}

/// The party that a record's field names: `index` into the cast, else the words themselves.
pub(super) fn entity(
    report: &ReadingRecord,
    id: Option<&str>,
    index: Option<usize>,
    packs: &Packs,
) -> Option<Entity> {
    let id = id?;
    match index.and_then(|index| report.cast.get(index)) {
        Some(cast) => Some(of_cast(cast, packs)),
        None => Some(described(id)),
    }
}

/// A party of the cast.
pub(super) fn of_cast(cast: &CastRecord, packs: &Packs) -> Entity {
    let code = cast.world.as_deref().and_then(|world| world.strip_prefix("country:"));
    let name = match code {
        Some(_) => {
            packs.world.thing(cast.world.as_deref().unwrap_or_default()).map(|thing| thing.name.clone())
        }
        None => None,
    };
    Entity {
        key: cast.world.clone().unwrap_or_else(|| format!("{}:{}", cast.kind, fold(&cast.id))),
        name: name.unwrap_or_else(|| cast.id.clone()),
        kind: cast.kind.clone(),
        country: code.map(str::to_owned).or_else(|| cast.state.clone()),
        is_country: code.is_some(),
    }
}

/// A party that is described and not named, or only known by name, like a link.
pub(super) fn described(words: &str) -> Entity {
    Entity {
        key: format!("words:{}", fold(words)),
        name: words.to_owned(),
        kind: "description".to_owned(),
        country: None,
        is_country: false,
    }
}

/// Case and all that is no letter or digit folded away.
pub(crate) fn fold(name: &str) -> String {
    let letters: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}
