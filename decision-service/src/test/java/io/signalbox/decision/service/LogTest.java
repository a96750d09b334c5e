package io.signalbox.decision.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.Test;

/** Texts of callers in the log. */
@QuarkusTest
@QuarkusTestResource(CellResource.class)
class LogTest {

    @Test
    void theConsoleWritesNoLineOfACaller() {
        assertThat(InitialConfigurator.DELAYED_HANDLER.getHandlers())
                .filteredOn(handler -> handler instanceof ConsoleHandler)
                .isNotEmpty()
                .allSatisfy(handler -> {
                    var record = new LogRecord(Level.INFO, "why=a\n2026-01-01 INFO forged");
                    assertThat(handler.getFilter().isLoggable(record)).isTrue();
                    assertThat(record.getMessage()).isEqualTo("why=a\\u000a2026-01-01 INFO forged");
                });
    }
}
