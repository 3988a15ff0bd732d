"""The command line: results on standard output, progress on standard error.

Exit codes: 0 done, 2 bad usage or input, 3 model unavailable, 130 interrupted; 1 is a fault of Belegt itself.
"""

from __future__ import annotations

import argparse
import errno
import logging
import os
import sys
from collections.abc import Sequence

from chat import __version__, settings
from chat.cli import ask, batch, check, claims, dossier, given, memory, models, page, read, serve, translate, verify
from chat.cli.terminal import add_verbose, program, say
from chat.errors import ChatError, InputError, LanguageError, too_little_memory

# What a full or failing disk says where standard output goes into a file.
_OF_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_COMMANDS = (read, translate, claims, ask, verify, check, dossier, batch, page, serve, models, memory)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    # Of Belegt alone: what HTTP clients and engines say they do is of no use to the reader.
    logging.getLogger("chat").setLevel(logging.INFO if options.verbose else logging.NOTSET)
    try:
        code: int = options.run(options, settings.load())
        sys.stdout.flush()
        return code
    except ChatError as error:
        return _told(error)
    except MemoryError:
        return _told(too_little_memory())
    except KeyboardInterrupt:
        say("Interrupted.")
        return 130
    except BrokenPipeError:  # the reader of our output, such as head, has gone
        _write_no_more()
        return 0
    except OSError as error:
        if error.errno not in _OF_THE_DISK:
            raise
        _write_no_more()
        why = InputError(f"The result cannot be written: {error.strerror}.", hint="Make room, or write it elsewhere.")
        return _told(why)


def _told(error: ChatError) -> int:
    """Tell of an error, and return its exit code."""
    say(f"Error: {error.message}")
    if error.hint:
        say(error.hint)
    if isinstance(error, LanguageError):
        say(given.LANGUAGES)
    return error.exit_code


def _write_no_more() -> None:
    """Let what is written from here on go nowhere: at its end the interpreter writes what is left, and would fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=program(), description="Read German news articles in English.")
    parser.add_argument("--version", action="version", version=f"Belegt {__version__}")
    add_verbose(parser, default=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add(commands)
    for command_parser in commands.choices.values():  # it may stand after the command too
        add_verbose(command_parser)
    return parser
