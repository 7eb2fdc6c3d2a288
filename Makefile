# What one can do in a checkout of Amends: `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help demo test check setup bench lock clean
BIN := .venv/bin

help: ## list what can be done here
	@sed -n 's/^\([a-z]*\):.*## /  make \1 — /p' Makefile

demo: ## set up what is needed and run Amends with example cases
	@tools/setup run
	@exec $(BIN)/amends demo

test: ## set up what is needed, then check and test everything
	@tools/setup all
	@$(MAKE) --no-print-directory check

check: ## check and test everything, as CI does
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict src
	@$(BIN)/lint-imports
	@$(BIN)/amends prove
	@$(BIN)/pytest

setup: ## set up everything, for running, checking and testing
	@tools/setup all

bench: ## measure how fast Amends is on this machine
	@tools/setup all
	@$(BIN)/amends bench

lock: ## choose the newest parts and write the locks
	@tools/setup all
	@$(BIN)/python tools/lock.py

clean: ## forget everything that was set up, but no data
	@rm -rf .venv node_modules src/amends/static/vendor src/amends/fonts var/static
