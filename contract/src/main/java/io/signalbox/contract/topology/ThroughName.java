package io.signalbox.contract.topology;

import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.Through;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Tls;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Defines how to test a site through the service's name: like its first health probe that can be repeated there. */
public final class ThroughName {

    private ThroughName() {}

    /** Null without such a site or probe, or if disabled in the topology. */
    public static @Nullable Through of(Service service, SiteName to) {
        return service.dns().probeThroughName()
                ? service.site(to).map(ThroughName::of).orElse(null)
                : null;
    }

    private static @Nullable Through of(Site site) {
        return site.probes().stream()
                .filter(probe -> probe.role() == Probe.Role.HEALTH)
                .flatMap(probe -> Stream.ofNullable(of(probe.check())))
                .findFirst()
                .orElse(null);
    }

    /**
     * Headers and bodies may be secrets, and are not sent; without them, or when the check follows redirects, the
     * answer would differ, so the test opens a connection and sends no request.
     */
    private static @Nullable Through of(Check check) {
        if (check instanceof Check.Http http
                && http.tls() != null
                && !http.tls().files().equals(Tls.Files.NONE)) {
            // TLS files of the prober's machine are not available elsewhere.
            return new Through(http.port(), false, null);
        }
        if (check instanceof Check.Http http) {
            var statuses = http.statuses().stream()
                    .map(range -> new Through.Statuses(range.from(), range.to()))
                    .toList();
            var request = repeatable(http) ? new Through.Request(http.method(), http.path(), statuses) : null;
            return new Through(http.port(), http.secure(), request);
        }
        if (check instanceof Check.Grpc grpc) {
            return new Through(grpc.port(), grpc.secure() && grpc.files().equals(Tls.Files.NONE), null);
        }
        return check instanceof Check.OneConnection connection && !(check instanceof Check.Kafka)
                ? new Through(connection.port(), false, null)
                : null;
    }

    private static boolean repeatable(Check.Http http) {
        var details = http.details();
        return details.version() == 1
                && http.headers().isEmpty()
                && details.body().isEmpty()
                && details.redirects().most() == 0;
    }
}
