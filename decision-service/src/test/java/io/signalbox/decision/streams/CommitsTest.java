package io.signalbox.decision.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class CommitsTest {

    private final MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
    private final Commits commits = Commits.of(context, new TaskRun(context));

    private boolean changes() {
        context.resetCommit();
        commits.changed();
        return context.committed();
    }

    private boolean timePasses() {
        context.resetCommit();
        context.scheduledPunctuators()
                .forEach(scheduled -> scheduled.getPunctuator().punctuate(0));
        return context.committed();
    }

    @Test
    void aFewChangesAreSeenAtOnce() {
        for (int change = 0; change < 20; change++) {
            assertThat(changes()).isTrue();
        }
        assertThat(timePasses()).isFalse();
    }

    @Test
    void inAStormManyShareOne() {
        for (int change = 0; change < 20; change++) {
            changes();
        }
        for (int change = 0; change < 1_000; change++) {
            assertThat(changes()).isFalse();
        }
        assertThat(timePasses()).isTrue();
        assertThat(timePasses()).isFalse();
    }

    @Test
    void afterTheStormAChangeIsSeenAtOnceAgain() {
        for (int change = 0; change < 21; change++) {
            changes();
        }
        timePasses();
        assertThat(changes()).isTrue();
        assertThat(changes()).isFalse();
    }
}
