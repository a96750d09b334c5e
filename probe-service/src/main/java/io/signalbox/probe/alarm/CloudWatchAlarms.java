package io.signalbox.probe.alarm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Reads alarms by their names, a hundred with one request, which is what it allows:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html.
 */
public final class CloudWatchAlarms implements AlarmSource {

    private static final int MOST_NAMES = 100;

    private final Function<String, CloudWatchClient> clients;

    /** @param clients by region; without retries of their own, and with a limit to a call's time */
    public CloudWatchAlarms(Function<String, CloudWatchClient> clients) {
        this.clients = clients;
    }

    @Override
    public Map<String, State> states(String region, Collection<String> names) throws TroubleException {
        var all = List.copyOf(names);
        var states = new HashMap<String, State>();
        try {
            CloudWatchClient client = clients.apply(region);
            for (int from = 0; from < all.size(); from += MOST_NAMES) {
                read(client, all.subList(from, Math.min(all.size(), from + MOST_NAMES)), states);
            }
        } catch (SdkException e) {
            throw new TroubleException(String.valueOf(e.getMessage()), e);
        }
        return states;
    }

    private static void read(CloudWatchClient client, List<String> names, Map<String, State> into) {
        var response = client.describeAlarms(request -> request.alarmNames(new ArrayList<>(names))
                .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                .maxRecords(MOST_NAMES));
        for (MetricAlarm alarm : response.metricAlarms()) {
            put(alarm.alarmName(), alarm.stateValue(), into);
        }
        for (CompositeAlarm alarm : response.compositeAlarms()) {
            put(alarm.alarmName(), alarm.stateValue(), into);
        }
    }

    private static void put(String name, StateValue state, Map<String, State> into) {
        switch (state) {
            case OK -> into.put(name, State.OK);
            case ALARM -> into.put(name, State.ALARM);
            case INSUFFICIENT_DATA -> into.put(name, State.INSUFFICIENT_DATA);
            case UNKNOWN_TO_SDK_VERSION -> {
                // A state that nobody knows yet says nothing, as if there were no such alarm.
            }
        }
    }
}
