# make report     sets up everything and writes the sample reports
# make test       sets up everything and runs the checks and tests; needs no browser, LibreOffice or R
# make test-full  the same with Chromium, LibreOffice and R, which must be installed
# make docs       the documentation, warnings are errors
# make bench      the benchmarks, some minutes
# make bench-full the same up to ten million ties, and docs/benchmarks.md from it; an hour
# make clean      removes what these commands made

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
READY  := $(VENV)/.ready-run
TESTED := $(VENV)/.ready-test
DOCSED := $(VENV)/.ready-docs
# Each file of tests in one process, as many processes as there are cores.
PARALLEL ?= -n auto --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help report check-code test test-full tools docs bench bench-full clean

help:
	@sed -n '/^$$/q; s/^# //p' Makefile

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) was not found. Install Python 3.11 or later, or say which: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "tiesnet needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V 2>&1 | head -n 1). Say which to use: make PYTHON=python3.12 ..." >&2; exit 1; }
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "The environment could not be made. On Debian and Ubuntu install python3-venv, then repeat." >&2; exit 1; }

$(READY): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing tiesnet ..."
	@$(PIP) -e .
	@touch $@

$(TESTED): $(READY)
	@echo "Installing what the tests need ..."
	@$(PIP) -e ".[test]"
	@touch $@

$(DOCSED): $(READY)
	@echo "Installing what the documentation needs ..."
	@$(PIP) -e ".[docs]"
	@touch $@

report: $(READY)
	$(BIN)/tiesnet report surveys/footwear-valley -o out/footwear-valley
	$(BIN)/tiesnet report surveys/florentine-families -o out/florentine-families
	$(BIN)/tiesnet report surveys/sinos-like-exporters -o out/sinos-like-exporters
	$(BIN)/tiesnet report surveys/compatriots-abroad -o out/compatriots-abroad

check-code: $(TESTED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo

test: check-code
	$(BIN)/pytest -rs $(PARALLEL)

test-full: tools check-code
	TIESNET_FULL=1 $(BIN)/pytest -rs $(PARALLEL)

# Named one by one before anything runs, so that nobody waits ten minutes to learn what is missing.
tools:
	@missing=""; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || command -v google-chrome-stable >/dev/null || missing="$$missing\n  - Chromium (Debian: chromium)"; \
	command -v soffice >/dev/null || command -v libreoffice >/dev/null || missing="$$missing\n  - LibreOffice (Debian: libreoffice-calc)"; \
	command -v Rscript >/dev/null || missing="$$missing\n  - R (Debian: r-base-core)"; \
	for package in sna network igraph; do \
	  Rscript -e "quit(status = !requireNamespace('$$package', quietly = TRUE))" >/dev/null 2>&1 || missing="$$missing\n  - the R package $$package (Debian: r-cran-$$package)"; \
	done; \
	if [ -n "$$missing" ]; then printf "The full tests need what is not installed here:$$missing\n'make test' runs without.\n" >&2; exit 1; fi

docs: $(DOCSED)
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build/html
	@echo "docs/_build/html/index.html"

bench: $(TESTED)
	$(BIN)/python benchmarks/run.py

bench-full: $(TESTED)
	$(BIN)/python benchmarks/run.py --full --write

clean:
	rm -rf $(VENV) out build dist docs/_build docs/generated .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests docs benchmarks surveys examples -name __pycache__ -type d -prune -exec rm -rf {} +
