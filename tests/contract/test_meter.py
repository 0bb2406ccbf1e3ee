"""What every meter keeps to: it takes each name that the house counts and times under."""

import ast
import re
from pathlib import Path

import pytest

import bot
from bot.metrics import PrometheusMeter
from tests.fakes import CountingMeter

HOUSE = Path(bot.__file__).parent


def calls(method):
    """Return the name and the labels of every call of that method of a meter."""
    found = set()
    for module in sorted(HOUSE.rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text())):
            if _is_of_a_meter(node, method):
                labels = tuple(sorted(keyword.arg for keyword in node.keywords))
                found.add((node.args[0].value, labels))
    return sorted(found)


def _is_of_a_meter(node, method):
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
        and ast.unparse(node.func.value).endswith("meter")
    )


COUNTED, TIMED = calls("count"), calls("took")


@pytest.fixture(params=[PrometheusMeter, CountingMeter])
def meter(request):
    return request.param()


@pytest.mark.parametrize(("name", "labels"), COUNTED)
def test_whatever_the_house_counts_is_taken(meter, name, labels):
    assert meter.count(name, **dict.fromkeys(labels, "x")) is None


@pytest.mark.parametrize(("name", "labels"), TIMED)
def test_whatever_the_house_times_is_taken(meter, name, labels):
    assert meter.took(name, 0.1, **dict.fromkeys(labels, "x")) is None


def test_every_number_on_the_page_is_one_the_house_counts_or_times():
    counters = {f"{name}_total" for name, _ in COUNTED}
    times = {f"{name}_seconds" for name, _ in TIMED}

    shown = re.findall(
        r"^# TYPE chatwarden_(\w+) (?:counter|histogram)$",
        PrometheusMeter().page().decode(),
        re.MULTILINE,
    )

    assert set(shown) == counters | times
