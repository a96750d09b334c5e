package io.signalbox.contract.topology.reader.plan;

import io.signalbox.contract.name.Names;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.contract.topology.check.Probe.Role;
import io.signalbox.contract.topology.yaml.Cursor;
import io.signalbox.contract.topology.yaml.ShownText;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service's sites and probes, for what refers to them by name.
 *
 * @param sites by priority
 * @param known whether these are all that are written; if not, a name that is not among them is not called wrong
 */
public record Targets(List<Site> sites, boolean known) {

    public Targets {
        sites = sites.stream().sorted(Comparator.comparingInt(Site::priority)).toList();
    }

    @Nullable
    SiteName site(Cursor at) {
        return oneOf(at, "", sites.stream().map(Site::name), SiteName::new);
    }

    /** The target of a drill: a checked site other than the preferred one. */
    @Nullable
    public SiteName rehearsal(Cursor at) {
        return oneOf(
                at,
                "a site with probes beside the preferred one: ",
                sites.stream().skip(1).filter(Targets::watched).map(Site::name),
                SiteName::new);
    }

    /** True if a drill that names no site has one to go to. */
    public boolean canRehearse() {
        return !known || sites.stream().skip(1).anyMatch(site -> watched(site) && !site.lastResort());
    }

    /**
     * A probe that does not make the health of a site.
     *
     * @param where sites that all have it; empty when it is enough that one has
     */
    @Nullable
    public ProbeName gate(Cursor at, List<SiteName> where) {
        Stream<ProbeName> probes = sites.stream().flatMap(Targets::gates).distinct();
        return oneOf(
                at,
                "a probe with watchOnly or readiness" + (where.isEmpty() ? ": " : " of " + text(where) + ": "),
                probes.filter(probe -> sites.stream()
                        .filter(site -> where.contains(site.name()))
                        .allMatch(site -> gates(site).anyMatch(probe::equals))),
                ProbeName::new);
    }

    private <T> @Nullable T oneOf(Cursor at, String what, Stream<T> names, Function<String, T> named) {
        List<String> allowed = names.map(Object::toString).toList();
        String one = allowed.isEmpty() ? "there is none" : ShownText.either(allowed);
        return at.parsed(
                what + one, text -> allowed.contains(text) || !known && Names.valid(text) ? named.apply(text) : null);
    }

    private static Stream<ProbeName> gates(Site site) {
        return site.probes().stream()
                .filter(probe -> probe.role() != Role.HEALTH)
                .map(Probe::name);
    }

    private static boolean watched(Site site) {
        return !site.probes(Role.HEALTH).isEmpty();
    }

    private static String text(List<SiteName> sites) {
        return String.join(" and ", sites.stream().map(SiteName::value).toList());
    }
}
