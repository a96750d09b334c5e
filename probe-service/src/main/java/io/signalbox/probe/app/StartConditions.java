package io.signalbox.probe.app;

import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.reader.InvalidTopologyException;
import io.signalbox.contract.topology.reader.TopologySource;
import io.signalbox.probe.certificates.TlsClients;
import io.signalbox.probe.once.UrlAllowList;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts needed to start, or all problems of the configuration. */
sealed interface StartConditions {

    record Ready(
            TopologySource source,
            VantageName vantage,
            @Nullable InetAddress sourceAddress,
            TlsClients tls) implements StartConditions {}

    /** @param problems at least one, each with what was found and what is allowed */
    record Refused(List<String> problems) implements StartConditions {}

    static StartConditions of(ProbeSettings settings, Map<String, String> environment) {
        var problems = new ArrayList<String>();
        TopologySource source = source(settings, environment, problems);
        Topology topology = source == null ? null : source.current();
        VantageName vantage = vantage(settings.vantage(), topology, problems);
        InetAddress address = address(settings.sourceAddress(), problems);
        allowed(settings.once().allow().orElse(""), problems);
        double rate = settings.cloudwatch().requestsPerSecond();
        if (!(rate > 0)) {
            problems.add("signalbox.cloudwatch.requests-per-second: expected a number above 0, got " + rate);
        }
        var tls = new TlsClients();
        if (topology != null) {
            problems.addAll(tls.follow(topology));
        }
        return source == null || vantage == null || !problems.isEmpty()
                ? new Refused(problems)
                : new Ready(source, vantage, address, tls);
    }

    private static @Nullable TopologySource source(
            ProbeSettings settings, Map<String, String> environment, List<String> problems) {
        try {
            return TopologySource.open(settings.topology(), environment);
        } catch (InvalidTopologyException e) {
            problems.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable VantageName vantage(
            Optional<String> name, @Nullable Topology topology, List<String> problems) {
        if (topology == null) {
            if (name.isEmpty()) {
                problems.add("signalbox.vantage: expected the name of one of the topology's vantages, got nothing");
            }
            return null;
        }
        for (VantageName known : topology.vantages()) {
            if (name.isPresent() && known.value().equals(name.get())) {
                return known;
            }
        }
        String allowed = topology.vantages().stream().map(VantageName::value).collect(Collectors.joining(", "));
        problems.add("signalbox.vantage: expected one of " + allowed + ", got "
                + name.map(it -> "\"" + it + "\"").orElse("nothing"));
        return null;
    }

    private static void allowed(String list, List<String> problems) {
        try {
            var _ = UrlAllowList.of(list);
        } catch (IllegalArgumentException e) {
            problems.add("signalbox.once.allow: " + e.getMessage());
        }
    }

    private static @Nullable InetAddress address(Optional<String> literal, List<String> problems) {
        try {
            return literal.map(InetAddress::ofLiteral).orElse(null);
        } catch (IllegalArgumentException e) {
            problems.add("signalbox.source-address: expected an IP address, got \"" + literal.orElse("") + "\"");
            return null;
        }
    }
}
