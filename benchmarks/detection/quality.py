"""Precision, recall and F1 in the gold set, by label."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from benchmarks.detection.labels import ANY_SECRET, ENTITIES, IDENTIFIERS, as_any_secret
from benchmarks.detection.looks import Run
from benchmarks.detection.scoring import Matching, Score, Span, exact, overlapping, score
from benchmarks.detection.table import table

# The threshold that Presidio's own demonstration begins with; its analyzer's default is 0.
DEMONSTRATED = 0.35
_SECRET_FINDERS = ("identifiers", "both", "secrets", "secrets_entropy")


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    run: Run
    matches: Matching = overlapping


def identifier_table(judged: Sequence[Any], runs: Mapping[str, Run]) -> str:
    """Return the table of identifiers, and of those that Presidio knows too."""
    marked = _marked(judged) & IDENTIFIERS
    shared = sorted(marked & runs["presidio"].labels)
    columns = (
        _Column(runs["identifiers"].title, runs["identifiers"]),
        *_columns(runs),
    )
    totals = {"all": sorted(marked), "all that both know": shared}
    return _table(judged, columns, sorted(marked), totals)


def entity_table(judged: Sequence[Any], runs: Mapping[str, Run]) -> str:
    """Return the table of entities: in both cases our pipeline finds most of them."""
    marked = [label for label in ENTITIES if label in _marked(judged)]
    return _table(judged, _columns(runs), marked, {"all": marked})


def secret_table(judged: Sequence[Any], runs: Mapping[str, Run]) -> str:
    """Return the table of secrets, all kinds as one."""
    columns = [_Column(runs[name].title, runs[name]) for name in _SECRET_FINDERS]
    pairs = [list(_pairs(judged, column.run, as_any_secret)) for column in columns]
    scores = [score(each, ANY_SECRET) for each in pairs]
    head = ("", "n", *(column.title for column in columns))
    return table(head, [["any secret", str(scores[0].marked), *map(_cell, scores)]])


def _columns(runs: Mapping[str, Run]) -> tuple[_Column, ...]:
    ours, presidio = runs["both"], runs["presidio"]
    surer = presidio.at_least(DEMONSTRATED)
    return (
        _Column(ours.title, ours),
        _Column(f"{ours.title}, strict", ours, exact),
        _Column(presidio.title, presidio),
        _Column(surer.title, surer),
    )


def _table(
    judged: Sequence[Any],
    columns: Sequence[_Column],
    labels: Sequence[str],
    totals: Mapping[str, Sequence[str]],
) -> str:
    scores = [_scores(judged, column, labels) for column in columns]
    rows = [
        [label, str(scores[0][label].marked), *(_cell(each.get(label)) for each in scores)]
        for label in labels
    ]
    for title, names in totals.items():
        marked = sum(scores[0][label].marked for label in names)
        rows.append([f"**{title}**", str(marked), *(_cell(_total(each, names)) for each in scores)])
    return table(("", "n", *(column.title for column in columns)), rows)


def _scores(judged: Sequence[Any], column: _Column, labels: Sequence[str]) -> Mapping[str, Score]:
    """Return the scores of the labels that a column's contestant knows."""
    pairs = list(_pairs(judged, column.run))
    return {
        label: score(pairs, label, column.matches) for label in labels if label in column.run.labels
    }


def _total(scores: Mapping[str, Score], names: Sequence[str]) -> Score | None:
    """Return the sum; none where a label is not known."""
    if not scores.keys() >= set(names):
        return None
    return sum((scores[name] for name in names), Score())


def _pairs(
    judged: Sequence[Any], run: Run, rename: Callable[[str], str] = str
) -> Iterator[tuple[Set[Span], Set[Span]]]:
    for one, look in zip(judged, run.gold, strict=True):
        marks = {(start, end, rename(label)) for start, end, label in one.ents}
        yield marks, {(each.start, each.end, rename(each.label)) for each in look.found}


def _marked(judged: Sequence[Any]) -> frozenset[str]:
    return frozenset(label for one in judged for _, _, label in one.ents)


def _cell(found: Score | None) -> str:
    if found is None:
        return "–"
    return f"{found.precision:.2f} / {found.recall:.2f} / {found.f1:.2f}"
