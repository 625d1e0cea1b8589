# `make` alone lists what it can do. Everything needs only Python 3.11 or later, and make.
.DEFAULT_GOAL := help
.PHONY: help demo test check format prove bench faults load year map texts pictures lock stale clean
.PHONY: setup setup-develop setup-prove
.PHONY: check-form check-code check-templates check-imports check-types
.PHONY: check-packages check-spelling check-migrations check-map check-texts

PYTHON = $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
SETUP = $(or $(PYTHON),$(error Elevakt needs Python 3.11 or later)) scripts/setup.py
BIN = .venv/bin
TEMPLATES = $(shell find src examples -path '*/templates/*' -name '*.html')

help:
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 15

demo: setup  ## fill Norrviks kommun, once, and serve it (PORT=8000)
	@exec $(BIN)/elevakt demo

test: check  ## everything that a change must pass
	$(BIN)/pytest -m "not prove"

check: check-form check-code check-templates check-imports check-types  ## the quick part of the tests: form, types, imports, spelling
check: check-packages check-spelling check-migrations check-map check-texts

check-form: setup-develop
	$(BIN)/ruff format --check --quiet

check-code: setup-develop
	$(BIN)/ruff check --quiet

check-templates: setup-develop
	@$(BIN)/djangofmt --quiet --check $(TEMPLATES)
	@$(BIN)/djangofmt --quiet check $(TEMPLATES)
	@$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)

check-imports: setup-develop
	$(BIN)/lint-imports --no-logo

check-types: setup-develop
	$(BIN)/mypy

check-packages: setup-develop
	$(BIN)/deptry src

check-spelling: setup-develop
	$(BIN)/typos

check-migrations: setup-develop
	DJANGO_SETTINGS_MODULE=elevakt.config.settings_test $(BIN)/python -m django makemigrations --check --dry-run

check-map: setup-develop
	$(BIN)/python scripts/map.py --check
	$(BIN)/python scripts/papers.py --check
	$(BIN)/python scripts/limits.py --check
	$(BIN)/python scripts/pilot.py --check

check-texts: setup-develop
	$(BIN)/python scripts/translations.py --check

format: setup-develop  ## bring code and templates into form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	$(BIN)/djangofmt --quiet $(TEMPLATES)
	$(BIN)/djangofmt --quiet check --fix $(TEMPLATES)
	$(BIN)/djade --target-version 5.2 $(TEMPLATES)

prove: check setup-prove  ## everything there is, before a release: also PostgreSQL 15
	$(BIN)/pytest --cov
	ELEVAKT_TEST_HOME=var/test-15 ELEVAKT_POSTGRES_BIN=/usr/lib/postgresql/15/bin $(BIN)/pytest -m "not journey and not prove"

bench: setup-develop  ## print each budget beside what was measured
	$(BIN)/python scripts/bench.py

faults: setup-develop  ## break the house while twenty write in it, and count what is lost
	$(BIN)/python scripts/faults.py

load: setup-develop  ## let fifty teachers use the house, then more, until it is slow
	$(BIN)/python scripts/load.py

year: setup-develop  ## play a school year of every process, and print what it came to
	$(BIN)/python scripts/year.py

map: setup-develop  ## draw the house map, and write docs/generated, again from the code
	$(BIN)/python scripts/map.py
	$(BIN)/python scripts/papers.py
	$(BIN)/python scripts/limits.py
	$(BIN)/python scripts/pilot.py
	PAPERS=write $(BIN)/pytest --quiet --numprocesses=0 tests/house/test_policies.py tests/house/test_asvs.py

texts: setup-develop  ## bring the English catalogue up to date with the texts that are shown
	$(BIN)/python scripts/translations.py

pictures: setup-develop  ## take the pictures of the README from a demo that is running (PORT=8000)
	$(BIN)/python scripts/pictures.py

lock: setup-develop  ## lock the newest versions that pyproject.toml allows
	$(BIN)/python scripts/lock.py

stale: setup-develop  ## say which locked packages have a newer version
	$(BIN)/python scripts/stale.py

clean:  ## take away what was built; the data in var/ stay
	rm -rf .venv node_modules build dist src/elevakt/foundation/ui/static/vendor src/elevakt/collected
	rm -rf .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src -name '*.mo' -delete
	find src scripts -name __pycache__ -prune -exec rm -rf {} +

setup:
	@$(SETUP) demo

setup-develop:
	@$(SETUP) develop

setup-prove:
	@$(SETUP) prove
