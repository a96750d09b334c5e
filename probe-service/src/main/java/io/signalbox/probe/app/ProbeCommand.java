package io.signalbox.probe.app;

import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.probe.alarm.CloudWatchAlarms;
import io.signalbox.probe.alarm.CloudWatchClients;
import io.signalbox.probe.certificates.TlsClient;
import io.signalbox.probe.certificates.TlsClients;
import io.signalbox.probe.core.ConfiguredCheck;
import io.signalbox.probe.core.HeartbeatRegistry;
import io.signalbox.probe.once.CheckReport;
import io.signalbox.probe.once.CheckSecrets;
import io.signalbox.probe.once.CheckSelection;
import io.signalbox.probe.once.InvalidRequestException;
import io.signalbox.probe.once.OnceRequest;
import io.signalbox.probe.once.OnceResponse;
import io.signalbox.probe.once.ReportTable;
import io.signalbox.probe.once.UrlCheck;
import io.signalbox.probe.wire.Network;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code probe [--json] service/site[/probe]} or {@code probe [--json] URL}: runs checks once and prints all details.
 * Uses the service's configuration but starts nothing else of it.
 */
public final class ProbeCommand {

    static final String COMMAND = "probe";

    private static final String JSON = "--json";
    private static final String USAGE = "expected: probe [--json] service/site[/probe], with SIGNALBOX_TOPOLOGY, or"
            + " probe [--json] with an http, https, tcp or tls URL";

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    /** @param environment the service's configuration, and the variables of the topology */
    public ProbeCommand(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** @return the exit code: 0 passed, 1 failed, 2 wrong usage */
    public int run(List<String> arguments) {
        var rest = new ArrayList<>(arguments.subList(1, arguments.size()));
        boolean json = rest.remove(JSON);
        if (rest.size() != 1 || rest.getFirst().startsWith("-")) {
            err.println(USAGE);
            return MISUSED;
        }
        try {
            List<CheckReport> found =
                    switch (OnceRequest.of(rest.getFirst())) {
                        case OnceRequest.Url(UrlCheck url) -> url(url);
                        case OnceRequest.Configured(CheckSelection wanted) -> configured(wanted);
                    };
            show(found, json);
            return code(found);
        } catch (InvalidRequestException
                | CheckSelection.Unknown
                | InvalidTopologyException
                | IllegalArgumentException e) {
            err.println(e.getMessage());
            return MISUSED;
        }
    }

    private List<CheckReport> url(UrlCheck url) {
        try (var network = network();
                var checks = checks(network, new TlsClients())) {
            ProbeWarmUp.of(checks);
            return List.of(checks.run(url).join());
        }
    }

    private List<CheckReport> configured(CheckSelection wanted)
            throws CheckSelection.Unknown, InvalidTopologyException {
        var tls = new TlsClients();
        Optional<Path> file = value("signalbox.topology").map(Path::of);
        Topology topology = TopologySource.open(file, environment).current();
        List<ConfiguredCheck> configured = wanted.in(topology);
        List<String> problems = tls.follow(topology);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
        var substituted = CheckSecrets.in(file, environment);
        try (var network = network();
                var checks = checks(network, tls)) {
            network.allow(topology.allowed());
            ProbeWarmUp.of(checks);
            return OnceChecks.all(configured.stream()
                            .map(one -> checks.run(one, substituted.of(one)))
                            .toList())
                    .join();
        }
    }

    private Network network() {
        return new Network(
                new TlsClient(null),
                value("signalbox.source-address").map(InetAddress::ofLiteral).orElse(null));
    }

    private OnceChecks checks(Network network, TlsClients tls) {
        var alarms = new CloudWatchAlarms(
                new CloudWatchClients(value("signalbox.cloudwatch.endpoint").map(URI::create)));
        return new OnceChecks(network, tls, new HeartbeatRegistry(), alarms, _ -> null);
    }

    /** Reads a system property, or an environment variable by the usual rule. */
    private Optional<String> value(String key) {
        String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return Optional.ofNullable(System.getProperty(key))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .filter(text -> !text.isBlank());
    }

    private void show(List<CheckReport> found, boolean json) {
        if (json) {
            var answer = new OnceResponse(value("signalbox.vantage").orElse(null), null, found);
            out.println(new String(Codec.of(OnceResponse.class).write(answer), StandardCharsets.UTF_8));
            return;
        }
        boolean unicode = out.charset().name().startsWith("UTF");
        for (int i = 0; i < found.size(); i++) {
            if (i > 0) {
                out.println();
            }
            ReportTable.of(found.get(i), unicode).forEach(out::println);
        }
    }

    /** Undecided checks neither pass nor fail. */
    private static int code(List<CheckReport> found) {
        boolean failed = found.stream().anyMatch(one -> one.result() == CheckReport.Ending.FAILED);
        boolean passed = found.stream().anyMatch(one -> one.result() == CheckReport.Ending.PASSED);
        return passed && !failed ? PASSED : FAILED;
    }
}
