package io.signalbox.actuator.bootstrap;

import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The finding about one resource of one service.
 *
 * @param summary for a person
 * @param lines the differences, each with a sign before it
 * @param write the change to make; null for none
 */
public record ResourceFinding(
        Kind kind,
        String summary,
        List<String> lines,
        @Nullable PendingWrite write) {

    /** The comparison of topology and provider. */
    public enum Kind {
        SAME,
        CREATE,
        ADOPT,
        CHANGE,
        GIVE_BACK,
        /** It differs, and must not be changed now. */
        REFUSED,
        /** Unknown, or a person has to decide. */
        ERROR;

        public boolean differs() {
            return switch (this) {
                case CREATE, ADOPT, CHANGE, GIVE_BACK, REFUSED -> true;
                case SAME, ERROR -> false;
            };
        }
    }

    /** Requests one change that applies as a whole, and only if all is still as found. */
    @FunctionalInterface
    public interface PendingWrite {
        Result perform();
    }

    /** The result of a write. */
    public sealed interface Result {

        record Taken() implements Result {}

        /**
         * Not applied, or unknown: the next look shows which.
         *
         * @param why for a person
         */
        record LookAgain(String why) implements Result {}

        /** @param why for a person */
        record Failed(String why) implements Result {}

        static Result of(ZoneUnavailableException e) {
            return refused(e.cause(), e.getMessage(), e.retryable());
        }

        /** Waiting does not help: a person has to grant the permission, and then run the command again. */
        static Result refused(String cause, String detail, boolean retryable) {
            String why = cause + ": " + detail;
            return retryable && !FailureCause.ACCESS_DENIED.is(cause) ? new LookAgain(why) : new Failed(why);
        }
    }

    public ResourceFinding {
        lines = List.copyOf(lines);
    }

    static ResourceFinding same(String summary) {
        return new ResourceFinding(Kind.SAME, summary, List.of(), null);
    }

    static ResourceFinding error(String summary) {
        return new ResourceFinding(Kind.ERROR, summary, List.of(), null);
    }
}
