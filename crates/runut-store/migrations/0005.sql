-- Schema 5: how near another report must be to come among the nearest of one, apart from all else that is known of it:
-- it is asked of every report that shares a word with one that comes. None is written where there is room.
-- It follows from the links, and is made with them: reports are placed anew once.
CREATE TABLE floor (
  article INTEGER NOT NULL PRIMARY KEY,
  near    INTEGER NOT NULL
) STRICT;
DELETE FROM version WHERE deed = 'placed_by';
