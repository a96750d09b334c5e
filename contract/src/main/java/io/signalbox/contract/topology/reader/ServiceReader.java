package io.signalbox.contract.topology.reader;

import io.signalbox.contract.aws.AwsRole;
import io.signalbox.contract.dns.RecordType;
import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Address.Addresses;
import io.signalbox.contract.topology.Address.CanonicalName;
import io.signalbox.contract.topology.Dns;
import io.signalbox.contract.topology.Drill;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Reporting;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.AllowedAddresses;
import io.signalbox.contract.topology.check.Hosts;
import io.signalbox.contract.topology.check.Probe.Role;
import io.signalbox.contract.topology.reader.ProbeReader.Probes;
import io.signalbox.contract.topology.reader.check.ApproachReader;
import io.signalbox.contract.topology.reader.check.CheckReader;
import io.signalbox.contract.topology.reader.plan.PlansReader;
import io.signalbox.contract.topology.reader.plan.Targets;
import io.signalbox.contract.topology.time.TimeWindow;
import io.signalbox.contract.topology.yaml.AwsText;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.Cursor.Found;
import io.signalbox.contract.topology.yaml.Fields;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one service and checks what must hold between its parts. */
record ServiceReader(
        List<VantageName> vantages,
        ProbeTiming defaults,
        DefaultRoles roles,
        Reporting reporting,
        AllowedAddresses allowed) {

    private static final Duration DAY = Duration.ofDays(1);

    @Nullable
    Service read(String name, Cursor at) {
        Fields fields = at.fields(
                "hostname",
                "dns",
                "sites",
                "probes",
                "require",
                "policy",
                "shadow",
                "plans",
                "drills",
                "maintenance",
                "role",
                ReportingReader.OBJECTIVES,
                ReportingReader.NOTIFY,
                ApproachReader.PER_TARGET);
        String hostname = fields.required("hostname", "", it -> it.text(Hosts.SERVICE_NAME, Hosts::serviceName));
        @Nullable Dns dns = fields.required("dns", it -> DnsReader.read(it, hostname, roles.dns()));
        int before = at.findings().count();
        List<Found<Site>> sites = sites(fields, hostname);
        var targets = new Targets(
                sites.stream().map(Found::value).toList(), at.findings().count() == before);
        Conduct conduct = fields.combined(part -> conduct(part, targets, dns));
        if (!fields.isComplete() || dns == null || sites.isEmpty()) {
            return null;
        }
        if (!Dns.isZoneId(dns.zone()) && !Hosts.in(dns.zone(), hostname)) {
            fields.at("hostname")
                    .expected("a name in the zone " + fields.at("dns").raw("zone"));
        }
        sites.forEach(site -> requirePublishable(site, hostname, dns));
        requireOneKind(fields.at("sites"), sites);
        DnsReader.requireMeaning(fields.at("dns"), dns, targets.sites());
        FailoverRules.check(fields.at("sites"), sites, dns);
        return Names.valid(name)
                ? new Service(
                        new ServiceName(name),
                        hostname,
                        dns,
                        targets.sites(),
                        conduct.policy,
                        conduct.shadow,
                        conduct.plans,
                        conduct.drills,
                        conduct.maintenance,
                        conduct.reporting)
                : null;
    }

    private List<Found<Site>> sites(Fields fields, String hostname) {
        int perTarget =
                fields.optional(ApproachReader.PER_TARGET, defaults.approach().perTarget(), ApproachReader::perTarget);
        var probeReader = new ProbeReader(defaults.perTarget(perTarget), new CheckReader(hostname, allowed));
        Probes probes = fields.has("probes") ? probeReader.list(fields.at("probes")) : Probes.NONE;
        Fields required = fields.part();
        Require require = required.optional("require", Require.ALL, Require::read);
        if (required.isComplete() && probes.complete()) {
            require.check(fields.at("require"), probes.health());
        }
        return fields.required("sites", List.of(), new SiteReader(probes, require, probeReader, allowed)::list);
    }

    /** The settings beside sites: policies, plans and calendars. */
    private record Conduct(
            Policy policy,
            @Nullable Policy shadow,
            Plans plans,
            List<Drill> drills,
            List<TimeWindow> maintenance,
            Reporting reporting) {}

    private @Nullable Conduct conduct(Fields fields, Targets targets, @Nullable Dns dns) {
        Voters voters = voters(targets);
        Fields own = fields.part();
        Policy policy =
                own.optional("policy", PolicyReader.STANDARD, new PolicyReader(voters, PolicyReader.STANDARD)::read);
        Policy shadow = fields.ifPresent("shadow", new PolicyReader(voters, policy)::read);
        AwsRole role = AwsText.role(fields, "role", roles.steps());
        Plans plans = fields.optional(
                "plans",
                Plans.NONE,
                new PlansReader(
                        targets,
                        own.isComplete() ? policy.planDeadline() : DAY,
                        dns == null ? null : dns.routing(),
                        role)::read);
        List<Drill> drills = fields.optional("drills", List.of(), new DrillReader(targets, plans)::list);
        List<TimeWindow> maintenance = fields.optional("maintenance", List.of(), Calendar::windows);
        Reporting told = fields.combined(part -> ReportingReader.read(part, reporting));
        return fields.whole(() -> new Conduct(policy, shadow, plans, drills, maintenance, told));
    }

    private Voters voters(Targets targets) {
        return new Voters(
                vantages,
                targets.sites().stream()
                        .filter(site -> !site.probes(Role.HEALTH).isEmpty())
                        .map(Site::name)
                        .toList());
    }

    /**
     * Every site must have records of every type: a name without addresses of one type would get an empty answer, and
     * Route 53 answers a single record with weight 0 as if it had all the weight.
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
            case Address.Alias _
            when dns.provider() == Dns.Provider.RFC2136 ->
                site.at()
                        .problemAt(
                                "address",
                                "expected ipv4 and ipv6, or cname, since dns.provider is rfc2136, got alias");
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
