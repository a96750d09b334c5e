package io.signalbox.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** HAProxy, whose statistics are read once a second. */
final class HaproxyWitness implements Witness {

    private static final String PROGRAM = "haproxy";
    /** Before the end of the last check, while the next one goes on. */
    private static final String UNDER_WAY = "* ";

    private final TroubledChecks checks;
    private final int farm;
    private final int own;
    private final Peer peer;
    private final Map<TroubledTarget, Said> worst = new EnumMap<>(TroubledTarget.class);
    private final Map<TroubledTarget, Long> failuresBefore = new EnumMap<>(TroubledTarget.class);
    private final Map<TroubledTarget, Long> failures = new EnumMap<>(TroubledTarget.class);

    /** @param check how the last check ended, in HAProxy's words */
    private record Said(String status, String check) {

        boolean up() {
            return status.startsWith("UP");
        }
    }

    HaproxyWitness(Path directory, TroubledChecks checks, int farm, int own) {
        this.checks = checks;
        this.farm = farm;
        this.own = own;
        Path program = Peer.find(PROGRAM).orElseThrow(() -> new IllegalStateException(PROGRAM + " is not installed"));
        peer = Peer.start(program, directory, "-db", "-f", written(directory).toString());
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
        try {
            return Files.writeString(directory.resolve("haproxy.cfg"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void servers(StringBuilder text, boolean secure, String how) {
        for (TroubledTarget target : TroubledTarget.values()) {
            if (target.isSecure() == secure) {
                String name = target.hostName();
                text.append("  server %s %s:%d %s%s\n"
                        .formatted(
                                target.service(),
                                target.host(),
                                checks.port(target, farm),
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
    public void anew() {
        worst.clear();
        failuresBefore.putAll(failures);
    }

    @Override
    public void listen() {
        var lines = new ArrayList<String>();
        Http.lines(URI.create("http://127.0.0.1:" + own + "/;csv"), lines::add);
        List<String> names = List.of(lines.getFirst().replace("# ", "").split(",", -1));
        for (String line : lines.subList(1, lines.size())) {
            var fields = new HashMap<String, String>();
            String[] values = line.split(",", -1);
            for (int i = 0; i < Math.min(values.length, names.size()); i++) {
                fields.put(names.get(i), values[i]);
            }
            String server = fields.getOrDefault("svname", "");
            if (server.startsWith("t")) {
                heard(TroubledTarget.of(server), fields);
            }
        }
    }

    private void heard(TroubledTarget target, Map<String, String> fields) {
        String check = fields.getOrDefault("check_status", "");
        var now = new Said(
                fields.getOrDefault("status", ""),
                check.startsWith(UNDER_WAY) ? check.substring(UNDER_WAY.length()) : check);
        worst.merge(target, now, (before, after) -> before.up() || !after.up() ? after : before);
        failures.put(target, Long.parseLong(fields.getOrDefault("chkfail", "0")));
    }

    @Override
    public Saying says(TroubledTarget target) {
        Said said = worst.getOrDefault(target, new Said("none", ""));
        long failed = failures.getOrDefault(target, 0L) - failuresBefore.getOrDefault(target, 0L);
        if (said.up()) {
            return new Saying(Saying.State.WORKS, failed == 0 ? "UP" : "UP, " + failed + " failed checks");
        }
        return new Saying(Saying.State.FAILS, said.status() + (said.check().isEmpty() ? "" : ", " + said.check()));
    }

    @Override
    public void close() {
        peer.close();
    }
}
