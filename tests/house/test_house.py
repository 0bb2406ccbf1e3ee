"""Rules of the house that no other tool checks."""

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BOT = ROOT / "bot"
MODULES = sorted(
    path
    for top in ("bot", "nlp_models", "tests", "benchmarks")
    for path in (ROOT / top).rglob("*.py")
    if "node_modules" not in path.parts
)
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "manager", "misc"}


def _name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_module_is_short_enough_to_read_in_one_go(module):
    assert len(module.read_text().splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("module", sorted(BOT.rglob("*.py")), ids=_name)
def test_no_function_is_longer_than_a_screen(module):
    functions = [
        node
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    long = [node.name for node in functions if node.end_lineno - node.lineno >= LONGEST_FUNCTION]

    assert long == []


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_no_module_is_a_junk_drawer(module):
    assert FORBIDDEN_NAMES.isdisjoint({module.stem, *module.relative_to(ROOT).parts})


@pytest.mark.parametrize("module", sorted((BOT / "domain").glob("*.py")), ids=_name)
def test_domain_imports_only_itself_and_the_standard_library(module):
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(module.read_text()))
        for name in _names_imported_by(node)
    }

    assert imported - sys.stdlib_module_names <= {"bot"}


def _names_imported_by(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return []


# The mark itself and its codes; what follows them on the line is the reason.
SUPPRESSION = re.compile(
    r"#\s*(?:noqa(?:: [A-Z0-9, ]+)?|type: ignore(?:\[[^]]*\])?|pragma: no \w+)"
)
FEWEST_WORDS = 2


@pytest.mark.parametrize("module", MODULES, ids=_name)
def test_every_suppression_says_why(module):
    bare = [
        number
        for number, line in enumerate(module.read_text().splitlines(), 1)
        if (found := SUPPRESSION.search(line))
        and len(re.findall(r"[a-z]\w+", line[found.end() :])) < FEWEST_WORDS
    ]

    assert bare == []


def test_broad_excepts_stand_only_at_the_edges():
    # The edge of the event loop, the loops of the two tiers of detection, the confined process that
    # reads files made to break it, and the check of tokens, that says no by whatever it raises.
    allowed = {
        "bot/extraction/inside.py",
        "bot/queue/workers.py",
        "bot/detection/identifiers.py",
        "bot/detection/running.py",
        "bot/detection/batching.py",
        "bot/teams/edge.py",
    }

    broad = {
        _name(module)
        for module in BOT.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type)
    }

    assert broad <= allowed


def _is_broad(kind):
    return kind is None or (
        isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"}
    )


def test_adrs_are_short_and_have_their_headings():
    adrs = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))

    faults = [
        adr.name
        for adr in adrs
        if len(adr.read_text().split()) > 300
        or any(
            f"## {head}" not in adr.read_text() for head in ("Context", "Decision", "Consequences")
        )
    ]

    assert (bool(adrs), faults) == (True, [])


def test_what_runs_the_encoder_knows_no_address_to_report_to():
    folder = Path(importlib.util.find_spec("onnxruntime").origin).parent / "capi"
    libraries = [*folder.glob("*.so"), *folder.glob("*.so.*"), *folder.glob("*.pyd")]

    telling = [file.name for file in libraries if b"events.data.microsoft.com" in file.read_bytes()]

    assert (telling, libraries != []) == ([], True)


def test_no_committed_file_names_a_registry_or_a_machine():
    # Put together here, so that this file does not hold what it looks for.
    registries = [
        f"{name}.org" for name in ("registry.npmjs", "pypi", "pythonhosted", "deb.debian")
    ]
    folders = [f"/{name}/" for name in ("work", "root", "farm")]

    found = subprocess.run(
        ["git", "grep", "-nIlE", "|".join(registries + folders), "--", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert found.stdout.split() == []
