"""Pages from web addresses: which addresses are asked at all, and what a hostile server can do."""

from __future__ import annotations

import gzip
import ipaddress
import socket

import httpx2
import pytest

from chat.errors import AddressRefused, FetchingOff, PageUnavailable
from chat.intake import source, web
from tests.intake.sites import PAGE, Site


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1"),
        *("203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "3fff::1"),
        *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::"),
        *("2001::1", "100::1", "5f00::1"),
    ],
)
def test_addresses_that_are_not_on_the_public_internet(address: str) -> None:
    assert not web.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450:4001::1"])
def test_addresses_on_the_public_internet(address: str) -> None:
    assert web.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            " ",
            "zeitung",
            "ftp://beispiel.de/a",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "gopher://beispiel.de",
        ),
        *("http://", "http://user@beispiel.de/", "http://user:secret@beispiel.de/", "http://beispiel.de:8080/"),
        *("http://beispiel.de:22/", "https://beispiel.de:80808/", "http://[::1]/", "http://[fe80::1%25eth0]/"),
        *("http://localhost/", "http://LOCALHOST./", "http://drucker/", "http://a.localhost/", "http://nas.local/"),
        *("http://wiki.intranet/", "http://router.lan/", "http://metadata.google.internal/", "http://x.home.arpa/"),
        *("http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/"),
        *("http://0x7f.0.0.1/", "http://127.0.0.1./", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/"),
        *("http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://①②⑦.0.0.1/", "http://0/"),
        *("http://beispiel.de\r\nX-Evil: 1/", "https://xn--a.de/", "https://xn--.de/", "xn--a.de"),
        # Other ways to write this machine, its network, and what clouds tell the machines in them.
        *("http://127.0.1/", "http://127.000.000.001/", "http://0x7f.1/", "http://017700000001/", "http://0x7F000001/"),
        *("http://0b1111111.0.0.1/", "http://127.0.0.1:80@beispiel.de/", "http://127.0.0.1%2f@beispiel.de/"),
        *(
            "http://１２７.0.0.1/",
            "http://127。0。0。1/",
            "http://127．0．0．1/",
            "http://٠.0.0.0/",
            "http://Ⅰ27.0.0.1/",
        ),
        *("http://[0:0:0:0:0:ffff:7f00:1]/", "http://[::ffff:a9fe:a9fe]/", "http://[::7f00:1]/", "http://[::]/"),
        *("http://[0000:0000:0000:0000:0000:0000:0000:0001]/", "http://[fd00:ec2::254]/", "http://[ff02::1]/"),
        *(
            "http://[2002:7f00:1::]/",
            "http://[2001:0:7f00:1::]/",
            "http://[fec0::1]/",
            "http://[::1%lo]/",
            "http://[1::1",
        ),
        *(
            "http://metadata/",
            "http://metadata.local/",
            "http://kubernetes.default.svc.cluster.local/",
            "http://host.docker.internal/",
        ),
        *(
            "http://100.100.100.200/",
            "http://192.0.0.192/",
            "http://100.64.0.1/",
            "http://198.18.0.1/",
            "http://0.0.0.0:80/",
        ),
        *(
            "http://LocalHost/",
            "http://localhost%00.beispiel.de/",
            "http://loca%6chost/",
            "http://ｌｏｃａｌｈｏｓｔ/",
            "http://ˡocalhost/",
        ),
        *("http://beispiel.de:0/", "http://beispiel.de:-1/", "http://beispiel.de:６５/", "http://beispiel.de:443x/"),
        *(
            "jar:http://beispiel.de!/",
            "dict://127.0.0.1:11211/",
            "ldap://127.0.0.1/",
            "data:text/html,x",
            "view-source:http://127.0.0.1/",
        ),
        *(
            "http:/\\127.0.0.1/",
            "http:\\\\127.0.0.1\\",
            "//127.0.0.1/",
            "https:127.0.0.1",
            "http:///127.0.0.1",
            "http://\t127.0.0.1/",
        ),
    ],
)
def test_hostile_addresses_are_refused_without_asking_anybody(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_connection(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", no_connection)
    monkeypatch.setattr(socket, "create_connection", no_connection)
    with pytest.raises(AddressRefused) as caught:
        web.page(url)
    assert "paste" in (caught.value.hint or "")


def test_a_name_that_leads_into_the_own_network_is_refused_like_one_that_does_not_exist(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.1.10", 443))]
    messages = []
    for found in (lambda *_, **__: inside, _unknown_name):
        monkeypatch.setattr(socket, "getaddrinfo", found)
        with pytest.raises(AddressRefused) as caught:
            web.page("https://intern.beispiel.de/geheim")
        messages.append(caught.value.message)
    assert messages[0] == messages[1]


def _unknown_name(*_arguments: object, **_options: object) -> None:
    raise socket.gaierror(-2, "Name or service not known")


def test_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.add("/a")
    looked_up: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, port: int, *arguments: object, **options: object) -> object:
        if host != "zeitung.example.de":
            return real(host, port, *arguments, **options)  # type: ignore[arg-type]
        looked_up.append(host)
        address = "127.0.0.1" if len(looked_up) == 1 else "10.255.255.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    found = web.page(f"http://zeitung.example.de:{site.port}/a", reach=site.reach)
    assert found.data == PAGE
    assert looked_up == ["zeitung.example.de"]
    assert site.hosts == [f"zeitung.example.de:{site.port}"]


def test_a_page_comes_with_its_kind_and_encoding(site: Site) -> None:
    site.add("/a", kind="text/html; charset=ISO-8859-1")
    found = web.page(site.url("/a"), reach=site.reach)
    assert (found.data, found.kind, found.charset, found.url) == (PAGE, "html", "iso-8859-1", site.url("/a"))


def test_nothing_is_told_to_the_server_but_the_request(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")  # not used, or the page would not come
    site.add("/a", Set_Cookie="id=1")
    web.page(site.url("/a"), reach=site.reach)
    web.page(site.url("/a"), reach=site.reach)
    sent = site.headers[-1]
    assert sent["User-Agent"].startswith("Belegt/")
    assert {"Cookie", "Referer", "Authorization"}.isdisjoint(sent)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("beispiel.de/a", "https://beispiel.de/a"),
        (" beispiel.de/teilen?u=https://andere.de/ ", "https://beispiel.de/teilen?u=https://andere.de/"),
        ("HTTP://beispiel.de/a", "http://beispiel.de/a"),
    ],
)
def test_an_address_without_a_scheme_is_one_of_a_secure_page(
    given: str, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered: list[str] = []

    def answer(url: httpx2.URL, *_arguments: object) -> web.Page:
        answered.append(str(url))
        return web.Page(b"", "text", "", str(url))

    monkeypatch.setattr(web, "_answer", answer)
    web.page(given)
    assert answered == [asked]


def test_redirects_are_followed_and_checked_each(site: Site) -> None:
    site.add("/a", status=301, Location="/b")
    site.add("/b", status=302, Location="http://10.0.0.1/admin")
    with pytest.raises(AddressRefused):
        web.page(site.url("/a"), reach=site.reach)
    assert site.asked == ["/a", "/b"]


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "http://localhost/", "http://user@127.0.0.1/", "http://xn--a.de/"]
)
def test_a_redirect_elsewhere_is_refused(site: Site, location: str) -> None:
    site.add("/a", status=307, Location=location)
    with pytest.raises(AddressRefused):
        web.page(site.url("/a"), reach=site.reach)


def test_redirects_without_end_are_given_up(site: Site) -> None:
    site.add("/a", status=302, Location="/a")
    with pytest.raises(PageUnavailable, match="without end"):
        web.page(site.url("/a"), reach=site.reach)
    assert len(site.asked) == web.MAX_REDIRECTS + 1


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429, 500])
def test_an_error_of_the_server_is_told(site: Site, status: int) -> None:
    site.add("/a", status=status)
    with pytest.raises(PageUnavailable, match=str(status)):
        web.page(site.url("/a"), reach=site.reach)


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "video/mp4", "application/json", ""])
def test_other_kinds_are_refused(site: Site, kind: str) -> None:
    site.add("/a", kind=kind)
    with pytest.raises(PageUnavailable, match="no page, text, PDF or Word file"):
        web.page(site.url("/a"), reach=site.reach)


def test_a_packed_page_is_unpacked(site: Site) -> None:
    site.add("/a", gzip.compress(PAGE), Content_Encoding="gzip")
    assert web.page(site.url("/a"), reach=site.reach).data == PAGE


def test_a_page_that_grows_when_unpacked_is_refused(site: Site) -> None:
    site.add("/a", gzip.compress(b"a" * (10 * web.MAX_BYTES)), Content_Encoding="gzip")
    with pytest.raises(PageUnavailable, match="larger than 10 MB"):
        web.page(site.url("/a"), reach=site.reach)


def test_packed_twice_is_refused(site: Site) -> None:
    site.add("/a", gzip.compress(gzip.compress(PAGE)), Content_Encoding="gzip, gzip")
    with pytest.raises(PageUnavailable, match="not asked for"):
        web.page(site.url("/a"), reach=site.reach)


def test_a_broken_packing_is_told(site: Site) -> None:
    site.add("/a", b"this is no gzip", Content_Encoding="gzip")
    with pytest.raises(PageUnavailable, match="did not send the page"):
        web.page(site.url("/a"), reach=site.reach)


def test_a_server_that_drips_is_left(site: Site) -> None:
    site.pause = 0.05
    site.add("/a", b"a" * 1_000)  # 50 seconds
    with pytest.raises(PageUnavailable, match="took too long"):
        web.page(site.url("/a"), reach=site.reach, seconds=0.5)


def test_nobody_answers(site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    reach = web.Reach(ports=frozenset({port}), allows=lambda address: address.is_loopback)
    with pytest.raises(PageUnavailable, match="did not send the page"):
        web.page(f"http://127.0.0.1:{port}/", reach=reach)


def test_the_text_of_a_page_in_the_encoding_its_server_names(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    body = "<html><body><h1>Brücke</h1><p>Für Fußgänger.</p></body></html>".encode("latin-1")
    site.add("/a", body, kind="text/html; charset=iso-8859-1")
    site.open_to(monkeypatch)
    assert source.from_url(site.url("/a")) == "Brücke\n\nFür Fußgänger."


def test_fetching_can_be_switched_off() -> None:
    with pytest.raises(FetchingOff, match="BELEGT_FETCH"):
        source.from_url("https://beispiel.de/", allowed=False)
