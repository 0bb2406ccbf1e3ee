"""Our own texts with slots: families in YAML, single lines as in the gold set."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from categories_of import QUIET
from rows import normal


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A message with slots, the thread before it, and what is true of every text made of it."""

    text: str
    before: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    entities_only: bool = False
    family: bool = False  # many texts may be made of it

    @property
    def id(self) -> str:
        """The hash of its text: the same wherever it stands."""
        whole = "\n".join((*self.before, self.text))
        return hashlib.blake2b(whole.encode(), digest_size=6).hexdigest()

    @property
    def split(self) -> str:
        """Every text of a template falls on the same side."""
        return "dev" if int(self.id, 16) % (7 if self.family else 10) == 0 else "train"

    @property
    def cats(self) -> dict[str, float]:
        """Its categories; what nobody judged is left out."""
        if self.entities_only:
            return {}
        known = {name: 0.0 for name in QUIET if name not in self.unknown}
        return known | dict.fromkeys(self.labels, 1.0)


def load_templates(corpus: Path) -> list[Template]:
    """Read every file under `templates` and `written`; a wording that stands twice counts once."""
    families = [
        Template(
            text=text.replace("\\?", "?"),
            labels=tuple(group["labels"]),
            unknown=tuple(group.get("unknown", ())),
            entities_only=group.get("task") == "entities",
            family=True,
        )
        for path in sorted((corpus / "templates").glob("*.yaml"))
        for group in yaml.safe_load(path.read_text("utf-8"))
        for text in group["texts"]
    ]
    files = sorted((corpus / "written").glob("*.txt"))
    every = families + [each for path in files for each in read_written(path)]
    # The first of each stays, unless a later one is judged and it is not.
    by_wording: dict[str, Template] = {}
    for each in sorted(every, key=lambda one: one.entities_only):
        by_wording.setdefault(normal("\n".join((*each.before, each.text))), each)
    return list(by_wording.values())


def read_written(path: Path) -> Iterator[Template]:
    """Yield a template for each line of a file; what was said before one is one too."""
    before: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("# "):
            continue
        if line.rstrip().endswith("\\>"):
            text = line.rstrip().removesuffix("\\>").strip().replace("\\n", "\n")
            before.append(text)
            yield Template(text=text, entities_only=True)
            continue
        head, text = line.split(" :: ", 1)
        names = [name.strip() for name in head.split(",")]
        yield Template(
            text=text.replace("\\n", "\n"),
            before=tuple(before),
            labels=tuple(name for name in names if name[0] not in "-?"),
            unknown=tuple(name[1:] for name in names if name[0] == "?"),
        )
        before = []
