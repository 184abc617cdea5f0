-- Words by their kin beside forms and stems, and the sources of each document: both made anew from the documents.

DROP TABLE terms;
-- Analysed words, not the text itself: the document holds that, and hits are found in it again.
-- The tokenizer takes whatever stands between two spaces for a word.
CREATE VIRTUAL TABLE terms USING fts5 (
  title, forms, stems, kin,
  content = '', contentless_delete = 1,
  tokenize = "ascii tokenchars '.,'"
);

CREATE TABLE document_sources (
  key TEXT NOT NULL,
  role TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES documents (number),
  PRIMARY KEY (key, role, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_sources_by_document ON document_sources (document);
CREATE INDEX figures_by_most ON figures (coalesce(high, low), document);
