# Both `make run` and `make test` need a Debian with the Swift toolchain and nothing else: what is missing is installed first.

SHELL := /bin/bash
PYTHON := .venv/bin/python
EMBED := sh Sources/CPublic/embed.sh
RELEASE := swift build -c release --static-swift-stdlib --scratch-path .build-release --explicit-target-dependency-import-check error

.PHONY: run build test soak setup setup-tests bench clean

run: build
	bin/amparo demo

build: setup
	$(EMBED)
	$(RELEASE) --product amparo
	@mkdir -p bin
	@strip -o bin/amparo .build-release/release/amparo
	@echo "bin/amparo is ready"

test: setup setup-tests
	Scripts/test

soak: setup setup-tests
	Scripts/soak

bench: build
	bin/amparo bench

setup:
	@Scripts/setup

setup-tests: setup
	@Scripts/setup tests

clean:
	rm -rf .build .build-release bin
