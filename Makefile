# make run    builds what is out of date and runs the main job
# make test   builds and runs every test
# make verify measures what the configs claim and writes configs/papers/RESULTS.md (VERIFY_ARGS=--quick for the short versions)
# make bench  measures speed, as ratios, side by side
.DEFAULT_GOAL := build
.PHONY: build run test verify bench schema clean

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

SOURCES := $(shell find registry components runner \( -name bin -o -name obj \) -prune -o -type f -print) \
           Directory.Build.props Directory.Packages.props global.json BannedSymbols.txt .editorconfig

build: bin/experiment

# The touch at the end: publishing keeps the time stamp of an executable that did not change.
bin/experiment: $(SOURCES)
	dotnet publish runner/ExperimentRunner.csproj --configuration Release --output bin --verbosity quiet
	@touch $@

run: bin/experiment
	bin/experiment run configs/quickstart.yaml

test: bin/experiment
	dotnet test tests/ExperimentRunner.Tests.csproj --configuration Release --logger "console;verbosity=minimal" $(TEST_ARGS)

verify: bin/experiment
	bin/experiment verify configs $(VERIFY_ARGS)

bench: bin/experiment
	dotnet run --project tests/Benchmarks --configuration Release -- $(BENCH_ARGS)

schema: docs/experiment.schema.json

docs/experiment.schema.json: bin/experiment
	bin/experiment schema > $@

clean:
	rm -rf bin artifacts
	find . -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
