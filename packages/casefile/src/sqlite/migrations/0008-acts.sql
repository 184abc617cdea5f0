-- What people whom the texts describe did, as Readings tell it. Dropped, and made anew, with the other rows of Readings.

CREATE TABLE acts (
  document INTEGER NOT NULL REFERENCES documents (number),
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  who_start INTEGER NOT NULL,
  who_end INTEGER NOT NULL,
  act_start INTEGER NOT NULL,
  act_end INTEGER NOT NULL,
  count REAL,
  nationality TEXT,
  reason_start INTEGER,
  reason_end INTEGER,
  reason_kind TEXT,
  attribution TEXT,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
