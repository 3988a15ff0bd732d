"""Bad input by the million: each target is given what bytes stand for, and says what must hold of what comes of it.

`draw` and `texts` make structured input of bytes, `files` the files of intake; `invariants` say what must hold;
`targets/` has a module a target with `once(data)`; `findings` keeps what failed, `seeds` what is worth trying again;
`engine` is one process under atheris, which tells what input reaches new code, and `run` starts it again and again.
"""

from __future__ import annotations

from bench.fuzz.run import main as main
