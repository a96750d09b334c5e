package io.signalbox.contract.topology.reader;

import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Digest;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.GovernorSettings;
import io.signalbox.contract.topology.HealthCheckName;
import io.signalbox.contract.topology.KafkaSecurity;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.VantageReference;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.environment.TopologyText;
import io.signalbox.contract.topology.reader.check.AllowedAddressesReader;
import io.signalbox.contract.topology.reader.check.ApproachReader;
import io.signalbox.contract.topology.rules.FenceSize;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import io.signalbox.contract.topology.yaml.Findings;
import io.signalbox.contract.topology.yaml.Variables;
import io.signalbox.contract.topology.yaml.YamlProblem;
import io.signalbox.contract.topology.yaml.YamlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a whole topology, or everything that is wrong with it. */
public final class TopologyReader {

    public sealed interface Result {
        record Read(Topology topology) implements Result {}

        record Invalid(List<YamlProblem> problems) implements Result {}
    }

    private TopologyReader() {}

    public static Result read(byte[] bytes, Map<String, String> environment) {
        var findings = new Findings();
        return read(YamlText.compose(bytes, findings), Digest.of(bytes), environment, findings);
    }

    /** Reads a file, which may be that of an environment. */
    static Result read(TopologyText text, Map<String, String> environment, Findings findings) {
        return read(text.root(), text.digest(), environment, findings);
    }

    private static Result read(@Nullable Node root, String digest, Map<String, String> environment, Findings findings) {
        Topology topology =
                root == null ? null : topology(Cursor.root(root, findings, new Variables(environment)), digest);
        return topology != null && findings.none() ? new Result.Read(topology) : new Result.Invalid(findings.inOrder());
    }

    private static @Nullable Topology topology(Cursor root, String digest) {
        Fields fields =
                root.fields("cells", "vantages", "references", "defaults", "governor", "services", "allowAddresses");
        List<Cell> cells = fields.required("cells", List.of(), TopologyReader::cells);
        List<VantageName> vantages = fields.required("vantages", List.of(), TopologyReader::vantages);
        AllowedAddresses allowed =
                fields.optional("allowAddresses", AllowedAddresses.NONE, AllowedAddressesReader::read);
        var referenceReader = new ReferenceReader(vantages, allowed);
        List<VantageReference> references = fields.optional("references", List.of(), referenceReader::list);
        Defaults defaults = fields.optional("defaults", Defaults.STANDARD, TopologyReader::defaults);
        var serviceReader =
                new ServiceReader(vantages, defaults.timing(), defaults.roles(), defaults.reporting(), allowed);
        GovernorSettings governor = fields.optional("governor", GovernorSettings.STANDARD, GovernorReader::read);
        List<Service> services = fields.required("services", at -> services(at, serviceReader, cells));
        return fields.whole(() -> new Topology(cells, vantages, references, services, governor, allowed, digest));
    }

    private static @Nullable List<Cell> cells(Cursor at) {
        return at.uniqueOfSome(
                TopologyReader::cell,
                cell -> cell.value().name(),
                (_, other) -> "two cells have the name " + other.at().raw("name"));
    }

    private static @Nullable Cell cell(Cursor at) {
        Fields fields = at.fields("name", "bootstrap", "security");
        String name = fields.required("name", Cursor::name);
        if (Order.WITHOUT_CELL.value().equals(name)) {
            at.problemAt("name", "expected another name than " + name + ", which stands for orders past all cells");
        }
        String bootstrap = fields.required("bootstrap", it -> it.text(Hosts.BOOTSTRAP, Hosts::bootstrap));
        KafkaSecurity security = fields.optional("security", KafkaSecurity.PLAINTEXT, TopologyReader::security);
        return fields.whole(() -> new Cell(new CellName(name), bootstrap, security));
    }

    private static @Nullable KafkaSecurity security(Cursor at) {
        return at.word(Stream.of(KafkaSecurity.values())
                .map(kind -> Map.entry(kind.toString(), kind))
                .toList());
    }

    private static @Nullable List<VantageName> vantages(Cursor at) {
        return at.uniqueOfSome(
                it -> it.name(VantageName::new),
                Found::value,
                (_, other) -> "two vantages have the name " + other.at().raw());
    }

    /** The settings that services share. */
    private record Defaults(ProbeTiming timing, DefaultRoles roles, Reporting reporting) {
        static final Defaults STANDARD = new Defaults(ProbeTiming.STANDARD, DefaultRoles.NONE, Reporting.NONE);
    }

    private static @Nullable Defaults defaults(Cursor at) {
        Fields fields = at.fields(Stream.concat(
                        Stream.of(ProbeTiming.KEYS),
                        Stream.of(
                                ApproachReader.PER_TARGET,
                                DefaultRoles.STEPS,
                                DefaultRoles.DNS,
                                ReportingReader.OBJECTIVES,
                                ReportingReader.NOTIFY))
                .toArray(String[]::new));
        ProbeTiming pace = fields.combined(part -> ProbeTiming.read(part, ProbeTiming.STANDARD));
        int perTarget = fields.optional(ApproachReader.PER_TARGET, 0, ApproachReader::perTarget);
        DefaultRoles roles = fields.combined(DefaultRoles::read);
        Reporting reporting = fields.combined(part -> ReportingReader.read(part, Reporting.NONE));
        return fields.whole(() -> new Defaults(pace.perTarget(perTarget), roles, reporting));
    }

    private static @Nullable List<Service> services(Cursor at, ServiceReader reader, List<Cell> cells) {
        Fields entries = at.entries();
        if (at.isMap() && entries.all().isEmpty()) {
            at.problem("expected at least one service, got none");
        }
        var services = new ArrayList<Service>();
        var hostnames = new HashMap<String, String>();
        var zones = new HashMap<String, Service>();
        var signals = new HashMap<String, String>();
        var checks = new HashMap<String, Site>();
        entries.all().forEach((name, entry) -> {
            if (!Names.valid(name)) {
                entry.problem("expected a name of " + Names.ALLOWED);
            }
            Service service = reader.read(name, entry);
            if (service == null) {
                return;
            }
            services.add(service);
            String other = hostnames.putIfAbsent(service.hostname(), name);
            if (other != null) {
                entry.problemAt("hostname", "expected a hostname of its own, got the one of " + other);
            }
            SignalObject signal = service.dns().signal();
            String signalled = signal == null ? null : signals.putIfAbsent(signal.toString(), name);
            if (signalled != null) {
                entry.problemAt("dns", "expected a signal of its own, got the one of " + signalled);
            }
            service.sites().forEach(site -> checkOfItsOwn(site, checks, entry));
            String tooLong = FenceSize.of(
                            service, cells.stream().map(Cell::name).toList())
                    .objection();
            if (tooLong != null) {
                entry.problem(tooLong);
            }
            Service neighbour = zones.putIfAbsent(service.dns().zone(), service);
            if (neighbour != null && !isKeptAlike(service.dns(), neighbour.dns())) {
                entry.problemAt(
                        "dns",
                        "expected the provider, server, key and role of " + neighbour.name() + ", which is in the zone "
                                + service.dns().zone() + " as well");
            }
        });
        return entries.whole(() -> services);
    }

    private static void checkOfItsOwn(Site site, Map<String, Site> checks, Cursor entry) {
        String check = site.healthCheck();
        if (check != null && !HealthCheckName.isId(check) && checks.putIfAbsent(check, site) != null) {
            entry.problem("expected a healthCheck with a name of its own for " + site.name() + ", got " + check
                    + ", which another site has");
        }
    }

    private static boolean isKeptAlike(Dns one, Dns other) {
        return one.provider() == other.provider()
                && Objects.equals(one.primary(), other.primary())
                && Objects.equals(one.role(), other.role());
    }
}
