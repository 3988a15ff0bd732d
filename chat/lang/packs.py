"""What is known of a language, as data: a folder with a `pack.toml`, found because it lies here.

`chat/lang/<code>/pack.toml` has a table for each kind of knowledge; a table may as well have a file of its own beside
it (`names.toml`). Whatever a pack leaves out is as in `chat/lang/common/`, which holds what is so in every language;
that is all that is known of a language without a pack. `docs/languages.md` says what each table is for. Knows no
language itself, and nothing of what is done with the knowledge.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Any

import regex
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from chat.data import table
from chat.errors import ChatError

# Where packs lie; the first folder that has a language's has it.
ROOTS: list[Traversable] = [files(__package__)]

_COMMON = "common"
_FILE = "pack.toml"
HINT = "docs/languages.md says what each table has."


def _listed(written: Any) -> Any:
    """Return words that are written as one text, parted by spaces, as a list of them."""
    return tuple(written.split()) if isinstance(written, str) else written


def _phrases(written: Any) -> Any:
    """Return phrases that are written as one text, parted by commas, as a list of them."""
    return tuple(part.strip() for part in written.split(",")) if isinstance(written, str) else written


def _compiled(written: str) -> str:
    """Return a regex as it is.

    Raises:
        ValueError: it is none.
    """
    try:
        regex.compile(written)
    except regex.error as error:
        raise ValueError(f"“{written}” is no regex: {error}") from error
    return written


Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Phrases = Annotated[tuple[str, ...], BeforeValidator(_phrases)]
Regexes = tuple[Annotated[str, AfterValidator(_compiled)], ...]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Ends(_Table):
    """What tells where a sentence ends. Abbreviations have neither spaces nor their last full stop: "z.B".

    Args:
        never_final: abbreviations that more of the same sentence follows.
        mostly_final: those that end a sentence where a capital follows ("a.m."), unless it has only begun.
        maybe_final: those that do so only where a word of `starters` follows.
        after_number: abbreviations like those of `mostly_final` behind a number, and like those of `never_final`
            elsewhere ("2023 г.", "г. Рязань").
        before_number: abbreviations where a number follows, and words like any other elsewhere ("No. 5").
        goes_on: words with a capital that go on behind one of `mostly_final` ("8 a.m. Tuesday").
        starters: words with which sentences begin, and that are written small within one.
        saying: verbs of saying that may follow a name behind a quotation ("“Why?” Smith asked").
        before_letter: nouns that a letter belongs to ("Plan B").
        ordinals: whether a full stop behind a number makes it an ordinal.
        before_cardinal: words before a number that is no ordinal.
    """

    never_final: Words = ()
    mostly_final: Words = ()
    maybe_final: Words = ()
    after_number: Words = ()
    before_number: Words = ()
    goes_on: Words = ()
    starters: Words = ()
    saying: Words = ()
    before_letter: Words = ()
    ordinals: bool = False
    before_cardinal: Words = ()


class Marks(_Table):
    """Quotation marks: each pair is an opening mark and the one that closes it.

    `dialogue` holds where a line that begins with a dash is somebody's own words.
    """

    pairs: Words = ()
    dialogue: bool = False


class Pattern(_Table):
    """Regexes of whole lines around an article, and what a reader is told they are; who uses them compiles them.

    `links` holds where headlines right below such a line are links as well.
    """

    reason: str
    regexes: tuple[str, ...]
    links: bool = False


class Boilerplate(_Table):
    """Lines around an article that are no part of it.

    Args:
        common: whether the patterns of `common/` hold too; they are made of parts that a pack has.
        parts: what a regex can name as <part>; a list is any of its entries.
        pattern: patterns of the language's own.
    """

    common: bool = True
    parts: dict[str, str | tuple[str, ...]] = {}
    pattern: tuple[Pattern, ...] = ()


class Numbers(_Table):
    """How numbers are written.

    Args:
        decimal: the signs before decimals; groups: the signs between thousands, a space among them.
        words: the words for a number below a hundred thousand that others are put together from, in all their forms.
        loose: words that have a number in them without counting: "third", "both".
        powers: scale words by their power of ten.
        range: words between two numbers of one scale ("10 à 12 millions").
        half: what adds a half to the number before it ("et demi", "с половиной").
        joiners: words between two parts of a number ("vingt et un").
        glued: whether number words are written as one ("vijfentwintig"), joiners too.
        scores: tens that numbers up to 19 are added to ("soixante-dix").
        endings: what a number word may end in besides, as a regex ("-inci").
        clock: what follows a time of day, as a regex.
        lookalikes: beginnings of words that only look like a number, as regexes ("yüzde", percent).
        vague: words that make a number word behind them none ("plusieurs milliers").
    """

    decimal: str = ".,"
    groups: str = " "
    words: dict[int, Words] = {}
    loose: dict[str, Phrases] = {}
    powers: dict[int, Phrases] = {}
    range: Words = ()
    half: Phrases = ()
    joiners: Words = ()
    glued: bool = False
    scores: tuple[int, ...] = ()
    endings: str = ""
    clock: Regexes = ()
    lookalikes: Regexes = ()
    vague: Regexes = ()


class Dates(_Table):
    """Months from January and weekdays from Monday, each in all its forms, as regexes of whole words."""

    months: tuple[Words, ...] = ()
    weekdays: tuple[Words, ...] = ()
    lookalikes: Regexes = ()


class Negation(_Table):
    """Regexes of whole words.

    Args:
        explicit: a sentence with one of these says that something is not so.
        implicit: words that often stand where the other language has one of those ("declined to comment").
        excepted: phrases whose negation does not negate ("not only").
    """

    explicit: Regexes = ()
    implicit: Regexes = ()
    excepted: Regexes = ()


class Hedging(_Table):
    """Regexes of whole words by which a text leaves open whether something is so.

    Args:
        hedged: "perhaps", "may".
        hearsay: what somebody else is said to say: "reportedly", "selon".
    """

    hedged: Regexes = ()
    hearsay: Regexes = ()


class Names(_Table):
    """How names are written, and what they are called in English.

    Args:
        titles: words before a name, of which it is none itself.
        particles: small words within a name: "de", "van".
        institutions: words that make of the capitals beside them no name but a body; one with "*" may have any
            letters there.
        offices: words of what somebody is, which names stand behind.
        bodies_first: whether such a word, of either kind, is the last of its body or office, and somebody's name may
            follow ("Ankara Belediye Başkanı Ayşe Kaya").
        common: words with a capital that are no names; likewise.
        endings: case endings of a name.
        own_endings: what stands in their place where somebody is only named ("Юлией" is Юлия).
        cut: whether an ending stands behind an apostrophe ("Ankara'da").
        latin: what each letter is in Latin letters, one way or several.
        known: forms of names by what English calls them; a form that ends in "*" may have any ending. One that
            stands twice may be called either ("İngiltere": "Britain", "England").
    """

    titles: Words = ()
    particles: Words = ()
    institutions: Words = ()
    offices: Words = ()
    bodies_first: bool = False
    common: Words = ()
    endings: Words = ()
    own_endings: Words = ()
    cut: bool = False
    latin: dict[str, Words] = {}
    known: dict[str, Phrases] = {}


class Left(_Table):
    """Words of the language that a translation may have left as they are.

    Args:
        words: small words that no English text has.
        borrowed: words that English has from other languages.
        debris: regexes of what is left of a form that only this language has.
    """

    words: Words = ()
    borrowed: Words = ()
    debris: Regexes = ()


class Length(_Table):
    """The least and the greatest share of letters that a good translation has of its original."""

    least: float = 0.5
    greatest: float = 1.6


class Pack(_Table):
    """All that is known of a language. `name` is its English name."""

    code: str
    name: str
    sentences: Ends = Ends()
    quotations: Marks = Marks()
    boilerplate: Boilerplate = Boilerplate()
    numbers: Numbers = Numbers()
    dates: Dates = Dates()
    negation: Negation = Negation()
    hedging: Hedging = Hedging()
    names: Names = Names()
    left: Left = Left()
    length: Length = Length()

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def is_known(self) -> bool:
        """Whether the language has a pack of its own."""
        return self.code != _COMMON


def codes() -> tuple[str, ...]:
    """Return the languages that have a pack (ISO 639), in order."""
    found = {folder.name for root in ROOTS for folder in root.iterdir() if folder.joinpath(_FILE).is_file()}
    return tuple(sorted(found - {_COMMON}))


@cache
def pack(code: str) -> Pack:
    """Return what is known of a language; for one without a pack what is so in every language.

    Raises:
        ChatError: its pack is not as it should be.
    """
    common, folder = _tables(files(__package__).joinpath(_COMMON)), _folder(code)
    if folder is None:
        return _made({**common, "code": _COMMON, "name": table("languages.toml").get(code, code)}, _COMMON)
    own = _tables(folder)
    together = {"code": code, "name": table("languages.toml").get(code, code)} | common | own
    together["left"] = common.get("left", {}) | own.get("left", {})
    if own.get("boilerplate", {}).get("common", True):
        together["boilerplate"] = _with_common(own.get("boilerplate", {}), common["boilerplate"])
    return _made(together, code)


def _folder(code: str) -> Traversable | None:
    """Return the folder of a language; a code is a reader's word, and no path."""
    if code == _COMMON or not (code.isascii() and code.isalpha()):
        return None
    return next((root.joinpath(code) for root in ROOTS if root.joinpath(code, _FILE).is_file()), None)


def _tables(folder: Traversable) -> dict[str, Any]:
    """Return the tables of a pack, with those that have a file of their own."""
    tables = _read(folder.joinpath(_FILE))
    for beside in folder.iterdir():
        if beside.name.endswith(".toml") and beside.name != _FILE:
            name = beside.name.removesuffix(".toml")
            tables[name] = tables.get(name, {}) | _read(beside)
    return tables


def _read(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ChatError(f"The language pack’s file {file.name} is no TOML: {error}.", hint=HINT) from error


def _with_common(own: dict[str, Any], common: dict[str, Any]) -> dict[str, Any]:
    """Return the boilerplate of a language with that of every language."""
    return {
        "parts": common.get("parts", {}) | own.get("parts", {}),
        "pattern": [*own.get("pattern", ()), *common.get("pattern", ())],
    }


def _made(tables: dict[str, Any], code: str) -> Pack:
    try:
        return Pack.model_validate(tables)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ChatError(
            f"The language pack “{code}” is not as it should be: {where}: {first['msg']}.",
            hint=HINT,
        ) from error
