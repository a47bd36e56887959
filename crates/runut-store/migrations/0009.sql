-- Schema 9: an article says who published it, by a number that is 0 where that is not known or several did. It follows
-- from the records, and reports are placed anew once.
ALTER TABLE article ADD COLUMN outlet INTEGER NOT NULL DEFAULT 0;
DELETE FROM version WHERE deed = 'placed_by';
