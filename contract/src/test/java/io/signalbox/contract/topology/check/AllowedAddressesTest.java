package io.signalbox.contract.topology.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Yaml;
import io.signalbox.contract.topology.reader.ZeroFile;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {

    private static final String ALLOWED =
            "an address that is neither link-local nor one where clouds tell a machine its credentials";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "169.254.0.0",
                "169.254.255.255",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::169.254.169.254",
                "fe80::1",
                "febf:ffff::1",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "100.100.100.200",
                "::ffff:100.100.100.200",
                "64:ff9b::100.100.100.200"
            })
    void theMachinesOwnAreNone(String address) {
        var literal = InetAddress.ofLiteral(address);

        assertThat(AllowedAddresses.NONE.refuse(literal)).isTrue();
        assertThat(new AllowedAddresses(Set.of(literal)).refuse(literal)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "169.253.255.255",
                "169.255.0.0",
                "10.0.0.1",
                "127.0.0.1",
                "::1",
                "2001:db8::1",
                "fec0::1",
                "fe7f::1",
                "fd00:ec3::254",
                "64:ff9b::c000:201",
                "64:ff9b:1::169.254.169.254",
                "100.100.100.201"
            })
    void theRestIsAllowed(String address) {
        assertThat(AllowedAddresses.NONE.refuse(InetAddress.ofLiteral(address))).isFalse();
    }

    @Test
    void oneThatIsNamedAllowsNoOther() {
        var one = new AllowedAddresses(Set.of(InetAddress.ofLiteral("169.254.169.254")));

        assertThat(one.refuse(InetAddress.ofLiteral("169.254.170.2"))).isTrue();
        assertThat(one.refuse(InetAddress.ofLiteral("::ffff:169.254.169.254"))).isFalse();
        assertThat(one.refuse(InetAddress.ofLiteral("64:ff9b::169.254.169.254")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ipv4: [192.0.2.10] | ipv4: [169.254.169.254] | 10 services.orders.sites[0].address | one of those",
                "ipv4: [192.0.2.10]} | ipv4: [192.0.2.10]}, endpoint: \"fd00:ec2::254\" | 10 services.orders.sites[0].endpoint | \"fd00:ec2::254\"",
                "192.0.2.53:53 | 169.254.169.253:53 | 3 references[0] | \"169.254.169.253:53\"",
                "tcp: {port: 8080} | dns: {resolver: \"[fe80::1]:53\"} | 15 services.orders.probes[1].dns.resolver | \"[fe80::1]:53\"",
                "path: /healthz | redirects: {follow: 1, allowHosts: [a.example.com, 100.100.100.200]} | 14 services.orders.probes[0].http.redirects.allowHosts[1] | \"100.100.100.200\""
            })
    void noneIsTheTargetOfAnything(String from, String to, String where, String got) {
        String text = Yaml.with(from, to);

        assertThat(Yaml.problems(text))
                .containsExactly(where + ": expected " + ALLOWED + ", unless allowAddresses names it, got " + got);
        assertThat(Yaml.problems(text + "allowAddresses: [169.254.169.254, 169.254.169.253, \"fd00:ec2::254\","
                        + " \"fe80::1\", 100.100.100.200]\n"))
                .isEmpty();
    }

    @Test
    void readsThoseThatAreNamed() {
        assertThat(Yaml.topology(Yaml.VALID).allowed()).isEqualTo(AllowedAddresses.NONE);
        assertThat(Yaml.topology(Yaml.VALID + "allowAddresses: [169.254.169.254, \"fd00:ec2::254\"]\n")
                        .allowed()
                        .named())
                .containsExactlyInAnyOrder(
                        InetAddress.ofLiteral("169.254.169.254"), InetAddress.ofLiteral("fd00:ec2::254"));
        assertThat(Yaml.problems(Yaml.VALID + "allowAddresses: [metadata.example.com, 169.254.0.0/16]\n"))
                .isEqualTo(List.of(
                        "17 allowAddresses[0]: expected an IPv4 or an IPv6 address, got \"metadata.example.com\"",
                        "17 allowAddresses[1]: expected an IPv4 or an IPv6 address, got \"169.254.0.0/16\""));
    }

    @Test
    void theEnvironmentCannotNameOneEither() {
        var environment = Map.of(
                "DOMAIN_NAME", "orders.example.com",
                "PRIMARY_ENDPOINT", "http://169.254.169.254/latest",
                "SECONDARY_ENDPOINT", "192.0.2.2");

        assertThat(Yaml.problems(ZeroFile.read(environment)))
                .containsExactly("0 PRIMARY_ENDPOINT: expected " + ALLOWED + ", got \"169.254.169.254\"");
    }
}
