"""Our detection beside Presidio and detect-secrets: `python -m benchmarks.detection`."""
