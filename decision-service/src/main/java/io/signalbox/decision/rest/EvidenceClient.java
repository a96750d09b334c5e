package io.signalbox.decision.rest;

import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.access.PeerSecret;
import io.signalbox.decision.core.evidence.Explanation;
import io.signalbox.decision.view.LiveEvidence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the counters of a service from the instance that has them. */
@ApplicationScoped
class EvidenceClient {

    private static final int OK = 200;
    private static final Codec<Explanation> EXPLANATIONS = Codec.of(Explanation.class);

    private final LiveEvidence live;
    private final InstanceLocator counting;
    private final PeerConnections peers;
    private final PeerSecret secret;
    private final Duration patience;

    @Inject
    EvidenceClient(LiveEvidence live, InstanceLocator counting, PeerConnections peers, PeerSecret secret) {
        this(live, counting, peers, secret, PeerConnections.PATIENCE);
    }

    EvidenceClient(
            LiveEvidence live, InstanceLocator counting, PeerConnections peers, PeerSecret secret, Duration patience) {
        this.live = live;
        this.counting = counting;
        this.peers = peers;
        this.secret = secret;
        this.patience = patience;
    }

    /** @param note why there is no explanation; null when there is one */
    record Found(
            @Nullable Explanation explanation, @Nullable String note) {

        private static Found none(String note) {
            return new Found(null, note);
        }
    }

    /** Asks this instance only. */
    Optional<Explanation> here(ServiceName service) {
        return live.ask(service, patience);
    }

    /** Asks another instance if that counts the service, with the secret of the peers: a caller's token never leaves this instance. */
    Found anywhere(ServiceName service) {
        Optional<String> address = counting.address(service);
        if (address.isEmpty()) {
            return Found.none("it is not known which instance counts this service's observations");
        }
        if (counting.isHere(address.get())) {
            return here(service)
                    .map(found -> new Found(found, null))
                    .orElseGet(
                            () -> Found.none("this instance should count this service's observations and has none yet,"
                                    + " or signalbox.address is not its own"));
        }
        return secret.current()
                .map(known -> ask(address.get(), service, known))
                .orElseGet(() -> none(address.get(), "is not asked, since signalbox.peers.secret is not set"));
    }

    private Found ask(String address, ServiceName service, String known) {
        var request = HttpRequest.newBuilder(peers.uri(address, "/api/v1/services/" + service + "/evidence"))
                .timeout(patience)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + known)
                .build();
        try {
            var response = peers.client().send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == OK
                    ? new Found(EXPLANATIONS.read(response.body()), null)
                    : none(address, "answers " + response.statusCode());
        } catch (IOException | UnreadableException e) {
            return none(address, "does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return none(address, "was not waited for");
        }
    }

    private static Found none(String address, String what) {
        return Found.none("this service's observations are counted by " + address + ", which " + what);
    }
}
