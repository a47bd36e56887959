-- Schema 4: what placing a report among the others needs, so that adding one touches only what is like it.
-- All of it follows from the records, and is made anew from them where another version wrote it.

-- A report as it is compared; reports of the same words and day are one. `story` groups them, corrections apart.
-- `told` says that the day is only the latest of which it tells. `links` are those that it was compared with (`shelf.rs`).
CREATE TABLE article (
  number INTEGER NOT NULL PRIMARY KEY,
  print  INTEGER NOT NULL,
  day    INTEGER,
  told   INTEGER NOT NULL,
  best   REAL NOT NULL,
  story  INTEGER NOT NULL,
  links  BLOB NOT NULL
) STRICT;
CREATE INDEX article_print ON article (print);
CREATE INDEX article_story ON article (story);

-- Its terms (`runut_group::story::Bag`).
CREATE TABLE bag (
  article INTEGER NOT NULL PRIMARY KEY REFERENCES article (number) ON DELETE CASCADE,
  terms   BLOB NOT NULL
) STRICT;

-- Which articles hold a term: the weightiest first, of equals by print.
CREATE TABLE holder (
  term      INTEGER NOT NULL,
  lightness INTEGER NOT NULL,
  print     INTEGER NOT NULL,
  article   INTEGER NOT NULL,
  PRIMARY KEY (term, lightness, print, article)
) STRICT, WITHOUT ROWID;

-- As which article each report is compared.
CREATE TABLE placed (
  report  INTEGER NOT NULL PRIMARY KEY REFERENCES report (number) ON DELETE CASCADE,
  article INTEGER NOT NULL REFERENCES article (number)
) STRICT;
CREATE INDEX placed_article ON placed (article);

-- Reports that later ones have brought into another story, in the order in which that was seen. `was` and `is` are ids of
-- stories at that time.
CREATE TABLE revision (
  number  INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  made_at TEXT NOT NULL,
  report  TEXT NOT NULL REFERENCES report (digest),
  was     TEXT NOT NULL,
  "is"    TEXT NOT NULL
) STRICT;

CREATE INDEX report_stem ON report (stem);
