-- What another engine has as well: the words of groups as rows, and how documents with newer versions are known at once.

DELETE FROM weighings;  -- the words come with the next one
DROP TABLE group_terms;
CREATE TABLE group_words (
  word TEXT NOT NULL,
  "group" INTEGER NOT NULL REFERENCES groups (number),
  PRIMARY KEY (word, "group")
) STRICT, WITHOUT ROWID;

CREATE INDEX origins_of_transcriptions ON origins (original, place) WHERE kind = 'transcription';
