package io.signalbox.actuator.cloudtrail;

import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.RecordWriters;
import io.signalbox.contract.aws.AwsRole;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;

/**
 * Searches the event history of the account, newest event first. A change that also touched the name's fence was made
 * by Signalbox, and so was a change with the credentials used here.
 */
public final class CloudTrailWriters implements RecordWriters {

    private static final String CHANGE = "ChangeResourceRecordSets";

    /** The number of pages, with 50 events each. AWS allows two requests a second. */
    private static final int MOST_PAGES = 4;

    private final Calls<String, CloudTrailClient> calls;
    private final Accounts accounts;
    private final Semaphore places = new Semaphore(1);

    /** The account of the zone of each name. */
    public interface Accounts {

        /** The role with which Signalbox changes a name's records; null for the credentials of the process. */
        @Nullable
        AwsRole role(String hostname);

        /** The credentials of that role. */
        AwsCredentialsProvider credentials(@Nullable AwsRole role);

        /** The region that keeps the events of Route 53, which has no region of its own. */
        String region(@Nullable AwsRole role);
    }

    public CloudTrailWriters(Calls<String, CloudTrailClient> calls, Accounts accounts) {
        this.calls = calls;
        this.accounts = accounts;
    }

    /** Other searches are not waited for: a watch that sees many changed names at once must go on. */
    @Override
    public WriterSearch lastOf(String hostname, Instant since) {
        if (!places.tryAcquire()) {
            return WriterSearch.unknown("the event history is being asked for others");
        }
        try {
            return ask(hostname, since);
        } finally {
            places.release();
        }
    }

    private WriterSearch ask(String hostname, Instant since) {
        try {
            AwsRole role = accounts.role(hostname);
            String ownKey = accounts.credentials(role).resolveCredentials().accessKeyId();
            var turn = new ActionAttempt(1, Deadline.after(ActionAttempt.LIMIT), role);
            String next = null;
            for (int page = 0; page < MOST_PAGES; page++) {
                LookupEventsResponse found = look(since, next, turn);
                Optional<String> writer = found.events().stream()
                        .filter(event -> !ownKey.equals(event.accessKeyId()))
                        .filter(event -> new Touched(event.cloudTrailEvent()).onlyTheTrafficOf(hostname))
                        .findFirst()
                        .map(CloudTrailWriters::words);
                if (writer.isPresent()) {
                    return WriterSearch.of(writer.get());
                }
                next = found.nextToken();
                if (next == null) {
                    break;
                }
            }
            return WriterSearch.unknown("no change of it in the event history since " + since);
        } catch (ActionFailedException e) {
            return WriterSearch.unknown(e.cause() + ": " + e.getMessage());
        } catch (SdkException e) {
            return WriterSearch.unknown(String.valueOf(e.getMessage()));
        }
    }

    private LookupEventsResponse look(Instant since, @Nullable String next, ActionAttempt turn)
            throws ActionFailedException {
        LookupAttribute changes = LookupAttribute.builder()
                .attributeKey(LookupAttributeKey.EVENT_NAME)
                .attributeValue(CHANGE)
                .build();
        return calls.call(
                "LookupEvents",
                accounts.region(turn.role()),
                turn,
                (client, within) -> client.lookupEvents(request -> request.lookupAttributes(changes)
                        .startTime(since)
                        .nextToken(next)
                        .overrideConfiguration(within)));
    }

    private static String words(Event event) {
        return "user " + event.username() + " at " + event.eventTime();
    }
}
