# Two commands matter: `make demo` serves the whole product with a synthetic town, `make test` runs every test.
# A Debian 12 with Python 3.11, git, make and root is enough for each target.

PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
export PORT ?= 8000
export BIND ?= 127.0.0.1
export PYTHONPATH := $(CURDIR)/src
# Bytecode is kept, whatever the shell says: else each of the many processes that tests start compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE
# Tests run side by side, one process a core; a file of journeys stays together, for its town lives through it in order.
PYTEST := $(BIN)/python -m pytest -q --numprocesses=auto

.PHONY: demo test check unit postgresql journeys mission bench screens messages lock clean

demo: $(VENV)/runtime
	@exec $(BIN)/machimado demo serve

test: check unit postgresql journeys

check: $(VENV)/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	MACHIMADO_MODE=test $(BIN)/machimado check
	MACHIMADO_MODE=test $(BIN)/machimado makemigrations --check --dry-run

unit: $(VENV)/development
	scripts/debian-packages fonts-noto-cjk fonts-ipamj-mincho poppler-utils
	$(PYTEST) --dist=worksteal src tests --ignore=tests/journeys

postgresql: $(VENV)/development
	scripts/debian-packages postgresql fonts-noto-cjk fonts-ipamj-mincho poppler-utils
	scripts/postgres run $(PYTEST) --dist=worksteal src tests --ignore=tests/journeys
	scripts/postgres run $(BIN)/python -m pytest -q tests/journeys -m postgresql

journeys: $(VENV)/development
	scripts/debian-packages chromium fonts-noto-cjk fonts-ipamj-mincho
	$(PYTEST) --dist=loadfile tests/journeys

mission: $(VENV)/development
	scripts/debian-packages chromium fonts-noto-cjk fonts-ipamj-mincho
	@$(BIN)/python -m pytest tests/journeys -m mission --mission -q

bench: $(VENV)/development
	scripts/debian-packages postgresql
	$(BIN)/python -m bench

screens: $(VENV)/development
	scripts/debian-packages chromium fonts-noto-cjk fonts-ipamj-mincho
	$(BIN)/python -m scripts.screens

messages: $(VENV)/runtime
	$(BIN)/machimado messages

lock: $(VENV)/development
	scripts/lock

clean:
	rm -rf $(VENV) var

# The virtual environment, in two steps: what serves, and what tests.
$(VENV)/bin/python:
	scripts/virtualenv $(PYTHON) $(VENV)

$(VENV)/runtime: requirements.txt $(VENV)/bin/python
	scripts/install $(VENV) requirements.txt
	@touch $@

$(VENV)/development: requirements-dev.txt $(VENV)/runtime
	scripts/install $(VENV) requirements-dev.txt
	@touch $@
