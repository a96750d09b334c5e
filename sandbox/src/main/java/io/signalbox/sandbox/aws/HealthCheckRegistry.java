package io.signalbox.sandbox.aws;

import io.signalbox.sandbox.identity.Identities;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** The health checks of all accounts. One checker really checks each endpoint once a second. Thread-safe. */
public final class HealthCheckRegistry implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int MOST_CHECKS = 100;
    private static final int LONGEST_REFERENCE = 64;

    private final Map<String, HealthCheck> checks = new ConcurrentSkipListMap<>();
    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final Map<String, BooleanSupplier> followers = new ConcurrentHashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Set<String> deletedReferences = new HashSet<>();
    private final ScheduledExecutorService checkers = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().daemon().name("health-checks").factory());

    HealthCheckRegistry() {
        var _ = checkers.scheduleAtFixedRate(this::round, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An endpoint whose last check still runs is skipped. */
    private void round() {
        for (HealthCheck check : checks.values()) {
            if (!check.config().disabled() && running.add(check.id())) {
                Thread.ofVirtual().start(() -> run(check));
            }
        }
    }

    private void run(HealthCheck check) {
        try {
            HealthCheckConfig config = check.config();
            check.record(config, HealthChecker.check(config));
        } finally {
            running.remove(check.id());
        }
    }

    /** True if Route 53 considers this record set healthy; always true without an existing health check. */
    public boolean healthy(ResourceRecordSet set) {
        BooleanSupplier follower = set.healthCheckId() == null ? null : followers.get(set.healthCheckId());
        if (follower != null) {
            return follower.getAsBoolean();
        }
        HealthCheck check = set.healthCheckId() == null ? null : checks.get(set.healthCheckId());
        return check == null || check.healthy();
    }

    /** Adds a health check without a request. @return its id */
    public String put(HealthCheckConfig config) {
        var check = new HealthCheck(UUID.randomUUID().toString(), "sandbox-" + UUID.randomUUID(), config);
        checks.put(check.id(), check);
        return check.id();
    }

    /**
     * Adds a health check that follows a state elsewhere, as one of the type {@code RECOVERY_CONTROL} follows its routing control.
     * Requests do not see it, but record sets may refer to it.
     *
     * @return its id
     */
    public String follow(BooleanSupplier healthy) {
        String id = UUID.randomUUID().toString();
        followers.put(id, healthy);
        return id;
    }

    /** The ids of all health checks. */
    public List<String> ids() {
        return List.copyOf(checks.keySet());
    }

    boolean exists(String id) {
        return checks.containsKey(id) || followers.containsKey(id);
    }

    synchronized XmlWriter create(byte[] body, String account) throws ApiError {
        Element request = XmlReader.root(body, "CreateHealthCheckRequest");
        String reference = XmlReader.text(XmlReader.required(request, "CallerReference"));
        if (reference.isEmpty() || reference.length() > LONGEST_REFERENCE) {
            throw ApiError.invalidInput("CallerReference must have 1 to 64 characters");
        }
        var config = HealthCheckConfig.read(XmlReader.required(request, "HealthCheckConfig"));
        HealthCheck check = referred(reference, account);
        if (deletedReferences.contains(account + reference)
                || (check != null && !check.config().equals(config))) {
            throw ApiError.healthCheckAlreadyExists(reference);
        }
        if (check == null) {
            check = new HealthCheck(UUID.randomUUID().toString(), reference, config);
            checks.put(check.id(), check);
            owners.put(check.id(), account);
        }
        return described("CreateHealthCheckResponse", check);
    }

    private @Nullable HealthCheck referred(String reference, String account) {
        return of(account)
                .filter(check -> check.callerReference().equals(reference))
                .findFirst()
                .orElse(null);
    }

    private Stream<HealthCheck> of(String account) {
        return checks.values().stream().filter(check -> isOf(check, account));
    }

    private boolean isOf(HealthCheck check, String account) {
        return owners.getOrDefault(check.id(), Identities.HOME).equals(account);
    }

    XmlWriter get(String id, String account) throws ApiError {
        return described("GetHealthCheckResponse", known(id, account));
    }

    XmlWriter status(String id, String account) throws ApiError {
        var xml = XmlWriter.document("GetHealthCheckStatusResponse").open("HealthCheckObservations");
        known(id, account).describeStatus(xml);
        return xml.close();
    }

    XmlWriter list(Route53Request request, String account) throws ApiError {
        String marker = request.query().getOrDefault("marker", "");
        int most = request.maxItems(MOST_CHECKS);
        var from =
                of(account).filter(check -> check.id().compareTo(marker) >= 0).toList();
        var xml = XmlWriter.document("ListHealthChecksResponse").open("HealthChecks");
        from.stream().limit(most).forEach(check -> check.describe(xml));
        xml.close().leaf("Marker", marker).leaf("IsTruncated", from.size() > most);
        if (from.size() > most) {
            xml.leaf("NextMarker", from.get(most).id());
        }
        return xml.leaf("MaxItems", most);
    }

    synchronized XmlWriter update(String id, byte[] body, String account) throws ApiError {
        Element request = XmlReader.root(body, "UpdateHealthCheckRequest");
        HealthCheck check = known(id, account);
        String version = XmlReader.optional(request, "HealthCheckVersion");
        if (version != null && !version.equals(String.valueOf(check.version()))) {
            throw ApiError.healthCheckVersionMismatch(check.version());
        }
        check.update(check.config().with(request));
        return described("UpdateHealthCheckResponse", check);
    }

    /** Records that refer to the deleted check are kept. */
    synchronized XmlWriter delete(String id, String account) throws ApiError {
        deletedReferences.add(account + known(id, account).callerReference());
        checks.remove(id);
        return XmlWriter.document("DeleteHealthCheckResponse");
    }

    private static XmlWriter described(String response, HealthCheck check) {
        var xml = XmlWriter.document(response);
        check.describe(xml);
        return xml;
    }

    private HealthCheck known(String id, String account) throws ApiError {
        HealthCheck check = checks.get(id);
        if (check == null || !isOf(check, account)) {
            throw ApiError.noSuchHealthCheck(id);
        }
        return check;
    }

    @Override
    public void close() {
        checkers.shutdownNow();
    }
}
