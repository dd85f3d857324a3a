# `make demo` and `make test` do all the set-up. The rest is for those who change the code.
.PHONY: help demo test check lint proofs bench bench-year bench-reading accept requirements lock clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 15

demo: ## the whole service on this machine alone: a month of invented mails, then a summary
	@./setup.sh run
	@.venv/bin/reciprocal demo $(DEMO)

test: ## set up, then every check and every test
	@./setup.sh dev
	@./setup.sh peers
	@$(MAKE) --no-print-directory check

check: lint ## style, types and tests on what is set up already
	.venv/bin/python -m pytest -m "not proof" -n 4 --dist loadfile --no-loadscope-reorder

lint:
	.venv/bin/ruff format --check .
	.venv/bin/ruff check --no-cache .
	.venv/bin/mypy

proofs: ## the slow proofs: kill -9, full disks and databases that go away over the whole path, long random histories; figures at the end
	@./setup.sh dev
	@./setup.sh peers
	.venv/bin/python -m pytest -m proof

bench: ## benchmarks; each prints ratios from one run
	@./setup.sh run
	.venv/bin/python -m bench

bench-year: ## a year of an invented region, played whole, verified, and played again in another order: it must end equal
	@./setup.sh run
	.venv/bin/python -m bench.year

bench-reading: ## how well the readers read the shelf of samples, or DIR=…; needs LibreOffice and tesseract for some files
	@./setup.sh run
	.venv/bin/python -m bench.reading $(DIR)

accept: ## write the expected files of new samples (never over an old one; see tests/samples/README.md)
	@./setup.sh dev
	.venv/bin/python -m tests.accept

requirements: ## write docs/requirements.md: what the agreement asks, and the tests that show it
	@./setup.sh dev
	.venv/bin/python -m tests.requirements

pictures: ## make the pictures of the guides anew (letters need Chromium)
	@./setup.sh dev
	.venv/bin/python -m tests.pictures

lock: ## resolve the libraries again and write the two hash-locked lists
	.venv/bin/python -m tests.lock

clean: ## forget what the demo and the tests left
	rm -rf demo build .mypy_cache .ruff_cache .hypothesis
