"""Averages the weights of two trainings, the second of which began with the first's."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def main() -> None:
    """Write the mean of two `state.pt` into a folder like theirs."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("one", type=Path)
    arguments.add_argument("other", type=Path)
    arguments.add_argument("output", type=Path)
    given = arguments.parse_args()
    one, other = (
        torch.load(folder / "state.pt", map_location="cpu")["network"]
        for folder in (given.one, given.other)
    )
    given.output.mkdir(parents=True, exist_ok=True)
    mean = {name: (weights + other[name]) / 2 for name, weights in one.items()}
    torch.save({"network": mean}, given.output / "state.pt")
    shutil.copy(given.one / "tokenizer.json", given.output)


if __name__ == "__main__":
    main()
