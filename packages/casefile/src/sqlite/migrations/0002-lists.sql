-- What the lists of the workbench ask for. All of it is computed from Readings and findings: what stood here before is
-- dropped, and made anew when the case is opened (see derived.ts); groups come with the next weighing.

CREATE TABLE derived (
  version INTEGER NOT NULL
) STRICT;

DROP TABLE sources;
CREATE TABLE sources (
  key TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  place INTEGER NOT NULL UNIQUE,  -- in the order of first appearance, from 0
  named INTEGER NOT NULL,
  originated INTEGER NOT NULL,
  relayed INTEGER NOT NULL,
  published INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_by_weight ON sources ((originated + relayed + published) DESC, key);

-- Who passes on whose claims: from a link of chains to the next one, or to the outlet.
CREATE TABLE source_edges (
  "from" TEXT NOT NULL REFERENCES sources (key),
  "to" TEXT NOT NULL REFERENCES sources (key),
  claims INTEGER NOT NULL,
  PRIMARY KEY ("from", "to")
) STRICT, WITHOUT ROWID;
CREATE INDEX source_edges_by_weight ON source_edges (claims DESC, "from", "to");

DROP TABLE claims;
CREATE TABLE claims (
  document INTEGER NOT NULL REFERENCES documents (number),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  modality TEXT NOT NULL,
  chain TEXT NOT NULL,
  origin TEXT,                    -- key of the source that the chain ends in
  earliest TEXT,                  -- ISO dates between which it speaks of
  latest TEXT,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_by_origin ON claims (origin, document, position);
CREATE UNIQUE INDEX claims_by_id ON claims (document, id);
CREATE INDEX claims_by_time ON claims (earliest, latest, document, position) WHERE earliest IS NOT NULL;

CREATE TABLE claim_places (
  key TEXT NOT NULL,
  document INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (key, document, position),
  FOREIGN KEY (document, position) REFERENCES claims (document, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_places_by_claim ON claim_places (document, position);

CREATE TABLE causes (
  document INTEGER NOT NULL REFERENCES documents (number),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  cause_start INTEGER NOT NULL,
  cause_end INTEGER NOT NULL,
  effect_start INTEGER NOT NULL,
  effect_end INTEGER NOT NULL,
  marker_start INTEGER NOT NULL,
  marker_end INTEGER NOT NULL,
  attribution TEXT,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_flags_by_kind ON document_flags (kind, document, position);

-- Findings: replaced whole at each weighing.
DELETE FROM weighings;
DROP TABLE group_documents;
DROP TABLE groups;
CREATE TABLE groups (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  rank INTEGER,                   -- heaviest first; set when all groups are in
  grade TEXT NOT NULL,
  conflicts INTEGER NOT NULL,
  certain INTEGER NOT NULL,
  possible INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  earliest TEXT,                  -- of the publication dates of its documents
  latest TEXT,
  card BLOB NOT NULL,             -- what lists show of it: JSON, Zstandard
  body BLOB NOT NULL              -- JSON, Zstandard
) STRICT;
CREATE INDEX groups_by_rank ON groups (rank);
CREATE INDEX groups_by_grade ON groups (grade, rank);

CREATE TABLE group_claims (
  document INTEGER NOT NULL,
  position INTEGER NOT NULL,
  "group" INTEGER NOT NULL REFERENCES groups (number),
  PRIMARY KEY (document, position, "group")
) STRICT, WITHOUT ROWID;
CREATE INDEX group_claims_by_group ON group_claims ("group", document, position);

CREATE TABLE group_origins (
  key TEXT NOT NULL,
  "group" INTEGER NOT NULL REFERENCES groups (number),
  PRIMARY KEY (key, "group")
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE group_terms USING fts5 (
  stems,
  content = '', contentless_delete = 1,
  tokenize = "ascii tokenchars '.,'"
);

DROP TABLE copies;
CREATE TABLE copies (
  position INTEGER PRIMARY KEY,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  first TEXT,
  shared REAL NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX copies_by_a ON copies (a);
CREATE INDEX copies_by_b ON copies (b);
