package io.signalbox.actuator.verify;

import io.signalbox.actuator.core.ActionAttempt;
import io.signalbox.actuator.core.ActionFailedException;
import io.signalbox.actuator.core.Deadline;
import io.signalbox.actuator.core.SignalReading;
import io.signalbox.actuator.core.SignalReading.Present;
import io.signalbox.actuator.core.SignalStore;
import io.signalbox.contract.FailureCause;
import io.signalbox.contract.dns.SignalObject;
import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import java.util.ArrayList;
import java.util.List;

/** The conditional writes of Amazon S3, on which signals rest, with an object of its own beside each signal. */
final class SignalTrial {

    private static final String KIND = "signal-switch: ";
    private static final String OWN = ".signalbox-verify";
    private static final String DONE = "done";
    private static final String REFUSED = "refused, something else is there";

    private final SignalStore store;
    private final List<SignalObject> signals;
    private final VerificationReport report;
    private final Stop stop;

    SignalTrial(SignalStore store, List<SignalObject> signals, VerificationReport report, Stop stop) {
        this.store = store;
        this.signals = signals.stream()
                .map(signal -> new SignalObject(signal.bucket(), signal.key() + OWN, signal.region()))
                .toList();
        this.report = report;
        this.stop = stop;
    }

    void run() {
        if (signals.isEmpty()) {
            report.leftOut("signal-switch", "no service with a signal was given");
        }
        for (SignalObject signal : signals) {
            stop.check();
            try {
                swap(signal);
            } catch (ActionFailedException e) {
                report.found(KIND + signal, "an answer", e.cause() + ": " + e.getMessage(), false);
            }
        }
    }

    private void swap(SignalObject signal) throws ActionFailedException {
        expect("an object where there is none", true, store.put(signal, fence(1), null, turn()));
        expect("an object where there is one", false, store.put(signal, fence(2), null, turn()));
        String first = etag(signal);
        expect("another content in the place of this one", true, store.put(signal, fence(2), first, turn()));
        expect("the same, after it was replaced", false, store.put(signal, fence(3), first, turn()));
        expect("removal of what was replaced", false, store.remove(signal, first, turn()));
        expect("removal of what is there", true, store.remove(signal, etag(signal), turn()));
    }

    private void expect(String what, boolean expected, boolean found) {
        report.found(KIND + what, words(expected), words(found), expected == found);
    }

    private static String words(boolean done) {
        return done ? DONE : REFUSED;
    }

    private String etag(SignalObject signal) throws ActionFailedException {
        SignalReading reading = store.read(signal, turn());
        if (reading instanceof Present present) {
            return present.etag();
        }
        throw new ActionFailedException(
                FailureCause.NOT_FOUND, signal + " was written, and is " + reading.describe(), false);
    }

    private static Fence fence(long epoch) {
        return Fence.settled(epoch, new SiteName("verify"), "verify", new CellName("verify"));
    }

    private static ActionAttempt turn() {
        return new ActionAttempt(1, Deadline.after(ActionAttempt.LIMIT));
    }

    /** Removes what a stopped run may have left. @return what could not be removed */
    List<String> clean() {
        var left = new ArrayList<String>();
        for (SignalObject signal : signals) {
            try {
                if (store.read(signal, turn()) instanceof Present present
                        && !store.remove(signal, present.etag(), turn())) {
                    left.add(signal + ": " + REFUSED);
                }
            } catch (ActionFailedException e) {
                left.add(signal + ": " + e.cause() + ": " + e.getMessage());
            }
        }
        return left;
    }
}
