# Everything a fresh machine needs: Python 3.11 or later, make, and a package index.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help scan test test-servers lint bench docs notebooks clean

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

scan: .venv/core  ## Show the queue of the embedded, invented sample
	@rm -f contoh.db contoh.db-*
	@$(BIN)/monitor scan --sample --db contoh.db

test: .venv/dev  ## Pass every test
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -n auto --dist worksteal

test-servers: .venv/servers  ## Pass the tests against real servers on loopback
	@$(BIN)/python -m pytest -q -rs -m server tests/servers

lint: .venv/dev  ## Hold code, layers and docs against their rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog --check -P docs/*.md README.md README.en.md benchmarks/README.md

bench: .venv/dev  ## Print the figures of benchmarks/README.md
	$(BIN)/python -m benchmarks

docs: .venv/dev  ## Rewrite the generated parts of the docs
	$(BIN)/cog -r -P docs/*.md README.md README.en.md benchmarks/README.md

notebooks: .venv/dev  ## Execute the notebooks, into build/notebooks
	@mkdir -p build/notebooks
	JUPYTER_PLATFORM_DIRS=1 $(BIN)/jupyter execute notebooks/*.ipynb --output '../build/notebooks/{notebook_name}'

clean:  ## Remove what make made
	rm -rf .venv build dist contoh.db contoh.db-*

.venv/core: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12 ...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/dev: pyproject.toml
	@$(MAKE) --no-print-directory .venv/core
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

.venv/servers: pyproject.toml
	@$(MAKE) --no-print-directory .venv/dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[servers]' || echo 'no Node from the package index; the system may have one'
	@touch $@
