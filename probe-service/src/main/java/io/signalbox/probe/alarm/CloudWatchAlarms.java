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
 * Reads alarms by their names, a hundred with one request, which is what it allows. A request that fails is told as missing alarms:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html.
 */
public final class CloudWatchAlarms implements AlarmSource {

    private final Function<String, CloudWatchClient> clients;
    private final double requestsPerSecond;
    private final Map<String, RequestBudget> budgets = new ConcurrentHashMap<>();

    /** @param clients by region; without retries of their own, and with a limit to a call's time */
    public CloudWatchAlarms(Function<String, CloudWatchClient> clients) {
        this(clients, AlarmLoad.USUAL_RATE);
    }

    /**
     * @param clients by region; without retries of their own, and with a limit to a call's time
     * @param requestsPerSecond in each region, since an account has a quota for all who ask
     */
    public CloudWatchAlarms(Function<String, CloudWatchClient> clients, double requestsPerSecond) {
        this.clients = clients;
        this.requestsPerSecond = requestsPerSecond;
    }

    @Override
    public Answer states(String region, List<String> names) throws TroubleException {
        RequestBudget budget = budgets.computeIfAbsent(region, _ -> new RequestBudget(requestsPerSecond));
        var states = new HashMap<String, State>();
        SdkException trouble = null;
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
                trouble = e;
            }
        }
        if (trouble != null && !some) {
            throw new TroubleException(String.valueOf(trouble.getMessage()), trouble);
        }
        return new Answer(states, trouble == null ? "" : String.valueOf(trouble.getMessage()));
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
                // A state that nobody knows yet says nothing, as if there were no such alarm.
            }
        }
    }
}
