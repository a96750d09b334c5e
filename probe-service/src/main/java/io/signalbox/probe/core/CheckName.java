package io.signalbox.probe.core;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;

/** One probe of one site of one service: what a sequence counts and a buffer keeps the newest result of. */
public record CheckName(ServiceName service, SiteName site, ProbeName probe) {

    @Override
    public String toString() {
        return service + "/" + site + "/" + probe;
    }
}
