"""Counts and times for Prometheus; names and labels come from closed sets."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_COUNTERS = {
    "messages": ("Messages inspected, by outcome", ("outcome",)),
    "actions": ("Actions done, by kind and status", ("kind", "status")),
    "simulated_actions": ("Actions of policies in shadow, by kind", ("kind",)),
    "events": ("Events handled, by outcome", ("outcome",)),
    "events_received": ("Events received, by platform and outcome", ("platform", "outcome")),
    "requests_refused": ("Requests refused at the edge, by reason", ("platform", "reason")),
    "rate_limited": ("Times a platform asked to wait", ("platform",)),
    "policy_tip_answers": ("Answers of authors to policy tips, by kind", ("kind",)),
    "disposed": ("Unflagged messages disposed of", ()),
}
_TIMES = {
    "handling": ("Seconds from claim to end of one event", ()),
    "waiting": ("Seconds an event waited between receipt and claim", ()),
    "detection": ("Seconds of looking at one message", ()),
}
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)


class PrometheusMeter:
    """Implements the Meter port; an unknown name is a programming error and raises KeyError."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._counters = {
            name: Counter(f"chatwarden_{name}", text, labels, registry=self._registry)
            for name, (text, labels) in _COUNTERS.items()
        }
        self._times = {
            name: Histogram(
                f"chatwarden_{name}_seconds",
                text,
                labels,
                registry=self._registry,
                buckets=_BUCKETS,
            )
            for name, (text, labels) in _TIMES.items()
        }

    def count(self, name: str, /, **labels: str) -> None:
        """Add one to a counter."""
        counter = self._counters[name]
        (counter.labels(**labels) if labels else counter).inc()

    def took(self, name: str, seconds: float, /, **labels: str) -> None:
        """Record how long something took, in seconds."""
        histogram = self._times[name]
        (histogram.labels(**labels) if labels else histogram).observe(seconds)

    def page(self) -> bytes:
        """Return all numbers in Prometheus' text format."""
        return generate_latest(self._registry)
