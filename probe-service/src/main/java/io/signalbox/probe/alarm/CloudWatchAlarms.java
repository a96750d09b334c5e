package io.signalbox.probe.alarm;

import io.signalbox.contract.topology.rules.AlarmLoad;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Reads alarms by name, 100 per request, which is the API's limit. Alarms of a failed request are missing from the
 * result: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html.
 */
public final class CloudWatchAlarms implements AlarmSource {

    private final Function<String, CloudWatchClient> clients;
    private final double requestsPerSecond;
    private final Map<String, RateLimiter> budgets = new ConcurrentHashMap<>();

    /** @param clients by region; without own retries, with a time limit per call */
    public CloudWatchAlarms(Function<String, CloudWatchClient> clients) {
        this(clients, AlarmLoad.USUAL_RATE);
    }

    /**
     * @param clients by region; without own retries, with a time limit per call
     * @param requestsPerSecond per region, since an account's quota is shared
     */
    public CloudWatchAlarms(Function<String, CloudWatchClient> clients, double requestsPerSecond) {
        this.clients = clients;
        this.requestsPerSecond = requestsPerSecond;
    }

    @Override
    public AlarmStates states(String region, List<String> names) throws ReadException {
        RateLimiter budget = budgets.computeIfAbsent(region, _ -> new RateLimiter(requestsPerSecond));
        var states = new HashMap<String, State>();
        SdkException problem = null;
        boolean some = names.isEmpty();
        for (int from = 0; from < names.size(); from += AlarmLoad.AT_ONCE) {
            try {
                budget.await();
                read(
                        clients.apply(region),
                        names.subList(from, Math.min(names.size(), from + AlarmLoad.AT_ONCE)),
                        states);
                some = true;
            } catch (SdkException e) {
                problem = e;
            }
        }
        if (problem != null && !some) {
            throw new ReadException(String.valueOf(problem.getMessage()), problem);
        }
        return new AlarmStates(states, problem == null ? "" : String.valueOf(problem.getMessage()));
    }

    private static void read(CloudWatchClient client, List<String> names, Map<String, State> into) {
        var response = client.describeAlarms(request -> request.alarmNames(new ArrayList<>(names))
                .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                .maxRecords(AlarmLoad.AT_ONCE));
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
                // An unknown state counts like a missing alarm.
            }
        }
    }
}
