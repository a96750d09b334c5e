package io.signalbox.actuator.app;

import io.quarkus.logging.LoggingFilter;
import io.signalbox.contract.log.LineEscapes;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/** The filter {@code escaping} of the console: text from outside cannot forge a line of the log. */
@LoggingFilter(name = "escaping")
public final class ActuatorLogFilter implements Filter {

    private final LineEscapes escapes = new LineEscapes();

    @Override
    public boolean isLoggable(LogRecord record) {
        return escapes.isLoggable(record);
    }
}
