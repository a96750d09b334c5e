package io.signalbox.sandbox.identity;

import io.signalbox.sandbox.iam.AccessRequest;
import io.signalbox.sandbox.iam.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The policies of users and roles. As soon as one has a policy, all callers need one, and all requests a valid signature. Thread-safe.
 */
public final class Policies {

    /** One refused permission. @param caller the ARN */
    public record Refusal(Instant at, String caller, Policy.Denial denial) {}

    private final Map<String, Policy> attached = new ConcurrentHashMap<>();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicLong evaluated = new AtomicLong();

    Policies() {}

    /** Replaces the principal's policy. @param principal the ARN of a user or a role */
    public void attach(String principal, Policy policy) {
        attached.put(principal, policy);
    }

    boolean areInForce() {
        return !attached.isEmpty();
    }

    /** The refused permission; empty if the caller may do it. */
    public Optional<Policy.Denial> denial(Identity caller, AccessRequest request) {
        if (!areInForce()) {
            return Optional.empty();
        }
        evaluated.incrementAndGet();
        Policy policy = attached.getOrDefault(caller.role().isEmpty() ? caller.arn() : caller.role(), Policy.none());
        Optional<Policy.Denial> denial = policy.denial(request);
        denial.ifPresent(each -> refusals.add(new Refusal(Instant.now(), caller.arn(), each)));
        return denial;
    }

    /** How many permissions were asked for. */
    public long evaluated() {
        return evaluated.get();
    }

    /** The refused permissions, oldest first. */
    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }
}
