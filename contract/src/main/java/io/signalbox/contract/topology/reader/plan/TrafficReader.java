package io.signalbox.contract.topology.reader.plan;

import io.signalbox.contract.Action.RoutingControl;
import io.signalbox.contract.Action.RoutingControl.Control;
import io.signalbox.contract.Action.RoutingControl.Endpoint;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import io.signalbox.contract.topology.yaml.Unique;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what steers traffic beside the name. */
final class TrafficReader {

    /** https://docs.aws.amazon.com/r53recovery/latest/dg/routing-control.quotas.html */
    private static final int MOST_CONTROLS = 10;

    private TrafficReader() {}

    static @Nullable RoutingControl routingControl(Cursor at) {
        Fields fields = at.fields("endpoints", "controls");
        if (fields == null) {
            return null;
        }
        List<Found<Endpoint>> endpoints = fields.required("endpoints", it -> it.eachOfSome(TrafficReader::endpoint));
        List<Control> controls = fields.required("controls", TrafficReader::controls);
        return endpoints == null || endpoints.isEmpty() || controls == null || controls.isEmpty()
                ? null
                : new RoutingControl(endpoints.stream().map(Found::value).toList(), controls);
    }

    private static @Nullable Endpoint endpoint(Cursor at) {
        Fields fields = at.fields("region", "url");
        if (fields == null) {
            return null;
        }
        String region = fields.required("region", AwsText::region);
        String url = fields.required("url", ActionReader::url);
        return region == null || url == null ? null : new Endpoint(region, url);
    }

    private static @Nullable List<Control> controls(Cursor at) {
        List<Found<Control>> controls = at.eachOfSome(TrafficReader::control);
        if (controls == null) {
            return null;
        }
        if (controls.size() > MOST_CONTROLS) {
            at.problem("expected at most " + MOST_CONTROLS + " controls, which AWS changes at once, got "
                    + controls.size());
            return null;
        }
        Unique.check(
                controls,
                it -> it.value().arn(),
                (one, other) -> "the control " + other.value().arn() + " is given twice");
        return controls.stream().map(Found::value).toList();
    }

    private static @Nullable Control control(Cursor at) {
        Fields fields = at.fields("arn", "state");
        if (fields == null) {
            return null;
        }
        String arn = fields.required("arn", it -> AwsText.arn(it, "route53-recovery-control"));
        Boolean on = fields.required("state", it -> it.word(List.of(Map.entry("on", true), Map.entry("off", false))));
        return arn == null || on == null ? null : new Control(arn, on);
    }
}
