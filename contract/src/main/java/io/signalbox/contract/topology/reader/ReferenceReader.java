package io.signalbox.contract.topology.reader;

import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.VantageReference;
import io.signalbox.contract.topology.VantageReference.How;
import io.signalbox.contract.topology.check.AddressFamily;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.check.Reference;
import io.signalbox.contract.topology.reader.check.AllowedAddressesReader;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import io.signalbox.contract.topology.yaml.ShownText;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what vantages look at to know whether their own networks work.
 *
 * @param known the vantages of the topology; empty when they cannot be read
 * @param allowed where probes may go
 */
record ReferenceReader(List<VantageName> known, AllowedAddresses allowed) {

    private static final List<String> KINDS = List.of("tcp", "tls", "dns");
    private static final String SYSTEM = "system";

    @Nullable
    List<VantageReference> list(Cursor at) {
        return at.unique(
                this::reference, Found::value, (_, other) -> "the reference " + other.value() + " is given twice");
    }

    private @Nullable VantageReference reference(Cursor at) {
        if (!at.isMap()) {
            Reference endpoint = endpoint(at);
            return endpoint == null ? null : of(new How.Accepts(endpoint), endpoint, AddressFamily.ANY, List.of());
        }
        Fields fields = at.fields("tcp", "tls", "dns", "serverName", "name", "addressFamily", "vantages");
        List<String> kinds = KINDS.stream().filter(fields::has).toList();
        if (kinds.size() != 1) {
            at.problem(
                    "expected one of " + ShownText.either(KINDS) + ", got " + (kinds.isEmpty() ? "none" : "several"));
            return null;
        }
        String kind = kinds.getFirst();
        boolean system = kind.equals("dns") && fields.at(kind).raw().equals(SYSTEM);
        Reference endpoint = system ? null : fields.required(kind, this::endpoint);
        AddressFamily family = fields.optional("addressFamily", AddressFamily.ANY, ReferenceReader::family);
        List<VantageName> vantages = fields.optional("vantages", List.of(), this::vantages);
        How how = fields.combined(part -> how(part, kind, endpoint));
        if (endpoint != null && fields.isComplete() && family.wants(endpoint.host()) != null) {
            fields.at("addressFamily").problem("expected the family of " + endpoint.host() + ", got " + family);
        }
        return fields.whole(() -> of(how, endpoint, family, vantages));
    }

    private static VantageReference of(
            How how, @Nullable Reference endpoint, AddressFamily family, List<VantageName> vantages) {
        AddressFamily own = endpoint == null || family != AddressFamily.ANY
                ? family
                : Hosts.ipv4(endpoint.host())
                        ? AddressFamily.IPV4
                        : Hosts.ipv6(endpoint.host()) ? AddressFamily.IPV6 : AddressFamily.ANY;
        return new VantageReference(how, own, vantages);
    }

    private @Nullable Reference endpoint(Cursor at) {
        Reference endpoint = at.parsed(Hosts.WITH_PORT, Hosts::reference);
        if (endpoint != null) {
            AllowedAddressesReader.check(allowed, at, endpoint.host());
        }
        return endpoint;
    }

    private static @Nullable How how(Fields fields, String kind, @Nullable Reference endpoint) {
        Stream.of(Map.entry("serverName", "tls"), Map.entry("name", "dns"))
                .filter(key -> fields.has(key.getKey()) && !key.getValue().equals(kind))
                .forEach(key -> fields.at(key.getKey()).problem("expected with " + key.getValue() + " only"));
        return switch (kind) {
            case "dns" -> {
                String name = fields.required("name", at -> at.text(Hosts.NAME, Hosts::name));
                yield fields.whole(() -> new How.Answers(endpoint, name));
            }
            case "tls" -> {
                String usual = endpoint == null ? "" : endpoint.host();
                String serverName = fields.optional("serverName", usual, at -> at.text(Hosts.NAME, Hosts::name));
                yield fields.whole(() -> endpoint == null ? null : new How.ShakesHands(endpoint, serverName));
            }
            default -> endpoint == null ? null : new How.Accepts(endpoint);
        };
    }

    private static @Nullable AddressFamily family(Cursor at) {
        return at.word(Stream.of(AddressFamily.ANY, AddressFamily.IPV4, AddressFamily.IPV6)
                .map(family -> Map.entry(family.toString(), family))
                .toList());
    }

    private @Nullable List<VantageName> vantages(Cursor at) {
        return at.valuesOfSome(it -> {
            VantageName name = it.name(VantageName::new);
            if (name != null && !known.isEmpty() && !known.contains(name)) {
                it.problem("expected a vantage of the topology, got " + it.shown());
            }
            return name;
        });
    }
}
