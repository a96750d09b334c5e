package io.signalbox.sandbox.kafka;

import io.signalbox.sandbox.process.Ports;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The listeners of a broker: plaintext, controller, and others. Ports stay the same for the lifetime of this object. */
final class BrokerListeners {

    private static final String PLAIN = "PLAINTEXT";
    private static final String CONTROLLER = "CONTROLLER";

    private final int port = Ports.free();
    private final int controllerPort = Ports.free();
    private final Map<AddedListener, Integer> added = new LinkedHashMap<>();
    private final @Nullable Security security;
    private final int mutualPort = Ports.free();

    BrokerListeners(List<AddedListener> added, @Nullable Security security) {
        this.security = security;
        added.forEach(listener -> this.added.put(listener, Ports.free()));
    }

    int port() {
        return port;
    }

    int port(AddedListener listener) {
        Integer found = added.get(listener);
        if (found == null) {
            throw new IllegalArgumentException("the broker has no listener " + listener.name());
        }
        return found;
    }

    /** The port of the listener that demands a certificate. */
    int mutualPort() {
        return mutualPort;
    }

    /** The broker settings for all listeners. */
    Map<String, String> settings() {
        String own = PLAIN + "://127.0.0.1:" + port;
        var listeners = new StringBuilder(own + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        var advertised = new StringBuilder(own);
        String inside = security == null ? PLAIN : "SSL";
        var protocols = new StringBuilder(PLAIN + ":" + PLAIN + "," + CONTROLLER + ":" + inside);
        var settings = new LinkedHashMap<String, String>();
        if (security != null) {
            String mutual = "," + Security.LISTENER + "://127.0.0.1:" + mutualPort;
            listeners.append(mutual);
            advertised.append(mutual);
            protocols.append("," + Security.LISTENER + ":SSL");
            settings.putAll(security.settings());
        }
        added.forEach((listener, at) -> {
            listeners.append(",%s://127.0.0.1:%d".formatted(listener.name(), at));
            advertised.append(",%s://%s:%d".formatted(listener.name(), listener.host(), at));
            protocols.append(",%s:%s".formatted(listener.name(), listener.protocol()));
            settings.putAll(listener.settings());
        });
        settings.put("controller.quorum.voters", BrokerProcess.NODE + "@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("listeners", listeners.toString());
        settings.put("advertised.listeners", advertised.toString());
        settings.put("listener.security.protocol.map", protocols.toString());
        return settings;
    }
}
