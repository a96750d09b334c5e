package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.FenceUnion;
import io.signalbox.contract.step.StepArguments.DnsReadopt;
import io.signalbox.contract.topology.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        SignalStore.Signal signal = world.provider().signals().read(service.name());
        List<Fence> matching = wanted.candidates().stream()
                .filter(candidate -> candidate.raised() == null || candidate.raised() == (signal != null))
                .filter(candidate -> Fences.weights(candidate.records()).equals(live))
                .map(DnsReadopt.Candidate::next)
                .toList();
        if (matching.size() != 1) {
            end(new Refused(Refusal.UNKNOWN_RECORDS, "goes to no one site"), inForce());
        } else if (signal != null
                && signal.fence().epoch() >= matching.getFirst().epoch()) {
            stale(inForce());
        } else {
            Fence next = signal == null ? matching.getFirst() : FenceUnion.of(matching.getFirst(), signal.fence());
            replace(next, stands);
        }
    }

    private void replace(Fence next, List<RecordSet> stands) {
        Fence found = fence();
        if (isAsExpected(found)) {
            soon(() -> request(new Provider.Change(found, stands, next, stands, command)));
        } else {
            stale(inForce());
        }
    }

    /** As it is stored: the signal is looked at beside it. */
    @Override
    Provider.Zone zone() {
        return world.provider().stored(service.name());
    }

    private @Nullable Fence inForce() {
        return super.zone().fence();
    }

    @Override
    boolean isAsExpected(@Nullable Fence found) {
        Fence expected = command.expected();
        return super.isAsExpected(found)
                || found != null
                        && expected != null
                        && SignalStore.isKnown(found, expected)
                        && expected.equals(inForce());
    }

    @Override
    boolean isOwn(Fence found) {
        return wanted.candidates().stream()
                .anyMatch(candidate -> FenceUnion.of(candidate.next(), found).equals(found));
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
