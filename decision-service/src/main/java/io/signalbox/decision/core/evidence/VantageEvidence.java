package io.signalbox.decision.core.evidence;

import io.signalbox.contract.ProbeName;
import io.signalbox.contract.Verdict;
import io.signalbox.contract.topology.Site;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one vantage has seen of one site: DOWN when any of its probes is, UP when all are. */
final class VantageEvidence {

    private final Map<ProbeName, CheckEvidence> checks = new LinkedHashMap<>();

    VantageEvidence(Site site) {
        site.probes().forEach(probe -> checks.put(probe.name(), new CheckEvidence(probe)));
    }

    @Nullable
    CheckEvidence check(ProbeName probe) {
        return checks.get(probe);
    }

    Verdict verdict() {
        boolean allUp = true;
        for (CheckEvidence check : checks.values()) {
            if (check.verdict() == Verdict.DOWN) {
                return Verdict.DOWN;
            }
            allUp &= check.verdict() == Verdict.UP;
        }
        return allUp ? Verdict.UP : Verdict.UNKNOWN;
    }

    boolean expire(Instant now) {
        boolean changed = false;
        for (CheckEvidence check : checks.values()) {
            changed |= check.expire(now);
        }
        return changed;
    }

    boolean forget() {
        boolean changed = false;
        for (CheckEvidence check : checks.values()) {
            changed |= check.forget();
        }
        return changed;
    }

    @Nullable
    Instant measuredAt() {
        return checks.values().stream()
                .map(CheckEvidence::measuredAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
    }

    @Nullable
    Instant failingSince() {
        return checks.values().stream()
                .filter(check -> check.verdict() == Verdict.DOWN)
                .map(CheckEvidence::failingSince)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    String describe() {
        return checks.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().describe())
                .collect(Collectors.joining("; "));
    }
}
