package io.signalbox.sandbox.world;

import io.signalbox.sandbox.dns.Bind;
import io.signalbox.sandbox.dns.UpdateGate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The zone at a real BIND that takes dynamic updates (RFC 2136), instead of at Route 53. Actuators send updates through
 * the gate and queries to BIND itself.
 */
public record UpdatePrimary(Bind bind, UpdateGate gate) implements AutoCloseable {

    private static final String KEY = "signalbox";
    private static final String SECRET = "c2lnbmFsYm94LWluLXRoZS1zYW5kYm94LTEyMzQ1Njc=";
    private static final String VARIABLE = "SANDBOX_DNS_KEY";

    static Optional<UpdatePrimary> of(WorldPlan plan, Path directory) {
        if (!plan.routing().equals(WorldPlan.RFC2136)) {
            return Optional.empty();
        }
        var bind = Bind.start(
                directory.resolve("bind"),
                WorldLayout.ZONE,
                List.of(new Bind.Key(KEY, SECRET, "A AAAA CNAME TXT")),
                List.of("%s. 60 A %s".formatted(WorldLayout.HOSTNAME, WorldLayout.PREFERRED.address())));
        return Optional.of(new UpdatePrimary(bind, UpdateGate.before(bind.address())));
    }

    /** The keys of the service's {@code dns}, beside zone and TTL. */
    String dns() {
        return "ttl: 60s, provider: rfc2136, server: \"127.0.0.1:%d\", key: {name: %s, secretVariable: %s}"
                .formatted(gate.port(), KEY, VARIABLE);
    }

    /** The settings of an actuator. */
    Map<String, String> settings() {
        return Map.of(
                VARIABLE,
                SECRET,
                "SIGNALBOX_DNS_SERVERS",
                "127.0.0.1:" + bind.address().getPort());
    }

    @Override
    public void close() {
        gate.close();
        bind.close();
    }
}
