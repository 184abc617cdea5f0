-- What people whom the texts describe did, as Readings tell it. Dropped, and made anew, with the other rows of Readings.

CREATE TABLE acts (
  document bigint NOT NULL REFERENCES documents (number),
  position bigint NOT NULL,
  start bigint NOT NULL,
  "end" bigint NOT NULL,
  text text COLLATE "C" NOT NULL,
  who_start bigint NOT NULL,
  who_end bigint NOT NULL,
  act_start bigint NOT NULL,
  act_end bigint NOT NULL,
  count double precision,
  nationality text COLLATE "C",
  reason_start bigint,
  reason_end bigint,
  reason_kind text COLLATE "C",
  attribution text COLLATE "C",
  PRIMARY KEY (document, position)
);
