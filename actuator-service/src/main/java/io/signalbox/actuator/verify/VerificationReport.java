package io.signalbox.actuator.verify;

import io.signalbox.actuator.verify.Finding.Verdict;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Passes on each finding with its time and the ids of its requests. Requests of the preparation belong to the next finding. */
final class VerificationReport {

    private static final int MOST_IDS = 8;

    private final RequestIds ids;
    private final InstantSource clock;
    private final Consumer<Finding> findings;

    VerificationReport(RequestIds ids, InstantSource clock, Consumer<Finding> findings) {
        this.ids = ids;
        this.clock = clock;
        this.findings = findings;
    }

    void found(String what, String expected, String found, boolean asExpected) {
        found(what, expected, found, asExpected, ids());
    }

    /** @param requests instead of those since the last finding */
    void found(String what, String expected, String found, boolean asExpected, List<String> requests) {
        add(what, expected, found, asExpected ? Verdict.AS_EXPECTED : Verdict.DIFFERS, requests);
    }

    void leftOut(String what, String why) {
        add(what, "", why, Verdict.LEFT_OUT, List.of());
    }

    /** Removes and returns the ids of the requests since the last finding. */
    List<String> ids() {
        return ids.drain();
    }

    private void add(String what, String expected, String found, Verdict verdict, List<String> requests) {
        findings.accept(new Finding(clock.instant(), what, expected, found, verdict, shortened(requests)));
    }

    private static List<String> shortened(List<String> all) {
        return all.size() <= MOST_IDS
                ? all
                : List.of(all.getFirst(), "…", all.getLast(), "(" + all.size() + " requests)");
    }
}
