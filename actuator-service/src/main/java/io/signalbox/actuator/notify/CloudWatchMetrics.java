package io.signalbox.actuator.notify;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.ActionHandler.Messenger;
import io.signalbox.contract.Command;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.MetricPut;
import java.time.InstantSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

/** Values of Amazon CloudWatch metrics, with the service as a dimension; for alarms and dashboards. */
public final class CloudWatchMetrics implements Messenger<MetricPut> {

    private static final String SERVICE = "Service";

    private final Calls<String, CloudWatchClient> calls;
    private final InstantSource clock;

    public CloudWatchMetrics(Calls<String, CloudWatchClient> calls, InstantSource clock) {
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public Class<MetricPut> type() {
        return MetricPut.class;
    }

    @Override
    public void tell(MetricPut to, Command command, Fence fence, ActionAttempt turn) throws ActionFailedException {
        Dimension service = Dimension.builder()
                .name(SERVICE)
                .value(command.service().value())
                .build();
        MetricDatum value = MetricDatum.builder()
                .metricName(to.name())
                .dimensions(service)
                .timestamp(clock.instant())
                .value(to.value())
                .build();
        var _ = calls.call(
                "PutMetricData",
                to.region(),
                turn,
                (client, within) -> client.putMetricData(request ->
                        request.namespace(to.namespace()).metricData(value).overrideConfiguration(within)));
    }
}
