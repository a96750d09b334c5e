package io.signalbox.actuator.step;

import io.signalbox.actuator.core.AttemptResult;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.FenceReading.Present;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Marks;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a command may act on anything besides the name: only while the fence is that of its own plan, read at
 * the provider just before. Queries to the name servers would cost no request of the provider's API, but a new or lost
 * claim shows there only after some time. Between this read and the action there is a gap that no provider closes. If
 * the provider does not answer, a signal beside the record is enough: after a switch by a signal nothing needs the
 * provider's API.
 */
public final class FenceGuard {

    /** With this limit and the action's own, the limit of an attempt is kept. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private final DnsProvider provider;
    private final DataPlaneFence dataPlane;
    private final Preconditions preconditions;
    private final InstantSource clock;

    public FenceGuard(
            DnsProvider provider, DataPlaneFence dataPlane, Preconditions preconditions, InstantSource clock) {
        this.provider = provider;
        this.dataPlane = dataPlane;
        this.preconditions = preconditions;
        this.clock = clock;
    }

    sealed interface ActionPermit {

        /**
         * @param fence the current fence
         *
         * @param seen the same, or null if it was not read
         */
        record Granted(Fence fence, @Nullable Fence seen) implements ActionPermit {}

        /** @param attempt the result to report */
        record Denied(AttemptResult attempt) implements ActionPermit {}
    }

    /** For a message. Without an expected fence it belongs to no plan, and is right whatever the fence is. */
    ActionPermit askNotice(Command command) {
        Optional<Refused> objection = preconditions.objection(command);
        return objection.isEmpty() && command.expected() == null
                ? new ActionPermit.Granted(command.next(), null)
                : ask(command);
    }

    ActionPermit ask(Command command) {
        Optional<Refused> objection = preconditions.objection(command);
        if (objection.isPresent()) {
            return new ActionPermit.Denied(AttemptResult.of(objection.get(), null));
        }
        if (command.expected() == null) {
            return denied(
                    Refusal.STALE_FENCE,
                    command.arguments().kind()
                            + " is done under the fence of its plan only, and the command expects none",
                    null);
        }
        Optional<Service> service = preconditions.service(command);
        if (service.isEmpty()) {
            return denied(Refusal.TOPOLOGY_MISMATCH, "the topology in force has no service " + command.service(), null);
        }
        DataPlaneFence.Reading beside = dataPlane.begin(service.get(), LIMIT);
        try {
            return judge(read(service.get()), command);
        } catch (ZoneUnavailableException e) {
            return beside.fence()
                    .map(found -> judge(found, command))
                    .orElseGet(() -> new ActionPermit.Denied(AttemptResult.failed(e)));
        }
    }

    /**
     * The same for an action that cannot be undone: only while the plan's fence tells every cell which site is left
     * with stale data. Without that mark another cell could later send traffic to that site.
     */
    ActionPermit askOneWay(Command command) {
        return switch (ask(command)) {
            case ActionPermit.Denied denied -> denied;
            case ActionPermit.Granted granted ->
                hasMark(granted.fence()) ? granted : unmarked(command, granted.fence());
        };
    }

    /** True if a site without the traffic is marked as stale. */
    private static boolean hasMark(Fence fence) {
        SiteName target = fence.phase() == Fence.Phase.MOVING ? fence.target() : fence.active();
        Marks marks = fence.marks();
        return marks != null
                && marks.stale().stream().anyMatch(mark -> !mark.site().equals(target));
    }

    private static ActionPermit unmarked(Command command, Fence fence) {
        return denied(
                Refusal.STALE_FENCE,
                command.arguments().kind() + " leaves a site with stale data: expected its mark in the fence, found \""
                        + fence.text() + "\"",
                fence);
    }

    private FenceReading read(Service service) throws ZoneUnavailableException {
        return provider.zone(service.dns().zone(), LIMIT)
                .records(Fence.recordName(service.hostname()))
                .fence();
    }

    private ActionPermit judge(FenceReading found, Command command) {
        if (!(found instanceof Present(Fence fence)) || !fence.sameWriter(command.next())) {
            String writer = "plan " + command.next().plan() + " of cell "
                    + command.next().cell();
            return denied(
                    Refusal.STALE_FENCE,
                    "expected a fence of " + writer + ", found " + found.describe(),
                    found.fence());
        }
        Instant now = clock.instant();
        if (!fence.permitsActAt(now)) {
            return denied(Refusal.STALE_FENCE, "its claim " + ending(fence, now) + ": " + found.describe(), fence);
        }
        if (isGivenBack(fence, command.next())) {
            return denied(Refusal.STALE_FENCE, "its claim has been given back: " + found.describe(), fence);
        }
        return new ActionPermit.Granted(fence, fence);
    }

    private static String ending(Fence fence, Instant now) {
        Instant until = Objects.requireNonNull(fence.until());
        return now.isBefore(until)
                ? "ends too soon at " + now + ": an act may take " + Fence.LONGEST_ACT.toSeconds()
                        + " s, and clocks may differ by " + Fence.CLOCK_BOUND.toSeconds() + " s"
                : "has run out at " + now;
    }

    /** True if, since the command was sent under its claim, the plan has ended without moving the traffic. */
    private static boolean isGivenBack(Fence found, Fence underWhich) {
        return underWhich.phase() == Fence.Phase.MOVING
                && found.phase() == Fence.Phase.SETTLED
                && found.active().equals(underWhich.active());
    }

    private static ActionPermit denied(Refusal why, String detail, @Nullable Fence seen) {
        return new ActionPermit.Denied(AttemptResult.refused(why, detail, seen));
    }
}
