package io.signalbox.contract.topology.reader;

import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Dns.OnDrift;
import io.signalbox.contract.topology.Dns.Primary;
import io.signalbox.contract.topology.Dns.Provider;
import io.signalbox.contract.topology.Dns.Routing;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.time.Durations;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where and how a service's records are kept. */
final class DnsReader {

    static final Duration TTL = Duration.ofMinutes(1);

    private static final String NAME_OR_ID = Hosts.NAME + ", or the id of a hosted zone such as Z1D633PJN98FT9";
    private static final int MOST_PRE_WARM = 50;
    private static final Duration LONGEST_TTL = Duration.ofDays(1);
    private static final List<Map.Entry<String, Provider>> PROVIDERS =
            List.of(Map.entry("route53", Provider.ROUTE53), Map.entry("rfc2136", Provider.RFC2136));
    private static final List<Map.Entry<String, Routing>> ROUTINGS = List.of(
            Map.entry("weighted", Routing.WEIGHTED),
            Map.entry("simple", Routing.SIMPLE),
            Map.entry("failover", Routing.FAILOVER));

    private static final List<Map.Entry<String, OnDrift>> ON_DRIFT =
            List.of(Map.entry("hold", OnDrift.HOLD), Map.entry("overwriteWhenDown", OnDrift.OVERWRITE_WHEN_DOWN));

    private DnsReader() {}

    /**
     * @param hostname the service's; empty if it cannot be read
     * @param byDefault the role of a zone or signal that names none
     */
    static @Nullable Dns read(Cursor at, String hostname, @Nullable AwsRole byDefault) {
        Fields fields = at.fields(
                "provider",
                "zone",
                "zoneId",
                "types",
                "ttl",
                "degradedTtl",
                "routing",
                "preWarm",
                "signal",
                "server",
                "key",
                "probeThroughName",
                "onDrift",
                "role");
        Fields maintained = fields.part();
        Provider provider = maintained.optional("provider", Provider.ROUTE53, it -> it.word(PROVIDERS));
        boolean updated = provider == Provider.RFC2136;
        String zone = zone(fields, updated, hostname);
        Set<RecordType> types = fields.optional("types", Set.of(RecordType.A), DnsReader::types);
        Fields cached = fields.part();
        Duration ttl = cached.optional("ttl", TTL, DnsReader::ttl);
        Fields routed = fields.part();
        Routing routing = routed.optional(
                "routing", updated ? Routing.SIMPLE : Routing.WEIGHTED, it -> updated ? simple(it) : it.word(ROUTINGS));
        Duration degraded =
                fields.ifPresent("degradedTtl", it -> degraded(it, cached.isComplete() ? ttl : LONGEST_TTL));
        Integer preWarm =
                fields.ifPresent("preWarm", it -> preWarm(it, routed.isComplete() ? routing : Routing.WEIGHTED));
        SignalObject written = fields.ifPresent("signal", SignalReader::read);
        boolean unheeded = written != null && routed.isComplete() && routing != Routing.FAILOVER;
        if (unheeded) {
            fields.at("signal").problem("expected no signal, since dns.routing is not failover");
        }
        AwsRole role = AwsText.role(fields, "role", updated ? null : byDefault);
        if (updated && fields.has("role")) {
            fields.at("role").problem("expected none, since dns.provider is rfc2136, whose key it uses");
        }
        SignalObject signal =
                unheeded || written == null ? null : written.role() == null ? written.with(role) : written;
        Primary primary = updated ? fields.combined(PrimaryReader::read) : null;
        if (!updated && maintained.isComplete()) {
            PrimaryReader.requireNone(fields);
        }
        Boolean through = fields.optional("probeThroughName", true, Cursor::bool);
        OnDrift onDrift = fields.optional("onDrift", OnDrift.HOLD, it -> it.word(ON_DRIFT));
        return fields.whole(() -> new Dns(
                provider, zone, types, ttl, routing, primary, degraded, preWarm, through, onDrift, signal, role));
    }

    /** The id if there is one: several zones may have one name. */
    private static String zone(Fields fields, boolean updated, String hostname) {
        if (!fields.has("zoneId")) {
            return fields.required(
                    "zone",
                    it -> updated
                            ? it.text(Hosts.NAME, Hosts::name)
                            : it.text(NAME_OR_ID, text -> Hosts.name(text) || Dns.isZoneId(text)));
        }
        if (fields.has("zone")) {
            String _ = fields.required("zone", it -> parent(it, hostname));
        }
        return fields.required(
                "zoneId",
                it -> updated
                        ? it.expected("none, since dns.provider is rfc2136")
                        : it.text("the id of a hosted zone such as Z1D633PJN98FT9", Dns::isZoneId));
    }

    private static @Nullable String parent(Cursor at, String hostname) {
        String zone = at.text(Hosts.NAME, Hosts::name);
        return zone == null || hostname.isEmpty() || Hosts.in(zone, hostname)
                ? zone
                : at.expected("a zone that " + hostname + " is in");
    }

    private static @Nullable Duration degraded(Cursor at, Duration ttl) {
        Duration degraded = ttl(at);
        return degraded != null && degraded.compareTo(ttl) > 0
                ? at.expected("at most dns.ttl, which is " + Durations.text(ttl))
                : degraded;
    }

    private static @Nullable Integer preWarm(Cursor at, Routing routing) {
        if (routing != Routing.WEIGHTED) {
            at.problem("expected none, since dns.routing is " + routing.name().toLowerCase(Locale.ROOT)
                    + ": only weights split the traffic");
            return null;
        }
        return at.integer(1, MOST_PRE_WARM);
    }

    /** Checks that these sites make the settings possible. */
    static void requireMeaning(Cursor at, Dns dns, List<Site> sites) {
        if (dns.degradedTtl() != null && sites.stream().allMatch(site -> site.address() instanceof Address.Alias)) {
            at.problemAt("degradedTtl", "expected none: every site is an alias, and an alias has no TTL of its own");
        }
        if (dns.degradedTtl() != null && dns.signal() != null) {
            at.problemAt("degradedTtl", "expected none: where a signal moves the traffic the records stay as they are");
        }
        if (dns.preWarm() != null
                && sites.stream().filter(site -> !site.lastResort()).count() < 2) {
            at.problemAt(
                    "preWarm", "expected none: there is no standby, that is, no second site that is no last resort");
        }
    }

    /** Weights and health checks are something that DNS itself does not have. */
    private static @Nullable Routing simple(Cursor at) {
        Routing routing = at.word(ROUTINGS);
        return routing != null && routing != Routing.SIMPLE
                ? at.expected("simple, since dns.provider is rfc2136")
                : routing;
    }

    private static @Nullable Set<RecordType> types(Cursor at) {
        List<RecordType> types = at.uniqueOfSome(
                it -> it.word(List.of(Map.entry("A", RecordType.A), Map.entry("AAAA", RecordType.AAAA))),
                Found::value,
                (_, other) -> "the type " + other.at().raw() + " is given twice");
        return types == null || types.isEmpty() ? null : EnumSet.copyOf(types);
    }

    private static @Nullable Duration ttl(Cursor at) {
        Duration ttl = at.duration(Duration.ofSeconds(1), LONGEST_TTL);
        return ttl != null && ttl.toMillisPart() != 0 ? at.expected("whole seconds") : ttl;
    }
}
