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
