package io.signalbox.probe.once;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.evidence.VantageHealth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of on-demand checks.
 *
 * @param vantage null if none is configured
 * @param vantageHealth null on the command line, where the vantage is not monitored
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OnceResponse(
        @Nullable String vantage, @Nullable VantageHealth vantageHealth, List<CheckReport> probes) {}
