-- Who may come in, and what each may do in which case. Secrets are kept as hashes, but for the seeds of one-time codes,
-- which have to be known to be checked.

create table people (
  id uuid primary key,
  login text collate "C" not null unique,      -- as they sign in: an e-mail address or a short name, in lower case
  name text not null,
  disabled boolean not null default false,
  made timestamptz not null
);

create table passwords (
  person uuid primary key references people (id) on delete cascade,
  hash text not null,                          -- Argon2id, in the PHC string format
  changed timestamptz not null
);

create table one_time_codes (
  person uuid primary key references people (id) on delete cascade,
  secret bytea not null,
  confirmed boolean not null default false,
  last_step bigint not null default 0          -- the last step that was used: no code is good twice
);

create table passkeys (
  id text collate "C" primary key,             -- base64url
  person uuid not null references people (id) on delete cascade,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  made timestamptz not null
);
create index passkeys_by_person on passkeys (person);

-- People as an institution's OpenID Connect provider knows them.
create table identities (
  issuer text collate "C" not null,
  subject text collate "C" not null,
  person uuid not null references people (id) on delete cascade,
  primary key (issuer, subject)
);

create table cases (
  id uuid primary key,
  name text collate "C" not null unique,       -- what the house of cases knows it by
  title text not null,                         -- what people call it
  made timestamptz not null
);

create table memberships (
  "case" uuid not null references cases (id) on delete cascade,
  person uuid not null references people (id) on delete cascade,
  role text not null check (role in ('reader', 'reviewer', 'editor', 'owner')),
  primary key ("case", person)
);
create index memberships_by_person on memberships (person);

create table sessions (
  token bytea primary key,                     -- SHA-256 of what the cookie holds
  person uuid not null references people (id) on delete cascade,
  agent text not null,
  made timestamptz not null,
  seen timestamptz not null,
  expires timestamptz not null
);
create index sessions_by_person on sessions (person);
create index sessions_by_end on sessions (expires);

-- Sign-ins half way: a password that waits for its code, a passkey's challenge, a visit to a provider.
create table ceremonies (
  token bytea primary key,                     -- SHA-256 of what the browser holds
  kind text not null,
  data jsonb not null,
  expires timestamptz not null
);

-- Failed sign-ins, by account and by address, for as long as they count.
create table failures (
  key text collate "C" not null,
  at timestamptz not null
);
create index failures_by_key on failures (key, at);
