package io.signalbox.decision.core.lint;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Policy.WhenAllDown;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.check.Probe;
import io.signalbox.decision.core.lint.LintFinding.Severity;
import io.signalbox.decision.core.rehearsal.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rehearses the loss of each region, of each vantage and of everything. */
final class Losses {

    private static final String ALL_SITES = "(all sites)";
    private static final String CELLS = "cells";

    private final Topology topology;
    private final Service service;
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();

    /** @param path below the service, or the cells' */
    private record Trouble(Severity severity, String path, String text) {}

    private record Effect(String lost, String text) {}

    private Losses(Topology topology, Service service) {
        this.topology = topology;
        this.service = service;
    }

    static Losses rehearse(Topology topology, Service service) {
        var losses = new Losses(topology, service);
        if (service.policy().mode() == Policy.Mode.OFF) {
            losses.regions().forEach(region -> losses.effects.add(new Effect(region, "nothing is decided: mode off")));
            return losses;
        }
        losses.regions().forEach(losses::region);
        losses.everything();
        losses.vantages();
        return losses;
    }

    List<LintFinding> findings(ServiceName name) {
        return troubles.stream()
                .map(trouble -> new LintFinding(
                        trouble.severity,
                        trouble.path.equals(CELLS) ? CELLS : LintText.path(name, trouble.path),
                        trouble.text))
                .toList();
    }

    List<Loss> table(ServiceName name) {
        return effects.stream()
                .map(effect -> new Loss(effect.lost, name, effect.text))
                .toList();
    }

    private Set<String> regions() {
        var regions = new TreeSet<String>();
        service.sites().stream()
                .filter(site -> !site.lastResort())
                .forEach(site -> regions.add(site.name().value()));
        topology.vantages().forEach(vantage -> regions.add(vantage.value()));
        topology.cells().forEach(cell -> regions.add(cell.name().value()));
        return regions;
    }

    private void region(String region) {
        boolean home = service.preferred().name().value().equals(region);
        boolean elsewhere = service.sites().stream()
                .anyMatch(site -> !site.lastResort() && !site.name().value().equals(region));
        var outcome = LossRehearsal.first(topology, service, region, lost -> lost.region(region));
        effects.add(new Effect(region, outcome.effect()));
        Move move = outcome.move();
        if (home && elsewhere && move == null) {
            error(pathOf(region, outcome), "no move follows when " + region + " is lost: " + why(region, outcome));
        } else if (!home && move != null) {
            error(
                    "policy.quorum",
                    "the loss of " + region + ", where no traffic is, moves it to " + move.to() + ": "
                            + move.reason().text());
        }
        if (home && move != null && isOneWay(move.to())) {
            next(move.to());
        }
    }

    /** The site that was left has stale data now: it must not get the traffic when the next one is lost. */
    private void next(SiteName lost) {
        SiteName left = service.preferred().name();
        var outcome = LossRehearsal.next(topology, service, left, lost);
        effects.add(new Effect(left + ", then " + lost, outcome.effect()));
        Move move = outcome.move();
        if (move != null && move.to().equals(left)) {
            error(
                    "plans.failover",
                    "the loss of " + lost + " after that of " + left + " moves the traffic to " + left
                            + ", whose data is stale since the one-way step: "
                            + move.reason().text());
        }
    }

    private boolean isOneWay(SiteName to) {
        return service.plans().of(Plans.Name.FAILOVER).stream()
                .flatMap(stage -> stage.steps().stream())
                .anyMatch(step -> step.isFor(to)
                        && step.work() instanceof Work.Act act
                        && act.action().oneWay());
    }

    private String pathOf(String region, LossForecast outcome) {
        return !outcome.decided() ? CELLS : votesLeft(region) < needed(region) ? "policy.quorum" : "policy";
    }

    private String why(String region, LossForecast outcome) {
        if (!outcome.decided()) {
            return "the only cell is lost with it; a second one in another region would decide";
        }
        int left = votesLeft(region);
        int needed = needed(region);
        return left < needed
                ? "its vantage is lost with it, and " + left + (left == 1 ? " vote is" : " votes are") + " left of the "
                        + needed + " needed; a vantage in a third region would help, or excludeOwnVantage: true with"
                        + " quorum: 1"
                : outcome.reason();
    }

    private int votesLeft(String site) {
        return (int) voters(site).stream()
                .filter(vantage -> !vantage.value().equals(site))
                .count();
    }

    private int needed(String site) {
        return service.policy().quorum().needed(voters(site).size());
    }

    private List<VantageName> voters(String site) {
        boolean exclude = service.policy().quorum().excludeOwnVantage();
        return topology.vantages().stream()
                .filter(vantage -> !(exclude && vantage.value().equals(site)))
                .toList();
    }

    private void everything() {
        List<SiteName> sites = service.sites().stream()
                .filter(site -> !site.probes(Probe.Role.HEALTH).isEmpty() && !site.lastResort())
                .map(Site::name)
                .toList();
        var outcome = LossRehearsal.last(topology, service, lost -> sites.forEach(lost::site));
        boolean lastResort = service.policy().whenAllDown() == WhenAllDown.LAST_RESORT
                && service.sites().stream().anyMatch(Site::lastResort);
        Move move = outcome.move();
        boolean there =
                move != null && service.site(move.to()).map(Site::lastResort).orElse(false);
        effects.add(new Effect(ALL_SITES, there ? outcome.effect() : "nothing is left: " + outcome.reason()));
        if (lastResort && !there) {
            error(
                    "policy.whenAllDown",
                    "no move to the last resort follows when all sites are lost: " + outcome.reason());
        }
    }

    private void vantages() {
        for (VantageName vantage : topology.vantages()) {
            Move silent = LossRehearsal.first(topology, service, "", lost -> lost.vantage(vantage))
                    .move();
            if (silent != null) {
                error("policy.quorum", "the silence of one vantage, " + vantage + ", moves traffic to " + silent.to());
            }
        }
        List<String> trusted = topology.vantages().stream()
                .filter(this::movesAlone)
                .map(VantageName::value)
                .toList();
        if (!trusted.isEmpty()) {
            troubles.add(new Trouble(
                    Severity.WARN,
                    "policy.quorum",
                    "one vantage alone can move the traffic when it sees everything fail and does not notice that it is its"
                            + " own fault: " + String.join(", ", trusted)));
        }
    }

    private boolean movesAlone(VantageName vantage) {
        Move move = LossRehearsal.first(topology, service, "", lost -> lost.sight(vantage))
                .move();
        return move != null && !move.asked();
    }

    private void error(String path, String text) {
        troubles.add(new Trouble(Severity.ERROR, path, text));
    }
}
