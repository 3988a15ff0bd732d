"""The HTML of a page → its text: the main article where one is found, else all that a browser would show.

Markup is read and never executed. What a page does not show is left out: comments, scripts, what is hidden by an
attribute, a style, or a plain rule of the page's own style sheet; style sheets in files of their own are not looked
at. Knows nothing of files, languages or what an article is made of, and fetches nothing.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import regex

from chat.errors import UnreadableDocument

_PAGE = regex.compile(
    r"[\s\ufeff]*+(?:<\?xml[^<>]*>\s*+)?(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s+html|html|body)\b",
    regex.IGNORECASE,
)
_BLOCK_TAG = regex.compile(
    r"</?(?:p|div|br|article|section|main|h[1-6]|ul|ol|li|table|tr|td|blockquote|figure|body|html)\b[^<>]{0,500}>",
    regex.IGNORECASE,
)
_BLOCK_TAGS = 3  # of these in a text, and it is taken for HTML

_UNSHOWN = frozenset(
    {
        *("script", "style", "head", "nav", "template", "noscript", "svg", "math", "iframe", "object"),
        *("select", "textarea", "button", "audio", "video", "canvas"),
    }
)
_BLOCKS = frozenset(
    {
        *("p", "div", "article", "section", "main", "header", "footer", "aside", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "blockquote", "figure", "figcaption", "hr", "pre"),
        *("form", "address", "details", "summary", "body", "html"),
        *("head", "list", "item", "quote", "row"),  # the names of trafilatura's trees
    }
)
_CELLS = frozenset({"td", "th", "cell"})
_BREAKS = frozenset({"br", "lb"})
_ROLES = frozenset({"navigation", "dialog", "alertdialog", "search", "menu", "menubar"})
_FRAME = frozenset({"html", "body", "main", "article"})  # "cookies-accepted" on one of these says nothing of its text
_BANNER = regex.compile(
    r"(?:^|[-_#])(?:cookies?|consent|cmp|onetrust|usercentrics|didomi)(?:banner|bar|box|layer|notice|overlay)?(?:[-_]|$)",
    regex.IGNORECASE,
)
# Said to readers of the screen only, such as "Abschnitt:" before each heading.
_UNSEEN_CLASSES = frozenset({"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text"})

_CSS_COMMENT = regex.compile(r"/\*(?:[^*]|\*(?!/))*+(?:\*/|$)")
_HIDING = regex.compile(
    r"(?:^|;)\s*+(?:display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse)|content-visibility\s*+:\s*+hidden"
    r"|(?:opacity|font-size)\s*+:\s*+0(?:\.0*+)?(?:px|r?em|pt|%)?\s*+(?:;|!|$))",
    regex.IGNORECASE,
)
_SPACES = regex.compile(r"[ \t\r\n\f]+")
_BLANK_LINES = regex.compile(r"\n{3,}")
_WORD_BREAK = regex.compile(r"<wbr\s*+/?>", regex.IGNORECASE)  # lxml would nest all that follows in it
# A tag from its beginning, as browsers and libxml2 take it apart; "wide" is an attribute more than it may have.
_ATTRIBUTE = (
    r"[ \t\n\f\r/]*+(?:=[^ \t\n\f\r/>=]*+|[^ \t\n\f\r/>=]++)"
    r"(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|(?![\"'])[^ \t\n\f\r>]*+))?+"
)
_TAG = regex.compile(rf"<[a-z][^ \t\n\f\r/>]*+(?:{_ATTRIBUTE}){{0,1000}}+(?P<wide>{_ATTRIBUTE})?+", regex.IGNORECASE)
_SCRIPT = regex.compile(r"<script\b.*?</script[^>]*+>", regex.IGNORECASE | regex.DOTALL)
_TAKEN_OUT = "hidden"
_SIMPLE_SELECTOR = regex.compile(r"[.#][\w-]+")
_SCREENS = frozenset({"", "all", "screen"})

# Below this an article cannot be told from what stands around it; above these, looking for one takes too long.
_SHORTEST_ARTICLE = 500  # characters
_MOST_ELEMENTS = 8_000
_DEEPEST = 100
_LONGEST_PAGE = 400_000  # characters
_MOST_TAGS = 400_000  # of a page; a large one has 10,000
_LOOKS = 20  # at each character
_PASTE = "Open it in your browser, copy the article, and paste it here."
# Paragraphs of running text: this long, and closed like a sentence. Teasers and prompts are shorter, or open.
_RUNNING = regex.compile(r"(?=.{60}).*[.!?…][\"'“”«»‘’)\]]*", regex.DOTALL)
_FEWEST_RUNNING = 3  # in a container; what most of them are called tells nothing against one
_LINKED = 0.9  # share of a paragraph's letters within links
_SHORTEST_HEADLINE = 3  # words; the name of a paper has fewer


def is_html(text: str) -> bool:
    """Return whether a text is HTML: it starts like a page, or has several block tags."""
    if is_page(text):
        return True
    return any(count >= _BLOCK_TAGS for count, _ in enumerate(_BLOCK_TAG.finditer(text), start=1))


def is_page(text: str) -> bool:
    """Return whether a text starts like a whole page."""
    return _PAGE.match(text) is not None


def text_of(markup: str, *, is_page: bool = False) -> str:
    """Return the text of HTML, a blank line between paragraphs; empty where nothing would be shown.

    Of a whole page it is the main article under its headline, where one is found. All of a fragment is kept: who
    copied it has chosen it.

    Args:
        markup: the HTML.
        is_page: it is a whole page, even where it does not begin like one.

    Raises:
        UnreadableDocument: it is made to take all time or memory of whoever reads it.
    """
    tree = tree_of(markup)
    if tree is None:
        return ""
    title = _folded(tree.findtext(".//title") or "")
    _take_out_hidden(tree)
    shown = _visible_text(tree)
    whole = is_page or _PAGE.match(markup)
    article = _main_article(tree, shown) if whole else ""
    return _under_headline(article, _headline(tree, title)) if article else shown


def tree_of(markup: str) -> Any:
    """Return the tree of HTML, None where there is none.

    Parsed with lxml and not html.parser of the standard library: on 40 kB of unclosed tags ("<a <a <a …") that takes
    8 seconds, and 4 times as long for twice the length (measured on Python 3.11.7); lxml is linear but for the
    attributes of one element: 40,000 of them take it 11 seconds (libxml2 2.14.6), so no element has as many.

    Raises:
        UnreadableDocument: it is made to take all time or memory of whoever reads it.
    """
    from lxml import etree, html  # 25 ms, and most texts are no HTML

    data = _bounded(_WORD_BREAK.sub("", markup).replace("\x00", "")).encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but broken markup
        return None


def _bounded(markup: str) -> str:
    """Return markup as it is, unless a tag has too many attributes; without scripts, where one only seems to have them.

    Raises:
        UnreadableDocument: one has, or there are too many tags.
    """
    if markup.count("<") <= _MOST_TAGS:
        if not _has_wide_tag(markup):
            return markup
        markup = _SCRIPT.sub("", markup)
        if not _has_wide_tag(markup):
            return markup
    raise UnreadableDocument("This page has too much in it for an article.", hint=_PASTE)


def _has_wide_tag(markup: str) -> bool:
    """Return whether a tag has too many attributes, or tags lie within tags so that it would take too long to tell.

    What looks like a tag within a script, a comment or an attribute is looked at like any other, so that none can hide.
    """
    left = _LOOKS * len(markup)
    for tag in _TAG.finditer(markup, overlapped=True):
        left -= tag.end() - tag.start()
        if left < 0 or tag["wide"]:
            return True
    return False


def _take_out_hidden(tree: Any) -> None:
    """Take out of the tree what a browser would not show, and what it would lay over the page or link elsewhere."""
    from lxml import etree

    unseen = _UNSEEN_CLASSES | frozenset(_hidden_by_sheets(tree))
    for element in [element for element in tree.iter("*") if _is_hidden(element, unseen)]:
        element.tag = _TAKEN_OUT
    etree.strip_elements(tree, _TAKEN_OUT, with_tail=False)  # at once: one by one is quadratic in the text between


def _is_hidden(element: Any, unseen: frozenset[str]) -> bool:
    """Return whether an element is not shown by itself; `unseen` are classes, and ids with their "#"."""
    if not element.attrib:
        return element.tag in _UNSHOWN or element.tag == "dialog"
    names = {*element.get("class", "").split(), f"#{element.get('id', '')}"}
    return (
        element.tag in _UNSHOWN
        or "hidden" in element.attrib
        or (element.tag == "dialog" and "open" not in element.attrib)
        or element.get("role") in _ROLES
        or not names.isdisjoint(unseen)
        or (element.tag not in _FRAME and any(_BANNER.search(name) for name in names))
        or _HIDING.search(_CSS_COMMENT.sub("", element.get("style", ""))) is not None
    )


def _hidden_by_sheets(tree: Any) -> Iterator[str]:
    """Yield the classes, and the ids with their "#", that a style sheet within the page hides whatever the screen."""
    for sheet in tree.iter("style"):
        if sheet.get("media", "").strip().lower() not in _SCREENS:
            continue
        for selectors, declarations in _rules(_CSS_COMMENT.sub("", sheet.text or "")):
            if _HIDING.search(declarations):
                names = (selector.strip() for selector in selectors.split(","))
                yield from (name.removeprefix(".") for name in names if _SIMPLE_SELECTOR.fullmatch(name))


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of the rules that stand in no other, such as one for print."""
    depth, selectors = 0, ""
    for text, brace in regex.findall(r"([^{}]*+)([{}]|$)", css):
        if brace == "{":
            selectors = text if depth == 0 else ""
            depth += 1
        else:
            depth = max(0, depth - 1)
            if depth == 0 and selectors:
                yield selectors, text
            selectors = ""


def _folded(text: str) -> str:
    return " ".join(text.split())


def _visible_text(tree: Any) -> str:
    """Return all text of a tree, block elements as paragraphs."""
    lines = "".join(_pieces(tree)).split("\n")
    text = "\n".join(_SPACES.sub(" ", line).strip(" ") for line in lines)
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def _pieces(tree: Any) -> Iterator[str]:
    from lxml import etree

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        closing = event == "end"
        yield _edge(element.tag, closing=closing)
        yield _SPACES.sub(" ", (element.tail if closing else element.text) or "")


def _edge(tag: str, *, closing: bool) -> str:
    """Return what stands in plain text for the beginning or the end of an element."""
    if tag in _BLOCKS:
        return "\n\n"
    if tag in _CELLS:
        return " "
    return "\n" if tag in _BREAKS and not closing else ""


def _main_article(tree: Any, page: str) -> str:
    """Return the main article of a page, a blank line between paragraphs; empty where none is found."""
    if not _SHORTEST_ARTICLE <= len(page) <= _LONGEST_PAGE or not _is_searchable(tree):
        return ""
    import trafilatura  # 0.2 s

    _bare_paragraphs(tree)

    # It reports pages without an article as faults of its caller; here they are read another way.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    extracted: Any = trafilatura.bare_extraction(tree, include_comments=False, favor_recall=True)
    text = "" if extracted is None else _visible_text(extracted.body)
    return text if len(text) >= _SHORTEST_ARTICLE else ""


def _bare_paragraphs(tree: Any) -> None:
    """Take names and links from paragraphs that are running text like those around them.

    The search for the article drops a paragraph that is named like a byline or a share line, or is one link, whatever
    it says. Where most paragraphs of a container have another name or no such link, it is told by its text: what is
    as long as they are, and closed like a sentence, belongs to them.
    """
    containers: dict[Any, list[Any]] = {}
    for paragraph in tree.iter("p"):
        if _RUNNING.fullmatch(_folded(paragraph.text_content())):
            containers.setdefault(paragraph.getparent(), []).append(paragraph)
    for paragraphs in containers.values():
        if len(paragraphs) >= _FEWEST_RUNNING:
            for name in ("class", "id"):
                for paragraph in _of_few([paragraph.get(name) for paragraph in paragraphs], paragraphs):
                    paragraph.attrib.pop(name, None)
            for paragraph in _of_few([_is_linked(paragraph) for paragraph in paragraphs], paragraphs):
                for link in paragraph.iter("a"):
                    link.tag = "span"


def _of_few(marks: Sequence[Any], paragraphs: Sequence[Any]) -> list[Any]:
    """Return the paragraphs whose mark fewer than half of them have."""
    counts = Counter(marks)
    return [paragraph for mark, paragraph in zip(marks, paragraphs, strict=True) if 2 * counts[mark] < len(marks)]


def _is_linked(paragraph: Any) -> bool:
    linked = sum(len(link.text_content()) for link in paragraph.iter("a"))
    return linked >= _LINKED * len(paragraph.text_content())


def _is_searchable(tree: Any) -> bool:
    """Return whether a tree is small and flat enough to look for the article in it."""
    from lxml import etree

    elements = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        elements += event == "start"
        depth += 1 if event == "start" else -1
        if elements > _MOST_ELEMENTS or depth > _DEEPEST:
            return False
    return True


def _headline(tree: Any, title: str) -> str:
    """Return the headline that the page shows: the heading its title begins with, else its first long one."""
    headings = [_folded(heading.text_content()) for heading in tree.iter("h1", "h2")]
    first = [_folded(heading.text_content()) for heading in tree.iter("h1")]
    titled = (heading for heading in headings if heading and title.startswith(heading))
    long = (heading for heading in first if len(heading.split()) >= _SHORTEST_HEADLINE)
    return next(titled, "") or next(long, "")


def _under_headline(article: str, headline: str) -> str:
    """Return the article with its headline first, and once."""
    before, heading, _after = article.partition(headline) if headline else ("", "", "")
    if not headline or (heading and not before):
        return article
    body = [paragraph for paragraph in article.split("\n\n") if paragraph != headline]
    return "\n\n".join([headline, *body])
