package io.signalbox.cli.local;

import static io.signalbox.contract.topology.time.Durations.text;

import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Objectives;
import io.signalbox.contract.topology.Plans;
import io.signalbox.contract.topology.Policy;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Step;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.Work;
import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes in sentences what a topology does for one service: which site has the traffic, when and how it moves, and
 * when it returns.
 */
record ServiceExplanation(Topology topology, Service service) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%s: %s, %s records in %s, TTL %s"
                .formatted(
                        service.name(),
                        service.hostname(),
                        lower(service.dns().routing()),
                        service.dns().zone(),
                        text(service.dns().ttl())));
        section(lines, "Mode", Stream.of(mode()));
        section(
                lines,
                "Sites, the first fit one has the traffic",
                service.sites().stream().map(ServiceExplanation::site));
        section(lines, "When a site is DOWN", Stream.concat(quorum(), probes()));
        section(lines, "What happens then", failover());
        section(lines, "Steps of a failover", steps(Plans.Name.FAILOVER));
        section(lines, "The way back", Stream.concat(Stream.of(failback()), wayBack()));
        section(
                lines,
                "Drills",
                service.drills().stream()
                        .map(drill -> drill.name() + ": " + drill.schedule() + ", for " + text(drill.lasts())));
        section(lines, "Objectives", objectives(service.reporting().objectives()));
        return lines;
    }

    private static void section(List<String> lines, String title, Stream<String> content) {
        List<String> sentences = content.toList();
        if (!sentences.isEmpty()) {
            lines.add("");
            lines.add(title);
            sentences.forEach(sentence -> lines.add("  " + sentence));
        }
    }

    private String mode() {
        return switch (service.policy().mode()) {
            case AUTO -> "auto: it decides and acts";
            case APPROVE -> "approve: it decides, and acts once an approver agrees";
            case ADVISE -> "advise: it says what it would do, and never acts";
            case OFF -> "off: it decides nothing";
        };
    }

    private static String site(Site site) {
        String checks = site.probes().isEmpty() ? ", not probed" : "";
        return site.name() + " at " + site.endpoint() + (site.lastResort() ? ", the last resort" : "") + checks;
    }

    private Stream<String> quorum() {
        return service.sites().stream()
                .filter(site -> !site.probes().isEmpty())
                .map(this::quorum)
                .distinct();
    }

    private String quorum(Site site) {
        Policy.Quorum quorum = service.policy().quorum();
        List<VantageName> voters = topology.vantages().stream()
                .filter(vantage -> quorum.mayVote(vantage, site.name()))
                .toList();
        String of = voters.size() == topology.vantages().size() ? "" : " of " + site.name();
        return quorum.needed(voters.size()) + " of " + voters.size() + " vantages must say so" + of + ": "
                + voters.stream().map(VantageName::value).collect(Collectors.joining(", "));
    }

    private Stream<String> probes() {
        return service.sites().stream()
                .flatMap(site -> site.probes().stream())
                .filter(probe -> probe.role() == Probe.Role.HEALTH)
                .map(ServiceExplanation::probe)
                .distinct();
    }

    private static String probe(Probe probe) {
        Duration inDoubt = probe.fastInterval();
        Duration slower = inDoubt.compareTo(probe.timeout()) < 0 ? probe.timeout() : inDoubt;
        Duration refuses = probe.interval().plus(inDoubt.multipliedBy(probe.fall() - 1L));
        Duration silent =
                probe.interval().plus(slower.multipliedBy(probe.fall() - 1L)).plus(probe.timeout());
        return "probe %s: every %s, in doubt every %s, DOWN after %d failures in a row%s, UP after %d successes"
                        .formatted(
                                probe.name(),
                                text(probe.interval()),
                                text(inDoubt),
                                probe.fall(),
                                probe.window() == null
                                        ? ""
                                        : " or %d of the last %d"
                                                .formatted(
                                                        probe.window().failures(),
                                                        probe.window().of()),
                                probe.rise())
                + "; one vantage finds a site that refuses within about " + text(refuses)
                + ", and a silent one within about " + text(silent);
    }

    private Stream<String> failover() {
        Policy policy = service.policy();
        return Stream.of(
                        positive(policy.minDownFor(), "traffic stays until the site has failed for "),
                        "traffic goes to the first site that is UP, ready and not held down",
                        positive(
                                policy.grace(), "where only UNKNOWN or unready sites are left, it waits for them for "),
                        switch (policy.whenAllDown()) {
                            case STAY -> "where all sites are DOWN, it stays where it is";
                            case PRIMARY ->
                                "where all sites are DOWN, it goes to "
                                        + service.preferred().name();
                            case LAST_RESORT ->
                                "where all sites are DOWN, it "
                                        + service.sites().stream()
                                                .filter(Site::lastResort)
                                                .findFirst()
                                                .map(site -> "goes to the last resort " + site.name())
                                                .orElse("stays where it is, since there is no last resort");
                        },
                        policy.twoPersons()
                                ? "a forced override, and an approval within a plan that a person has started, need a second person"
                                : null,
                        service.maintenance().isEmpty()
                                ? null
                                : "no move begins by itself during maintenance: " + service.maintenance())
                .filter(Objects::nonNull);
    }

    private static @Nullable String positive(Duration duration, String sentence) {
        return duration.isPositive() ? sentence + text(duration) : null;
    }

    private Stream<String> steps(Plans.Name plan) {
        return service.plans().of(plan).stream()
                .map(stage ->
                        stage.steps().stream().map(ServiceExplanation::step).collect(Collectors.joining(" | ")));
    }

    private static String step(Step step) {
        String more =
                step.work() instanceof Work.Switch change && !change.ramp().isEmpty()
                        ? " by "
                                + change.ramp().stream()
                                        .map(part -> part.percent() + " % for " + text(part.time()))
                                        .collect(Collectors.joining(", "))
                        : "";
        return step.name()
                + (step.name().equals(step.work().kind())
                        ? ""
                        : " (" + step.work().kind() + ")") + more + ", at most " + text(step.deadline())
                + ", if it fails: " + lower(step.onFailure());
    }

    private String failback() {
        Policy.Failback failback = service.policy().failback();
        String when = failback.window() == null ? "" : ", between " + failback.window();
        return switch (failback.mode()) {
            case AUTO -> "by itself, once a better site was UP for " + text(failback.stableFor()) + when;
            case MANUAL ->
                "proposed once a better site was UP for " + text(failback.stableFor()) + when
                        + "; an approver lets it begin";
            case NEVER -> "never by itself: traffic stays until its site is DOWN, or a person moves it";
        };
    }

    private Stream<String> wayBack() {
        return service.policy().failback().mode() == Policy.Failback.Mode.NEVER
                ? Stream.of()
                : steps(Plans.Name.FAILBACK);
    }

    private static Stream<String> objectives(Objectives objectives) {
        return Stream.of(
                        objective("found within ", objectives.detection()),
                        objective("over within ", objectives.recovery()),
                        objective("data that is lost: at most ", objectives.dataLoss()))
                .filter(Objects::nonNull);
    }

    private static @Nullable String objective(String words, @Nullable Duration goal) {
        return goal == null ? null : words + text(goal);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
