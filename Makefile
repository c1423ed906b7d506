# make run    builds what is out of date and runs the main job
# make test   builds and runs every test (EXPERIMENT_LONG_TESTS=1: those of two sizes in their long one, minutes more)
# make verify measures what the configs claim and writes configs/papers/RESULTS.md (VERIFY_ARGS=--quick for the short versions)
# make bench  measures speed, as ratios, side by side
# make docs   writes the pages and the schema that follow from the code
# make picture  runs the quick start and draws the terminal, for the README; needs tmux
.DEFAULT_GOAL := build
.PHONY: build run test verify bench docs picture clean

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

# Folders too: their time stamps tell of files that were removed.
SOURCES := $(shell find registry components mlflow runner \( -name bin -o -name obj \) -prune -o -print) \
           Directory.Build.props Directory.Packages.props global.json BannedSymbols.txt .editorconfig

build: bin/experiment

# The touch at the end: publishing keeps the time stamp of an executable that did not change.
bin/experiment: $(SOURCES)
	dotnet publish runner/ExperimentRunner.csproj --configuration Release --output bin --verbosity quiet
	@touch $@

run: bin/experiment
	bin/experiment run configs/quickstart.yaml

test: bin/experiment
	EXPERIMENT_PROGRAM=$(CURDIR)/bin/experiment dotnet test tests/ExperimentRunner.Tests.csproj --configuration Release --logger "console;verbosity=minimal" $(TEST_ARGS)

verify: bin/experiment
	bin/experiment verify configs --results configs/papers $(VERIFY_ARGS)

bench: bin/experiment
	dotnet run --project tests/Benchmarks --configuration Release -- $(BENCH_ARGS)

docs: bin/experiment
	bin/experiment schema > docs/experiment.schema.json
	bin/experiment describe --all > docs/reference.md
	bin/experiment describe --codes > docs/errors.md

picture: bin/experiment
	docs/pictures/take

clean:
	rm -rf bin artifacts
	find . -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
