"""Numbers come out in Prometheus' format, under closed names."""

import pytest

from bot.metrics import PrometheusMeter


def test_what_was_counted_is_on_the_page():
    meter = PrometheusMeter()

    meter.count("messages", outcome="clean")
    meter.count("messages", outcome="clean")
    meter.took("handling", 0.02)

    page = meter.page().decode()
    assert 'chatwarden_messages_total{outcome="clean"} 2.0' in page
    assert 'chatwarden_handling_seconds_bucket{le="0.025"} 1.0' in page


def test_an_unknown_name_is_a_programming_error():
    with pytest.raises(KeyError):
        PrometheusMeter().count("surprises")
