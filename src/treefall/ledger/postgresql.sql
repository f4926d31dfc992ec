-- What PostgreSQL says in its own way. Everything lies in a schema of its own, so that a shared database stays tidy.

-- is_new --
SELECT COUNT(*) = 0 FROM information_schema.tables WHERE table_schema = 'treefall' AND table_name = 'treefall'

-- create --
CREATE SCHEMA IF NOT EXISTS treefall;
CREATE TABLE entries (
    line    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,  -- grows for ever
    owner   TEXT COLLATE "C" NOT NULL,
    id      TEXT COLLATE "C" NOT NULL,
    n       INTEGER NOT NULL,           -- 1, 2, …: of one id
    kind    TEXT COLLATE "C" NOT NULL,
    at      BIGINT NOT NULL,            -- microseconds since 1970, like every instant here
    written BIGINT,                     -- NULL: observed by a source
    body    TEXT NOT NULL,              -- canonical JSON
    hash    TEXT NOT NULL               -- of id, kind, written and body
);
CREATE TABLE texts (
    rowid  BIGINT PRIMARY KEY,
    words  TEXT NOT NULL,
    vector TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED
);
CREATE INDEX worded ON texts USING GIN (vector);
CREATE FUNCTION json_each(list TEXT) RETURNS TABLE (value TEXT) LANGUAGE SQL IMMUTABLE
    AS 'SELECT * FROM json_array_elements_text(CAST(list AS JSON))'

-- lock --
SELECT pg_advisory_xact_lock(hashtextextended('treefall ' || CAST(:owner AS TEXT), 0))

-- search --
SELECT id FROM (
    SELECT entries.id, texts.rowid, ts_rank(texts.vector, wanted) AS worth
      FROM to_tsquery('simple', :query) AS wanted
      JOIN texts ON texts.vector @@ wanted
      JOIN entries ON entries.line = texts.rowid
     WHERE entries.owner = :owner
     ORDER BY texts.rowid DESC LIMIT :newest) AS matching
 ORDER BY worth DESC, rowid DESC LIMIT :limit
