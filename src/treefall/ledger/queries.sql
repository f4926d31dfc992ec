-- The questions that a ledger is asked, in the part of SQL that both databases speak; sqlite.sql and postgresql.sql
-- hold what they say differently. Every query names the owner. A list of values comes as one JSON array.

-- create_rest --
CREATE TABLE cursors (
    owner    TEXT NOT NULL,
    place    TEXT NOT NULL,
    position TEXT NOT NULL,
    hash     TEXT NOT NULL,  -- of place and position
    PRIMARY KEY (owner, place)
);
CREATE UNIQUE INDEX numbered ON entries (owner, id, n);
CREATE INDEX by_time ON entries (owner, at, id, kind, n);
CREATE INDEX rewritten ON entries (owner, id, n) WHERE n > 1;
CREATE INDEX said ON entries (owner, written) WHERE written IS NOT NULL;
CREATE TABLE treefall (version INTEGER NOT NULL)

-- set_version --
INSERT INTO treefall (version) VALUES (:version)

-- version --
SELECT version FROM treefall

-- entries --
SELECT e.line, e.kind, e.body FROM entries e
 WHERE e.owner = :owner AND e.at >= :since AND e.at < :until AND e.kind <> 'forgotten'
   AND (CAST(:kinds AS TEXT) = '[]' OR e.kind IN (SELECT value FROM json_each(CAST(:kinds AS TEXT))))
   AND NOT EXISTS (
       SELECT 1 FROM entries newer
        WHERE newer.owner = e.owner AND newer.id = e.id AND newer.n > e.n AND newer.n > 1)
 ORDER BY e.at, e.id

-- ids --
SELECT id FROM entries
 WHERE owner = :owner AND id >= :first AND id <= :last AND kind <> 'forgotten'
 GROUP BY id ORDER BY id LIMIT :limit

-- lines --
SELECT id, n, kind, written, body FROM entries WHERE owner = :owner ORDER BY id, n

-- lines_of --
SELECT id, n, kind, written, body FROM entries
 WHERE owner = :owner AND id IN (SELECT value FROM json_each(CAST(:ids AS TEXT)))
 ORDER BY id, n

-- hashes_of --
SELECT id, n, kind, written, hash FROM entries
 WHERE owner = :owner AND id IN (SELECT value FROM json_each(CAST(:ids AS TEXT)))
 ORDER BY id, n

-- said_near --
SELECT MAX(written) FROM entries
 WHERE owner = :owner AND written IS NOT NULL AND written >= :start AND written < :end

-- said_last --
SELECT id, n, kind, written, body FROM entries
 WHERE owner = :owner AND written IS NOT NULL
   AND written = (SELECT MAX(written) FROM entries WHERE owner = :owner AND written IS NOT NULL)
 ORDER BY id, n

-- position --
SELECT line, hash FROM entries
 WHERE owner = :owner
   AND (CAST(:kinds AS TEXT) = '[]' OR kind IN (SELECT value FROM json_each(CAST(:kinds AS TEXT))))
 ORDER BY line DESC LIMIT 1

-- name --
SELECT id, n FROM entries WHERE owner = :owner AND line = :line

-- add_line --
INSERT INTO entries (owner, id, n, kind, at, written, body, hash)
VALUES (:owner, :id, :n, :kind, :at, :written, :body, :hash)

-- add_words --
INSERT INTO texts (rowid, words)
VALUES ((SELECT line FROM entries WHERE owner = :owner AND id = :id AND n = :n), :words)

-- drop_words --
DELETE FROM texts WHERE rowid IN (SELECT line FROM entries WHERE owner = :owner AND id = :id)

-- drop_lines --
DELETE FROM entries WHERE owner = :owner AND id = :id

-- cursors --
SELECT place, position, hash FROM cursors WHERE owner = :owner ORDER BY place

-- move_cursor --
INSERT INTO cursors (owner, place, position, hash) VALUES (:owner, :place, :position, :hash)
ON CONFLICT (owner, place) DO UPDATE SET position = excluded.position, hash = excluded.hash

-- names --
SELECT line, id, n FROM entries WHERE owner = :owner

-- scan --
SELECT line, id, n, kind, at, written, body, hash FROM entries WHERE owner = :owner ORDER BY line

-- scan_line --
SELECT line, id, n, kind, at, written, body, hash FROM entries WHERE owner = :owner AND line = :line

-- words --
SELECT texts.rowid, texts.words FROM texts
  LEFT JOIN entries ON entries.line = texts.rowid
 WHERE entries.owner = :owner OR entries.line IS NULL
