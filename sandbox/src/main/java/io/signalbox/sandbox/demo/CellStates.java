package io.signalbox.sandbox.demo;

import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.SiteName;
import io.signalbox.sandbox.watch.DecisionApi;
import io.signalbox.sandbox.world.World;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The states of the service in all cells of a world. One cell carries out a plan; the others follow the fence. */
final class CellStates {

    private final List<DecisionApi> apis;

    CellStates(World world) {
        this.apis = world.cells().stream()
                .map(cell ->
                        new DecisionApi(cell.decision().uri(), world.operator().token(), world.service()))
                .toList();
    }

    ServiceStatus first() {
        return apis.getFirst().status();
    }

    /** The state in the cell that moved the traffic last. */
    ServiceStatus mover() {
        return apis.stream()
                .map(DecisionApi::status)
                .filter(status -> status.recovery() != null)
                .max(Comparator.comparing(
                        status -> Objects.requireNonNull(status.recovery()).decided(),
                        Comparator.nullsFirst(Comparator.naturalOrder())))
                .orElseThrow(() -> new IllegalStateException("no cell has moved the traffic"));
    }

    /** Whether the first cell's drill is in this phase, and nothing else is under way. */
    boolean isDrill(String phase) {
        ServiceStatus.Drill drill = first().drill();
        return drill != null && drill.phase().equals(phase);
    }

    /** Nothing is under way, and all probed sites are UP and ready. */
    boolean areSteady() {
        return apis.stream().map(DecisionApi::status).allMatch(CellStates::isSteady);
    }

    /** How many sites are probed. */
    long probed() {
        return probed(first()).count();
    }

    private static Stream<ServiceStatus.Site> probed(ServiceStatus status) {
        return status.sites().stream().filter(site -> site.evidence() != null);
    }

    private static boolean isSteady(ServiceStatus status) {
        return status.is(ServicePhase.STEADY)
                && probed(status).allMatch(site -> site.verdict() == Verdict.UP && site.ready() == Verdict.UP);
    }

    /** Nothing is under way, and the traffic is at such a site. The cell that moves it is the last to be done. */
    boolean areAt(Predicate<SiteName> wanted) {
        return apis.stream().map(DecisionApi::status).allMatch(status -> isAt(status, wanted));
    }

    private static boolean isAt(ServiceStatus status, Predicate<SiteName> wanted) {
        SiteName active = status.active();
        return status.is(ServicePhase.STEADY) && active != null && wanted.test(active);
    }

    Verdict verdict(SiteName site) {
        return first().sites().stream()
                .filter(each -> each.name().equals(site))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    /** Approves what each cell asks. @return the questions */
    List<String> approve() {
        var questions = new ArrayList<String>();
        for (DecisionApi api : apis) {
            try {
                ServiceStatus.Awaited awaited = api.status().awaits();
                if (awaited != null) {
                    api.direct("approve", Map.of("why", "go on"));
                    questions.add(awaited.question());
                }
            } catch (UncheckedIOException _) {
                // There is no state yet, or the question was answered meanwhile.
            }
        }
        return questions;
    }
}
