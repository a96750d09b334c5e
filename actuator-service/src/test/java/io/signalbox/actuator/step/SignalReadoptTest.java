package io.signalbox.actuator.step;

import static io.signalbox.actuator.Orders.EAST;
import static io.signalbox.actuator.Orders.HOSTNAME;
import static io.signalbox.actuator.Orders.WEST;
import static io.signalbox.actuator.Orders.WEST_ADDRESS;
import static io.signalbox.actuator.Orders.ZONE;
import static io.signalbox.actuator.Orders.command;
import static io.signalbox.actuator.Orders.fence;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.Outside;
import io.signalbox.actuator.SignalWorld;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.step.StepArguments.DnsReadopt;
import io.signalbox.contract.step.StepArguments.DnsReadopt.Candidate;
import io.signalbox.sandbox.s3.S3;
import io.signalbox.sandbox.s3.S3Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A fence is re-adopted where a signal, and not the records, tells the active site. */
class SignalReadoptTest {

    private static final Fence AWAY = fence(17, WEST, "p17").marking(Marks.NONE.stale(EAST, 17));
    private static final Fence OLD = fence(12, EAST, "p12");

    private final Outside outside = new Outside(new SimpleMeterRegistry());
    private final SignalWorld world = new SignalWorld(AWAY);

    @AfterEach
    void close() {
        world.close();
        outside.close();
    }

    private StepOutcome attempt(Command command) {
        return world.steps(outside).attempt(command);
    }

    private Command readopt(@Nullable Fence expected, long epoch) {
        return command(
                expected,
                fence(epoch, EAST, "r"),
                new DnsReadopt(
                        ZONE,
                        HOSTNAME,
                        List.of(
                                new Candidate(fence(epoch, EAST, "r"), world.records(), false),
                                new Candidate(fence(epoch, WEST, "r"), world.records(), true)),
                        SignalWorld.SIGNAL,
                        null));
    }

    @Test
    void theSignalTellsTheActiveSiteAndItsMarksAreKept() {
        world.removeRecord();

        StepOutcome outcome = attempt(readopt(null, 18));

        Fence next = fence(18, WEST, "r").marking(AWAY.marks());
        assertThat(outcome.result()).isEqualTo(new Done(world.records()));
        assertThat(outcome.fenceSeen()).isEqualTo(next);
        assertThat(world.record()).isEqualTo(next);
        assertThat(world.signal()).contains(AWAY);
        assertThat(world.answer()).containsExactly(WEST_ADDRESS);
        assertThat(attempt(readopt(null, 18)).fenceSeen()).isEqualTo(next);
        Fence home = fence(19, EAST, "p19").after(next);
        assertThat(world.carryThrough(world.steps(outside), world.move(next, home))
                        .result())
                .isInstanceOf(Done.class);
    }

    @Test
    void withoutASignalTrafficIsAtHome() {
        world.s3.remove(SignalWorld.SIGNAL.bucket(), SignalWorld.SIGNAL.key());
        world.rewriteRecord(OLD);

        StepOutcome outcome = attempt(readopt(OLD, 18));

        assertThat(outcome.result()).isEqualTo(new Done(world.records()));
        assertThat(world.record()).isEqualTo(fence(18, EAST, "r"));
    }

    @Test
    void aSignalThatIsNewerIsTheFence() {
        world.removeRecord();

        StepOutcome outcome = attempt(readopt(null, 17));

        assertThat(outcome.result()).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why())
                .isEqualTo(Refusal.STALE_FENCE));
        assertThat(outcome.fenceSeen()).isEqualTo(AWAY);
    }

    @Test
    void nothingIsWrittenWhileTheSignalCannotBeRead() {
        world.removeRecord();
        world.s3.faults().inject(S3Operation.GET_OBJECT, S3.internalError(), 10);
        assertThat(attempt(readopt(null, 18)).result()).isInstanceOf(Failed.class);
        world.s3.faults().clear();
        world.s3.put(SignalWorld.SIGNAL.bucket(), SignalWorld.SIGNAL.key(), "hello");

        assertThat(attempt(readopt(null, 18)).result())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.cause()).isEqualTo("signal-unreadable"));
        assertThat(world.record()).isNull();
    }
}
