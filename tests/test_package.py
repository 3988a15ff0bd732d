"""The package as it is installed: built from this checkout, and run far from it."""

from __future__ import annotations

import json
import os
import re
import shutil
import site
import socket
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from dataclasses import dataclass
from email import message_from_string
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from chat import __version__

ROOT = Path(__file__).parent.parent
PACKAGES = ("chat", "prompts", "ui")
REQUIREMENTS = (
    "requirements.txt",
    "requirements-openvino.txt",
    "requirements-ray.txt",
    "requirements-torch.txt",
    "requirements-server.txt",
)
ARTICLE = ROOT / "tests" / "data" / "hafenbruecke.txt"
SETUPTOOLS = 77  # the first release that knows pyproject.toml's form of a licence
PAINT = """
from pathlib import Path
import ui
from streamlit.testing.v1 import AppTest
from ui import identity
identity._cookie = lambda: ""
at = AppTest.from_file(str(Path(ui.__file__).with_name("page.py")), default_timeout=120).run()
print(at.text_area[0].label, *[error.message for error in at.exception])
"""


def missing() -> str:
    """Return what keeps the package from being built here, empty where nothing does."""
    try:
        version("pip")
        found = version("setuptools")
    except PackageNotFoundError as error:
        return f"{error.name} is not installed"
    return "" if int(found.partition(".")[0]) >= SETUPTOOLS else f"setuptools {found} is too old"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built beside the checkout from what it is made of."""
    if reason := missing():
        pytest.skip(f"the package cannot be built: {reason} (pip install -r requirements-dev.txt)")
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package)
    for file in ("pyproject.toml", "LICENSE", *(path.name for path in ROOT.glob("*.md"))):
        shutil.copy(ROOT / file, source)
    for file in ROOT.glob("requirements*.txt"):
        shutil.copy(file, source)
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(out), str(source))
    (built,) = out.glob("*.whl")
    return built


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@dataclass(frozen=True)
class Installed:
    """A virtual environment with the package, and an empty folder to start from."""

    python: Path
    belegt: Path
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """An environment in which nothing is known of the checkout, or of this machine's reader."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "BELEGT"))}
        return {**kept, "BELEGT_HOME": str(self.folder), "BELEGT_DATA": str(self.folder), "HOME": str(self.folder)}

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, encoding="utf-8", check=True
        )


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own, which finds what it depends on in the one that runs the tests."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False)
    scripts, packages = (Path(sysconfig.get_path(name, "venv", {"base": str(home)})) for name in ("scripts", "purelib"))
    python = scripts / Path(sys.executable).name
    pip("--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return Installed(python, scripts / "belegt", tmp_path_factory.mktemp("empty"))


def files_of(package: str) -> set[str]:
    """Return the files of a package in the checkout, as a wheel names them."""
    files = (path for path in (ROOT / package).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}


def test_the_wheel_has_every_file_of_its_packages_and_no_other(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == set().union(*map(files_of, PACKAGES))


def test_the_wheel_needs_what_the_requirements_name(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        metadata = message_from_string(archive.read(path).decode("utf-8"))
    needed = [re.match(r"[\w-]+", line)[0] for line in metadata.get_all("Requires-Dist")]  # type: ignore[index,union-attr]
    stated = [(ROOT / name).read_text(encoding="utf-8") for name in REQUIREMENTS]
    assert sorted(needed) == sorted(re.findall(r"^[\w-]+", "\n".join(stated), re.MULTILINE))
    assert metadata["Version"] == __version__ and metadata["License-Expression"] == "Apache-2.0"


def test_the_command_says_its_version(installed: Installed) -> None:
    assert installed.run(installed.belegt, "--version").stdout == f"Belegt {__version__}\n"


def test_claims_are_found_far_from_the_checkout(installed: Installed) -> None:
    command = [installed.belegt, "claims", ARTICLE, "--no-translate", "--format", "json", "--verbose"]
    found = installed.run(*command)
    speakers = [entry["german"] for entry in json.loads(found.stdout)["ledger"]["entries"]]
    assert "Bürgermeisterin Ruth Klein" in speakers
    assert "INFO: Finding the claims" in found.stderr


def test_the_page_is_drawn_far_from_the_checkout(installed: Installed) -> None:
    assert installed.run(installed.python, "-c", PAINT).stdout == "Article\n"


def test_the_page_is_served_until_it_is_stopped(installed: Installed) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with subprocess.Popen(
        [installed.belegt, "page", "--port", str(port), "--no-browser"],
        cwd=installed.folder, env=installed.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as server:  # fmt: skip
        assert server.stdout
        try:
            said = next((line for line in server.stdout if f"http://localhost:{port}" in line), None)
            assert said, "the page did not start"
            assert fetched(port, "_stcore/health") == "ok"
            assert "<title>" in fetched(port, "")
        finally:
            server.terminate()
        server.stdout.read()
        assert server.wait() == 0


def fetched(port: int, path: str) -> str:
    """Return what the page's server answers, whatever proxy this machine uses."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"http://127.0.0.1:{port}/{path}", timeout=60) as answer:
        text: str = answer.read().decode("utf-8")
    return text
