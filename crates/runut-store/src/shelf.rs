//! The reports as they are compared with each other, kept in the file: a new one touches only what is like it.

use runut_group::story::{Bag, CROWD_MAX, HOLDERS_MAX, Link, Node, Part, Shelf, tag};
use rusqlite::{OptionalExtension as _, Row, Transaction, params, types::Type};
use rustc_hash::FxHashMap;

/// Bytes of a link: the other and how near it is, log-odds and cosine, and whether it is among the nearest.
const LINK_BYTES: usize = 17;

/// The articles of a store that were asked for in this transaction.
pub(crate) struct KeptArticles<'t> {
    transaction: &'t Transaction<'t>,
    loaded: FxHashMap<u32, Loaded>,
    next_article: u32,
    next_story: u32,
}

struct Loaded {
    node: Node,
    /// What the file has as its reach.
    reach: u32,
    has_terms: bool,
    is_changed: bool,
}

impl<'t> KeptArticles<'t> {
    /// Nothing asked for yet.
    pub(crate) fn of(transaction: &'t Transaction<'t>) -> rusqlite::Result<Self> {
        let next = |sql: &str| transaction.query_row(sql, [], |row| row.get(0));
        Ok(Self {
            transaction,
            loaded: FxHashMap::default(),
            next_article: next("SELECT coalesce(max(number), 0) + 1 FROM article")?,
            next_story: next("SELECT coalesce(max(story), 0) + 1 FROM article")?,
        })
    }

    /// Writes what has changed.
    pub(crate) fn keep(self) -> rusqlite::Result<()> {
        let mut changed: Vec<(u32, Loaded)> =
            self.loaded.into_iter().filter(|(_, loaded)| loaded.is_changed).collect();
        changed.sort_unstable_by_key(|changed| changed.0);
        let mut update = self.transaction.prepare_cached(
            "UPDATE article SET best = ?2, links = ?3, nears = ?4, outlet = ?5 WHERE number = ?1",
        )?;
        let mut raise = self
            .transaction
            .prepare_cached("INSERT OR REPLACE INTO reach (article, shared) VALUES (?1, ?2)")?;
        for (number, Loaded { node, reach, .. }) in changed {
            let (links, nears) = (link_bytes(&node.links), near_bytes(&node.nears));
            update.execute(params![number, node.best, links, nears, node.outlet])?;
            if node.reach() != reach {
                raise.execute([number, node.reach()])?;
            }
        }
        Ok(())
    }

    fn load_one(&mut self, number: u32) -> rusqlite::Result<()> {
        if self.loaded.contains_key(&number) {
            return Ok(());
        }
        let node = self
            .transaction
            .prepare_cached(
                "SELECT print, day, told, best, story, links, nears, outlet FROM article WHERE number = ?1",
            )?
            .query_row([number], node_of)?;
        let reach = node.reach();
        self.loaded.insert(number, Loaded { node, reach, has_terms: false, is_changed: false });
        Ok(())
    }
}

fn node_of(row: &Row) -> rusqlite::Result<Node> {
    Ok(Node {
        print: row.get::<_, i64>(0)? as u64,
        day: row.get(1)?,
        told: row.get(2)?,
        best: row.get(3)?,
        story: row.get(4)?,
        links: links_of(row.get_ref(5)?.as_blob()?).ok_or_else(|| broken(5))?,
        nears: nears_of(row.get_ref(6)?.as_blob()?).ok_or_else(|| broken(6))?,
        outlet: row.get(7)?,
        bag: Bag::default(),
    })
}

fn broken(column: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Blob, "not as it was written".into())
}

fn near_bytes(nears: &[u16]) -> Vec<u8> {
    nears.iter().flat_map(|near| near.to_le_bytes()).collect()
}

fn nears_of(bytes: &[u8]) -> Option<Vec<u16>> {
    let (nears, rest) = bytes.as_chunks::<2>();
    let whole = rest.is_empty() && nears.len() <= CROWD_MAX;
    whole.then(|| nears.iter().map(|&near| u16::from_le_bytes(near)).collect())
}

fn link_bytes(links: &[Link]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(links.len() * LINK_BYTES);
    for link in links {
        bytes.extend(link.other.to_le_bytes());
        bytes.extend(link.near.to_le_bytes());
        bytes.extend(link.base.to_le_bytes());
        bytes.extend(link.words.to_le_bytes());
        bytes.push(u8::from(link.mine));
    }
    bytes
}

fn links_of(bytes: &[u8]) -> Option<Vec<Link>> {
    let (links, rest) = bytes.as_chunks::<LINK_BYTES>();
    rest.is_empty().then(|| links.iter().map(link_of).collect())
}

fn link_of(bytes: &[u8; LINK_BYTES]) -> Link {
    let word = |at: usize| [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
    Link {
        other: u32::from_le_bytes(word(0)),
        near: u32::from_le_bytes(word(4)),
        base: f32::from_le_bytes(word(8)),
        words: f32::from_le_bytes(word(12)),
        mine: bytes[16] != 0,
    }
}

impl Shelf for KeptArticles<'_> {
    type Error = rusqlite::Error;

    fn twin(&mut self, print: u64) -> rusqlite::Result<Option<u32>> {
        self.transaction
            .prepare_cached("SELECT number FROM article WHERE print = ?1")?
            .query_row([print.cast_signed()], |row| row.get(0))
            .optional()
    }

    fn push(&mut self, node: Node) -> rusqlite::Result<u32> {
        let number = self.next_article;
        self.next_article += 1;
        let node = Node { story: self.fresh_story()?, ..node };
        self.transaction
            .prepare_cached(
                "INSERT INTO article (number, print, day, told, best, story, links, nears, outlet)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, x'', x'', ?7)",
            )?
            .execute(params![
                number,
                node.print.cast_signed(),
                node.day,
                node.told,
                node.best,
                node.story,
                node.outlet
            ])?;
        self.transaction
            .prepare_cached("INSERT INTO bag (article, terms) VALUES (?1, ?2)")?
            .execute(params![number, node.bag.to_bytes()])?;
        self.loaded.insert(number, Loaded { node, reach: 0, has_terms: true, is_changed: true });
        Ok(number)
    }

    fn holders(&mut self, term: u32, each: &mut dyn FnMut(u32, u8, u32)) -> rusqlite::Result<()> {
        let mut holders = self.transaction.prepare_cached(
            "SELECT article, lightness, print FROM holder WHERE term = ?1 ORDER BY lightness, print LIMIT ?2",
        )?;
        let mut rows = holders.query(params![term, HOLDERS_MAX])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?, 255 - row.get::<_, u8>(1)?, tag(row.get::<_, i64>(2)?.cast_unsigned()));
        }
        Ok(())
    }

    fn reach(&mut self, number: u32) -> rusqlite::Result<u32> {
        if let Some(loaded) = self.loaded.get(&number) {
            return Ok(loaded.node.reach());
        }
        let reach = self
            .transaction
            .prepare_cached("SELECT shared FROM reach WHERE article = ?1")?
            .query_row([number], |row| row.get(0))
            .optional()?;
        Ok(reach.unwrap_or(0))
    }

    fn hold(&mut self, term: u32, article: u32, weight: u8) -> rusqlite::Result<()> {
        let print = self.node(article).print.cast_signed();
        self.transaction
            .prepare_cached("INSERT INTO holder (term, lightness, print, article) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![term, 255 - weight, print, article])?;
        Ok(())
    }

    fn load(&mut self, articles: &[u32], part: Part) -> rusqlite::Result<()> {
        for &number in articles {
            self.load_one(number)?;
            let loaded = self.loaded.get_mut(&number).expect("it was loaded");
            if part == Part::Terms && !loaded.has_terms {
                loaded.node.bag = self
                    .transaction
                    .prepare_cached("SELECT terms FROM bag WHERE article = ?1")?
                    .query_row([number], |row| {
                        Bag::from_bytes(row.get_ref(0)?.as_blob()?).ok_or_else(|| broken(0))
                    })?;
                loaded.has_terms = true;
            }
        }
        Ok(())
    }

    fn node(&self, number: u32) -> &Node {
        &self.loaded.get(&number).expect("what is asked for was loaded").node
    }

    fn node_mut(&mut self, number: u32) -> &mut Node {
        let loaded = self.loaded.get_mut(&number).expect("what is changed was loaded");
        loaded.is_changed = true;
        &mut loaded.node
    }

    fn members(&mut self, story: u32) -> rusqlite::Result<Vec<u32>> {
        self.transaction
            .prepare_cached("SELECT number FROM article WHERE story = ?1 ORDER BY number")?
            .query_map([story], |row| row.get(0))?
            .collect()
    }

    fn shift(&mut self, number: u32, story: u32) -> rusqlite::Result<()> {
        self.transaction
            .prepare_cached("UPDATE article SET story = ?2 WHERE number = ?1")?
            .execute([number, story])?;
        self.load_one(number)?;
        self.loaded.get_mut(&number).expect("it was loaded").node.story = story;
        Ok(())
    }

    fn fresh_story(&mut self) -> rusqlite::Result<u32> {
        self.next_story += 1;
        Ok(self.next_story - 1)
    }
}
