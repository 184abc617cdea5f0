-- The tables of a case, in a schema of its own: what src/sqlite/migrations come to, with PostgreSQL's types. Numbers are
-- bigint throughout, so that whatever number is asked about is one; texts are ordered by their bytes, as SQLite orders
-- them; `log.act` is json, which keeps every byte of its text.

-- By the name that SQLite has for it.
CREATE FUNCTION instr(text, text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN strpos($1, $2);

CREATE TABLE case_info (
  id text COLLATE "C" PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  made text COLLATE "C" NOT NULL
);

CREATE TABLE log (
  seq bigint PRIMARY KEY,
  at text COLLATE "C" NOT NULL,
  by text COLLATE "C" NOT NULL,
  tool text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  act json NOT NULL,                    -- canonical
  previous text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  clock text COLLATE "C"                -- what the clock said, where that was before the entry before
);

CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$;
CREATE TRIGGER log_is_never_changed BEFORE UPDATE OR DELETE ON log
  FOR EACH ROW EXECUTE FUNCTION log_is_append_only();
CREATE TRIGGER log_is_never_cut BEFORE TRUNCATE ON log
  FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();

CREATE TABLE originals (
  hash text COLLATE "C" PRIMARY KEY,
  size bigint NOT NULL,
  format text COLLATE "C" NOT NULL,
  logged bigint NOT NULL UNIQUE REFERENCES log (seq)
);

CREATE TABLE origins (
  original text COLLATE "C" NOT NULL REFERENCES originals (hash),
  kind text COLLATE "C" NOT NULL,
  place text COLLATE "C" NOT NULL,
  logged bigint NOT NULL REFERENCES log (seq)
);
-- A place may be a long path or address, and an index takes no long texts.
CREATE UNIQUE INDEX origins_once ON origins (original, kind, md5(place));
CREATE INDEX origins_by_original ON origins (original, logged);
CREATE INDEX origins_of_transcriptions ON origins (original) WHERE kind = 'transcription';

CREATE TABLE unreadable (
  logged bigint PRIMARY KEY REFERENCES log (seq),
  original text COLLATE "C" REFERENCES originals (hash),
  kind text COLLATE "C" NOT NULL,
  place text COLLATE "C" NOT NULL,
  part text COLLATE "C",
  cause text COLLATE "C" NOT NULL,
  message text COLLATE "C" NOT NULL
);
CREATE INDEX unreadable_by_original ON unreadable (original);

CREATE TABLE documents (
  number bigint PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  original text COLLATE "C" NOT NULL REFERENCES originals (hash),
  part text COLLATE "C",
  title text COLLATE "C",
  outlet text COLLATE "C",
  author text COLLATE "C",
  published text COLLATE "C",
  modified text COLLATE "C",
  address text COLLATE "C",
  length bigint NOT NULL,
  claims bigint NOT NULL,
  attributions bigint NOT NULL,
  figures bigint NOT NULL,
  flags bigint NOT NULL,
  logged bigint NOT NULL UNIQUE REFERENCES log (seq)
);
CREATE INDEX documents_by_original ON documents (original);
CREATE INDEX documents_by_published ON documents (published);

CREATE TABLE bodies (
  document bigint PRIMARY KEY REFERENCES documents (number),
  text text COLLATE "C" NOT NULL,
  reading bytea NOT NULL,               -- JSON without the text, Zstandard
  reading_digest text COLLATE "C" NOT NULL,
  layout bytea NOT NULL                 -- JSON, Zstandard
);

-- What documents said before they were read again.
CREATE TABLE earlier_bodies (
  document bigint NOT NULL REFERENCES documents (number),
  until bigint NOT NULL REFERENCES log (seq),
  text text COLLATE "C" NOT NULL,
  reading bytea NOT NULL,
  reading_digest text COLLATE "C" NOT NULL,
  layout bytea NOT NULL,
  PRIMARY KEY (document, until)
);

-- What is compressed already is not compressed again.
ALTER TABLE bodies ALTER reading SET STORAGE EXTERNAL, ALTER layout SET STORAGE EXTERNAL;
ALTER TABLE earlier_bodies ALTER reading SET STORAGE EXTERNAL, ALTER layout SET STORAGE EXTERNAL;

CREATE TABLE derived (
  version bigint NOT NULL
);

CREATE TABLE claims (
  document bigint NOT NULL REFERENCES documents (number),
  position bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  start bigint NOT NULL,
  "end" bigint NOT NULL,
  text text COLLATE "C" NOT NULL,
  modality text COLLATE "C" NOT NULL,
  chain text COLLATE "C" NOT NULL,
  origin text COLLATE "C",              -- key of the source that the chain ends in
  earliest text COLLATE "C",            -- ISO dates between which it speaks of
  latest text COLLATE "C",
  PRIMARY KEY (document, position)
);
CREATE INDEX claims_by_origin ON claims (origin, document, position);
CREATE UNIQUE INDEX claims_by_id ON claims (document, id);
CREATE INDEX claims_by_time ON claims (earliest, latest, document, position) WHERE earliest IS NOT NULL;

CREATE TABLE claim_places (
  key text COLLATE "C" NOT NULL,
  document bigint NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (key, document, position),
  FOREIGN KEY (document, position) REFERENCES claims (document, position)
);
CREATE INDEX claim_places_by_claim ON claim_places (document, position);

CREATE TABLE causes (
  document bigint NOT NULL REFERENCES documents (number),
  position bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  cause_start bigint NOT NULL,
  cause_end bigint NOT NULL,
  effect_start bigint NOT NULL,
  effect_end bigint NOT NULL,
  marker_start bigint NOT NULL,
  marker_end bigint NOT NULL,
  attribution text COLLATE "C",
  PRIMARY KEY (document, position)
);

CREATE TABLE attributions (
  document bigint NOT NULL REFERENCES documents (number),
  position bigint NOT NULL,
  id text COLLATE "C" NOT NULL,
  start bigint NOT NULL,
  "end" bigint NOT NULL,
  text text COLLATE "C" NOT NULL,
  source text COLLATE "C",
  stance text COLLATE "C" NOT NULL,
  content_start bigint NOT NULL,
  content_end bigint NOT NULL,
  PRIMARY KEY (document, position)
);

CREATE TABLE figures (
  document bigint NOT NULL REFERENCES documents (number),
  position bigint NOT NULL,
  start bigint NOT NULL,
  "end" bigint NOT NULL,
  text text COLLATE "C" NOT NULL,
  low double precision,
  high double precision,
  hedge text COLLATE "C",
  unit text COLLATE "C",
  per text COLLATE "C",
  PRIMARY KEY (document, position)
);
CREATE INDEX figures_by_bounds ON figures (document, low, high);

-- Between which bounds the figures of a document lie.
CREATE TABLE figure_bounds (
  document bigint PRIMARY KEY REFERENCES documents (number),
  least double precision NOT NULL,
  most double precision NOT NULL
);

CREATE TABLE document_flags (
  document bigint NOT NULL REFERENCES documents (number),
  position bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  message text COLLATE "C" NOT NULL,
  start bigint NOT NULL,
  "end" bigint NOT NULL,
  text text COLLATE "C" NOT NULL,
  PRIMARY KEY (document, position)
);
CREATE INDEX document_flags_by_kind ON document_flags (kind, document, position);

CREATE TABLE sources (
  key text COLLATE "C" PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  place bigint NOT NULL UNIQUE,         -- in the order of first appearance, from 0
  named bigint NOT NULL,
  originated bigint NOT NULL,
  relayed bigint NOT NULL,
  published bigint NOT NULL
);
CREATE INDEX sources_by_weight ON sources ((originated + relayed + published) DESC, key);

-- Who passes on whose claims: from a link of chains to the next one, or to the outlet.
CREATE TABLE source_edges (
  "from" text COLLATE "C" NOT NULL REFERENCES sources (key),
  "to" text COLLATE "C" NOT NULL REFERENCES sources (key),
  claims bigint NOT NULL,
  PRIMARY KEY ("from", "to")
);
CREATE INDEX source_edges_by_weight ON source_edges (claims DESC, "from", "to");

CREATE TABLE document_sources (
  key text COLLATE "C" NOT NULL,
  role text COLLATE "C" NOT NULL,
  document bigint NOT NULL REFERENCES documents (number),
  PRIMARY KEY (key, role, document)
);
CREATE INDEX document_sources_by_document ON document_sources (document);

-- The index of words (see search/index). Ids of segments are never given again: what was read of one holds for good.
CREATE TABLE index_segments (
  id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  first bigint NOT NULL,
  last bigint NOT NULL,
  words bigint NOT NULL,                -- of all its documents
  lengths bytea NOT NULL
);

CREATE TABLE index_rows (
  segment bigint NOT NULL,
  kin text COLLATE "C" NOT NULL,
  "row" bytea NOT NULL,
  PRIMARY KEY (segment, kin)
);
ALTER TABLE index_rows ALTER "row" SET STORAGE EXTERNAL;

-- Forms and stems, for what is asked for by its beginning.
CREATE TABLE index_words (
  word text COLLATE "C" NOT NULL,
  kin text COLLATE "C" NOT NULL,
  PRIMARY KEY (word, kin)
);

CREATE TABLE saved_searches (
  id bigint PRIMARY KEY REFERENCES log (seq),
  name text COLLATE "C" NOT NULL,
  query text COLLATE "C" NOT NULL,
  seen bigint NOT NULL                  -- documents when it was last looked at
);

-- Review: decisions lie in the log; what stands here follows from it.
CREATE TABLE reviews (
  entry bigint PRIMARY KEY REFERENCES log (seq),
  kind text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,        -- of its subject, as the items are called now
  by text COLLATE "C" NOT NULL,
  correction text COLLATE "C",          -- where later Readings changed its offsets: JSON
  undone bigint REFERENCES log (seq),
  lost bigint REFERENCES log (seq)
);
CREATE INDEX reviews_by_key ON reviews (key, entry);

-- The items that a decision names, in the order of its target, as they are called now.
CREATE TABLE review_refs (
  entry bigint NOT NULL REFERENCES reviews (entry),
  place bigint NOT NULL,
  kind text COLLATE "C" NOT NULL,
  document bigint NOT NULL REFERENCES documents (number),
  item text COLLATE "C" NOT NULL,
  lost bigint NOT NULL,
  PRIMARY KEY (entry, place)
);
CREATE INDEX review_refs_by_item ON review_refs (document, kind, item, entry);

-- What the decisions about one thing come to.
CREATE TABLE standings (
  key text COLLATE "C" PRIMARY KEY,
  kind text COLLATE "C" NOT NULL,
  document bigint REFERENCES documents (number),  -- of what a Reading says
  item text COLLATE "C",
  entry bigint NOT NULL REFERENCES reviews (entry),
  state text COLLATE "C" NOT NULL,
  decision text COLLATE "C" NOT NULL,   -- its kind
  dissent bigint NOT NULL
);
CREATE INDEX standings_by_item ON standings (document, kind, item) WHERE document IS NOT NULL;
CREATE INDEX standings_by_state ON standings (state, entry);
CREATE INDEX standings_by_dissent ON standings (entry) WHERE dissent = 1;

CREATE TABLE review_rule (
  reviewers bigint NOT NULL
);

-- Entries that say what became of decisions when a document was read again.
CREATE TABLE carries (
  entry bigint PRIMARY KEY REFERENCES log (seq),
  document bigint NOT NULL REFERENCES documents (number)
);
CREATE INDEX carries_by_document ON carries (document, entry);

-- Findings: replaced whole at each weighing.
CREATE TABLE weighings (
  logged bigint PRIMARY KEY REFERENCES log (seq)
);

CREATE TABLE groups (
  number bigint PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  rank bigint,                          -- heaviest first; set when all groups are in
  grade text COLLATE "C" NOT NULL,
  conflicts bigint NOT NULL,
  certain bigint NOT NULL,
  possible bigint NOT NULL,
  claims bigint NOT NULL,
  earliest text COLLATE "C",            -- of the publication dates of its documents
  latest text COLLATE "C",
  card bytea NOT NULL,                  -- what lists show of it: JSON, Zstandard
  body bytea NOT NULL                   -- JSON, Zstandard
);
CREATE INDEX groups_by_rank ON groups (rank);
CREATE INDEX groups_by_grade ON groups (grade, rank);
CREATE INDEX groups_with_conflicts ON groups (conflicts) WHERE conflicts > 0;

CREATE TABLE group_claims (
  document bigint NOT NULL,
  position bigint NOT NULL,
  "group" bigint NOT NULL REFERENCES groups (number),
  PRIMARY KEY (document, position, "group")
);
CREATE INDEX group_claims_by_group ON group_claims ("group", document, position);

-- Which groups have a word or an origin, as one list of ranks each (see sql/rank-lists.ts).
CREATE TABLE group_lists (
  kind text COLLATE "C" NOT NULL,
  key text COLLATE "C" NOT NULL,
  ranks bytea NOT NULL,
  PRIMARY KEY (kind, key)
);

CREATE TABLE copies (
  position bigint PRIMARY KEY,
  a text COLLATE "C" NOT NULL,
  b text COLLATE "C" NOT NULL,
  first text COLLATE "C",
  shared double precision NOT NULL,
  body bytea NOT NULL
);
CREATE INDEX copies_by_a ON copies (a);
CREATE INDEX copies_by_b ON copies (b);

CREATE TABLE series (
  position bigint PRIMARY KEY,
  body bytea NOT NULL
);

CREATE TABLE case_flags (
  position bigint PRIMARY KEY,
  body bytea NOT NULL
);

-- Bytes of originals, as large objects of the database.
CREATE TABLE stored_originals (
  hash text COLLATE "C" PRIMARY KEY,
  object oid NOT NULL,
  size bigint NOT NULL
);

-- Proofs, and logs of cases that were joined, each in pieces.
CREATE TABLE papers (
  shelf text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  piece bigint NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (shelf, name, piece)
);

-- Where the case's originals lie: 'database' or 's3'.
CREATE TABLE originals_place (
  kind text COLLATE "C" NOT NULL
);
