-- Review: decisions lie in the log; what stands here follows from it and is made anew where an older Isnad left it.

ALTER TABLE log ADD COLUMN clock TEXT;  -- what the clock said, where that was before the entry before

DROP TABLE reviews;
CREATE TABLE reviews (
  entry INTEGER PRIMARY KEY REFERENCES log (seq),
  kind TEXT NOT NULL,
  key TEXT NOT NULL,                    -- of its subject, as the items are called now
  by TEXT NOT NULL,
  correction TEXT,                      -- where later Readings changed its offsets: JSON
  undone INTEGER REFERENCES log (seq),
  lost INTEGER REFERENCES log (seq)
) STRICT;
CREATE INDEX reviews_by_key ON reviews (key, entry);

-- The items that a decision names, in the order of its target, as they are called now.
CREATE TABLE review_refs (
  entry INTEGER NOT NULL REFERENCES reviews (entry),
  place INTEGER NOT NULL,
  kind TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES documents (number),
  item TEXT NOT NULL,
  lost INTEGER NOT NULL,
  PRIMARY KEY (entry, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_refs_by_item ON review_refs (document, kind, item, entry);

-- What the decisions about one thing come to.
CREATE TABLE standings (
  key TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  document INTEGER REFERENCES documents (number),  -- of what a Reading says
  item TEXT,
  entry INTEGER NOT NULL REFERENCES reviews (entry),
  state TEXT NOT NULL,
  decision TEXT NOT NULL,               -- its kind
  dissent INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX standings_by_item ON standings (document, kind, item) WHERE document IS NOT NULL;
CREATE INDEX standings_by_state ON standings (state, entry);
CREATE INDEX standings_by_dissent ON standings (entry) WHERE dissent = 1;

CREATE TABLE review_rule (
  reviewers INTEGER NOT NULL
) STRICT;

-- Entries that say what became of decisions when a document was read again.
CREATE TABLE carries (
  entry INTEGER PRIMARY KEY REFERENCES log (seq),
  document INTEGER NOT NULL REFERENCES documents (number)
) STRICT;
CREATE INDEX carries_by_document ON carries (document, entry);

-- What documents said before they were read again.
CREATE TABLE earlier_bodies (
  document INTEGER NOT NULL REFERENCES documents (number),
  until INTEGER NOT NULL REFERENCES log (seq),  -- the entry that put another in its place
  text TEXT NOT NULL,
  reading BLOB NOT NULL,
  reading_digest TEXT NOT NULL,
  layout BLOB NOT NULL,
  PRIMARY KEY (document, until)
) STRICT;
