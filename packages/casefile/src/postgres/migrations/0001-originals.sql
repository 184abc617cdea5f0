-- Where originals lie as large objects.
create table stored_originals (
  hash text collate "C" primary key,
  object oid not null,
  size bigint not null
);
