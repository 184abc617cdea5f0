-- The ground of a case. Everything below the log is what its entries did, or was computed from the documents.

CREATE TABLE case_info (
  id TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  made TEXT NOT NULL
) STRICT;

CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  tool TEXT NOT NULL,
  kind TEXT NOT NULL,
  act TEXT NOT NULL,        -- canonical JSON
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER log_is_never_changed BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_is_never_cut BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TABLE originals (
  hash TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL,
  format TEXT NOT NULL,
  logged INTEGER NOT NULL UNIQUE REFERENCES log (seq)
) STRICT;

CREATE TABLE origins (
  original TEXT NOT NULL REFERENCES originals (hash),
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  logged INTEGER NOT NULL REFERENCES log (seq),
  PRIMARY KEY (original, kind, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE unreadable (
  logged INTEGER PRIMARY KEY REFERENCES log (seq),
  original TEXT REFERENCES originals (hash),
  kind TEXT NOT NULL,
  place TEXT NOT NULL,
  part TEXT,
  cause TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX unreadable_by_original ON unreadable (original);

CREATE TABLE documents (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  original TEXT NOT NULL REFERENCES originals (hash),
  part TEXT,
  title TEXT,
  outlet TEXT,
  author TEXT,
  published TEXT,
  modified TEXT,
  address TEXT,
  length INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  attributions INTEGER NOT NULL,
  figures INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  logged INTEGER NOT NULL UNIQUE REFERENCES log (seq)
) STRICT;
CREATE INDEX documents_by_original ON documents (original);

-- Apart, so that a list of documents passes no text.
CREATE TABLE bodies (
  document INTEGER PRIMARY KEY REFERENCES documents (number),
  text TEXT NOT NULL,
  reading BLOB NOT NULL,          -- JSON without the text, Zstandard
  reading_digest TEXT NOT NULL,
  layout BLOB NOT NULL            -- JSON, Zstandard
) STRICT;

CREATE TABLE claims (
  document INTEGER NOT NULL REFERENCES documents (number),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  modality TEXT NOT NULL,
  chain TEXT NOT NULL,
  origin TEXT,                    -- key of the source that the chain ends in
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_by_origin ON claims (origin, document, position);

CREATE TABLE attributions (
  document INTEGER NOT NULL REFERENCES documents (number),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  source TEXT,
  stance TEXT NOT NULL,
  content_start INTEGER NOT NULL,
  content_end INTEGER NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
  document INTEGER NOT NULL REFERENCES documents (number),
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  low REAL,
  high REAL,
  hedge TEXT,
  unit TEXT,
  per TEXT,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_flags (
  document INTEGER NOT NULL REFERENCES documents (number),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
  key TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  originated INTEGER NOT NULL,
  relayed INTEGER NOT NULL,
  published INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_by_weight ON sources ((originated + relayed + published) DESC, key);

-- Analysed words, not the text itself: the document holds that, and hits are found in it again.
-- The tokenizer takes whatever stands between two spaces for a word.
CREATE VIRTUAL TABLE terms USING fts5 (
  title, forms, stems,
  content = '', contentless_delete = 1,
  tokenize = "ascii tokenchars '.,'"
);

CREATE TABLE reviews (
  entry INTEGER PRIMARY KEY REFERENCES log (seq),
  kind TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES documents (number),
  item TEXT NOT NULL,
  undone INTEGER REFERENCES log (seq)
) STRICT;
CREATE INDEX reviews_by_subject ON reviews (document, kind, item, entry);

-- Findings: replaced whole at each weighing.
CREATE TABLE weighings (
  logged INTEGER PRIMARY KEY REFERENCES log (seq)
) STRICT;

CREATE TABLE groups (
  id TEXT NOT NULL PRIMARY KEY,
  rank INTEGER NOT NULL UNIQUE,
  grade TEXT NOT NULL,
  conflicts INTEGER NOT NULL,
  body BLOB NOT NULL              -- JSON, Zstandard
) STRICT;
CREATE INDEX groups_by_grade ON groups (grade, rank);

CREATE TABLE group_documents (
  document TEXT NOT NULL,
  rank INTEGER NOT NULL REFERENCES groups (rank),
  PRIMARY KEY (document, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE copies (
  position INTEGER PRIMARY KEY,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX copies_by_a ON copies (a);
CREATE INDEX copies_by_b ON copies (b);

CREATE TABLE series (
  position INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE case_flags (
  position INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;
