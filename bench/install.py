"""What an installation downloads: the packages of the requirements with all that they need, fetched into a folder.

Printed are the number of packages, their size together, the largest ones, and those that the default is to do without.
Name other requirement files to measure them; the size depends on the system and on the version of Python.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
NOT_WANTED = ("torch-", "nvidia_", "triton-", "cuda_")
LARGEST = 8


def main() -> int:
    """Print the sizes; 1 where a package came that the default is to do without."""
    parser = argparse.ArgumentParser(prog="python -m bench install", description=__doc__)
    parser.add_argument("requirements", nargs="*", type=Path, default=[ROOT / "requirements.txt"])
    options = parser.parse_args()
    named = [argument for path in options.requirements for argument in ("-r", str(path))]
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-cache-dir", "--dest", folder, *named]
        subprocess.run(command, check=True)
        files = sorted(Path(folder).iterdir(), key=lambda path: path.stat().st_size, reverse=True)
        sizes = {path.name: path.stat().st_size / 1e6 for path in files}
    print(f"{len(sizes)} packages, {sum(sizes.values()):.0f} MB")
    for name in list(sizes)[:LARGEST]:
        print(f"{sizes[name]:8.1f} MB  {name}")
    heavy = [name for name in sizes if name.startswith(NOT_WANTED)]
    print(f"of torch and CUDA: {', '.join(heavy) or 'none'}")
    return int(bool(heavy))


if __name__ == "__main__":
    sys.exit(main())
