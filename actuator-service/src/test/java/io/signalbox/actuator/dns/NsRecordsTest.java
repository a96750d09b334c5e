package io.signalbox.actuator.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.dns.NameServer;
import io.signalbox.sandbox.process.Ports;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NsRecordsTest {

    @Test
    void asksTheNextResolverWhenOneDoesNotAnswer() throws Exception {
        try (var route53 = Route53.start(Pace.INSTANT)) {
            route53.createZone("example.com");
            try (var resolver = NameServer.start(route53::zones, Map.of())) {
                var dead = new InetSocketAddress("127.0.0.1", Ports.free());
                assertThat(NsRecords.of("example.com", List.of(dead, resolver.address())))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void findsNothingWhereNoResolverAnswers() {
        assertThat(NsRecords.of("example.com", List.of())).isEmpty();
    }
}
