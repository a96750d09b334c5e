package io.signalbox.bench.hostile;

import io.signalbox.bench.ServiceMetrics;
import io.signalbox.sandbox.process.ServiceProcess;
import io.signalbox.sandbox.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Invalid topology files: each service reports the problem and goes on with the last valid one. */
final class HostileFiles implements Door {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String BROKEN = "signalbox_topology_reload_failed";

    private final World world;
    private final String good;

    /** @param good the topology that the services follow */
    HostileFiles(World world, String good) {
        this.world = world;
        this.good = good;
    }

    private Map<String, String> broken() {
        var files = new LinkedHashMap<String, String>();
        files.put("empty", "");
        files.put("half", good.substring(0, good.length() / 2) + "\n    - {");
        files.put("binary", "\0\1\2\u00ff\u0007");
        files.put("a-list", "[1, 2, 3]");
        files.put("a-word", "services");
        files.put("unknown-key", good + "\nsites: []\n");
        files.put("duplicate-key", good + "\nvantages: [us-east-1]\n");
        files.put("tabs", good.replace("    hostname", "\thostname"));
        files.put("deep", "a: " + "[".repeat(100_000));
        files.put("aliases", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n");
        files.put("long-comment", "# " + "x".repeat(500_000) + "\nservices: 7\n");
        files.put("long-text", "services: \"" + "x".repeat(500_000) + "\"\n");
        files.put("negative-interval", good.replace("interval: 1s", "interval: -1s"));
        files.put("huge-number", good.replace("fall: 3", "fall: 99999999999999999999"));
        files.put("metadata-address", good.replace("127.0.10.1]", "169.254.169.254]"));
        files.put("escape", good.replace("zone: example.com", "zone: \"\\u001b[2J\\nERROR\""));
        return files;
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public List<Trial> trials() {
        var modules = Map.of(
                "probe-service", world.vantages().getFirst().process(),
                "decision-service", world.cell().decision(),
                "actuator-service", world.cell().actuator());
        var trials = new ArrayList<Trial>();
        modules.forEach((module, process) -> broken().forEach((name, text) ->
                trials.add(new Trial(module + " " + name, () -> refused(module, process, text)))));
        return trials;
    }

    private Optional<String> refused(String module, ServiceProcess process, String text) {
        world.topology().replaceFor(module, text);
        Optional<String> told = RepeatedCheck.until(LIMIT, () -> says(process, 1));
        world.topology().replaceFor(module, good);
        return told.or(() -> RepeatedCheck.until(LIMIT, () -> says(process, 0)));
    }

    private static Optional<String> says(ServiceProcess process, double expected) {
        double found = ServiceMetrics.value(process, BROKEN);
        return found == expected
                ? Optional.empty()
                : Optional.of("expected " + BROKEN + " " + expected + ", found " + found);
    }
}
