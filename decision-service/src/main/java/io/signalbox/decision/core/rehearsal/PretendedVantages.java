package io.signalbox.decision.core.rehearsal;

import io.signalbox.contract.Cause;
import io.signalbox.contract.Observation;
import io.signalbox.contract.ProbeResult;
import io.signalbox.contract.ServiceName;
import io.signalbox.contract.SiteName;
import io.signalbox.contract.Timings;
import io.signalbox.contract.VantageHealth;
import io.signalbox.contract.VantageName;
import io.signalbox.contract.topology.Probe;
import io.signalbox.contract.topology.Service;
import io.signalbox.contract.topology.Site;
import io.signalbox.contract.topology.Topology;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * All vantages of a topology, each running every probe at its pace, in a world that can be told what is lost. What they see goes
 * into a rehearsal.
 */
public final class PretendedVantages {

    private static final Timings TOOK = Timings.total(1_000);
    private static final ProbeResult PASSED = new ProbeResult.Passed(TOOK);
    private static final ProbeResult FAILED = new ProbeResult.Failed(TOOK, Cause.TIMEOUT_CONNECT, "the site is lost");

    private final Rehearsal rehearsal;
    private final String digest;
    private final PriorityQueue<Check> due = new PriorityQueue<>(
            Comparator.<Check, Instant>comparing(check -> check.next).thenComparingInt(check -> check.number));
    private final Set<SiteName> lost = new HashSet<>();
    private final Set<VantageName> silent = new HashSet<>();
    private final Set<VantageName> blind = new HashSet<>();

    /** One probe of one site at one vantage. */
    private static final class Check {
        private final int number;
        private final ServiceName service;
        private final SiteName site;
        private final Probe probe;
        private final VantageName vantage;
        private Instant next;
        private long sequence;
        private int failures;

        private Check(int number, ServiceName service, SiteName site, Probe probe, VantageName vantage, Instant next) {
            this.number = number;
            this.service = service;
            this.site = site;
            this.probe = probe;
            this.vantage = vantage;
            this.next = next;
        }
    }

    public PretendedVantages(Topology topology, Rehearsal rehearsal, Instant begin) {
        this.rehearsal = rehearsal;
        this.digest = topology.digest();
        for (Service service : topology.services()) {
            for (Site site : service.sites()) {
                for (Probe probe : site.probes()) {
                    for (VantageName vantage : topology.vantages()) {
                        due.add(new Check(due.size(), service.name(), site.name(), probe, vantage, begin));
                    }
                }
            }
        }
    }

    /** Every probe of a site fails from now on. */
    public void lose(SiteName site) {
        lost.add(site);
    }

    public void repair(SiteName site) {
        lost.remove(site);
    }

    /** Nothing is heard of a vantage any more. */
    public void silence(VantageName vantage) {
        silent.add(vantage);
    }

    /** A vantage sees everything fail, and does not know that it is its own fault. */
    public void blind(VantageName vantage) {
        blind.add(vantage);
    }

    /** Time passes, and what is due is probed. */
    public void probe(Instant until) {
        for (Check check = due.peek(); check != null && !check.next.isAfter(until); check = due.peek()) {
            due.remove();
            if (!silent.contains(check.vantage)) {
                look(check);
            }
            boolean inDoubt = check.failures > 0 && check.failures < check.probe.fall();
            check.next = check.next.plus(inDoubt ? check.probe.fastInterval() : check.probe.interval());
            due.add(check);
        }
        rehearsal.passes(until);
    }

    private void look(Check check) {
        boolean fails = lost.contains(check.site) || blind.contains(check.vantage);
        check.failures = fails ? check.failures + 1 : 0;
        check.sequence++;
        rehearsal.observe(
                new Observation(
                        Observation.VERSION,
                        check.service,
                        check.site,
                        check.probe.name(),
                        check.vantage,
                        "rehearsal",
                        check.sequence,
                        0,
                        fails ? FAILED : PASSED,
                        null,
                        VantageHealth.HEALTHY,
                        digest),
                check.next);
    }
}
