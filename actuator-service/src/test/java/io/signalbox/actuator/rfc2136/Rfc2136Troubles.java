package io.signalbox.actuator.rfc2136;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.again;
import static io.signalbox.actuator.Orders.claim;
import static io.signalbox.actuator.Orders.moving;
import static io.signalbox.actuator.rfc2136.Scene.TO_EAST;
import static io.signalbox.actuator.rfc2136.Scene.TO_WEST;
import static io.signalbox.actuator.rfc2136.Scene.VARIABLE;
import static io.signalbox.actuator.rfc2136.Scene.move;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.signalbox.actuator.Orders;
import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceRecord;
import io.signalbox.actuator.core.StepExecutor;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.rfc2136.Meddler.Fault;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.sandbox.process.Ports;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same when keys, clocks, lines and servers fail. */
abstract class Rfc2136Troubles extends Rfc2136Races {

    @Test
    void aLostAnswerIsFoundOutInTheSameAttempt() {
        scene.seed(FIRST, TO_EAST);
        Command command = move(FIRST, SECOND);
        scene.line.next(Fault.LOSE_ANSWER);

        AttemptResult recognised = scene.run(command);
        AttemptResult proved = scene.run(again(command, ((InProgress) recognised.result()).token()));

        assertThat(((InProgress) recognised.result()).detail()).contains("its own fence");
        assertThat(proved.result()).isEqualTo(new Done(TO_WEST));
        assertThat(scene.fence()).containsExactly(SECOND.text());
    }

    @Test
    void aLostAdoptionIsRecognised() {
        scene.put(TO_EAST.getFirst());
        // The first two conversations are questions.
        scene.line.next(Fault.NONE, Fault.NONE, Fault.LOSE_ANSWER);

        AttemptResult attempt = scene.run(Scene.adopt(FIRST));

        assertThat(scene.line.left()).isZero();
        assertThat(attempt.result()).isEqualTo(new Done(TO_EAST));
        assertThat(scene.fence()).containsExactly(FIRST.text());
    }

    @Test
    void whatDiedAfterTheUpdateIsRecognisedByTheNextAttempt() {
        scene.seed(FIRST, TO_EAST);
        Command command = move(FIRST, SECOND);
        scene.run(command);

        AttemptResult again = scene.run(again(command, null));

        assertThat(((InProgress) again.result()).accepted()).isTrue();
        assertThat(scene.run(again(claim(SECOND, moving(3, "p3")), null)).result())
                .isInstanceOf(Done.class);
        assertThat(scene.run(again(claim(SECOND, moving(3, "p3")), null)).result())
                .isInstanceOf(Done.class);
    }

    @Test
    void aLostRequestIsTriedAgain() {
        scene.seed(FIRST, TO_EAST);
        Command command = move(FIRST, SECOND);
        scene.line.next(Fault.LOSE_REQUEST);

        assertFailed(scene.run(command), "connection", true);
        assertThat(scene.fence()).containsExactly(FIRST.text());
        assertThat(scene.run(again(command, null)).result()).isInstanceOf(InProgress.class);
    }

    @Test
    void anAnswerThatIsNotSignedIsNotBelieved() {
        scene.seed(FIRST, TO_EAST);
        scene.line.next(Fault.FORGE);
        assertFailed(scene.run(move(FIRST, SECOND)), "unsigned", true);

        scene.line.next(Fault.FORGE);
        var e = catchThrowableOfType(
                ZoneUnavailableException.class,
                () -> scene.provider().zone(ZONE, StepExecutor.LIMIT).records(Orders.HOSTNAME));
        assertThat(e.cause()).isEqualTo("unsigned");
        assertThat(scene.fence()).containsExactly(FIRST.text());
    }

    @Test
    void aServerThatSaysNothingCostsNoMoreThanTheLimit() {
        scene.seed(FIRST, TO_EAST);
        scene.line.next(Fault.SILENCE, Fault.SILENCE);
        long begin = System.nanoTime();

        assertFailed(scene.run(move(FIRST, SECOND)), "timeout", true);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(StepExecutor.LIMIT.multipliedBy(2));
        assertThat(scene.fence()).containsExactly(FIRST.text());
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() {
        scene.seed(FIRST, TO_EAST);
        DnsProvider away = scene.provider(Ports.free(), UpdateServer.KEY, InstantSource.system());

        assertFailed(scene.run(move(FIRST, SECOND), away), "unreachable", true);
        assertThat(scene.fence()).containsExactly(FIRST.text());
    }

    @Test
    void aWrongSecretChangesNothing() {
        scene.seed(FIRST, TO_EAST);
        scene.environment.put(VARIABLE, UpdateServer.SECRETS.get(UpdateServer.ADMIN));

        assertFailed(scene.run(move(FIRST, SECOND)), "bad-key", true);
        assertThat(scene.fence()).containsExactly(FIRST.text());
    }

    @Test
    void anUnknownKeyAndOneWithoutRightsChangeNothing() {
        scene.seed(FIRST, TO_EAST);
        assertFailed(scene.run(move(FIRST, SECOND), scene.provider("nobody", InstantSource.system())), "bad-key", true);

        scene.environment.put(VARIABLE, UpdateServer.SECRETS.get(UpdateServer.READER));
        assertFailed(
                scene.run(move(FIRST, SECOND), scene.provider(UpdateServer.READER, InstantSource.system())),
                "access-denied",
                true);
        assertThat(scene.fence()).containsExactly(FIRST.text());
    }

    @Test
    void aSecretThatIsMissingOrGarbledIsSaidAndNotShown() {
        scene.environment.remove(VARIABLE);
        assertFailed(scene.run(move(FIRST, SECOND)), "secret-missing", false);

        scene.environment.put(VARIABLE, "s3cr3t!");
        AttemptResult attempt = scene.run(move(FIRST, SECOND));
        assertFailed(attempt, "secret-unreadable", false);
        assertThat(attempt.toString()).contains(VARIABLE).doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void aClockThatIsAnHourOffIsTold(long hours) {
        scene.seed(FIRST, TO_EAST);
        InstantSource clock = InstantSource.offset(InstantSource.system(), Duration.ofHours(hours));

        AttemptResult attempt = scene.run(move(FIRST, SECOND), scene.provider(UpdateServer.KEY, clock));

        assertFailed(attempt, "bad-time", true);
        assertThat(attempt.toString()).contains("by its clock, this actuator has");
        assertThat(scene.fence()).containsExactly(FIRST.text());
    }

    @Test
    void aZoneOfAnotherServerIsNoZoneHere() {
        Command elsewhere = Orders.command(
                null,
                FIRST,
                new StepArguments.DnsAdopt("example.net", "orders.example.net", EAST, Map.of(EAST, TO_EAST)));

        assertThat(scene.run(elsewhere).result())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.cause()).isIn("access-denied", "not-authoritative"));
    }

    @Test
    void manyAtOnceDoNotCrowdTheServer() throws Exception {
        int services = 150;
        DnsProvider shared = scene.provider();
        var start = new CyclicBarrier(services);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<AttemptResult>>();
            for (int i = 0; i < services; i++) {
                String hostname = "s" + i + ".example.com";
                scene.put(FenceRecord.of(hostname, FIRST));
                Command command = Orders.command(FIRST, moving(2, "p2"), new StepArguments.Claim(ZONE, hostname));
                running.add(threads.submit(() -> {
                    start.await();
                    return scene.run(command, shared);
                }));
            }
            for (Future<AttemptResult> each : running) {
                assertThat(each.get().result()).isInstanceOf(Done.class);
            }
        }
        // The line needs a moment to see that a connection is closed.
        assertThat(scene.line.most()).isBetween(2, 4 * DnsServer.AT_ONCE);
        assertThat(scene.meters
                        .get("signalbox.rfc2136.requests")
                        .tags("action", "update", "result", "ok")
                        .counter()
                        .count())
                .isEqualTo(services);
    }

    static void assertFailed(AttemptResult attempt, String cause, boolean retryable) {
        assertThat(attempt.result()).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause()).as(failed.detail()).isEqualTo(cause);
            assertThat(failed.retryable()).isEqualTo(retryable);
        });
    }
}
