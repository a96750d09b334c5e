package io.signalbox.contract.topology.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Yaml;
import io.signalbox.contract.topology.reader.ZeroFile;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {

    private static final String ALLOWED =
            "an address that is neither link-local nor one where clouds tell a machine its credentials";

    /** An exception for everything: it changes nothing for metadata. */
    private static final AllowedAddresses ALL = allowing("0.0.0.0/0", "::/0");

    private static AllowedAddresses allowing(String... ranges) {
        return new AllowedAddresses(
                Arrays.stream(ranges).map(AddressRange::parse).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "169.254.170.23",
                "168.63.129.16",
                "100.100.100.200",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "fd00:c1::a9fe:a9fe",
                "fe80::a9fe:a9fe",
                "::ffff:169.254.169.254",
                "::169.254.169.254",
                "::ffff:0:169.254.169.254",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::169.254.169.254",
                "64:ff9b:1:a9fe:a9:fe00::",
                "2002:a9fe:a9fe::1",
                "2002:6464:64c8::",
                "::ffff:100.100.100.200",
                "64:ff9b::100.100.100.200"
            })
    void noExceptionLeadsToMetadataOrCredentials(String address) {
        var literal = InetAddress.ofLiteral(address);

        assertThat(AllowedAddresses.NONE.refuse(literal)).isTrue();
        assertThat(ALL.refuse(literal)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.0.0",
                "169.254.169.253",
                "169.254.171.7",
                "169.254.255.255",
                "fe80::1",
                "febf:ffff::1",
                "fd00:ec2::253",
                "fd00:ec2:80::1",
                "64:ff9b::169.254.0.1",
                "2002:a9fe:1::"
            })
    void theLinkIsReachedByExceptionOnly(String address) {
        var literal = InetAddress.ofLiteral(address);

        assertThat(AllowedAddresses.NONE.refuse(literal)).isTrue();
        assertThat(new AllowedAddresses(Set.of(AddressRange.of(literal))).refuse(literal))
                .isFalse();
        assertThat(ALL.refuse(literal)).isFalse();
    }

    @Test
    void anInterfaceChangesNothing() throws Exception {
        byte[] link = InetAddress.ofLiteral("fe80::1").getAddress();
        InetAddress scoped = Inet6Address.getByAddress(null, link, 1);

        assertThat(AllowedAddresses.NONE.refuse(scoped)).isTrue();
        assertThat(allowing("fe80::1").refuse(scoped)).isFalse();
    }

    @Test
    void servicesOfVpcLatticeAreReachedByTheirRanges() {
        AllowedAddresses lattice = allowing("169.254.171.0/24", "fd00:ec2:80::/64");

        assertThat(lattice.refuse("169.254.171.0")).isFalse();
        assertThat(lattice.refuse("169.254.171.255")).isFalse();
        assertThat(lattice.refuse("fd00:ec2:80::a9fe:ab01")).isFalse();
        assertThat(lattice.refuse("169.254.172.0")).isTrue();
        assertThat(lattice.refuse("169.254.170.2")).isTrue();
        assertThat(lattice.refuse("fd00:ec2:81::1")).isTrue();
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
                "64:ff9b:1::c000:201",
                "2002:c000:201::1",
                "168.63.129.17",
                "100.100.100.201"
            })
    void theRestIsAllowed(String address) {
        assertThat(AllowedAddresses.NONE.refuse(InetAddress.ofLiteral(address))).isFalse();
    }

    @Test
    void oneThatIsNamedAllowsNoOther() {
        AllowedAddresses one = allowing("169.254.0.1");

        assertThat(one.refuse("169.254.0.2")).isTrue();
        assertThat(one.refuse("::ffff:169.254.0.1")).isFalse();
        assertThat(one.refuse("64:ff9b::169.254.0.1")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ipv4: [192.0.2.10] | ipv4: [169.254.0.4] | 10 services.orders.sites[0].address | one of those",
                "ipv4: [192.0.2.10]} | ipv4: [192.0.2.10]}, endpoint: \"fd00:ec2::4\" | 10 services.orders.sites[0].endpoint | \"fd00:ec2::4\"",
                "192.0.2.53:53 | 169.254.169.253:53 | 3 references[0] | \"169.254.169.253:53\"",
                "tcp: {port: 8080} | dns: {resolver: \"[fe80::1]:53\"} | 15 services.orders.probes[1].dns.resolver | \"[fe80::1]:53\"",
                "path: /healthz | redirects: {follow: 1, allowHosts: [a.example.com, 169.254.0.5]} | 14 services.orders.probes[0].http.redirects.allowHosts[1] | \"169.254.0.5\""
            })
    void noneIsTheTargetOfAnything(String from, String to, String where, String got) {
        String text = Yaml.with(from, to);

        assertThat(Yaml.problems(text))
                .containsExactly(where + ": expected " + ALLOWED + ", unless allowAddresses names it, got " + got);
        assertThat(Yaml.problems(text + "allowAddresses: [169.254.0.0/29, 169.254.169.253, \"fd00:ec2::4\","
                        + " \"fe80::1\"]\n"))
                .isEmpty();
    }

    @Test
    void readsThoseThatAreNamed() {
        assertThat(Yaml.topology(Yaml.VALID).allowed()).isEqualTo(AllowedAddresses.NONE);
        assertThat(Yaml.topology(Yaml.VALID + "allowAddresses: [169.254.0.1, 169.254.171.0/24, \"fd00:ec2:80::/64\"]\n")
                        .allowed())
                .isEqualTo(allowing("169.254.0.1", "169.254.171.0/24", "fd00:ec2:80::/64"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata.example.com",
                "169.254.171.1/24",
                "169.254.0.0/33",
                "169.254.0.0/",
                "169.254.0.0/-1",
                "169.254.169.254",
                "fd00:ec2::254"
            })
    void namesTheOneThatIsNoException(String none) {
        assertThat(Yaml.problems(Yaml.VALID + "allowAddresses: [\"" + none + "\"]\n"))
                .containsExactly(
                        "17 allowAddresses[0]: expected an IP address, or a range such as 169.254.171.0/24 whose other bits"
                                + " are 0, not one address of metadata or credentials, got \"" + none + "\"");
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
