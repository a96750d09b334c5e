package io.signalbox.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.topology.Plans.Name;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The roles of AWS that zones, signals and steps name, and those that they inherit. */
class RolesReaderTest {

    private static final String ARN = "arn:aws:iam::111122223333:role/signalbox-";
    private static final AwsRole DNS = new AwsRole(ARN + "dns", "shop-42");
    private static final AwsRole WORK = new AwsRole(ARN + "work", null);
    private static final AwsRole STEP = new AwsRole(ARN + "step", null);

    private static final String FAILOVER = """
            cells: [{name: us-west-2, bootstrap: "kafka.example.com:9092"}]
            vantages: [us-east-1, eu-west-1, us-west-2]
            %s
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com, routing: failover%s, signal: {bucket: orders-signal, key: orders, region: us-west-2%s}}
                %s
                sites:
                  - {name: us-east-1, priority: 1, address: {ipv4: [192.0.2.10]}, healthCheck: orders-east}
                  - {name: us-west-2, priority: 2, address: {ipv4: [198.51.100.10]}}
                probes: [{name: health, tcp: {port: 443}}]
                plans:
                  failover:
                    - {dns-switch: {}}
                    - {name: tasks, ecs-scale: {region: us-west-2, cluster: shop, service: web, desired: 6}%s}
            """;

    private static Service service(String defaults, String dns, String signal, String own, String step) {
        return Yaml.service(FAILOVER.formatted(defaults, dns, signal, own, step));
    }

    private static AwsRole ofStep(Service service) {
        return service.plans().of(Name.FAILOVER).stream()
                .flatMap(stage -> stage.steps().stream())
                .map(Step::work)
                .filter(Work.Act.class::isInstance)
                .map(work -> ((Work.Act) work).role())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static SignalObject signal(Service service) {
        return Objects.requireNonNull(service.dns().signal());
    }

    @Test
    void withoutAnyTheProcessUsesItsOwnCredentials() {
        Service service = service("", "", "", "", "");

        assertThat(service.dns().role()).isNull();
        assertThat(signal(service).role()).isNull();
        assertThat(ofStep(service)).isNull();
    }

    @Test
    void aZoneASignalAndAStepHaveOnesOfTheirOwn() {
        Service service = service(
                "",
                ", role: {arn: \"" + DNS.arn() + "\", externalId: shop-42}",
                ", role: \"" + WORK.arn() + "\"",
                "",
                ", role: \"" + STEP.arn() + "\"");

        assertThat(service.dns().role()).isEqualTo(DNS);
        assertThat(signal(service).role()).isEqualTo(WORK);
        assertThat(ofStep(service)).isEqualTo(STEP);
    }

    @Test
    void stepsHaveTheOneOfTheirServiceAndSignalsTheOneOfTheirZone() {
        Service service = service(
                "defaults: {role: \"" + STEP.arn() + "\"}",
                ", role: {arn: \"" + DNS.arn() + "\", externalId: shop-42}",
                "",
                "role: \"" + WORK.arn() + "\"",
                "");

        assertThat(signal(service).role()).isEqualTo(DNS);
        assertThat(ofStep(service)).isEqualTo(WORK);
    }

    @Test
    void defaultsAreForAllServices() {
        String text = FAILOVER.formatted(
                "defaults: {role: \"" + WORK.arn() + "\", dnsRole: {arn: \"" + DNS.arn() + "\", externalId: shop-42}}",
                "",
                "",
                "",
                "");
        Service service = Yaml.service(text);

        assertThat(service.dns().role()).isEqualTo(DNS);
        assertThat(signal(service).role()).isEqualTo(DNS);
        assertThat(ofStep(service)).isEqualTo(WORK);
        assertThat(Yaml.topology(text).roles()).containsExactlyInAnyOrder(DNS, WORK);
        assertThat(Yaml.topology(text).healthCheckNames(DNS)).containsExactly("orders-east");
        assertThat(Yaml.topology(text).healthCheckNames(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            role: admin; expected the ARN of a role such as arn:aws:iam::123456789012:role/signalbox, got "admin"
            role: "arn:aws:iam::12:role/x"; expected the ARN of a role such as arn:aws:iam::123456789012:role/signalbox, got "arn:aws:iam::12:role/x"
            role: {externalId: abc}; expected the ARN of a role such as arn:aws:iam::123456789012:role/signalbox, got nothing
            role: {arn: "arn:aws:iam::123456789012:role/x", externalId: "a b"}; expected 2 to 1224 letters, digits and characters of _+=,.@:/-, got "a b"
            role: {arn: "arn:aws:iam::123456789012:role/x", id: abc}; unknown key, expected one of arn, externalId
            """)
    void whatIsNoRoleIsSaid(String role, String message) {
        assertThat(Yaml.problems(FAILOVER.formatted("", "", "", role, "")))
                .singleElement()
                .asString()
                .contains("services.orders.role")
                .endsWith(message);
    }

    @Test
    void onlyAnActionHasARole() {
        assertThat(Yaml.problems(Yaml.with(
                        "policy: {",
                        "plans: {failover: [{dns-switch: {}, role: \"" + STEP.arn() + "\"}]}\n    policy: {")))
                .singleElement()
                .asString()
                .endsWith("role: expected none: only an action calls AWS with a role of its own");
    }

    @Test
    void allServicesOfAZoneHaveTheSame() {
        String second = """
              copies:
                hostname: copies.example.com
                dns: {zone: example.com, role: "arn:aws:iam::111122223333:role/signalbox-dns"}
                sites: [{name: us-east-1, priority: 1, address: {ipv4: [192.0.2.11]}}]
                probes: [{name: health, tcp: {port: 443}}]
            """;

        assertThat(Yaml.problems(FAILOVER.formatted("", "", "", "", "") + second))
                .singleElement()
                .asString()
                .contains("services.copies.dns: expected the provider, server, key and role of orders");
    }

    @Test
    void aServerOfRfc2136HasNone() {
        String updated = Yaml.VALID
                .replace(
                        "dns: {provider: route53, zone: example.com, types: [A], ttl: 60s, routing: weighted}",
                        "dns: {provider: rfc2136, zone: example.com, server: \"ns1.example.com:53\","
                                + " key: {name: key, secretVariable: KEY}, role: \"" + DNS.arn() + "\"}")
                .replace("address: {alias: page.example.net, zoneId: Z1}", "address: {ipv4: [203.0.113.10]}");

        assertThat(Yaml.problems(updated))
                .singleElement()
                .asString()
                .endsWith("dns.role: expected none, since dns.provider is rfc2136, whose key it uses");
    }

    @Test
    void aRoleKnowsItsAccountAndPartition() {
        var chinese = new AwsRole("arn:aws-cn:iam::444455556666:role/path/to/signalbox", null);

        assertThat(List.of(DNS.account(), DNS.partition())).containsExactly("111122223333", "aws");
        assertThat(List.of(chinese.account(), chinese.partition())).containsExactly("444455556666", "aws-cn");
    }
}
