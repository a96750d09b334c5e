package io.signalbox.decision.core.evidence;

import io.signalbox.contract.Verdict;

/** What a run of results says so far, with the counter that may change it. */
public sealed interface Health {

    Health NOTHING_KNOWN = new Unknown(0, 0);

    Verdict verdict();

    /** Both counters run until one of them reaches its threshold. */
    record Unknown(int successes, int failures) implements Health {
        @Override
        public Verdict verdict() {
            return Verdict.UNKNOWN;
        }
    }

    /** @param failures in a row since the last success */
    record Up(int failures) implements Health {
        @Override
        public Verdict verdict() {
            return Verdict.UP;
        }
    }

    /** @param successes in a row since the last failure */
    record Down(int successes) implements Health {
        @Override
        public Verdict verdict() {
            return Verdict.DOWN;
        }
    }
}
