package io.signalbox.contract.topology.reader.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Yaml;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Dns;
import io.signalbox.contract.topology.check.Check.DnsType;
import io.signalbox.contract.topology.check.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsCheckReaderTest {

    private static String with(String dns) {
        return Yaml.with("tcp: {port: 8080}", "dns: " + dns);
    }

    private static Check dns(String dns) {
        return Yaml.service(with(dns)).preferred().probes().getLast().check();
    }

    @Test
    void asksTheSystemForTheServicesOwnNameUnlessTold() {
        assertThat(dns("{}")).isEqualTo(new Dns(null, "orders.example.com", DnsType.A, List.of(), false, true));
    }

    @Test
    void readsWhoIsAskedForWhat() {
        assertThat(dns("{resolver: \"192.0.2.53:53\", name: _dmarc.example.com, type: TXT, recursion: false,"
                        + " expect: {answers: [v=DMARC1]}}"))
                .isEqualTo(new Dns(
                        new Reference("192.0.2.53", 53),
                        "_dmarc.example.com",
                        DnsType.TXT,
                        List.of("v=DMARC1"),
                        true,
                        false));
        assertThat(dns("{type: AAAA, expect: {contains: [\"2001:db8::1\"]}}"))
                .isEqualTo(new Dns(
                        null, "orders.example.com", DnsType.AAAA, List.of("2001:db8:0:0:0:0:0:1"), false, true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{resolver: 192.0.2.53}     | resolver: expected host:port, or [address]:port for IPv6, got \"192.0.2.53\"",
                "{type: MX}                 | type: expected A, AAAA, CNAME or TXT, got \"MX\"",
                "{name: Orders}             | name: expected a name in lower case without the final dot, got \"Orders\"",
                "{expect: {}}               | expect: expected one of answers and contains, got none",
                "{expect: {answers: []}}    | expect.answers: expected at least one item, got an empty list",
                "{expect: {answers: [a]}}   | expect.answers[0]: expected an IPv4 address such as 192.0.2.1, got \"a\""
            })
    void saysWhatIsWrong(String dns, String problem) {
        assertThat(Yaml.problems(with(dns))).contains("15 services.orders.probes[1].dns." + problem);
    }
}
