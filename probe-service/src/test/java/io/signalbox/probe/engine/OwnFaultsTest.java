package io.signalbox.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.sites.FileLimit;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Transport;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the system refuses to the prober itself is counted, and no vote on any site. */
class OwnFaultsTest {

    private static final String PROBES = "[{name: a, tcp: {port: %d}, interval: 100ms, timeout: 100ms}]";
    private static final int BACKLOG = 1_000;
    /** Fewer than any process of Java has open. */
    private static final int FEW = 8;

    private static final int SEVERAL = 3;

    @TempDir
    private Path directory;

    private ServerSocket site;
    private World world;

    @BeforeEach
    void listen() throws Exception {
        site = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws Exception {
        world.close();
        site.close();
    }

    private void begin(@Nullable InetAddress source) {
        world = new World(directory, InstantSource.system(), new Network(new TlsClient(null), source));
        world.engine().start(world.topology("[]", PROBES.formatted(site.getLocalPort())));
    }

    private long undecided(UndecidedReason why) {
        return world.engine().allStatistics().getFirst().undecided(why);
    }

    /** By whichever of its own faults; what it runs through for the first time must be loaded while files can be opened. */
    private void sayNothingOnce() {
        begin(InetAddress.ofLiteral("192.0.2.1"));
        await().until(() -> undecided(UndecidedReason.NO_LOCAL_PORT) >= SEVERAL);
    }

    @Test
    void withoutALocalPortItSaysNothing() {
        sayNothingOnce();

        assertThat(world.recorder().of("a")).isEmpty();
    }

    @Test
    void withoutFileDescriptorsItSaysNothingUntilThereAreSomeAgain() {
        assumeTrue(Transport.best() == Transport.EPOLL, "limits as Linux has them");
        sayNothingOnce();
        world.close();
        begin(null);
        await().until(() -> world.recorder().of("a").size() >= SEVERAL);

        int before;
        int after;
        try (var _ = new FileLimit(FEW)) {
            await().until(() -> undecided(UndecidedReason.NO_FILES) >= SEVERAL);
            before = world.recorder().of("a").size();
            long counted = undecided(UndecidedReason.NO_FILES);
            await().until(() -> undecided(UndecidedReason.NO_FILES) >= counted + SEVERAL);
            after = world.recorder().of("a").size();
        }

        assertThat(after).isEqualTo(before);
        await().until(() -> world.recorder().of("a").size() > after);
    }
}
