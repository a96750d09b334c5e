package io.signalbox.bench.probe;

import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ServiceName;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/** Signalbox: one prober, and what decision-service makes of it. Thread-safe. */
final class SignalboxWitness implements Witness, Verdicts.Listener {

    private static final String UNDECIDED = "undecided ";

    private final LoneProber prober;
    private final Verdicts verdicts;
    private final Map<TroubledTarget, Verdict> last = new EnumMap<>(TroubledTarget.class);
    private final Map<TroubledTarget, String> causes = new EnumMap<>(TroubledTarget.class);
    private Counters before;
    private Counters now;

    SignalboxWitness(LoneProber prober) {
        this.prober = prober;
        before = prober.counters();
        now = before;
        verdicts = new Verdicts(prober.bootstrap(), prober.topology(), this);
    }

    @Override
    public String name() {
        return "Signalbox";
    }

    @Override
    public long pid() {
        return prober.pid();
    }

    @Override
    public synchronized void anew() {
        before = now;
    }

    @Override
    public void listen() {
        Counters counters = prober.counters();
        synchronized (this) {
            now = counters;
        }
    }

    @Override
    public synchronized void verdict(ServiceName service, Verdict verdict) {
        last.put(TroubledTarget.of(service.value()), verdict);
    }

    @Override
    public synchronized void observed(Observation observation) {
        String cause =
                switch (observation.result()) {
                    case ProbeResult.Passed _ -> "";
                    case ProbeResult.Failed failed -> failed.cause().toString();
                };
        causes.put(
                TroubledTarget.of(observation.service().value()),
                observation.vantageHealth().healthy() ? cause : "vantage sick");
    }

    @Override
    public synchronized Saying says(TroubledTarget target) {
        return switch (last.getOrDefault(target, Verdict.UNKNOWN)) {
            case UP -> new Saying(Saying.State.WORKS, "UP");
            case DOWN -> new Saying(Saying.State.FAILS, "DOWN, " + causes.getOrDefault(target, ""));
            case UNKNOWN -> new Saying(Saying.State.UNDECIDED, "UNKNOWN, " + why(target));
        };
    }

    private String why(TroubledTarget target) {
        return now.since(before, target.service()::equals).entrySet().stream()
                .filter(each -> each.getKey().startsWith(UNDECIDED))
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(each -> each.getKey().substring(UNDECIDED.length()))
                .orElse(causes.getOrDefault(target, "silent"));
    }

    @Override
    public void close() {
        verdicts.close();
    }
}
