package io.signalbox.actuator.app;

import io.signalbox.actuator.bootstrap.BootstrapRun;
import io.signalbox.actuator.bootstrap.CheckSpecs;
import io.signalbox.actuator.bootstrap.HealthChecks;
import io.signalbox.actuator.bootstrap.NameImport;
import io.signalbox.actuator.bootstrap.NameResource;
import io.signalbox.actuator.bootstrap.PlanPrinter;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.route53.Route53Provider;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The commands for the names of a topology. {@code plan FILE} shows what would be changed, {@code apply FILE} changes
 * it, and {@code apply --first} also takes names that have lost their fence and that no service knows. {@code destroy
 * FILE --yes} removes the fences and leaves the records. {@code import ZONE NAME…} writes a topology for existing
 * names. The commands use the settings of the service, and start nothing of it.
 */
public final class BootstrapCommand {

    static final String PLAN = "plan";
    static final String APPLY = "apply";
    static final String DESTROY = "destroy";
    static final String IMPORT = "import";
    static final List<String> COMMANDS = List.of(PLAN, APPLY, DESTROY, IMPORT);

    private static final String YES = "--yes";
    private static final String FIRST = "--first";
    private static final int FAILED = 1;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    /** @param environment the service's settings, and the values for {@code ${NAME}} in the file */
    public BootstrapCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** @return the exit code: 0 nothing differs (any more), 2 something would be changed, 1 errors */
    public int run(List<String> arguments) {
        if (arguments.getFirst().equals(IMPORT)) {
            return imported(arguments);
        }
        boolean sure = isWith(arguments, YES, DESTROY);
        boolean first = isWith(arguments, FIRST, PLAN, APPLY);
        if (arguments.size() != 2 && !sure && !first) {
            err.println(
                    "expected: plan FILE [--first], apply FILE [--first] or destroy FILE [--yes], with a topology in"
                            + " YAML, or import ZONE NAME…");
            return FAILED;
        }
        String file = arguments.get(1);
        try {
            Topology topology =
                    TopologySource.open(Optional.of(Path.of(file)), environment).current();
            return run(arguments.get(0), sure, first, file, topology);
        } catch (InvalidTopologyException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    /** Writes a topology for names of a zone of Route 53. */
    private int imported(List<String> arguments) {
        if (arguments.size() < 3) {
            err.println(
                    "expected: import ZONE NAME…, with the name or the id of a zone of Route 53 and host names in it");
            return FAILED;
        }
        try (var access = CommandAccess.open(new CommandSettings(environment))) {
            if (isUnsigned(access.unsigned())) {
                return FAILED;
            }
            Route53Provider route53 = access.route53();
            List<String> names = arguments.subList(2, arguments.size());
            NameImport.Result result = new NameImport(route53, route53.healthChecks()).of(arguments.get(1), names);
            result.lines().forEach(out::println);
            return result.imported() == names.size() ? 0 : FAILED;
        } catch (ZoneUnavailableException e) {
            err.println("zone " + arguments.get(1) + ": " + e.cause() + ": " + e.getMessage());
            return FAILED;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private static boolean isWith(List<String> arguments, String option, String... commands) {
        return arguments.size() == 3
                && List.of(commands).contains(arguments.get(0))
                && arguments.get(2).equals(option);
    }

    private int run(String command, boolean sure, boolean first, String file, Topology topology) {
        var own = new CommandSettings(environment);
        try (var access = CommandAccess.open(own)) {
            if (isUnsigned(access.unsigned(topology))) {
                return FAILED;
            }
            var zones = access.zones(() -> topology, environment);
            var names = new NameResource(zones.provider(), zones::healthChecks, runName(), first);
            var checks = new HealthChecks(
                    zones::healthChecks,
                    new CheckSpecs(
                            own.value(AwsClients.S3_ENDPOINT).map(URI::create).orElse(null)));
            var printer = new PlanPrinter(file, topology, out);
            if (command.equals(PLAN)) {
                new ZoneNotes(zones.provider(), access.delegation())
                        .of(topology)
                        .forEach(out::println);
            }
            return run(command, sure, new BootstrapRun(List.of(checks, names)), printer);
        }
    }

    private boolean isUnsigned(Optional<String> why) {
        why.ifPresent(err::println);
        return why.isPresent();
    }

    private static int run(String command, boolean sure, BootstrapRun run, PlanPrinter printer) {
        var services = printer.services();
        return switch (command) {
            case PLAN -> printer.planned(report -> run.plan(services, report));
            case APPLY -> printer.applied(report -> run.apply(services, report));
            case DESTROY ->
                sure
                        ? printer.applied(report -> run.giveBack(services, report))
                        : printer.unsure(report -> run.planReturn(services, report));
            default -> throw new IllegalArgumentException("no command " + command);
        };
    }

    /** Differs from that of every other run, so that each run recognises its own fences. */
    private static String runName() {
        byte[] chance = new byte[6];
        ThreadLocalRandom.current().nextBytes(chance);
        return "apply-" + HexFormat.of().formatHex(chance);
    }
}
