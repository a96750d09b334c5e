package io.signalbox.probe.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.check.AddressFamily;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Timeouts;
import io.signalbox.probe.Samples;
import io.signalbox.probe.check.CheckResult;
import io.signalbox.probe.check.ConnectFailure;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.wire.Transport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks that go to one target, one at a time, each on an event loop of its own. */
class EntranceTest {

    private final EventLoopGroup loops = Transport.best().loops(3, new DefaultThreadFactory("test", true));
    private final ConcurrencyLimits concurrencyLimits = new ConcurrencyLimits();
    private final List<String> begun = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static ConfiguredCheck configured(Check check, int perTarget) {
        var approach = new Approach(Timeouts.NONE, AddressFamily.ANY, perTarget);
        var second = Duration.ofSeconds(1);
        var timeout = Duration.ofMillis(300);
        var name = new ProbeName("health");
        return new ConfiguredCheck(
                Samples.check("orders"),
                "127.0.0.1",
                new Probe(name, Probe.Role.HEALTH, second, timeout, second, 3, 2, null, check, approach),
                "digest-1");
    }

    private static LimitedAdmission.Listener entering(Runnable probe) {
        return new LimitedAdmission.Listener() {
            @Override
            public void begin() {
                probe.run();
            }

            @Override
            public void unconnected(ConnectFailure failure, CheckResult checkResult) {
                throw new IllegalStateException("nobody says so here");
            }

            @Override
            public void reachable() {
                throw new IllegalStateException("nobody says so here");
            }
        };
    }

    /** One check, which says when it begins and never by itself that it has ended. */
    private final class Checking {

        private final EventLoop loop = loops.next();
        private final String name;
        private final LimitedAdmission admission =
                LimitedAdmission.of(configured(new Check.Tcp(80), 1), concurrencyLimits, loop);

        Checking(String name) {
            this.name = name;
        }

        Checking enters() throws Exception {
            return does(() -> admission.enter(false, entering(() -> begun.add(name))));
        }

        Checking does(Runnable task) throws Exception {
            loop.submit(task).get(10, TimeUnit.SECONDS);
            return this;
        }
    }

    @Test
    void theNextBeginsOnItsOwnLoopWhenTheFormerHasEnded() throws Exception {
        var first = new Checking("first").enters();
        var second = new Checking("second").enters();
        var third = new Checking("third").enters();
        assertThat(begun).containsExactly("first");

        first.does(first.admission::leave);
        await().until(() -> begun.equals(List.of("first", "second")));
        second.does(second.admission::leave).does(second.admission::leave);
        await().until(() -> begun.equals(List.of("first", "second", "third")));
        third.does(third.admission::leave);

        new Checking("again").enters();
        assertThat(begun).endsWith("again");
    }

    @Test
    void whatNeverTellsGivesItsPlaceBackAfterItsTimeoutOnceItIsClosed() throws Exception {
        var mute = new Checking("mute").enters();
        var next = new Checking("next").enters();
        long before = System.nanoTime();
        mute.does(mute.admission::close);

        await().until(() -> begun.equals(List.of("mute", "next")));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(290));
        next.does(next.admission::leave);
        new Checking("again").enters();
        assertThat(begun).endsWith("again");
    }

    @Test
    void whatIsClosedWhileItWaitsNeverBegins() throws Exception {
        var first = new Checking("first").enters();
        var second = new Checking("second").enters();
        var third = new Checking("third").enters();

        second.does(second.admission::close);
        first.does(first.admission::leave);

        await().until(() -> begun.equals(List.of("first", "third")));
        third.does(third.admission::leave);
        new Checking("again").enters();
        assertThat(begun).containsExactly("first", "third", "again");
    }

    @Test
    void whatIsClosedBetweenItsTurnAndItsBeginningGivesItsPlaceOn() throws Exception {
        var first = new Checking("first").enters();
        var second = new Checking("second").enters();
        new Checking("third").enters();

        second.does(() -> {
            // Its turn comes now, while it cannot begin yet.
            first.loop.submit(first.admission::leave).syncUninterruptibly();
            second.admission.close();
        });

        await().until(() -> begun.equals(List.of("first", "third")));
    }

    @Test
    void oneThatCannotEvenBeginHoldsNobodyUp() throws Exception {
        var broken = new Checking("broken");
        assertThatThrownBy(() -> broken.does(() -> broken.admission.enter(false, entering(() -> {
                    throw new IllegalStateException("no");
                }))))
                .isInstanceOf(ExecutionException.class);

        new Checking("next").enters();
        assertThat(begun).containsExactly("next");
    }

    @Test
    void onlyWhatHasATargetAndALimitPassesThroughOne() {
        var loop = loops.next();
        var heartbeat = new Check.Heartbeat(Duration.ofMinutes(1));
        var system = new Check.Dns(null, "orders.example.com", Check.DnsType.A, List.of(), false, true);

        assertThat(LimitedAdmission.of(configured(new Check.Tcp(80), 0), concurrencyLimits, loop))
                .isNull();
        assertThat(LimitedAdmission.of(configured(heartbeat, 1), concurrencyLimits, loop))
                .isNull();
        assertThat(LimitedAdmission.of(configured(system, 1), concurrencyLimits, loop))
                .isNull();
        assertThat(LimitedAdmission.of(configured(new Check.Tcp(80), 1), concurrencyLimits, loop))
                .isNotNull();
    }
}
