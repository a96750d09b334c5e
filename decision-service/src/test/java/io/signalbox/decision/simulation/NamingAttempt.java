package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Service;
import org.jspecify.annotations.Nullable;

/** An attempt that writes the fence, by compare-and-swap; after a lost answer what stands there says what became of it. */
abstract sealed class NamingAttempt extends Attempt
        permits SwitchAttempt, SignalAttempt, AdoptAttempt, ReadoptAttempt, ClaimAttempt {

    NamingAttempt(Command command, Service service, Process process, Surroundings world) {
        super(command, service, process, world);
    }

    abstract boolean isOwn(Fence found);

    /** The provider has taken the change. */
    abstract void taken(String token, Fence next);

    /** What was asked for stands there already. */
    abstract void recognised(Fence found);

    private boolean own(@Nullable Fence found) {
        if (found == null || !isOwn(found)) {
            return false;
        }
        world.tally().count("own fence recognised");
        recognised(found);
        return true;
    }

    /** Looks first where the change may have happened, or may no longer. @return whether that was an answer */
    boolean looked() {
        Refused objection = objection();
        if (objection == null && command.attempt() == 1) {
            return false;
        }
        if (silent()) {
            return true;
        }
        Fence found = fence();
        if (own(found)) {
            return true;
        }
        if (objection != null) {
            end(objection, found);
            return true;
        }
        if (!isAsExpected(found)) {
            stale(found);
            return true;
        }
        return false;
    }

    /** The request is on its way: from here on it may arrive even if the process is gone, and even if it waits no more. */
    void submit(Provider.Change change) {
        if (!SignalStore.isBeside(service)) {
            request(change);
        } else if (isSignalSilent()) {
            end(new Failed("signal-timeout", "no answer", true), null);
        } else {
            beside(change);
        }
    }

    /** Nothing is written while a signal says otherwise, and what it says is in the record before. */
    private void beside(Provider.Change change) {
        SignalStore.Signal signal = world.provider().signals().read(service.name());
        Fence expected = change.expected();
        if (signal == null) {
            soon(() -> request(change));
        } else if (expected == null || !SignalStore.isHeard(signal.fence(), expected)) {
            mismatch();
        } else if (world.provider().unavailable) {
            end(new Failed("unavailable", "the record is behind", true), null);
        } else {
            world.provider().follow(service, world.provider().stored(service.name()), signal.fence());
            soon(() -> request(change));
        }
    }

    void request(Provider.Change change) {
        Chance chance = world.chance();
        Provider provider = world.provider();
        if (chance.in(0.04) || provider.throttling && chance.in(0.8)) {
            end(new Failed("throttling", "rate exceeded", true), null);
        } else if (provider.unavailable) {
            unclear("unavailable");
        } else if (chance.in(0.04)) {
            world.agenda().in(chance.between(0, 20_000), () -> provider.submit(service, change));
            after(5_000, () -> unclear("timeout"));
        } else {
            String token = provider.submit(service, change);
            if (chance.in(0.05)) {
                soon(() -> unclear("answer lost"));
            } else if (token == null) {
                soon(this::mismatch);
            } else {
                soon(() -> written(token, change.next()));
            }
        }
    }

    /** Whoever has raised a signal meanwhile did not know of it, and the traffic follows the signal. */
    private void written(String token, Fence next) {
        SignalStore.Signal signal = world.provider().signals().read(service.name());
        if (signal != null && !isSignalSilent() && signal.fence().epoch() >= next.epoch()) {
            mismatch();
        } else {
            taken(token, next);
        }
    }

    /** What stands at the provider decides what became of the change. */
    private void unclear(String cause) {
        if (isSignalSilent() || world.chance().in(0.2)) {
            end(new Failed(cause, "then the fence could not be read", true), null);
            return;
        }
        Fence found = fence();
        if (own(found)) {
            return;
        }
        if (isAsExpected(found)) {
            end(new Failed(cause, "not taken", true), found);
        } else {
            stale(found);
        }
    }

    /** The provider has said no, or would. */
    void mismatch() {
        if (silent()) {
            return;
        }
        Fence found = fence();
        if (own(found)) {
            return;
        }
        if (isAsExpected(found)) {
            end(
                    SignalStore.isBeside(service)
                            ? new Failed("invalid-change", "changed meanwhile", true)
                            : new Refused(Refusal.DRIFT, "the traffic records are not as known"),
                    found);
        } else {
            stale(found);
        }
    }
}
