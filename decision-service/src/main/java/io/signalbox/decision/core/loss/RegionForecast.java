package io.signalbox.decision.core.loss;

import io.signalbox.contract.ServicePhase;
import io.signalbox.contract.ServiceStatus;
import io.signalbox.contract.evidence.SiteVerdict;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.reason.ReasonCode;
import io.signalbox.contract.topology.Service;
import io.signalbox.decision.core.loss.RegionLoss.Effect;
import io.signalbox.decision.core.loss.RegionLoss.ForService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers what would be done if a region were lost now. The verdicts that follow from the votes that are left are told to the same
 * brain that decides live. Verdicts count as confirmed, and what is commanded as done.
 */
public final class RegionForecast {

    private final LossQuestion question;
    private final Map<ServiceName, ServiceStatus> states;

    private RegionForecast(LossQuestion question) {
        this.question = question;
        this.states = question.states().stream()
                .collect(Collectors.toMap(ServiceStatus::service, Function.identity(), (first, _) -> first));
    }

    public static RegionLoss of(LossQuestion question) {
        return new RegionForecast(question).answer();
    }

    private RegionLoss answer() {
        Optional<CellName> decides = question.decides();
        List<Service> services = question.topology().services();
        return new RegionLoss(
                question.region(),
                question.now(),
                decides.orElse(null),
                note(decides.orElse(null)),
                decides.isPresent()
                        ? decided(decides.get(), services)
                        : services.stream().map(this::undecided).toList());
    }

    private @Nullable String note(@Nullable CellName decides) {
        if (!question.isCellLost()) {
            return null;
        }
        return decides == null
                ? "The only cell is lost with the region, so nothing decides."
                : "The cell that answers is lost with the region. Cell " + decides
                        + " decides then, by its own evidence, brake and freeze of all services, which are not known here.";
    }

    private ForService undecided(Service service) {
        ServiceStatus status = states.get(service.name());
        return status == null ? unknown(service.name()) : stays(status, "nobody decides: the only cell is lost, too");
    }

    private List<ForService> decided(CellName cell, List<Service> services) {
        var experiment = new LossExperiment(question, cell);
        var changes = new ArrayList<SiteVerdict>();
        for (Service service : services) {
            ServiceStatus status = states.get(service.name());
            if (status == null) {
                experiment.leavesOut(service.name());
            } else {
                experiment.takes(status);
                changes.addAll(changes(service, status));
            }
        }
        experiment.run(changes);
        return services.stream().map(service -> forService(service, experiment)).toList();
    }

    private List<SiteVerdict> changes(Service service, ServiceStatus status) {
        var changes = new ArrayList<SiteVerdict>();
        for (ServiceStatus.Site site : status.sites()) {
            SiteVerdict known = site.evidence();
            SiteVerdict change =
                    known == null ? null : question.votes(service, known).change();
            if (change != null) {
                changes.add(change);
            }
        }
        return changes;
    }

    private ForService forService(Service service, LossExperiment experiment) {
        ServiceName name = service.name();
        ServiceStatus status = states.get(name);
        if (status == null) {
            return unknown(name);
        }
        if (status.is(ServicePhase.STUCK)
                || status.alarms().stream().anyMatch(alarm -> alarm.is(ReasonCode.QUARANTINED))) {
            return stays(status, status.reason().text());
        }
        String obstacle = experiment.obstacle(status);
        if (obstacle != null) {
            return result(status, Effect.UNKNOWN, null, obstacle);
        }
        LossExperiment.Result result = experiment.result(name);
        String doubt = doubt(service, status);
        if (result == null || result.effect() == Effect.STAYS && doubt != null) {
            return stays(status, doubt == null ? status.reason().text() : doubt);
        }
        return result(status, result.effect(), result.to(), result.because());
    }

    /** Why no verdict on the lost active site follows; null when one does, or when it has the traffic no more. */
    private @Nullable String doubt(Service service, ServiceStatus status) {
        if (!loses(status)) {
            return null;
        }
        SiteVerdict known = status.sites().stream()
                .filter(site -> site.name().equals(status.active()))
                .map(ServiceStatus.Site::evidence)
                .findFirst()
                .orElse(null);
        if (known == null) {
            return "nothing is known of " + status.active() + ", so nobody would notice";
        }
        LostVotes votes = question.votes(service, known);
        return votes.outcome() == Verdict.UNKNOWN
                ? status.active() + " would be UNKNOWN, and nothing moves on doubt: " + votes.words()
                : null;
    }

    private boolean loses(ServiceStatus status) {
        return status.active() != null && status.active().value().equals(question.region());
    }

    private ForService stays(ServiceStatus status, String because) {
        return result(status, Effect.STAYS, null, because);
    }

    private ForService result(ServiceStatus status, Effect effect, @Nullable SiteName to, String because) {
        return new ForService(
                status.service(),
                status.active(),
                loses(status),
                question.live().containsKey(status.service()),
                effect,
                to,
                because);
    }

    private static ForService unknown(ServiceName service) {
        return new ForService(service, null, false, false, Effect.UNKNOWN, null, "its state is not known here yet");
    }
}
