# `make` alone lists what can be made. Needs nothing but a JDK 25, which .ci/jdk finds.

SERVICES := probe-service decision-service actuator-service
MODULES  := contract sandbox $(SERVICES)

empty :=
comma := ,
list   = $(subst $(empty) $(empty),$(comma),$(strip $(1)))

JDK   := home=$$(.ci/jdk) || exit 2; export JAVA_HOME="$$home";
MAVEN := MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow $$MAVEN_OPTS" ./mvnw -B -ntp
QUICK := -q -Dmaven.test.skip=true -Dspotless.check.skip=true
SHOW   = "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
             -cp 'sandbox/target/classes:sandbox/target/lib/*'

# What the demo runs from is built when a source, a folder of sources or a pom is newer, or a part of it is missing.
SOURCES  := $(shell find pom.xml $(MODULES:%=%/pom.xml) $(MODULES:%=%/src/main) 2>/dev/null)
PACKAGED := sandbox/target/lib $(SERVICES:%=%/target/quarkus-app/quarkus-run.jar)
RUNNERS   = $(foreach service,$(SERVICES),$(or $(wildcard $(service)/target/*-runner),$(service)/target/runner))
missing   = $(filter-out $(wildcard $(1)),$(1))

.DEFAULT_GOAL := help
.PHONY: help demo test check format race native bench-core clean FORCE

help: ## Lists these targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: target/packaged ## Shows a failover and the way back; KEEP=1 stays up afterwards
	@$(JDK) KEEP='$(KEEP)' exec $(SHOW) io.signalbox.sandbox.Demo

test: ## Builds everything, runs every test and the end-to-end tests
	@$(JDK) $(MAVEN) verify

check: ## Formatting, and compilation with all warnings as errors
	@$(JDK) $(MAVEN) spotless:check test-compile

format: ## Formats the sources
	@$(JDK) $(MAVEN) -q spotless:apply

race: target/packaged ## Lets two actuators race 100 times for one switch
	@$(JDK) exec $(SHOW) io.signalbox.sandbox.Race

native: target/packaged target/native ## Builds, tries and measures the native executables; GRAALVM_HOME says with what
	@$(JDK) exec $(SHOW) io.signalbox.sandbox.NativeSmoke

bench-core: ## Measures how many observations one thread takes through the core
	@$(JDK) $(MAVEN) $(QUICK) -pl bench -am package
	@$(JDK) exec "$$JAVA_HOME/bin/java" -cp 'bench/target/classes:bench/target/lib/*' io.signalbox.bench.CoreBench

clean: ## Removes what was built
	@$(JDK) $(MAVEN) -q clean

target/packaged: $(SOURCES) $(if $(call missing,$(PACKAGED)),FORCE)
	@echo "Building the services; the first time Maven fetches what it needs, which takes minutes."
	@$(JDK) $(MAVEN) $(QUICK) -pl $(call list,sandbox $(SERVICES)) -am package
	@mkdir -p $(@D) && touch $@

target/native: $(SOURCES) $(if $(call missing,$(RUNNERS)),FORCE)
	@$(JDK) { [ -x "$${GRAALVM_HOME:-/none}/bin/native-image" ] || [ -x "$$JAVA_HOME/bin/native-image" ] \
	    || command -v native-image || docker info || podman info; } >/dev/null 2>&1 \
	    || { echo "make native needs a native-image for Java 25 (GraalVM or Mandrel), or Docker: set GRAALVM_HOME." >&2; exit 2; }
	@echo "Building three native executables; each takes minutes."
	@$(JDK) $(MAVEN) $(QUICK) -Dnative -pl $(call list,$(SERVICES)) -am package
	@mkdir -p $(@D) && touch $@
