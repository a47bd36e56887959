-- Schema 1: pages, reports, stories, claims, search.
-- Any SQLite opens this file; nothing in it needs a function or tokenizer of ours.
PRAGMA application_id = 1920298612; -- "runt"

-- What was last done by which version: `collated_by`.
CREATE TABLE version (
  deed    TEXT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The bytes as they came; a page is its bytes' SHA-256.
CREATE TABLE page (
  digest TEXT NOT NULL PRIMARY KEY,
  bytes  BLOB NOT NULL
) STRICT;

-- Every place that the same bytes came from. The least (id, origin) is the one that the report goes by.
CREATE TABLE origin (
  digest TEXT NOT NULL REFERENCES page (digest),
  id     TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (digest, id, origin)
) STRICT, WITHOUT ROWID;

-- One page, read. `record` is what `runut read --json` prints; `id` is what is shown, see `ids.rs`.
CREATE TABLE report (
  number    INTEGER NOT NULL PRIMARY KEY,
  digest    TEXT NOT NULL UNIQUE REFERENCES page (digest),
  stem      TEXT NOT NULL,
  id        TEXT NOT NULL,
  origin    TEXT NOT NULL,
  language  TEXT NOT NULL,
  title     TEXT,
  outlet    TEXT,
  published TEXT,
  read_by   TEXT NOT NULL,
  record    TEXT NOT NULL
) STRICT;
CREATE INDEX report_id ON report (id);

-- Statements and events by who and what; `start` and `end` are code points of the record's `text`.
CREATE TABLE claim (
  report    INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
  kind      TEXT NOT NULL CHECK (kind IN ('statement', 'event')),
  entry     INTEGER NOT NULL,
  claimant  TEXT,
  via       TEXT NOT NULL,
  type      TEXT,
  actor     TEXT,
  recipient TEXT,
  polarity  TEXT,
  day       TEXT,
  words     TEXT NOT NULL,
  "start"   INTEGER NOT NULL,
  "end"     INTEGER NOT NULL,
  PRIMARY KEY (report, kind, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_claimant ON claim (claimant);
CREATE INDEX claim_actor ON claim (actor, type, recipient);

-- One story: its ledger as `runut story --json` prints it, and what a list of stories shows.
CREATE TABLE story (
  id          TEXT NOT NULL PRIMARY KEY,
  fingerprint TEXT NOT NULL UNIQUE,
  line        TEXT NOT NULL,
  first_day   TEXT,
  last_day    TEXT,
  reports     INTEGER NOT NULL,
  outlets     INTEGER NOT NULL,
  origins     INTEGER NOT NULL,
  differences INTEGER NOT NULL,
  ledger      TEXT NOT NULL
) STRICT;

-- The reports of each story in the order of its ledger.
CREATE TABLE story_report (
  story TEXT NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  digest TEXT NOT NULL UNIQUE REFERENCES report (digest),
  PRIMARY KEY (story, place)
) STRICT, WITHOUT ROWID;

-- Headline and prose as stems of their words, in plain text.
CREATE TABLE stem (
  report INTEGER NOT NULL PRIMARY KEY REFERENCES report (number) ON DELETE CASCADE,
  title  TEXT NOT NULL,
  body   TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (title, body, content = 'stem', content_rowid = 'report', tokenize = 'unicode61');
CREATE TRIGGER stem_added AFTER INSERT ON stem BEGIN
  INSERT INTO search (rowid, title, body) VALUES (new.report, new.title, new.body);
END;
CREATE TRIGGER stem_removed AFTER DELETE ON stem BEGIN
  INSERT INTO search (search, rowid, title, body) VALUES ('delete', old.report, old.title, old.body);
END;
CREATE TRIGGER stem_changed AFTER UPDATE ON stem BEGIN
  INSERT INTO search (search, rowid, title, body) VALUES ('delete', old.report, old.title, old.body);
  INSERT INTO search (rowid, title, body) VALUES (new.report, new.title, new.body);
END;
