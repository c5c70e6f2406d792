# make run   the demo portals are crawled, then the desk opens      make test   all tests
# make check tests, ruff, mypy, import-linter                       make bench  measurements
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
RUN_ENV  := $(VENV)/.run-env
TEST_ENV := $(VENV)/.test-env

.PHONY: run test check lint bench lock clean

run: $(RUN_ENV)
	@$(BIN)/trichnguon demo

test: $(TEST_ENV)
	$(BIN)/pytest -n auto --dist loadscope tests

lint: $(TEST_ENV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

bench: $(TEST_ENV)
	$(BIN)/python -m bench

# The environment is built from the lock alone; a changed lock rebuilds it.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }

$(RUN_ENV): requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing the environment (a minute or two the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST_ENV): requirements-dev.lock $(RUN_ENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# `uv` must be on the PATH; the files name no index host.
UV_COMPILE := uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet
lock:
	$(UV_COMPILE) -o requirements.lock
	$(UV_COMPILE) --extra dev -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
