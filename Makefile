# Every command does its own set-up and can run on a machine where nothing of ours is installed.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PORT ?= 8080
# The demo is there in half the time of a release build, and its pages take a few milliseconds all the same; the tests use
# that build too. `make demo CONFIG=release` for the real speed.
demo: CONFIG ?= debug
rigs: CONFIG ?= release

step := scripts/step.sh
python := .venv/bin/python

.PHONY: help demo test verify deb deb-try bench rigs rigs-negative shots format clean

help: ## Deze lijst
	@printf 'Inzet: kies een opdracht\n\n'
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

demo: ## Levende demogemeente op http://localhost:8080 (andere poort: make demo PORT=8090)
	@scripts/free-port.sh $(PORT)
	@$(step) "Voorbereiden" scripts/setup.sh
	@$(step) "Bouwen ($(CONFIG), de eerste keer duurt dit minuten)" scripts/build.sh -c $(CONFIG) --product inzet
	@printf '\n── Demo starten op poort %s; stoppen met Ctrl+C\n' '$(PORT)'
	@exec "$$(swift build -c $(CONFIG) --show-bin-path)/inzet" demo --port $(PORT)

test: ## Alle tests: stijl, eenheden, browser, toegankelijkheid, mail, crash
	@scripts/test.sh

verify: ## De statistiek naast die van R: opnieuw uitrekenen, vergelijken, en de tests ermee
	@$(step) "Voorbereiden" scripts/setup.sh --verify
	@$(step) "R uitvragen" Tests/verify/verify.sh
	@$(step) "Bouwen (debug, met tests)" scripts/build.sh --build-tests
	@$(step) "Swift-tests" scripts/swift-test.sh --filter 'TabulationTests\.(Distribution|Survey|Share|Design|Weighting|Letters)Tests'

deb: ## Debian-pakket met SHA256SUMS en SBOM in dist/ (de eerste keer duurt dit tien minuten)
	@$(step) "Voorbereiden" scripts/setup.sh --package
	@$(step) "Pakket maken" packaging/deb.sh

deb-try: ## Dat pakket installeren, gebruiken, bijwerken en weghalen in een wegwerpkopie van deze machine (root)
	@$(step) "Pakket proberen" packaging/try.sh $(lastword $(sort $(wildcard dist/inzet_*.deb)))

bench: ## Metingen naast anderen (release)
	@$(step) "Voorbereiden" scripts/setup.sh --tests --bench
	@$(step) "Bouwen (release)" scripts/build.sh -c release --product inzet
	@$(step) "Meten" Benchmarks/run.sh

rigs: ## Lange proeven: 3000 keer kill -9, 500 stroomstoringen, failover, terugzetten … (ONLY=failover SEED=7)
	@$(step) "Voorbereiden" scripts/setup.sh --tests --rigs
	@$(step) "Bouwen ($(CONFIG))" scripts/build.sh -c $(CONFIG) --product inzet
	@INZET_BIN="$$(swift build -c $(CONFIG) --show-bin-path)/inzet" $(step) "Proeven" $(python) Tests/rigs/all.py \
		$(if $(ONLY),--only "$(ONLY)") $(if $(SEED),--seed $(SEED))

rigs-negative: ## Tegenproeven: haal elke bescherming weg; de proef ervoor moet rood worden (ONLY=failover)
	@$(step) "Voorbereiden" scripts/setup.sh --tests --rigs
	@$(step) "Bouwen (debug)" scripts/build.sh --product inzet
	@$(step) "Tegenproeven" $(python) Tests/rigs/negative.py $(if $(ONLY),--only "$(ONLY)")

shots: ## Schermafdrukken op 360 en 1280 in tmp/shots (URLS="/vacatures /cijfers")
	@$(step) "Voorbereiden" scripts/setup.sh --tests
	@$(step) "Bouwen (debug)" scripts/build.sh --product inzet
	@$(step) "Schermafdrukken" $(python) Tests/browser/shots.py --out tmp/shots $(URLS)

format: ## Alle Swift in de huisstijl zetten
	@$(step) "Opmaken" swift format -i --recursive --parallel Package.swift Sources Tests

clean: ## Bouwsel weggooien (de Python-omgeving blijft)
	@$(step) "Opruimen" swift package clean
