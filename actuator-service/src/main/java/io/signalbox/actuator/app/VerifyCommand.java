package io.signalbox.actuator.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.signalbox.actuator.aws.Calls;
import io.signalbox.actuator.aws.GlobalRegions;
import io.signalbox.actuator.capacity.K8sApi;
import io.signalbox.actuator.core.ActionHandler;
import io.signalbox.actuator.credentials.ProcessCredentials;
import io.signalbox.actuator.http.JudgedHttp;
import io.signalbox.actuator.notify.HttpMessenger;
import io.signalbox.actuator.signal.S3Signals;
import io.signalbox.actuator.verify.Finding;
import io.signalbox.actuator.verify.Finding.Verdict;
import io.signalbox.actuator.verify.RequestIds;
import io.signalbox.actuator.verify.Resources;
import io.signalbox.actuator.verify.Stop;
import io.signalbox.actuator.verify.Verification;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/**
 * {@code verify ZONE [FILE] --yes} makes the experiments of ADR 2 and the smallest call of each kind of action on a
 * real account, and prints a table. With {@code --quick} it runs 5 races instead of 100. {@code verify ZONE --clean}
 * only removes what an earlier run has left. Uses the settings of the service.
 */
public final class VerifyCommand {

    static final String VERIFY = "verify";

    private static final Route53Clients CLIENTS = new Route53Clients();
    private static final String YES = "--yes";
    private static final String CLEAN = "--clean";
    private static final String QUICK = "--quick";
    private static final int ROUNDS = 100;
    private static final int FEW_ROUNDS = 5;
    private static final int FAILED = 1;

    private static final Duration LONGEST_END = Duration.ofMinutes(1);

    /** Four requests a second; an account may send five. */
    private static final Duration GAP = Duration.ofMillis(250);

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Stop stop;
    private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

    VerifyCommand(PrintStream out, PrintStream err, Map<String, String> environment, Stop stop) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.stop = stop;
    }

    /**
     * Runs it so that, after Ctrl-C, the process ends once everything that it created is removed.
     *
     * @return the exit code
     */
    public static int stoppable(
            PrintStream out, PrintStream err, Map<String, String> environment, List<String> arguments) {
        var stop = new Stop();
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            stop.request();
            await(ended);
        }));
        try {
            return new VerifyCommand(out, err, environment, stop).run(arguments);
        } finally {
            ended.countDown();
        }
    }

    private static void await(CountDownLatch ended) {
        try {
            var _ = ended.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return the exit code: 0 if everything is as expected and nothing is left behind, else 1 */
    int run(List<String> arguments) {
        var names = new ArrayList<>(arguments.subList(1, arguments.size()));
        boolean sure = names.remove(YES);
        boolean clean = names.remove(CLEAN);
        boolean quick = names.remove(QUICK);
        if (names.isEmpty() || names.size() > 2) {
            err.println("expected: verify ZONE [FILE] [--yes [--quick]|--clean], with the name of a throw-away zone and"
                    + " perhaps a topology");
            return FAILED;
        }
        if (!sure && !clean) {
            out.printf(
                    "verify makes and deletes about 20 records in the zone %s, sends about 500 requests to Route 53,%n"
                            + "makes and deletes one SSM parameter, and puts one metric.%n"
                            + "With a topology it reads the resources of its steps, asks them to stay as they are, sends each%n"
                            + "of its messages once, and makes and deletes one object beside each signal. Nothing is done without --yes (make: YES=1).%n",
                    names.getFirst());
            return FAILED;
        }
        try {
            return run(names.getFirst(), topology(names), clean, quick ? FEW_ROUNDS : ROUNDS);
        } catch (InvalidTopologyException | IllegalArgumentException | SdkException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private Optional<Topology> topology(List<String> names) throws InvalidTopologyException {
        return names.size() < 2
                ? Optional.empty()
                : Optional.of(TopologySource.open(Optional.of(Path.of(names.get(1))), environment)
                        .current());
    }

    private int run(String zone, Optional<Topology> topology, boolean clean, int rounds) {
        var own = new CommandSettings(environment);
        var ids = new RequestIds();
        var clock = InstantSource.system();
        var meters = new SimpleMeterRegistry();
        AllowedAddresses allowed = topology.map(Topology::allowed).orElse(AllowedAddresses.NONE);
        try (ProcessCredentials credentials = CLIENTS.credentials(own);
                var http = new JudgedHttp(() -> allowed);
                var aws = new AwsClients(_ -> credentials.provider(), () -> recorded(ids));
                var route53 = Route53Clients.client(
                        own.value("quarkus.route53.endpoint-override").map(URI::create),
                        new GlobalRegions(
                                        own.value("quarkus.route53.aws.region").map(Region::of))
                                .route53(null),
                        credentials.provider(),
                        recorded(ids))) {
            K8sApi kubernetes = ActionsWiring.kubernetes(
                    http,
                    environment,
                    own.value("signalbox.kubernetes.authorities").map(Path::of),
                    _ -> credentials.provider(),
                    clock,
                    meters);
            var webhooks = new HttpMessenger(http, clock, environment, meters);
            List<ActionHandler<?>> handlers = ActionsWiring.handlers(
                    aws, ActionsWiring.controls(aws, meters), kubernetes, webhooks, clock, meters);
            var run = new Verification(
                    route53,
                    zone,
                    new Verification.Pace(rounds, GAP),
                    handlers,
                    new S3Signals(
                            new Calls<>("s3", aws.byRegion(AwsClients::s3), meters),
                            new Calls<>("s3", aws.withoutCredentials(AwsClients::s3), meters)),
                    topology.map(Resources::of).orElse(Resources.NONE),
                    own.value("aws.region").orElse("us-east-1"),
                    ids,
                    stop,
                    clock,
                    this::print);
            return ended(clean ? run.clean() : begun(run));
        }
    }

    private static ClientOverrideConfiguration.Builder recorded(RequestIds ids) {
        return AwsTransport.once().addExecutionInterceptor(ids);
    }

    private List<String> begun(Verification run) {
        out.println("| date | what | expected | found | result | request ids |");
        out.println("|---|---|---|---|---|---|");
        return run.run();
    }

    private void print(Finding finding) {
        counts.merge(finding.verdict(), 1, Integer::sum);
        String result =
                switch (finding.verdict()) {
                    case AS_EXPECTED -> "as expected";
                    case DIFFERS -> "DIFFERS";
                    case LEFT_OUT -> "left out";
                };
        out.printf(
                "| %s | %s | %s | %s | %s | %s |%n",
                finding.at().truncatedTo(ChronoUnit.SECONDS),
                cell(finding.what()),
                cell(finding.expected()),
                cell(finding.found()),
                result,
                String.join(" ", finding.requests()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private int ended(List<String> troubles) {
        troubles.forEach(err::println);
        int differs = counts.getOrDefault(Verdict.DIFFERS, 0);
        out.printf(
                "RESULT verify-aws as_expected=%d differs=%d left_out=%d troubles=%d%n",
                counts.getOrDefault(Verdict.AS_EXPECTED, 0),
                differs,
                counts.getOrDefault(Verdict.LEFT_OUT, 0),
                troubles.size());
        return differs == 0 && troubles.isEmpty() ? 0 : FAILED;
    }
}
