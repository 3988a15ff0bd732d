"""One SQLite file: made, brought up to date, opened for one transaction, set aside where it is damaged.

Knows nothing of what the file holds: its tables come as migrations.

A connection serves one transaction and is closed after it. So threads share none, and nobody goes on writing to a file
that another process has set aside. Opening takes less than a millisecond.

SQLite is that of apsw, not the standard library's: there it is the system's, which may lack full-text search, or be too
old to delete from it for good (3.42).
"""

from __future__ import annotations

import datetime
import itertools
import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from filelock import FileLock

from chat.errors import LibraryDamaged, LibraryError, LibraryTooNew, LibraryUnavailable
from chat.storage import salvage

if TYPE_CHECKING:
    from apsw import Connection as Connection

# How long to wait for others who write, in seconds.
PATIENCE = 30.0

_LEAST_ROOM = 65_536  # bytes: less is none; SQLite makes its log's index of half that

_AGAIN = "Try again in a moment."
_ELSEWHERE = "Set BELEGT_DATA to another folder, or BELEGT_HISTORY=off to keep nothing."

_log = logging.getLogger(__name__)


class Database:
    """A SQLite file that threads and processes may use at once. It is made on first use, for its user's eyes only.

    Args:
        path: where it lies. Beside it lie its log (`-wal`, `-shm`), a lock, and what was set aside
            (`<name>.damaged-<time>`).
        migrations: SQL scripts; the n-th makes version n out of version n - 1, and 0 is an empty file.
        salvaged: the tables whose rows are taken over, as far as they can be read, where the file is damaged; what
            others refer to comes first.
    """

    def __init__(self, path: Path, *, migrations: Sequence[str], salvaged: Sequence[salvage.Table] = ()) -> None:
        self.path = path
        self._migrations = migrations
        self._salvaged = salvaged

    @property
    def set_aside(self) -> tuple[Path, ...]:
        """The damaged files that were set aside, oldest first. They may hold all that was kept in them."""
        found = self.path.parent.glob(f"{self.path.name}.damaged-*")
        return tuple(sorted(path for path in found if not path.name.endswith(("-wal", "-shm"))))

    @contextmanager
    def transaction(self, *, write: bool = False) -> Iterator[Connection]:
        """Give a connection in a transaction, which an error takes back.

        Raises:
            LibraryUnavailable: the file cannot be opened, read or written.
            LibraryTooNew: a newer version of Belegt made it.
            LibraryDamaged: it is no intact SQLite file; it has been set aside.
        """
        with self._connection() as connection:
            # Not `with connection`: that waits for others with the interpreter's lock held, so that threads of this
            # process, who must end first, never do.
            connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            yield connection
            connection.execute("COMMIT")  # after an error, closing takes back what was not committed

    def discard_set_aside(self) -> None:
        """Delete the damaged files that were set aside, which may hold what was deleted since.

        Raises:
            LibraryUnavailable: the folder cannot be written.
        """
        try:
            for part in self.path.parent.glob(f"{self.path.name}.damaged-*"):
                part.unlink(missing_ok=True)
        except OSError as error:
            raise LibraryUnavailable(
                f"Damaged files in {self.path.parent} cannot be deleted: {error}.", hint="Delete them by hand."
            ) from error

    def wipe(self) -> None:
        """Empty the log, so that what was deleted is nowhere on the disk.

        Raises:
            LibraryUnavailable: somebody is reading from the log.
        """
        with self._connection() as connection:
            ((busy, _, _),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if busy:
            raise LibraryUnavailable("What was deleted may be on the disk still: others are reading.", hint=_AGAIN)

    def _opened(self) -> Connection:
        import apsw

        while True:
            try:
                return apsw.Connection(str(self.path), apsw.SQLITE_OPEN_READWRITE)
            except apsw.CantOpenError:
                if self.path.exists():
                    raise
                self._make()  # somebody has set the damaged file aside in this moment

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        with self._in_our_errors(), closing(self._opened()) as connection:
            connection.set_busy_timeout(int(PATIENCE * 1000))
            connection.pragma("foreign_keys", True)
            connection.pragma("secure_delete", True)
            if connection.pragma("user_version") != len(self._migrations):
                self._bring_up_to_date(connection)
            yield connection

    def _bring_up_to_date(self, connection: Connection) -> None:
        with self._alone():
            version = connection.pragma("user_version")
            if version > len(self._migrations):
                raise LibraryTooNew(
                    f"A newer version of Belegt made the library in {self.path.parent}.",
                    hint=f"Update Belegt. {_ELSEWHERE}",
                )
            connection.pragma("journal_mode", "wal")
            with _written(connection):
                self._migrate(connection, version)

    def _migrate(self, connection: Connection, version: int) -> None:
        for script in self._migrations[version:]:
            connection.execute(script)
        connection.pragma("user_version", len(self._migrations))

    @contextmanager
    def _in_our_errors(self) -> Iterator[None]:
        """Make the file where there is none, and turn what SQLite and the disk say into errors for the reader."""
        import apsw

        file = 0
        try:
            file = self._make()
            yield
        except (apsw.NotADBError, apsw.CorruptError) as error:
            raise self._set_aside(file) from error
        except apsw.NoMemError as error:
            raise MemoryError from error
        except (apsw.BusyError, apsw.LockedError, TimeoutError) as error:
            raise LibraryUnavailable("Others are writing to the library.", hint=_AGAIN) from error
        except apsw.FullError as error:
            raise self._no_room() from error
        except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError, apsw.IOError, OSError) as error:
            if self._is_set_aside(file):  # by somebody else, while it was open here
                raise self._set_aside(file) from error
            if self._is_full():  # of the log's index SQLite says no more than that it failed
                raise self._no_room() from error
            raise LibraryUnavailable(
                f"The library in {self.path.parent} cannot be read or written: {error}.", hint=_ELSEWHERE
            ) from error

    def _is_full(self) -> bool:
        try:
            return shutil.disk_usage(self.path.parent).free < _LEAST_ROOM
        except OSError:
            return False

    def _no_room(self) -> LibraryUnavailable:
        return LibraryUnavailable(
            f"There is no room left for the library in {self.path.parent}.", hint=f"Make room. {_ELSEWHERE}"
        )

    def _make(self) -> int:
        """Return the number that the file system has for the file, made where there is none.

        The file is never opened here under its own name: closing it would take away the locks that SQLite holds on it
        in other threads, as POSIX has it.
        """
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.path.exists():
            with self._alone():
                if not self.path.exists():
                    empty = self.path.with_name(f"{self.path.name}.new")
                    os.close(os.open(empty, os.O_CREAT | os.O_WRONLY, 0o600))  # one that was salvaged may lie there
                    empty.rename(self.path)
        return self.path.stat().st_ino

    def _is_set_aside(self, file: int) -> bool:
        """Return whether the file of that number was set aside: another lies in its place, or none as yet."""
        if not self.path.exists():
            return bool(self.set_aside)
        return file > 0 and self.path.stat().st_ino != file

    def _set_aside(self, file: int) -> LibraryError:
        """Rename the file of that number and its log, unless somebody has; return what to tell the reader.

        What can be read of it takes its place.
        """
        saved = 0
        try:
            with self._alone():
                if self.path.exists() and self.path.stat().st_ino == file:
                    saved = self._salvage()
                    aside = self._aside()
                    # The log first: left behind, it would be taken for that of the new file.
                    for suffix in ("-wal", "-shm", ""):
                        part = self.path.with_name(self.path.name + suffix)
                        if part.exists():
                            part.rename(aside.with_name(aside.name + suffix))
                    _log.warning("%s is damaged, and is now %s", self.path, aside)
        except OSError as error:
            return LibraryUnavailable(f"The library is damaged, and cannot be moved: {error}.", hint=_ELSEWHERE)
        place = self.path.parent
        return LibraryDamaged(
            f"The library was damaged. What could be read of it is in a new one; the old one is kept in {place}."
            if saved
            else f"The library was damaged. A new one is begun; the old one is kept in {place}.",
            hint="A copy of it from a backup can take its place. Files with “damaged” in their name can be deleted.",
        )

    def _aside(self) -> Path:
        """Return a name that no file has: the clock may have been set back."""
        stem = f"{self.path.name}.damaged-{datetime.datetime.now():%Y-%m-%dT%H-%M-%S-%f}"
        names = (self.path.with_name(f"{stem}{number or ''}") for number in itertools.count())
        return next(path for path in names if not path.exists())

    def _salvage(self) -> int:
        """Put what can be read of the damaged file where the next file is made from; return how many rows there were.

        Raises:
            OSError: the disk is full, or fails.
        """
        if not self._salvaged:
            return 0
        import apsw

        with TemporaryDirectory(prefix=f"{self.path.name}.salvage-", dir=self.path.parent) as folder:
            damaged, made = Path(folder, "damaged"), Path(folder, "made")
            for suffix in ("", "-wal"):  # a copy: to look at it could change it
                part = self.path.with_name(self.path.name + suffix)
                if part.exists():
                    shutil.copyfile(part, damaged.with_name(damaged.name + suffix))
            try:
                saved = self._copied(damaged, made)
            except apsw.Error as error:  # not even its head can be read
                _log.warning("nothing of %s can be read: %s", self.path, error)
                return 0
            os.chmod(made, 0o600)
            made.replace(self.path.with_name(f"{self.path.name}.new"))
        return saved

    def _copied(self, damaged: Path, made: Path) -> int:
        import apsw

        with closing(apsw.Connection(str(made))) as target:
            target.pragma("journal_mode", "wal")
            with _written(target):
                self._migrate(target, 0)
        salvage.mend_head(damaged, like=made)
        with closing(apsw.Connection(str(made))) as target, closing(apsw.Connection(str(damaged))) as source:
            source.pragma("trusted_schema", False)
            source.pragma("writable_schema", True)  # a table that is damaged is no reason not to read others
            target.pragma("foreign_keys", True)
            with _written(target):
                return salvage.salvage(source, target, self._salvaged)

    def _alone(self) -> FileLock:
        """Return the lock of those who make, change or rename the file."""
        return FileLock(self.path.with_name(f"{self.path.name}.lock"), timeout=PATIENCE, mode=0o600)


@contextmanager
def _written(connection: Connection) -> Iterator[None]:
    """Hold a transaction that writes; closing the connection takes back what an error leaves."""
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("COMMIT")
