package io.signalbox.probe.core;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;

/** Identifies a check: one probe of one site of one service. Sequence numbers count per check. */
public record CheckName(ServiceName service, SiteName site, ProbeName probe) {

    @Override
    public String toString() {
        return service + "/" + site + "/" + probe;
    }
}
