-- Which groups have a word or an origin, as one list of ranks each; and between which bounds the figures of a document
-- lie: see src/sqlite/migrations/0007-ranked-lists.sql.

DELETE FROM weighings;
DELETE FROM group_claims;
DROP TABLE group_origins;
DROP TABLE group_words;
DELETE FROM groups;
DELETE FROM copies;
DELETE FROM series;
DELETE FROM case_flags;
CREATE TABLE group_lists (
  kind text COLLATE "C" NOT NULL,       -- 'word': a stem, 'origin': key of a source
  key text COLLATE "C" NOT NULL,
  ranks bytea NOT NULL,
  PRIMARY KEY (kind, key)
);
CREATE INDEX groups_with_conflicts ON groups (conflicts) WHERE conflicts > 0;

CREATE TABLE figure_bounds (
  document bigint PRIMARY KEY REFERENCES documents (number),
  least double precision NOT NULL,
  most double precision NOT NULL
);
INSERT INTO figure_bounds
  SELECT document,
    min(CASE WHEN low > high THEN high ELSE coalesce(low, high) END),
    max(CASE WHEN low > high THEN low ELSE coalesce(high, low) END)
  FROM figures WHERE coalesce(low, high) IS NOT NULL GROUP BY document;
DROP INDEX figures_by_most;
CREATE INDEX figures_by_bounds ON figures (document, low, high);
