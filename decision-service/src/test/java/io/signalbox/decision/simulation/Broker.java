package io.signalbox.decision.simulation;

import io.signalbox.contract.Command;
import io.signalbox.contract.Directive;
import io.signalbox.contract.Outcome;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.core.transition.ServiceEvent;
import java.util.HashMap;
import java.util.Map;

/** The Kafka of one cell. What it has taken it keeps; while it is away it takes and gives nothing. */
final class Broker {

    private final Map<ServiceName, Log<Observation>> observations = new HashMap<>();
    private final Map<ServiceName, Log<Command>> commands = new HashMap<>();
    final Log<ServiceEvent> verdicts = new Log<>();
    final Log<Directive> directives = new Log<>();
    final Log<Outcome> outcomes = new Log<>();

    private final Agenda agenda;
    private final Chance chance;
    /** How far its clock is ahead of the world's. */
    private int skew;

    private boolean up = true;

    Broker(Agenda agenda, Chance chance) {
        this.agenda = agenda;
        this.chance = chance;
        this.skew = chance.between(-100, 100);
    }

    /** Each service is a partition of its own. */
    Log<Observation> observations(ServiceName service) {
        return observations.computeIfAbsent(service, _ -> new Log<>());
    }

    Log<Command> commands(ServiceName service) {
        return commands.computeIfAbsent(service, _ -> new Log<>());
    }

    /** Its clock is so many milliseconds further from now on. */
    void jump(int by) {
        skew += by;
    }

    boolean up() {
        return up;
    }

    void up(boolean up) {
        this.up = up;
    }

    <T> void append(Log<T> log, T value) {
        log.append(value, agenda.instant(skew), agenda.now());
    }

    /** A producer that tries until it is heard, and may be heard twice. */
    <T> void send(Log<T> log, T value, Runnable stored) {
        if (!up) {
            agenda.in(chance.between(200, 1_000), () -> send(log, value, stored));
            return;
        }
        append(log, value);
        if (chance.in(0.05)) {
            agenda.in(chance.between(0, 8_000), () -> append(log, value));
        }
        stored.run();
    }
}
