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
