package io.signalbox.decision.simulation;

import io.signalbox.contract.evidence.Cause;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Timings;
import io.signalbox.contract.evidence.VantageHealth;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.name.VantageName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import io.signalbox.contract.topology.check.Probe;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One probe-service: checks every site at its pace and tells every cell, as far as it lives and is connected. */
final class Vantage {

    private static final ProbeResult PASSED = new ProbeResult.Passed(Timings.total(5_000));
    private static final ProbeResult FAILED =
            new ProbeResult.Failed(Timings.total(5_000), Cause.REFUSED, "connection refused");
    private static final VantageHealth SICK = VantageHealth.sick("2 of 2 references failed");

    private final VantageName name;
    private final Agenda agenda;
    private final Chance chance;
    private final Reality reality;
    private Topology topology;
    private final Map<CellName, Courier> couriers = new HashMap<>();
    private final Set<SiteName> unreachable = new HashSet<>();
    private boolean alive;
    private boolean cutOff;
    private boolean noticed;
    private int lives;
    private long troubled;
    private final Map<SiteName, Long> missed = new HashMap<>();

    Vantage(
            VantageName name,
            Agenda agenda,
            Chance chance,
            Reality reality,
            Topology topology,
            Map<CellName, Broker> brokers) {
        this.name = name;
        this.agenda = agenda;
        this.chance = chance;
        this.reality = reality;
        this.topology = topology;
        brokers.forEach((cell, broker) -> couriers.put(cell, new Courier(agenda, chance, broker)));
    }

    VantageName name() {
        return name;
    }

    Courier courierTo(CellName cell) {
        return couriers.get(cell);
    }

    void start() {
        if (alive) {
            return;
        }
        alive = true;
        troubled = agenda.now();
        begin();
    }

    /** Checks what another topology says from now on. */
    void follow(Topology newer) {
        topology = newer;
        if (alive) {
            begin();
        }
    }

    private void begin() {
        lives++;
        for (Service service : topology.services()) {
            for (Site site : service.sites()) {
                for (Probe probe : site.probes()) {
                    new Round(service.name(), site, probe, lives).begin();
                }
            }
        }
    }

    /** Each life has an id of its own, which says nothing of which was first. */
    private String runId(int life) {
        return name + "-" + Integer.toHexString(life * 0x9E3779B9);
    }

    void crash() {
        alive = false;
        couriers.values().forEach(Courier::forget);
    }

    /** True if it looks for a site at that place. */
    boolean looksAt(ServiceName service, SiteName site, String endpoint) {
        return topology.service(service)
                .flatMap(known -> known.site(site))
                .filter(known -> known.endpoint().equals(endpoint))
                .isPresent();
    }

    /** Its network fails, which it does not know yet, or works again. */
    void cutOff(boolean cutOff) {
        this.cutOff = cutOff;
        this.troubled = agenda.now();
        this.noticed = false;
    }

    /** Its reference checks say so. */
    void notices() {
        noticed = cutOff;
    }

    /** Since when it lives and reaches a site; null while it does not. */
    @Nullable
    Long reachesSince(SiteName site) {
        return !alive || cutOff || unreachable.contains(site)
                ? null
                : Long.valueOf(Math.max(troubled, missed.getOrDefault(site, 0L)));
    }

    void reaches(SiteName site, boolean reachable) {
        missed.put(site, agenda.now());
        if (reachable) {
            unreachable.remove(site);
        } else {
            unreachable.add(site);
        }
    }

    void heal() {
        if (cutOff) {
            cutOff(false);
        }
        unreachable.forEach(site -> missed.put(site, agenda.now()));
        unreachable.clear();
        couriers.values().forEach(courier -> courier.connected(true));
        start();
    }

    /** One check, as long as this life of the process lasts. */
    private final class Round {
        private final ServiceName service;
        private final SiteName site;
        private final String endpoint;
        private final String digest;
        private final Probe probe;
        private final Duration freshness;
        private final int life;
        private final String run;
        private long sequence;
        private boolean passed = true;
        private int inARow;
        private boolean settled = true;

        private Round(ServiceName service, Site site, Probe probe, int life) {
            this.service = service;
            this.site = site.name();
            this.endpoint = site.endpoint();
            this.digest = site.checkDigests().get(probe.name());
            this.probe = probe;
            this.freshness = probe.freshness();
            this.life = life;
            this.run = runId(life);
        }

        private void begin() {
            agenda.in(chance.between(0, (int) probe.interval().toMillis()), this::run);
        }

        private void run() {
            if (!alive || life != lives) {
                return;
            }
            boolean passes =
                    reality.works(service, site, endpoint, probe.name()) && !cutOff && !unreachable.contains(site);
            count(passes);
            tell(passes);
            agenda.in((settled ? probe.interval() : probe.fastInterval()).toMillis(), this::run);
        }

        /** After a change of result it goes fast until the matter is settled. */
        private void count(boolean passes) {
            inARow = passes == passed ? inARow + 1 : 1;
            settled = settled && passes == passed || inARow >= (passes ? probe.rise() : probe.fall());
            passed = passes;
        }

        private void tell(boolean passes) {
            var observation = new Observation(
                    Observation.VERSION,
                    service,
                    site,
                    probe.name(),
                    name,
                    run,
                    ++sequence,
                    0,
                    passes ? PASSED : FAILED,
                    null,
                    cutOff && noticed ? SICK : VantageHealth.HEALTHY,
                    topology.digest(),
                    digest,
                    null);
            couriers.values().forEach(courier -> courier.take(observation, freshness));
        }
    }
}
