package io.signalbox.decision.simulation;

import io.signalbox.contract.name.ProbeName;
import io.signalbox.contract.name.SiteName;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import java.util.List;
import java.util.Set;

/** Breaks one thing after the other, and mends each after a while. Many are broken at once. */
final class Faults {

    private final Agenda agenda;
    private final Chance chance;
    private final Trace trace;
    private final Topology topology;
    private final Reality reality;
    private final List<Vantage> vantages;
    private final List<SimulatedCell> cells;
    private final Provider provider;
    private final Set<Integer> spared;
    private int number;
    private boolean over;

    Faults(
            Agenda agenda,
            Chance chance,
            Trace trace,
            Topology topology,
            Reality reality,
            List<Vantage> vantages,
            List<SimulatedCell> cells,
            Provider provider,
            Set<Integer> spared) {
        this.spared = spared;
        this.agenda = agenda;
        this.chance = chance;
        this.trace = trace;
        this.topology = topology;
        this.reality = reality;
        this.vantages = vantages;
        this.cells = cells;
        this.provider = provider;
    }

    void begin() {
        agenda.in(chance.between(500, 9_000), () -> {
            if (!over) {
                fault();
                begin();
            }
        });
    }

    /** From now on everything works. */
    void end() {
        over = true;
        trace.tell("world", "all faults are over");
        mend();
    }

    /** Everything works. */
    void mend() {
        reality.allWork();
        provider.heal();
        vantages.forEach(Vantage::heal);
        cells.forEach(SimulatedCell::heal);
    }

    private void fault() {
        switch (chance.between(0, 24)) {
            case 0, 1, 2, 3, 4 -> siteBreaks();
            case 20, 21 -> siteFlaps(chance.between(2, 5));
            case 22, 23 -> partBreaks();
            case 24 -> allButOneMissASite();
            case 5, 6 -> regionBreaks();
            case 7, 8, 9, 10 -> vantageIsCutOff();
            case 11 -> vantageMissesASite();
            case 12 -> vantageFallsSilent();
            case 13 -> vantageCrashes();
            case 14 -> kafkaGoesAway();
            case 15 -> decisionCrashes();
            case 16, 17 -> actuatorCrashes();
            default -> providerFails();
        }
    }

    private void fault(String what, int least, int most, Runnable breaks, Runnable mends) {
        int one = ++number;
        trace.fault(one);
        int lasts = chance.between(least, most);
        if (spared.contains(one)) {
            return;
        }
        trace.tell("world", "fault " + one + ": " + what);
        breaks.run();
        agenda.in(lasts, () -> {
            if (!over) {
                trace.tell("world", "mended: fault " + one + ", " + what);
                mends.run();
            }
        });
    }

    private void siteBreaks() {
        Service service = chance.pick(topology.services());
        Site site = chance.pick(service.sites());
        fault(
                service.name() + " breaks in " + site.name(),
                1_000,
                60_000,
                () -> reality.breaks(service.name(), site.name()),
                () -> reality.recovers(service.name(), site.name()));
    }

    /** Down and up again, each time long enough to be noticed. */
    private void siteFlaps(int times) {
        Service service = chance.pick(topology.services());
        Site site = chance.pick(service.sites());
        flap(service, site, times);
    }

    private void flap(Service service, Site site, int times) {
        fault(
                service.name() + " flaps in " + site.name(),
                4_000,
                10_000,
                () -> reality.breaks(service.name(), site.name()),
                () -> {
                    reality.recovers(service.name(), site.name());
                    if (times > 1) {
                        agenda.in(chance.between(3_000, 8_000), () -> {
                            if (!over) {
                                flap(service, site, times - 1);
                            }
                        });
                    }
                });
    }

    private void partBreaks() {
        Service service = chance.pick(topology.services());
        Site site = chance.pick(service.sites());
        if (site.probes().isEmpty()) {
            return;
        }
        ProbeName probe = chance.pick(site.probes()).name();
        fault(
                probe + " of " + service.name() + " fails in " + site.name(),
                2_000,
                50_000,
                () -> reality.breaks(service.name(), site.name(), probe),
                () -> reality.recovers(service.name(), site.name(), probe));
    }

    private void regionBreaks() {
        SiteName region = chance.pick(topology.services().getFirst().sites()).name();
        fault(
                "everything breaks in " + region,
                3_000,
                60_000,
                () -> topology.services().forEach(service -> reality.breaks(service.name(), region)),
                () -> topology.services().forEach(service -> reality.recovers(service.name(), region)));
    }

    private void vantageIsCutOff() {
        Vantage vantage = chance.pick(vantages);
        boolean notices = chance.in(0.85);
        int late = chance.between(0, 4_000);
        fault(
                vantage.name() + " is cut off" + (notices ? ", and notices after " + late + " ms" : ""),
                500,
                20_000,
                () -> vantage.cutOff(true),
                () -> vantage.cutOff(false));
        if (notices) {
            agenda.in(late, vantage::notices);
        }
    }

    private void vantageMissesASite() {
        Vantage vantage = chance.pick(vantages);
        SiteName site = chance.pick(topology.services().getFirst().sites()).name();
        fault(
                vantage.name() + " cannot reach " + site,
                1_000,
                40_000,
                () -> vantage.reaches(site, false),
                () -> vantage.reaches(site, true));
    }

    /** Enough for a verdict; the last one knows better. */
    private void allButOneMissASite() {
        Vantage sees = chance.pick(vantages);
        SiteName site = chance.pick(topology.services().getFirst().sites()).name();
        List<Vantage> blind =
                vantages.stream().filter(vantage -> vantage != sees).toList();
        fault(
                "only " + sees.name() + " can reach " + site,
                6_000,
                40_000,
                () -> blind.forEach(vantage -> vantage.reaches(site, false)),
                () -> blind.forEach(vantage -> vantage.reaches(site, true)));
    }

    private void vantageFallsSilent() {
        Vantage vantage = chance.pick(vantages);
        SimulatedCell cell = chance.pick(cells);
        fault(
                vantage.name() + " cannot tell cell " + cell.name(),
                500,
                30_000,
                () -> vantage.courierTo(cell.name()).connected(false),
                () -> vantage.courierTo(cell.name()).connected(true));
    }

    private void vantageCrashes() {
        Vantage vantage = chance.pick(vantages);
        fault(vantage.name() + " crashes", 200, 20_000, vantage::crash, vantage::start);
    }

    private void kafkaGoesAway() {
        SimulatedCell cell = chance.pick(cells);
        fault(cell.name() + " has no Kafka", 500, 30_000, () -> cell.kafka(false), () -> cell.kafka(true));
    }

    private void decisionCrashes() {
        SimulatedCell cell = chance.pick(cells);
        fault(cell.name() + " has no decision-service", 300, 30_000, cell.decision()::crash, cell.decision()::start);
    }

    private void actuatorCrashes() {
        SimulatedCell cell = chance.pick(cells);
        fault(cell.name() + " has no actuator", 300, 45_000, cell.actuator()::crash, cell.actuator()::start);
    }

    private void providerFails() {
        switch (chance.between(0, 2)) {
            case 0 -> fault("the provider throttles", 1_000, 40_000, () -> provider.throttling = true, provider::heal);
            case 1 -> fault("the provider is away", 1_000, 60_000, () -> provider.unavailable = true, provider::heal);
            default -> fault("the provider is slow", 1_000, 30_000, () -> provider.slow = true, provider::heal);
        }
    }
}
