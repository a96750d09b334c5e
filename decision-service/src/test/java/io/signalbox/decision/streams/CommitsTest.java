package io.signalbox.decision.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class CommitsTest {

    private static final int BURST = 20;

    private final CommitPace pace = new CommitPace();
    private final Task task = new Task(pace);
    private long now = 1_000_000_000;

    /** A task of a stream thread, with the context that Kafka Streams gives it. */
    private record Task(MockProcessorContext<String, byte[]> context, Commits commits) {

        Task(CommitPace pace) {
            this(new MockProcessorContext<>(), pace);
        }

        Task(MockProcessorContext<String, byte[]> context, CommitPace pace) {
            this(context, Commits.of(context, new TaskRun(context), pace));
        }
    }

    private boolean changes(Task which) {
        which.context().resetCommit();
        which.context().setCurrentSystemTimeMs(now);
        which.commits().changed();
        return which.context().committed();
    }

    private boolean changes() {
        return changes(task);
    }

    private boolean timePasses(Task which, long millis) {
        now += millis;
        which.context().resetCommit();
        which.context().setCurrentSystemTimeMs(now);
        which.context()
                .scheduledPunctuators()
                .forEach(scheduled -> scheduled.getPunctuator().punctuate(now));
        return which.context().committed();
    }

    private boolean timePasses(long millis) {
        return timePasses(task, millis);
    }

    private void storm() {
        IntStream.range(0, BURST).forEach(_ -> changes());
    }

    @Test
    void aFewChangesAreSeenAtOnce() {
        for (int change = 0; change < BURST; change++) {
            assertThat(changes()).isTrue();
        }
        assertThat(timePasses(10)).isFalse();
    }

    @Test
    void inAStormManyShareOne() {
        storm();
        for (int change = 0; change < 1_000; change++) {
            assertThat(changes()).isFalse();
        }
        assertThat(timePasses(10)).isTrue();
        assertThat(timePasses(10)).isFalse();
    }

    @Test
    void afterTheStormAChangeIsSeenAtOnceAgain() {
        storm();
        changes();
        timePasses(10);
        IntStream.range(0, 5).forEach(_ -> timePasses(10));
        assertThat(changes()).isTrue();
        assertThat(changes()).isFalse();
    }

    @Test
    void theTasksOfAThreadShareTheirCommits() {
        List<Task> tasks = IntStream.range(0, 12).mapToObj(_ -> new Task(pace)).toList();
        var commits = new ArrayList<Task>();
        for (int millis = 0; millis < 100; millis++) {
            now++;
            for (Task each : tasks) {
                if (changes(each) || timePasses(each, 0)) {
                    commits.add(each);
                }
            }
        }
        assertThat(commits).hasSizeLessThanOrEqualTo(BURST + 12);
    }

    @Test
    void afterACommitOfATenthOfASecondTheThreadWorksForAsLong() {
        timePasses(10);
        assertThat(changes()).isTrue();
        timePasses(100);
        assertThat(changes()).isFalse();
        assertThat(timePasses(90)).isFalse();
        assertThat(timePasses(10)).isTrue();
    }

    @Test
    void theFirstRecordAfterASlowCommitIsNotCommittedAlone() {
        timePasses(10);
        assertThat(changes()).isTrue();
        now += 1_500;
        assertThat(changes()).isFalse();
        timePasses(0);
        assertThat(timePasses(200)).isTrue();
    }

    @Test
    void noCommitIsWaitedForLongerThanAFifthOfASecond() {
        timePasses(10);
        changes();
        timePasses(5_000);
        changes();
        assertThat(timePasses(200)).isTrue();
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() {
        timePasses(10);
        changes();
        timePasses(100);
        changes();
        assertThat(timePasses(-3_600_000)).isTrue();
        assertThat(changes()).isTrue();
    }
}
