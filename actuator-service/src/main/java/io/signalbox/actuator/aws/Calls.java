package io.signalbox.actuator.aws;

import io.micrometer.core.instrument.MeterRegistry;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.aws.AwsRole;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The calls of one AWS service. Each is counted, is sent once with the role of its attempt, and ends with the time of
 * the attempt.
 *
 * @param <P> what a client is made for, mostly the region
 * @param <C> the client of the SDK
 */
public final class Calls<P, C> {

    /** The SDK rejects a timeout of 0. A call with this one fails at once, as intended. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final String service;
    private final RoleClients<P, C> clients;
    private final MeterRegistry meters;

    /**
     * The clients of a service.
     *
     * @param <P> what a client is made for
     * @param <C> the client
     */
    @FunctionalInterface
    public interface RoleClients<P, C> {

        /**
         * A client whose credentials are ready, so that the time for them is not part of a request's.
         *
         * @param role null for the credentials of the process
         * @throws SdkException if there are no credentials
         */
        C of(@Nullable AwsRole role, P place);
    }

    /** Clients that are the same for every role. */
    public Calls(String service, Function<P, C> clients, MeterRegistry meters) {
        this(service, (_, place) -> clients.apply(place), meters);
    }

    /** @param service as metrics name it @param clients their own retries must be off */
    public Calls(String service, RoleClients<P, C> clients, MeterRegistry meters) {
        this.service = service;
        this.clients = clients;
        this.meters = meters;
    }

    /** @param request sends it with the limits that it is given */
    public <T> T call(
            String action, P place, ActionAttempt turn, BiFunction<C, AwsRequestOverrideConfiguration, T> request)
            throws ActionFailedException {
        return call(action, place, turn, ActionAttempt.LIMIT, request);
    }

    /** @param most the limit of this call alone */
    public <T> T call(
            String action,
            P place,
            ActionAttempt turn,
            Duration most,
            BiFunction<C, AwsRequestOverrideConfiguration, T> request)
            throws ActionFailedException {
        try {
            C client = clients.of(turn.role(), place);
            Duration left = turn.left();
            T response = request.apply(client, within(left.compareTo(most) < 0 ? left : most));
            count(action, "ok");
            return response;
        } catch (SdkException e) {
            ActionFailedException trouble = SdkError.of(e);
            count(action, trouble.cause());
            throw trouble;
        }
    }

    private static AwsRequestOverrideConfiguration within(Duration limit) {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(limit.compareTo(SHORTEST) < 0 ? SHORTEST : limit)
                .build();
    }

    private void count(String action, String result) {
        meters.counter("signalbox." + service + ".requests", "action", action, "result", result)
                .increment();
    }
}
