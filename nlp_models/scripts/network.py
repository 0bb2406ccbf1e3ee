"""The encoder with its two heads, in PyTorch: used for training and export, never by the bot."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import gelu

from bot.detection.wordpieces import CASES

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
PIECES, PLACES = 30522, 512
TAGS = 3  # outside, begins, goes on


class Layer(nn.Module):
    """One transformer layer as BERT has it: normalised after each half."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the next layer's input; `mask` is added to the attention."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        # Written out: torch's own attention is three times slower on a CPU in half precision.
        weights = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask, dim=-1)
        seen = (weights.to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm(x + self.out(seen))
        return self.last_norm(x + self.outer(gelu(self.inner(x))))


class Network(nn.Module):
    """Word pieces in; tags of each piece for each label, and a score for each category, out."""

    def __init__(self, labels: int, categories: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH, padding_idx=0)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.segments = nn.Embedding(2, WIDTH)
        self.cases = nn.Embedding(CASES, WIDTH)  # the encoder is uncased: this tells it the case
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.labels, self.categories = labels, categories
        self.tagger = nn.Linear(WIDTH, labels * TAGS)
        self.looks = nn.Linear(WIDTH, categories)  # where each category looks
        self.judge = nn.Parameter(torch.empty(categories, WIDTH).normal_(std=0.02))
        self.lean = nn.Parameter(torch.full((categories,), -3.0))

    def forward(self, ids: Tensor, segments: Tensor, cases: Tensor) -> tuple[Tensor, Tensor]:
        """Return tags (batch, length, labels, 3) and categories (batch, categories), as logits."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.pieces(ids) + self.places(places) + self.segments(segments) + self.cases(cases)
        x = self.dropout(self.norm(x))
        absent = (ids == 0).to(x.dtype) * -1e4
        for layer in self.layers:
            x = layer(x, absent[:, None, None, :])
        x = self.dropout(x)
        tags = self.tagger(x).view(*ids.shape, self.labels, TAGS)
        attention = torch.softmax(self.looks(x).float() + absent[:, :, None].float(), dim=1)
        seen = attention.transpose(1, 2).to(x.dtype) @ x
        return tags, (seen * self.judge).sum(-1) + self.lean


def start_from(network: Network, folder: Path) -> None:
    """Take the weights of a pretrained BERT of this shape (`model.safetensors` in the folder)."""
    old = load_file(folder / "model.safetensors")
    new = {
        "pieces.weight": old["embeddings.word_embeddings.weight"],
        "places.weight": old["embeddings.position_embeddings.weight"],
        "segments.weight": old["embeddings.token_type_embeddings.weight"],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "last_norm": "output.LayerNorm",
    }
    for at in range(LAYERS):
        theirs = f"encoder.layer.{at}."
        for kind in ("weight", "bias"):
            parts = [old[f"{theirs}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
            new[f"layers.{at}.qkv.{kind}"] = torch.cat(parts)
            for name, their in names.items():
                new[f"layers.{at}.{name}.{kind}"] = old[f"{theirs}{their}.{kind}"]
    missing, unexpected = network.load_state_dict(new, strict=False)
    if unexpected or any(name.startswith("layers") for name in missing):
        raise ValueError(f"not a BERT of this shape: {unexpected or missing}")


def start_with(network: Network, old: dict[str, Tensor]) -> None:
    """Take the weights of an earlier training, of which the last labels may be missing."""
    known = network.state_dict()
    for name in ("tagger.weight", "tagger.bias"):
        rows = len(old[name])
        old[name] = torch.cat([old[name], known[name][rows:].to(old[name].device)])
    network.load_state_dict(old)
