# What a person does here: make run, make test. `make help` lists the rest.
PORT ?= 8000
INPUTS ?= 1000000
TARGETS ?=
DATA_DIR ?= var
bin := .venv/bin
lock := pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-header --no-annotate --quiet --extra postgres --extra planner --extra search --group build

.PHONY: help run env test check bench fuzz lock messages clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

run: .venv/.locked-run  ## the website on this machine (PORT, DATA_DIR); builds the register the first time
	@DATA_DIR="$(DATA_DIR)" $(bin)/iscm serve --port "$(PORT)"

env: .venv/.locked-run  ## .venv with the command .venv/bin/iscm

.venv/.locked-run: requirements/run.txt scripts/bootstrap.sh
	@scripts/bootstrap.sh run

.venv/.locked-test: requirements/test.txt scripts/bootstrap.sh
	@scripts/bootstrap.sh test

test: .venv/.locked-test  ## installs what the tests need and runs all of them, on SQLite and on PostgreSQL
	@scripts/system.sh
	@$(bin)/python scripts/run_tests.py

check: .venv/.locked-test  ## lint, types, contracts and translations only
	@$(bin)/python scripts/run_tests.py --static

bench: .venv/.locked-test  ## measures speed (PARTS, SIZES); results in benchmarks/results/
	@SIZES="$(SIZES)" $(bin)/python -m benchmarks $(PARTS)

fuzz: .venv/.locked-test  ## a million inputs to every parser (INPUTS, TARGETS: a pattern of names)
	@$(bin)/python -m tests.fuzzing --inputs "$(INPUTS)" --only "$(TARGETS)"

lock: .venv/.locked-test  ## locks again after a change of dependencies in pyproject.toml
	@uv=$$(command -v uv || echo .tools/bin/uv); export UV_SYSTEM_CERTS=1; \
	$$uv $(lock) --group dev --output-file requirements/test.txt && \
	$$uv $(lock) --constraint requirements/test.txt --output-file requirements/run.txt

messages: .venv/.locked-test  ## collects the texts to be translated and compiles the translations
	@$(bin)/python scripts/extract_messages.py

clean:  ## removes what is made, except the data
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-artifacts
