package io.signalbox.contract.topology.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Yaml;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How probes get to where they look, as the topology says it. */
class ApproachTest {

    private static Approach of(String text, String probe) {
        return Yaml.service(text).preferred().probes().stream()
                .filter(each -> each.name().value().equals(probe))
                .findFirst()
                .orElseThrow()
                .approach();
    }

    private static Timeouts timeouts(Integer connect, Integer tls, Integer firstByte) {
        return new Timeouts(millis(connect), millis(tls), millis(firstByte));
    }

    private static Duration millis(Integer value) {
        return value == null ? null : Duration.ofMillis(value);
    }

    @Test
    void readsWhatIsDoneWithTheAddressesOfAName() {
        String text = Yaml.with("rise: 2}", "rise: 2, addresses: all}")
                .replace("tcp: {port: 8080}", "tcp: {port: 8080}, addresses: rotate");

        assertThat(of(Yaml.VALID, "health").use()).isEqualTo(AddressUse.ANY);
        assertThat(of(text, "health").use()).isEqualTo(AddressUse.ALL);
        assertThat(of(text, "port").use()).isEqualTo(AddressUse.ROTATE);
    }

    @Test
    void nothingIsSpecialUnlessWritten() {
        assertThat(of(Yaml.VALID, "health")).isEqualTo(Approach.USUAL);
    }

    @Test
    void readsTheTimeoutsOfPhasesKeyByKey() {
        String text = Yaml.with("rise: 2}", "rise: 2, timeouts: {connect: 300ms, tls: 400ms}}")
                .replace("interval: 1s", "interval: 1s, timeouts: {tls: 50ms, firstByte: 600ms}");

        assertThat(of(text, "health").timeouts()).isEqualTo(timeouts(300, 50, 600));
        assertThat(of(text, "port").timeouts()).isEqualTo(timeouts(300, 400, null));
    }

    @Test
    void aPhaseThatMayLastAsLongAsTheWholeIsNotLimited() {
        String inherited = Yaml.with("rise: 2}", "rise: 2, timeouts: {connect: 1500ms, tls: 900ms}}");
        String written = Yaml.with("interval: 1s", "interval: 1s, timeouts: {connect: 1s}");

        assertThat(of(inherited, "health").timeouts()).isEqualTo(timeouts(null, 900, null));
        assertThat(of(inherited, "port").timeouts()).isEqualTo(timeouts(1_500, 900, null));
        assertThat(of(written, "health").timeouts()).isEqualTo(Timeouts.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeouts: {connect: 1001ms} | 14 services.orders.probes[0].timeouts.connect: expected at most the timeout, which is 1s, got \"1001ms\"",
                "timeouts: {tls: 0s} | 14 services.orders.probes[0].timeouts.tls: expected a duration from 1ms to 1h such as 500ms, 5s, 10m or 1h, got \"0s\"",
                "timeouts: {first: 1s} | 14 services.orders.probes[0].timeouts.first: unknown key, expected one of connect, tls, firstByte",
                "timeouts: 1s | 14 services.orders.probes[0].timeouts: expected a map with connect, tls, firstByte, got \"1s\""
            })
    void tellsWhatIsWrongAndWhere(String more, String problem) {
        assertThat(Yaml.problems(Yaml.with("interval: 1s", "interval: 1s, " + more)))
                .containsExactly(problem);
    }

    @Test
    void defaultsMustFitEachOtherToo() {
        assertThat(Yaml.problems(Yaml.with("rise: 2}", "rise: 2, timeouts: {firstByte: 3s}}")))
                .containsExactly(
                        "4 defaults.timeouts.firstByte: expected at most the timeout, which is 2s, got \"3s\"");
    }

    @Test
    void phasesAreThoseOfAConnection() {
        String text = Yaml.with("tcp: {port: 8080}", "heartbeat: {timeout: 1m}, timeouts: {connect: 1s}");
        String inherited = Yaml.with("tcp: {port: 8080}", "heartbeat: {timeout: 1m}")
                .replace("rise: 2}", "rise: 2, timeouts: {connect: 1s}}");

        assertThat(Yaml.problems(text))
                .isEqualTo(List.of("15 services.orders.probes[1].timeouts: expected none, since only a probe on one"
                        + " connection has such phases"));
        assertThat(Yaml.problems(inherited)).isEmpty();
    }

    @Test
    void readsByWhichAddressesAProbeGoes() {
        String text = Yaml.with("rise: 2}", "rise: 2, addressFamily: both}")
                .replace("address: {ipv4: [192.0.2.10]}", "address: {ipv4: [192.0.2.10]}, endpoint: one.example.com")
                .replace(
                        "address: {ipv4: [198.51.100.10]}",
                        "address: {ipv4: [198.51.100.10]}, endpoint: two.example.com")
                .replace("tcp: {port: 8080}", "tcp: {port: 8080}, addressFamily: any");

        assertThat(of(text, "health").family()).isEqualTo(AddressFamily.BOTH);
        assertThat(of(text, "port").family()).isEqualTo(AddressFamily.ANY);
    }

    @Test
    void anAddressOfTheFamilyThatIsMeantWillDo() {
        String text = Yaml.with("tcp: {port: 8080}", "tcp: {port: 8080}, addressFamily: ipv4");

        assertThat(of(text, "port").family()).isEqualTo(AddressFamily.IPV4);
    }

    @ParameterizedTest
    @CsvSource({"ipv6, a name or an IPv6 address", "both, a name"})
    void anAddressOfTheOtherFamilyIsAProblemOfItsSite(String family, String wanted) {
        String problem = " services.orders.sites[%d].address: expected for the probe port " + wanted
                + ", since addressFamily is " + family + ", got an IPv4 address";

        assertThat(Yaml.problems(Yaml.with("tcp: {port: 8080}", "tcp: {port: 8080}, addressFamily: " + family)))
                .containsExactly("10" + problem.formatted(0), "11" + problem.formatted(1));
    }

    @Test
    void theEndpointCountsWhereThereIsOne() {
        String text = Yaml.with("tcp: {port: 8080}", "tcp: {port: 8080}, addressFamily: ipv4")
                .replace("address: {ipv4: [192.0.2.10]}", "address: {ipv4: [192.0.2.10]}, endpoint: \"2001:db8::1\"");

        assertThat(Yaml.problems(text))
                .containsExactly("10 services.orders.sites[0].endpoint: expected for the probe port a name or an IPv4"
                        + " address, since addressFamily is ipv4, got an IPv6 address");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "heartbeat: {timeout: 1m}, addressFamily: ipv4 | addressFamily: expected none, since nothing is looked up for this check, or by the system alone",
                "dns: {}, addressFamily: ipv6 | addressFamily: expected none, since nothing is looked up for this check, or by the system alone",
                "dns: {resolver: \"192.0.2.53:53\"}, addressFamily: both | addressFamily: expected a resolver that is a name, since addressFamily is both, got an IPv4 address",
                "tcp: {port: 1}, addresses: some | addresses: expected any, all or rotate, got \"some\"",
                "dns: {}, addresses: all | addresses: expected none, since only a probe on one connection goes to addresses of its site",
                "tcp: {port: 1}, addressFamily: ipv5 | addressFamily: expected any, ipv4, ipv6 or both, got \"ipv5\""
            })
    void tellsAFamilyThatMakesNoSense(String check, String problem) {
        assertThat(Yaml.problems(Yaml.with("tcp: {port: 8080}", check)))
                .containsExactly("15 services.orders.probes[1]." + problem);
    }

    @Test
    void whatIsInheritedIsForNamesOfNameServersToo() {
        String text = Yaml.with("rise: 2}", "rise: 2, addressFamily: ipv4}");
        String asking = text.replace("tcp: {port: 8080}", "dns: {resolver: \"[2001:db8::53]:53\"}");

        assertThat(Yaml.problems(text.replace("tcp: {port: 8080}", "dns: {}"))).isEmpty();
        assertThat(Yaml.problems(asking))
                .containsExactly("15 services.orders.probes[1].dns: expected a resolver that is a name or an IPv4"
                        + " address, since addressFamily is ipv4, got an IPv6 address");
    }

    @Test
    void readsHowManyProbesGoToOneTargetAtATime() {
        String text = Yaml.with("rise: 2}", "rise: 2, perTarget: 4}");

        assertThat(of(text, "port").perTarget()).isEqualTo(4);
        assertThat(of(text.replace("    sites:", "    perTarget: 2\n    sites:"), "port")
                        .perTarget())
                .isEqualTo(2);
        assertThat(of(text.replace("    sites:", "    perTarget: off\n    sites:"), "port")
                        .perTarget())
                .isZero();
    }

    @Test
    void tellsANumberThatIsNone() {
        assertThat(Yaml.problems(Yaml.with("rise: 2}", "rise: 2, perTarget: 0}")))
                .containsExactly("4 defaults.perTarget: expected off or a number from 1 to 1000, got \"0\"");
        assertThat(Yaml.problems(Yaml.with("    sites:", "    perTarget: many\n    sites:")))
                .containsExactly("9 services.orders.perTarget: expected off or a number from 1 to 1000, got \"many\"");
        assertThat(Yaml.problems(Yaml.with("tcp: {port: 8080}", "tcp: {port: 8080}, perTarget: 1")))
                .singleElement()
                .asString()
                .startsWith("15 services.orders.probes[1].perTarget: unknown key");
    }
}
