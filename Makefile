# What one can do in a checkout of Amends: `make help` lists it.
.DEFAULT_GOAL := help
.PHONY: help demo test check setup wheel bench site lock messages clean
BIN := .venv/bin
# The desk speaks English and Turkish. A complainant meets these rooms only, in more languages.
DESK_TONGUES := tr
PORTAL_TONGUES := el zh_Hans
PORTAL_ROOMS := dispatch intake look portal cases/acts/perform.py cases/acts/answers.py cases/acts/decision.py cases/acts/handling.py \
	cases/views/case_labels.py cases/entry_kinds.py cases/views/case_view.py cases/acts/complaint_receipt.py cases/views/wording.py reports/published.py
MARKS := -k gettext_lazy -k N_ -k pgettext:1c,2 -k pgettext_lazy:1c,2 -k ngettext:1,2 -k ngettext_lazy:1,2 \
	-k npgettext:1c,2,3

help: ## list what can be done here
	@sed -n 's/^\([a-z]*\):.*## /  make \1 — /p' Makefile

demo: ## set up what is needed and run Amends with example cases
	@tools/setup run
	@exec $(BIN)/amends demo

test: ## set up what is needed, then check and test everything
	@tools/setup all
	@$(MAKE) --no-print-directory check

check: ## check and test everything, as CI does
	@$(BIN)/python tools/check.py

setup: ## set up everything, for running, checking and testing
	@tools/setup all

wheel: ## build a wheel that brings everything along, in dist/
	@tools/setup run
	@$(BIN)/python -m pip --disable-pip-version-check -q wheel --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

bench: ## measure how fast Amends is on this machine
	@tools/setup all
	@$(BIN)/amends bench

site: ## build the documentation as a site, in var/site
	@tools/setup all
	@$(BIN)/mkdocs build --strict
	@ls var/site/index.html

lock: ## choose the newest parts and write the locks
	@tools/setup all
	@$(BIN)/python tools/lock.py

messages: ## gather the words that are translated
	@$(call gather,$(DESK_TONGUES),src/amends)
	@$(call gather,$(PORTAL_TONGUES),$(addprefix src/amends/,$(PORTAL_ROOMS)))

gather = found=$$(mktemp) && trap 'rm -f $$found' EXIT && \
	$(BIN)/pybabel -q extract -F babel.cfg $(MARKS) --no-location --sort-output --project=Amends -o $$found $(2) && \
	for tongue in $(1); do \
		$(BIN)/pybabel -q update -i $$found -o src/amends/locale/$$tongue/LC_MESSAGES/django.po -l $$tongue -w 120 \
			--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date || exit 1; \
	done

clean: ## forget everything that was set up, but no data
	@rm -rf .venv node_modules src/amends/static/vendor src/amends/fonts var/static var/scratch dist
