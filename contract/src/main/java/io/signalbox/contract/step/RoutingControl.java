package io.signalbox.contract.step;

import io.signalbox.contract.step.Need.Plane;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The routing controls of Amazon Application Recovery Controller have these states, all changed at once. Their previous
 * states are remembered.
 *
 * @param endpoints of the control cluster, by region; tried in turn
 * @param controls no ARN twice
 */
public record RoutingControl(List<Endpoint> endpoints, List<Control> controls) implements Action.Adjustment {

    static final ActionKind<RoutingControl> KIND =
            new ActionKind<>("routing-control", RoutingControl.class, RoutingControl::read);

    /** https://docs.aws.amazon.com/r53recovery/latest/dg/routing-control.quotas.html */
    private static final int MOST_CONTROLS = 10;

    /** @param url of the cluster's endpoint in that region */
    public record Endpoint(String region, String url) {}

    public record Control(String arn, boolean on) {}

    public RoutingControl {
        endpoints = List.copyOf(endpoints);
        controls = List.copyOf(controls);
    }

    private static @Nullable RoutingControl read(Cursor at) {
        Fields fields = at.fields("endpoints", "controls");
        List<Endpoint> endpoints = fields.required("endpoints", it -> it.valuesOfSome(RoutingControl::endpoint));
        List<Control> controls = fields.required("controls", RoutingControl::controls);
        return fields.whole(
                () -> endpoints.isEmpty() || controls.isEmpty() ? null : new RoutingControl(endpoints, controls));
    }

    /** Reads the URL of an endpoint. */
    public static @Nullable String url(Cursor at) {
        return ArgumentReader.url(at);
    }

    private static @Nullable Endpoint endpoint(Cursor at) {
        Fields fields = at.fields("region", "url");
        String region = fields.required("region", AwsText::region);
        String url = fields.required("url", RoutingControl::url);
        return fields.whole(() -> new Endpoint(region, url));
    }

    private static @Nullable List<Control> controls(Cursor at) {
        if (at.size() > MOST_CONTROLS) {
            at.problem("expected at most " + MOST_CONTROLS + " controls, which AWS changes at once, got " + at.size());
            return null;
        }
        return at.uniqueOfSome(
                RoutingControl::control,
                it -> it.value().arn(),
                (_, other) -> "the control " + other.value().arn() + " is given twice");
    }

    private static @Nullable Control control(Cursor at) {
        Fields fields = at.fields("arn", "state");
        String arn = fields.required("arn", it -> AwsText.arn(it, "route53-recovery-control"));
        Boolean on = fields.required("state", it -> it.word(List.of(Map.entry("on", true), Map.entry("off", false))));
        return fields.whole(() -> new Control(arn, on));
    }

    @Override
    public List<Need> needs() {
        List<String> arns = controls.stream().map(Control::arn).toList();
        return List.of(new Need(
                "Application Recovery Controller",
                Plane.DATA,
                endpoints.stream().map(Endpoint::region).toList(),
                List.of(
                        IamPermission.of(IamPermission.ANY, "route53-recovery-cluster:ListRoutingControls"),
                        new IamPermission(
                                List.of("route53-recovery-cluster:UpdateRoutingControlStates"),
                                arns,
                                new TreeMap<>()))));
    }
}
