package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.HealthCheckSpec;
import io.signalbox.actuator.core.HealthCheckStore;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.topology.HealthCheckName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.HealthCheck;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.ResettableElementName;

/** Health checks at Route 53: one request every 10 seconds and a threshold of three, unless tuned by hand. */
final class Route53HealthChecks implements HealthCheckStore {

    private static final int INTERVAL_SECONDS = 10;
    private static final int ANSWERS = 3;
    /** By AWS's documentation an endpoint is healthy when more than 18 % of the checkers say so. */
    private static final double ENOUGH = 0.18;

    private final Route53Calls calls;

    Route53HealthChecks(Route53Calls calls) {
        this.calls = calls;
    }

    @Override
    public Optional<Live> find(String check, Duration limit) throws ZoneUnavailableException {
        long end = Deadline.after(limit);
        return HealthCheckName.isId(check)
                ? byId(check, end)
                : HealthCheckList.all(calls, end).stream()
                        .filter(each -> each.callerReference().equals(HealthCheckName.reference(check)))
                        .findFirst()
                        .map(Route53HealthChecks::live);
    }

    private Optional<Live> byId(String id, long end) throws ZoneUnavailableException {
        return calls.ask("GetHealthCheck", end, (client, within) -> {
            try {
                var response = client.getHealthCheck(
                        request -> request.healthCheckId(id).overrideConfiguration(within));
                return Optional.of(live(response.healthCheck()));
            } catch (NoSuchHealthCheckException e) {
                return Optional.empty();
            }
        });
    }

    private static Live live(HealthCheck check) {
        HealthCheckConfig config = check.healthCheckConfig();
        boolean known = config.requestInterval() != null && config.failureThreshold() != null;
        int seconds = known ? config.requestInterval() * config.failureThreshold() : INTERVAL_SECONDS * ANSWERS;
        return new Live(check.id(), spec(config), check.healthCheckVersion(), Duration.ofSeconds(seconds));
    }

    private static @Nullable HealthCheckSpec spec(HealthCheckConfig config) {
        HealthCheckSpec.Type type =
                switch (config.type()) {
                    case HTTP -> HealthCheckSpec.Type.HTTP;
                    case HTTPS -> HealthCheckSpec.Type.HTTPS;
                    case TCP -> HealthCheckSpec.Type.TCP;
                    default -> null;
                };
        boolean disabled = config.disabled() != null && config.disabled();
        return type == null || disabled
                ? null
                : new HealthCheckSpec(
                        type,
                        config.ipAddress(),
                        config.fullyQualifiedDomainName(),
                        config.port(),
                        config.resourcePath() == null ? "" : config.resourcePath(),
                        config.inverted() != null && config.inverted());
    }

    @Override
    public boolean isHealthy(Live check, Duration limit) throws ZoneUnavailableException {
        HealthCheckSpec spec = check.spec();
        if (spec == null) {
            return true;
        }
        List<String> seen = calls.ask("GetHealthCheckStatus", Deadline.after(limit), (client, within) -> client
                .getHealthCheckStatus(
                        request -> request.healthCheckId(check.id()).overrideConfiguration(within))
                .healthCheckObservations()
                .stream()
                .map(observation -> String.valueOf(observation.statusReport().status()))
                .toList());
        long well = seen.stream().filter(status -> status.startsWith("Success")).count();
        long asked = well
                + seen.stream().filter(status -> status.startsWith("Failure")).count();
        return asked > 0 && well > asked * ENOUGH != spec.inverted();
    }

    @Override
    public void create(String name, HealthCheckSpec spec, Duration limit) throws ZoneUnavailableException {
        var config = HealthCheckConfig.builder()
                .type(HealthCheckType.fromValue(spec.type().name()))
                .ipAddress(spec.address())
                .fullyQualifiedDomainName(spec.host())
                .port(spec.port())
                .resourcePath(path(spec))
                .inverted(spec.inverted())
                .enableSNI(spec.type() == HealthCheckSpec.Type.HTTPS)
                .requestInterval(INTERVAL_SECONDS)
                .failureThreshold(ANSWERS)
                .build();
        var _ = calls.ask(
                "CreateHealthCheck",
                Deadline.after(limit),
                (client, within) ->
                        client.createHealthCheck(request -> request.callerReference(HealthCheckName.reference(name))
                                .healthCheckConfig(config)
                                .overrideConfiguration(within)));
    }

    @Override
    public void update(Live found, HealthCheckSpec spec, Duration limit) throws ZoneUnavailableException {
        var _ = calls.ask(
                "UpdateHealthCheck",
                Deadline.after(limit),
                (client, within) -> client.updateHealthCheck(request -> request.healthCheckId(found.id())
                        .healthCheckVersion(found.version())
                        .ipAddress(spec.address())
                        .fullyQualifiedDomainName(spec.host())
                        .port(spec.port())
                        .resourcePath(path(spec))
                        .inverted(spec.inverted())
                        .resetElements(reset(spec))
                        .disabled(false)
                        .overrideConfiguration(within)));
    }

    /** Fields that the specification leaves out keep their value. */
    private static List<ResettableElementName> reset(HealthCheckSpec spec) {
        var reset = new ArrayList<ResettableElementName>();
        if (spec.host() == null) {
            reset.add(ResettableElementName.FULLY_QUALIFIED_DOMAIN_NAME);
        }
        if (spec.path().isEmpty()) {
            reset.add(ResettableElementName.RESOURCE_PATH);
        }
        return reset;
    }

    private static @Nullable String path(HealthCheckSpec spec) {
        return spec.path().isEmpty() ? null : spec.path();
    }
}
