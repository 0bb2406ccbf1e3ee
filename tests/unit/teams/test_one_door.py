"""The vendor's library is known to one module."""

import ast
from pathlib import Path

import bot

VENDOR = {"botbuilder", "botframework", "msrest"}
ROOT = Path(bot.__file__).parent


def _imported(module):
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def test_botbuilder_is_imported_by_the_edge_alone():
    knowing = [
        str(module.relative_to(ROOT))
        for module in sorted(ROOT.rglob("*.py"))
        if VENDOR.intersection(_imported(module))
    ]

    assert knowing == ["teams/edge.py"]
