# Two commands do all the set-up: `make demo` and `make test`. `make` alone lists the rest.
.DEFAULT_GOAL := help
.PHONY: help setup demo run test test-slow check fix bench bench-detection lock
SHELL := /bin/bash

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | expand -t 18

# The stamps hang on the lock files: a changed lock installs anew, nothing else does.
$(VENV)/.runtime: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Chatwarden needs Python 3.11 or later")'
	@echo "Installing what Chatwarden needs into $(VENV), once…"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo "Installing what the tests need into $(VENV), once…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@touch $@

$(VENV)/.bench: $(VENV)/.runtime requirements-bench.lock
	@echo "Installing whom the detection is measured beside into $(VENV), once…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-bench.lock
	@touch $@

$(VENV)/.train: $(VENV)/.dev nlp_models/requirements.txt
	@echo "Installing what the training needs into $(VENV), once…"
	@$(BIN)/pip install --quiet --disable-pip-version-check --requirement nlp_models/requirements.txt
	@touch $@

setup: $(VENV)/.dev ## install what development and the tests need (Chromium and Node packages where it may)
	@scripts/install-browser
	@scripts/install-node-packages

demo: $(VENV)/.runtime ## the main job in a local chat: no account, no network (PORT=8080)
	@$(BIN)/chatwarden demo --port $(PORT)

run: $(VENV)/.runtime ## the bot with the settings of the environment and .env
	@$(BIN)/chatwarden serve

test: setup ## everything but the slow tests
	$(BIN)/pytest -m "not slow" --numprocesses 3 --dist loadgroup

test-slow: setup $(VENV)/.train ## soak, training and big runs
	$(BIN)/pytest -m slow

check: $(VENV)/.dev ## style, types, floors, policies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/chatwarden policy check
	$(BIN)/chatwarden policy coverage

fix: $(VENV)/.dev ## what the tools can mend by themselves
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## the numbers of the README, one command each
	@for bench in benchmarks/[a-z]*.py; do $(BIN)/python -m benchmarks.$$(basename $$bench .py) || exit 1; done

bench-detection: $(VENV)/.bench ## our detection beside Presidio and detect-secrets, as tables in Markdown
	@$(BIN)/python -m benchmarks.detection

lock: ## write all lock files anew: hashes, no addresses
	uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --group dev --constraints requirements.lock pyproject.toml --output-file requirements-dev.lock
	uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --group bench --constraints requirements.lock pyproject.toml --output-file requirements-bench.lock
