package io.signalbox.contract.topology.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.VantageReference;
import io.signalbox.contract.topology.VantageReference.How;
import io.signalbox.contract.topology.Yaml;
import io.signalbox.contract.topology.check.AddressFamily;
import io.signalbox.contract.topology.check.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What vantages look at to know whether their own networks work. */
class ReferenceReaderTest {

    private static final String USUAL = "\"192.0.2.53:53\"";

    private static VantageReference first(String text) {
        return Yaml.topology(Yaml.with(USUAL, text)).references().getFirst();
    }

    @Test
    void aPlainAddressMustAcceptConnections() {
        var reference = first(USUAL);

        assertThat(reference.how()).isEqualTo(new How.Accepts(new Reference("192.0.2.53", 53)));
        assertThat(reference.family()).isEqualTo(AddressFamily.IPV4);
        assertThat(reference.isFor(new VantageName("us-east-1"))).isTrue();
        assertThat(reference).hasToString("192.0.2.53:53");
    }

    @Test
    void handsMustBeShakenForTheName() {
        var reference = first("{tls: \"[2001:db8::53]:443\", serverName: dns.example.com, vantages: [us-east-1]}");

        assertThat(reference.how())
                .isEqualTo(new How.ShakesHands(new Reference("2001:db8::53", 443), "dns.example.com"));
        assertThat(reference.family()).isEqualTo(AddressFamily.IPV6);
        assertThat(reference.vantages()).isEqualTo(List.of(new VantageName("us-east-1")));
        assertThat(reference.isFor(new VantageName("eu-west-1"))).isFalse();
        assertThat(reference).hasToString("2001:db8::53:443 tls");
        assertThat(first("{tls: \"dns.example.com:443\"}").how())
                .isEqualTo(new How.ShakesHands(new Reference("dns.example.com", 443), "dns.example.com"));
    }

    @Test
    void aNameServerMustAnswer() {
        var reference = first("{dns: \"ns.example.com:53\", name: www.example.com, addressFamily: ipv6}");

        assertThat(reference.how()).isEqualTo(new How.Answers(new Reference("ns.example.com", 53), "www.example.com"));
        assertThat(reference.family()).isEqualTo(AddressFamily.IPV6);
        assertThat(reference.ofResolver()).isFalse();
    }

    @Test
    void theSystemsOwnNameServersMayBeAskedToo() {
        var reference = first("{dns: system, name: www.example.com}");

        assertThat(reference.how()).isEqualTo(new How.Answers(null, "www.example.com"));
        assertThat(reference.ofResolver()).isTrue();
        assertThat(reference).hasToString("system dns www.example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{tcp: '192.0.2.1:1', tls: '192.0.2.1:1'} | 3 references[0]: expected one of tcp, tls or dns, got several",
                "{vantages: [us-east-1]} | 3 references[0]: expected one of tcp, tls or dns, got none",
                "{tcp: '192.0.2.1:1', serverName: a.example.com} | 3 references[0].serverName: expected with tls only",
                "{dns: system} | 3 references[0].name: expected a host name in lower case without the final dot, got nothing",
                "{tcp: '192.0.2.1:1', addressFamily: ipv6} | 3 references[0].addressFamily: expected the family of 192.0.2.1, got ipv6",
                "{tcp: '192.0.2.1:1', vantages: [mars]} | 3 references[0].vantages[0]: expected a vantage of the topology, got \"mars\"",
                "{tls: '169.254.169.254:443'} | 3 references[0].tls: expected an address that is neither link-local nor one where clouds tell a machine its credentials, unless allowAddresses names it, got \"169.254.169.254:443\""
            })
    void tellsWhatIsWrong(String text, String problem) {
        assertThat(Yaml.problems(Yaml.with(USUAL, text.replace('\'', '"')))).containsExactly(problem);
    }
}
