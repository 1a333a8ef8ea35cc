.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
ARCHIVE ?= var/propos.sqlite
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.run: requirements/run.txt pyproject.toml
	@scripts/setup.sh $(VENV) run
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/.run
	@scripts/setup.sh $(VENV) dev
	@touch $@

$(VENV)/.bench: requirements/bench.txt pyproject.toml | $(VENV)/.dev
	@scripts/setup.sh $(VENV) bench
	@touch $@

$(VENV)/.services: | $(VENV)/.dev
	@scripts/services.sh
	@touch $@

.PHONY: setup
setup: $(VENV)/.run ## Make the environment that runs propos

.PHONY: run
run: $(VENV)/.run ## Read the sample collection and serve it on http://127.0.0.1:8000
	@mkdir -p var
	@$(BIN)/propos add samples --archive $(ARCHIVE)
	@$(BIN)/propos serve --archive $(ARCHIVE) --host $(HOST) --port $(PORT)

.PHONY: test
test: $(VENV)/.services ## Run the tests (about 5 minutes)
	@$(BIN)/python -m pytest -n 2 --dist loadscope

.PHONY: test-slow
test-slow: $(VENV)/.services ## Run the sweeps that the default run leaves out (a few minutes)
	@$(BIN)/python -m pytest -m slow -n 2

.PHONY: lint
lint: $(VENV)/.dev ## Check format, style and types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

.PHONY: check
check: lint test ## All that a change must pass

.PHONY: eval
eval: $(VENV)/.dev ## Score the readings against all gold data
	@$(BIN)/python benchmarks/evaluate.py --cross-validate

.PHONY: bench
bench: $(VENV)/.bench ## Measure speed and quality beside public peers
	@$(BIN)/python benchmarks/run.py

.PHONY: bench-archive
bench-archive: $(VENV)/.dev ## Measure the archive with a million statements
	@$(BIN)/python benchmarks/archive.py

.PHONY: lock
lock: $(VENV)/.dev ## Lock the dependencies again, with hashes
	@scripts/lock.sh

.PHONY: clean
clean: ## Remove the environment and what runs have left
	rm -rf $(VENV) var build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.PHONY: notice
notice: $(VENV)/.dev ## Write down the licences of all packages again
	@scripts/notice.sh
