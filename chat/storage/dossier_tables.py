"""The statements on dossiers; their tables are those of `tables`. What is here is SQL alone."""

from __future__ import annotations

from chat.storage.tables import SHOWN_COLUMNS, SNIPPET

BEGIN = "INSERT INTO dossier (id, owner, name, created, opened) VALUES (?, ?, ?, ?, ?)"
COUNT = "SELECT count(*) FROM dossier WHERE owner = ?"
FIND = "SELECT number FROM dossier WHERE owner = ? AND id = ?"
LAST = "SELECT CAST(max(opened) AS BLOB) FROM dossier WHERE owner = ?"
OPEN = "UPDATE dossier SET opened = ? WHERE number = ?"
RENAME = "UPDATE dossier SET name = ? WHERE number = ?"
DELETE = "DELETE FROM dossier WHERE owner = ? AND id = ?"
DROP = "DELETE FROM dossier WHERE owner = ? AND id = ? AND last = 0"
DELETE_ALL = "DELETE FROM dossier WHERE owner = ?"

_LISTED = """
SELECT CAST(id AS BLOB), CAST(name AS BLOB), CAST(created AS BLOB), CAST(opened AS BLOB), (
    SELECT count(*) FROM member JOIN entry ON entry.number = member.entry
    WHERE member.dossier = dossier.number AND NOT removed AND form IS NOT NULL
) FROM dossier
"""
_LATEST = "ORDER BY dossier.opened DESC, dossier.number DESC"
LISTED = f"{_LISTED} WHERE number = ?"
RECENT = f"{_LISTED} WHERE owner = ? {_LATEST} LIMIT ?"
NAMED = f"{_LISTED} WHERE owner = ? AND name = ? {_LATEST} LIMIT 1"
OF_ENTRY = f"""
{_LISTED} WHERE owner = ?1 AND number IN (
    SELECT dossier FROM member JOIN entry ON entry.number = member.entry
    WHERE entry.owner = ?1 AND entry.id = ?2 AND NOT removed
) {_LATEST}
"""

NUMBER = "SELECT number, removed FROM member WHERE dossier = ? AND entry = ?"
ARTICLES = "SELECT count(*) FROM member WHERE dossier = ? AND NOT removed"
NEXT = "UPDATE dossier SET last = last + 1 WHERE number = ? RETURNING last"
ADD = "INSERT INTO member (dossier, number, entry, added) VALUES (?, ?, ?, ?)"
ADD_AGAIN = "UPDATE member SET removed = 0, added = ? WHERE dossier = ? AND number = ?"
REMOVE = "UPDATE member SET removed = 1 WHERE dossier = ? AND entry = ?"
REMOVE_ALL = """
UPDATE member SET removed = 1 WHERE dossier = ?1 AND entry IN (
    SELECT number FROM entry WHERE id IN (SELECT value FROM json_each(?2))
)
"""
ENTRIES = "SELECT id FROM member JOIN entry ON entry.number = member.entry WHERE member.dossier = ? AND NOT removed"
# Of entries those that no dossier has.
DELETE_UNUSED = """
DELETE FROM entry WHERE owner = ?1 AND id IN (SELECT value FROM json_each(?2))
    AND NOT EXISTS (SELECT 1 FROM member WHERE member.entry = entry.number AND NOT removed)
"""
SAME_TEXT = """
SELECT CAST(entry.id AS BLOB), member.number FROM member JOIN entry ON entry.number = member.entry
WHERE member.dossier = (SELECT number FROM dossier WHERE owner = ?1 AND id = ?2)
    AND NOT removed AND form IS NOT NULL AND text = ?3
"""
IN_DOSSIERS = """
SELECT count(*) FROM entry
WHERE owner = ? AND EXISTS (SELECT 1 FROM member WHERE member.entry = entry.number AND NOT removed)
"""
MEMBERS = f"""
{SHOWN_COLUMNS}, member.number, CAST(member.added AS BLOB)
FROM member JOIN entry ON entry.number = member.entry
WHERE member.dossier = ? AND NOT removed AND form IS NOT NULL ORDER BY member.number
"""

DECIDE = """
INSERT INTO link (dossier, one, one_german, one_place, other, other_german, other_place, same)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
UNDECIDE = """
DELETE FROM link WHERE dossier = ? AND one = ? AND one_german = ? AND one_place = ?
    AND other = ? AND other_german = ? AND other_place = ?
"""
DECISIONS = "SELECT count(*) FROM link WHERE dossier = ?"
# In the order of deciding: what is decided anew is a row anew.
LINKS = """
SELECT CAST(first.id AS BLOB), CAST(one_german AS BLOB), one_place,
    CAST(second.id AS BLOB), CAST(other_german AS BLOB), other_place, same
FROM link
JOIN member AS one_member ON one_member.dossier = link.dossier AND one_member.entry = one AND NOT one_member.removed
JOIN member AS other_member
    ON other_member.dossier = link.dossier AND other_member.entry = other AND NOT other_member.removed
JOIN entry AS first ON first.number = one JOIN entry AS second ON second.number = other
WHERE link.dossier = ? ORDER BY link.rowid
"""

ADD_ANSWER = """
INSERT INTO dossier_answer (dossier, position, answer)
SELECT ?1, coalesce(max(position), 0) + 1, ?2 FROM dossier_answer WHERE dossier = ?1 RETURNING position
"""
DRAW = "INSERT OR IGNORE INTO drawn (dossier, number, position) VALUES (?, ?, ?)"
ANSWERS = "SELECT position, CAST(answer AS BLOB), thumb FROM dossier_answer WHERE dossier = ? ORDER BY position"
RATE = """
UPDATE dossier_answer SET thumb = ?
WHERE position = ? AND dossier = (SELECT number FROM dossier WHERE owner = ? AND id = ?) RETURNING dossier
"""
DELETE_ANSWERS = "DELETE FROM dossier_answer WHERE dossier = ? AND position <= ?"
# The latest stays, whatever its size.
MAKE_ROOM = """
DELETE FROM dossier_answer WHERE rowid IN (
    SELECT row FROM (
        SELECT dossier_answer.rowid AS row, row_number() OVER latest AS place, sum(octet_length(answer)) OVER latest
            AS bytes
        FROM dossier_answer JOIN dossier ON dossier.number = dossier_answer.dossier WHERE owner = ?
        WINDOW latest AS (ORDER BY dossier_answer.rowid DESC)
    ) WHERE place > 1 AND bytes > ?
)
"""

_MEMBERS_OF = "member JOIN entry ON entry.number = member.entry"
ALL = f"""
{SHOWN_COLUMNS} FROM {_MEMBERS_OF}
WHERE member.dossier = ? AND NOT removed AND form IS NOT NULL ORDER BY opened DESC, entry.number DESC LIMIT ?
"""
FOUND = f"""
{SHOWN_COLUMNS}, CAST(snippet(words, -1, ?, ?, '…', {SNIPPET}) AS BLOB)
FROM words JOIN entry ON entry.number = words.rowid JOIN member ON member.entry = entry.number
WHERE words MATCH ? AND member.dossier = ? AND NOT removed AND form IS NOT NULL
ORDER BY opened DESC, entry.number DESC LIMIT ?
"""
