"""The trained network as ONNX in eight bits, inside the one pipeline folder that the bot loads."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import spacy
import torch
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from rows import ENTITIES, TAGGED
from torch import Tensor, nn

from bot.detection import encoder, word_splitter  # noqa: F401 - registers what the config names
from bot.domain.labels import CATEGORIES

RECIPE = Path(__file__).parents[1]


class Judging(nn.Module):
    """The network with probabilities as its output."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, segments: Tensor, cases: Tensor) -> tuple[Tensor, Tensor]:
        """Return the tags' and the categories' probabilities."""
        tags, scores = self.network(ids, segments, cases)
        return torch.softmax(tags, dim=-1), torch.sigmoid(scores)


def main() -> None:
    """Write the pipeline folder."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("training", type=Path, help="folder with state.pt and tokenizer.json")
    arguments.add_argument("output", type=Path)
    given = arguments.parse_args()
    network = Network(len(TAGGED), len(CATEGORIES))
    network.load_state_dict(torch.load(given.training / "state.pt", map_location="cpu")["network"])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_onnx(Judging(network).eval(), folder / "encoder.onnx")
        (folder / "tokenizer.json").write_bytes((given.training / "tokenizer.json").read_bytes())
        labels = {"entities": levels(), "categories": list(CATEGORIES)}
        (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", "utf-8")
        package(folder, given.output)
    size = sum(file.stat().st_size for file in given.output.rglob("*")) / 1e6
    print(f"{given.output}: {size:.1f} MB")


def levels() -> dict[str, float]:
    """Return how surely a word must belong to each label.

    A password makes a category by itself; at 0.95 chat of the part thresholds are chosen on raised
    one in 5,000 messages, at 0.5 seven, and hardly more were found.
    """
    return dict.fromkeys(ENTITIES, 0.55) | {"PASSWORD": 0.95}


def write_onnx(judging: nn.Module, path: Path) -> None:
    """Export, fuse what the runtime can do in one step, and quantise the weights."""
    example = torch.randint(1000, 2000, (2, 12))
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "segments", "cases", "tags")}
    plain, fused = path.with_suffix(".plain"), path.with_suffix(".fused")
    torch.onnx.export(
        judging,
        (example, torch.zeros_like(example), torch.ones_like(example)),
        str(plain),
        input_names=["ids", "segments", "cases"],
        output_names=["tags", "scores"],
        dynamic_axes=axes | {"scores": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
    optimize_model(str(plain), model_type="bert", num_heads=12, hidden_size=384).save_model_to_file(
        str(fused)
    )
    quantize_dynamic(
        fused,
        path,
        per_channel=True,
        weight_type=QuantType.QInt8,
        # The heads are small, and what they lose nothing mends.
        nodes_to_exclude=["/network/tagger/MatMul", "/network/looks/MatMul"],
        # The fused steps are of a domain whose outputs shape inference does not know.
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    onnx.checker.check_model(str(path))


def package(folder: Path, output: Path) -> None:
    """Put the encoder into a pipeline of the recipe's config."""
    nlp = spacy.util.load_model_from_config(
        spacy.util.load_config(RECIPE / "configs" / "pipeline.cfg"), auto_fill=True
    )
    nlp.get_pipe("encoder").from_disk(folder)
    nlp.meta.update(
        name="chatwarden",
        version="0.3.0",
        description="Entities and message categories of workplace chat",
        license="CC BY-SA 4.0",
    )
    # Without the vocabulary: the words of the corpora stay out of the shipped folder.
    nlp.to_disk(output, exclude=["vocab"])


if __name__ == "__main__":
    main()
