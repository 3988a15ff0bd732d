"""Plain text → Article: title, paragraphs, boilerplate marked and never deleted, offsets into the text as given.

Blank lines part paragraphs, and so do single line ends unless the text was wrapped at a fixed width. What counts as
boilerplate the pack of the language has (`chat.lang.packs`). Knows nothing of sentences.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from chat.article.orders import gives_orders
from chat.errors import ChatError, EmptyText
from chat.lang.characters import Readable, readable
from chat.lang.packs import HINT, Pack, pack
from chat.lang.short import Short
from chat.schema import Article, Kind, Paragraph

_HINT = "Paste the text of an article."

_LONGEST_BOILERPLATE = 400  # characters
_LONGEST_HEADLINE = 160  # characters; headlines of news pages have 30 to 120
_LONGEST_KICKER = 3  # words
_SHORTEST_OPEN_LINE = 30  # characters; a longer line that goes on in lower case was broken by accident
_LINK, _ORDER = "link to another article", "instruction to a program"

# Hard wrapping, told from the lines within blocks: running German has a lower-case word at about every other line
# start, while paragraphs, headlines and list entries start with a capital.
_WRAPPED_WIDTHS = range(30, 131)  # characters, median
_LOWER_STARTS = 0.25  # share of lines
_OPEN_ENDS = 0.5  # share of lines
# A line that had room for the next word, with this share of the width to spare, was ended on purpose.
_ROOMY = 0.85

_MARKDOWN_HEADING = regex.compile(r"#{1,6}[ ]+(?=\S)")
_BULLET = regex.compile(r"[•▪‣◦●■*]\s|(?:[-–—]|\(?\d{1,2}[.)]|[a-z]\))\s")
_FINAL = regex.compile(r"[.!?…:][\"'“”«»‘’)\]]*$")
_BODY_END = regex.compile(r"[.!?…][\"'“”«»‘’)\]]*$")
_NO_HEADLINE_END = regex.compile(r"(?:[.;:,]|[–—-])[\"'“”«»‘’)\]]*$")
_SENTENCE_CUT = regex.compile(r"(?<=[.!?…][\"'“”«»‘’)\]]*)\s+(?=[\"'„“»«(]*\p{Lu})")
_LINE_CUT = regex.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = regex.compile(r"\s")
_PART = regex.compile(r"(?<!\?P)<([a-z_]+)>")
_BLANK_LINE = regex.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")


@dataclass(frozen=True)
class _Line:
    """A line or a paragraph of the readable text: its span without white space around it."""

    start: int
    end: int
    text: str
    block: int
    """Number of the stretch between blank lines that it is in."""
    kind: Kind = "text"
    reason: str = ""


@dataclass(frozen=True)
class _Pattern:
    reason: str
    links: bool
    regex: Short


def build(text: str, *, max_characters: int, kept: frozenset[int] = frozenset(), language: str = "de") -> Article:
    """Return the article of a text as given.

    Args:
        text: the text; offsets are into it.
        max_characters: longer texts are cut at the last paragraph, sentence or word that fits, with a notice.
        kept: numbers, from 0, of paragraphs that belong to the article whatever they look like. They do not
            change which paragraphs there are, so the numbers are those of the same text read without them.
        language: of the text, ISO 639-1.

    Raises:
        EmptyText: there is no text, or nothing but boilerplate.
    """
    given, known = _cut(text, max_characters), pack(language)
    plain = readable(given)
    lines = list(_lines(plain.text))
    if not any(character.isalnum() for line in lines for character in line.text):
        raise EmptyText("There is no text to read.", hint=_HINT)
    paragraphs = _paragraphs(plain.text, lines, known)
    marked = _marked(paragraphs, kept, known)
    if all(line.kind == "boilerplate" for line in marked):
        raise EmptyText("There is no article in this text, only what stands around one.", hint=_HINT)
    return Article(
        text=given,
        paragraphs=_placed(marked, plain),
        kept=tuple(sorted(kept.intersection(range(len(paragraphs))))),
        notices=_notices(text, given),
    )


def _placed(lines: Sequence[_Line], plain: Readable) -> tuple[Paragraph, ...]:
    """Return the paragraphs with their offsets in the text as given."""
    spans = (plain.original_span(line.start, line.end) for line in lines)
    return tuple(
        Paragraph(start=start, end=end, kind=line.kind, reason=line.reason)
        for line, (start, end) in zip(lines, spans, strict=True)
    )


def _notices(text: str, given: str) -> tuple[str, ...]:
    if len(given) == len(text):
        return ()
    return (f"The text has {len(text):,} characters; Belegt reads the first {len(given):,}.",)


def _cut(text: str, limit: int) -> str:
    """Return the text up to the last paragraph, else line, sentence or word that ends within the limit.

    Only the second half of what fits is searched, so that a headline over one huge paragraph is not all that stays.
    """
    if len(text) <= limit:
        return text
    window = text[:limit]
    for boundary in (_BLANK_LINE, _LINE_CUT, _SENTENCE_CUT, _SPACE):
        ends = [match.start() for match in boundary.finditer(window, limit // 2)]
        if ends:
            return text[: ends[-1]]
    return window


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not blank, without white space and Markdown heading marks."""
    position, block, blank = 0, 0, False
    for raw in text.split("\n"):
        body = raw.strip()
        if not body:
            blank = True
        else:
            block += blank
            blank = False
            start = position + len(raw) - len(raw.lstrip())
            heading = _MARKDOWN_HEADING.match(body)
            skipped = heading.end() if heading else 0
            yield _Line(start + skipped, start + len(body), body[skipped:], block)
        position += len(raw) + 1


def _paragraphs(text: str, lines: Sequence[_Line], language: Pack) -> list[_Line]:
    """Return the paragraphs: the lines, those joined that belong together."""
    pairs = [(line, after) for line, after in itertools.pairwise(lines) if line.block == after.block]
    width = max(len(line.text) for line, _ in pairs) if _is_wrapped(pairs) else 0
    groups = [[lines[0]]]
    for line, after in itertools.pairwise(lines):
        if line.block != after.block or _ends_paragraph(line, after, width=width, language=language):
            groups.append([])
        groups[-1].append(after)
    return [replace(group[0], end=group[-1].end, text=text[group[0].start : group[-1].end]) for group in groups]


def _is_wrapped(pairs: Sequence[tuple[_Line, _Line]]) -> bool:
    """Return whether the text was wrapped at a fixed width, by lines and the next lines in their blocks."""
    if not pairs:
        return False
    lower = statistics.fmean(after.text[0].islower() for _, after in pairs)
    open_ends = statistics.fmean(not _FINAL.search(line.text) for line, _ in pairs)
    width = round(statistics.median(len(line.text) for line, _ in pairs))
    return width in _WRAPPED_WIDTHS and lower >= _LOWER_STARTS and open_ends >= _OPEN_ENDS


def _ends_paragraph(line: _Line, after: _Line, *, width: int, language: Pack) -> bool:
    """Return whether a line is a paragraph of its own beside the next one in its block; `width` 0: not wrapped."""
    goes_on = after.text[0].islower()
    if not width:
        return not goes_on or len(line.text) < _SHORTEST_OPEN_LINE or _FINAL.search(line.text) is not None
    first_word = after.text.split(maxsplit=1)[0]
    roomy = len(line.text) + 1 + len(first_word) <= _ROOMY * width
    if _BULLET.match(after.text):
        return roomy or _BULLET.match(line.text) is not None or _FINAL.search(line.text) is not None
    beside = _pattern(line, language) or (_FINAL.search(line.text) and _pattern(after, language))
    return not goes_on and (roomy or beside is not None)


@cache
def _patterns(language: Pack) -> tuple[_Pattern, ...]:
    """Return the patterns of a language's pack, their parts filled in; a regex with a part that it lacks is left out.

    Raises:
        ChatError: a regex of the pack is none.
    """
    parts = _parts(language)
    filled = [
        (pattern, [_filled(source, parts) for source in pattern.regexes if _named(source) <= parts.keys()])
        for pattern in language.boilerplate.pattern
    ]
    try:
        return tuple(
            _Pattern(
                reason=pattern.reason,
                links=pattern.links,
                regex=Short(
                    regex.compile("|".join(f"(?:{source})" for source in sources), regex.IGNORECASE),
                    longest=_LONGEST_BOILERPLATE,
                ),
            )
            for pattern, sources in filled
            if sources
        )
    except regex.error as error:
        message = f"The boilerplate of the language pack “{language.code}” has what is no regex: {error}."
        raise ChatError(message, hint=HINT) from error


def _parts(language: Pack) -> dict[str, str]:
    """Return what regexes can name: the months and weekdays, and the parts of the pack, made of earlier ones."""
    dates, parts = language.dates, {}
    if dates.months and dates.weekdays:
        parts = {"month": _any(dates.months), "weekday": _any(dates.weekdays)}
    for name, written in language.boilerplate.parts.items():
        source = written if isinstance(written, str) else "|".join(written)
        if _named(source) <= parts.keys():
            parts[name] = f"(?:{_filled(source, parts)})"
    return parts


def _any(forms: Sequence[Sequence[str]]) -> str:
    return f"(?:{'|'.join(sorted((form for own in forms for form in own), key=len, reverse=True))})"


def _named(source: str) -> frozenset[str]:
    """Return the names of the parts that a regex has."""
    return frozenset(_PART.findall(source))


def _filled(source: str, parts: Mapping[str, str]) -> str:
    """Return a regex with each <name> replaced by the part of that name."""
    return _PART.sub(lambda match: parts[match[1]], source)


def _pattern(line: _Line, language: Pack) -> _Pattern | None:
    """Return the boilerplate pattern that matches a whole line or paragraph."""
    text = " ".join(line.text.split()).replace("'", "’")
    return next((pattern for pattern in _patterns(language) if pattern.regex.fullmatch(text)), None)


def _marked(lines: Sequence[_Line], kept: frozenset[int], language: Pack) -> list[_Line]:
    """Return the paragraphs with the title marked, and boilerplate where it is not to be kept."""
    reasons = _boilerplate(lines, language)
    return _titled(
        [
            replace(line, kind="boilerplate", reason=reasons[number]) if number in reasons.keys() - kept else line
            for number, line in enumerate(lines)
        ]
    )


def _boilerplate(lines: Sequence[_Line], language: Pack) -> dict[int, str]:
    """Return the numbers of the paragraphs that look like boilerplate, and why."""
    reasons: dict[int, str] = {}
    linking = -1  # the block in which a heading said that links follow
    for number, line in enumerate(lines):
        pattern = _pattern(line, language)
        reason = pattern.reason if pattern else _ORDER if gives_orders(line.text) else ""
        if not reason and line.block == linking and _is_headline(line):
            reason = _LINK
        if not reason:
            linking = -1
            continue
        reasons[number] = reason
        if pattern and pattern.links:
            linking = line.block
    return reasons


def _titled(lines: list[_Line]) -> list[_Line]:
    """Return the paragraphs with the headline marked, where body text follows one."""
    content = [index for index, line in enumerate(lines) if line.kind == "text"]
    over = len(content) > 1 and _is_kicker(lines[content[0]], lines[content[1]])
    title, *rest = content[1:] if over else content or [0]
    if _is_headline(lines[title]) and any(_BODY_END.search(lines[index].text) for index in rest):
        lines[title] = replace(lines[title], kind="title")
    return lines


def _is_headline(line: _Line) -> bool:
    """Return whether a paragraph is short and not closed like a sentence."""
    return len(line.text) <= _LONGEST_HEADLINE and not _NO_HEADLINE_END.search(line.text)


def _is_kicker(line: _Line, after: _Line) -> bool:
    """Return whether a line of few words ("Streit um Rente:") stands over the headline proper."""
    words, words_after = len(line.text.split()), len(after.text.split())
    return words <= _LONGEST_KICKER and words < words_after and not _BODY_END.search(line.text) and _is_headline(after)
