"""Builds data files: databases and notebooks."""

import json
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path


def database(*statements):
    """Return a SQLite database in which these were run, each a statement and its values."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.db"
        with closing(sqlite3.connect(path)) as made, made:
            for statement, *values in statements:
                made.execute(statement, values)
        return path.read_bytes()


def notebook(*cells):
    """Return a notebook of these cells."""
    return json.dumps({"cells": cells, "nbformat": 4}).encode()
