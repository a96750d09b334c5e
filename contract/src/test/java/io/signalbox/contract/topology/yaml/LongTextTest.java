package io.signalbox.contract.topology.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory that a long comment or text takes grows with its length, and so does the time: the rest is copying. */
class LongTextTest {

    private static final int SHORT = 500_000;
    private static final int TIMES = 8;

    private static long allocatedFor(String yaml) {
        byte[] bytes = yaml.getBytes(UTF_8);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var findings = new Findings();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(YamlText.compose(bytes, findings)).isNotNull();
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(findings.none()).isTrue();
        return allocated;
    }

    @ParameterizedTest
    @ValueSource(strings = {"# %s\na: b", "a: b # %s", "a: %s", "a: '%s'", "a: \"%s\"", "a: |\n  %s", "a: [b, c] # %s"})
    void eightTimesTheTextTakesEightTimesTheMemory(String form) {
        long once = allocatedFor(form.formatted("x".repeat(SHORT)));
        long more = allocatedFor(form.formatted("x".repeat(TIMES * SHORT)));

        assertThat(more).isLessThan(2 * TIMES * once);
    }

    @Test
    void aCommentOfTwelveMegabytesTakesAFewTimesItsLength() {
        int length = 12_000_000;

        assertThat(allocatedFor("# " + "x".repeat(length) + "\na: b")).isLessThan(40L * length);
    }

    @Test
    void aByteOrderMarkIsNoText() {
        assertThat(YamlText.compose("\uFEFFa: b".getBytes(UTF_8), new Findings()))
                .isNotNull();
    }
}
