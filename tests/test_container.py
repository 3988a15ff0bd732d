"""The Dockerfile and the compose file: how they are written, and what the image does, without building it.

No container is built here, and none runs. The steps of the Dockerfile are followed in a plain folder instead, with
three differences: what `pip` and `apt-get` install from elsewhere is what this environment has; the entry point runs as
the image's user only where the tests run as root and that user can run this Python, else as who runs the tests, without
the rights that root has over files; and it listens on this machine alone.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
WRITTEN = ("weights", "data", "tmp")  # all that the image's user may write


@dataclass
class Stage:
    """A stage of the Dockerfile: its instructions in order, each a word and what follows it."""

    image: str
    name: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    def all(self, word: str) -> list[str]:
        return [rest for step, rest in self.steps if step == word]

    def last(self, word: str) -> str:
        return self.all(word)[-1]

    def environment(self) -> dict[str, str]:
        return dict(pair.split("=", 1) for rest in self.all("ENV") for pair in shlex.split(rest))


def stages() -> list[Stage]:
    text = re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.MULTILINE)
    found: list[Stage] = []
    for line in re.sub(r"\\\n\s*", "", text).splitlines():
        word, _, rest = line.strip().partition(" ")
        if word == "FROM":
            image, _, name = rest.partition(" AS ")
            found.append(Stage(image, name))
        elif word:
            found[-1].steps.append((word, rest))
    return found


BUILD, IMAGE = stages()


@pytest.mark.parametrize("stage", [BUILD, IMAGE], ids=["build", "image"])
def test_the_base_is_pinned_to_a_version_of_python_and_of_debian(stage: Stage) -> None:
    assert re.fullmatch(r"python:3\.\d+-slim-\w+", stage.image)
    required = re.search(r'requires-python = ">=(3\.\d+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert required and stage.image.startswith(f"python:{required[1]}-")


def test_the_image_runs_as_a_user_without_rights() -> None:
    assert re.fullmatch(r"[1-9]\d{4}:[1-9]\d{4}", IMAGE.last("USER"))
    words = [word for word, _ in IMAGE.steps]
    assert words.index("USER") > max(place for place, word in enumerate(words) if word in ("RUN", "COPY"))


def test_nothing_is_left_of_what_was_needed_to_build_it() -> None:
    (run,) = IMAGE.all("RUN")
    assert "--no-install-recommends" in run and "rm -rf /var/lib/apt/lists/*" in run and "pip install" not in run
    assert all("--no-cache-dir" in line for line in BUILD.all("RUN") if "pip install" in line)
    assert not re.search(r"build-essential|gcc|curl|wget|sudo|\bgit\b", DOCKERFILE)


def test_it_is_started_and_asked_without_a_shell() -> None:
    assert json.loads(IMAGE.last("ENTRYPOINT")) == ["python", "-m", "ui.server"]
    check = IMAGE.last("HEALTHCHECK")
    assert json.loads(check[check.index("CMD ") + 4 :])[0] == "python" and "/health/live" in check
    assert IMAGE.last("STOPSIGNAL") == "SIGTERM"
    assert not IMAGE.all("ADD") and not BUILD.all("ADD")


def test_what_is_copied_is_there_and_comes_to_the_builder() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    let_in = [line[1:] for line in ignored if line.startswith("!")]
    for rest in BUILD.all("COPY"):
        for source in rest.split()[:-1]:
            assert (ROOT / source).exists()
            assert any(Path(source).match(pattern) for pattern in let_in), source


def test_no_secret_is_written_down() -> None:
    assert not re.search(r"(?i)(password|secret|token|api_key)\s*=\s*\S", DOCKERFILE)
    for service in COMPOSE["services"].values():
        for name, value in service.get("environment", {}).items():
            if re.search("KEY|TOKEN|SECRET", name):
                assert str(value).startswith("${"), name


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_no_service_can_do_more_than_it_needs(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["cap_drop"] == ["ALL"] and "no-new-privileges:true" in service["security_opt"]
    assert not service.get("privileged") and service.get("network_mode") != "host"
    for port in service.get("ports", []):
        assert port.startswith("127.0.0.1:")


def test_belegt_writes_to_its_volumes_alone_and_is_given_time_to_end() -> None:
    service: dict[str, Any] = COMPOSE["services"]["belegt"]
    assert service["read_only"] is True and service["tmpfs"] == ["/tmp:size=512m,mode=1777"]
    assert {volume.split(":")[1] for volume in service["volumes"]} == {"/weights", "/data"}
    assert int(service["stop_grace_period"].rstrip("s")) > 30
    assert service["mem_limit"] and service["pids_limit"]


def test_compose_names_settings_that_there_are() -> None:
    from chat.settings import Settings

    named = {name for name in COMPOSE["services"]["belegt"]["environment"] if name.startswith("BELEGT_")}
    assert named <= {f"BELEGT_{name.upper()}" for name in Settings.model_fields}


def test_vllm_is_a_choice_and_is_reached_by_belegt_alone() -> None:
    service = COMPOSE["services"]["vllm"]
    assert service["profiles"] == ["vllm"] and "ports" not in service


@dataclass(frozen=True)
class Followed:
    """The folder in which the Dockerfile was followed, as the image's user sees it from `/`."""

    root: Path
    user: dict[str, Any]

    def environment(self, port: int) -> dict[str, str]:
        named = IMAGE.environment()
        inside = {name: str(self.at(value)) if value.startswith("/") else value for name, value in named.items()}
        del inside["PATH"]
        site = str(self.at("/opt/belegt"))
        where = {"STREAMLIT_SERVER_ADDRESS": "127.0.0.1", "STREAMLIT_SERVER_PORT": str(port), "PYTHONPATH": site}
        return {**inside, **where, "PATH": os.environ["PATH"]}

    def at(self, path: str) -> Path:
        return self.root / path.lstrip("/")

    def start(self, command: list[str], port: int) -> subprocess.Popen[bytes]:
        run = [sys.executable if part == "python" else part for part in command]
        without_rights = [] if self.user or os.getuid() else ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
        where = self.at(IMAGE.last("WORKDIR"))
        return subprocess.Popen([*without_rights, *run], env=self.environment(port), cwd=where, **self.user)

    def files(self) -> set[Path]:
        return {path for path in self.root.rglob("*") if path.relative_to(self.root).parts[0] not in WRITTEN}


@pytest.fixture(scope="module")
def followed() -> Iterator[Followed]:
    """Follow the steps of the Dockerfile, as the module's docstring says."""
    if not hasattr(os, "getuid"):
        pytest.skip("the image is one of Linux")
    try:
        version("setuptools")
    except PackageNotFoundError:
        pytest.skip("setuptools is not installed (pip install -r requirements-dev.txt)")
    with tempfile.TemporaryDirectory(prefix="image-") as folder:
        here = Followed(Path(folder), _user())
        here.root.chmod(0o755)
        _build(here)
        for path in here.root.rglob("*"):  # a read-only root; links lead out of it
            if not path.is_symlink() and path.relative_to(here.root).parts[0] not in WRITTEN:
                path.chmod(path.stat().st_mode & 0o555 | 0o444)
        yield here
        for path in (here.root, *here.root.rglob("*")):
            if path.is_dir():
                path.chmod(0o755)


def _user() -> dict[str, Any]:
    """Return how a process is started as the image's user, nothing where that cannot be."""
    user, group = map(int, IMAGE.last("USER").split(":"))
    how = {"user": user, "group": group, "extra_groups": []}
    try:
        subprocess.run([sys.executable, "-c", ""], check=True, **how)
    except PermissionError:  # who runs the tests is not root, or Python lies in root's own folder
        if os.getuid() == 0 and not shutil.which("setpriv"):
            pytest.skip("root cannot run without its rights here: setpriv is not installed")
        return {}
    return how


def _build(here: Followed) -> None:
    for word, rest in BUILD.steps:
        if word == "COPY":
            *sources, to = rest.split()
            for source in sources:
                _copy(ROOT / source, here.at(to) / ("" if to.endswith("/") else "."), into=to.endswith("/"))
        elif "--no-deps" in rest:
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target"]
            done = subprocess.run([*pip, str(here.at("/opt/belegt")), str(here.at("/src"))], capture_output=True)
            assert done.returncode == 0, done.stderr.decode()
        else:
            assert re.search(r"-m venv|pip install .*-r /src/requirements.txt", rest), f"not followed: {rest}"
    assert IMAGE.all("COPY") == ["--from=build /opt/belegt /opt/belegt"]
    shutil.rmtree(here.at("/src"))
    for name in WRITTEN:
        here.at(name).mkdir()
        if here.user:
            os.chown(here.at(name), here.user["user"], here.user["group"])


def _copy(source: Path, to: Path, *, into: bool) -> None:
    if source.is_dir():
        shutil.copytree(source, to, ignore=shutil.ignore_patterns("__pycache__"))
        return
    to.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, to / source.name if into else to)


@pytest.mark.slow
def test_the_entry_point_serves_from_a_read_only_root_and_ends_well(followed: Followed) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    before = followed.files()
    with followed.start(["python", "-c", "open('../opt/new', 'w')"], port) as writing:
        assert writing.wait(60) != 0  # the root is read-only indeed
    with followed.start(json.loads(IMAGE.last("ENTRYPOINT")), port) as process:
        try:
            _until_live(process, port)
            told = _health(port)
            assert told["live"] and told["library"] and not told["model"]  # no weights are in the volume
            check = IMAGE.last("HEALTHCHECK")
            with followed.start(json.loads(check[check.index("CMD ") + 4 :]), port) as asked:
                assert asked.wait(60) == 0
            process.send_signal(getattr(signal, IMAGE.last("STOPSIGNAL")))
            assert process.wait(120) == 0
        finally:
            process.kill()
    assert followed.files() == before


def _until_live(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 120
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=10):
                return
        except (urllib.error.URLError, OSError):
            assert process.poll() is None and time.monotonic() < end, "it did not come up"
            time.sleep(0.1)


def _health(port: int) -> dict[str, bool]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=30) as reply:
            told: dict[str, bool] = json.load(reply)
    except urllib.error.HTTPError as error:
        assert error.code == 503
        told = json.load(error)
    return told


def test_the_proxy_that_is_written_down_is_one_that_nginx_takes(tmp_path: Path) -> None:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not nginx:
        pytest.skip("nginx is not installed")
    text = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    told = re.search(r"```nginx\n(.*?)```", text, re.DOTALL)
    assert told
    own = re.sub(r"ssl_certificate.*\n", "", told[1].replace("listen 443 ssl", "listen 127.0.0.1:8443"))
    paths = "\n".join(
        f"{name}_temp_path {tmp_path / name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf = tmp_path / "nginx.conf"
    conf.write_text(
        f"pid {tmp_path / 'pid'};\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{paths}\n{own}}}\n"
    )
    done = subprocess.run([nginx, "-t", "-q", "-c", str(conf)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_settings_that_are_written_down_are_those_that_there_are() -> None:
    from chat.settings import Settings

    text = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    named = set(re.findall(r"BELEGT_([A-Z_]+)", text))
    assert named <= {name.upper() for name in Settings.model_fields}
