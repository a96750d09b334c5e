package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.Submission;
import io.signalbox.contract.dns.RecordSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;

/** Sends a batch as one ChangeResourceRecordSets: deletions before creations. */
final class Route53Sender implements ChangeSender {

    private static final String ACTION = "ChangeResourceRecordSets";
    private static final int LONGEST_COMMENT = 256;

    private final String zone;
    private final Route53Client client;
    private final Requests requests;

    Route53Sender(String zone, Route53Client client, Requests requests) {
        this.zone = zone;
        this.client = client;
        this.requests = requests;
    }

    @Override
    public SendResult send(List<PendingChange> batch, Duration limit) {
        var changes = new ArrayList<Change>();
        add(changes, ChangeAction.DELETE, batch, change -> change.delete());
        batch.stream()
                .flatMap(each -> each.change().foreign().stream())
                .map(foreign -> ((ForeignRecordSet) foreign).deletion())
                .forEach(changes::add);
        add(changes, ChangeAction.CREATE, batch, change -> change.create());
        requests.changes(batch.size());
        try {
            var response = client.changeResourceRecordSets(request -> request.hostedZoneId(zone)
                    .changeBatch(content -> content.comment(comment(batch)).changes(changes))
                    .overrideConfiguration(Requests.within(limit)));
            requests.count(ACTION, "ok");
            return new SendResult.Taken(
                    Route53Records.plainId(response.changeInfo().id()));
        } catch (SdkException e) {
            Route53Error trouble = Route53Error.of(e);
            requests.count(ACTION, trouble.cause().text());
            return answer(e, trouble);
        }
    }

    private static void add(
            List<Change> changes,
            ChangeAction action,
            List<PendingChange> batch,
            Function<io.signalbox.actuator.core.FencedChange, List<RecordSet>> records) {
        batch.stream()
                .flatMap(each -> records.apply(each.change()).stream())
                .forEach(record -> changes.add(Route53Records.change(action, record)));
    }

    private static String comment(List<PendingChange> batch) {
        String first = batch.getFirst().change().comment();
        String all = batch.size() == 1 ? first : first + " and " + (batch.size() - 1) + " more";
        return all.length() > LONGEST_COMMENT ? all.substring(all.length() - LONGEST_COMMENT) : all;
    }

    private SendResult answer(SdkException e, Route53Error trouble) {
        return switch (e) {
            case InvalidChangeBatchException mismatch -> {
                var messages = new ArrayList<>(mismatch.messages());
                if (messages.isEmpty()) {
                    messages.add(trouble.detail());
                }
                yield new SendResult.Impossible(messages, new Submission.Mismatch(String.join("; ", messages)));
            }
            case NoSuchHostedZoneException _
            when trouble.isAbout(zone) ->
                new SendResult.Denied(new Submission.NotTaken(trouble.cause(), trouble.detail(), trouble.retryable()));
            default -> trouble.answer();
        };
    }
}
