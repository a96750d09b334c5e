package io.signalbox.infra.platform;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.CfnMetricFilter;

/** What somebody has to know of a process even if Signalbox's own metrics are not read. */
final class ProcessAlarms {

    private final Surroundings around;
    private final SignalboxProcess process;

    ProcessAlarms(Surroundings around, SignalboxProcess process) {
        this.around = around;
        this.process = process;
    }

    void add(CfnLogGroup logs) {
        alarm("Missing", "fewer tasks run than should", "ECS/ContainerInsights", "RunningTaskCount")
                .dimensions(ofService())
                .statistic("Minimum")
                .comparisonOperator("LessThanThreshold")
                .threshold(process.tasks())
                .evaluationPeriods(5)
                .treatMissingData("breaching")
                .build();
        alarm("Memory", "memory is almost used up", "AWS/ECS", "MemoryUtilization")
                .dimensions(ofService())
                .statistic("Maximum")
                .comparisonOperator("GreaterThanThreshold")
                .threshold(90)
                .evaluationPeriods(5)
                .treatMissingData("notBreaching")
                .build();
        String metric = process.name() + "-errors";
        CfnMetricFilter.Builder.create(around.scope(), process.id() + "ErrorLines")
                .logGroupName(logs.getRef())
                .filterPattern("ERROR")
                .metricTransformations(List.of(CfnMetricFilter.MetricTransformationProperty.builder()
                        .metricNamespace("Signalbox")
                        .metricName(metric)
                        .metricValue("1")
                        .build()))
                .build();
        alarm("Errors", "a line at ERROR was logged: somebody has to look", "Signalbox", metric)
                .statistic("Sum")
                .comparisonOperator("GreaterThanOrEqualToThreshold")
                .threshold(1)
                .evaluationPeriods(1)
                .treatMissingData("notBreaching")
                .build();
    }

    private CfnAlarm.Builder alarm(String id, String what, String namespace, String metric) {
        return CfnAlarm.Builder.create(around.scope(), process.id() + id)
                .alarmDescription(process.name() + ": " + what)
                .namespace(namespace)
                .metricName(metric)
                .period(60)
                .alarmActions(List.of(around.alarms()));
    }

    private List<CfnAlarm.DimensionProperty> ofService() {
        return List.of(dimension("ClusterName", around.cluster()), dimension("ServiceName", process.name()));
    }

    private static CfnAlarm.DimensionProperty dimension(String name, String value) {
        return CfnAlarm.DimensionProperty.builder().name(name).value(value).build();
    }
}
