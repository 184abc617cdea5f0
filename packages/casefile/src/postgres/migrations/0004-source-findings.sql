-- What weighing tells of sources: which names are of one, and how the claims that go back to it stand.

CREATE TABLE source_findings (
  key text COLLATE "C" PRIMARY KEY,     -- a name that stands in a chain, or an outlet's
  same text COLLATE "C" NOT NULL,       -- the name that stands for all names of the source; its own for that one
  corroborated bigint NOT NULL,         -- groups of claims that go back to the source, by grade; of the one name alone
  contested bigint NOT NULL,
  drifted bigint NOT NULL               -- what was said otherwise from the source on
);
CREATE INDEX source_findings_by_same ON source_findings (same, key);
