package io.signalbox.actuator.recovery;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.step.RoutingControl.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.route53recoverycluster.Route53RecoveryClusterClient;

/**
 * The endpoints of a control cluster, each in another region. If one fails, the next is tried. After a lost answer a
 * change is sent again to another endpoint: it sets a state, so repeating it does no harm.
 * https://docs.aws.amazon.com/r53recovery/latest/dg/route53-arc-best-practices.regional.html
 */
public final class Endpoints {

    /** After this time without an answer another endpoint is tried, within the same attempt. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    /** Errors that another endpoint may not have. Other errors would be the same at every endpoint. */
    private static final Set<FailureCause> ELSEWHERE = EnumSet.of(
            FailureCause.CONNECTION, FailureCause.TIMEOUT, FailureCause.SERVER_ERROR, FailureCause.THROTTLED);

    private final Calls<Endpoint, Route53RecoveryClusterClient> calls;

    public Endpoints(Calls<Endpoint, Route53RecoveryClusterClient> calls) {
        this.calls = calls;
    }

    record EndpointAnswer<T>(T value, Endpoint from) {}

    /**
     * Returns all endpoints.
     *
     * @param number from 1; each number begins with another endpoint
     */
    static List<Endpoint> inTurn(List<Endpoint> endpoints, int number) {
        var turned = new ArrayList<>(endpoints);
        Collections.rotate(turned, -((number - 1) % endpoints.size()));
        return turned;
    }

    <T> EndpointAnswer<T> ask(
            String action,
            List<Endpoint> endpoints,
            ActionAttempt turn,
            BiFunction<Route53RecoveryClusterClient, AwsRequestOverrideConfiguration, T> request)
            throws ActionFailedException {
        var troubles = new ArrayList<String>();
        var last = new ActionFailedException(FailureCause.TIMEOUT, "", true);
        for (Endpoint endpoint : endpoints) {
            if (turn.left().isZero()) {
                break;
            }
            try {
                return new EndpointAnswer<>(calls.call(action, endpoint, turn, SILENCE, request), endpoint);
            } catch (ActionFailedException e) {
                if (ELSEWHERE.stream().noneMatch(e::is)) {
                    throw e;
                }
                last = e;
                troubles.add(endpoint.region() + ": " + e.getMessage());
            }
        }
        throw last.withDetail("no endpoint has done it: " + String.join("; ", troubles));
    }
}
