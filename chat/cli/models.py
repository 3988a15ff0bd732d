"""`models`: which weights are here; fetch and verify them, and say which fit this machine."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from chat.cli import evaluate
from chat.cli.terminal import Status, add_verbose, as_called, say
from chat.errors import DownloadFailed, ModelFailed
from chat.models import fitting, registry
from chat.models.weights import store
from chat.models.weights.catalogue import Entry
from chat.settings import Settings


def add(commands: Any) -> None:
    """Add the command."""
    models = commands.add_parser("models", help="the models' weights on this machine")
    actions = models.add_subparsers(dest="action", required=True, metavar="ACTION")
    for action, (run, told) in _ACTIONS.items():
        one = actions.add_parser(action, help=told, description=told)
        if action in ("pull", "verify"):
            one.add_argument("name", nargs="?", metavar="NAME", help="default: what the settings use")
        if action == "use":
            one.add_argument("name", metavar="NAME", help="a chat model of “models list”")
        if action == "evaluate":
            evaluate.add_options(one)
        add_verbose(one)
        one.set_defaults(run=run)


def _list(options: argparse.Namespace, settings: Settings) -> int:
    choice = registry.choose(settings)
    for row in store.inventory(folder=settings.weights):
        entry = row.entry
        better = (*choice.all_weights, *choice.optional)
        mark = "*" if entry.name in choice.weights else "+" if entry.name in better else " "
        size = f"{entry.bytes / 1e6:,.0f} MB"
        wants = fitting.gib(fitting.memory_of(entry)) if entry.role == "chat" else ""
        print(f"{mark} {entry.name:<20} {size:>9}  {wants:>7}  {row.state:<8} {entry.licence:<12} {entry.purpose}")
    print("\n* what the settings need, + what makes it better; then its size, and the memory that a chat model wants.")
    print(f"Kept in {settings.weights}")
    return 0


def _recommend(options: argparse.Namespace, settings: Settings) -> int:
    here, choice = fitting.look(settings), registry.choose(settings)
    chat, translators = fitting.chat_models(here, settings), fitting.translators(here, settings)
    print(f"This machine: {here}\n")
    for title, advised in (("Chat models", chat), ("Translators of German", translators)):
        print(f"{title}, the best by published figures first:" if advised is chat else f"\n{title}, the fastest first:")
        for advice in advised:
            mark = "→" if advice.best else "·" if advice.fits else "✗"
            print(f"{mark} {advice.entry.name:<20} {advice.why}")
    print(f"\n{_what_to_do(next((advice.entry for advice in chat if advice.best), None), choice, settings)}")
    if not any(advice.best for advice in translators):
        print("Without a translator of its own the chat model translates.")
    if here.wide and not fitting.has_openvino() and any(advice.best and advice.entry.openvino for advice in chat):
        print("This processor answers faster by OpenVINO, which is then used by itself: ", end="")
        print("pip install -r requirements-openvino.txt")
    return 0


def _what_to_do(best: Entry | None, choice: registry.Choice, settings: Settings) -> str:
    """Return how to get the chat model that is recommended."""
    if best is None:
        return "No chat model fits: name a server that runs one (BELEGT_BASE_URL). Who claims what needs none."
    if not registry.can_choose(settings):
        return f"In use is {choice.model}, since a setting names it (BELEGT_MODEL or BELEGT_BASE_URL)."
    here = store.find(best.name, folder=settings.weights) is not None
    if best.name == choice.model:
        return f"{best.name} is in use." if here else as_called("To fetch it: python -m chat models pull")
    pull = "" if here else f"python -m chat models pull {best.name} && "
    return as_called(f"To use {best.name}: {pull}python -m chat models use {best.name}")


def _use(options: argparse.Namespace, settings: Settings) -> int:
    registry.use(options.name, settings)
    choice = registry.choose(settings)
    if not registry.can_choose(settings):
        say(
            f"{options.name} is kept as the choice; but {choice.model} is used as long as BELEGT_MODEL or "
            "BELEGT_BASE_URL is set."
        )
    elif missing := choice.missing(settings):
        print(as_called(f"{options.name} is used from now on. Fetch it with: python -m chat models pull {missing[0]}"))
    else:
        print(f"{options.name} is used from now on.")
    return 0


def _pull_named(options: argparse.Namespace, settings: Settings) -> int:
    choice = registry.choose(settings)
    for name in [options.name] if options.name else choice.all_weights:
        _pull(name, settings)
    for name in () if options.name else choice.optional:
        _pull_if_possible(name, settings)
    return 0


def _verify_named(options: argparse.Namespace, settings: Settings) -> int:
    names = [options.name] if options.name else registry.choose(settings).all_weights
    return max([_verify(name, settings) for name in names])


def _pull(name: str, settings: Settings) -> None:
    status = Status()
    try:
        path = store.pull(name, folder=settings.weights, on_progress=status.download)
    finally:
        status.end()
    store.prepare(name, folder=settings.weights)
    print(f"{name} is here, verified: {path}")


def _pull_if_possible(name: str, settings: Settings) -> None:
    try:
        _pull(name, settings)
    except (DownloadFailed, ModelFailed) as error:  # or it cannot be converted
        say(f"{error.message} Belegt does without: {registry.choose(settings).why}")


def _verify(name: str, settings: Settings) -> int:
    verification = store.verify(name, folder=settings.weights)
    if store.discard_damaged(name, folder=settings.weights):
        say(f"What was converted of {name} was damaged: it is made again at its next use.")
    if verification.state is store.State.PRESENT:
        print(f"{name} is here, and is what it should be.")
        return 0
    damaged = f": {', '.join(verification.damaged)}" if verification.damaged else ""
    say(f"Error: {name} is {verification.state}{damaged}. Fetch it with: python -m chat models pull {name}")
    return 3


_Action = Callable[[argparse.Namespace, Settings], int]
_ACTIONS: dict[str, tuple[_Action, str]] = {
    "list": (_list, "which weights there are, and which are here"),
    "pull": (_pull_named, "fetch weights, checked"),
    "verify": (_verify_named, "check weights byte for byte"),
    "recommend": (_recommend, "which models fit this machine, and which is the best of them"),
    "use": (_use, "use a chat model from now on, where BELEGT_MODEL names none"),
    "evaluate": (evaluate.run, evaluate.TOLD),
}
