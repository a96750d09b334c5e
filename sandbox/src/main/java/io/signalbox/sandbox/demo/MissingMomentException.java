package io.signalbox.sandbox.demo;

import java.time.Duration;

/** Something that the demonstration must show did not happen. */
public final class MissingMomentException extends Exception {

    MissingMomentException(String what, Duration limit) {
        super("\"" + what + "\" did not come within " + limit.toSeconds() + " s");
    }

    MissingMomentException(String why) {
        super(why);
    }
}
