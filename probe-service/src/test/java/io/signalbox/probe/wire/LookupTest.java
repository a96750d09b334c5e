package io.signalbox.probe.wire;

import static io.signalbox.probe.sites.Probing.IMPATIENT;
import static io.signalbox.probe.sites.Probing.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.Dependency;
import io.signalbox.probe.check.IpFamily;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.sites.Probing;
import io.signalbox.probe.sites.Site;
import io.signalbox.probe.sites.Zone;
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

    private Checker checker() {
        return probing.network()
                .checker(ProbeTarget.of(NAME, site.port(), Optional.empty(), ConnectOnlyProtocol.INSTANCE, IMPATIENT));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILING", "SILENT"})
    void theLastAnswerIsTakenWhileTheNameServersAreInTrouble(Zone.Mood trouble) {
        Checker checker = checker();
        assertThat(probing.probe(checker).passed()).isTrue();

        zone.now(trouble);
        assertThat(probing.probe(checker).passed()).isTrue();
        assertThat(probing.network().oldAddresses()).isEqualTo(1);

        site.close();
        assertThat(probing.undecided(checker)).isEqualTo(UndecidedReason.OLD_ADDRESS);
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILING", "SILENT"})
    void withoutAnAnswerItIsAFailureThatDependsOnTheNameServers(Zone.Mood trouble) {
        zone.now(trouble);
        CheckResult checkResult = probing.probe(checker());

        assertThat(failed(checkResult).cause()).isEqualTo(Cause.RESOLVE_FAILED);
        assertThat(checkResult.dependencies()).isEqualTo(Set.of(Dependency.RESOLVER));
    }

    @Test
    void aNameThatIsGoneIsAFailureAtOnceAndDependsOnNothing() {
        Checker checker = checker();
        assertThat(probing.probe(checker).passed()).isTrue();

        zone.now(Zone.Mood.EMPTY);
        CheckResult gone = probing.probe(checker);
        assertThat(failed(gone).cause()).isEqualTo(Cause.RESOLVE_FAILED);
        assertThat(gone.dependencies()).isEmpty();
    }

    @Test
    void aNameWithoutAnAddressOfTheFamilyDependsOnNothing() {
        var target = ProbeTarget.of(NAME, site.port(), Optional.empty(), ConnectOnlyProtocol.INSTANCE, IMPATIENT);
        CheckResult checkResult = probing.probe(probing.network().checker(target.by(new Route(null, IpFamily.IPV6))));

        assertThat(failed(checkResult).cause()).isEqualTo(Cause.RESOLVE_FAILED);
        assertThat(checkResult.dependencies()).isEmpty();
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
