package io.signalbox.contract.topology;

import io.signalbox.contract.Names;
import io.signalbox.contract.RecordType;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.VantageName;
import io.signalbox.contract.topology.Address.Addresses;
import io.signalbox.contract.topology.Address.CanonicalName;
import io.signalbox.contract.topology.Cursor.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one service and checks what must hold between its parts. */
record ServiceReader(List<VantageName> vantages, Pace defaults) {

    @Nullable
    Service read(String name, Cursor at) {
        Fields fields = at.fields("hostname", "dns", "sites", "probes", "policy");
        if (fields == null) {
            return null;
        }
        String hostname = fields.required("hostname", it -> it.text(Hosts.SERVICE_NAME, Hosts::serviceName));
        Dns dns = fields.required("dns", DnsReader::read);
        var probeReader = new ProbeReader(defaults, new CheckReader(hostname == null ? "" : hostname));
        List<Probe> probes = fields.optional("probes", List.of(), probeReader::list);
        var siteReader = new SiteReader(probes == null ? List.of() : probes, probeReader);
        List<Found<Site>> sites = fields.required("sites", siteReader::list);
        Policy policy = fields.optional("policy", PolicyReader.STANDARD, new PolicyReader(voters(sites))::read);
        if (hostname == null || dns == null || sites == null || policy == null || sites.isEmpty()) {
            return null;
        }
        if (!Hosts.in(dns.zone(), hostname)) {
            fields.at("hostname")
                    .expected("a name in the zone " + fields.at("dns").raw("zone"));
        }
        sites.forEach(site -> requirePublishable(site, hostname, dns));
        requireOneKind(fields.at("sites"), sites);
        return Names.valid(name)
                ? new Service(
                        new ServiceName(name),
                        hostname,
                        dns,
                        sites.stream().map(Found::value).toList(),
                        policy)
                : null;
    }

    private Voters voters(@Nullable List<Found<Site>> sites) {
        return new Voters(
                vantages,
                sites == null
                        ? List.of()
                        : sites.stream()
                                .map(Found::value)
                                .filter(site -> !site.probes().isEmpty())
                                .map(Site::name)
                                .toList());
    }

    /**
     * Every type of record must stand for every site: a name without addresses of one type would be an empty answer, and
     * a lone weight of 0 is served by Route 53 as if it were all.
     */
    private static void requirePublishable(Found<Site> site, String hostname, Dns dns) {
        switch (site.value().address()) {
            case CanonicalName _
            when hostname.equals(dns.zone()) ->
                site.at().problem("expected addresses or an alias: the zone's own name cannot be a cname");
            case Addresses(var ipv4, var ipv6) -> {
                requireMatch(site, dns, RecordType.A, "ipv4", !ipv4.isEmpty());
                requireMatch(site, dns, RecordType.AAAA, "ipv6", !ipv6.isEmpty());
            }
            case Address.Alias _, CanonicalName _ -> {}
        }
    }

    private static void requireMatch(Found<Site> site, Dns dns, RecordType type, String key, boolean given) {
        if (given && !dns.types().contains(type)) {
            site.at().problem("expected no " + key + ", since dns.types has no " + type);
        }
        if (!given && dns.types().contains(type)) {
            site.at().problem("expected " + key + " as well, since dns.types has " + type);
        }
    }

    private static void requireOneKind(Cursor at, List<Found<Site>> sites) {
        long names = sites.stream()
                .filter(site -> site.value().address() instanceof CanonicalName)
                .count();
        if (names > 0 && names < sites.size()) {
            at.problem("expected a cname for every site or for none: DNS allows no other record beside a CNAME");
        }
    }
}
