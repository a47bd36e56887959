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
-- Schema 2: corrections made by hand, an audit trail that only grows.

-- `deed` is what was corrected, as `runut corrections --json` prints it; an undoing names the entry that it takes back.
CREATE TABLE correction (
  number  INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  why     TEXT NOT NULL,
  deed    TEXT NOT NULL,
  undoes  INTEGER UNIQUE REFERENCES correction (number)
) STRICT;
CREATE TRIGGER correction_stays BEFORE UPDATE ON correction BEGIN
  SELECT raise(ABORT, 'the audit trail only grows');
END;
CREATE TRIGGER correction_is_kept BEFORE DELETE ON correction BEGIN
  SELECT raise(ABORT, 'the audit trail only grows');
END;
-- Schema 3: when pages were as they were, so that one that changed is a new version of the same report.

-- The same bytes at the same place once for each time that they were new there, UTC in RFC 3339 to the second.
CREATE TABLE capture (
  origin      TEXT NOT NULL,
  captured_at TEXT NOT NULL,
  digest      TEXT NOT NULL REFERENCES page (digest),
  PRIMARY KEY (origin, captured_at, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX capture_digest ON capture (digest);

-- Reports that a later version took the place of, wherever they stood: kept, and in no story. See `version.rs`.
CREATE TABLE superseded (
  digest TEXT NOT NULL PRIMARY KEY REFERENCES page (digest)
) STRICT, WITHOUT ROWID;
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
-- Schema 5: how near another report must be to come among the nearest of one, apart from all else that is known of it:
-- it is asked of every report that shares a word with one that comes. None is written where there is room.
-- It follows from the links, and is made with them: reports are placed anew once.
CREATE TABLE floor (
  article INTEGER NOT NULL PRIMARY KEY,
  near    INTEGER NOT NULL
) STRICT;
DELETE FROM version WHERE deed = 'placed_by';
-- Schema 6: which outlet each report is of, apart from its record: the list of stories asks it of all reports at once.
CREATE INDEX report_outlet ON report (digest, outlet);
-- Schema 7: what the articles around one share with it, the most first, and what another must share at least to count
-- among them, which is asked of every report that shares a word with one that comes. Both follow from the records, and
-- reports are placed anew once.
ALTER TABLE article ADD COLUMN nears BLOB NOT NULL DEFAULT x'';
DROP TABLE floor;
CREATE TABLE reach (
  article INTEGER NOT NULL PRIMARY KEY,
  shared  INTEGER NOT NULL
) STRICT;
DELETE FROM version WHERE deed = 'placed_by';
-- Schema 8: the terms of an article say which of them are days, and what is around it is told of more articles. Both
-- follow from the records, and reports are placed anew once.
DELETE FROM version WHERE deed = 'placed_by';
-- Schema 9: an article says who published it, by a number that is 0 where that is not known or several did. It follows
-- from the records, and reports are placed anew once.
ALTER TABLE article ADD COLUMN outlet INTEGER NOT NULL DEFAULT 0;
DELETE FROM version WHERE deed = 'placed_by';
PRAGMA user_version = 9;
INSERT INTO version VALUES ('collated_by', '0.1.0');
INSERT INTO version VALUES ('placed_by', '0.1.0');
INSERT INTO page VALUES ('171c8f2b54e3dd175ca337292e9eeffbadf1f0f7cea0c48b476011d1de4c01ff', x'46657269204261727520756e74756b205361676172610a0a57616c69204b6f7461205361676172612044657769204172756d73617269206d656e676174616b616e20706164612053656e696e2028382f312f3230323429206261687761204e75726167612074656c6168206d656e676972696d206475612066657269206b65205361676172612e0a');
INSERT INTO page VALUES ('e099f30a81f2224fd0d742dc4787528ad4271e01ca1ce041a2b698173644aede', x'53656b6f6c6168205469726973204c696275720a0a53656b6f6c6168206469204b6f7461205469726973206c69627572207469676120686172692c206b61746120546172736120576962616e692e0a');
INSERT INTO origin VALUES ('171c8f2b54e3dd175ca337292e9eeffbadf1f0f7cea0c48b476011d1de4c01ff', 'feri', 'https://kabar.example/feri');
INSERT INTO origin VALUES ('e099f30a81f2224fd0d742dc4787528ad4271e01ca1ce041a2b698173644aede', 'sekolah', 'lama/sekolah.txt');
INSERT INTO report VALUES (1, '171c8f2b54e3dd175ca337292e9eeffbadf1f0f7cea0c48b476011d1de4c01ff', 'feri', 'feri', 'https://kabar.example/feri', 'id', 'Feri Baru untuk Sagara', NULL, NULL, '0.1.0', '{"version":1,"id":"feri","origin":"https://kabar.example/feri","digest":"171c8f2b54e3dd175ca337292e9eeffbadf1f0f7cea0c48b476011d1de4c01ff","language":"id","title":"Feri Baru untuk Sagara","outlet":null,"authors":[],"editors":[],"dateline":null,"published":null,"credits":[],"body":["Wali Kota Sagara Dewi Arumsari mengatakan pada Senin (8/1/2024) bahwa Nuraga telah mengirim dua feri ke Sagara."],"not_body":[{"line":"Feri Baru untuk Sagara","kind":"title","start":0,"end":22}],"entities":[{"surface":"Sagara","type":"place","id":"Sagara","start":16,"end":22,"mentions":[[16,22],[34,40],[128,134]]},{"surface":"Dewi Arumsari","type":"person","id":"Dewi Arumsari","start":41,"end":54,"mentions":[[41,54]]},{"surface":"Nuraga","type":"person","id":"Nuraga","start":94,"end":100,"mentions":[[94,100]]}],"times":[{"text":"Senin (8/1/2024)","value":"2024-01-08","start":71,"end":87}],"quantities":[{"text":"dua feri","low":2.0,"high":2.0,"approximate":false,"unit":"feri","start":116,"end":124}],"statements":[{"text":"Nuraga telah mengirim dua feri ke Sagara","mode":"indirect","claimant":"Dewi Arumsari","claimant_at":[41,54],"claimant_entity":1,"cue":"mengatakan","cue_at":[55,65],"via":[],"via_at":[],"said_on":"2024-01-08","said_on_at":[71,87],"certainty":"stated","start":94,"end":134}],"events":[],"notes":[],"places":{"title":[0,22],"outlet":null,"authors":[],"editors":[],"dateline":null,"published":null,"credits":[],"body":[[24,135]]},"cast":[{"id":"Sagara","type":"place"},{"id":"Dewi Arumsari","type":"person"},{"id":"Nuraga","type":"person"}],"mentions":[{"entity":0,"start":16,"end":22},{"entity":0,"start":34,"end":40},{"entity":1,"start":41,"end":54},{"entity":2,"start":94,"end":100},{"entity":0,"start":128,"end":134}],"text":"Feri Baru untuk Sagara\n\nWali Kota Sagara Dewi Arumsari mengatakan pada Senin (8/1/2024) bahwa Nuraga telah mengirim dua feri ke Sagara.\n"}');
INSERT INTO report VALUES (2, 'e099f30a81f2224fd0d742dc4787528ad4271e01ca1ce041a2b698173644aede', 'sekolah', 'sekolah', 'lama/sekolah.txt', 'id', 'Sekolah Tiris Libur', NULL, NULL, '0.1.0', '{"version":1,"id":"sekolah","origin":"lama/sekolah.txt","digest":"e099f30a81f2224fd0d742dc4787528ad4271e01ca1ce041a2b698173644aede","language":"id","title":"Sekolah Tiris Libur","outlet":null,"authors":[],"editors":[],"dateline":null,"published":null,"credits":[],"body":["Sekolah di Kota Tiris libur tiga hari, kata Tarsa Wibani."],"not_body":[{"line":"Sekolah Tiris Libur","kind":"title","start":0,"end":19}],"entities":[{"surface":"Kota Tiris","type":"place","id":"Kota Tiris","start":32,"end":42,"mentions":[[32,42]]},{"surface":"Tarsa Wibani","type":"person","id":"Tarsa Wibani","start":65,"end":77,"mentions":[[65,77]]}],"times":[{"text":"tiga hari","value":null,"start":49,"end":58}],"quantities":[],"statements":[{"text":"Sekolah di Kota Tiris libur tiga hari","mode":"indirect","claimant":"Tarsa Wibani","claimant_at":[65,77],"claimant_entity":1,"cue":"kata","cue_at":[60,64],"via":[],"via_at":[],"certainty":"stated","start":21,"end":58}],"events":[],"notes":[],"places":{"title":[0,19],"outlet":null,"authors":[],"editors":[],"dateline":null,"published":null,"credits":[],"body":[[21,78]]},"cast":[{"id":"Kota Tiris","type":"place"},{"id":"Tarsa Wibani","type":"person"}],"mentions":[{"entity":0,"start":32,"end":42},{"entity":1,"start":65,"end":77}],"text":"Sekolah Tiris Libur\n\nSekolah di Kota Tiris libur tiga hari, kata Tarsa Wibani.\n"}');
INSERT INTO claim VALUES (1, 'statement', 0, 'Dewi Arumsari', '[]', NULL, NULL, NULL, NULL, '2024-01-08', 'Nuraga telah mengirim dua feri ke Sagara', 94, 134);
INSERT INTO claim VALUES (2, 'statement', 0, 'Tarsa Wibani', '[]', NULL, NULL, NULL, NULL, NULL, 'Sekolah di Kota Tiris libur tiga hari', 21, 58);
INSERT INTO story VALUES ('171c8f2b54e3', '7f4aa1bbc85dc0f1fe6d4cd88a04f1b682a5fa3011de707a5065af6e44da9d80', 'Feri Baru untuk Sagara', '2024-01-08', '2024-01-08', 1, 0, 0, 0, '{"version":1,"id":"171c8f2b54e3","line":"Feri Baru untuk Sagara","reports":[{"report":"feri","headline":"Feri Baru untuk Sagara","outlet":null,"published":null,"earliest_date_it_can_be_from":"2024-01-08","basis":"Senin (8/1/2024)","basis_at":{"report":"feri","text":"Senin (8/1/2024)","start":71,"end":87,"by":"outlet","date":"2024-01-08"},"credits":[]}],"reports_in_order_of_what_they_report":["feri"],"timeline":[{"date":"2024-01-08","kind":"said","about":"Dewi Arumsari Putri","told":[{"report":"feri","text":"Nuraga telah mengirim dua feri ke Sagara","start":94,"end":134,"by":"Dewi Arumsari Putri","date":"2024-01-08"}]}],"utterances":[],"figures":[{"of":"feri","scope":"Sagara, sent","verdict":"single","told":[{"report":"feri","text":"dua feri","start":116,"end":124,"by":"Dewi Arumsari Putri","date":"2024-01-08","low":2.0,"high":2.0,"approximate":false,"where":"body","scope":"Sagara, sent","qualifier":"mengirim"}]}],"denials":[],"changes":[],"dates_that_differ":[],"exchanges":[],"copies":[],"origins":[],"slips":[],"hedges":[]}');
INSERT INTO story VALUES ('e099f30a81f2', '2ce725103e65022fa64feceec65b5d648612947d5bb8d674e066cc97a96d53b8', 'Sekolah Tiris Libur', NULL, NULL, 1, 0, 0, 0, '{"version":1,"id":"e099f30a81f2","line":"Sekolah Tiris Libur","reports":[{"report":"sekolah","headline":"Sekolah Tiris Libur","outlet":null,"published":null,"earliest_date_it_can_be_from":null,"basis":null,"basis_at":null,"credits":[]}],"reports_in_order_of_what_they_report":["sekolah"],"timeline":[],"utterances":[],"figures":[],"denials":[],"changes":[],"dates_that_differ":[],"exchanges":[],"copies":[],"origins":[],"slips":[],"hedges":[]}');
INSERT INTO story_report VALUES ('171c8f2b54e3', 0, '171c8f2b54e3dd175ca337292e9eeffbadf1f0f7cea0c48b476011d1de4c01ff');
INSERT INTO story_report VALUES ('e099f30a81f2', 0, 'e099f30a81f2224fd0d742dc4787528ad4271e01ca1ce041a2b698173644aede');
INSERT INTO stem VALUES (1, 'fer baru untuk sagara', 'wal kota sagara dew arumsar kata pada nin 8 1 2024 bahwa nuraga telah kirim dua fer ke sagara');
INSERT INTO stem VALUES (2, 'seko tiris libur', 'seko di kota tiris libur tiga har kata tarsa wiban');
INSERT INTO capture VALUES ('https://kabar.example/feri', '2031-05-05T03:04:05Z', '171c8f2b54e3dd175ca337292e9eeffbadf1f0f7cea0c48b476011d1de4c01ff');
