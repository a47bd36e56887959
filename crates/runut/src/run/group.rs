//! `runut group`: which of many articles tell one happening, and which happenings are one long matter.

use std::io::{self, IsTerminal as _};

use runut_group::{
    Corpus as _,
    story::{Reason, Stories},
};
use serde::Serialize;

use super::{Output, articles};
use crate::{args::Group, report::Outcome, settings::Settings};

/// A story is named after the first of its articles, a saga after the first of all its stories' articles; the saga is
/// null where it has but one story.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    story: &'a str,
    saga: Option<&'a str>,
}

/// An article as it comes.
#[derive(Serialize)]
struct Placed<'a> {
    id: &'a str,
    story: &'a str,
}

/// A change of mind.
#[derive(Serialize)]
struct Revised<'a> {
    #[serde(rename = "revised")]
    id: &'a str,
    from: &'a str,
    to: &'a str,
    reason: &'static str,
    at: &'a str,
}

/// Runs the command.
///
/// # Errors
/// Where the file cannot be read, a line of it is no article, or stdout fails.
pub(crate) fn run(args: &Group, settings: &Settings) -> anyhow::Result<Outcome> {
    let lines = articles::open(&args.articles, !io::stdout().is_terminal())?;
    let mut stories = Stories::default();
    let mut ids: Vec<String> = Vec::new();
    articles::with_threads(settings, || {
        let mut out = Output::new(settings);
        let mut told = Told::default();
        for piece in lines.pieces()? {
            let piece = piece?;
            let mut failed = Ok(());
            lines.articles(&piece, &mut |article| {
                if failed.is_err() {
                    return;
                }
                ids.push(article.id.clone().into_owned());
                if args.stream {
                    stories.place(&article);
                    failed = told.tell(&stories, &ids, &mut out);
                } else {
                    stories.push(&article);
                }
            })?;
            failed?;
        }
        stories.settle();
        if args.stream {
            told.revisions(&stories, &ids, &mut out)?;
        } else {
            rows(&stories, &ids, &mut out)?;
        }
        out.flush()
    })?;
    Ok(Outcome::found(!stories.is_empty()))
}

fn rows(stories: &Stories, ids: &[String], out: &mut Output) -> anyhow::Result<()> {
    let sagas = stories.sagas();
    let end = (0..ids.len()).map(|article| stories.story(article)).chain(sagas.iter().copied()).max();
    let mut first_of_story = vec![usize::MAX; end.map_or(0, |end| end as usize + 1)];
    let mut first_of_saga = first_of_story.clone();
    let mut many = vec![false; first_of_story.len()];
    for (article, &saga) in sagas.iter().enumerate() {
        let (story, saga) = (stories.story(article) as usize, saga as usize);
        first_of_story[story] = first_of_story[story].min(article);
        first_of_saga[saga] = first_of_saga[saga].min(article);
        many[saga] |= stories.story(first_of_saga[saga]) as usize != story;
    }
    for (article, id) in ids.iter().enumerate() {
        let saga = sagas[article] as usize;
        out.json(&Row {
            id,
            story: &ids[first_of_story[stories.story(article) as usize]],
            saga: many[saga].then(|| ids[first_of_saga[saga]].as_str()),
        })?;
    }
    Ok(())
}

/// What has been told so far.
#[derive(Default)]
struct Told {
    /// For each story the article after which it is named.
    names: Vec<Option<usize>>,
    revisions: usize,
}

impl Told {
    fn name(&mut self, story: u32, article: usize) -> usize {
        let story = story as usize;
        if self.names.len() <= story {
            self.names.resize(story + 1, None);
        }
        *self.names[story].get_or_insert(article)
    }

    /// Tells what moved, and where the last article is.
    fn tell(&mut self, stories: &Stories, ids: &[String], out: &mut Output) -> anyhow::Result<()> {
        self.revisions(stories, ids, out)?;
        let last = ids.len() - 1;
        let name = self.name(stories.story(last), last);
        out.json(&Placed { id: &ids[last], story: &ids[name] })
    }

    fn revisions(&mut self, stories: &Stories, ids: &[String], out: &mut Output) -> anyhow::Result<()> {
        for revision in &stories.revisions()[self.revisions..] {
            let article = revision.article as usize;
            let (from, to) = (self.name(revision.from, article), self.name(revision.to, article));
            out.json(&Revised {
                id: &ids[article],
                from: &ids[from],
                to: &ids[to],
                reason: match revision.reason {
                    Reason::Joined => "a later article is of both stories",
                    Reason::Parted => "a later article is like a part of the story",
                },
                at: &ids[revision.at as usize],
            })?;
        }
        self.revisions = stories.revisions().len();
        Ok(())
    }
}
