package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.route53.ChangeSender.SendResult;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.actuator.route53.budget.RequestBudget.Lease;
import io.signalbox.actuator.route53.budget.RequestTokens.Use;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.topology.Records;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the services whose names the caller may not change, before a move needs them. It only requests deletions of
 * records that cannot exist: Route 53 refuses a permitted request as a mismatch, and a forbidden one with AccessDenied.
 * Neither changes anything. It waits between requests, since the refusal of a batch does not name the forbidden record,
 * and the batch has to be halved.
 */
final class PermissionCheck {

    /** Of TTL and values that nobody uses: addresses for benchmarks (RFC 2544, RFC 5180), and a reserved name (RFC 2606). */
    private static final Map<RecordType, String> IMPOSSIBLE = Map.of(
            RecordType.A, "198.18.0.1",
            RecordType.AAAA, "2001:2::1",
            RecordType.CNAME, "permission-check.signalbox.invalid",
            RecordType.TXT, "\"signalbox permission check\"");

    private static final long TTL = 1;
    private static final int MOST_REQUESTS = 60;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ChangeSender sender;
    private final RequestBudget budget;
    private final Duration pause;
    private int requests;

    /** @param pause between two requests */
    PermissionCheck(ChangeSender sender, RequestBudget budget, Duration pause) {
        this.sender = sender;
        this.budget = budget;
        this.pause = pause;
    }

    /** @return empty if it could not be found out now */
    Optional<List<Service>> denied(List<Service> services) {
        Map<PendingChange, Service> changes = new LinkedHashMap<>();
        services.forEach(service -> changes.put(impossible(service), service));
        Deque<List<PendingChange>> groups = new ArrayDeque<>(batches(List.copyOf(changes.keySet())));
        List<Service> denied = new ArrayList<>();
        while (!groups.isEmpty()) {
            List<PendingChange> group = groups.removeFirst();
            Optional<Boolean> permitted = isPermitted(group);
            if (permitted.isEmpty()) {
                return Optional.empty();
            }
            if (!permitted.get() && group.size() == 1) {
                denied.add(changes.get(group.getFirst()));
            } else if (!permitted.get()) {
                int half = group.size() / 2;
                groups.addFirst(group.subList(half, group.size()));
                groups.addFirst(group.subList(0, half));
            }
        }
        return Optional.of(denied);
    }

    private static List<List<PendingChange>> batches(List<PendingChange> changes) {
        var queue = new ChangeQueue(() -> 0);
        changes.forEach(queue::add);
        List<List<PendingChange>> batches = new ArrayList<>();
        while (!queue.isEmpty()) {
            batches.add(queue.next().changes());
        }
        return batches;
    }

    private static PendingChange impossible(Service service) {
        Stream<RecordSet> traffic = Records.of(service, service.preferred().name()).stream()
                .map(RecordSet::type)
                .distinct()
                .map(type -> impossible(service.hostname(), type));
        var fence = impossible(Fence.recordName(service.hostname()), RecordType.TXT);
        var change = new FencedChange(
                Stream.concat(Stream.of(fence), traffic).toList(), List.of(), List.of(), "signalbox permission check");
        long now = System.nanoTime();
        return new PendingChange(change, now, now + LIMIT.toNanos());
    }

    private static RecordSet impossible(String name, RecordType type) {
        return new RecordSet(name, type, TTL, null, null, List.of(IMPOSSIBLE.get(type)), null, null, null);
    }

    /** @return empty if the answer says nothing about permissions */
    private Optional<Boolean> isPermitted(List<PendingChange> group) {
        if (requests > 0) {
            Deadline.sleepUntil(Deadline.after(pause));
        }
        Optional<Lease> lease =
                requests++ < MOST_REQUESTS ? budget.take(Use.READ, Deadline.after(LIMIT)) : Optional.empty();
        return lease.flatMap(each -> isPermitted(group, each));
    }

    private Optional<Boolean> isPermitted(List<PendingChange> group, Lease lease) {
        return switch (sender.send(group, LIMIT)) {
            case SendResult.Impossible(List<String> _, Submission alone) -> {
                lease.answered();
                yield alone instanceof Submission.Mismatch
                        ? Optional.of(true)
                        : alone instanceof Submission.NotTaken why && FailureCause.ACCESS_DENIED.is(why.cause())
                                ? Optional.of(false)
                                : Optional.empty();
            }
            case SendResult.Throttled _ -> {
                lease.throttled();
                yield Optional.empty();
            }
            case SendResult.Taken _, SendResult.Busy _, SendResult.Denied _, SendResult.Unclear _ -> {
                lease.failed();
                yield Optional.empty();
            }
        };
    }
}
