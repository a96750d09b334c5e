package io.signalbox.sandbox.demo;

import java.time.Duration;

/** A step of the demonstration did not happen. */
public final class MissedMilestoneException extends Exception {

    MissedMilestoneException(String what, Duration limit) {
        super("\"" + what + "\" did not happen within " + limit.toSeconds() + " s");
    }

    MissedMilestoneException(String why) {
        super(why);
    }
}
