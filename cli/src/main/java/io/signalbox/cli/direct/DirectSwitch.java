package io.signalbox.cli.direct;

import io.signalbox.actuator.core.FenceReading;
import io.signalbox.cli.direct.SwitchDecision.Permitted;
import io.signalbox.cli.direct.SwitchDecision.Refused;
import io.signalbox.contract.Command;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.step.StepArguments;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.ThroughName;
import io.signalbox.decision.core.state.FenceHold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decides on a switch that no cell takes part in. It honours what the fence says: claims, marks of stale data and freezes. The next
 * fence contains an order, as an override has: so every cell adopts it, and no cell moves the traffic away again.
 *
 * @param digest of the topology
 * @param run names this run in the fence, unlike any other
 * @param limit for the provider's acceptance
 */
record DirectSwitch(Service service, String digest, String run, Duration limit) {

    SwitchDecision decide(FenceReading found, SwitchRequest request, Instant now) {
        return switch (found) {
            case FenceReading.Absent _ ->
                new Refused(Fence.recordName(service.hostname()) + " does not exist: expected a fence."
                        + " signalbox bootstrap plan shows what is there");
            case FenceReading.Unreadable _ ->
                new Refused(Fence.recordName(service.hostname()) + " has " + found.describe()
                        + ": expected a fence. Find out who writes it");
            case FenceReading.Present(Fence fence) -> decide(fence, request, now);
        };
    }

    private SwitchDecision decide(Fence fence, SwitchRequest request, Instant now) {
        Optional<Site> target = service.site(request.to());
        if (target.isEmpty()) {
            return new Refused("SITE: expected one of "
                    + service.sites().stream().map(Site::name).toList() + ", got \"" + request.to() + "\"");
        }
        Optional<String> objection = new SwitchObjections(service, fence, target.get(), request, now).first();
        return objection.isPresent() ? new Refused(objection.get()) : permitted(fence, target.get(), request, now);
    }

    private SwitchDecision permitted(Fence fence, Site target, SwitchRequest request, Instant now) {
        Fence next = next(fence, target, request, now);
        if (next.text().length() > Fence.LONGEST_TEXT) {
            return new Refused("the next fence would have " + next.text().length() + " bytes: expected at most "
                    + Fence.LONGEST_TEXT + ". A shorter --who may help");
        }
        var arguments = new StepArguments.DnsSwitch(
                service.dns().zone(),
                service.hostname(),
                target.name(),
                List.of(),
                Records.of(service, target.name()),
                ThroughName.of(service, target.name()),
                request.overwrite() ? true : null,
                List.of(serving(Records.of(service, fence.active(), fence.split()))));
        return new Permitted(
                new SwitchPreview(service, fence, next, request, now).lines(),
                command(fence, next, arguments, now),
                arguments);
    }

    private static List<RecordSet> serving(List<RecordSet> records) {
        return records.stream().filter(RecordSet::serves).toList();
    }

    private Fence next(Fence fence, Site target, SwitchRequest request, Instant now) {
        boolean passes = SwitchObjections.freeze(fence, now).isPresent();
        Order order = new Order(
                fence.words().orders() + 1,
                target.name(),
                Order.WITHOUT_CELL,
                request.until(),
                false,
                passes ? true : null,
                request.who());
        return Fence.settled(fence.epoch() + 1, target.name(), run, Order.WITHOUT_CELL)
                .holding(FenceHold.write(FenceHold.read(fence.hold()).stream()
                        .filter(FenceHold::freezes)
                        .toList()))
                .after(fence)
                .marking(new SwitchMarks(service, fence).after(target, request.promoted()))
                .agreeing(fence.words().failed(null).unwanted(null).order(order));
    }

    private Command command(Fence fence, Fence next, StepArguments arguments, Instant now) {
        return new Command(
                Command.VERSION,
                service.name(),
                Order.WITHOUT_CELL,
                run,
                0,
                1,
                now,
                now.plus(limit),
                fence,
                next,
                null,
                arguments,
                digest,
                null,
                null,
                null,
                service.routingDigest());
    }
}
