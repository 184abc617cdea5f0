-- Which groups have a word or an origin, as one list of ranks each, in the place of a row or an FTS5 entry a group: a
-- list of groups is asked for by rank. Findings come with the next weighing. And what the largest lists counted row by row.

DELETE FROM weighings;
DELETE FROM group_claims;
DROP TABLE group_origins;
DROP TABLE group_terms;
DELETE FROM groups;
DELETE FROM copies;
DELETE FROM series;
DELETE FROM case_flags;
CREATE TABLE group_lists (
  kind TEXT NOT NULL,                   -- 'word': a stem, 'origin': key of a source
  key TEXT NOT NULL,
  ranks BLOB NOT NULL,                  -- ascending: see search/index/bytes.ts for the numbers, each the distance to the one before
  PRIMARY KEY (kind, key)
) STRICT;
CREATE INDEX groups_with_conflicts ON groups (conflicts) WHERE conflicts > 0;

-- Between which bounds the figures of a document lie.
CREATE TABLE figure_bounds (
  document INTEGER PRIMARY KEY REFERENCES documents (number),
  least REAL NOT NULL,
  most REAL NOT NULL
) STRICT;
INSERT INTO figure_bounds
  SELECT document,
    min(CASE WHEN low > high THEN high ELSE coalesce(low, high) END),
    max(CASE WHEN low > high THEN low ELSE coalesce(high, low) END)
  FROM figures WHERE coalesce(low, high) IS NOT NULL GROUP BY document;
DROP INDEX figures_by_most;
CREATE INDEX figures_by_bounds ON figures (document, low, high);
