package io.signalbox.probe.wire;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.sites.Zone;
import io.signalbox.probe.tcp.TcpProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Name servers in trouble, and names that are gone. */
class LookupTest {

    private static final String NAME = "orders.example.com";

    private Zone zone;
    private Probing probing;
    private final Site site = new Site(Site::hang);

    @BeforeEach
    void open() throws IOException {
        zone = new Zone(0, NAME + " A 127.0.0.1");
        probing = new Probing(null, null, zone.names());
    }

    @AfterEach
    void close() throws IOException {
        site.close();
        probing.close();
        zone.close();
    }

    private Inquiry inquiry() {
        return probing.network()
                .inquiry(Target.of(NAME, site.port(), Optional.empty(), TcpProtocol.INSTANCE, IMPATIENT));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILING", "SILENT"})
    void theLastAnswerIsTakenWhileTheNameServersAreInTrouble(Zone.Mood trouble) {
        Inquiry inquiry = inquiry();
        assertThat(probing.probe(inquiry).passed()).isTrue();

        zone.now(trouble);
        assertThat(probing.probe(inquiry).passed()).isTrue();
        assertThat(probing.network().oldAddresses()).isEqualTo(1);

        site.close();
        assertThat(probing.undecided(inquiry)).isEqualTo(Undecided.OLD_ADDRESS);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILING", "SILENT"})
    void withoutAnAnswerItIsAFailureThatDependsOnTheNameServers(Zone.Mood trouble) {
        zone.now(trouble);
        Finding finding = probing.probe(inquiry());

        assertThat(failed(finding).cause()).isEqualTo(Cause.RESOLVE_FAILED);
        assertThat(finding.dependencies()).isEqualTo(Set.of(Dependency.RESOLVER));
    }

    @Test
    void aNameThatIsGoneIsAFailureAtOnceAndDependsOnNothing() {
        Inquiry inquiry = inquiry();
        assertThat(probing.probe(inquiry).passed()).isTrue();

        zone.now(Zone.Mood.EMPTY);
        Finding gone = probing.probe(inquiry);
        assertThat(failed(gone).cause()).isEqualTo(Cause.RESOLVE_FAILED);
        assertThat(gone.dependencies()).isEmpty();
    }

    @Test
    void aNameWithoutAnAddressOfTheFamilyDependsOnNothing() {
        var target = Target.of(NAME, site.port(), Optional.empty(), TcpProtocol.INSTANCE, IMPATIENT);
        Finding finding = probing.probe(probing.network().inquiry(target.by(new Route(null, Family.IPV6))));

        assertThat(failed(finding).cause()).isEqualTo(Cause.RESOLVE_FAILED);
        assertThat(finding.dependencies()).isEmpty();
    }

    @Test
    void anAnswerIsTakenForFiveMinutes() {
        var known = new KnownAddresses();
        long then = System.nanoTime();
        known.answered(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)), then);

        assertThat(known.last(then + Duration.ofMinutes(5).toNanos())).hasSize(1);
        assertThat(known.last(then + Duration.ofMinutes(5).toNanos() + 1)).isEmpty();
        assertThat(new KnownAddresses().last(then)).isEmpty();
    }
}
