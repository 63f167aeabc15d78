"""The tables of the store."""

SCHEMA = "4"
"""Changes whenever the tables do; another schema is refused, not converted."""

TABLES = """
CREATE TABLE manifest (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE embeddings (digest BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE issues (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, digest BLOB NOT NULL, text TEXT NOT NULL,
    title TEXT NOT NULL, organisation TEXT NOT NULL, number TEXT NOT NULL,
    published_start TEXT, published_end TEXT, published_precision TEXT, published_words TEXT);
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issues ON DELETE CASCADE,
    kind TEXT NOT NULL, headline TEXT NOT NULL, dateline TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL);
CREATE INDEX articles_issue ON articles (issue);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    section TEXT NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE INDEX passages_article ON passages (article);
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    passage INTEGER NOT NULL REFERENCES passages, position INTEGER NOT NULL, role TEXT NOT NULL,
    section TEXT NOT NULL, paragraph INTEGER NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    embedding BLOB NOT NULL REFERENCES embeddings);
CREATE INDEX sentences_article ON sentences (article, position);
CREATE INDEX sentences_passage ON sentences (passage);
CREATE INDEX sentences_embedding ON sentences (embedding);
CREATE TABLE periods (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start TEXT NOT NULL, end TEXT NOT NULL, precision TEXT NOT NULL);
CREATE INDEX periods_article ON periods (article);
CREATE TABLE acronyms (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    short TEXT NOT NULL, long TEXT NOT NULL, short_folded TEXT NOT NULL, long_folded TEXT NOT NULL);
CREATE INDEX acronyms_article ON acronyms (article);
CREATE VIRTUAL TABLE words USING fts5 (heading, body, tokenize = 'porter unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
CREATE VIRTUAL TABLE spellings USING fts5 (text, detail = none, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE spelled USING fts5vocab (spellings, row);
CREATE TABLE events (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
    start TEXT, end TEXT, precision TEXT, period_words TEXT, year_from TEXT,
    places TEXT NOT NULL, participants TEXT NOT NULL, disputed INTEGER NOT NULL);
CREATE INDEX events_time ON events (start, end, precision, status);
CREATE INDEX events_end ON events (end);
CREATE INDEX events_kind ON events (kind, start);
CREATE INDEX events_status ON events (status, start);
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    event INTEGER REFERENCES events ON DELETE SET NULL, rank INTEGER,
    name TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL,
    period_start TEXT, period_end TEXT, precision TEXT, period_words TEXT, year_from TEXT,
    places TEXT NOT NULL, participants TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    named INTEGER NOT NULL, said TEXT NOT NULL);
CREATE INDEX mentions_article ON mentions (article);
CREATE INDEX mentions_event ON mentions (event, rank);
CREATE TABLE places (
    id INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE, country TEXT NOT NULL);
CREATE INDEX places_country ON places (country);
CREATE TABLE event_places (
    place INTEGER NOT NULL REFERENCES places, event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    PRIMARY KEY (place, event)) WITHOUT ROWID;
CREATE INDEX event_places_event ON event_places (event);
CREATE VIRTUAL TABLE event_words USING fts5 (
    name, said, headline, tokenize = 'porter unicode61 remove_diacritics 0');
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
    DELETE FROM words WHERE rowid = old.id;
    DELETE FROM spellings WHERE rowid = old.id;
END;
"""
