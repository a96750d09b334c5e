package io.signalbox.actuator.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.bootstrap.BootstrapRun;
import io.signalbox.actuator.bootstrap.CheckSpecs;
import io.signalbox.actuator.bootstrap.HealthChecks;
import io.signalbox.actuator.bootstrap.NameImport;
import io.signalbox.actuator.bootstrap.NameResource;
import io.signalbox.actuator.core.AccessErrors;
import io.signalbox.actuator.core.HealthCheckStore;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.actuator.credentials.ProcessCredentials;
import io.signalbox.actuator.credentials.RoleCredentials;
import io.signalbox.actuator.dns.Addresses;
import io.signalbox.actuator.dns.Delegation;
import io.signalbox.actuator.rfc2136.Rfc2136Zones;
import io.signalbox.actuator.route53.CellShare;
import io.signalbox.actuator.route53.RequestBudget;
import io.signalbox.actuator.route53.Route53Provider;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;

/**
 * {@code plan FILE} shows what the names of a topology lack, {@code apply FILE} brings it about, with {@code --first} also for
 * names that have lost their fence and that no service knows; {@code destroy FILE --yes} takes the fences away and leaves the
 * records; {@code import ZONE NAME…} writes a topology for names as they are. With the service's own settings, and without anything of it started.
 */
final class BootstrapCommand {

    static final String PLAN = "plan";
    static final String APPLY = "apply";
    static final String DESTROY = "destroy";
    static final String IMPORT = "import";
    static final List<String> COMMANDS = List.of(PLAN, APPLY, DESTROY, IMPORT);

    private static final Route53Clients CLIENTS = new Route53Clients();
    private static final String YES = "--yes";
    private static final String FIRST = "--first";
    private static final int FAILED = 1;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    /** @param environment the service's settings, and what {@code ${NAME}} in the file stands for */
    BootstrapCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** @return the exit code: 0 nothing differs (any more), 2 something would be changed, 1 errors */
    int run(List<String> arguments) {
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
        var own = new CommandSettings(environment);
        try (ProcessCredentials credentials = CLIENTS.credentials(own)) {
            if (!resolves(credentials.provider())) {
                return FAILED;
            }
            try (Route53Client client = client(own, credentials.provider())) {
                var route53 = new Route53Provider(
                        client, new SimpleMeterRegistry(), new RequestBudget(() -> perSecond(own)), Set::of);
                List<String> names = arguments.subList(2, arguments.size());
                NameImport.Result result = new NameImport(route53, route53.healthChecks()).of(arguments.get(1), names);
                result.lines().forEach(out::println);
                return result.imported() == names.size() ? 0 : FAILED;
            }
        } catch (ZoneUnavailableException e) {
            err.println("zone " + arguments.get(1) + ": " + e.cause() + ": " + e.getMessage());
            return FAILED;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private static Route53Client client(CommandSettings own, AwsCredentialsProvider credentials) {
        return Route53Clients.client(endpoint(own), regions(own).route53(null), credentials, AwsTransport.once());
    }

    private static Optional<URI> endpoint(CommandSettings own) {
        return own.value("quarkus.route53.endpoint-override").map(URI::create);
    }

    private static GlobalRegions regions(CommandSettings own) {
        return new GlobalRegions(own.value("quarkus.route53.aws.region").map(Region::of));
    }

    private static double perSecond(CommandSettings own) {
        return own.number("signalbox.route53.requests-per-second", ActuatorSettings.REQUESTS_PER_SECOND);
    }

    private static boolean isWith(List<String> arguments, String option, String... commands) {
        return arguments.size() == 3
                && List.of(commands).contains(arguments.get(0))
                && arguments.get(2).equals(option);
    }

    private int run(String command, boolean sure, boolean first, String file, Topology topology) {
        var own = new CommandSettings(environment);
        try (ProcessCredentials credentials = CLIENTS.credentials(own)) {
            return usesRoute53(topology) && !resolves(credentials.provider())
                    ? FAILED
                    : run(command, sure, first, file, topology, own, credentials);
        }
    }

    private int run(
            String command,
            boolean sure,
            boolean first,
            String file,
            Topology topology,
            CommandSettings own,
            ProcessCredentials credentials) {
        Optional<URI> endpoint = endpoint(own);
        var regions = regions(own);
        var meters = new SimpleMeterRegistry();
        double ofAllCells = perSecond(own);
        try (var client = client(own, credentials.provider());
                var roles = new RoleCredentials(credentials, AwsTransport::sts)) {
            Route53Accounts accounts = Route53Clients.accounts(
                    endpoint,
                    Route53Clients.ownAccount(own.value(Route53Clients.ROLE), own.value(Route53Clients.ACCOUNT)),
                    client,
                    roles,
                    regions,
                    CellShare.alone(() -> ofAllCells / topology.cells().size()),
                    () -> topology,
                    meters);
            var rfc2136 = new Rfc2136Zones(environment, InstantSource.system(), meters);
            var provider = new DnsProviders(() -> topology, accounts::zones, rfc2136);
            Function<Service, HealthCheckStore> stores =
                    service -> accounts.of(service.dns().role()).healthChecks();
            var names = new NameResource(provider, stores, runName(), first);
            var checks = new HealthChecks(
                    stores,
                    new CheckSpecs(
                            own.value(AwsClients.S3_ENDPOINT).map(URI::create).orElse(null)));
            var printer = new PlanPrinter(file, topology, out);
            if (command.equals(PLAN)) {
                new ZoneNotes(provider, new Delegation(addresses(own)))
                        .of(topology)
                        .forEach(out::println);
            }
            return run(command, sure, new BootstrapRun(List.of(checks, names)), printer);
        }
    }

    private static Addresses addresses(CommandSettings own) {
        return Addresses.lookedUp(own.value(NameServersBySettings.RESOLVERS)
                .map(given -> DnsServerAddresses.parse(NameServersBySettings.RESOLVERS, List.of(given.split(","))))
                .orElse(List.of()));
    }

    private static boolean usesRoute53(Topology topology) {
        return topology.services().stream().anyMatch(service -> service.dns().provider() == Dns.Provider.ROUTE53);
    }

    /** Says it once, and not for each service, when no request can be signed. */
    private boolean resolves(AwsCredentialsProvider credentials) {
        try {
            var _ = credentials.resolveCredentials();
            return true;
        } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
            String text = String.valueOf(e.getMessage());
            err.println(AccessErrors.unsigned(text).orElse("the AWS credentials cannot be read: " + text));
            return false;
        }
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

    /** Unlike that of any other run, so that each recognises its own fences. */
    private static String runName() {
        byte[] chance = new byte[6];
        ThreadLocalRandom.current().nextBytes(chance);
        return "apply-" + HexFormat.of().formatHex(chance);
    }
}
