package io.signalbox.decision.simulation;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** The way from a vantage to one cell's Kafka: while it is closed the newest result of each check waits, and ages. */
final class Courier {

    private record CheckKey(ServiceName service, SiteName site, ProbeName probe) {}

    private record Waiting(Observation observation, long measured, Duration freshness) {}

    private final Agenda agenda;
    private final Chance chance;
    private final Broker broker;
    private final Map<CheckKey, Waiting> waiting = new LinkedHashMap<>();
    private boolean connected = true;

    Courier(Agenda agenda, Chance chance, Broker broker) {
        this.agenda = agenda;
        this.chance = chance;
        this.broker = broker;
    }

    void connected(boolean connected) {
        this.connected = connected;
    }

    void forget() {
        waiting.clear();
    }

    void take(Observation observation, Duration freshness) {
        var newest = new Waiting(observation, agenda.now(), freshness);
        if (waiting.isEmpty() && isOpen()) {
            handOver(newest);
            return;
        }
        waiting.put(new CheckKey(observation.service(), observation.site(), observation.probe()), newest);
        if (isOpen()) {
            var all = new ArrayList<>(waiting.values());
            waiting.clear();
            all.forEach(this::handOver);
        }
    }

    private boolean isOpen() {
        return connected && broker.up();
    }

    private void handOver(Waiting result) {
        long age = agenda.now() - result.measured();
        if (age > result.freshness().toMillis() || chance.in(0.01)) {
            return;
        }
        Observation aged =
                age == 0 ? result.observation() : result.observation().aged(age * 1_000);
        int late = chance.in(0.03) ? chance.between(50, 3_000) : 0;
        append(aged, late);
        if (chance.in(0.02)) {
            append(aged, late + chance.between(0, 4_000));
        }
    }

    /** A record that meets no broker when its time has come is lost: the producer gives up before results grow stale. */
    private void append(Observation observation, int late) {
        var partition = broker.observations(observation.service());
        if (late == 0) {
            broker.append(partition, observation);
            return;
        }
        agenda.in(late, () -> {
            if (broker.up()) {
                broker.append(partition, observation);
            }
        });
    }
}
