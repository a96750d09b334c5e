package io.signalbox.decision.core.lint;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.topology.Address;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Probe;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules about the sites of one service: they are checked and independent. */
final class SiteRules {

    private static final Pattern AWS_REGION = Pattern.compile("\\b[a-z]{2}(-[a-z]+)+-[0-9]\\b");

    private SiteRules() {}

    static List<LintFinding> check(Service service) {
        var findings = new ArrayList<LintFinding>();
        List<Site> sites =
                service.sites().stream().filter(site -> !site.lastResort()).toList();
        if (sites.size() == 1) {
            findings.add(LintFinding.warn(
                    LintText.path(service.name(), "sites"),
                    sites.getFirst().name() + " is the only one that can serve: its loss leaves nothing to move to"));
        }
        missing(service, sites, findings);
        apart(service, sites, findings);
        return findings;
    }

    private static void missing(Service service, List<Site> sites, List<LintFinding> findings) {
        Set<ProbeName> all = new LinkedHashSet<>();
        sites.forEach(site -> site.probes().forEach(probe -> all.add(probe.name())));
        for (Site site : sites) {
            String path = path(service, site) + ".probes";
            if (site.probes(Probe.Role.HEALTH).isEmpty()) {
                findings.add(
                        LintFinding.error(path, "nothing tells whether " + site.name() + " is UP: it is no target"));
            }
            Set<ProbeName> absent = new LinkedHashSet<>(all);
            site.probes().forEach(probe -> absent.remove(probe.name()));
            if (!absent.isEmpty()) {
                findings.add(
                        LintFinding.warn(path, site.name() + " has no " + list(absent) + ", which other sites have"));
            }
        }
    }

    private static void apart(Service service, List<Site> sites, List<LintFinding> findings) {
        Set<String> regions = new LinkedHashSet<>();
        sites.forEach(site -> regions.add(region(site)));
        if (sites.size() > 1 && regions.size() == 1 && !regions.contains("")) {
            findings.add(LintFinding.warn(
                    LintText.path(service.name(), "sites"),
                    "all addresses are in " + regions.iterator().next()
                            + ": the loss of that region takes every site"));
        }
    }

    /** The region in an AWS name; empty if the name has none. */
    private static String region(Site site) {
        String name =
                switch (site.address()) {
                    case Address.Alias alias -> alias.name();
                    case Address.CanonicalName canonical -> canonical.name();
                    case Address.Addresses _ -> "";
                };
        Matcher matcher = AWS_REGION.matcher(name);
        return matcher.find() ? matcher.group() : "";
    }

    private static String path(Service service, Site site) {
        return LintText.path(service.name(), "sites[" + service.sites().indexOf(site) + "]");
    }

    private static String list(Set<ProbeName> names) {
        return String.join(", ", names.stream().map(ProbeName::value).toList());
    }
}
