package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.Fence;
import io.signalbox.contract.RecordSet;
import io.signalbox.contract.StepArguments.DnsReadopt;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.topology.Service;
import java.util.List;

/** {@code dns-readopt}: another fence in place of the one that was found, beside the traffic records as they are. */
final class ReadoptAttempt extends NamingAttempt {

    private final DnsReadopt wanted;

    ReadoptAttempt(Command command, DnsReadopt wanted, Service service, Process process, Surroundings world) {
        super(command, service, process, world);
        this.wanted = wanted;
    }

    @Override
    void begin() {
        if (silent() || looked()) {
            return;
        }
        List<RecordSet> stands = zone().traffic();
        var live = Fences.weights(stands);
        List<Fence> next = wanted.candidates().stream()
                .filter(candidate -> Fences.weights(candidate.records()).equals(live))
                .map(DnsReadopt.Candidate::next)
                .toList();
        if (next.size() == 1) {
            soon(() -> submit(new Provider.Change(command.expected(), stands, next.getFirst(), stands, command)));
        } else {
            end(new Refused(Refusal.UNKNOWN_RECORDS, "goes to no one site"), fence());
        }
    }

    @Override
    boolean isOwn(Fence found) {
        return wanted.candidates().stream()
                .anyMatch(candidate -> candidate.next().equals(found));
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
