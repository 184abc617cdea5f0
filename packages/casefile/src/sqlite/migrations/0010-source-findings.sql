-- What weighing tells of sources: which names are of one, and how the claims that go back to it stand.

CREATE TABLE source_findings (
  key TEXT PRIMARY KEY,                 -- a name that stands in a chain, or an outlet's
  same TEXT NOT NULL,                   -- the name that stands for all names of the source; its own for that one
  corroborated INTEGER NOT NULL,        -- groups of claims that go back to the source, by grade; of the one name alone
  contested INTEGER NOT NULL,
  drifted INTEGER NOT NULL              -- what was said otherwise from the source on
) STRICT, WITHOUT ROWID;
CREATE INDEX source_findings_by_same ON source_findings (same, key);
