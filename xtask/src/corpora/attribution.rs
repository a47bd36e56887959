//! Attributions of PolNeAR (Newell et al. 2018), English political news: source, cue and content in stand-off files.
//!
//! # What counts as found
//! A statement that shares half of the words of the shorter with a `Content` that has a `Source` (one to one, the
//! largest overlap first), and whose claimant is that source: their words overlap or are the same, or the
//! claimant's entity is mentioned there. Where the source is a pronoun, which PolNeAR does not resolve, any claimant does.
//! PolNeAR annotates beliefs, plans and wishes beside acts of saying; they are wanted as the rest.
//! PolNeAR has one attribution where a cue parts a quotation in two, and we have two statements: the figures are told
//! for each statement on its own, and for those of one saying together.

use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, ensure};
use runut_claim::{Mode, Reading, Statement};

use super::{Place, Tally, around};
use crate::packs::packs;

/// An annotated attribution.
struct Attribution {
    sources: Vec<Place>,
    cues: Vec<Place>,
    contents: Vec<Place>,
}

/// Prints the figures.
pub(super) fn score(archive: &Path, misses: bool) -> anyhow::Result<()> {
    let folder = std::env::temp_dir().join(format!("runut-polnear-{}", std::process::id()));
    let result = unpack(archive, &folder).and_then(|()| score_folder(&folder.join("data/dev"), misses));
    // Left over at worst in the folder for what is left over.
    let _ = fs::remove_dir_all(&folder);
    result
}

fn unpack(archive: &Path, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    // A dependency for one archive of one tool would weigh more than the program that every Unix has.
    let status =
        Command::new("tar").arg("-xzf").arg(archive).arg("-C").arg(folder).arg("data/dev").status()?;
    ensure!(status.success(), "`{}` does not unpack", archive.display());
    Ok(())
}

fn score_folder(folder: &Path, misses: bool) -> anyhow::Result<()> {
    let (files, notes) = (files(&folder.join("text"))?, files(&folder.join("attributions"))?);
    let mut tallies = [Tally::default(), Tally::default(), Tally::default(), Tally::default()];
    for path in files {
        let text = fs::read_to_string(&path)?;
        // The notes' name goes on with the annotator's.
        let stem = path.file_stem().expect("it is a file").to_string_lossy().into_owned() + "_";
        let notes = notes
            .iter()
            .find(|notes| notes.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&stem)));
        let notes = notes.with_context(|| format!("no attributions of `{stem}`"))?;
        let wanted = parse(&fs::read_to_string(notes)?, &text);
        let reading = super::read(&text, "en", None, "\n");
        let [contents, claimed, whole, whole_claimed] = &mut tallies;
        one_text(&text, &reading, &wanted, &statements(&reading), [contents, claimed], false)?;
        one_text(&text, &reading, &wanted, &sayings(&reading), [whole, whole_claimed], misses)?;
    }
    let names = [
        "contents, each statement",
        "the same with their claimant",
        "contents, each saying",
        "the same with their claimant",
    ];
    tallies.iter().zip(names).try_for_each(|(tally, name)| tally.print(name))
}

fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list `{}`", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<_>>()?;
    files.sort();
    Ok(files)
}

fn one_text(
    text: &str,
    reading: &Reading,
    wanted: &[Attribution],
    sayings: &[Vec<&Statement>],
    [contents, claimed]: [&mut Tally; 2],
    misses: bool,
) -> anyhow::Result<()> {
    for tally in [&mut *contents, &mut *claimed] {
        tally.found += sayings.len();
        tally.wanted += wanted.len();
    }
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (at, said) in sayings.iter().enumerate() {
        for (to, attribution) in wanted.iter().enumerate() {
            let parts =
                || attribution.contents.iter().flat_map(|part| said.iter().map(move |own| (*part, own.span)));
            let shared: usize = parts().map(|(part, own)| overlap(part, own)).sum();
            let whole: usize = attribution.contents.iter().map(|part| part.len()).sum();
            let own: usize = said.iter().map(|own| own.span.len()).sum();
            if shared * 2 >= whole.min(own) && shared > 0 {
                pairs.push((shared, at, to));
            }
        }
    }
    pairs.sort_by_key(|&(shared, at, to)| (std::cmp::Reverse(shared), at, to));
    let (mut taken, mut met) = (vec![false; sayings.len()], vec![false; wanted.len()]);
    let mut out = std::io::stdout();
    for (_, at, to) in pairs {
        if taken[at] || met[to] {
            continue;
        }
        (taken[at], met[to]) = (true, true);
        contents.right += 1;
        let right = is_claimant(text, reading, sayings[at][0], &wanted[to]);
        claimed.right += usize::from(right);
        if misses && !right {
            let source = wanted[to].sources.first().map_or("", |place| place.of(text));
            let got = sayings[at][0].claimant.map_or("", |party| party.span.of(text));
            writeln!(out, "! {source} read as {got}: {}", around(text, sayings[at][0].span))?;
        }
    }
    for (attribution, _) in wanted.iter().zip(&met).filter(|(_, met)| misses && !**met) {
        let [source, cue] =
            [&attribution.sources, &attribution.cues].map(|of| of.first().map_or("", |place| place.of(text)));
        writeln!(out, "- missed, {source}, {cue}: {}", around(text, attribution.contents[0]))?;
    }
    for (said, _) in sayings.iter().zip(&taken).filter(|(_, taken)| misses && !**taken) {
        let got = said[0].claimant.map_or("", |party| party.span.of(text));
        writeln!(out, "+ too many, {got}: {}", around(text, said[0].span))?;
    }
    Ok(())
}

/// The statements that have a claimant, each on its own.
fn statements(reading: &Reading) -> Vec<Vec<&Statement>> {
    let statements = reading.annotations.statements.iter();
    statements.filter(|said| said.claimant.is_some()).map(|said| vec![said]).collect()
}

/// The statements that have a claimant, those of one saying together: a quotation without a cue of its own that follows
/// one of the same claimant goes on what was said there.
fn sayings(reading: &Reading) -> Vec<Vec<&Statement>> {
    let statements = &reading.annotations.statements;
    let mut sayings: Vec<Vec<&Statement>> = Vec::new();
    let mut last = None;
    for (at, said) in statements.iter().enumerate().filter(|(_, said)| said.claimant.is_some()) {
        let whose = |said: &Statement| said.claimant.map(|party| party.entity.ok_or(party.span));
        match sayings.last_mut() {
            Some(saying)
                if said.cue.is_none()
                    && said.mode == Mode::Direct
                    && last == at.checked_sub(1)
                    && whose(saying[0]) == whose(said) =>
            {
                saying.push(said);
            }
            _ => sayings.push(vec![said]),
        }
        last = Some(at);
    }
    sayings
}

fn overlap(one: Place, other: Place) -> usize {
    one.end().min(other.end()).saturating_sub(one.start().max(other.start()))
}

fn is_claimant(text: &str, reading: &Reading, said: &Statement, attribution: &Attribution) -> bool {
    let Some(party) = said.claimant else { return false };
    let pronouns = &packs().language("en").expect("the pack is there").words.pronouns;
    let relatives = &packs().language("en").expect("the pack is there").words.relatives;
    attribution.sources.iter().any(|source| {
        let words = source.of(text).to_lowercase();
        let mentioned = || {
            let mentions = &reading.annotations.mentions;
            mentions
                .iter()
                .any(|mention| Some(mention.entity) == party.entity && mention.span.overlaps(*source))
        };
        let same = || party.span.of(text).to_lowercase() == words;
        same()
            || pronouns.contains(&words)
            || relatives.contains(&words)
            || party.span.overlaps(*source)
            || mentioned()
    })
}

/// The attributions of a stand-off file that have source and content.
///
/// # Source
/// PolNeAR 1.0, README: brat's format, offsets in Unicode characters.
fn parse(notes: &str, text: &str) -> Vec<Attribution> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |chars: &str| chars.parse().ok().and_then(|at: usize| bytes.get(at)).copied();
    let mut spans: BTreeMap<&str, (&str, Vec<Place>)> = BTreeMap::new();
    let mut attributions = Vec::new();
    for line in notes.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(said)) = (fields.next(), fields.next()) else { continue };
        if id.starts_with('T') {
            let Some((kind, places)) = said.split_once(' ') else { continue };
            let places = places.split(';').filter_map(|place| {
                let (start, end) = place.split_once(' ')?;
                Some(Place::new(byte(start)?, byte(end)?))
            });
            spans.insert(id, (kind, places.collect()));
        } else if id.starts_with('E') {
            let of = |role: &str| -> Vec<Place> {
                let ids = said.split(' ').filter_map(|part| part.split_once(':'));
                let ids = ids.filter(|(name, _)| name.trim_end_matches(char::is_numeric) == role);
                ids.filter_map(|(_, id)| spans.get(id)).flat_map(|(_, places)| places.clone()).collect()
            };
            let (sources, cues, contents) = (of("Source"), of("Cue"), of("Content"));
            if !sources.is_empty() && !contents.is_empty() {
                attributions.push(Attribution { sources, cues, contents });
            }
        }
    }
    attributions
}
