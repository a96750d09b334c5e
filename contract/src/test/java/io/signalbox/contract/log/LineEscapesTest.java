package io.signalbox.contract.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineEscapesTest {

    private static final String FORGED = "why\n2026-01-01 00:00:00 INFO all is well";

    private static LogRecord logged(String message, Object... parameters) {
        var record = new LogRecord(Level.INFO, message);
        record.setParameters(parameters);
        assertThat(new LineEscapes().isLoggable(record)).isTrue();
        return record;
    }

    private static String text(LogRecord record) {
        return String.format(record.getMessage(), record.getParameters());
    }

    @Test
    void foreignTextNeverBeginsALine() {
        assertThat(text(logged("override service=%s epoch=%d reason=%s", "orders", 17, FORGED)))
                .isEqualTo("override service=orders epoch=17 reason=why\\u000a2026-01-01 00:00:00 INFO all is well");
    }

    @Test
    void controlCharactersAndOtherDirectionsAreShown() {
        assertThat(text(logged("reason=%s", "a\r\u001b[2Jb\u202ec\u2028d\u0085e\u200bf")))
                .isEqualTo("reason=a\\u000d\\u001b[2Jb\\u202ec\\u2028d\\u0085e\\u200bf");
    }

    @Test
    void aMessageThatIsForeignTextItselfIsEscaped() {
        assertThat(logged(FORGED).getMessage()).doesNotContain("\n");
    }

    @Test
    void objectsAreEscapedAsTheyAreShown() {
        assertThat(text(logged("reason=%s", new IllegalStateException(FORGED)))).doesNotContain("\n");
    }

    @Test
    void othersStayAsTheyAre() {
        var parameter = new Object();

        assertThat(logged("reason=%s", parameter).getParameters()).containsExactly(parameter);
        assertThat(text(logged("reason=%s", "Größe €: 日本 \\u000a"))).isEqualTo("reason=Größe €: 日本 \\u000a");
        assertThat(new LineEscapes().isLoggable(new LogRecord(Level.INFO, null)))
                .isTrue();
    }

    @Test
    void aStackTraceHasNoOtherLinesThanItsOwn() {
        var thrown = new IllegalStateException(FORGED, new IllegalArgumentException(FORGED));

        String trace = trace(thrown);

        assertThat(trace.lines()).noneMatch(line -> line.startsWith("2026-01-01"));
        assertThat(trace).contains("Caused by: java.lang.IllegalArgumentException: why\\u000a2026", "LineEscapesTest");
    }

    private static String trace(Throwable thrown) {
        var record = new LogRecord(Level.SEVERE, "step threw");
        record.setThrown(thrown);
        assertThat(new LineEscapes().isLoggable(record)).isTrue();
        var written = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(written, true));
        return written.toString();
    }

    @Test
    void aThrowableWithoutForeignTextIsTheSame() {
        var thrown = new IllegalStateException("no fence");
        var record = new LogRecord(Level.SEVERE, "step threw");
        record.setThrown(thrown);
        assertThat(new LineEscapes().isLoggable(record)).isTrue();

        assertThat(record.getThrown()).isSameAs(thrown);
    }

    @Test
    void causesInACircleEnd() {
        var one = new IllegalStateException(FORGED);
        var other = new IllegalStateException(FORGED, one);
        one.initCause(other);

        assertThat(trace(one)).contains("why\\u000a2026");
    }
}
