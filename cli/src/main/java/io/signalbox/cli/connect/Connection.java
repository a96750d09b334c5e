package io.signalbox.cli.connect;

import io.signalbox.cli.console.Console;
import io.signalbox.cli.context.ContextOptions;
import io.signalbox.contract.topology.time.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that calls a decision-service. */
public final class Connection {

    @Mixin
    private final ContextOptions context = new ContextOptions();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = AsDuration.class,
            description = "The longest time for one request (default: 10s).")
    private Duration timeout = Duration.ofSeconds(10);

    public Api open(Console console) {
        return Api.of(context.chosen(console), timeout, console);
    }

    /** Reads durations as the topology has them. */
    public static final class AsDuration implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            Duration duration = Durations.parse(text);
            if (duration == null || duration.isZero()) {
                throw new TypeConversionException(
                        "expected a time such as " + Durations.EXAMPLES + ", got \"" + text + "\"");
            }
            return duration;
        }
    }
}
