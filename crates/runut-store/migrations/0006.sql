-- Schema 6: which outlet each report is of, apart from its record: the list of stories asks it of all reports at once.
CREATE INDEX report_outlet ON report (digest, outlet);
