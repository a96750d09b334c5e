package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Action;
import io.signalbox.contract.step.EcsScale;
import io.signalbox.contract.step.RdsPromote;
import io.signalbox.contract.step.SsmPut;
import io.signalbox.contract.step.Webhook;
import io.signalbox.contract.topology.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plan does beside the name: only while the fence is one that its plan has written and, for a claim, that has not
 * run out. What it changes is told as it was before anything is changed.
 */
final class ActAttempt extends Attempt {

    private final Action action;

    ActAttempt(Command command, Action action, Service service, Process process, Surroundings world) {
        super(command, service, process, world);
        this.action = action;
    }

    @Override
    void begin() {
        if (silent()) {
            return;
        }
        Fence found = fence();
        Refused objection = objection();
        if (!isNotice() && !mayAct(found, process.clock())) {
            stale(found);
        } else if (objection != null) {
            end(objection, found);
        } else if (world.chance().in(0.03)) {
            end(new Failed("throttling", "rate exceeded", true), found);
        } else if (world.chance().in(0.01)) {
            end(new Failed("denied", "may not do that", false), found);
        } else {
            soon(() -> act(found));
        }
    }

    private boolean isNotice() {
        return command.plan().startsWith("n");
    }

    private boolean mayAct(@Nullable Fence found, Instant now) {
        return found != null
                && found.plan().equals(command.plan())
                && found.cell().equals(command.cell())
                && found.permitsActAt(now);
    }

    private void act(@Nullable Fence found) {
        switch (action) {
            case Webhook _ -> end(new Done(List.of()), found);
            case SsmPut put -> put(put.name(), put.value(), found);
            case EcsScale scale -> put(Capacity.name(scale), String.valueOf(scale.desired()), found);
            case RdsPromote promote -> promote(promote, found);
            default -> throw new IllegalStateException("no simulated plan has a " + action.kind());
        }
    }

    /**
     * The answer may be lost, or come before the database is another. No fence stops a process that stands still between its last
     * look and its call for longer than the claim lasts: that call is taken to fail.
     */
    private void promote(RdsPromote promote, @Nullable Fence found) {
        soon(() -> {
            if (!mayAct(fence(), process.clock())) {
                stale(fence());
                return;
            }
            world.oracle().promoted(service, new SiteName(promote.region()), command);
            if (world.chance().in(0.1)) {
                end(new Failed("timeout", "answer lost", true), found);
            } else if (world.chance().in(0.3)) {
                inProgress("", false, "is being promoted", found);
            } else {
                end(new Done(List.of()), found);
            }
        });
    }

    private void put(String name, String asked, @Nullable Fence found) {
        var parameter = new Capacity.Parameter(service.name(), name);
        String value = world.capacity().read(parameter);
        String wanted = command.restores() ? command.previous().get(name) : asked;
        if (wanted == null || value.equals(wanted)) {
            end(new Done(List.of()), found, command.previous());
        } else if (command.previous().isEmpty()) {
            var previous = Map.of(name, value);
            end(new InProgress(RETRY, "", false, "knows what was"), found, previous);
        } else {
            soon(() -> write(parameter, new Capacity.Write(wanted, command.cell(), command.plan()), found));
        }
    }

    private void write(Capacity.Parameter parameter, Capacity.Write write, @Nullable Fence found) {
        Chance chance = world.chance();
        if (chance.in(0.01)) {
            world.agenda().in(chance.between(0, 8_000), () -> arrives(parameter, write, true));
            after(5_000, () -> end(new Failed("timeout", "no answer", true), found));
            return;
        }
        arrives(parameter, write, false);
        if (chance.in(0.05)) {
            soon(() -> end(new Failed("timeout", "answer lost", true), found));
        } else {
            soon(() -> end(new Done(List.of()), found, command.previous()));
        }
    }

    private void arrives(Capacity.Parameter parameter, Capacity.Write write, boolean late) {
        boolean stale = !mayAct(fence(), process.clock());
        if (stale) {
            world.tally().count("action after its claim was lost");
        }
        world.capacity().write(parameter, write, late || stale);
    }
}
