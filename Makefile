# Set-up, the main job and the checks. `make` alone lists the targets.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
EVALUATION ?= ../shared/evaluation

.PHONY: help install run test lint eval train bench attack lock clean

help: ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

install: $(VENV)/installed ## Make .venv with the fordonsdalen command, from the lock file

run: install ## Set up, ingest documents/ and serve the chat on http://127.0.0.1:7860
	$(BIN)/fordonsdalen ingest documents
	$(BIN)/fordonsdalen serve

test: $(VENV)/installed-dev lint ## Set up, check the code and run all tests
	$(BIN)/pytest

lint: $(VENV)/installed-dev ## Formatting, style, types and the direction of imports
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(VENV)/installed-dev ## Measure retrieval, answers and refusals on EVALUATION
	$(BIN)/python -m assistant.evaluation $(EVALUATION)

train: $(VENV)/installed-dev ## Fit src/assistant/learned.json to the reading set in EVALUATION
	$(BIN)/python -m assistant.evaluation $(EVALUATION) --train

bench: $(VENV)/installed-dev ## Time the commands, the answer path and the server
	$(BIN)/python -m bench

attack: $(VENV)/installed-dev ## Attack a server of our own: bad bodies, crowds, kills, and random input
	$(BIN)/python -m bench.attack
	$(BIN)/python -m bench.attack.fuzz questions --seconds 60
	$(BIN)/python -m bench.attack.fuzz documents --seconds 60

lock: ## Resolve the lock files anew (needs uv; let UV_FIND_LINKS name a folder with a CPU build of torch)
	printf 'hatchling==1.27.0\neditables\n' > build.in
	uv pip compile -q -U --python-version 3.11 pyproject.toml build.in -o requirements.lock
	uv pip compile -q --python-version 3.11 --extra dev -c requirements.lock pyproject.toml build.in \
		-o requirements-dev.lock
	sed -i 's/+cpu$$//' requirements.lock requirements-dev.lock
	rm build.in

clean: ## Remove the virtual environment and caches, not the data
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q pip==26.3

$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install -q --no-compile -r requirements.lock
	$(BIN)/python -m compileall -q -j 0 $(VENV)/lib > /dev/null || true # some packages ship templates
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(BIN)/pip install -q --no-compile -r requirements-dev.lock
	touch $@
