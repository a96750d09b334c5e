package io.signalbox.bench.faults;

import io.signalbox.bench.BenchFiles;
import io.signalbox.bench.probe.ExternalProgram;
import io.signalbox.bench.probe.HttpGet;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads HAProxy's statistics once a second. */
final class HaproxyMonitor implements Monitor {

    private static final String PROGRAM = "haproxy";
    /** Prefix of the last check's result while the next check runs. */
    private static final String UNDER_WAY = "* ";

    private final FaultyTargetChecks checks;
    private final int targetPort;
    private final int own;
    private final ExternalProgram peer;
    private final Map<FaultyTarget, CheckStatus> worst = new EnumMap<>(FaultyTarget.class);
    private final Map<FaultyTarget, Long> failuresBefore = new EnumMap<>(FaultyTarget.class);
    private final Map<FaultyTarget, Long> failures = new EnumMap<>(FaultyTarget.class);

    /** @param check the result of the last check, as HAProxy reports it */
    private record CheckStatus(String status, String check) {

        boolean up() {
            return status.startsWith("UP");
        }
    }

    HaproxyMonitor(Path directory, FaultyTargetChecks checks, int targetPort, int own) {
        this.checks = checks;
        this.targetPort = targetPort;
        this.own = own;
        Path program = ExternalProgram.find(PROGRAM)
                .orElseThrow(() -> new IllegalStateException(PROGRAM + " is not installed"));
        peer = ExternalProgram.start(
                program, directory, "-db", "-f", written(directory).toString());
    }

    private Path written(Path directory) {
        var text = new StringBuilder("""
            global
              maxconn 1000
              nbthread 1
            defaults
              mode http
              timeout connect 500ms
              timeout client 60s
              timeout server 1s
              timeout check 500ms
              timeout http-keep-alive 60s
              default-server inter 1s fall 3 rise 2 init-addr last,libc,none resolvers own
            resolvers own
              nameserver own 127.0.0.53:53
              timeout resolve 1s
              timeout retry 1s
            frontend statistics
              bind 127.0.0.1:%d
              stats enable
              stats uri /
            backend plain
              option httpchk GET /healthz
              http-check expect string ok
            """.formatted(own));
        servers(text, false, "check");
        text.append("backend secure\n");
        servers(
                text,
                true,
                "check check-ssl ssl verify required ca-file " + checks.sites().trust());
        return BenchFiles.write(directory.resolve("haproxy.cfg"), text);
    }

    private void servers(StringBuilder text, boolean secure, String how) {
        for (FaultyTarget target : FaultyTarget.values()) {
            if (target.isSecure() == secure) {
                String name = target.hostName();
                text.append("  server %s %s:%d %s%s\n"
                        .formatted(
                                target.service(),
                                target.host(),
                                checks.port(target, targetPort),
                                how,
                                secure ? " check-sni " + name + " sni str(" + name + ") verifyhost " + name : ""));
            }
        }
    }

    @Override
    public String name() {
        return "HAProxy";
    }

    @Override
    public long pid() {
        return peer.pid();
    }

    @Override
    public void reset() {
        worst.clear();
        failuresBefore.putAll(failures);
    }

    @Override
    public void poll() {
        var lines = new ArrayList<String>();
        HttpGet.lines(URI.create("http://127.0.0.1:" + own + "/;csv"), lines::add);
        List<String> names = List.of(lines.getFirst().replace("# ", "").split(",", -1));
        for (String line : lines.subList(1, lines.size())) {
            var fields = new HashMap<String, String>();
            String[] values = line.split(",", -1);
            for (int i = 0; i < Math.min(values.length, names.size()); i++) {
                fields.put(names.get(i), values[i]);
            }
            String server = fields.getOrDefault("svname", "");
            if (server.startsWith("t")) {
                heard(FaultyTarget.of(server), fields);
            }
        }
    }

    private void heard(FaultyTarget target, Map<String, String> fields) {
        String check = fields.getOrDefault("check_status", "");
        var now = new CheckStatus(
                fields.getOrDefault("status", ""),
                check.startsWith(UNDER_WAY) ? check.substring(UNDER_WAY.length()) : check);
        worst.merge(target, now, (before, after) -> before.up() || !after.up() ? after : before);
        failures.put(target, Long.parseLong(fields.getOrDefault("chkfail", "0")));
    }

    @Override
    public MonitorReport report(FaultyTarget target) {
        CheckStatus found = worst.getOrDefault(target, new CheckStatus("none", ""));
        long failed = failures.getOrDefault(target, 0L) - failuresBefore.getOrDefault(target, 0L);
        if (found.up()) {
            return new MonitorReport(
                    MonitorReport.State.WORKS, failed == 0 ? "UP" : "UP, " + failed + " failed checks");
        }
        return new MonitorReport(
                MonitorReport.State.FAILS, found.status() + (found.check().isEmpty() ? "" : ", " + found.check()));
    }

    @Override
    public void close() {
        peer.close();
    }
}
