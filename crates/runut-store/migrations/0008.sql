-- Schema 8: the terms of an article say which of them are days, and what is around it is told of more articles. Both
-- follow from the records, and reports are placed anew once.
DELETE FROM version WHERE deed = 'placed_by';
