package io.signalbox.contract.topology.reader;

import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Address.Addresses;
import io.signalbox.contract.topology.Address.Alias;
import io.signalbox.contract.topology.Address.CanonicalName;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a name points at. */
final class AddressReader {

    private static final String KINDS = "one kind of address: ipv4 and ipv6, cname, or alias with zoneId";
    private static final Pattern ZONE_ID = Pattern.compile("[A-Z0-9]{1,32}");
    /** The most that Route 53 takes in one record set. */
    private static final int MOST_VALUES = 400;

    private AddressReader() {}

    static @Nullable Address read(Cursor at) {
        Fields fields = at.fields("ipv4", "ipv6", "cname", "alias", "zoneId", "evaluateTargetHealth");
        var kinds = new ArrayList<@Nullable Address>();
        if (fields.has("ipv4") || fields.has("ipv6")) {
            kinds.add(addresses(fields));
        }
        if (fields.has("cname")) {
            kinds.add(canonicalName(fields));
        }
        if (fields.has("alias") || fields.has("zoneId") || fields.has("evaluateTargetHealth")) {
            kinds.add(alias(fields));
        }
        if (at.isMap() && kinds.size() != 1) {
            at.problem("expected " + KINDS + ", got " + (kinds.isEmpty() ? "none" : "several"));
        }
        return kinds.size() == 1 ? kinds.getFirst() : null;
    }

    /** The destination of probes unless the site gives another one. */
    static String endpoint(Address address) {
        return switch (address) {
            case Addresses(var ipv4, var ipv6) -> ipv4.isEmpty() ? ipv6.getFirst() : ipv4.getFirst();
            case CanonicalName(String name) -> name;
            case Alias(String name, String _, boolean _) -> name;
        };
    }

    private static @Nullable Address addresses(Fields all) {
        Fields fields = all.part();
        List<String> ipv4 = fields.optional("ipv4", List.of(), at -> literals(at, Hosts.IPV4, Hosts::ipv4));
        List<String> ipv6 = fields.optional("ipv6", List.of(), at -> literals(at, Hosts.IPV6, Hosts::ipv6));
        return fields.whole(() -> ipv4.isEmpty() && ipv6.isEmpty() ? null : new Addresses(ipv4, ipv6));
    }

    private static @Nullable List<String> literals(Cursor at, String what, Predicate<String> valid) {
        List<String> literals = at.uniqueOfSome(
                item -> item.text(what, valid),
                Found::value,
                (_, other) -> "the address " + other.at().raw() + " is given twice");
        if (literals != null && literals.size() > MOST_VALUES) {
            at.problem("expected at most " + MOST_VALUES + " addresses, got " + literals.size());
        }
        return literals;
    }

    private static @Nullable Address canonicalName(Fields all) {
        Fields fields = all.part();
        String name = fields.required("cname", at -> at.text(Hosts.NAME, Hosts::name));
        return fields.whole(() -> new CanonicalName(name));
    }

    private static @Nullable Address alias(Fields all) {
        Fields fields = all.part();
        String name = fields.required("alias", at -> at.text(Hosts.NAME, Hosts::name));
        String zoneId = fields.required(
                "zoneId",
                at -> at.text(
                        "the hosted zone id of the alias target, 1 to 32 of A-Z and 0-9",
                        id -> ZONE_ID.matcher(id).matches()));
        Boolean evaluated = fields.optional("evaluateTargetHealth", false, Cursor::bool);
        return fields.whole(() -> new Alias(name, zoneId, evaluated));
    }
}
