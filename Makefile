# `make` alone lists what can be made. Needs nothing but a JDK 25, which .ci/jdk finds; only `make alerts` needs promtool as well, `make infra`
# Node and npm, and `bench-troubles` and `soak-probes` need Linux with user namespaces.

SERVICES := probe-service decision-service actuator-service
MODULES  := contract sandbox kafka $(SERVICES)

empty :=
comma := ,
list   = $(subst $(empty) $(empty),$(comma),$(strip $(1)))

JDK   := home=$$(.ci/jdk) || exit 2; export JAVA_HOME="$$home";
MAVEN := MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow $$MAVEN_OPTS" ./mvnw -B -ntp
UNTESTED := -q -Dmaven.test.skip=true -Dspotless.check.skip=true
BOOTSTRAP = $(JDK) exec "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
             -jar actuator-service/target/quarkus-app/quarkus-run.jar
SHOW   = "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \
             -cp 'sandbox/target/classes:sandbox/target/lib/*'

BENCH  = "$$JAVA_HOME/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dslf4j.internal.verbosity=ERROR \
          -cp 'bench/target/classes:bench/target/lib/*'

# In a network of its own, where ports and name servers can fail and nobody else is disturbed.
ISOLATED = bench/isolated $(BENCH) -Dsignalbox.bench.isolated=true

CLAIMS = $(JDK) mkdir -p target; "$$JAVA_HOME/bin/java" -cp contract/target/test-classes io.signalbox.contract.Claims

# Maven prints errors only. The summary comes last: a line for each module, then each failed class with the end of its log.
BEGIN   = $(JDK) mkdir -p target; touch target/began; echo "Running all tests; logs are in */target/*-reports.";
SUMMARY = { .ci/test-summary target/began; exit $$ended; }

# What the demo runs from is built when a source, a folder of sources or a pom is newer, or a part of it is missing.
SOURCES  := $(shell find pom.xml $(MODULES:%=%/pom.xml) $(MODULES:%=%/src/main) 2>/dev/null)
PACKAGED := sandbox/target/lib $(SERVICES:%=%/target/quarkus-app/quarkus-run.jar)
RUNNERS   = $(foreach service,$(SERVICES),$(or $(wildcard $(service)/target/*-runner),$(service)/target/runner))
# FILE, or with ENV=prod the file of that environment beside the topology in the folder FILE.
TOPOLOGY  = $(if $(ENV),$(patsubst %/,%,$(FILE))/environments/$(ENV).yaml,$(FILE))
BEFORE_BUILT = $(if $(BEFORE),target/before/$(BEFORE))
missing   = $(filter-out $(wildcard $(1)),$(1))

.DEFAULT_GOAL := help
.PHONY: help demo test test-all test-secured refusals check alerts format topology probe iam acls iam-proof plan apply destroy import verify-aws race native native-cli bench-core bench-backtest bench-region-loss bench-stream bench-overload bench-fleet bench-ui first-path upgrade bench-mass bench-failover bench-probe bench-scale bench-troubles soak-probes mutation soak planted claims hostile fuzz rooms reasons scrape references sbom vulnerabilities reproducible compose-walk infra k8s-users k8s-rules release-check cli clean FORCE

help: ## Lists these targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: target/packaged ## Shows a failover and the way back; KEEP=1 stays up afterwards; EXAMPLE=pilot-light shows an example of examples/ instead
	@$(JDK) KEEP='$(KEEP)' exec $(SHOW) io.signalbox.sandbox.demo.Demo $(EXAMPLE)

test: ## Builds everything, runs the tests and all but the longest end-to-end tests
	@$(BEGIN) $(MAVEN) -q -T 2 verify; ended=$$?; $(SUMMARY)

test-all: ## The same, with the longest end-to-end tests: races, a standby, Kafka away, drift, drills, overrides, ramps, plans, signals, bootstrap
	@$(BEGIN) $(MAVEN) -q -T 2 verify -Dtests.excluded=none; ended=$$?; $(SUMMARY)

test-secured: ## The end-to-end tests with brokers that demand certificates and deny all that the access table does not give; LONG=1 with the longest
	@$(BEGIN) $(MAVEN) -q -T 2 -Dspotless.check.skip=true -pl end-to-end -am verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false \
	    -Dsignalbox.kafka=mtls $(if $(LONG),-Dtests.excluded=none); ended=$$?; .ci/test-summary target/began; \
	    .ci/secured-summary target/began && exit $$ended

refusals: ## Each principal of the access table tries at a real broker the rights that only others have: all are refused and counted
	@$(JDK) $(MAVEN) -q -Dspotless.check.skip=true -pl kafka -am test -Dtest=RefusalsTest -Dsurefire.failIfNoSpecifiedTests=false
	@grep -h '^RESULT refusals ' kafka/target/surefire-reports/*.RefusalsTest-output.txt

check: ## Formatting, and compilation with all warnings as errors
	@$(JDK) $(MAVEN) spotless:check test-compile

alerts: ## Tests the alert rules; needs promtool
	@promtool check rules observability/alerts.yml && promtool test rules observability/alerts*_test.yml

format: ## Formats the sources
	@$(JDK) $(MAVEN) -q spotless:apply

topology: target/packaged ## Checks FILE: what is wrong with a topology, and what each loss leads to
	@[ -n '$(FILE)' ] || { echo "make topology needs FILE, for example FILE=examples/orders.yaml" >&2; exit 2; }
	@$(JDK) exec "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
	    -jar decision-service/target/quarkus-app/quarkus-run.jar check '$(TOPOLOGY)'

probe: target/packaged ## Makes the checks WHAT of FILE once, or probes the URL WHAT, and shows all that was seen
	@[ -n '$(WHAT)' ] || { echo "make probe needs WHAT, for example FILE=examples/orders.yaml WHAT=orders/us-east-1" >&2; exit 2; }
	@$(JDK) $(if $(FILE),SIGNALBOX_TOPOLOGY='$(FILE)') exec "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
	    --sun-misc-unsafe-memory-access=allow -jar probe-service/target/quarkus-app/quarkus-run.jar probe $(if $(JSON),--json) '$(WHAT)'

iam: target/packaged ## Writes the IAM policy that actuator-service needs for FILE, or FOR=bootstrap (plan, apply, destroy) or FOR=probe-service
	@[ -n '$(FILE)' ] || { echo "make iam needs FILE, for example FILE=examples/drilled.yaml" >&2; exit 2; }
	@$(JDK) exec "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
	    -jar decision-service/target/quarkus-app/quarkus-run.jar iam '$(TOPOLOGY)' $(FOR)

acls: target/packaged ## Writes who may do what at a cell's Kafka for FILE: commands of kafka-acls, or FORMAT=strimzi
	@[ -n '$(FILE)' ] || { echo "make acls needs FILE, for example FILE=examples/orders.yaml" >&2; exit 2; }
	@$(JDK) exec "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
	    -jar decision-service/target/quarkus-app/quarkus-run.jar acls '$(FILE)' $(FORMAT)

iam-proof: ## Shows that the policies of make iam are enough and minimal: without any one action, resource or value something fails
	@$(JDK) $(MAVEN) -q -Dspotless.check.skip=true -pl actuator-service -am \
	    test-compile dependency:build-classpath -Dmdep.outputFile=target/test-classpath
	@$(JDK) "$$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 \
	    -cp "actuator-service/target/test-classes:actuator-service/target/classes:$$(cat actuator-service/target/test-classpath)" \
	    io.signalbox.actuator.app.IamProof | tee actuator-service/target/iam-proof
	@awk '/^RESULT iam-proof / {for (i = 3; i <= NF; i++) {split($$i, part, "="); is[part[1]] = part[2]}; \
	    ok = is["statements"] > 0 && is["statements"] == is["removed"] && is["removed"] == is["noticed"] && is["denied_unexpectedly"] == 0} END {exit !ok}' \
	    actuator-service/target/iam-proof

plan: target/packaged ## Shows what the names of FILE lack at their DNS provider, and changes nothing; ENV=dev means the file of that environment in the folder FILE
	@[ -n '$(FILE)' ] || { echo "make plan needs FILE, for example FILE=examples/orders.yaml" >&2; exit 2; }
	@$(BOOTSTRAP) plan '$(TOPOLOGY)'

apply: target/packaged ## Brings about what plan shows; FIRST=1 for names that no service knows yet
	@[ -n '$(FILE)' ] || { echo "make apply needs FILE, for example FILE=examples/orders.yaml" >&2; exit 2; }
	@$(BOOTSTRAP) apply '$(TOPOLOGY)' $(if $(FIRST),--first)

import: target/packaged ## Writes a topology for NAMES of ZONE as they are at Route 53, and changes nothing
	@[ -n '$(ZONE)' ] && [ -n '$(NAMES)' ] || { echo "make import needs ZONE and NAMES, for example ZONE=example.com NAMES='orders.example.com www.example.com'" >&2; exit 2; }
	@$(BOOTSTRAP) import '$(ZONE)' $(NAMES)

destroy: target/packaged ## Gives the names of FILE back to hand: no fence, the same answers; YES=1 does it
	@[ -n '$(FILE)' ] || { echo "make destroy needs FILE, for example FILE=examples/orders.yaml" >&2; exit 2; }
	@$(BOOTSTRAP) destroy '$(TOPOLOGY)' $(if $(YES),--yes)

verify-aws: target/packaged ## Shows on the throw-away zone ZONE of a real account whether AWS behaves as relied on; YES=1 does it, FILE=… also tries the steps of a topology, QUICK=1 is shorter, CLEAN=1 only takes away what a run left
	@[ -n '$(ZONE)' ] || { echo "make verify-aws needs ZONE, the name of a throw-away zone, for example ZONE=scratch.example.com" >&2; exit 2; }
	@$(BOOTSTRAP) verify '$(ZONE)' $(if $(FILE),'$(FILE)') $(if $(YES),--yes) $(if $(QUICK),--quick) $(if $(CLEAN),--clean)

race: target/packaged ## Lets two actuators race 100 times for one switch, with PROVIDER=rfc2136 at a real BIND
	@$(JDK) exec $(SHOW) io.signalbox.sandbox.race.Race $(PROVIDER)

native: target/packaged target/native ## Builds, tries and measures the native executables; GRAALVM_HOME says with what
	@$(JDK) exec $(SHOW) io.signalbox.sandbox.startup.NativeSmoke

bench-core: ## Measures how many observations one thread takes through the core
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec "$$JAVA_HOME/bin/java" -cp 'bench/target/classes:bench/target/lib/*' io.signalbox.bench.CoreBench

bench-backtest: ## Measures how long a backtest over an hour of 1,000 checks at 1 Hz takes
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec "$$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
	    -cp 'bench/target/classes:bench/target/lib/*' io.signalbox.bench.BacktestBench

bench-region-loss: ## Measures how long 10,000 services that lose a region take to be decided, and what brake and limit hold
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec "$$JAVA_HOME/bin/java" -cp 'bench/target/classes:bench/target/lib/*' \
	    io.signalbox.bench.region.RegionLossBench

bench-failover: target/packaged ## Measures 200 failovers, with checks every INTERVAL=200ms if asked: the observation that decides, the change, the name server's answer; KAFKA=mtls compares a secured Kafka with a plaintext one
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=0.01 \
	    --enable-native-access=ALL-UNNAMED -Dsignalbox.broker.for-long=true \
	    $(if $(INTERVAL),-Dsignalbox.bench.interval='$(INTERVAL)') \
	    -Dslf4j.internal.verbosity=ERROR -cp 'bench/target/classes:bench/target/lib/*' io.signalbox.bench.failover.$(if $(KAFKA),SecuredBench,FailoverBench)

bench-stream: target/packaged $(BEFORE_BUILT) ## Measures how many observations a second decision-service takes in, with Kafka beside it; BEFORE=commit measures that, too
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) $(if $(BEFORE),before=$$($(BENCH) -Dsignalbox.root='$(CURDIR)/target/before' io.signalbox.bench.stream.StreamBench | tee /dev/stderr \
	    | sed -n 's/^RESULT bench-stream observations_per_s=\([0-9]*\).*/\1/p') && [ -n "$$before" ] || exit 1;) \
	    exec $(BENCH) $(if $(BEFORE),-Dsignalbox.bench.before-per-s=$$before) io.signalbox.bench.stream.StreamBench

bench-overload: target/packaged $(BEFORE_BUILT) ## Gives decision-service twice what it can take for a minute, and starts a cell beside other work; BEFORE=commit tries that instead
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec $(BENCH) $(if $(BEFORE),-Dsignalbox.root='$(CURDIR)/target/before') io.signalbox.bench.stream.OverloadBench

bench-fleet: target/packaged ## Measures a cell of 10,000 services: observations, decisions, heap, restart, lists and metrics; takes 10 minutes
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec $(BENCH) io.signalbox.bench.stream.FleetBench

bench-ui: target/packaged ## Measures how soon the dashboard shows 1,000 services and their changes in Chromium; takes 3 minutes
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec $(BENCH) io.signalbox.bench.stream.UiBench

first-path: ## Times the path of a first-time user from the clone to the page that says why the traffic has moved; needs Chromium
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec $(BENCH) io.signalbox.bench.browser.FirstPath '$(CURDIR)'

# The commit before the newest change of what travels between the services, or is stored.
upgrade: BEFORE := $(or $(BEFORE),e20c8186)
upgrade: target/packaged ## Upgrades a running cell from BEFORE=commit, service by service, and back, with a failover after each exchange; default: the commit before the newest change of a format
	@$(MAKE) --no-print-directory target/before/services BEFORE='$(BEFORE)'
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec $(BENCH) io.signalbox.bench.upgrade.UpgradeTrial '$(CURDIR)/target/before' '$(BEFORE)'

bench-mass: target/packaged ## Measures how long 1,000 services of one zone take to be moved at 5 requests a second; takes 12 minutes
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec "$$JAVA_HOME/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
	    -Dslf4j.internal.verbosity=ERROR -cp 'bench/target/classes:bench/target/lib/*' io.signalbox.bench.mass.MassBench

bench-probe: target/packaged ## Measures probes per second of processor time, with checks every INTERVAL=200ms if asked, beside the blackbox exporter and HAProxy
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec $(BENCH) $(if $(INTERVAL),-Dsignalbox.bench.interval='$(INTERVAL)') io.signalbox.bench.probe.ProbeBench

bench-scale: target/packaged ## Measures how punctual CHECKS=10000 checks a second are, also with a tenth in trouble; MINUTES=1 each, WIDE=50000 every ten seconds if asked
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec $(BENCH) -Dsignalbox.bench.checks=$(or $(CHECKS),10000) -Dsignalbox.bench.minutes=$(or $(MINUTES),1) \
	    -Dsignalbox.bench.wide=$(or $(WIDE),0) io.signalbox.bench.probe.ScaleBench

bench-troubles: target/packaged ## Shows what Signalbox, the blackbox exporter and HAProxy say of the same 20 targets in trouble; takes 5 minutes
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec $(ISOLATED) io.signalbox.bench.faults.TroublesBench

soak-probes: target/packaged ## Breaks targets at random for MINUTES=30, and what lies around: each outage must be found, and no other
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec $(ISOLATED) -Dsignalbox.bench.minutes=$(or $(MINUTES),30) io.signalbox.bench.faults.SoakBench

mutation: ## Changes the core in small ways and counts how many of them its tests notice; SAMPLE=10 for one of ten, OF='evidence.*' for a part
	@$(JDK) $(MAVEN) -q -Dspotless.check.skip=true -pl $(call list,decision-service bench) -am \
	    test-compile dependency:build-classpath -Dmdep.outputFile=target/test-classpath
	@$(JDK) exec "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
	    -cp "bench/target/test-classes:$$(cat bench/target/test-classpath)" io.signalbox.bench.mutation.Mutation \
	    '$(or $(OF),*)' '$(or $(SAMPLE),1)' "$$(cat decision-service/target/test-classpath)"

soak: ## Simulates SEEDS=2000 worlds from FIRST=1 on, and fails when a rule is broken in one
	@$(JDK) $(MAVEN) -q -Dspotless.check.skip=true -pl decision-service -am \
	    test-compile dependency:build-classpath -Dmdep.outputFile=target/test-classpath
	@$(JDK) "$$JAVA_HOME/bin/java" -XX:+UseSerialGC \
	    -cp "decision-service/target/test-classes:decision-service/target/classes:$$(cat decision-service/target/test-classpath)" \
	    io.signalbox.decision.simulation.Soak $(or $(SEEDS),2000) $(FIRST) | tee decision-service/target/soak
	@grep -q '^RESULT soak .* violations=0 ' decision-service/target/soak

planted: ## Plants one defect after the other in the core: the simulated worlds must find each, and nothing without it; OF='hold' for a part
	@$(JDK) $(MAVEN) -q -Dspotless.check.skip=true -pl decision-service -am \
	    test-compile dependency:build-classpath -Dmdep.outputFile=target/test-classpath
	@$(JDK) "$$JAVA_HOME/bin/java" -XX:+UseSerialGC \
	    -cp "decision-service/target/test-classes:decision-service/target/classes:$$(cat decision-service/target/test-classpath)" \
	    io.signalbox.decision.simulation.Planted decision-service '$(OF)' | tee decision-service/target/planted
	@awk '/^RESULT planted / {split($$3, bugs, "="); split($$4, found, "="); ok = bugs[2] == found[2] && $$5 == "false_alarms=0"} END {exit !ok}' \
	    decision-service/target/planted

# Of all parsers, so that each gets its share of MINUTES.
PARSERS := 27
FUZZED  := contract probe-service decision-service

fuzz: ## Feeds broken input to each parser, for MINUTES=10 in all from SEED=1 on; keeps what it finds in */src/test/resources/fuzz, with KEEP=1 also inputs that reach new lines
	@$(JDK) $(MAVEN) -q -Dspotless.check.skip=true -pl $(call list,$(FUZZED)) -am \
	    test-compile dependency:build-classpath -Dmdep.outputFile=target/test-classpath
	@$(JDK) mkdir -p target; for module in $(FUZZED); do \
	    classes=$$module/target/test-classes:$$module/target/classes:$$(cat $$module/target/test-classpath); \
	    agent=$$(echo "$$classes" | tr : '\n' | grep '/org\.jacoco\.agent-.*-runtime\.jar$$'); \
	    "$$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx768m --sun-misc-unsafe-memory-access=allow -javaagent:$$agent=output=none,includes=io.signalbox.*,excludes=io.signalbox.fuzz.* \
	    -cp "$$classes" io.signalbox.fuzz.Fuzz $$(( $(or $(MINUTES),10) * 60 / $(PARSERS) )) $$module/src/test/resources/fuzz \
	    $(if $(KEEP),true,false) $(or $(SEED),1) || exit 1; done | tee target/fuzz
	@.ci/fuzz-summary $(or $(MINUTES),10) $(PARSERS) target/fuzz

hostile: target/packaged ## Gives hostile input to every door of running services, while failovers are due; takes 10 minutes
	@$(JDK) $(MAVEN) $(UNTESTED) -pl bench -am package
	@$(JDK) exec $(BENCH) io.signalbox.bench.hostile.HostileBench

claims: ## Runs the tests of docs/guarantees.md and says of each guarantee of README whether they show it; end-to-end tests are only looked for
	@$(JDK) $(MAVEN) -q -Dspotless.check.skip=true -pl contract -am test-compile
	@$(CLAIMS) tests > target/claims && echo "Running $$(tr ',' '\n' < target/claims | wc -l) classes of tests" \
	    && rm -f */target/surefire-reports/TEST-*.xml \
	    && { $(MAVEN) -q -Dspotless.check.skip=true -pl $(call list,contract probe-service decision-service actuator-service) -am \
	    test -Dtest="$$(cat target/claims)" -Dsurefire.failIfNoSpecifiedTests=false -Dmaven.test.failure.ignore=true || exit 1; }
	@$(CLAIMS) result | tee target/claims; ! grep -q '^NOT ' target/claims

rooms: ## Measures how the compiled code is divided into packages, and its cycles; ends with 1 if a limit is broken
	@$(JDK) $(MAVEN) $(UNTESTED) compile
	@$(JDK) exec "$$JAVA_HOME/bin/java" bench/src/test/java/io/signalbox/bench/rooms/Rooms.java

reasons: ## Writes docs/reasons.md, which explains each reason and alarm, and docs/runbooks.md, which explains each alert
	@$(JDK) $(MAVEN) -q -Dspotless.check.skip=true -pl contract -am \
	    test-compile dependency:build-classpath -Dmdep.outputFile=target/test-classpath
	@$(JDK) cd contract && classes="target/classes:target/test-classes:$$(cat target/test-classpath)" && \
	    "$$JAVA_HOME/bin/java" -cp "$$classes" io.signalbox.contract.reason.ReasonsPage ../docs/reasons.md && \
	    "$$JAVA_HOME/bin/java" -cp "$$classes" io.signalbox.contract.alert.RunbooksPage ../docs/runbooks.md

scrape: ## Writes observability/scrape, with which alert rules and dashboards are tested, from running services
	@$(JDK) $(MAVEN) -q -Dspotless.check.skip=true -pl end-to-end -am verify -Dtest=None -Dit.test=ScrapeIT \
	    -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dsignalbox.scrape.renew=true

references: ## Breaks the behaviour behind ten rows of docs/references.md, one after the other: the test that the row names must fail; takes 10 minutes; OF=cafe for a part
	@$(JDK) exec end-to-end/src/test/broken/run $(OF)

native-cli: cli ## Builds signalbox natively and measures a direct switch with it, and with the JVM; GRAALVM_HOME says with what
	@$(JDK) image="$${GRAALVM_HOME:-$$JAVA_HOME}/bin/native-image"; [ -x "$$image" ] \
	    || { echo "make native-cli needs a native-image for Java 25: set GRAALVM_HOME." >&2; exit 2; }; \
	    "$$image" --no-fallback -cp 'cli/target/signalbox/lib/*' \
	    -o cli/target/signalbox/bin/signalbox-native io.signalbox.cli.Main
	@$(JDK) $(MAVEN) -q -Dspotless.check.skip=true -pl cli -am test-compile dependency:build-classpath -Dmdep.outputFile=target/test-classpath
	@$(JDK) exec "$$JAVA_HOME/bin/java" -cp "cli/target/test-classes:cli/target/classes:$$(cat cli/target/test-classpath)" \
	    io.signalbox.cli.NativeTiming cli/target/signalbox/bin/signalbox-native cli/target/signalbox/bin/signalbox

sbom: ## Writes target/sbom.json: all that the three services contain, with versions, hashes and licences (CycloneDX); fails for a licence that is not allowed
	@$(JDK) $(MAVEN) -q -pl $(call list,. $(SERVICES)) -am package org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom \
	    -Dmaven.test.skip=true -Dspotless.check.skip=true
	@$(JDK) $(MAVEN) -q -Dspotless.check.skip=true -pl deployment -am test-compile dependency:build-classpath -Dmdep.outputFile=target/test-classpath
	@$(JDK) licences=$$("$$JAVA_HOME/bin/java" -cp "deployment/target/test-classes:$$(cat deployment/target/test-classpath)" \
	    io.signalbox.deployment.Licences target/sbom.json .ci/allowed-licences); ended=$$?; \
	    echo "RESULT sbom components=$$(( $$(grep -c '^      "purl"' target/sbom.json) - 1 ))" \
	    "with_licence=$$(grep -c '^      "licenses"' target/sbom.json) $$licences"; exit $$ended

vulnerabilities: sbom ## Compares target/sbom.json with OSV, a folder or zip file of OSV records; fails if a part has a known vulnerability
	@[ -n '$(OSV)' ] || { echo "make vulnerabilities needs OSV, for example OSV=all.zip from https://osv-vulnerabilities.storage.googleapis.com/Maven/all.zip" >&2; exit 2; }
	@$(JDK) exec "$$JAVA_HOME/bin/java" -cp "deployment/target/test-classes:$$(cat deployment/target/test-classpath)" \
	    io.signalbox.deployment.Vulnerabilities target/sbom.json '$(OSV)'

reproducible: ## Builds what is committed twice, in two folders, and fails if a jar has other content; counts apart what Quarkus writes in another order
	@.ci/reproducible

compose-walk: target/packaged ## Runs docker-compose.yml and what docs/installing.md shows with it; needs Docker, curl and jq; STAND_INS=1 without a registry, KEEP=1 stays up
	@$(JDK) exec infra/compose/walk

# The version that was generated from the provider of infra/terraform/versions.tf, and what of it is compared with the module.
PROVIDER_AWS := 21.22.1
DECLARED     := route53-zone route53-record route53-health-check iam-role iam-role-policy data-aws-iam-policy-document

target/provider-aws-$(PROVIDER_AWS):
	@mkdir -p $@.part && npm pack --silent --pack-destination target @cdktf/provider-aws@$(PROVIDER_AWS) > $@.part/name \
	    && tar xzf target/cdktf-provider-aws-$(PROVIDER_AWS).tgz -C $@.part $(DECLARED:%=package/lib/%/index.d.ts) && mv $@.part $@

SYNTHESIS = "$$JAVA_HOME/bin/java" -cp "infra/cdk/target/classes:$$(cat infra/cdk/target/classpath)" io.signalbox.infra.Synthesis .

infra: target/provider-aws-$(PROVIDER_AWS) ## Makes the stacks of the examples, compares them with what is committed and with AWS's resource schema, and the Terraform module with its provider's; needs Node and npm; RENEW=1 writes them
	@$(JDK) mkdir -p target; $(MAVEN) $(UNTESTED) -pl infra/cdk -am compile dependency:build-classpath \
	    -Dmdep.includeScope=runtime -Dmdep.outputFile=target/classpath
	@$(if $(RENEW),$(JDK) $(SYNTHESIS) renew > /dev/null)
	@npm ci --prefix infra/schema --silent --no-audit --no-fund && cd infra/schema && export PROVIDER='$(CURDIR)/$</package/lib' \
	    && { node --test . > ../../target/infra-schema || { cat ../../target/infra-schema; exit 1; }; } && node terraform.mjs ../terraform
	@$(JDK) drifted=$$($(SYNTHESIS)) || exit 1; checked=$$(node infra/schema/check.mjs .) || exit 1; \
	    echo "RESULT infra $$checked $$drifted"; case "$$checked $$drifted" in *' schema_errors=0 drifted=0') ;; *) exit 1;; esac

k8s-users: target/packaged ## Writes the users of k8s/kafka for the vantages of the overlay three-regions
	@{ echo '# Written by `make k8s-users`: who may do what at a cell, with a certificate each.'; \
	    $(MAKE) -s acls FILE=k8s/overlays/three-regions/common/topology.yaml FORMAT=strimzi | sed 's/my-cluster/signalbox/'; } > k8s/kafka/users.yaml

k8s-rules: ## Writes the PrometheusRule of k8s/monitoring from observability/alerts.yml
	@k8s/monitoring/update

release-check: ## Does what a release needs but a registry: files, images, lists of parts, native executables; QUICK=1 without the latter
	@exec .ci/release-check

cli: ## Builds the command line signalbox, with its manual page and completion, and says how to start it
	@$(JDK) $(MAVEN) $(UNTESTED) -Dquarkus.build.skip=true -pl cli -am package
	@$(JDK) home=cli/target/signalbox; mkdir -p $$home/bin $$home/share/man/man1 $$home/share/bash-completion/completions \
	    && cp cli/target/cli-*.jar $$home/lib/ && cp cli/src/main/scripts/signalbox $$home/bin/ \
	    && $$home/bin/signalbox man > $$home/share/man/man1/signalbox.1 \
	    && $$home/bin/signalbox completion > $$home/share/bash-completion/completions/signalbox \
	    && echo "Start it with $$home/bin/signalbox --help; docs/cli.md says more."

clean: ## Removes what was built
	@$(JDK) $(MAVEN) -q clean

# The decision-service of another commit, to be measured beside this one.
target/before/$(BEFORE): FORCE
	@[ -f '$@' ] || { rm -rf $(@D) && mkdir -p $(@D) && git archive '$(BEFORE)' | tar -x -C $(@D); }
	@$(JDK) [ -f '$@' ] || { cd $(@D) && $(MAVEN) $(UNTESTED) -pl decision-service -am package && touch '$(BEFORE)'; }

target/before/services: target/before/$(BEFORE)
	@$(JDK) [ -f '$@' ] || { cd $(@D) && $(MAVEN) $(UNTESTED) -pl $(call list,$(SERVICES)) -am package && touch services; }

target/packaged: $(SOURCES) $(if $(call missing,$(PACKAGED)),FORCE)
	@echo "Building the services; the first time Maven fetches what it needs, which takes minutes."
	@$(JDK) $(MAVEN) $(UNTESTED) -pl $(call list,sandbox $(SERVICES)) -am package
	@mkdir -p $(@D) && touch $@

target/native: $(SOURCES) $(if $(call missing,$(RUNNERS)),FORCE)
	@$(JDK) { [ -x "$${GRAALVM_HOME:-/none}/bin/native-image" ] || [ -x "$$JAVA_HOME/bin/native-image" ] \
	    || command -v native-image || docker info || podman info; } >/dev/null 2>&1 \
	    || { echo "make native needs a native-image for Java 25 (GraalVM or Mandrel), or Docker: set GRAALVM_HOME." >&2; exit 2; }
	@echo "Building three native executables; each takes minutes."
	@$(JDK) $(MAVEN) $(UNTESTED) -Dnative -pl $(call list,$(SERVICES)) -am package
	@mkdir -p $(@D) && touch $@
