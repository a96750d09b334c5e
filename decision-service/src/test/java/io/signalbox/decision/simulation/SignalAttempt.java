package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.FenceUnion;
import io.signalbox.contract.step.StepArguments.SignalSwitch;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.simulation.SignalStore.Signal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code signal-switch}: away by the signal alone, which the record follows; home by the record, and then the signal goes. */
final class SignalAttempt extends NamingAttempt {

    private static final String SIGNALLED = "signalled";
    private static final String LOWERING = "lowering";

    private final SignalSwitch wanted;

    SignalAttempt(Command command, SignalSwitch wanted, Service service, Process process, Surroundings world) {
        super(command, service, process, world);
        this.wanted = wanted;
    }

    @Override
    void begin() {
        if (SIGNALLED.equals(command.token())) {
            settle();
        } else if (wanted.raised()) {
            raise();
        } else if (LOWERING.equals(command.token())) {
            lower();
        } else if (!looked()) {
            soon(() -> submit(new Provider.Change(command.expected(), List.of(), command.next(), List.of(), command)));
        }
    }

    private SignalStore signals() {
        return world.provider().signals();
    }

    private @Nullable Signal signal() {
        return signals().read(service.name());
    }

    private void raise() {
        Provider.Zone answered = world.provider().servers().newest(service.name());
        if (signals().unreachable) {
            end(new Failed("signal-timeout", "no answer", true), null);
            return;
        }
        Signal found = signal();
        if (found != null && isOwn(found.fence())) {
            world.tally().count("own fence recognised");
            accepted(SIGNALLED);
            return;
        }
        Fence seen = signals().joined(service.name(), answered).fence();
        Refused objection = objection();
        if (objection != null) {
            end(objection, seen);
        } else if (answered.garbled()) {
            end(new Failed("fence-unknown", "cannot be read", true), null);
        } else if (answered.fence() == null
                || isBesides(answered.fence())
                || found != null && (isBesides(found.fence()) || forgets(found.fence()))) {
            stale(seen);
        } else {
            soon(() -> put(found == null ? null : found.tag()));
        }
    }

    /** True if it is a decision that the expected one does not know of. */
    private boolean isBesides(Fence found) {
        Fence expected = command.expected();
        return expected == null || found.epoch() >= expected.epoch() && !SignalStore.isKnown(found, expected);
    }

    private boolean forgets(Fence found) {
        return !FenceUnion.of(command.next(), found).equals(command.next());
    }

    /** The request may arrive late, and its answer not at all. */
    private void put(@Nullable Long tag) {
        Chance chance = world.chance();
        if (chance.in(0.04)) {
            end(new Failed("signal-throttled", "slow down", true), null);
        } else if (signals().unreachable) {
            end(new Failed("signal-timeout", "no answer", true), null);
        } else if (signals().slow || chance.in(0.04)) {
            world.agenda().in(chance.between(0, 20_000), () -> isPut(tag));
            after(5_000, this::unanswered);
        } else if (isPut(tag)) {
            soon(chance.in(0.05) ? this::unanswered : () -> accepted(SIGNALLED));
        } else {
            soon(this::taken);
        }
    }

    /** A record of the same epoch counts for nothing then, and a later one that nobody saw yet counts more. */
    private boolean isPut(@Nullable Long tag) {
        Fence before = zone().fence();
        boolean put = world.provider().raise(service, command, tag);
        if (put && before != null && before.epoch() >= command.next().epoch()) {
            world.tally()
                    .count(
                            before.epoch() == command.next().epoch()
                                    ? "signal beside a record of its epoch"
                                    : "signal beside a later record");
        }
        return put;
    }

    /** No answer: what stands there decides. */
    private void unanswered() {
        Signal now = signals().unreachable ? null : signal();
        if (now != null && isOwn(now.fence())) {
            accepted(SIGNALLED);
        } else {
            end(new Failed("signal-timeout", "no answer", true), null);
        }
    }

    private void taken() {
        Signal now = signal();
        if (now != null && isOwn(now.fence())) {
            accepted(SIGNALLED);
        } else if (now != null && isBesides(now.fence())) {
            stale(now.fence());
        } else {
            end(new Failed("changed-meanwhile", "another signal", true), null);
        }
    }

    @Override
    boolean isOwn(Fence found) {
        return command.next().equals(found);
    }

    @Override
    void taken(String token, Fence next) {
        accepted(LOWERING);
    }

    @Override
    void recognised(Fence found) {
        accepted(LOWERING);
    }

    private void lower() {
        Signal found = signal();
        if (signals().unreachable) {
            accepted(LOWERING);
        } else if (found == null) {
            accepted(SIGNALLED);
        } else if (found.fence().epoch() >= command.next().epoch()) {
            stale(found.fence());
        } else {
            soon(() -> accepted(world.provider().lower(service, found) ? SIGNALLED : LOWERING));
        }
    }

    private void settle() {
        Signal found = signals().unreachable ? null : signal();
        Provider.Zone answered = world.provider().servers().newest(service.name());
        Fence seen = answered.fence();
        if (found != null
                && found.fence().epoch() >= command.next().epoch()
                && !SignalStore.isKnown(found.fence(), command.next())) {
            stale(found.fence());
        } else if (seen != null && seen.epoch() > command.next().epoch()) {
            stale(seen);
        } else {
            follow(answered);
            prove();
        }
    }

    /** The record says the same as soon as the provider takes it. */
    private void follow(Provider.Zone answered) {
        boolean refuses = world.provider().unavailable || world.provider().throttling;
        if (wanted.raised() && !command.next().equals(answered.fence()) && !refuses) {
            Provider.Zone stored = world.provider().stored(service.name());
            boolean later = stored.fence() != null
                    && stored.fence().epoch() > command.next().epoch();
            if (later) {
                return;
            }
            soon(() -> world.provider().follow(service, stored, command.next()));
        }
    }

    private void prove() {
        if (signals().leadsAway(service.name()) == wanted.raised()) {
            timings.put("answered", process.clock());
            end(new Done(wanted.create()), command.next());
        } else {
            accepted(SIGNALLED);
        }
    }

    private void accepted(String token) {
        timings.putIfAbsent("accepted", process.clock());
        inProgress(token, true, "waits for the answers", command.next());
    }
}
