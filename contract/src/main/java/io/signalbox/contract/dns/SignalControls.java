package io.signalbox.contract.dns;

import java.util.List;

/**
 * Two routing controls of Amazon Application Recovery Controller that move the traffic of a service with a signal. They follow the
 * signal, which is the fence: Application Recovery Controller has no compare-and-swap of its own.
 *
 * @param endpoints of the control cluster; tried in turn
 * @param preferred the ARN of the control that is on while traffic is at the preferred site
 * @param standby the ARN of the control that is on while it is at the standby
 */
public record SignalControls(List<Endpoint> endpoints, String preferred, String standby) {

    /** @param url of the cluster's endpoint in that region */
    public record Endpoint(String region, String url) {}

    public SignalControls {
        endpoints = List.copyOf(endpoints);
    }
}
