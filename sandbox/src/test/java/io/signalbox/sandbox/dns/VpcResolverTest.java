package io.signalbox.sandbox.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.sandbox.aws.HostedZone;
import io.signalbox.sandbox.aws.Pace;
import io.signalbox.sandbox.aws.ResourceRecordSet;
import io.signalbox.sandbox.aws.Route53;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Two zones of one name: a public one, and a private one of one network. */
class VpcResolverTest {

    private static final HostedZone.Vpc INSIDE = new HostedZone.Vpc("vpc-1", "us-east-1");
    private static final HostedZone.Vpc ELSEWHERE = new HostedZone.Vpc("vpc-2", "us-east-1");

    private final Route53 route53 = Route53.start(Pace.INSTANT);
    private final HostedZone open = route53.createZone("example.com");
    private final HostedZone closed = route53.createPrivateZone("example.com", INSIDE);
    private final NameServer authority = NameServer.start(route53, Map.of());
    private final NameServer inside = NameServer.resolver(route53, INSIDE);
    private final NameServer elsewhere = NameServer.resolver(route53, ELSEWHERE);

    @AfterEach
    void close() {
        authority.close();
        inside.close();
        elsewhere.close();
        route53.close();
    }

    @Test
    void onlyTheResolverOfItsNetworkAnswersAPrivateZone() throws IOException {
        open.seed(List.of(address("192.0.2.1", 60)));
        closed.seed(List.of(address("10.0.0.1", 60)));

        assertThat(values(ask(inside))).containsExactly("10.0.0.1");
        assertThat(values(ask(elsewhere))).containsExactly("192.0.2.1");
        assertThat(values(ask(authority))).containsExactly("192.0.2.1");
    }

    @Test
    void aPrivateZoneHidesThePublicNamesThatItDoesNotHave() throws IOException {
        open.seed(List.of(address("192.0.2.1", 60)));

        assertThat(ask(inside).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void answersWithoutAuthorityAndFromItsCache() throws IOException {
        closed.seed(List.of(address("10.0.0.1", 60)));
        Message first = ask(inside);
        assertThat(first.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(first.getHeader().getFlag(Flags.RA)).isTrue();

        closed.remove("orders.example.com", "A");

        assertThat(values(ask(inside))).containsExactly("10.0.0.1");
    }

    @Test
    void alsoRemembersThatThereIsNothing() throws IOException {
        assertThat(values(ask(inside))).isEmpty();

        closed.seed(List.of(address("10.0.0.1", 60)));

        assertThat(values(ask(inside))).isEmpty();
    }

    @Test
    void forgetsAnAnswerWithItsTtl() throws IOException {
        closed.seed(List.of(address("10.0.0.1", 0)));
        assertThat(values(ask(inside))).containsExactly("10.0.0.1");

        closed.remove("orders.example.com", "A");
        closed.seed(List.of(address("10.0.0.2", 0)));

        assertThat(values(ask(inside))).containsExactly("10.0.0.2");
    }

    private static ResourceRecordSet address(String address, long ttl) {
        return new ResourceRecordSet("orders.example.com", "A", null, null, ttl, List.of(address), null, null, null);
    }

    private static List<String> values(Message answer) {
        return answer.getSection(Section.ANSWER).stream()
                .map(Record::rdataToString)
                .toList();
    }

    private static Message ask(NameServer server) throws IOException {
        return new SimpleResolver(server.address())
                .send(Message.newQuery(Record.newRecord(Name.fromString("orders.example.com."), Type.A, DClass.IN)));
    }
}
