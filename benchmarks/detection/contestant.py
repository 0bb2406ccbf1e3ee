"""One contestant in its own process: `python -m benchmarks.detection.contestant NAME PIPELINE`.

Reads `{"warm_up": [texts], "texts": [texts]}`; writes a line about itself, then a line a text.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from benchmarks.detection.confinement import forbid_network, keep_to_one_core
from benchmarks.detection.contestants import Contestant, call_up
from benchmarks.detection.looks import Look
from benchmarks.machine import reference_ms


def main() -> None:
    """Look at every text and print what was seen."""
    tried = forbid_network()
    keep_to_one_core()
    given = json.load(sys.stdin)
    with redirect_stdout(sys.stderr):  # where libraries may print and log
        contestant = call_up(sys.argv[1], Path(sys.argv[2]))
        before = reference_ms()
        looks = list(look_at(contestant, given["warm_up"], given["texts"]))
        about = _about(contestant, tried) | {"reference_ms": (before + reference_ms()) / 2}
    for line in (about, *map(asdict, looks)):
        print(json.dumps(line))


def look_at(contestant: Contestant, warm_up: Sequence[str], texts: Sequence[str]) -> Iterator[Look]:
    """Yield a look at each text with its CPU time, all threads counted."""
    for text in warm_up:
        contestant.look(text)
    for text in texts:
        begun = time.process_time()
        look = contestant.look(text)
        yield replace(look, seconds=time.process_time() - begun)


def _about(contestant: Contestant, tried: Sequence[str]) -> Mapping[str, Any]:
    reached = f"; REACHED FOR THE NETWORK {len(tried)} times, first {tried[0]}" if tried else ""
    return {"about": contestant.about + reached, "labels": sorted(contestant.labels)}


if __name__ == "__main__":
    main()
