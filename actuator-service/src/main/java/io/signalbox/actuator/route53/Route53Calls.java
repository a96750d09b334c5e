package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.route53.budget.Backoff;
import io.signalbox.actuator.route53.budget.RequestBudget;
import io.signalbox.actuator.route53.budget.RequestBudget.Lease;
import io.signalbox.actuator.route53.budget.RequestTokens.Use;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.Route53Client;

/** Read requests to Route 53, within the common budget. Transient failures are tried again while there is time. */
final class Route53Calls {

    private final Route53Client client;
    private final Requests requests;
    private final RequestBudget budget;

    Route53Calls(Route53Client client, Requests requests, RequestBudget budget) {
        this.client = client;
        this.requests = requests;
        this.budget = budget;
    }

    RequestBudget budget() {
        return budget;
    }

    /** @param end of {@link System#nanoTime}, for all that it takes */
    <T> T ask(String action, long end, BiFunction<Route53Client, AwsRequestOverrideConfiguration, T> request)
            throws ZoneUnavailableException {
        Route53Error last = null;
        for (int tries = 1; ; tries++) {
            Lease lease = lease(action, end, last);
            try {
                T response = request.apply(client, Requests.within(Duration.ofNanos(end - System.nanoTime())));
                lease.answered();
                requests.count(action, "ok");
                return response;
            } catch (SdkException e) {
                last = Route53Error.of(e);
                tell(lease, last);
                requests.count(action, last.cause().text());
                if (!last.passes() || !rest(tries, end)) {
                    throw last.unavailable();
                }
            } catch (RuntimeException e) {
                lease.failed();
                throw e;
            }
        }
    }

    private Lease lease(String action, long end, @Nullable Route53Error last) throws ZoneUnavailableException {
        Optional<Lease> lease = budget.take(Use.READ, end);
        if (lease.isPresent()) {
            return lease.get();
        }
        throw last == null
                ? ZoneUnavailableException.notAsked(action + " had to wait for too many others")
                : last.unavailable();
    }

    private static void tell(Lease lease, Route53Error trouble) {
        if (trouble.isThrottling()) {
            lease.throttled();
        } else {
            lease.failed();
        }
    }

    /** @return false when there is no time for another try */
    private static boolean rest(int tries, long end) {
        long until = System.nanoTime() + Backoff.after(tries);
        if (end - until <= 0 || Thread.currentThread().isInterrupted()) {
            return false;
        }
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
        }
        return true;
    }
}
