package io.signalbox.actuator.bootstrap;

import io.signalbox.actuator.bootstrap.Finding.Deed;
import io.signalbox.actuator.bootstrap.Finding.Result;
import io.signalbox.actuator.core.Change;
import io.signalbox.actuator.core.DnsProvider;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.Fence;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.util.function.Function;

/** Fences and traffic records, by the provider of their zone. Every change is a compare-and-swap with the fence in it. */
public final class Names implements Resource {

    /** Of one look, and of one change: many services may have to wait for each other's requests. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final DnsProvider provider;
    private final String run;

    /** @param run names this run of the command, unlike any other */
    public Names(DnsProvider provider, String run) {
        this.provider = provider;
        this.run = run;
    }

    @Override
    public Finding wanted(Service service) {
        return look(service, Name::wanted);
    }

    @Override
    public Finding withdrawn(Service service) {
        return look(service, Name::withdrawn);
    }

    private Finding look(Service service, Function<Name, Intent> what) {
        try {
            Zone zone = provider.zone(service.dns().zone(), LIMIT);
            var name = new Name(
                    service, zone.records(Fence.recordName(service.hostname())), zone.records(service.hostname()), run);
            Intent intent = what.apply(name);
            Change change = intent.change();
            Deed deed = change == null ? null : () -> submit(service.dns().zone(), change);
            return new Finding(intent.kind(), intent.summary(), intent.lines(), deed);
        } catch (ZoneUnavailableException e) {
            return Finding.error("zone " + service.dns().zone() + ": " + e.cause() + ": " + e.getMessage());
        }
    }

    private Result submit(String zone, Change change) {
        try {
            return switch (provider.zone(zone, LIMIT).submit(change)) {
                case Submission.Accepted _ -> new Result.Taken();
                case Submission.Mismatch(String detail) -> new Result.LookAgain("changed meanwhile: " + detail);
                case Submission.Unclear(String cause, String detail) -> new Result.LookAgain(cause + ": " + detail);
                case Submission.NotSent(String detail) -> new Result.LookAgain(detail);
                case Submission.NotTaken(String cause, String detail, boolean retryable) ->
                    retryable ? new Result.LookAgain(cause + ": " + detail) : new Result.Failed(cause + ": " + detail);
            };
        } catch (ZoneUnavailableException e) {
            return new Result.LookAgain(e.cause() + ": " + e.getMessage());
        }
    }
}
