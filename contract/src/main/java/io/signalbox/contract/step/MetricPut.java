package io.signalbox.contract.step;

import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts a value into an Amazon CloudWatch metric, with the service as a dimension. */
public record MetricPut(String region, String namespace, String name, double value) implements Action.Notification {

    static final ActionKind<MetricPut> KIND = new ActionKind<>("metric-put", MetricPut.class, MetricPut::read);

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");

    private static @Nullable MetricPut read(Cursor at) {
        Fields fields = at.fields("region", "namespace", "name", "value");
        String region = fields.required("region", AwsText::region);
        String namespace = fields.required("namespace", it -> AwsText.name(it, "a namespace"));
        String name = fields.required("name", it -> AwsText.name(it, "a metric's name"));
        Double value = fields.required("value", it -> it.parsed("a number such as 1 or 0.5", MetricPut::number));
        return fields.whole(() -> new MetricPut(region, namespace, name, value));
    }

    private static @Nullable Double number(String text) {
        return NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
    }

    @Override
    public List<Need> needs() {
        return List.of(Need.data(
                "Amazon CloudWatch",
                region,
                IamPermission.of(IamPermission.ANY, "cloudwatch:PutMetricData")
                        .where("cloudwatch:namespace", List.of(namespace))));
    }
}
