package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.ZoneUnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.HealthCheck;

/** All health checks of the account, page by page. */
final class HealthCheckList {

    private HealthCheckList() {}

    /** @param end of {@link System#nanoTime}, for all pages */
    static List<HealthCheck> all(Route53Calls calls, long end) throws ZoneUnavailableException {
        var all = new ArrayList<HealthCheck>();
        @Nullable String marker = null;
        do {
            String from = marker;
            var page = calls.ask(
                    "ListHealthChecks",
                    end,
                    (client, within) -> client.listHealthChecks(
                            request -> request.marker(from).overrideConfiguration(within)));
            all.addAll(page.healthChecks());
            marker = page.isTruncated() ? page.nextMarker() : null;
        } while (marker != null);
        return all;
    }
}
