-- The index of words in tables of its own, in the place of an FTS5 table (see search/index): made anew from the
-- documents when the case is opened. And searches that are run again.

DROP TABLE terms;

CREATE TABLE index_segments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never given again: what was read of one holds for good
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  words INTEGER NOT NULL,                 -- of all its documents
  lengths BLOB NOT NULL
) STRICT;

CREATE TABLE index_rows (
  segment INTEGER NOT NULL,
  kin TEXT NOT NULL,
  row BLOB NOT NULL,
  PRIMARY KEY (segment, kin)
) STRICT, WITHOUT ROWID;

-- Forms and stems, for what is asked for by its beginning.
CREATE TABLE index_words (
  word TEXT NOT NULL,
  kin TEXT NOT NULL,
  PRIMARY KEY (word, kin)
) STRICT, WITHOUT ROWID;

CREATE INDEX documents_by_published ON documents (published);

CREATE TABLE saved_searches (
  id INTEGER PRIMARY KEY REFERENCES log (seq),
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  seen INTEGER NOT NULL                   -- documents when it was last looked at
) STRICT;
