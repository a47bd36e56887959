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
