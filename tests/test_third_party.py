"""The list of what Belegt is made with names all that it needs, and what the documents point to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chat.models.weights import catalogue
from chat.models.weights.catalogue import Entry, Hub, Index, Snapshot

ROOT = Path(__file__).parent.parent
REQUIREMENTS = (
    "requirements.txt",
    "requirements-openvino.txt",
    "requirements-ray.txt",
    "requirements-torch.txt",
    "requirements-server.txt",
)
ROWS = {
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ")
}


def requirements() -> list[tuple[str, str]]:
    """Return the name and the range of each package that is needed."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in REQUIREMENTS]
    return re.findall(r"^([\w-]+)(?:\[\w+\])?(\S*)", "\n".join(texts), re.MULTILINE)


@pytest.mark.parametrize(("name", "versions"), requirements())
def test_each_package_is_named_with_its_range_and_a_licence(name: str, versions: str) -> None:
    (row,) = [row for row in ROWS if row[:2] == (name, versions)]
    assert re.search(r"MIT|BSD|Apache|LGPL|OFL|Zlib", row[2])


@pytest.mark.parametrize("entry", catalogue.entries(), ids=lambda entry: entry.name)
def test_each_model_is_named_with_its_licence_and_where_it_comes_from(entry: Entry) -> None:
    (row,) = [row for row in ROWS if row[:3] == (entry.name, entry.title, entry.licence)]
    for source in entry.sources:
        match source:
            case Hub() | Snapshot():
                assert row[3] == source.repo
            case Index():
                assert row[4].startswith(source.parts[0].package)
                assert row[4].endswith(source.parts[-1].package.rpartition("-")[2])


def test_what_can_be_had_under_the_gpl_can_be_had_otherwise() -> None:
    cells = [cell for row in ROWS for cell in row if re.search(r"(?<!L)GPL", cell)]
    assert all(re.search(r"MPL-\d.* OR |OR MPL", cell) for cell in cells)


@pytest.mark.parametrize("document", ["THIRD_PARTY.md", "SECURITY.md", "README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_what_a_document_points_to_is_there(document: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / document).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
