package io.signalbox.probe.app;

import io.signalbox.contract.topology.Check;
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
import io.signalbox.probe.wire.Inquiry;
import io.signalbox.probe.wire.Network;
import io.signalbox.probe.wire.Prompt;
import io.signalbox.probe.wire.Route;

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
            case Check.Http http -> prompt(http, http(watched, http));
            case Check.Dns dns -> new DnsInquiry(network, dns, watched.probe().timeout());
            case Check.Heartbeat heartbeat -> new BeatInquiry(beats, watched.name(), heartbeat.timeout());
            case Check.Calculated calculated -> new CalculatedInquiry(watched.name(), calculated, latest);
            case Check.CloudWatchAlarm alarm ->
                new AlarmInquiry(
                        alarms,
                        alarm,
                        watched.probe().interval(),
                        watched.probe().timeout());
            case Check.Kafka kafka ->
                new KafkaInquiry(
                        network,
                        targets.of(watched, kafka),
                        kafka,
                        watched.probe().timeout());
            case Check.OneConnection check -> network.inquiry(targets.of(watched, check));
        };
    }

    private Inquiry http(Watched watched, Check.Http http) {
        return http.details().redirects().most() == 0
                ? network.inquiry(targets.of(watched, http))
                : new FollowingInquiry(
                        network,
                        watched.endpoint(),
                        http,
                        targets.client(http),
                        watched.probe().timeout(),
                        Route.of(watched.probe().approach()));
    }

    private static Inquiry prompt(Check.Http http, Inquiry inquiry) {
        var most = http.details().maxLatency();
        return most == null ? inquiry : new Prompt(inquiry, most);
    }
}
