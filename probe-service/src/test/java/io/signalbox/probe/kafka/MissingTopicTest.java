package io.signalbox.probe.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.kafka.CellAccess;
import io.signalbox.probe.Samples;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.UndecidedReason;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.core.HeartbeatRegistry;
import io.signalbox.probe.heartbeat.HeartbeatChecker;
import io.signalbox.probe.wire.Transport;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.CellTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cell whose decision-service is of a version that makes no topic of heartbeats. */
class MissingTopicTest {

    private static final CheckName JOB = Samples.check("job");
    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final String NOBODYS = "ap-south-9";

    @TempDir
    static Path directory;

    private static Broker broker;

    private final EventLoopGroup loops = Transport.best().loops(1, new DefaultThreadFactory("test", true));

    @BeforeAll
    static void open() {
        broker = Broker.start(directory);
        broker.awaitReady();
    }

    @AfterAll
    static void close() {
        broker.close();
    }

    @AfterEach
    void end() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static CellHeartbeats line(String vantage, String bootstrap, HeartbeatRegistry beats) {
        return line("us-west-2", vantage, bootstrap, beats);
    }

    private static CellHeartbeats line(String cellName, String vantage, String bootstrap, HeartbeatRegistry beats) {
        var cell = new Cell(new CellName(cellName), bootstrap);
        var filter = new HeartbeatFilter(() -> {});
        filter.follow(Set.of(JOB), Set.of(new VantageName("us-east-1"), new VantageName("eu-west-1")));
        var line = new CellHeartbeats(
                cell,
                new VantageName(vantage),
                () -> new CellHeartbeats.Clients(
                        ConsumerFactory.kafka(CellAccess.FOLDER).consumer(cell, vantage),
                        ProducerFactory.kafka(CellAccess.FOLDER).producer(cell, vantage)),
                filter,
                beats,
                InstantSource.system());
        line.start();
        return line;
    }

    private static boolean caughtUp(CellHeartbeats line) {
        return line.caughtUp(System.nanoTime());
    }

    /** Of the line to {@link #NOBODYS}, which no other test has. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("heartbeats-" + NOBODYS))
                .count();
    }

    private boolean passes(HeartbeatChecker checker) {
        var passed = new AtomicBoolean();
        checker.begin(loops.next(), new CheckResult.Listener() {
            @Override
            public void found(CheckResult checkResult) {
                passed.set(checkResult.passed());
            }

            @Override
            public void undecided(UndecidedReason why) {
                passed.set(false);
            }
        });
        return passed.get();
    }

    @Test
    void untilItIsThereNothingIsKnownOfOtherVantagesAndThenAllThatTheyHaveHeard() {
        var beats = new HeartbeatRegistry();
        var checker = new HeartbeatChecker(beats, JOB, Duration.ofHours(1));
        try (var here = line("us-east-1", broker.bootstrap(), new HeartbeatRegistry());
                var there = line("eu-west-1", broker.bootstrap(), beats)) {
            here.publish(JOB, System.nanoTime());
            await().during(Duration.ofSeconds(3)).atMost(PATIENT).until(() -> !caughtUp(here) && !caughtUp(there));
            assertThat(passes(checker)).isFalse();

            CellTopics.create(broker);
            await().atMost(PATIENT).until(() -> caughtUp(here) && caughtUp(there) && passes(checker));
        }
    }

    @Test
    void aLineThatCouldTellNothingEndsWhenItIsClosed() {
        var line = line(NOBODYS, "eu-west-1", "127.0.0.1:1", new HeartbeatRegistry());
        line.publish(JOB, System.nanoTime());
        await().during(Duration.ofSeconds(1)).atMost(PATIENT).until(() -> threads() == 1);
        line.close();

        await().atMost(PATIENT).until(() -> threads() == 0);
    }
}
