package io.signalbox.probe.app;

import io.quarkus.logging.LoggingFilter;
import io.signalbox.contract.log.LineEscapes;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** The filter {@code escaping} of the console: foreign text forges no line of the log. */
@LoggingFilter(name = "escaping")
public final class ProbeLogFilter implements Filter {

    private final LineEscapes escapes = new LineEscapes();

    @Override
    public boolean isLoggable(LogRecord record) {
        return escapes.isLoggable(record);
    }
}
