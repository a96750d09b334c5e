package io.signalbox.sandbox.cloud;

import static io.signalbox.sandbox.cloud.Clients.EAST;
import static io.signalbox.sandbox.cloud.Clients.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

class CloudWatchTest {

    private static final Dimension INSTANCE = Dimension.builder()
            .name("DBInstanceIdentifier")
            .value("orders-west")
            .build();
    private static final Map<String, String> OF_INSTANCE = Map.of("DBInstanceIdentifier", "orders-west");

    private Cloud cloud;
    private CloudWatchClient west;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        west = Clients.client(cloud.endpoint(), WEST, CloudWatchClient.builder());
    }

    @AfterEach
    void stop() {
        west.close();
        cloud.close();
    }

    private List<Datapoint> lag(CloudWatchClient client, Dimension... dimensions) {
        Instant now = Instant.now();
        return client.getMetricStatistics(request -> request.namespace("AWS/RDS")
                        .metricName("ReplicaLag")
                        .dimensions(dimensions)
                        .startTime(now.minus(Duration.ofMinutes(5)))
                        .endTime(now.plus(Duration.ofMinutes(1)))
                        .period(60)
                        .statistics(Statistic.MAXIMUM, Statistic.AVERAGE))
                .datapoints();
    }

    @Test
    void tellsTheStatesOfTheAlarmsAskedForInTheirRegion() {
        cloud.cloudWatch().alarms().put(WEST, "errors & more", "ALARM");
        cloud.cloudWatch().alarms().put(WEST, "other", "OK");
        cloud.cloudWatch().alarms().put(EAST, "errors & more", "OK");
        cloud.cloudWatch().alarms().putComposite(WEST, "all", "INSUFFICIENT_DATA");

        var some = west.describeAlarms(request -> request.alarmNames("errors & more", "all", "none")
                .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM));
        assertThat(some.metricAlarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.alarmName()).isEqualTo("errors & more");
            assertThat(alarm.stateValue()).isEqualTo(StateValue.ALARM);
        });
        assertThat(some.compositeAlarms()).singleElement().satisfies(alarm -> assertThat(alarm.stateValue())
                .isEqualTo(StateValue.INSUFFICIENT_DATA));
        assertThat(west.describeAlarms(request -> request.alarmNames("all")).compositeAlarms())
                .isEmpty();
        assertThatThrownBy(() -> west.describeAlarms(request -> request.alarmNames(Collections.nCopies(101, "a"))))
                .isInstanceOf(CloudWatchException.class);
    }

    @Test
    void readsAMetricByItsExactDimensions() {
        Instant minute = Instant.ofEpochSecond(Math.floorDiv(Instant.now().getEpochSecond(), 60) * 60);
        cloud.cloudWatch().putDatum(WEST, "AWS/RDS", "ReplicaLag", OF_INSTANCE, 2, minute);
        cloud.cloudWatch().putDatum(WEST, "AWS/RDS", "ReplicaLag", OF_INSTANCE, 4, minute);
        cloud.cloudWatch()
                .putDatum(WEST, "AWS/RDS", "ReplicaLag", OF_INSTANCE, 9, minute.minus(Duration.ofMinutes(10)));

        assertThat(lag(west, INSTANCE)).singleElement().satisfies(point -> {
            assertThat(point.maximum()).isEqualTo(4);
            assertThat(point.average()).isEqualTo(3);
            assertThat(point.timestamp()).isEqualTo(minute);
        });
        assertThat(lag(west)).isEmpty();
        try (var east = Clients.client(cloud.endpoint(), EAST, CloudWatchClient.builder())) {
            assertThat(lag(east, INSTANCE)).isEmpty();
        }
    }

    @Test
    void readsManyMetricsAtOnceTheNewestPeriodFirst() {
        Instant now = Instant.now();
        cloud.cloudWatch().putDatum(WEST, "AWS/RDS", "ReplicaLag", OF_INSTANCE, 1, now.minus(Duration.ofMinutes(3)));
        cloud.cloudWatch().putDatum(WEST, "AWS/RDS", "ReplicaLag", OF_INSTANCE, 7);

        assertThat(values(ScanBy.TIMESTAMP_DESCENDING)).containsExactly(7.0, 1.0);
        assertThat(values(ScanBy.TIMESTAMP_ASCENDING)).containsExactly(1.0, 7.0);
    }

    private List<Double> values(ScanBy order) {
        var metric = Metric.builder()
                .namespace("AWS/RDS")
                .metricName("ReplicaLag")
                .dimensions(INSTANCE)
                .build();
        var query = MetricDataQuery.builder()
                .id("lag")
                .metricStat(of -> of.metric(metric).period(60).stat("Maximum"))
                .build();
        var results = west.getMetricData(request -> request.scanBy(order)
                        .startTime(Instant.now().minus(Duration.ofMinutes(5)))
                        .endTime(Instant.now().plus(Duration.ofMinutes(1)))
                        .metricDataQueries(query))
                .metricDataResults();
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.id()).isEqualTo("lag");
            assertThat(result.statusCodeAsString()).isEqualTo("Complete");
            assertThat(result.timestamps()).hasSameSizeAs(result.values());
        });
        return results.getFirst().values();
    }

    private static MetricDatum datum(double value) {
        return MetricDatum.builder()
                .metricName("Failovers")
                .dimensions(Dimension.builder().name("service").value("orders").build())
                .value(value)
                .unit(StandardUnit.COUNT)
                .build();
    }

    @Test
    void keepsWhatIsPut() {
        west.putMetricData(request -> request.namespace("Signalbox").metricData(datum(1)));

        assertThat(cloud.cloudWatch().data()).singleElement().satisfies(kept -> {
            assertThat(kept.region()).isEqualTo(WEST);
            assertThat(kept.namespace()).isEqualTo("Signalbox");
            assertThat(kept.metric()).isEqualTo("Failovers");
            assertThat(kept.dimensions()).containsExactly(Map.entry("service", "orders"));
            assertThat(kept.value()).isEqualTo(1);
            assertThat(kept.unit()).isEqualTo("Count");
        });
    }

    @Test
    void unpacksWhatTheSdkPacks() {
        west.putMetricData(request -> request.namespace("Signalbox").metricData(Collections.nCopies(500, datum(1))));

        assertThat(cloud.cloudWatch().data()).hasSize(500);
    }

    @Test
    void refusesWhatAwsRefuses() {
        assertThatThrownBy(() -> west.putMetricData(
                        request -> request.namespace("AWS/RDS").metricData(datum(1))))
                .isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() -> west.putMetricData(request -> request.namespace("Signalbox")
                        .metricData(datum(1), datum(2).copy(old -> old.timestamp(Instant.EPOCH)))))
                .isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() -> west.getMetricStatistics(request -> request.namespace("AWS/RDS")
                        .metricName("ReplicaLag")
                        .startTime(Instant.now())
                        .endTime(Instant.now().minusSeconds(60))
                        .period(60)
                        .statistics(Statistic.SUM)))
                .isInstanceOfSatisfying(CloudWatchException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("InvalidParameterCombination"));
        assertThat(cloud.cloudWatch().data()).isEmpty();
    }
}
