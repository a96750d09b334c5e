package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.dns.RecordSet;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.step.StepArguments.DnsSwitch;
import io.signalbox.contract.topology.Service;
import java.util.List;

/** {@code dns-switch}: the change itself, then its proof. */
final class SwitchAttempt extends NamingAttempt {

    private final DnsSwitch wanted;

    SwitchAttempt(Command command, DnsSwitch wanted, Service service, Process process, Surroundings world) {
        super(command, service, process, world);
        this.wanted = wanted;
    }

    @Override
    void begin() {
        String token = command.token();
        if (token != null) {
            look(token);
        } else if (!looked()) {
            List<RecordSet> remove =
                    wanted.remove().isEmpty() || wanted.overwrites() ? zone().traffic() : wanted.remove();
            if (isAnotherHands(remove)) {
                mismatch();
            } else {
                soon(() -> submit(
                        new Provider.Change(command.expected(), remove, command.next(), wanted.create(), command)));
            }
        }
    }

    /** True if what was read is nothing that may stand beside the expected fence. */
    private boolean isAnotherHands(List<RecordSet> read) {
        List<List<RecordSet>> candidates = wanted.candidates();
        return candidates != null
                && !wanted.overwrites()
                && candidates.stream()
                        .noneMatch(records -> Fences.weights(records).equals(Fences.weights(read)));
    }

    @Override
    boolean isOwn(Fence found) {
        return command.next().equals(found);
    }

    @Override
    void taken(String token, Fence next) {
        accepted(token);
    }

    @Override
    void recognised(Fence found) {
        accepted("");
    }

    private void look(String token) {
        if (!token.isEmpty()
                && (world.provider().unavailable || !world.provider().servers().inSync(service.name(), token))) {
            accepted(token);
            return;
        }
        Provider.Zone answer = world.provider().servers().answered(service.name());
        Fence seen = answer == null ? null : answer.fence();
        if (seen != null && seen.epoch() >= command.next().epoch() && !seen.equals(command.next())) {
            stale(seen);
        } else if (seen != null && seen.equals(command.next())) {
            timings.put("answered", process.clock());
            end(new Done(wanted.create()), command.next());
        } else {
            accepted("");
        }
    }

    private void accepted(String token) {
        timings.putIfAbsent("accepted", process.clock());
        inProgress(token, true, "waits for the answers", command.next());
    }
}
