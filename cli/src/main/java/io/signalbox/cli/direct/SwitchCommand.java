package io.signalbox.cli.direct;

import io.signalbox.actuator.app.DirectSteps;
import io.signalbox.actuator.core.FenceReading;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.cli.connect.Connection;
import io.signalbox.cli.console.CommandFailedException;
import io.signalbox.cli.console.Console;
import io.signalbox.cli.console.ExitCode;
import io.signalbox.cli.local.TopologyOption;
import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signalbox switch --direct}: changes the DNS itself, when no cell can. */
@Command(
        name = "switch",
        description = "Break-glass: switches a service at its DNS provider, without Kafka and without any service."
                + " Use override while a cell works.")
public final class SwitchCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final TopologyOption file = new TopologyOption();

    @Parameters(index = "0", paramLabel = "SERVICE", description = "The service.")
    private String service = "";

    @Parameters(index = "1", paramLabel = "SITE", description = "The site.")
    private String site = "";

    @Option(names = "--direct", description = "Says that no cell is asked; required.")
    private boolean direct;

    @Option(
            names = "--who",
            paramLabel = "NAME",
            description = "Your name, for the fence (default: the name of the user of this machine).")
    private @Nullable String who;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Connection.AsDuration.class,
            description = "How long the order is in force, such as 2h (default: until it is released).")
    private @Nullable Duration time;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Connection.AsDuration.class,
            description = "The longest time until the name servers answer (default: 2m).")
    private Duration timeout = Duration.ofMinutes(2);

    @Option(names = "--pass-freeze", description = "Although a freeze is in force.")
    private boolean passFreeze;

    @Option(names = "--overwrite", description = "Replace records that another writer has changed.")
    private boolean overwrite;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask: for scripts.")
    private boolean yes;

    static final class Promotion {

        @Option(
                names = "--promoted",
                required = true,
                description = "You have promoted the database of SITE: all other sites are marked as stale.")
        private boolean promoted;

        @Option(names = "--not-promoted", required = true, description = "The data needs no promotion.")
        private boolean notPromoted;

        boolean said() {
            return promoted && !notPromoted;
        }
    }

    @ArgGroup(exclusive = true)
    private @Nullable Promotion promotion;

    public SwitchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!direct) {
            throw new CommandFailedException(
                    ExitCode.USAGE,
                    "expected --direct, since no cell is asked. While a cell works: signalbox override");
        }
        Topology topology = file.read(console);
        Service chosen = topology.services().stream()
                .filter(one -> one.name().value().equals(service))
                .findFirst()
                .orElseThrow(() -> new CommandFailedException(
                        ExitCode.USAGE,
                        "SERVICE: expected a service of " + file.name(console) + ", got \"" + service + "\""));
        try (var steps = DirectSteps.open(topology, console.environment())) {
            steps.unsigned(topology).ifPresent(why -> {
                throw new CommandFailedException(ExitCode.DENIED, why);
            });
            return decided(steps, topology, chosen);
        } catch (ZoneUnavailableException e) {
            throw new CommandFailedException(
                    ExitCode.UNAVAILABLE, "zone " + chosen.dns().zone() + ": " + e.cause() + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private int decided(DirectSteps steps, Topology topology, Service chosen)
            throws ZoneUnavailableException, InterruptedException {
        var change = new DirectSwitch(chosen, topology.digest(), runName(), timeout);
        SwitchDecision decision = change.decide(fence(steps, chosen), request(), console.now());
        return switch (decision) {
            case SwitchDecision.Refused(String why) -> throw new CommandFailedException(ExitCode.REFUSED, why);
            case SwitchDecision.Permitted permitted -> confirmed(steps, change, chosen, permitted);
        };
    }

    /** Reads it once more if it could not be read: nothing is changed by that, and nobody else tries again for this person. */
    private FenceReading fence(DirectSteps steps, Service chosen) throws ZoneUnavailableException {
        try {
            return steps.fence(chosen);
        } catch (ZoneUnavailableException e) {
            if (!e.retryable()) {
                throw e;
            }
            console.error(
                    "zone " + chosen.dns().zone() + ": " + e.cause() + ": " + e.getMessage() + "; reads it once more");
            return steps.fence(chosen);
        }
    }

    /** The person's time is not part of the limit; the fence must be the one that the preview was about. */
    private int confirmed(DirectSteps steps, DirectSwitch change, Service chosen, SwitchDecision.Permitted shown)
            throws ZoneUnavailableException, InterruptedException {
        shown.preview().forEach(console::line);
        if (yes) {
            return new SwitchRun(console, steps, timeout).done(shown);
        }
        if (!console.confirms("Switch?")) {
            throw new CommandFailedException(ExitCode.REFUSED, "nothing was changed");
        }
        SwitchDecision now = change.decide(fence(steps, chosen), request(), console.now());
        return switch (now) {
            case SwitchDecision.Refused(String why) -> throw new CommandFailedException(ExitCode.REFUSED, why);
            case SwitchDecision.Permitted permitted
            when Objects.equals(permitted.command().expected(), shown.command().expected()) ->
                new SwitchRun(console, steps, timeout).done(permitted);
            case SwitchDecision.Permitted _ ->
                throw new CommandFailedException(
                        ExitCode.REFUSED, "the fence has changed since the question: nothing was changed. Look again");
        };
    }

    private SwitchRequest request() {
        if (!Names.valid(site)) {
            throw new CommandFailedException(
                    ExitCode.USAGE, "SITE: expected " + Names.ALLOWED + ", got \"" + site + "\"");
        }
        return new SwitchRequest(
                new SiteName(site),
                who == null ? System.getProperty("user.name", "unknown") : who,
                time == null ? null : console.now().plus(time),
                passFreeze,
                promotion == null ? null : promotion.said(),
                overwrite);
    }

    /** Unlike that of any other run, so that each recognises its own fence. */
    private static String runName() {
        byte[] chance = new byte[6];
        ThreadLocalRandom.current().nextBytes(chance);
        return "direct-" + HexFormat.of().formatHex(chance);
    }
}
