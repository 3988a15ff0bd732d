"""HTML → what of it a reader is meant to read."""

from __future__ import annotations

import pytest

from chat.errors import UnreadableDocument
from chat.intake import html, source

BODY = [
    "Die Stadt Dörten hat den hölzernen Steg über den Fluss am Montag gesperrt. Nach Angaben der Verwaltung sind drei "
    "der acht Träger so morsch, dass niemand mehr für die Sicherheit der Fußgänger bürgen kann.",
    "„Wir haben lange gezögert, aber nun bleibt uns keine Wahl“, sagte Bürgermeisterin Öztürk. Die Reparatur werde "
    "rund 40.000 Euro kosten und frühestens im März beginnen, wenn der Fluss weniger Wasser führt.",
    "Der Umweltverband widersprach der Darstellung. Die Sperrung sei übertrieben und schade vor allem den Schülern, "
    "die nun einen Umweg von zwei Kilometern gehen müssten, erklärte dessen Sprecher in einem Brief an den Rat.",
]
TITLE = "Der Steg über die Dörte bleibt gesperrt"


def page(*, inner: str = "", head: str = "", around: str = "", title: str = TITLE) -> str:
    """Return a page as papers make them: navigation, a cookie banner, the article, teasers, a footer."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    links = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Politik", "Sport", "Wetter", "Abo"))
    return f"""<!DOCTYPE html><html lang="de"><head><title>{title} | Dörtener Anzeiger</title>{head}</head><body>
        <header><a href="/">Dörtener Anzeiger</a><nav><ul>{links}</ul></nav></header>
        <div class="cookie-banner"><p>Wir verwenden Cookies, um Ihnen mehr zu zeigen. Einverstanden?</p></div>
        <main><article><h1>{TITLE}</h1>{inner}{paragraphs}</article></main>
        <aside><h2>Meistgelesen</h2><ul>{links}</ul></aside>{around}
        <footer><p>Impressum</p><p>Datenschutz</p></footer></body></html>"""


def test_the_main_article_under_its_headline() -> None:
    assert html.text_of(page()).split("\n\n") == [TITLE, *BODY]


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- {} -->",
        "<p hidden>{}</p>",
        '<p style="display:none">{}</p>',
        '<p style="color:red; DISPLAY : none !important">{}</p>',
        '<div style="visibility: hidden"><p>{}</p></div>',
        '<p style="display/**/:none">{}</p>',
        '<p style="font-size:0">{}</p>',
        '<p style="opacity: 0">{}</p>',
        '<p class="lead geheim">{}</p>',
        '<p id="unsichtbar">{}</p>',
        '<span class="sr-only">{}</span>',
        "<script>document.write('<p>{}</p>')</script>",
        "<noscript><p>{}</p></noscript>",
        "<template><p>{}</p></template>",
        "<dialog><p>{}</p></dialog>",
        '<svg><text x="1">{}</text></svg>',
        '<div class="consent-layer"><p>{}</p></div>',
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_what_a_page_does_not_show_is_never_read(hidden: str, whole: bool) -> None:
    lie = "„Wir haben die Träger selbst angesägt“, sagte Bürgermeisterin Öztürk am Abend vor Zeugen im Rathaus."
    sheet = "<style>.geheim, #unsichtbar { color: red; display: none }</style>"
    planted = hidden.format(lie)
    text = html.text_of(page(inner=planted, head=sheet) if whole else f"{sheet}<p>Eins.</p>{planted}<p>Zwei.</p>")
    assert "angesägt" not in text
    assert ("Öztürk" in text) is whole


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print { .lead { display: none } }",
        ".lead a { display: none }",
        "/* .lead { display: none } */",
        ".lead:hover { display: none }",
    ],
)
def test_what_is_hidden_elsewhere_only_is_read(sheet: str) -> None:
    text = html.text_of(
        page(inner='<p class="lead">Der Vorspann steht hier und gehört dazu.</p>', head=f"<style>{sheet}</style>")
    )
    assert "Der Vorspann steht hier" in text


def test_all_of_a_copied_fragment_is_kept() -> None:
    fragment = "".join(f"<p>{paragraph}</p>" for paragraph in ["Kurz.", *BODY, "Ein letztes Wort."])
    assert source.from_text(fragment).split("\n\n") == ["Kurz.", *BODY, "Ein letztes Wort."]


def test_links_keep_their_words() -> None:
    text = html.text_of(page(inner='<p>Das <a href="https://beispiel.de">Gutachten</a> liegt der Redaktion vor.</p>'))
    assert "Das Gutachten liegt der Redaktion vor." in text
    assert "beispiel.de" not in text


def test_a_page_with_little_text_gives_all_it_shows() -> None:
    text = source.from_text("<!doctype html><title>x</title><h1>Brücke zu</h1><p>Sie ist zu.</p>")
    assert text == "Brücke zu\n\nSie ist zu."


def test_tables_and_breaks() -> None:
    markup = "<table><tr><td>Jahr</td><td>Kosten</td></tr><tr><td>2025</td><td>40</td></tr></table><p>a<br>b</p>"
    assert source.from_text(markup) == "Jahr Kosten\n\n2025 40\n\na\nb"


@pytest.mark.parametrize("tag", ["div", "b", "ul", "table", "blockquote", "span"])
def test_deep_nesting_neither_crashes_nor_hides_the_text(tag: str) -> None:
    deep = 100_000
    text = source.from_text(f"<!doctype html><p>Anfang.</p>{f'<{tag}>' * deep}Ende{f'</{tag}>' * deep}")
    assert text.startswith("Anfang.")


def test_many_elements_take_no_quadratic_time() -> None:
    text = source.from_text("<!doctype html>" + "<p hidden>a</p><p>b</p>" * 90_000)
    assert text.count("b") == 90_000 and "a" not in text


@pytest.mark.parametrize(
    "hiding",
    [
        "<p {}>Ja, sagte er.</p>",
        "<script>if (a<b) x = '<p {}>'</script><p {}>",
        "<!--> <p {}> --><p>",
        "<script><!--<script></script><p {}></script>",
        "<p title='<a {}'>",
        "<p a=b\f{}>",
    ],
)
@pytest.mark.parametrize("attribute", ["a{}", "a{}='>'", 'a{}=">"', "a{} = b", "a{}/", "=a{}"])
def test_elements_of_thousands_of_attributes_are_refused(hiding: str, attribute: str) -> None:
    wide = " ".join(attribute.format(at) for at in range(5_000))
    with pytest.raises(UnreadableDocument, match="too much"):
        source.from_text(f"<!doctype html><body>{hiding.replace('{}', wide)}")


def test_tags_that_lie_in_one_another_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match="too much"):
        source.from_text(f"<!doctype html><body>{'<a' * 100_000}")


def test_a_page_of_more_elements_than_any_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="too much"):
        source.from_text(f"<!doctype html><body>{'<p>' * 500_000}")


def test_a_script_that_looks_like_an_element_of_many_attributes_takes_nothing_from_the_page() -> None:
    state = ", ".join(f'"wort {at}": "Satz {at} steht hier"' for at in range(2_000))
    text = source.from_text(f"<!doctype html><p>Davor.</p><script>if (i<n) state = {{{state}}}</script><p>Danach.</p>")
    assert text == "Davor.\n\nDanach."


def test_the_title_bar_of_a_page_is_not_the_article() -> None:
    assert "Anzeiger" not in html.text_of(page())


def test_the_headline_is_not_told_twice() -> None:
    text = html.text_of(page(around=f"<h1>{TITLE}</h1>"))
    assert text.count(TITLE) == 1 and text.startswith(TITLE)


LINKED = (
    "Die Fährgesellschaft will den Verkehr von April an verdoppeln und dafür zwei weitere Boote mieten, wie sie am "
    "Mittwoch in Dörten mitteilte. Ein Preis steht noch nicht fest."
)
NAMES = [
    *("author-quote", "article-author-note", "p-author", "byline-text", "text author", "shared-text", "related-text"),
    *("newsletter", "meta-text", "caption-text", "widget-text", "share-text", "footer-text", "social-text"),
]


def page_with(place: int, *paragraphs: str) -> str:
    """Return a page whose article has these further paragraphs before that of a number."""
    given = [f"<p>{paragraph}</p>" for paragraph in BODY]
    return page().replace("".join(given), "".join([*given[:place], *paragraphs, *given[place:]]))


@pytest.mark.parametrize("place", range(len(BODY) + 1))
@pytest.mark.parametrize(
    "markup",
    [
        '<p><a href="/boote">{}</a></p>',
        '<p><strong><a href="/boote">{}</a></strong></p>',
        '<p id="author-note">{}</p>',
        *(f'<p class="{name}">{{}}</p>' for name in NAMES),
    ],
)
def test_a_paragraph_like_those_around_it_is_kept_whatever_it_is_called(markup: str, place: int) -> None:
    text = html.text_of(page_with(place, markup.format(LINKED)))
    assert text.split("\n\n") == [TITLE, *BODY[:place], LINKED, *BODY[place:]]


@pytest.mark.parametrize(
    "paragraphs",
    [
        ['<p class="newsletter">Newsletter abonnieren</p>'],
        ['<p class="related-text"><a href="/tunnel">Tunnel wird teurer als im Herbst gedacht</a></p>'],
        ['<div class="related">', *([f'<p class="related-text">{LINKED}</p>'] * 3), "</div>"],
        ['<p class="share-text">Teilen</p>', '<p class="author">Von Max Mustermann</p>'],
    ],
)
def test_what_is_no_paragraph_of_the_article_stays_out(paragraphs: list[str]) -> None:
    assert html.text_of(page_with(2, *paragraphs)).split("\n\n") == [TITLE, *BODY]
