# make demo packs the sample articles into out/; make test runs every check. Both set up what they need, once.

VENV := .venv
BIN := $(VENV)/bin
OUT := out
PYTHON ?= python3
JOBS ?= 2
MINUTES ?= 10
CORPUS ?= ../shared/corpus
SAMPLES := docs/samples/coast.txt docs/samples/bread.txt
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help demo test test-tools lint bench fuzz docs clean

help: ## shows this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed $(VENV)/.pango ## packs docs/samples/ into out/pack.epub, out/pack.docx and out/pack.pdf
	@mkdir -p $(OUT)
	@$(BIN)/readpack convert $(SAMPLES) --title "Tide, Tools and Bread" --subtitle "Three pieces from the coast" --author "The Coastal Record" \
	  -o $(OUT)/pack.epub -o $(OUT)/pack.docx -o $(OUT)/pack.pdf

test: $(VENV)/.tested $(VENV)/.pango ## runs everything: ruff, mypy and the tests; what a machine lacks is skipped by name
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

test-tools: ## installs the checkers that are no Python packages (Java, Chromium, LibreOffice, Ace …)
	@scripts/test-tools

lint: $(VENV)/.tested ## ruff and mypy
	@$(BIN)/ruff check convert tests scripts
	@$(BIN)/ruff format --check convert tests scripts
	@$(BIN)/mypy convert

bench: $(VENV)/.tested $(VENV)/.pango ## measures; docs/performance.md says what the figures mean
	@$(BIN)/python -m tests.bench.startup
	@$(BIN)/python -m tests.bench.writers
	@$(BIN)/python -m tests.bench.pdf
	@$(BIN)/python -m tests.bench.whole --largest 10000
	@$(BIN)/python -m tests.bench.read_text
	@if [ -d $(CORPUS) ]; then for set in html text-dumps archives; do echo "reading $$set"; \
	  $(BIN)/python tests/bench/read_corpus.py $(CORPUS)/dev $(OUT)/read --set $$set && \
	  $(BIN)/python $(CORPUS)/score.py $(OUT)/read --split dev --set $$set || exit 1; done; \
	  else echo "reading is not scored: no corpus at $(CORPUS); name one with CORPUS="; fi

fuzz: $(VENV)/.tested ## reads spoilt inputs for MINUTES (10), looking for a crash, a hang or an error that is not ours
	@$(BIN)/python -m tests.fuzz $(MINUTES)

docs: $(VENV)/.installed ## writes docs/cli.md and docs/model.schema.json anew from the program
	@$(BIN)/python -m scripts.reference

clean: ## removes what make made
	rm -rf $(VENV) $(OUT) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@scripts/python-environment $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	@echo "installing readpack into $(VENV)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

$(VENV)/.tested: pyproject.toml | $(VENV)/bin/python
	@echo "installing readpack and its checkers into $(VENV)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -e ".[test]"
	@touch $@ $(VENV)/.installed

$(VENV)/.pango: scripts/pango | $(VENV)/bin/python
	@scripts/pango $(BIN)/python
	@touch $@
