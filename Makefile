# The commands of this project. `make` lists them.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --requirement

.DEFAULT_GOAL := help

.PHONY: help
help:  ## List the commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

# Installing

$(VENV)/run.done: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "profile-index needs Python 3.11 or newer; name one with make PYTHON=..." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.done: $(VENV)/run.done requirements/test.txt
	$(INSTALL) requirements/test.txt
	@touch $@

$(VENV)/bench.done: $(VENV)/run.done requirements/bench.txt
	$(INSTALL) requirements/bench.txt
	@touch $@

.PHONY: browser
browser:
	@.ci/browser

.PHONY: cluster
cluster: $(VENV)/test.done
	@.ci/cluster

# The two that everybody needs

.PHONY: serve
serve: $(VENV)/run.done  ## Index the profiles in profiles/ and serve them on port 8000
	@$(BIN)/profile-index build --profiles profiles || [ -e .index/current ]
	@$(BIN)/profile-index serve --profiles profiles --port $(PORT) $(SERVE)

.PHONY: test
test: check browser cluster  ## Run every check and every test
	$(BIN)/pytest
	@.ci/versions
	@.ci/lowest

# Parts of it, and the longer runs

.PHONY: check
check: $(VENV)/test.done  ## Lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.PHONY: faults
faults: $(VENV)/test.done  ## Kill, cut the power, damage, fill the disk: docs/reliability.md
	$(BIN)/python -m benchmarks.faults

.PHONY: bench
bench: $(VENV)/bench.done  ## Measure us and our peers: docs/performance.md
	$(BIN)/python -m benchmarks

.PHONY: screenshots
screenshots: $(VENV)/test.done browser  ## Take the pictures in docs/screenshots anew
	$(BIN)/python -m benchmarks.screenshots

.PHONY: lock
lock: $(VENV)/run.done  ## Lock the newest dependencies that pyproject.toml allows
	$(PIP) install uv
	.ci/lock

.PHONY: clean
clean:  ## Remove what the other commands made
	rm -rf .venv .venv-* .index dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .opensearch
