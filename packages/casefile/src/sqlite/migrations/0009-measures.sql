-- What a list of series shows of each, so that it need not unpack all their points. Findings come with the next weighing.

DELETE FROM weighings;
DELETE FROM group_lists;
DELETE FROM group_claims;
DELETE FROM groups;
DELETE FROM copies;
DELETE FROM case_flags;
DROP TABLE series;
CREATE TABLE series (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  rank INTEGER,                         -- those with conflicts first, then those of most points
  measure TEXT NOT NULL,
  points INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  body BLOB NOT NULL                    -- packed FigureSeries
) STRICT;
CREATE INDEX series_by_id ON series (id);
CREATE INDEX series_of_several ON series (rank) WHERE points > 1;
CREATE INDEX series_of_one ON series (rank) WHERE points = 1;
