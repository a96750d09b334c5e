package io.signalbox.bench.faults;

import io.signalbox.bench.probe.ProberCounters;
import io.signalbox.bench.probe.ProberSetup;
import io.signalbox.contract.evidence.Observation;
import io.signalbox.contract.evidence.ProbeResult;
import io.signalbox.contract.evidence.Verdict;
import io.signalbox.contract.name.ServiceName;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;

/** Signalbox: one prober, and the verdicts that decision-service's core derives from its observations. Thread-safe. */
final class SignalboxMonitor implements Monitor, VerdictReader.Listener {

    private static final String UNDECIDED = "undecided ";

    private final ProberSetup prober;
    private final VerdictReader verdicts;
    private final Map<FaultyTarget, Verdict> last = new EnumMap<>(FaultyTarget.class);
    private final Map<FaultyTarget, String> causes = new EnumMap<>(FaultyTarget.class);
    private ProberCounters before;
    private ProberCounters now;

    SignalboxMonitor(ProberSetup prober) {
        this.prober = prober;
        before = prober.counters();
        now = before;
        verdicts = new VerdictReader(prober.bootstrap(), prober.topology(), this);
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
    public synchronized void reset() {
        before = now;
    }

    @Override
    public void poll() {
        ProberCounters counters = prober.counters();
        synchronized (this) {
            now = counters;
        }
    }

    @Override
    public synchronized void verdict(ServiceName service, Verdict verdict) {
        last.put(FaultyTarget.of(service.value()), verdict);
    }

    @Override
    public synchronized void observed(Observation observation) {
        String cause =
                switch (observation.result()) {
                    case ProbeResult.Passed _ -> "";
                    case ProbeResult.Failed failed -> failed.cause().toString();
                };
        causes.put(
                FaultyTarget.of(observation.service().value()),
                observation.vantageHealth().healthy() ? cause : "vantage sick");
    }

    @Override
    public synchronized MonitorReport report(FaultyTarget target) {
        return switch (last.getOrDefault(target, Verdict.UNKNOWN)) {
            case UP -> new MonitorReport(MonitorReport.State.WORKS, "UP");
            case DOWN -> new MonitorReport(MonitorReport.State.FAILS, "DOWN, " + causes.getOrDefault(target, ""));
            case UNKNOWN -> new MonitorReport(MonitorReport.State.UNDECIDED, "UNKNOWN, " + why(target));
        };
    }

    private String why(FaultyTarget target) {
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
