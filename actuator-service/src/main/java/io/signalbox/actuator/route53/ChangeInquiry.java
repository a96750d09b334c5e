package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.Zone.Progress;
import io.signalbox.actuator.core.ZoneUnavailableException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.NoSuchChangeException;

/** The progress of one change, requested once for all whose records were in its batch. */
final class ChangeInquiry {

    /** Within this time the progress of a change is requested once, however many attempts ask for it. */
    private static final long FRESH = 100_000_000;

    /** An older answer is used as long as requests are needed elsewhere. */
    private static final long GOOD_ENOUGH = 500_000_000;

    private final String change;
    private final Route53Calls calls;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable KnownProgress last;

    /** @param failure in place of the progress */
    private record KnownProgress(
            @Nullable Progress progress, @Nullable ZoneUnavailableException failure, long at) {}

    ChangeInquiry(String change, Route53Calls calls) {
        this.change = change;
        this.calls = calls;
    }

    /** @param end of {@link System#nanoTime} */
    Progress progress(long end) throws ZoneUnavailableException {
        KnownProgress answer = last;
        if (answer == null || !isUsable(answer)) {
            answer = askInTurn(end);
        }
        if (answer.progress() == null) {
            throw answer.failure() == null ? notAsked() : answer.failure();
        }
        return answer.progress();
    }

    private KnownProgress askInTurn(long end) throws ZoneUnavailableException {
        try {
            if (!turn.tryLock(Deadline.nanosLeft(end), TimeUnit.NANOSECONDS)) {
                throw notAsked();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notAsked();
        }
        try {
            KnownProgress answer = last;
            if (answer == null || !isUsable(answer)) {
                answer = ask(end);
                last = answer;
            }
            return answer;
        } finally {
            turn.unlock();
        }
    }

    private boolean isUsable(KnownProgress answer) {
        long age = System.nanoTime() - answer.at();
        return answer.progress() == Progress.IN_SYNC
                || age < FRESH
                || age < GOOD_ENOUGH
                        && answer.progress() != null
                        && !calls.budget().hasRoomForReads();
    }

    private KnownProgress ask(long end) {
        try {
            Progress progress = calls.ask("GetChange", end, (client, within) -> {
                try {
                    var response =
                            client.getChange(request -> request.id(change).overrideConfiguration(within));
                    return response.changeInfo().status() == ChangeStatus.INSYNC ? Progress.IN_SYNC : Progress.PENDING;
                } catch (NoSuchChangeException e) {
                    return Progress.UNKNOWN;
                }
            });
            return new KnownProgress(progress, null, System.nanoTime());
        } catch (ZoneUnavailableException e) {
            return new KnownProgress(null, e, System.nanoTime());
        }
    }

    private ZoneUnavailableException notAsked() {
        return ZoneUnavailableException.notAsked("change " + change + " had to wait for too many others");
    }
}
