-- What SQLite says in its own way.

-- is_new --
SELECT COUNT(*) = 0 FROM sqlite_master WHERE name = 'treefall'

-- create --
CREATE TABLE entries (
    line    INTEGER PRIMARY KEY AUTOINCREMENT,  -- grows for ever, a forgotten number never comes back
    owner   TEXT NOT NULL,
    id      TEXT NOT NULL,
    n       INTEGER NOT NULL,  -- 1, 2, …: of one id
    kind    TEXT NOT NULL,
    at      INTEGER NOT NULL,  -- microseconds since 1970, like every instant here
    written INTEGER,           -- NULL: observed by a source
    body    TEXT NOT NULL,     -- canonical JSON
    hash    TEXT NOT NULL      -- of id, kind, written and body
);
CREATE VIRTUAL TABLE texts USING fts5(words, tokenize = 'ascii');
-- An append becomes one segment (of at most so many bytes); 64 of them are merged at once, not a few again and again.
INSERT INTO texts (texts, rank) VALUES ('hashsize', 8388608);
INSERT INTO texts (texts, rank) VALUES ('automerge', 0);
INSERT INTO texts (texts, rank) VALUES ('crisismerge', 64)

-- search --
SELECT id FROM (
    SELECT entries.id, texts.rank AS worth FROM texts
      JOIN entries ON entries.line = texts.rowid
     WHERE texts MATCH :query AND entries.owner = :owner
     ORDER BY texts.rowid DESC LIMIT :newest)
 ORDER BY worth LIMIT :limit

-- scan --
SELECT line, id, n, kind, at, written, body, hash FROM entries NOT INDEXED WHERE owner = :owner ORDER BY line

-- position --
SELECT line, hash FROM entries NOT INDEXED
 WHERE owner = :owner
   AND (CAST(:kinds AS TEXT) = '[]' OR kind IN (SELECT value FROM json_each(CAST(:kinds AS TEXT))))
 ORDER BY line DESC LIMIT 1

-- merge_words --
INSERT INTO texts (texts) VALUES ('optimize')

-- rewrite --
VACUUM;
PRAGMA wal_checkpoint(TRUNCATE)

-- check_words --
INSERT INTO texts (texts) VALUES ('integrity-check')

-- check_pages --
PRAGMA integrity_check
