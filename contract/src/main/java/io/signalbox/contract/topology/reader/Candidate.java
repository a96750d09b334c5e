package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.Role;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Fields;
import io.signalbox.contract.topology.yaml.Findings;
import io.signalbox.contract.topology.yaml.Variables;
import io.signalbox.contract.topology.yaml.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** A service with another policy and other thresholds, read from text with the keys of the topology. */
public final class Candidate {

    private static final String SOURCE = "the candidate";

    private Candidate() {}

    /**
     * Reads the changed settings. Environment variables are not replaced: the text may come from outside.
     *
     * @param text YAML, or JSON, which is YAML: a map with {@code policy} as in the topology, and {@code probes} with
     *     {@code fall}, {@code rise} and {@code window} for every probe; absent settings keep their values
     * @param topology that contains the service
     * @throws InvalidTopologyException naming everything that is wrong, by path, with what was found and what is
     *     allowed
     */
    public static Service read(String text, Service service, Topology topology) throws InvalidTopologyException {
        var findings = new Findings();
        Node root = YamlText.compose(text.getBytes(StandardCharsets.UTF_8), findings);
        Service candidate =
                root == null ? null : service(Cursor.root(root, findings, new Variables(Map.of())), service, topology);
        if (candidate == null || !findings.none()) {
            throw new InvalidTopologyException(SOURCE, findings.inOrder());
        }
        return candidate;
    }

    private static @Nullable Service service(Cursor at, Service service, Topology topology) {
        Fields fields = at.fields("policy", "probes");
        var policies = new PolicyReader(voters(service, topology), service.policy());
        Policy policy = fields.optional("policy", service.policy(), policies::read);
        List<Site> sites = fields.optional("probes", service.sites(), it -> sites(it, service.sites()));
        return fields.whole(() -> new Service(
                service.name(),
                service.hostname(),
                service.dns(),
                sites,
                policy,
                null,
                service.plans(),
                service.drills(),
                service.maintenance(),
                service.reporting()));
    }

    private static Voters voters(Service service, Topology topology) {
        return new Voters(
                topology.vantages(),
                service.sites().stream()
                        .filter(site -> !site.probes(Role.HEALTH).isEmpty())
                        .map(Site::name)
                        .toList());
    }

    private static @Nullable List<Site> sites(Cursor at, List<Site> sites) {
        Fields fields = at.fields("fall", "rise", "window");
        var others = new ArrayList<Site>();
        for (Site site : sites) {
            var probes = new ArrayList<Probe>();
            for (Probe probe : site.probes()) {
                Probe other = probe(fields, probe);
                if (other == null) {
                    return null;
                }
                probes.add(other);
            }
            others.add(site.with(probes));
        }
        return others;
    }

    private static @Nullable Probe probe(Fields fields, Probe probe) {
        var base = new ProbeTiming(
                probe.interval(),
                probe.timeout(),
                probe.fastInterval(),
                probe.fall(),
                probe.rise(),
                Optional.ofNullable(probe.window()),
                probe.approach());
        ProbeTiming timing = fields.combined(part -> ProbeTiming.read(part, base));
        return fields.whole(() -> timing.probe(probe.name(), probe.role(), probe.check()));
    }
}
