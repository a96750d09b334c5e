package io.signalbox.contract.topology.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosted zones of Route 53 that are given by their id. */
class ZoneIdTest {

    private static final String TEXT = """
            cells: [{name: west, bootstrap: "localhost:9092"}]
            vantages: [one]
            services:
              orders:
                hostname: orders.example.com
                dns: {zone: example.com}
                sites: [{name: east, priority: 5, address: {ipv4: [192.0.2.10]}}]
                probes: [{name: health, http: {}}]
            """;
    private static final String NAMED = "{zone: example.com}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{zone: Z1D633PJN98FT9}",
                "{zoneId: Z1D633PJN98FT9}",
                "{zone: example.com, zoneId: Z1D633PJN98FT9}",
                "{zone: \"${NOT_SET:Z1D633PJN98FT9}\"}"
            })
    void theIdIsTheZone(String dns) {
        assertThat(Yaml.service(TEXT.replace(NAMED, dns)).dns().zone()).isEqualTo("Z1D633PJN98FT9");
    }

    @Test
    void aNameStaysAName() {
        assertThat(Yaml.service(TEXT).dns().zone()).isEqualTo("example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{zoneId: example.com} | 6 services.orders.dns.zoneId: expected the id of a hosted zone such as Z1D633PJN98FT9, got \"example.com\"",
                "{zone: z1D633PJN98FT9} | 6 services.orders.dns.zone: expected a host name in lower case without the final dot, or the id of a hosted zone such as Z1D633PJN98FT9, got \"z1D633PJN98FT9\"",
                "{zone: example.net, zoneId: Z1D633PJN98FT9} | 6 services.orders.dns.zone: expected a zone that orders.example.com is in, got \"example.net\"",
                "{zone: Z1D633PJN98FT9, zoneId: Z1D633PJN98FT9} | 6 services.orders.dns.zone: expected a host name in lower case without the final dot, got \"Z1D633PJN98FT9\"",
                "{ttl: 60s} | 6 services.orders.dns.zone: expected a host name in lower case without the final dot, or the id of a hosted zone such as Z1D633PJN98FT9, got nothing",
                "{provider: rfc2136, zone: example.com, zoneId: Z1D633PJN98FT9, server: \"ns1.example.com:53\", key: {name: k, secretVariable: K}} | 6 services.orders.dns.zoneId: expected none, since dns.provider is rfc2136, got \"Z1D633PJN98FT9\"",
            })
    void saysWhatIsNoZone(String dns, String problem) {
        assertThat(Yaml.problems(TEXT.replace(NAMED, dns))).containsExactly(problem);
    }
}
