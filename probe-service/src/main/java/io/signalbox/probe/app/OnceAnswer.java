package io.signalbox.probe.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.probe.once.Breakdown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks that were made once.
 *
 * @param vantage from where; null where none is configured
 * @param vantageHealth what the prober thinks of itself; null unless it is at work
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OnceAnswer(@Nullable String vantage, @Nullable VantageHealth vantageHealth, List<Breakdown> probes) {}
