"""Bytes → files as they come in: pages, mails, Word and PDF files, feeds, and text in the wrong encoding.

Each is put together of what such files are made of, in an order that nobody meant, with texts of news between.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape

from bench.fuzz import texts
from bench.fuzz.draw import Draw, parts

_SHORT = 300  # characters of a text between two tags
_MOST_DEEP = 3_000  # times that a piece of markup is written

_HTML = (
    "<!DOCTYPE html>", "<html lang=de>", "<head>", "</head>", "<body>", "</body>", "</html>", "<p>", "</p>", "<div>",
    "</div>", "<article>", "</article>", "<h1>", "</h1>", "<h2>", "</h2>", "<ul><li>", "</li>", "</ul>", "<br>", "<b>",
    "</b>", "<table><tr><td>", "</td></tr></table>", "<blockquote>", "</blockquote>", "<nav>", "</nav>", "<aside>",
    "<script>", "</script>", "<style>", "</style>", "<noscript>", "<template>", "<svg>", "<math>", "<textarea>",
    "<title>", "</title>", '<meta charset="utf-7">', '<meta property="og:title" content="',
    '<meta name=author content="', '">', '<base href="', '<link rel=canonical href="', '<a href="',
    '<script type="application/ld+json">',
    '{"@type": "NewsArticle", "headline": "', '", "author": [{"name": "', '"}], "datePublished": "2026-05-0', '"}',
    "[" * 50, '{"a":' * 50, "<!--", "-->", "<![CDATA[", "]]>", "&nbsp;", "&#0;", "&#xD800;", "&bogus;", "<p hidden>",
    '<p style="display:none">', "<span>", "</span>", "<", ">", "<a", "<p ", "=\"", "<form>", "<select><option>", "\x00",
    '<time datetime="2026-13-45T99:99">', "<frameset>", "<plaintext>", "<xmp>", "<main>", "</main>", "<p>&lt;b&gt;",
)  # fmt: skip
_WORD = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", '<w:t xml:space="preserve">', "<w:tab/>", "<w:br/>",
    "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:del>", "</w:del>", "<w:ins>", "</w:ins>",
    "<w:delText>", "</w:delText>", "<w:hyperlink>", "</w:hyperlink>", '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>',
    "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", "<w:footnoteReference/>", "<w:noBreakHyphen/>", "<w:sym/>",
    "<mc:AlternateContent>", "<w:rPr><w:vanish/></w:rPr>", "&amp;", "&a;", "<w:body>", "</w:body>", "<x:y>", "<!---->",
)  # fmt: skip
_FEED = (
    "<rss version='2.0'>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<title>", "</title>", "<link>",
    "</link>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "</feed>", "<entry>", "</entry>", "<link href='", "'/>",
    "<guid isPermaLink='false'>", "<guid>", "</guid>", "<pubDate>", "</pubDate>", "<updated>", "</updated>", "<source>",
    "</source>", "<rdf:RDF>", "http://beispiel.test/", "https://[::1]/", "javascript:x",
    "Mon, 03 May 2026 10:00:00 +0200", "2026-05-03T10:00:00Z",
    "Sat, 99 Foo 99999", "<![CDATA[", "]]>", "<!DOCTYPE rss [<!ENTITY a 'b'>]>", "&a;", "&#1;",
    "<?xml version='1.0' encoding='utf-16'?>", "<?xml version='1.0' encoding='x'?>", "<a>" * 100, "<item><title>x",
    '{"version": "https://jsonfeed.org/version/1.1", "title": "', '", "items": [', '{"url": "http://beispiel.test/a"',
    ', "title": "', '", "date_published": "2026', '"}', "]}", ", ", "null", "[" * 100, '{"items":' * 40,
    "<media:title xmlns:media='http://search.yahoo.com/mrss/'>", "<id>", "</id>", "\ufeff", "<dc:date>",
)  # fmt: skip
_HEADERS = (
    "From: Zeitung <a@beispiel.test>", "From: =?utf-8?B?w4Q=?=", "From: ", "Subject: Streit um die Brücke",
    "Subject: =?utf-8?Q?Br=C3=BCcke?=", "Subject: =?x?B?====?=", "Date: Mon, 03 May 2026 10:00:00 +0200",
    "Date: gestern", "Date: Mon, 99 May 99999 99:99:99 +9999", "MIME-Version: 1.0", "Content-Type: text/plain",
    "Content-Type: text/plain; charset=utf-8", "Content-Type: text/plain; charset=bogus", "Content-Type: text/html",
    "Content-Type: multipart/mixed; boundary=g", "Content-Type: multipart/alternative; boundary=h",
    "Content-Type: message/rfc822", "Content-Type: application/pdf; name=a.pdf", "Content-Type: ;;;=",
    "Content-Type: text/html; charset=utf-16", "Content-Transfer-Encoding: base64",
    "Content-Transfer-Encoding: quoted-printable", "Content-Transfer-Encoding: uuencode",
    "Content-Disposition: attachment; filename=a.docx", "Content-Disposition: attachment; filename*=utf-8''%F6.pdf",
    "Content-Disposition: inline; filename=../../a.html", "Content-Type: multipart/mixed", "Message-ID: <",
    "X: " + "y" * 2_000, "Received: a\r\n b", "From MAILER", "=20", "--g", "--g--", "--h", "--h--", "",
)  # fmt: skip
_BEGUN = (b"From: Zeitung <a@beispiel.test>", b"Subject: Bericht", b"MIME-Version: 1.0")
_ENCODINGS = ("utf-8", "cp1252", "utf-16", "utf-16-le", "utf-32", "iso-8859-2", "cp1251", "shift_jis", "utf-7", "cp437",
              "koi8-r", "utf-8-sig")  # fmt: skip
_PDF = """%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
4 0 obj <</Length {length}>> stream
{content}
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj
6 0 obj <</Title({title})/CreationDate(D:20260503)>> endobj
trailer <</Root 1 0 R/Info 6 0 R>>
%%EOF
"""


def put_together(draw: Draw, tokens: Sequence[str], around: str = "{}") -> str:
    """Return tokens and texts in the order that the bytes tell; a zero byte before a token has it written often.

    Args:
        around: what most of the texts are put into, escaped.
    """
    written = []
    while draw:
        step = draw.byte()
        if step == 0:
            times = 1 + draw.byte() ** 2 // 20
            written.append(draw.one_of(tokens)[:20] * min(times, _MOST_DEEP))
        elif step < 0x40:
            text = texts.text(Draw(draw.some(draw.byte() % 64)))[:_SHORT]
            written.append(text if step < 8 else around.format(escape(text)))
        else:
            written.append(tokens[(step - 0x40) % len(tokens)])
    return "".join(written)


def html(draw: Draw) -> bytes:
    """Return a page."""
    return put_together(draw, _HTML, "<p>{}</p>").encode("utf-8")


def feed(draw: Draw) -> bytes:
    """Return a feed in XML or JSON."""
    return put_together(draw, _FEED, "{}").encode("utf-8")


def mail(draw: Draw) -> bytes:
    """Return a mail: headers, bounds of its parts, texts, and parts in base64."""
    lines = [*_BEGUN] if draw.byte() < 0xE0 else []
    while draw:
        step = draw.byte()
        if step < 0x40:
            lines.append(texts.text(Draw(draw.some(step)))[:_SHORT].encode("utf-8", "replace"))
        elif step < 0x50:
            lines.append(base64.b64encode(word(Draw(draw.some(draw.byte())))))
        elif step < 0x58:
            lines.append(draw.some(draw.byte()))
        else:
            lines.append(_HEADERS[(step - 0x58) % len(_HEADERS)].encode("utf-8"))
    return b"\r\n".join(lines)


def word(draw: Draw) -> bytes:
    """Return a Word file: a ZIP with the parts of one, of which some may be missing or others."""
    kind = draw.byte()
    body = put_together(draw, _WORD, "<w:p><w:r><w:t>{}</w:t></w:r></w:p>")
    document = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x="x">'
        f"<w:body>{body}</w:body></w:document>"
    )
    core = f"<cp:coreProperties xmlns:cp='x'><dc:title xmlns:dc='y'>{body[:200]}</dc:title></cp:coreProperties>"
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED if kind & 1 else zipfile.ZIP_STORED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml" if not kind & 2 else "word/other.xml", document)
            archive.writestr("docProps/core.xml", core)
            if kind & 4:
                archive.writestr("word/footnotes.xml", document)
        return file.getvalue()


def pdf(draw: Draw) -> bytes:
    """Return a PDF with the text of a draw, some of its bytes changed."""
    changes = [(draw.number(2_000), draw.byte()) for _ in range(draw.byte() % 8)]
    told = texts.text(draw)[:3_000].replace("\\", "/").replace("(", "[").replace(")", "]")
    lines = "".join(f"({line}) Tj T*\n" for line in told.splitlines())
    content = f"BT /F 12 Tf 14 TL 40 800 Td\n{lines}ET"
    data = bytearray(_PDF.format(length=len(content), content=content, title=told[:60]).encode("cp1252", "replace"))
    for place, byte in changes:
        data[place % len(data)] = byte
    return bytes(data)


def mistaken(draw: Draw) -> bytes:
    """Return a text in some encoding, and another after it in another."""
    first, second = draw.one_of(_ENCODINGS), draw.one_of(_ENCODINGS)
    one, other = parts(draw.rest(), 2)
    return texts.text(one).encode(first, "replace") + texts.text(other).encode(second, "replace")


KINDS: Sequence[tuple[str, Callable[[Draw], bytes]]] = (
    ("a.html", html),
    ("a.eml", mail),
    ("a.docx", word),
    ("a.pdf", pdf),
    ("a.txt", mistaken),
    ("a", Draw.rest),
    ("a.md", lambda draw: texts.text(draw).encode("utf-8")),
    ("a", html),
    ("a.pdf", Draw.rest),
    ("a.docx", Draw.rest),
    ("a.eml", Draw.rest),
    ("a", mistaken),
)


def file(draw: Draw) -> tuple[str, bytes]:
    """Return a file: its name, and what is in it."""
    name, made = KINDS[draw.byte() % len(KINDS)]
    return name, made(draw)
