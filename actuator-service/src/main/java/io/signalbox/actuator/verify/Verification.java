package io.signalbox.actuator.verify;

import io.signalbox.actuator.core.ActionHandler;
import io.signalbox.actuator.core.SignalStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.Route53Client;

/** Runs all experiments and trials, and then removes everything that they created, however the run ends. */
public final class Verification {

    private final ScratchZone zone;
    private final List<Runnable> parts;
    private final ActionTrials trials;
    private final SignalTrial signals;

    /**
     * The pace of a run.
     *
     * @param rounds of the race
     * @param gap after each request: Route 53 limits the requests of an account
     */
    public record Pace(int rounds, Duration gap) {}

    /**
     * @param zone the name of a throw-away zone
     * @param ids an interceptor of all clients
     * @param region of what it makes outside of the zone
     * @throws IllegalArgumentException if there is not exactly one such zone
     */
    public Verification(
            Route53Client route53,
            String zone,
            Pace pace,
            List<ActionHandler<?>> handlers,
            SignalStore store,
            Resources resources,
            String region,
            RequestIds ids,
            Stop stop,
            InstantSource clock,
            Consumer<Finding> findings) {
        var report = new VerificationReport(ids, clock, findings);
        this.zone = ScratchZone.find(route53, zone, pace.gap(), stop);
        this.trials = new ActionTrials(handlers, resources.steps(), region, report, stop, clock);
        this.signals = new SignalTrial(store, resources.signals(), report, stop);
        this.parts = List.of(
                new ZoneExperiments(this.zone, report)::run,
                new RaceExperiment(this.zone, report, pace.rounds())::run,
                trials::run,
                signals::run);
    }

    /** @return why it ended early, and what could not be removed; empty for neither */
    public List<String> run() {
        var troubles = new ArrayList<String>();
        try {
            parts.forEach(Runnable::run);
        } catch (Stop.StoppedException | SdkException e) {
            troubles.add(String.valueOf(e.getMessage()));
        } finally {
            troubles.addAll(clean());
        }
        return troubles;
    }

    /**
     * Removes what this and earlier runs have created.
     *
     * @return what could not be removed
     */
    public List<String> clean() {
        var left = new ArrayList<String>();
        try {
            zone.clean().forEach(name -> left.add("left behind: " + name));
            trials.clean().forEach(name -> left.add("left behind: " + name));
            signals.clean().forEach(name -> left.add("left behind: " + name));
        } catch (SdkException e) {
            left.add("perhaps something is left behind: " + e.getMessage());
        }
        return left;
    }
}
