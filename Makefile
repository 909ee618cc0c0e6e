# The commands of this project. `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PORT ?= 8000

.DEFAULT_GOAL := help

.PHONY: help
help:  ## List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

$(VENV)/run.done: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "profile-index needs Python 3.11 or newer; name one with make PYTHON=..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes --requirement requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.done: $(VENV)/run.done requirements/test.txt
	$(PIP) install --require-hashes --requirement requirements/test.txt
	@touch $@

.PHONY: serve
serve: $(VENV)/run.done  ## Index the profiles where needed and serve them on port 8000
	-@$(BIN)/profile-index build --profiles profiles
	@$(BIN)/profile-index serve --profiles profiles --port $(PORT)

.PHONY: check
check: $(VENV)/test.done  ## Lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.PHONY: test
test: check browser  ## Everything that must pass
	$(BIN)/pytest

.PHONY: browser
browser:  ## Debian's Chromium for the browser tests, where it may be installed
	@.ci/browser

.PHONY: lock
lock: $(VENV)/test.done  ## Lock the dependencies anew
	$(PIP) install uv
	.ci/lock
