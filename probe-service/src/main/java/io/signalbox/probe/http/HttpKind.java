package io.signalbox.probe.http;

import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.HttpDetails;
import io.signalbox.probe.check.Checker;
import io.signalbox.probe.check.MaxLatencyChecker;
import io.signalbox.probe.kind.CheckKind;
import io.signalbox.probe.kind.CheckSetup;
import io.signalbox.probe.wire.ProbeTarget;
import io.signalbox.probe.wire.Route;
import java.util.function.Function;

/** The kind {@code http}: one request, with redirects and a limit on its latency if the check asks for them. */
public final class HttpKind {

    public static final CheckKind<Check.Http> KIND = new CheckKind<>(Check.Http.class, HttpKind::checker);

    private HttpKind() {}

    private static Checker checker(CheckSetup<Check.Http> setup) {
        HttpDetails details = setup.check().details();
        Function<Route, Checker> request = details.redirects().most() == 0 ? single(setup) : redirecting(setup);
        var most = details.maxLatency();
        return setup.atAddresses(most == null ? request : route -> new MaxLatencyChecker(request.apply(route), most));
    }

    private static Function<Route, Checker> single(CheckSetup<Check.Http> setup) {
        ProbeTarget target = setup.target(setup.check().port(), new HttpProtocol(setup.check()));
        return route -> setup.network().checker(target.by(route));
    }

    private static Function<Route, Checker> redirecting(CheckSetup<Check.Http> setup) {
        return route -> new RedirectChecker(
                setup.network(), setup.endpoint(), setup.check(), setup.tlsClient(), setup.timeout(), route);
    }
}
