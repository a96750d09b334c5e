package io.signalbox.contract.topology.reader.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.topology.Yaml;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Check.Grpc;
import io.signalbox.contract.topology.check.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrpcReaderTest {

    private static String with(String grpc) {
        return Yaml.with("tcp: {port: 8080}", "grpc: " + grpc);
    }

    private static Check grpc(String grpc) {
        return Yaml.service(with(grpc)).preferred().probes().getLast().check();
    }

    @Test
    void readsWhoseHealthIsAskedFor() {
        assertThat(grpc("{port: 9090}"))
                .isEqualTo(new Grpc(9090, false, "orders.example.com", "orders.example.com", "", Tls.Files.NONE));
        assertThat(grpc("{port: 1, secure: true, host: a.b, service: shop.v1.Orders}"))
                .isEqualTo(new Grpc(1, true, "a.b", "a.b", "shop.v1.Orders", Tls.Files.NONE));
        assertThat(grpc("{port: 1, secure: true, host: 192.0.2.1, serverName: c.d}"))
                .isEqualTo(new Grpc(1, true, "192.0.2.1", "c.d", "", Tls.Files.NONE));
        var files = new Tls.Files("/ca.pem", "/prober.pem", "/prober.key");
        assertThat(grpc("{port: 1, secure: true, tls: {trust: /ca.pem, clientCertificate: /prober.pem, clientKey:"
                        + " /prober.key}}"))
                .isEqualTo(new Grpc(1, true, "orders.example.com", "orders.example.com", "", files));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                               | port: expected a number from 1 to 65535, got nothing",
                "{port: 1, serverName: a.b}       | serverName: expected a server name only with secure: true",
                "{port: 1, service: 'a b'}        | service: expected a service such as shop.v1.Orders, got \"a b\"",
                "{port: 1, method: GET}           | method: unknown key, expected one of port, secure, host, serverName,"
                        + " service, tls",
                "{port: 1, tls: {}}               | tls: expected secure: true beside it"
            })
    void saysWhatIsWrong(String grpc, String problem) {
        assertThat(Yaml.problems(with(grpc))).contains("15 services.orders.probes[1].grpc." + problem);
    }
}
