package io.signalbox.decision.core.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.decision.core.lint.LintFinding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintTest {

    private static final String THREE = "[us-east-1, eu-west-1, us-west-2]";
    private static final String SITES = """
            sites:
              - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
              - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
        """;

    private static final String PAGE = """
            sites:
              - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
              - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
              - {name: page, priority: 9, address: {ipv4: [192.0.2.9]}, lastResort: true}
        """;

    @TempDir
    Path directory;

    @Test
    void whatIsShownToBeCopiedPasses() throws Exception {
        try (var files = Files.list(Path.of("../examples"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
                assertThat(Lint.of(read(file)).findings())
                        .as("errors in %s", file)
                        .noneMatch(finding -> finding.severity() == Severity.ERROR);
            }
        }
    }

    @Test
    void theTableTellsRegionByRegionWhatHappens() throws Exception {
        Lint lint = lint("us-west-2", THREE, SITES);
        assertThat(lint.passes()).isTrue();
        assertThat(lint.losses())
                .extracting(Loss::lost)
                .containsExactly("(all sites)", "eu-west-1", "us-east-1", "us-west-2");
        assertThat(effect(lint, "us-east-1")).startsWith("moves to us-west-2 after");
        assertThat(effect(lint, "eu-west-1")).contains("us-east-1 is UP");
        assertThat(effect(lint, "(all sites)")).startsWith("nothing is left: no site is fit");
        assertThat(effect(lint, "us-west-2")).isEqualTo("nobody decides: the only cell is lost, too");
        assertThat(warnings(lint)).containsExactly("cells", "references", "services.orders.dns");
    }

    @Test
    void twoVantagesCannotOutvoteALostRegion() throws Exception {
        Lint lint = lint("us-west-2", "[us-east-1, us-west-2]", SITES);
        assertThat(lint.passes()).isFalse();
        assertThat(errors(lint)).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo("services.orders.policy.quorum");
            assertThat(finding.text())
                    .contains("when us-east-1 is lost")
                    .contains("1 vote is left of the 2 needed")
                    .contains("third region")
                    .contains("excludeOwnVantage: true with quorum: 1");
        });
    }

    @Test
    void twoVantagesThatDoNotVoteOnThemselvesMayAndAreWarnedOfTheirTrust() throws Exception {
        Lint lint = lint("us-west-2", "[us-east-1, us-west-2]", SITES, "policy: {quorum: 1, excludeOwnVantage: true}");
        assertThat(lint.passes()).isTrue();
        assertThat(effect(lint, "us-east-1")).startsWith("moves to us-west-2");
        assertThat(lint.findings()).anySatisfy(finding -> {
            assertThat(finding.path()).isEqualTo("services.orders.policy.quorum");
            assertThat(finding.text())
                    .contains("one vantage alone can move the traffic")
                    .contains("us-west-2");
        });
    }

    @Test
    void oneVantageThatWouldDecideAloneIsAnErrorUnlessThatIsWrittenDown() throws Exception {
        Lint alone = lint("us-west-2", "[us-east-1, us-west-2]", SITES, "policy: {excludeOwnVantage: true}");
        assertThat(errors(alone)).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo("services.orders.policy.quorum");
            assertThat(finding.text()).startsWith("one vantage, us-west-2, decides alone on us-east-1");
        });
        assertThat(effect(alone, "us-east-1")).startsWith("moves to us-west-2").endsWith("once an approver agrees");
        assertThat(lint("us-west-2", "[eu-west-1]", SITES, "policy: {quorum: 1}")
                        .passes())
                .isTrue();
        assertThat(lint("us-west-2", "[eu-west-1]", SITES, "policy: {mode: approve}")
                        .passes())
                .isTrue();
    }

    @Test
    void aTargetWithTooFewPlacesForItsChecksIsAnError() throws Exception {
        String probes = IntStream.range(0, 9)
                .mapToObj(i -> "{name: p" + i + ", tcp: {port: 443}, interval: 2s, timeout: 1s}")
                .collect(Collectors.joining(", ", "probes: [", "]"));
        Lint lint = lint("us-west-2", THREE, SITES, "perTarget: 1", probes);
        assertThat(errors(lint)).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.path()).startsWith("services.orders.sites[").endsWith("].probes");
            assertThat(finding.text())
                    .contains("9 checks go to 192.0.2.")
                    .contains("once in 9s")
                    .contains("after 6s");
        });
    }

    @Test
    void theOnlyCellMustNotBeWhereTheTrafficIs() throws Exception {
        Lint lint = lint("us-east-1", THREE, SITES);
        assertThat(errors(lint)).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo("cells");
            assertThat(finding.text()).contains("the only cell is lost with it");
        });
    }

    @Test
    void aGateThatNeverOpensIsAnError() throws Exception {
        Lint lint = lint("us-west-2", THREE, """
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                  - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                  - {name: page, priority: 9, address: {ipv4: [192.0.2.9]}, lastResort: true}
            """, "plans: {failover: [{wait-healthy: {}}, {dns-switch: {}}]}");
        assertThat(errors(lint))
                .extracting(LintFinding::path)
                .contains("services.orders.plans.failover[0]", "services.orders.policy.whenAllDown");
        assertThat(errors(lint).getFirst().text()).contains("never passed when traffic goes to page");
        Lint better = lint(
                "us-west-2",
                THREE,
                """
                    sites:
                      - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                      - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                      - {name: page, priority: 9, address: {ipv4: [192.0.2.9]}, lastResort: true}
                """,
                "plans: {failover: [{wait-healthy: {}, to: [us-east-1, us-west-2]}, {dns-switch: {}}]}");
        assertThat(better.passes()).isTrue();
        assertThat(effect(better, "(all sites)")).startsWith("moves to page");
    }

    @Test
    void aModeThatAsksOrAdvisesIsToldAsSuch() throws Exception {
        assertThat(effect(lint("us-west-2", THREE, SITES, "policy: {mode: approve}"), "us-east-1"))
                .startsWith("moves to us-west-2")
                .endsWith("once an approver agrees");
        assertThat(effect(lint("us-west-2", THREE, SITES, "policy: {mode: advise}"), "us-east-1"))
                .startsWith("would move to us-west-2");
        assertThat(effect(lint("us-west-2", THREE, SITES, "policy: {mode: off}"), "us-east-1"))
                .isEqualTo("nothing is decided: mode off");
    }

    @Test
    void sitesThatAreNotApartAreToldOf() throws Exception {
        Lint lint = lint("us-west-2", THREE, """
                sites:
                  - {name: us-east-1, priority: 1, address: {cname: a.us-east-1.elb.amazonaws.com}}
                  - {name: us-west-2, priority: 2, address: {cname: b.us-east-1.elb.amazonaws.com}}
            """);
        assertThat(lint.findings())
                .anySatisfy(finding -> assertThat(finding.text()).contains("all addresses are in us-east-1"));
    }

    @Test
    void aPolicyThatWorksAgainstItselfIsToldOf() throws Exception {
        Lint lint = lint(
                "us-west-2",
                THREE,
                SITES,
                "policy: {claimFor: 20m, damping: {halfLife: 24h, suppressAt: 1000, reuseAt: 100}}",
                "plans: {failover: [{wait-healthy: {}}, {dns-switch: {}}]}");
        assertThat(lint.findings())
                .extracting(LintFinding::path)
                .contains(
                        "services.orders.policy.claimFor",
                        "services.orders.policy.damping.suppressAt",
                        "services.orders.policy.damping.reuseAt");
        assertThat(lint.passes()).isTrue();
    }

    @Test
    void aLimitThatIsTooTightForTheBiggestRegionIsToldOf() throws Exception {
        var services = new StringBuilder();
        for (int number = 0; number < 5; number++) {
            services.append("""
                  s%1$d:
                    hostname: s%1$d.example.com
                    dns: {zone: example.com}
                    sites:
                      - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                      - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                    probes: [{name: health, tcp: {port: 80}}]
                """.formatted(number));
        }
        Lint lint = Lint.of(text("""
            cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
            vantages: [us-east-1, eu-west-1, us-west-2]
            governor: {velocity: {moves: 2, within: 1m}}
            services:
            """ + services));
        assertThat(lint.findings()).anySatisfy(finding -> {
            assertThat(finding.path()).isEqualTo("governor.velocity");
            assertThat(finding.text())
                    .contains("5 services move when us-east-1 is lost")
                    .contains("2m later");
        });
    }

    @Test
    void aDrillThatNothingMakesReadyForIsToldOf() throws Exception {
        Lint lint = lint("us-west-2", THREE, SITES, """
            probes:
              - {name: health, tcp: {port: 80}}
              - {name: warm, readiness: true, tcp: {port: 81}}
            drills: [{name: monthly, schedule: first Monday 00:05, lasts: 30m}]\
            """.indent(4).strip());
        assertThat(lint.findings()).anySatisfy(finding -> {
            assertThat(finding.path()).isEqualTo("services.orders.drills[0]");
            assertThat(finding.text()).contains("us-west-2 has a readiness probe");
        });
    }

    @Test
    void aGateOnWhatATargetDoesNotMeasureIsAnErrorForThatTargetOnly() throws Exception {
        String sites = """
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                  - name: us-west-2
                    priority: 2
                    address: {ipv4: [192.0.2.2]}
                    probes: [{name: health, tcp: {port: 80}}, {name: lag, watchOnly: true, tcp: {port: 82}}]
            """;
        String probes = "probes: [{name: health, tcp: {port: 80}}]";
        Lint lint = lint("us-west-2", THREE, sites, probes, """
            plans: {failback: [{pause: {for: 1s}}, {wait-lag: {probe: lag}}, {dns-switch: {}}],
                    switchover: [{wait-lag: {probe: lag}}, {dns-switch: {}}]}\
            """.strip());
        assertThat(errors(lint)).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo("services.orders.plans.failback[1]");
            assertThat(finding.text()).contains("goes to us-east-1, which nobody measures lag of");
        });
        assertThat(lint.findings().getFirst().severity()).isEqualTo(Severity.ERROR);
        assertThat(lint.findings()).anySatisfy(finding -> {
            assertThat(finding.path()).isEqualTo("services.orders.sites[0].probes");
            assertThat(finding.text()).isEqualTo("us-east-1 has no lag, which other sites have");
        });
    }

    @Test
    void aLastResortThatIsNeverUsedNeedsNoGateOfItsOwn() throws Exception {
        String plan = "plans: {failover: [{wait-healthy: {}}, {dns-switch: {}}]}";
        assertThat(lint("us-west-2", THREE, PAGE, plan, "policy: {whenAllDown: stay}")
                        .passes())
                .isTrue();
    }

    @Test
    void whatCannotBePutBackIsNoPartOfADrill() throws Exception {
        String plan = "plans: {failover: [{rds-promote: {region: us-west-2, instance: replica}}, {dns-switch: {}}]}";
        Lint unplanned = lint("us-west-2", THREE, SITES, plan);
        assertThat(unplanned.passes()).isTrue();
        assertThat(unplanned.findings()).anySatisfy(finding -> assertThat(finding.text())
                .isEqualTo("\"rds-promote\" is part of every drill, and nothing can put it back"));
        Lint planned = lint(
                "us-west-2",
                THREE,
                SITES,
                plan,
                "drills: [{name: monthly, schedule: first Monday 00:05, lasts: 30m, target: us-west-2}]");
        assertThat(errors(planned)).singleElement().satisfies(finding -> assertThat(finding.path())
                .isEqualTo("services.orders.plans.failover"));
    }

    @Test
    void automaticFailbackAfterAOneWayStepIsToldOf() throws Exception {
        Lint lint = lint(
                "us-west-2",
                THREE,
                SITES,
                "plans: {failover: [{rds-promote: {region: us-west-2, instance: replica}}, {dns-switch: {}}]}");
        assertThat(warnings(lint)).contains("services.orders.policy.failback.mode");
    }

    @Test
    void whatAPlanNeedsOfTheRegionThatItLeavesIsToldOf() throws Exception {
        Lint lint = lint("us-west-2", THREE, SITES, """
            plans: {failover: [
                  {name: home, ecs-scale: {region: us-east-1, cluster: shop, service: web, desired: 0, exactly: true}},
                  {name: stand, ecs-scale: {region: us-west-2, cluster: shop, service: web, desired: 6}, to: [us-west-2]},
                  {name: far, sns-notify: {region: eu-west-1, topic: "arn:aws:sns:eu-west-1:123456789012:ops"}},
                  {dns-switch: {}}]}\
            """.strip());
        assertThat(lint.findings())
                .extracting(LintFinding::text)
                .filteredOn(text -> text.contains("plane of"))
                .satisfiesExactly(
                        text -> assertThat(text)
                                .startsWith("when us-east-1 is lost as a region, the switch away from it needs the"
                                        + " control plane of Route 53"),
                        text -> assertThat(text)
                                .isEqualTo("\"home\" needs the control plane of Amazon ECS in us-east-1, the region"
                                        + " that is left when us-east-1 is lost"));
    }

    private static final String WITH_CONTROL = """
            plans: {failover: [%s
                  {name: arc, routing-control: {endpoints: [{region: us-west-2, url: "https://a.example.com/v1"}],
                    controls: [{arn: "arn:aws:route53-recovery-control::123456789012:controlpanel/a/routingcontrol/b", state: on}]}}%s]}\
            """;

    @Test
    void aRoutingControlThatWaitsForRoute53IsToldOf() throws Exception {
        Lint lint = lint(
                "us-west-2",
                THREE,
                SITES,
                WITH_CONTROL.formatted("", ",\n      {dns-switch: {}}").strip());

        assertThat(lint.findings()).extracting(LintFinding::text).anySatisfy(text -> assertThat(text)
                .startsWith("\"arc\" is done only while the fence says so")
                .contains("unless it follows a switch by a signal"));
    }

    @Test
    void aRoutingControlAfterASwitchByASignalIsNotToldOf() throws Exception {
        Lint lint = Lint.of(text(
                """
                cells: [{name: us-west-2, bootstrap: "localhost:9092"}]
                vantages: [us-east-1, eu-west-1, us-west-2]
                services:
                  orders:
                    hostname: orders.example.com
                    dns: {zone: example.com, routing: failover, signal: {bucket: b-1, key: k, region: us-west-2}}
                    sites:
                      - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}, healthCheck: 00000000-1111-2222-3333-444444444444}
                      - {name: us-west-2, priority: 2, address: {ipv4: [192.0.2.2]}}
                    probes: [{name: health, tcp: {port: 80}}]
                """ + WITH_CONTROL.formatted("{dns-switch: {}},", "").strip().indent(4)));

        assertThat(lint.findings())
                .extracting(LintFinding::text)
                .isNotEmpty()
                .noneMatch(text -> text.contains("is done only while the fence says so"));
    }

    @Test
    void whatIsInOrderIsNotToldOf() throws Exception {
        Lint lint = lint(
                "us-west-2",
                THREE,
                SITES,
                "policy: {claimFor: 20m, damping: {halfLife: 24h, suppressAt: 3000, reuseAt: 1500}}",
                """
                probes: [{name: health, tcp: {port: 80}}, {name: warm, readiness: true, tcp: {port: 81}}]
                    drills: [{name: monthly, schedule: first Monday 00:05, lasts: 30m, target: us-west-2}]
                    plans: {drill: [{wait-healthy: {}}, {dns-switch: {}}]}\
                """.strip());
        assertThat(lint.findings())
                .extracting(LintFinding::path)
                .containsExactly("cells", "references", "services.orders.policy.claimFor", "services.orders.dns");
        lint = lint("us-west-2", THREE, SITES, "policy: {claimFor: 20m, damping: {suppressAt: 1001, reuseAt: 1000}}");
        assertThat(warnings(lint)).containsExactly("cells", "references", "services.orders.dns");
    }

    @Test
    void dampingTellsForHowLong() throws Exception {
        Lint lint =
                lint("us-west-2", THREE, SITES, "policy: {damping: {halfLife: 24h, suppressAt: 3000, reuseAt: 300}}");
        assertThat(lint.findings())
                .extracting(LintFinding::text)
                .anyMatch(text -> text.contains("no target again for 79h43m at least"));
    }

    private static final String PROMOTES =
            "plans: {failover: [{rds-promote: {region: us-west-2, instance: replica}}, {dns-switch: {}}]}";

    @Test
    void afterALossWithAOneWayStepTheTableTellsOfTheNextLoss() throws Exception {
        assertThat(effect(lint("us-west-2", THREE, SITES, PROMOTES), "us-east-1, then us-west-2"))
                .startsWith("stays: no site is fit (us-east-1 was cut off by a one-way step");
        assertThat(effect(lint("us-west-2", THREE, PAGE, PROMOTES), "us-east-1, then us-west-2"))
                .startsWith("moves to page after");
        assertThat(lint("us-west-2", THREE, PAGE).losses())
                .extracting(Loss::lost)
                .noneMatch(lost -> lost.contains("then"));
    }

    @Test
    void afterAPromotionTheTableTellsThatOtherReplicasAreNoTargets() throws Exception {
        String third = SITES + "      - {name: eu-west-1, priority: 3, address: {ipv4: [192.0.2.3]}}\n";
        String promotes = PROMOTES.replace("[{rds-promote", "[{to: [us-west-2], rds-promote");
        assertThat(effect(lint("us-west-2", THREE, third, promotes), "us-east-1, then us-west-2"))
                .startsWith("moves to eu-west-1 after");
        String both = promotes.replace(
                ", {dns-switch",
                ", {name: other, to: [eu-west-1], rds-promote: {region: eu-west-1, instance: other}}, {dns-switch");
        assertThat(effect(lint("us-west-2", THREE, third, both), "us-east-1, then us-west-2"))
                .startsWith("stays: no site is fit (us-east-1 was cut off by a one-way step")
                .contains("eu-west-1 was cut off by a one-way step");
    }

    @Test
    void oneSiteAloneIsToldOf() throws Exception {
        Lint lint = lint("us-west-2", THREE, """
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.1]}}
                  - {name: page, priority: 9, address: {ipv4: [192.0.2.9]}, lastResort: true}
            """);
        assertThat(lint.passes()).isTrue();
        assertThat(lint.findings())
                .extracting(LintFinding::text)
                .anyMatch(text -> text.startsWith("us-east-1 is the only one that can serve"));
        assertThat(effect(lint, "us-east-1")).startsWith("moves to page");
    }

    @Test
    void aMaintenanceWindowIsWaitedFor() throws Exception {
        for (String windows : List.of(
                "[\"00:00-21:00\", \"22:30-23:50\", \"Mon 21:30-21:45\"]", "[\"00:00-21:40\", \"22:00-23:50\"]")) {
            Lint lint = lint("us-west-2", THREE, SITES, "maintenance: " + windows);
            assertThat(effect(lint, "us-east-1")).isEqualTo("moves to us-west-2 after 7.7 s to 11.0 s");
        }
    }

    @Test
    void regionsAreTheNamesOfSitesVantagesAndCells() throws Exception {
        Lint lint = lint("c1", "[v1, v2, v3]", PAGE);
        assertThat(lint.losses())
                .extracting(Loss::lost)
                .containsExactly("(all sites)", "c1", "us-east-1", "us-west-2", "v1", "v2", "v3");
        assertThat(effect(lint, "us-east-1")).startsWith("moves to us-west-2");
        assertThat(effect(lint, "us-west-2")).startsWith("stays");
    }

    @Test
    void aPlanThatTakesItsTimeIsWaitedFor() throws Exception {
        Lint lint = lint("us-west-2", THREE, SITES, "plans: {failover: [{pause: {for: 10m}}, {dns-switch: {}}]}");
        assertThat(effect(lint, "us-east-1")).startsWith("moves to us-west-2 after 10m");
    }

    @Test
    void anAddressWithoutARegionSaysNothing() throws Exception {
        Lint lint = lint("us-west-2", THREE, """
                sites:
                  - {name: us-east-1, priority: 1, address: {cname: a.example.org}}
                  - {name: us-west-2, priority: 2, address: {cname: b.us-west-2.example.org}}
            """);
        assertThat(warnings(lint)).containsExactly("cells", "references", "services.orders.dns");
    }

    private Lint lint(String cell, String vantages, String sites, String... more) throws Exception {
        String extra = String.join("\n    ", more);
        String probes = extra.contains("probes:") ? "" : "\n    probes: [{name: health, tcp: {port: 80}}]";
        return Lint.of(text("cells: [{name: " + cell + ", bootstrap: \"localhost:9092\"}]\nvantages: " + vantages
                + "\nservices:\n  orders:\n    hostname: orders.example.com\n    dns: {zone: example.com}\n"
                + sites.stripTrailing().stripIndent().indent(4).stripTrailing() + probes + "\n    " + extra + "\n"));
    }

    private Topology text(String yaml) throws Exception {
        return read(Files.writeString(directory.resolve("topology.yaml"), yaml));
    }

    private static Topology read(Path file) throws Exception {
        return TopologySource.open(Optional.of(file), Map.of()).current();
    }

    private static List<LintFinding> errors(Lint lint) {
        return lint.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }

    private static List<String> warnings(Lint lint) {
        return lint.findings().stream()
                .filter(finding -> finding.severity() == Severity.WARN)
                .map(LintFinding::path)
                .toList();
    }

    private static String effect(Lint lint, String lost) {
        return lint.losses().stream()
                .filter(loss -> loss.lost().equals(lost))
                .findFirst()
                .orElseThrow()
                .effect();
    }
}
