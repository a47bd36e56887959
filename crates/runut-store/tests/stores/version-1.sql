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
PRAGMA user_version = 1;
INSERT INTO version VALUES ('collated_by', '0.1.0');
INSERT INTO page VALUES ('171c8f2b54e3dd175ca337292e9eeffbadf1f0f7cea0c48b476011d1de4c01ff', x'46657269204261727520756e74756b205361676172610a0a57616c69204b6f7461205361676172612044657769204172756d73617269206d656e676174616b616e20706164612053656e696e2028382f312f3230323429206261687761204e75726167612074656c6168206d656e676972696d206475612066657269206b65205361676172612e0a');
INSERT INTO page VALUES ('e099f30a81f2224fd0d742dc4787528ad4271e01ca1ce041a2b698173644aede', x'53656b6f6c6168205469726973204c696275720a0a53656b6f6c6168206469204b6f7461205469726973206c69627572207469676120686172692c206b61746120546172736120576962616e692e0a');
INSERT INTO origin VALUES ('171c8f2b54e3dd175ca337292e9eeffbadf1f0f7cea0c48b476011d1de4c01ff', 'feri', 'lama/feri.txt');
INSERT INTO origin VALUES ('e099f30a81f2224fd0d742dc4787528ad4271e01ca1ce041a2b698173644aede', 'sekolah', 'lama/sekolah.txt');
INSERT INTO report VALUES (1, '171c8f2b54e3dd175ca337292e9eeffbadf1f0f7cea0c48b476011d1de4c01ff', 'feri', 'feri', 'lama/feri.txt', 'id', 'Feri Baru untuk Sagara', NULL, NULL, '0.1.0', '{"version":1,"id":"feri","origin":"lama/feri.txt","digest":"171c8f2b54e3dd175ca337292e9eeffbadf1f0f7cea0c48b476011d1de4c01ff","language":"id","title":"Feri Baru untuk Sagara","outlet":null,"authors":[],"editors":[],"dateline":null,"published":null,"credits":[],"body":["Wali Kota Sagara Dewi Arumsari mengatakan pada Senin (8/1/2024) bahwa Nuraga telah mengirim dua feri ke Sagara."],"not_body":[{"line":"Feri Baru untuk Sagara","kind":"title","start":0,"end":22}],"entities":[],"times":[],"quantities":[],"statements":[],"events":[],"notes":[],"places":{"title":[0,22],"outlet":null,"authors":[],"editors":[],"dateline":null,"published":null,"credits":[],"body":[[24,135]]},"cast":[],"mentions":[],"text":"Feri Baru untuk Sagara\n\nWali Kota Sagara Dewi Arumsari mengatakan pada Senin (8/1/2024) bahwa Nuraga telah mengirim dua feri ke Sagara.\n"}');
INSERT INTO report VALUES (2, 'e099f30a81f2224fd0d742dc4787528ad4271e01ca1ce041a2b698173644aede', 'sekolah', 'sekolah', 'lama/sekolah.txt', 'id', 'Sekolah Tiris Libur', NULL, NULL, '0.1.0', '{"version":1,"id":"sekolah","origin":"lama/sekolah.txt","digest":"e099f30a81f2224fd0d742dc4787528ad4271e01ca1ce041a2b698173644aede","language":"id","title":"Sekolah Tiris Libur","outlet":null,"authors":[],"editors":[],"dateline":null,"published":null,"credits":[],"body":["Sekolah di Kota Tiris libur tiga hari, kata Tarsa Wibani."],"not_body":[{"line":"Sekolah Tiris Libur","kind":"title","start":0,"end":19}],"entities":[],"times":[],"quantities":[],"statements":[],"events":[],"notes":[],"places":{"title":[0,19],"outlet":null,"authors":[],"editors":[],"dateline":null,"published":null,"credits":[],"body":[[21,78]]},"cast":[],"mentions":[],"text":"Sekolah Tiris Libur\n\nSekolah di Kota Tiris libur tiga hari, kata Tarsa Wibani.\n"}');
INSERT INTO story VALUES ('', '54f73cc567a3bea9bb42da4fea29f733053a26e033f7e0e06ce8f53c1005bcda', '', NULL, NULL, 2, 0, 0, 0, '{"version":1,"id":"","line":"","reports":[],"reports_in_order_of_what_they_report":[],"timeline":[],"utterances":[],"figures":[],"denials":[],"changes":[],"dates_that_differ":[],"exchanges":[],"copies":[],"origins":[],"slips":[],"hedges":[]}');
INSERT INTO story_report VALUES ('', 0, '171c8f2b54e3dd175ca337292e9eeffbadf1f0f7cea0c48b476011d1de4c01ff');
INSERT INTO story_report VALUES ('', 1, 'e099f30a81f2224fd0d742dc4787528ad4271e01ca1ce041a2b698173644aede');
INSERT INTO stem VALUES (1, 'fer baru untuk sagara', 'wal kota sagara dew arumsar kata pada nin 8 1 2024 bahwa nuraga telah kirim dua fer ke sagara');
INSERT INTO stem VALUES (2, 'seko tiris libur', 'seko di kota tiris libur tiga har kata tarsa wiban');
