"""The tables of the library, how each version of them came out of the one before, and the longer statements on them.

What is here is SQL alone: nothing of what the texts in the tables say.
"""

from __future__ import annotations

from chat.storage.salvage import Table

SNIPPET = 24  # words

_FIRST = """
CREATE TABLE entry (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    created TEXT NOT NULL,
    opened TEXT NOT NULL,
    text TEXT NOT NULL,
    length TEXT,
    code TEXT,
    title TEXT NOT NULL DEFAULT '',
    lead TEXT NOT NULL DEFAULT '',
    reading TEXT  -- NULL: not read to its end
) STRICT;
CREATE INDEX entry_by_owner ON entry (owner, opened);
CREATE TABLE answer (
    entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
    position INTEGER NOT NULL,
    answer TEXT NOT NULL,
    thumb TEXT CHECK (thumb IN ('up', 'down')),
    PRIMARY KEY (entry, position)
) STRICT;
CREATE VIRTUAL TABLE words USING fts5 (title, german, english, questions, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER entry_deleted AFTER DELETE ON entry BEGIN DELETE FROM words WHERE rowid = old.number; END;
"""

# What the list needs comes before what is long: SQLite goes through a row from its beginning, page by page (fifty
# readings of 140 kB are listed in 0.14 ms, and in 1.4 ms the other way round). Dropping `entry` while answers refer to
# it would delete them.
_SECOND = """
CREATE TABLE second_entry (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    created TEXT NOT NULL,
    opened TEXT NOT NULL,
    length TEXT,
    code TEXT,
    title TEXT NOT NULL DEFAULT '',
    lead TEXT NOT NULL DEFAULT '',
    form INTEGER,  -- the version of the reading; NULL: not read to its end
    damaged INTEGER NOT NULL DEFAULT 0 CHECK (damaged IN (0, 1)),  -- as it was found when it was opened last
    text TEXT NOT NULL,
    reading TEXT,
    CHECK ((form IS NULL) = (reading IS NULL))
) STRICT;
INSERT INTO second_entry (number, id, owner, created, opened, length, code, title, lead, form, text, reading)
SELECT number, id, owner, created, opened, length, code, title, lead, iif(reading IS NULL, NULL, 1), text, reading
FROM entry;
CREATE TABLE second_answer (
    entry INTEGER NOT NULL REFERENCES second_entry ON DELETE CASCADE,
    position INTEGER NOT NULL,
    answer TEXT NOT NULL,
    thumb TEXT CHECK (thumb IN ('up', 'down')),
    PRIMARY KEY (entry, position)
) STRICT;
INSERT INTO second_answer (entry, position, answer, thumb) SELECT entry, position, answer, thumb FROM answer;
DROP TABLE answer;
DROP TABLE entry;
ALTER TABLE second_entry RENAME TO entry;
ALTER TABLE second_answer RENAME TO answer;
CREATE INDEX entry_by_owner ON entry (owner, opened);
CREATE TRIGGER entry_deleted AFTER DELETE ON entry BEGIN DELETE FROM words WHERE rowid = old.number; END;
"""

# Which readings are not whole. A table of its own, since a new column of `entry` would stand behind what is long.
_THIRD = """
CREATE TABLE partial (entry INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE) STRICT;
"""

# Dossiers. A member that was removed keeps its row, and so its number; `last` is the number given last, also where that
# article was deleted since. `drawn` says which articles an answer tells of: it goes with them.
_FOURTH = """
CREATE TABLE dossier (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    created TEXT NOT NULL,
    opened TEXT NOT NULL,
    last INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX dossier_by_owner ON dossier (owner, opened);
CREATE TABLE member (
    dossier INTEGER NOT NULL REFERENCES dossier ON DELETE CASCADE,
    number INTEGER NOT NULL,
    entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
    added TEXT NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
    PRIMARY KEY (dossier, number),
    UNIQUE (dossier, entry)
) STRICT;
CREATE INDEX member_by_entry ON member (entry);
CREATE TABLE link (
    dossier INTEGER NOT NULL,
    one INTEGER NOT NULL,
    one_german TEXT NOT NULL,
    one_place INTEGER NOT NULL,
    other INTEGER NOT NULL,
    other_german TEXT NOT NULL,
    other_place INTEGER NOT NULL,
    same INTEGER NOT NULL CHECK (same IN (0, 1)),
    PRIMARY KEY (dossier, one, one_german, one_place, other, other_german, other_place),
    FOREIGN KEY (dossier, one) REFERENCES member (dossier, entry) ON DELETE CASCADE,
    FOREIGN KEY (dossier, other) REFERENCES member (dossier, entry) ON DELETE CASCADE
) STRICT;
CREATE INDEX link_by_other ON link (dossier, other);
CREATE TABLE dossier_answer (
    dossier INTEGER NOT NULL REFERENCES dossier ON DELETE CASCADE,
    position INTEGER NOT NULL,
    answer TEXT NOT NULL,
    thumb TEXT CHECK (thumb IN ('up', 'down')),
    PRIMARY KEY (dossier, position)
) STRICT;
CREATE TABLE drawn (
    dossier INTEGER NOT NULL,
    number INTEGER NOT NULL,  -- of the article
    position INTEGER NOT NULL,
    PRIMARY KEY (dossier, number, position),
    FOREIGN KEY (dossier, position) REFERENCES dossier_answer ON DELETE CASCADE
) STRICT;
CREATE INDEX drawn_by_answer ON drawn (dossier, position);
CREATE TRIGGER entry_goes BEFORE DELETE ON entry BEGIN
    DELETE FROM dossier_answer WHERE (dossier, position) IN (
        SELECT dossier, position FROM member JOIN drawn USING (dossier, number) WHERE entry = old.number
    );
END;
CREATE TABLE page (entry INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE, warc BLOB NOT NULL) STRICT;
"""

MIGRATIONS = (_FIRST, _SECOND, _THIRD, _FOURTH)
# What is taken over of a damaged file; what others refer to comes first. What is searched is read from where FTS5 keeps
# it: its index may be damaged too.
SALVAGED = (
    Table("entry", optional=frozenset({"reading", "form", "damaged"})),
    *map(Table, ("answer", "partial", "page", "dossier", "member", "link", "dossier_answer", "drawn")),
    Table("words", "words_content", {"title": "c0", "german": "c1", "english": "c2", "questions": "c3"}),
)

BEGIN = "INSERT INTO entry (id, owner, created, opened, text, length, code) VALUES (?, ?, ?, ?, ?, ?, ?)"
PUT = "UPDATE entry SET reading = ?, form = ?, damaged = 0, title = ?, lead = ? WHERE number = ?"
PARTIAL = "INSERT OR IGNORE INTO partial (entry) VALUES (?)"
WHOLE = "DELETE FROM partial WHERE entry = ?"
FIND = "SELECT number FROM entry WHERE owner = ? AND id = ?"
FIND_READ = f"{FIND} AND form IS NOT NULL"
OPEN = "UPDATE entry SET opened = ? WHERE number = ?"
LAST = "SELECT CAST(max(opened) AS BLOB) FROM entry WHERE owner = ?"
# Texts as bytes, here and in what follows: what is damaged may be no text.
READING = "SELECT CAST(reading AS BLOB), form, damaged FROM entry WHERE number = ?"
# Only as long as it is what was read.
RENEW = "UPDATE entry SET reading = ?, form = ?, damaged = 0 WHERE id = ? AND CAST(reading AS BLOB) = ?"
READINGS = """
SELECT id, CAST(reading AS BLOB) FROM entry
WHERE owner = ? AND form IS NOT NULL AND id IN (SELECT value FROM json_each(?))
"""
DAMAGED = "UPDATE entry SET damaged = 1 WHERE id = ? AND CAST(reading AS BLOB) = ?"

_GIVEN = """
SELECT CAST(id AS BLOB), CAST(text AS BLOB), CAST(length AS BLOB), CAST(code AS BLOB), CAST(created AS BLOB) FROM entry
WHERE owner = ?
"""
AGAIN = f"{_GIVEN} AND id = ?"
UNFINISHED = f"{_GIVEN} AND form IS NULL ORDER BY created DESC, number DESC"

SHOWN_COLUMNS = """
SELECT CAST(entry.id AS BLOB), CAST(entry.title AS BLOB), CAST(entry.lead AS BLOB), CAST(entry.created AS BLOB),
    CAST(entry.opened AS BLOB), entry.form, entry.damaged, EXISTS (SELECT 1 FROM partial WHERE entry = entry.number)
"""
SHOWN = f"{SHOWN_COLUMNS} FROM entry WHERE owner = ? AND id = ? AND form IS NOT NULL"
RECENT = f"""
{SHOWN_COLUMNS} FROM entry
WHERE owner = ? AND form IS NOT NULL ORDER BY opened DESC, number DESC LIMIT ?
"""
FOUND = f"""
{SHOWN_COLUMNS}, CAST(snippet(words, -1, ?, ?, '…', {SNIPPET}) AS BLOB)
FROM words JOIN entry ON entry.number = words.rowid
WHERE words MATCH ? AND owner = ? AND form IS NOT NULL ORDER BY opened DESC, number DESC LIMIT ?
"""

ADD_ANSWER = """
INSERT INTO answer (entry, position, answer)
SELECT ?1, coalesce(max(position), 0) + 1, ?2 FROM answer WHERE entry = ?1 RETURNING position
"""
ANSWERS = "SELECT position, CAST(answer AS BLOB), thumb FROM answer WHERE entry = ? ORDER BY position"
RATE = """
UPDATE answer SET thumb = ?
WHERE position = ? AND entry = (SELECT number FROM entry WHERE owner = ? AND id = ?) RETURNING entry
"""

INDEX = "INSERT INTO words (rowid) SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM words WHERE rowid = ?1)"
INDEX_WORDS = "UPDATE words SET title = ?, german = ?, english = ? WHERE rowid = ?"
INDEX_QUESTIONS = """
UPDATE words SET questions = (
    SELECT group_concat(iif(json_valid(answer), json_extract(answer, '$.question'), ''), char(10) ORDER BY position)
    FROM answer WHERE entry = ?1
) WHERE rowid = ?1
"""

DELETE = "DELETE FROM entry WHERE owner = ? AND id = ?"
DELETE_ALL = "DELETE FROM entry WHERE owner = ?"
DELETE_ANSWERS = "DELETE FROM answer WHERE entry = ? AND position <= ?"
KEEP_PAGE = "INSERT INTO page (entry, warc) VALUES (?, ?) ON CONFLICT (entry) DO UPDATE SET warc = excluded.warc"
PAGE = "SELECT warc FROM page WHERE entry = ?"
WITH_PAGE = """
SELECT id FROM page JOIN entry ON entry.number = page.entry
WHERE owner = ? AND id IN (SELECT value FROM json_each(?))
"""

# The entry opened last stays, whatever its size; then those that are in a dossier, then all others.
MAKE_ROOM = """
DELETE FROM entry WHERE number IN (
    SELECT number FROM (
        SELECT number, row_number() OVER kept AS place, sum(bytes) OVER kept AS bytes FROM (
            SELECT number, opened, row_number() OVER (ORDER BY opened DESC, number DESC) = 1 AS is_last,
                EXISTS (SELECT 1 FROM member WHERE entry = entry.number AND NOT removed) AS is_member,
                octet_length(text) + coalesce(octet_length(reading), 0)
                + (SELECT coalesce(sum(octet_length(answer)), 0) FROM answer WHERE entry = number)
                + (SELECT coalesce(sum(octet_length(warc)), 0) FROM page WHERE entry = number) AS bytes
            FROM entry WHERE owner = ?
        ) WINDOW kept AS (ORDER BY is_last DESC, is_member DESC, opened DESC, number DESC)
    ) WHERE place > 1 AND (place > ? OR bytes > ?)
)
"""
