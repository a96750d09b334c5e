package io.signalbox.contract.topology;

import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.check.AddressFamily;
import io.signalbox.contract.topology.check.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a vantage with a working network can always reach.
 *
 * @param family of IP for which it counts and over which it is reached; ANY for a name without a given family, which
 *     counts as IPv4
 * @param vantages that check it; empty for all
 */
public record VantageReference(How how, AddressFamily family, List<VantageName> vantages) {

    /** The part of the network that must work. */
    public sealed interface How {

        /** A connection is accepted. A proxy or the sidecar of a mesh may accept connections for any target. */
        record Accepts(Reference at) implements How {}

        /** A TLS handshake completes, with a certificate that is valid for the name. */
        record ShakesHands(Reference at, String serverName) implements How {}

        /** A name server answers with an address of a name. @param server null for the system's own */
        record Answers(@Nullable Reference server, String name) implements How {}
    }

    public VantageReference {
        vantages = List.copyOf(vantages);
    }

    public boolean isFor(VantageName vantage) {
        return vantages.isEmpty() || vantages.contains(vantage);
    }

    /** True if it only shows that names are resolved. */
    public boolean ofResolver() {
        return how instanceof How.Answers answers && answers.server() == null;
    }

    /** For a person. */
    @Override
    public String toString() {
        return switch (how) {
            case How.Accepts(Reference at) -> at.toString();
            case How.ShakesHands(Reference at, String _) -> at + " tls";
            case How.Answers(Reference server, String name) -> (server == null ? "system" : server) + " dns " + name;
        };
    }
}
