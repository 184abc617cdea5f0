-- How documents that have newer versions are known at once.

CREATE INDEX origins_of_transcriptions ON origins (original, place) WHERE kind = 'transcription';
