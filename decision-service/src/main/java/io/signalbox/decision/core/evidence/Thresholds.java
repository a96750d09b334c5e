package io.signalbox.decision.core.evidence;

/**
 * How many results in a row change a verdict.
 *
 * @param fall failures until DOWN, 1 or more
 * @param rise successes until UP, 1 or more
 */
public record Thresholds(int fall, int rise) {

    private static final Health UP = new Health.Up(0);
    private static final Health DOWN = new Health.Down(0);

    public Health next(Health health, boolean passed) {
        return switch (health) {
            case Health.Unknown unknown ->
                passed ? begin(unknown.successes() + 1, 0) : begin(0, unknown.failures() + 1);
            case Health.Up up -> passed ? UP : failing(up.failures() + 1);
            case Health.Down down -> passed ? passing(down.successes() + 1) : DOWN;
        };
    }

    private Health begin(int successes, int failures) {
        if (successes >= rise) {
            return UP;
        }
        return failures >= fall ? DOWN : new Health.Unknown(successes, failures);
    }

    private Health failing(int failures) {
        return failures >= fall ? DOWN : new Health.Up(failures);
    }

    private Health passing(int successes) {
        return successes >= rise ? UP : new Health.Down(successes);
    }

    /** The counters in words, for a vote's detail. */
    public String describe(Health health) {
        return switch (health) {
            case Health.Unknown(int successes, int failures) ->
                "%d of %d successes, %d of %d failures".formatted(successes, rise, failures, fall);
            case Health.Up(int failures) -> failures == 0 ? "passing" : "%d of %d failures".formatted(failures, fall);
            case Health.Down(int successes) ->
                successes == 0 ? "failing" : "%d of %d successes".formatted(successes, rise);
        };
    }
}
