-- Who opened which document and took what out of a case. It stands apart from the case's own log: reading changes
-- nothing of a case, and its log would tell whoever the case is handed to what each colleague had looked at.

create table accesses (
  number bigint generated always as identity primary key,
  at timestamptz not null,
  "case" uuid not null,
  person uuid not null,
  login text not null,                         -- as it was then: accounts go, what they did stays
  kind text not null,
  subject text not null                        -- id of the document, or the form of what was taken out
);
create index accesses_by_case on accesses ("case", number);

create function keep_accesses() returns trigger language plpgsql as $$
begin
  raise exception 'what was noted of an access stays as it is';
end $$;
create trigger accesses_stay before update or delete on accesses for each row execute function keep_accesses();
