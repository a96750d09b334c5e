package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.Fence;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.RecordSet;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.StepArguments.DnsAdopt;
import io.signalbox.contract.StepArguments.DnsSwitch;
import io.signalbox.contract.StepOutcome;
import io.signalbox.contract.StepOutcome.Done;
import io.signalbox.contract.StepOutcome.Failed;
import io.signalbox.contract.StepOutcome.InProgress;
import io.signalbox.contract.StepOutcome.Refusal;
import io.signalbox.contract.StepOutcome.Refused;
import io.signalbox.contract.topology.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of the actuator at a step, by the rules of its executors for {@code dns-switch} and {@code dns-adopt}, in
 * pieces: between any two of them the process may stand still or die, and the world goes on.
 */
final class Attempt {

    /** What it knows of the process that it runs in. */
    interface Process {
        boolean alive();

        Instant clock();
    }

    private static final Duration RETRY = Duration.ofMillis(500);

    private final Command command;
    private final Service service;
    private final Process process;
    private final Agenda agenda;
    private final Chance chance;
    private final Provider provider;
    private final Map<String, Instant> timings = new HashMap<>();
    private Consumer<StepOutcome> report = _ -> {};

    Attempt(Command command, Service service, Process process, Agenda agenda, Chance chance, Provider provider) {
        this.command = command;
        this.service = service;
        this.process = process;
        this.agenda = agenda;
        this.chance = chance;
        this.provider = provider;
    }

    void run(Consumer<StepOutcome> to) {
        report = to;
        timings.put("received", process.clock());
        soon(() -> {
            switch (command.arguments()) {
                case DnsSwitch _ when command.token() != null -> look(command.token());
                case DnsSwitch arguments -> begin(arguments);
                case DnsAdopt arguments -> adopt(arguments);
            }
        });
    }

    private void begin(DnsSwitch wanted) {
        boolean expired = !process.clock().isBefore(command.deadline());
        if (expired || command.attempt() > 1) {
            if (silent()) {
                return;
            }
            Fence found = fence();
            if (command.next().equals(found)) {
                accepted("");
                return;
            }
            if (expired) {
                end(new Refused(Refusal.EXPIRED, "too late"), found);
                return;
            }
            if (!Objects.equals(found, command.expected())) {
                stale(found);
                return;
            }
        }
        List<RecordSet> remove = wanted.remove().isEmpty() ? zone().traffic() : wanted.remove();
        soon(() -> submit(new Provider.Change(command.expected(), remove, command.next(), wanted.create())));
    }

    private void adopt(DnsAdopt wanted) {
        if (silent()) {
            return;
        }
        Fence found = fence();
        if (found != null) {
            if (Fences.sameWriter(found, command.next())) {
                end(new Done(zone().traffic()), found);
            } else {
                stale(found);
            }
        } else if (!process.clock().isBefore(command.deadline())) {
            end(new Refused(Refusal.EXPIRED, "too late"), null);
        } else {
            List<RecordSet> live = zone().traffic();
            SiteName active = live.isEmpty() ? wanted.preferred() : Fences.served(wanted.candidates(), live);
            if (active == null) {
                end(new Refused(Refusal.UNKNOWN_RECORDS, "goes to no site"), null);
                return;
            }
            List<RecordSet> missing = live.isEmpty() ? wanted.candidates().get(active) : List.of();
            Fence next = Fences.withActive(command.next(), active);
            soon(() -> submit(new Provider.Change(null, List.of(), next, missing)));
        }
    }

    /** The request is on its way: from here on it may arrive even if the process is gone, and even if it waits no more. */
    private void submit(Provider.Change change) {
        if (chance.in(0.04) || provider.throttling && chance.in(0.8)) {
            end(new Failed("throttling", "rate exceeded", true), null);
        } else if (provider.unavailable) {
            unclear("unavailable");
        } else if (chance.in(0.04)) {
            agenda.in(chance.between(0, 20_000), () -> provider.submit(service, change));
            agenda.in(5_000, this::alone);
        } else {
            String token = provider.submit(service, change);
            if (chance.in(0.05)) {
                soon(() -> unclear("answer lost"));
            } else if (token == null) {
                soon(this::mismatch);
            } else {
                soon(() -> taken(token, change.next()));
            }
        }
    }

    private void alone() {
        if (process.alive()) {
            unclear("timeout");
        }
    }

    private void taken(String token, Fence next) {
        timings.put("accepted", process.clock());
        switch (command.arguments()) {
            case DnsSwitch _ -> accepted(token);
            case DnsAdopt _ -> end(new Done(zone().traffic()), next);
        }
    }

    /** What stands at the provider decides what became of the change. */
    private void unclear(String cause) {
        if (chance.in(0.2)) {
            end(new Failed(cause, "then the fence could not be read", true), null);
            return;
        }
        Fence found = fence();
        if (isOwn(found)) {
            recognised(found);
        } else if (Objects.equals(found, command.expected())) {
            end(new Failed(cause, "not taken", true), found);
        } else {
            stale(found);
        }
    }

    private void mismatch() {
        if (silent()) {
            return;
        }
        Fence found = fence();
        if (isOwn(found)) {
            recognised(found);
        } else if (!Objects.equals(found, command.expected())) {
            stale(found);
        } else {
            end(new Refused(Refusal.DRIFT, "the traffic records are not as known"), found);
        }
    }

    private boolean isOwn(@Nullable Fence found) {
        return switch (command.arguments()) {
            case DnsSwitch _ -> command.next().equals(found);
            case DnsAdopt _ -> found != null && Fences.sameWriter(found, command.next());
        };
    }

    private void recognised(@Nullable Fence found) {
        switch (command.arguments()) {
            case DnsSwitch _ -> accepted("");
            case DnsAdopt _ -> end(new Done(zone().traffic()), found);
        }
    }

    private void look(String token) {
        DnsSwitch wanted = (DnsSwitch) command.arguments();
        if (!token.isEmpty() && (provider.unavailable || !provider.inSync(service.name(), token))) {
            accepted(token);
            return;
        }
        Provider.Zone answer = provider.answered(service.name());
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
        end(new InProgress(RETRY, token, true, "waits for the answers"), command.next());
    }

    private void stale(@Nullable Fence found) {
        end(new Refused(Refusal.STALE_FENCE, "another fence than expected"), found);
    }

    private boolean silent() {
        if (provider.unavailable || chance.in(0.02)) {
            end(new Failed("unavailable", "the provider does not say", true), null);
            return true;
        }
        return false;
    }

    private Provider.Zone zone() {
        return provider.zone(service.name());
    }

    private @Nullable Fence fence() {
        return zone().fence();
    }

    /** The next piece, a moment later; once in a while the process stands still for longer than any deadline. */
    private void soon(Runnable piece) {
        int delay = chance.in(0.01) ? chance.between(1_000, 60_000) : chance.between(5, 150);
        agenda.in(delay, () -> {
            if (process.alive()) {
                piece.run();
            }
        });
    }

    private void end(StepOutcome.Result result, @Nullable Fence seen) {
        report.accept(new StepOutcome(
                Outcome.VERSION,
                command.service(),
                command.plan(),
                command.step(),
                command.attempt(),
                process.clock(),
                result,
                seen,
                timings));
    }
}
