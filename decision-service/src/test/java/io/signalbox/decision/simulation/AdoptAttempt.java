package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.step.StepArguments.DnsAdopt;
import io.signalbox.contract.topology.Service;
import java.util.List;

/** {@code dns-adopt}: the first fence, beside the traffic records as they are. */
final class AdoptAttempt extends NamingAttempt {

    private final DnsAdopt wanted;

    AdoptAttempt(Command command, DnsAdopt wanted, Service service, Process process, Surroundings world) {
        super(command, service, process, world);
        this.wanted = wanted;
    }

    @Override
    void begin() {
        if (silent()) {
            return;
        }
        Fence found = fence();
        Refused objection = objection();
        if (found != null || zone().garbled()) {
            if (found != null && isOwn(found)) {
                recognised(found);
            } else {
                stale(found);
            }
        } else if (objection != null) {
            end(objection, null);
        } else {
            adopt(zone().traffic());
        }
    }

    private void adopt(List<RecordSet> live) {
        SiteName active = live.isEmpty() ? wanted.preferred() : Fences.served(wanted.candidates(), live);
        if (active == null) {
            end(new Refused(Refusal.UNKNOWN_RECORDS, "goes to no site"), null);
            return;
        }
        List<RecordSet> missing = live.isEmpty() ? wanted.candidates().get(active) : List.of();
        Fence next = Fences.withActive(command.next(), active);
        soon(() -> submit(new Provider.Change(null, List.of(), next, missing, command)));
    }

    @Override
    boolean isOwn(Fence found) {
        return Fences.sameWriter(found, command.next());
    }

    @Override
    void taken(String token, Fence next) {
        end(new Done(zone().traffic()), next);
    }

    @Override
    void recognised(Fence found) {
        end(new Done(zone().traffic()), found);
    }
}
