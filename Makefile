# Every chore of the project by one word. A fresh machine needs Python 3.11 or later, its venv module, and make.
#   make test PYTHON=python3.13 ARGS="-k backup"

PYTHON ?= python3
VENV ?= .venv
WORKERS ?= 2
ARGS ?=
EXAMPLES ?= 200

BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKS := requirements/run.txt requirements/build.txt requirements/dev.txt

.DELETE_ON_ERROR:
.PHONY: help setup demo test conform check check-lock check-docs cover bench format lock docs examples clean

help: ## Show this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## Make the environment in .venv, from the lock

demo: setup ## Show the whole service at work with a sample portfolio (ARGS=--once ends by itself)
	$(BIN)/annua demo $(ARGS)

test: setup ## Run all tests (ARGS="-k word" for some)
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: check-lock check-docs ## Check format, lint, types, import walls, lock and generated pages
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

cover: setup ## Show the branches of rules/ and notifiers/ that their tests miss; there should be none
	$(BIN)/python -m pytest -q --cov=rules --cov=notifiers --cov-fail-under=100 tests/rules tests/notifiers

conform: setup ## Call the API in thousands of ways its description allows, and some it doesn't (EXAMPLES=200 each)
	EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -q -n $(WORKERS) tests/service/api/test_conformance.py $(ARGS)

bench: setup ## Measure speed as ratios against bare baselines
	$(BIN)/python tests/bench/run.py $(ARGS)

format: setup ## Format the code and mend what the linter can mend
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lock: setup ## Compile requirements/ from pyproject.toml (ARGS=--upgrade takes the newest releases)
	$(call compile-locks,$(CURDIR))

clean: ## Remove the environment and everything that was built
	rm -rf $(VENV) build dist .coverage htmlcov .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find rules notifiers service tests -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------- the environment

# The lock is whole, so pip resolves nothing: a newer release elsewhere can't come between.
$(READY): pyproject.toml $(LOCKS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Annua needs Python 3.11 or later, and "$(PYTHON)" is not. Name one: make setup PYTHON=python3.11' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo '"$(PYTHON)" comes without its venv module. On Debian or Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	@echo 'Setting up $(VENV): takes a minute when nothing is there yet.'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(PIP) --no-deps --require-hashes -r requirements/dev.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# ---------------------------------------------------------------- the lock

# The releases that are locked stay locked for as long as pyproject.toml allows them, so a newer release elsewhere
# changes nothing. The lock holds for every platform and for Python 3.11 on, and names no host.
UV_COMPILE = $(abspath $(BIN))/uv pip compile --quiet --universal --python-version 3.11 --python $(abspath $(BIN))/python \
	--no-python-downloads --generate-hashes --custom-compile-command 'make lock'

define compile-locks
	@cd $(1) && $(UV_COMPILE) $(ARGS) pyproject.toml -o requirements/run.txt
	@cd $(1) && $(UV_COMPILE) $(ARGS) --group build -c requirements/run.txt -o requirements/build.txt
	@cd $(1) && $(UV_COMPILE) $(ARGS) pyproject.toml --group dev \
	  -c requirements/run.txt -c requirements/build.txt -o requirements/dev.txt
endef

check-lock: override ARGS =
check-lock: setup
	@echo 'Comparing requirements/ with pyproject.toml'
	@$(BIN)/python -m pip --quiet --disable-pip-version-check check
	@rm -rf $(VENV)/lock && mkdir -p $(VENV)/lock && cp -R pyproject.toml requirements $(VENV)/lock
	$(call compile-locks,$(VENV)/lock)
	@diff -ru requirements $(VENV)/lock/requirements || { \
	  echo 'requirements/ does not match pyproject.toml. Run: make lock' >&2; exit 1; }

# ---------------------------------------------------------------- generated pages

GENERATOR := $(wildcard docs/generate.py)

docs: setup ## Write the generated pages of docs/ anew
	$(if $(GENERATOR),$(BIN)/python $(GENERATOR))

examples: setup ## Write down anew what the API answers to its examples
	WRITE_EXAMPLES=1 $(BIN)/python -m pytest -q -n $(WORKERS) tests/service/api/test_examples.py

check-docs: setup
	$(if $(GENERATOR),$(BIN)/python $(GENERATOR) --check)
