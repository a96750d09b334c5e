package io.signalbox.probe.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.probe.Samples;
import io.signalbox.probe.beat.BeatInquiry;
import io.signalbox.probe.beat.Beats;
import io.signalbox.probe.core.CheckName;
import io.signalbox.probe.wire.Finding;
import io.signalbox.probe.wire.Transport;
import io.signalbox.probe.wire.Undecided;
import io.signalbox.sandbox.kafka.Broker;
import io.signalbox.sandbox.kafka.CellTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
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

    private static BeatLine line(String vantage, String bootstrap, Beats beats) {
        return line("us-west-2", vantage, bootstrap, beats);
    }

    private static BeatLine line(String cellName, String vantage, String bootstrap, Beats beats) {
        var cell = new Cell(new CellName(cellName), bootstrap);
        var line = new BeatLine(
                cell,
                new VantageName(vantage),
                () -> new BeatLine.Ends(ConsumerFactory.kafka(cell, vantage), ProducerSettings.producer(cell, vantage)),
                beats,
                InstantSource.system());
        line.start();
        return line;
    }

    private static boolean caughtUp(BeatLine line) {
        return line.caughtUp(System.nanoTime());
    }

    /** Of the line to {@link #NOBODYS}, which no other test has. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("heartbeats-" + NOBODYS))
                .count();
    }

    private boolean passes(BeatInquiry inquiry) {
        var passed = new AtomicBoolean();
        inquiry.begin(loops.next(), new Finding.Listener() {
            @Override
            public void found(Finding finding) {
                passed.set(finding.passed());
            }

            @Override
            public void undecided(Undecided why) {
                passed.set(false);
            }
        });
        return passed.get();
    }

    @Test
    void untilItIsThereNothingIsKnownOfOtherVantagesAndThenAllThatTheyHaveHeard() {
        var beats = new Beats();
        var inquiry = new BeatInquiry(beats, JOB, Duration.ofHours(1));
        try (var here = line("us-east-1", broker.bootstrap(), new Beats());
                var there = line("eu-west-1", broker.bootstrap(), beats)) {
            here.tell(JOB, System.nanoTime());
            await().during(Duration.ofSeconds(3)).atMost(PATIENT).until(() -> !caughtUp(here) && !caughtUp(there));
            assertThat(passes(inquiry)).isFalse();

            CellTopics.create(broker);
            await().atMost(PATIENT).until(() -> caughtUp(here) && caughtUp(there) && passes(inquiry));
        }
    }

    @Test
    void aLineThatCouldTellNothingEndsWhenItIsClosed() {
        var line = line(NOBODYS, "eu-west-1", "127.0.0.1:1", new Beats());
        line.tell(JOB, System.nanoTime());
        await().during(Duration.ofSeconds(1)).atMost(PATIENT).until(() -> threads() == 1);
        line.close();

        await().atMost(PATIENT).until(() -> threads() == 0);
    }
}
