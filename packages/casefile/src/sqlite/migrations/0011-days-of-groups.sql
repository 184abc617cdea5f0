-- Days are read of all groups at once, in the order of their ranks: not out of rows that hold whole groups.

DROP INDEX groups_by_rank;
CREATE INDEX groups_by_rank ON groups (rank, earliest, latest);
