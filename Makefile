# What people type. Every target sets up what it needs first; `make` alone lists them.
#
# make itself ends with 2 when a command fails, and prints the command's own status as "Error N".

SHELL := /bin/bash
.DEFAULT_GOAL := help
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules

SITEMIX := .build/release/sitemix
PYTHON := .build/python/bin/python
CHECKS := Tests/CrossCheck
SOURCES := Package.swift $(shell find Sources)
STATIC := --static-swift-stdlib
# Darwin's linker has no static runtime: there Swift is part of the system.
ifeq ($(shell uname -s),Darwin)
STATIC :=
BREW := $(shell brew --prefix 2>/dev/null)
SWIFT_FLAGS := -Xcc -I$(BREW)/include -Xlinker -L$(BREW)/lib
endif

# Without testable imports, so that a test uses the modules that the tool was built from.
SWIFT_TEST := swift test -c release --disable-xctest --disable-testable-imports $(SWIFT_FLAGS)

# Words that people pass. A shell sees them in single quotes, and not before they were looked at here, as they were written.
WORDS := SITE SET SCENARIO PORTFOLIO FLEET SITES LIMITS JOINED OUT JOBS FORCE HOURS SECONDS_PER_SITE MEMORY EXECUTOR ENGINE GAP SOLVER CONCURRENCY PARTITION TIME SBATCH LAUNCHER CAUSES \
PROGRAM POINTS TARGETS KEYS BASE QUESTIONS BY VALUES BUDGETS A B YEAR YEARS IMPORT HOURLY ACTUALS N SEED TRIAL REFERENCE VALIDATE_TESTS TARIFFS PREFIX DESTDIR
QUOTE := '
define BREAK


endef
breaks_out = $(or $(findstring $(QUOTE),$(value $(1))),$(findstring $$,$(value $(1))),$(findstring $(BREAK),$(value $(1))))
$(foreach word,$(WORDS),$(if $(call breaks_out,$(word)),\
$(error $(word) holds a single quote, a dollar sign or a line break: write it without, as in SITE=sparks-nevada)))
$(foreach word,SITE SCENARIO,$(if $(findstring /,$(value $(word)))$(filter -% .%,$(firstword $(value $(word)))),\
$(error $(word) is a name, not a path or an option: write it as in SITE=sparks-nevada)))

# Changes to a site for one run: make optimise SITE=x SET="components.grid.import_limit_mw=8 real_discount_rate=0.1"
SET ?=
# An overlay of the site, from its folder scenarios: SCENARIO=name
CHANGES = $(foreach change,$(SET),--set '$(change)') $(if $(SCENARIO),--scenario '$(SCENARIO)')
# Where make install puts the tool.
PREFIX ?= /usr/local
# Which Swift tests belong to the validation: closed forms, the conformance of the solver, and the
# published numbers of the reliability simulation.
VALIDATE_TESTS ?= ClosedForm|Conformance|ConvolutionTests|PublishedTests|SurvivalTests
# Folder with validation/ and reference-data/, for `make reference`.
REFERENCE ?= ../shared
# Variations in a soak, how many at a time, and where the random numbers start.
N ?= 100
JOBS ?=
SEED ?= 1
# What makes the words of `make portfolio`; all may be left out. SITES is another word for PORTFOLIO, and FLEET what it was called.
PORTFOLIO ?= $(or $(SITES),$(FLEET))
PORTFOLIO_WORDS = $(if $(PORTFOLIO),'$(PORTFOLIO)') $(if $(OUT),--out '$(OUT)') $(if $(JOBS),--jobs '$(JOBS)') \
$(if $(LIMITS),--limits '$(LIMITS)' $(if $(GAP),--gap '$(GAP)') $(if $(JOINED),--joined)) \
$(if $(FORCE),--force) $(if $(HOURS),--horizon-hours '$(HOURS)') $(if $(SECONDS_PER_SITE),--seconds-per-site '$(SECONDS_PER_SITE)') \
$(if $(MEMORY),--memory-mb '$(MEMORY)') $(if $(EXECUTOR),--executor '$(EXECUTOR)') $(if $(ENGINE),--engine '$(ENGINE)') $(if $(CONCURRENCY),--concurrency '$(CONCURRENCY)') \
$(if $(PARTITION),--sbatch='--partition=$(PARTITION)') $(if $(TIME),--sbatch='--time=$(TIME)') \
$(foreach word,$(SBATCH),--sbatch='$(word)') $(if $(LAUNCHER),--launcher '$(LAUNCHER)') $(if $(PROGRAM),--program '$(PROGRAM)')

.PHONY: $(shell sed -nE 's/^([a-z-]+):.*/\1/p' $(firstword $(MAKEFILE_LIST)))

help: ## list the targets
	@echo 'Sitemix decides how to power a modular AI site. Targets:'
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

# Without Python a run still writes its tables, and says how to get the charts.
CHARTS := .ci/setup charts || true

optimise: $(SITEMIX) ## find the cheapest plan of SITE=name, with SET="key=value …", to GAP=0.001, by SOLVER=interior-point; without SITE, list the sites
	@$(if $(SITE),$(CHARTS))
	@$(SITEMIX) optimise $(if $(SITE),'$(SITE)') $(if $(GAP),--gap '$(GAP)') $(if $(SOLVER),--solver '$(SOLVER)') $(CHANGES)

report: $(SITEMIX) ## write the page of SITE=name's plan again, with the answers that came since
	@$(if $(SITE),$(CHARTS))
	@$(SITEMIX) report $(if $(SITE),'$(SITE)')

notebook: $(SITEMIX) ## run a notebook over SITE=name's results, planned first if they are not there
	@.ci/setup notebook
	@[ -z '$(SITE)' ] || [ -f 'notebooks-out/$(SITE)/dispatch.csv' ] || $(MAKE) --no-print-directory optimise
	@$(if $(SITE),.build/notebook/bin/python Sources/Notebook/run.py '$(SITE)',$(SITEMIX) report)

weather: $(SITEMIX) ## write the weather of SITE=name and what follows from it: solar output, PUE, engines
	@$(SITEMIX) weather $(if $(SITE),'$(SITE)') $(CHANGES)

gas: $(SITEMIX) ## write the gas of the wells of SITE=name: expected, and what 90, 50 and 10 % of years exceed
	@$(SITEMIX) gas $(if $(SITE),'$(SITE)') $(CHANGES)

years: $(SITEMIX) ## plan SITE=name for each of its scenarios or years alone, and run every plan in every one: regret.csv
	@$(SITEMIX) years $(if $(SITE),'$(SITE)') $(CHANGES)

explain: $(SITEMIX) ## say what binds the plan of SITE=name, and what moving it is worth
	@$(SITEMIX) explain $(if $(SITE),'$(SITE)') $(CHANGES)

frontier: $(SITEMIX) ## cost against emissions of SITE=name at POINTS=20; against uptime with TARGETS=0.99,0.999
	@$(SITEMIX) frontier $(if $(SITE),'$(SITE)') $(if $(POINTS),--points '$(POINTS)') $(if $(TARGETS),--targets '$(TARGETS)') $(CHANGES)

sensitivity: $(SITEMIX) ## what SITE=name becomes with KEYS="key …" changed BY=20 %, or VALUES="key=1,2 …"
	@$(SITEMIX) sensitivity $(if $(SITE),'$(SITE)') $(foreach key,$(KEYS),--key '$(key)') $(if $(BY),--by '$(BY)') $(foreach list,$(VALUES),--values '$(list)') $(CHANGES)

alternatives: $(SITEMIX) ## the least and the most of each size of SITE=name within BUDGETS=1,2,5 % more cost
	@$(SITEMIX) alternatives $(if $(SITE),'$(SITE)') $(if $(BUDGETS),--budgets '$(BUDGETS)') $(CHANGES)

compare: $(SITEMIX) ## set the plans A=name and B=name (or folders of results) side by side; without B, business as usual
	@$(SITEMIX) compare $(if $(A),'$(A)') $(if $(B),'$(B)')

certify: $(SITEMIX) ## simulate outages of SITE=name's plan, over YEARS=20000
	@$(SITEMIX) certify $(if $(SITE),'$(SITE)') $(if $(YEARS),--years '$(YEARS)') $(CHANGES)

bill: $(SITEMIX) ## price the imports of SITE=name's plan, of all its years or the months of YEAR=2028, or of a meter: IMPORT=file.csv
	@$(SITEMIX) bill $(if $(SITE),'$(SITE)') $(if $(IMPORT),--import '$(IMPORT)') $(if $(YEAR),--year '$(YEAR)') $(CHANGES)

emissions: $(SITEMIX) ## write the emissions tables of the plan of SITE=name, HOURLY=1 for hours; ACTUALS=folder of meters beside it; without SITE, of all sites
	@$(SITEMIX) emissions $(if $(SITE),'$(SITE)') $(if $(HOURLY),--hourly) $(if $(ACTUALS),--actuals '$(ACTUALS)')
	@if .ci/setup python; then \
	$(PYTHON) $(CHECKS)/audit_emissions.py $(if $(SITE),'notebooks-out/$(SITE)/$(TABLES)',notebooks-out/*/$(TABLES)) \
	&& $(if $(ACTUALS),$(PYTHON) $(CHECKS)/audit_actuals.py $(if $(SITE),'$(ACTUALS)' 'notebooks-out/$(SITE)/$(TABLES)',--all '$(ACTUALS)' notebooks-out) &&) \
	$(PYTHON) $(CHECKS)/emissions_workbook.py $(if $(SITE),'$(SITE)'); \
	else echo 'no workbook, for want of Python: the CSV files stand by themselves' >&2; fi
emissions: TABLES = $(if $(ACTUALS),emissions-actual,emissions)

proforma: $(SITEMIX) ## write the pro forma of SITE=name's plan as a workbook with live formulas, planned first if it is not there
	@.ci/setup python
	@[ -z '$(SITE)' ] || [ -f 'notebooks-out/$(SITE)/assumptions.csv' ] || $(MAKE) --no-print-directory optimise
	@$(if $(SITE),$(PYTHON) $(CHECKS)/proforma_workbook.py '$(SITE)',$(SITEMIX) report)

portfolio: $(SITEMIX) ## solve all sites, or PORTFOLIO=folder or list.csv, JOBS=n at a time; FORCE=1, HOURS=n, EXECUTOR=slurm or tasks; LIMITS=portfolio.yaml GAP=0.0001 for what all share
	@$(CHARTS)
	@$(SITEMIX) portfolio $(PORTFOLIO_WORDS)

portfolio-status: $(SITEMIX) ## say how far the portfolio is, here or on Slurm
	@$(SITEMIX) portfolio-status $(if $(OUT),--out '$(OUT)')

portfolio-uptime: $(SITEMIX) ## how often how much of the portfolio's compute is up: CAUSES=shared_causes.csv, YEARS=1000
	@$(CHARTS)
	@$(SITEMIX) portfolio-uptime $(if $(OUT),--out '$(OUT)') $(if $(CAUSES),--shared-causes '$(CAUSES)') $(if $(YEARS),--years '$(YEARS)') $(if $(JOBS),--jobs '$(JOBS)')

new-portfolio: $(SITEMIX) ## write PORTFOLIO=list.csv with N=100 example sites, from SEED=1
	@$(SITEMIX) new-portfolio '$(N)' --seed '$(SEED)' --out '$(or $(PORTFOLIO),portfolio.csv)'

.PHONY: fleet fleet-status fleet-test
fleet fleet-status fleet-test: # old names
	@echo 'warning: make $@ is now called make $(subst fleet,portfolio,$@)' >&2
	@$(MAKE) --no-print-directory $(subst fleet,portfolio,$@)

new-fleet: # an old name
	@echo 'warning: make new-fleet is now called make new-portfolio' >&2
	@$(MAKE) --no-print-directory new-portfolio

check-site: $(SITEMIX) ## read SITE=name and say what is wrong with it, without solving
	@$(SITEMIX) check $(if $(SITE),'$(SITE)') $(CHANGES)

sites: $(SITEMIX) ## list the sites
	@$(SITEMIX) sites

test: system ## run the tests; RECORD=1 writes the recorded texts anew, to be read before they count
	@$(SWIFT_TEST)

validate: $(SITEMIX) python ## compare with closed forms and with HiGHS, and check every certificate independently
	@$(SWIFT_TEST) --filter '$(VALIDATE_TESTS)'
	@$(PYTHON) $(CHECKS)/validate.py

reference: $(SITEMIX) python ## compare with published hourly cases in REFERENCE=folder, which is not shipped
	@$(PYTHON) $(CHECKS)/reference.py '$(REFERENCE)'
	@SITEMIX_REFERENCE='$(REFERENCE)' $(SWIFT_TEST) --filter PublishedCoverage

validate-full: $(SITEMIX) python ## solve whole years and all small sites again with HiGHS (an hour)
	@$(PYTHON) $(CHECKS)/validate.py --full

bench: $(SITEMIX) python ## time and memory beside HiGHS, and growth with the horizon; TARIFFS=1: what each charge costs; YEARS=1: over 1 to 20 years; BASE=path: beside another checkout, QUESTIONS=1 with its questions
	@$(if $(BASE),$(PYTHON) $(CHECKS)/bench_base.py '$(BASE)' $(if $(QUESTIONS),--questions),$(PYTHON) $(CHECKS)/$(if $(YEARS),bench_years.py,bench.py $(if $(TARIFFS),--tariffs)))

uptime-table: $(SITEMIX) python ## cost, sizes and certificate of every site at 99, 99.9 and 99.99 % (a quarter of an hour)
	@$(PYTHON) $(CHECKS)/uptime_table.py

browser-test: $(SITEMIX) ## open the reports of SITE=name or of all sites in a browser, and leave pictures
	@.ci/setup charts && .ci/setup browser
	@.build/browser/bin/python Tests/Browser/look.py $(if $(SITE),'$(SITE)')

fuzz: N = 10000
fuzz: system ## run the commands on N=10000 damaged files, from SEED=1: no crash, no hang, no other exit status
	@FUZZ_COUNT='$(N)' FUZZ_SEED='$(SEED)' $(SWIFT_TEST) --filter CommandFuzzTests

soak: $(SITEMIX) python ## solve N=100 random variations of the sites, JOBS=2 at a time, from SEED=1
	@$(PYTHON) $(CHECKS)/soak.py --count '$(N)' --jobs '$(or $(JOBS),2)' --seed '$(SEED)'

portfolio-test: $(SITEMIX) python ## try portfolios hard: TRIAL=failures, kills, tasks, shared, speed or many (minutes to an hour)
	@$(PYTHON) $(CHECKS)/portfolio.py '$(or $(TRIAL),failures)' --seed '$(SEED)'

resume-test: $(SITEMIX) python ## kill a plan over years at random moments and let it go on (minutes)
	@$(PYTHON) $(CHECKS)/resume_years.py --seed '$(SEED)'

slurm-test: $(SITEMIX) python ## a portfolio on a real Slurm of one node, which it starts itself (as root)
	@.ci/setup slurm
	@$(PYTHON) $(CHECKS)/slurm.py

example: $(SITEMIX) ## make the committed results of an example site again
	@.ci/setup charts && .ci/setup notebook
	@$(SITEMIX) optimise sparks-nevada --out notebooks-out/example --quiet
	@.build/notebook/bin/python Sources/Notebook/run.py sparks-nevada --out notebooks-out/example

schema: $(SITEMIX) ## write the JSON Schemas of site.yaml and of the results again
	@$(SITEMIX) schema

docs: $(SITEMIX) ## make the documentation site in .build/docs
	@.ci/docs

lint: system python ## check format and syntax
	@.ci/lint

format: system ## format the Swift sources in place
	@swift format --in-place --parallel --recursive Package.swift Sources Tests

check: ## what CI runs: lint, build without warnings, validate, test
	@.ci/run

generate: $(SITEMIX) ## make the shipped series of the sites again
	@for facts in data/sites/*/series.yaml; do $(SITEMIX) generate-series "$$(basename "$$(dirname "$$facts")")" || exit; done

# A build of its own, with Swift's runtime in it, so that the installed tool runs where there is no Swift.
install: system ## install the tool and its data folder below PREFIX=/usr/local, for any user and any folder
	@$(CHARTS)
	@swift build -c release --product sitemix $(STATIC) --scratch-path .build/install $(SWIFT_FLAGS) >&2
	@install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/sitemix'
	@install -m 755 .build/install/release/sitemix '$(DESTDIR)$(PREFIX)/bin/sitemix'
	@rm -rf '$(DESTDIR)$(PREFIX)/share/sitemix/data'
	@cp -R data '$(DESTDIR)$(PREFIX)/share/sitemix/data'
	@[ ! -s .build/charts/vega.js ] || install -m 644 .build/charts/vega.js '$(DESTDIR)$(PREFIX)/share/sitemix/vega.js'
	@chmod -R a+rX '$(DESTDIR)$(PREFIX)/share/sitemix'
	@echo 'installed $(PREFIX)/bin/sitemix; its data folder is $(PREFIX)/share/sitemix/data'

uninstall: ## remove what make install put below PREFIX=/usr/local
	@rm -rf '$(DESTDIR)$(PREFIX)/bin/sitemix' '$(DESTDIR)$(PREFIX)/share/sitemix'

clean: ## remove what was built
	@rm -rf .build

# One build, and silence when nothing changed: make compares times, and only then is Swift asked.
$(SITEMIX): $(SOURCES) | system
	@swift build -c release --product sitemix $(SWIFT_FLAGS) >&2
	@touch -c $@

system:
	@.ci/setup system

python:
	@.ci/setup python
