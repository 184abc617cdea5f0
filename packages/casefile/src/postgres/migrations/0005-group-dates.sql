-- Groups between dates, without a look at what each of them holds.

CREATE INDEX groups_by_dates ON groups (earliest, latest, rank);
