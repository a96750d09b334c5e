package io.signalbox.actuator.app;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.records;
import static io.signalbox.actuator.Orders.simple;
import static io.signalbox.actuator.Orders.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.dns.RecordSet;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.aws.ResourceRecordSet.Failover;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code import}: what is written plans to no change of the traffic records. */
class ImportCommandTest extends Commanded {

    private static final String EAST_BALANCER = "east.us-east-1.elb.amazonaws.com";
    private static final String WEST_BALANCER = "west.us-west-2.elb.amazonaws.com";

    /** Imports the name and plans what was written. */
    private void plansNoChangeOfTraffic(String... options) {
        assertThat(imported(HOSTNAME)).as(said).isZero();
        topology = said;
        int code = options.length == 0 ? command("plan") : command("plan", options[0]);
        assertThat(said).as(topology).contains("no answer changes");
        assertThat(code).isEqualTo(2);
        assertThat(said.lines().filter(line -> line.matches("    [-+] orders.example.com.*")))
                .as(topology + said)
                .isEmpty();
    }

    private int imported(String... names) {
        return plain(List.of("import", "example.com"), names);
    }

    private ResourceRecordSet alias(
            @Nullable String identifier, String balancer, @Nullable Long weight, @Nullable Failover role) {
        return new ResourceRecordSet(
                HOSTNAME,
                "A",
                identifier,
                weight,
                null,
                List.of(),
                new ResourceRecordSet.Alias("Z35SXDOTRQ7X7K", balancer, true),
                role,
                null);
    }

    @Test
    void weightedRecords() {
        world.seed(records(WEST));

        plansNoChangeOfTraffic("--first");

        assertThat(topology)
                .contains("{name: us-west-2, priority: 1, address: {ipv4: [\"127.0.10.2\"]}}")
                .contains("routing: weighted", "ttl: 60s", "what the probe checks is a guess");
    }

    @Test
    void aSimpleRecord() {
        world.seed(List.of(simple("127.0.10.1")));

        plansNoChangeOfTraffic();

        assertThat(topology).contains("routing: simple", "ttl: 300s", "one site only: add the others");
    }

    @Test
    void aSimpleAliasThatEvaluatesTheHealthOfItsTarget() {
        world.zone.seed(List.of(alias(null, EAST_BALANCER, null, null)));

        plansNoChangeOfTraffic();

        assertThat(topology)
                .contains("{name: us-east-1, priority: 1, address: {alias: " + EAST_BALANCER
                        + ", zoneId: Z35SXDOTRQ7X7K, evaluateTargetHealth: true}}");
    }

    @Test
    void weightedAliases() {
        world.zone.seed(
                List.of(alias("us-east-1", EAST_BALANCER, 100L, null), alias("us-west-2", WEST_BALANCER, 0L, null)));

        plansNoChangeOfTraffic("--first");
    }

    @Test
    void failoverAliasesWithoutHealthCheck() {
        world.zone.seed(List.of(
                alias("us-east-1", EAST_BALANCER, null, Failover.PRIMARY),
                alias("us-west-2", WEST_BALANCER, null, Failover.SECONDARY)));

        plansNoChangeOfTraffic("--first");

        assertThat(topology).contains("routing: failover").doesNotContain("healthCheck:");
    }

    @Test
    void aNameWithoutRecordsIsLeftOut() {
        assertThat(imported(HOSTNAME)).isEqualTo(1);
        assertThat(said).contains("# orders.example.com is left out: has no record of the types A, AAAA and CNAME");
    }

    @Test
    void sharedTrafficIsLeftOutAndTheOtherNamesAreNot() {
        world.seed(List.of(weighted(EAST, "127.0.10.1", 50), weighted(WEST, "127.0.10.2", 50)));
        world.zone.seed(List.of(new ResourceRecordSet(
                "www.example.com", "CNAME", null, null, 60L, List.of("Lb.Example.net."), null, null, null)));

        assertThat(imported(HOSTNAME, "www.example.com")).isEqualTo(1);

        assertThat(said)
                .contains("# orders.example.com is left out: sends traffic to [us-east-1, us-west-2] at the same time")
                .contains("hostname: www.example.com", "{cname: lb.example.net}");
    }

    @Test
    void weightsWithHealthChecksAreNamed() {
        RecordSet checked = weighted(EAST, "127.0.10.1", 100).checkedBy("7e4d2f0a-3c64-4f3f-9d1f-0d2a3b4c5d6e");
        world.seed(List.of(checked));

        assertThat(imported(HOSTNAME)).isEqualTo(1);
        assertThat(said).contains("Signalbox cannot express [A us-east-1 with a health check]");
    }

    @Test
    void whatApplyWouldChangeIsNamed() {
        world.seed(List.of(weighted(EAST, "127.0.10.1", 7), weighted(WEST, "127.0.10.2", 0)));

        assertThat(imported(HOSTNAME)).isZero();
        assertThat(said).contains("# us-east-1 has the weight 7 and not 100: apply changes that");
    }

    @Test
    void theRegistryOfExternalDnsIsNamed() {
        world.seed(List.of(simple("127.0.10.1")));
        world.zone.seed(List.of(new ResourceRecordSet(
                "a-orders.example.com",
                "TXT",
                null,
                null,
                300L,
                List.of("\"heritage=external-dns,external-dns/owner=shop,external-dns/resource=ingress/shop/orders\""),
                null,
                null,
                null)));

        plansNoChangeOfTraffic();

        assertThat(topology)
                .contains("# external-dns owns orders.example.com by a-orders.example.com TXT \"heritage=external-dns,"
                        + "external-dns/owner=shop,external-dns/resource=ingress/shop/orders\"");
    }

    @Test
    void aTextBesideTheNameDoesNotStopItsCreation() {
        world.zone.seed(List.of(new ResourceRecordSet(
                HOSTNAME, "TXT", null, null, 300L, List.of("\"v=spf1 -all\""), null, null, null)));

        assertThat(command("plan")).isEqualTo(2);
        assertThat(said).contains("orders (orders.example.com): create");
    }

    @Test
    void saysWhatItNeeds() {
        assertThat(imported()).isEqualTo(1);
        assertThat(said).contains("expected: import ZONE NAME…");
    }

    @Test
    void aZoneThatIsNotFoundIsAnError() {
        assertThat(plain(List.of("import", "example.net"), "www.example.net")).isEqualTo(1);
        assertThat(said)
                .contains("zone example.net: zone-not-found: expected one public hosted zone example.net, found none");
    }
}
