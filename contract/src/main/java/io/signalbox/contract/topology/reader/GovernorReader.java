package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.GovernorSettings.Brake;
import io.signalbox.contract.topology.GovernorSettings.Velocity;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what limits all services' automatic moves together. */
final class GovernorReader {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST = 1_000;

    private GovernorReader() {}

    static @Nullable GovernorSettings read(Cursor at) {
        Fields fields = at.fields("velocity", "brake", "maintenance");
        Velocity velocity = fields.ifPresent("velocity", GovernorReader::velocity);
        Optional<Brake> brake = fields.optional("brake", Optional.of(Brake.STANDARD), GovernorReader::brake);
        List<TimeWindow> maintenance = fields.optional("maintenance", List.of(), Calendar::windows);
        return fields.whole(() -> new GovernorSettings(velocity, brake.orElse(null), maintenance));
    }

    private static @Nullable Velocity velocity(Cursor at) {
        Fields fields = at.fields("moves", "within");
        Integer moves = fields.required("moves", it -> it.integer(1, MOST));
        Duration within = fields.required("within", it -> it.duration(SECOND, HOUR));
        return fields.whole(() -> new Velocity(moves, within));
    }

    /** Empty for {@code off}. */
    private static @Nullable Optional<Brake> brake(Cursor at) {
        if (at.raw().equals("off")) {
            return Optional.empty();
        }
        if (!at.isMap()) {
            return at.expected("off or a map with services, percent and within");
        }
        Fields fields = at.fields("services", "percent", "within");
        Brake standard = Brake.STANDARD;
        Integer services = fields.optional("services", standard.services(), it -> it.integer(2, MOST));
        Integer percent = fields.optional("percent", standard.percent(), it -> it.integer(0, 100));
        Duration within = fields.optional("within", standard.within(), it -> it.duration(SECOND, HOUR));
        return fields.whole(() -> Optional.of(new Brake(services, percent, within)));
    }
}
