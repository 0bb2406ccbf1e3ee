"""Trains one component by its config; `spacy train`, with the faster matrix routine of numpy."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from spacy import util
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from thinc.api import NumpyOps, set_current_ops


def main() -> None:
    """Train; the best and the last model are written under the output folder."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("config", type=Path)
    arguments.add_argument("data", type=Path, help="folder with train.spacy and dev.spacy")
    arguments.add_argument("output", type=Path)
    arguments.add_argument("--epochs", type=int)
    arguments.add_argument("--resume", type=Path, help="a trained model to go on from")
    given = arguments.parse_args()
    set_current_ops(NumpyOps(use_blis=False))
    overrides: dict[str, object] = {
        "paths.train": str(given.data / "train.spacy"),
        "paths.dev": str(given.data / "dev.spacy"),
    }
    if given.epochs:
        overrides["training.max_epochs"] = given.epochs
    given.output.mkdir(parents=True, exist_ok=True)
    config = util.load_config(given.config, overrides=overrides, interpolate=False)
    if given.resume:
        for name in config["components"]:
            config["components"][name] = {"source": str(given.resume)}
        config["training"]["optimizer"]["learn_rate"] = 0.0005
    train(init_nlp(config), given.output, stdout=sys.stdout, stderr=sys.stderr)


if __name__ == "__main__":
    main()
