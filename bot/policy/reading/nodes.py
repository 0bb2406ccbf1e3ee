"""YAML as a tree that remembers its lines and refuses doubled keys."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from bot.policy.reading.faults import FaultList


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One place in a file: a scalar, a list or a mapping, whichever of the three is set."""

    line: int
    scalar: str | None = None
    items: tuple[Node, ...] | None = None
    fields: dict[str, Node] | None = None
    key_lines: dict[str, int] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What the place holds, as a person calls it."""
        if self.fields is not None:
            return "a mapping"
        return "a list" if self.items is not None else "a single value"


class _NoAliases(yaml.SafeLoader):
    """Refuses aliases: a policy is read from top to bottom, and nothing expands behind it."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # its stub has none
            raise yaml.composer.ComposerError(None, None, "aliases (*) are not read", mark)
        return super().compose_node(parent, index)


def read_nodes(text: str, faults: FaultList) -> Node | None:
    """Return the file's tree; None, with a fault, where it is no YAML or empty."""
    try:
        root = yaml.compose(text, Loader=_NoAliases)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        faults.add(line, f"not readable as YAML: {error.problem}")
        return None
    except yaml.reader.ReaderError as error:
        faults.add(text.count("\n", 0, error.position) + 1, "holds a character YAML forbids")
        return None
    if root is None:
        faults.add(1, "the file is empty")
        return None
    return _convert(root, faults)


def _convert(node: yaml.Node, faults: FaultList) -> Node:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return _convert_mapping(node, faults)
    if isinstance(node, yaml.SequenceNode):
        return Node(line=line, items=tuple(_convert(item, faults) for item in node.value))
    # The text as written, not as YAML guesses it: clause 4.10 is not the number 4.1, and a mode
    # that is `off` is not false.
    return Node(line=line, scalar=str(node.value))


def _convert_mapping(node: yaml.MappingNode, faults: FaultList) -> Node:
    fields: dict[str, Node] = {}
    key_lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            faults.add(line, "a key must be a single word")
            continue
        key = str(key_node.value)
        if key in fields:
            faults.add(line, f"“{key}” is given twice (first on line {key_lines[key]})")
            continue
        fields[key] = _convert(value_node, faults)
        key_lines[key] = line
    return Node(line=node.start_mark.line + 1, fields=fields, key_lines=key_lines)
