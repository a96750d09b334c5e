package io.signalbox.sandbox.world;

import io.signalbox.sandbox.aws.Route53;
import io.signalbox.sandbox.cloud.RecoveryControl;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The routing controls of a world with {@link WorldPlan#CONTROLS}: one for each site. They follow the signal. */
public final class SignalRoutingControls {

    private static final String PANEL =
            "arn:aws:route53-recovery-control::123456789012:controlpanel/0123456789abcdef0123456789abcdef/routingcontrol/";

    /** Of the preferred site. */
    public static final String PREFERRED = PANEL + "aaaaaaaaaaaaaaaa";

    /** Of the standby. */
    public static final String STANDBY = PANEL + "bbbbbbbbbbbbbbbb";

    private SignalRoutingControls() {}

    /** Adds them. @return the id of the health check of the preferred site's control */
    static String check(Route53 route53, RecoveryControl controls) {
        controls.put(PREFERRED, true);
        controls.put(STANDBY, false);
        return route53.healthChecks().follow(() -> controls.state(PREFERRED));
    }

    /** For {@code dns.signal} of the topology. */
    static String signal(RecoveryControl controls) {
        String endpoints = IntStream.range(0, RecoveryControl.REGIONS.size())
                .mapToObj(i -> "{region: %s, url: \"%s\"}"
                        .formatted(
                                RecoveryControl.REGIONS.get(i),
                                controls.endpoints().get(i)))
                .collect(Collectors.joining(", "));
        return "routingControl: {endpoints: [%s], preferred: \"%s\", standby: \"%s\"}"
                .formatted(endpoints, PREFERRED, STANDBY);
    }
}
