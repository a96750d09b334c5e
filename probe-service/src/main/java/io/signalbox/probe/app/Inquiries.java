package io.signalbox.probe.app;

import io.signalbox.contract.topology.check.AddressUse;
import io.signalbox.contract.topology.check.Approach;
import io.signalbox.contract.topology.check.Check;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.probe.alarm.AlarmBoard;
import io.signalbox.probe.alarm.AlarmInquiry;
import io.signalbox.probe.beat.BeatInquiry;
import io.signalbox.probe.beat.Beats;
import io.signalbox.probe.brokers.KafkaInquiry;
import io.signalbox.probe.core.Watched;
import io.signalbox.probe.dns.DnsInquiry;
import io.signalbox.probe.engine.CalculatedInquiry;
import io.signalbox.probe.engine.Kinds;
import io.signalbox.probe.engine.Latest;
import io.signalbox.probe.http.FollowingInquiry;
import io.signalbox.probe.wire.BothFamilies;
import io.signalbox.probe.wire.EachAddress;
import io.signalbox.probe.wire.Family;
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Prompt;
import io.signalbox.probe.wire.Route;
import io.signalbox.probe.wire.Target;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Function;

/** Which kind of check finds out how. */
final class Inquiries implements Kinds {

    private final Network network;
    private final Targets targets;
    private final Beats beats;
    private final AlarmBoard alarms;

    Inquiries(Network network, Targets targets, Beats beats, AlarmBoard alarms) {
        this.network = network;
        this.targets = targets;
        this.beats = beats;
        this.alarms = alarms;
    }

    @Override
    public Inquiry inquiry(Watched watched, Latest latest) {
        return switch (watched.probe().check()) {
            case Check.Http http -> by(watched, http(watched, http));
            case Check.Dns dns -> dns(watched, dns);
            case Check.Heartbeat heartbeat -> new BeatInquiry(beats, watched.name(), heartbeat.timeout());
            case Check.Calculated calculated -> new CalculatedInquiry(watched.name(), calculated, latest);
            case Check.CloudWatchAlarm alarm ->
                new AlarmInquiry(
                        alarms,
                        alarm,
                        watched.probe().interval(),
                        watched.probe().timeout());
            case Check.Kafka kafka -> {
                Target broker = targets.of(watched, kafka);
                yield by(
                        watched,
                        route -> new KafkaInquiry(
                                network,
                                broker.by(route),
                                kafka,
                                watched.probe().timeout()));
            }
            case Check.OneConnection check -> by(watched, connection(watched, check));
        };
    }

    private Function<Route, Inquiry> connection(Watched watched, Check.OneConnection check) {
        Target target = targets.of(watched, check);
        return route -> network.inquiry(target.by(route));
    }

    private Function<Route, Inquiry> http(Watched watched, Check.Http http) {
        Function<Route, Inquiry> how = http.details().redirects().most() == 0
                ? connection(watched, http)
                : route -> new FollowingInquiry(
                        network,
                        watched.endpoint(),
                        http,
                        targets.client(http),
                        watched.probe().timeout(),
                        route);
        var most = http.details().maxLatency();
        return most == null ? how : route -> new Prompt(how.apply(route), most);
    }

    /** The system's own name servers are asked as they are. */
    private Inquiry dns(Watched watched, Check.Dns dns) {
        Duration timeout = watched.probe().timeout();
        return dns.resolver() == null
                ? new DnsInquiry(network, dns, timeout, Route.TRUSTED)
                : byFamily(
                        watched.probe().approach(),
                        route -> new DnsInquiry(network, dns, timeout, new Route(null, route.family())));
    }

    private Inquiry by(Watched watched, Function<Route, Inquiry> inquiry) {
        InetSocketAddress address = Target.socketAddress(watched.endpoint(), 0);
        Probe probe = watched.probe();
        Approach approach = probe.approach();
        if (approach.use() == AddressUse.ANY || !address.isUnresolved()) {
            return byFamily(approach, inquiry);
        }
        long timeoutNanos = probe.timeout().toNanos();
        return byFamily(
                approach,
                route -> new EachAddress(
                        network,
                        new EachAddress.Name(address, route, timeoutNanos),
                        new EachAddress.Thresholds(probe.fall(), probe.rise()),
                        approach.use() == AddressUse.ALL,
                        inquiry));
    }

    private static Inquiry byFamily(Approach approach, Function<Route, Inquiry> inquiry) {
        return switch (approach.family()) {
            case ANY -> inquiry.apply(Route.of(approach, null));
            case IPV4 -> inquiry.apply(Route.of(approach, Family.IPV4));
            case IPV6 -> inquiry.apply(Route.of(approach, Family.IPV6));
            case BOTH ->
                new BothFamilies(
                        inquiry.apply(Route.of(approach, Family.IPV4)), inquiry.apply(Route.of(approach, Family.IPV6)));
        };
    }
}
