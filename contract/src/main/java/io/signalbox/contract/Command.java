package io.signalbox.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one step of a plan: a value of {@link Topics#COMMANDS}. Asking again is always safe.
 *
 * @param plan unique within the cell
 * @param step from 0
 * @param attempt from 1
 * @param deadline after which the attempt must not begin any change
 * @param expected the fence that the decision was made on; null when the service has none yet
 * @param next the fence that the step leaves; for {@code dns-adopt} its active site is only the preferred one
 * @param token what the step's last {@link StepOutcome.InProgress} said; null at first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Command(
        int v,
        ServiceName service,
        CellName cell,
        String plan,
        int step,
        int attempt,
        Instant issuedAt,
        Instant deadline,
        @JsonProperty(required = false) @Nullable Fence expected,
        Fence next,
        @JsonProperty(required = false) @Nullable String token,
        StepArguments arguments,
        String topologyDigest) {

    public static final int VERSION = 1;

    public Command {
        Version.require("command", v, VERSION);
        Required.present("command", "service", service);
        Required.present("command", "cell", cell);
        Required.present("command", "plan", plan);
        Required.present("command", "issuedAt", issuedAt);
        Required.present("command", "deadline", deadline);
        Required.present("command", "next", next);
        Required.present("command", "arguments", arguments);
        Required.present("command", "topologyDigest", topologyDigest);
    }
}
