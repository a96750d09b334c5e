package io.signalbox.actuator.route53.budget;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * How many requests may be sent now. Each takes a token, which returns one period after the answer, so that no second
 * has more requests than allowed, however long each takes. All times are nanoseconds of one monotonic clock. Not
 * thread-safe.
 */
public final class RequestTokens {

    private static final long SECOND = 1_000_000_000L;

    /** With so many tokens or more, the last one is kept for writes, and the last two for full batches. */
    private static final int ENOUGH_TO_KEEP_SOME = 3;

    private static final double LEAST_SHARE = 1.0 / 16;
    private static final double RECOVERY = 0.1;

    private final DoubleSupplier perSecond;
    private final List<Token> away = new ArrayList<>();
    private double share = 1;
    private long lowered = Long.MIN_VALUE;

    public enum Use {
        WRITE,
        /** A write that could wait for others to be sent with it. */
        EARLY_WRITE,
        READ;

        /** The number of tokens that are kept for other uses. */
        private int kept() {
            return switch (this) {
                case WRITE -> 0;
                case EARLY_WRITE -> 2;
                case READ -> 1;
            };
        }
    }

    /** One that was taken. */
    static final class Token {
        private final long taken;
        private long back;

        private Token(long taken, long back) {
            this.taken = taken;
            this.back = back;
        }
    }

    /** @param perSecond asked each time, since the number of cells may change */
    RequestTokens(DoubleSupplier perSecond) {
        this.perSecond = perSecond;
    }

    private double rate() {
        return perSecond.getAsDouble() * share;
    }

    private int all() {
        return Math.max(1, (int) Math.floor(rate()));
    }

    /** A second; longer only if less than one request a second is allowed. */
    private long period() {
        return (long) (SECOND * Math.max(1, all() / rate()));
    }

    private int forUse(Use use) {
        int all = all();
        return all >= ENOUGH_TO_KEEP_SOME ? all - use.kept() : all;
    }

    boolean available(Use use, long now) {
        away.removeIf(token -> token.back - now <= 0);
        return away.size() < forUse(use);
    }

    /** Only when one is {@link #available}. A request that hangs keeps its token for two periods at most. */
    Token take(long now) {
        var token = new Token(now, now + 2 * period());
        away.add(token);
        return token;
    }

    /** @return when one will be available at the latest, if nobody else takes it */
    long availableAt(Use use, long now) {
        List<Long> back = away.stream().map(token -> token.back).sorted().toList();
        int missing = back.size() - forUse(use);
        return missing < 0 ? now : back.get(missing);
    }

    void answered(Token token, long now) {
        token.back = Math.min(token.back, now + period());
        share = Math.min(1, share + RECOVERY);
    }

    /**
     * Others use the account too, so half the rate is used until requests succeed again. Counts once for all requests
     * under way.
     */
    void throttled(Token token, long now) {
        if (lowered == Long.MIN_VALUE || token.taken - lowered >= 0) {
            share = Math.max(LEAST_SHARE, share / 2);
            lowered = now;
        }
        token.back = Math.min(token.back, now + period());
    }

    /** The request failed in a way that says nothing about the rate. */
    void failed(Token token, long now) {
        token.back = Math.min(token.back, now + period());
    }

    /** Returns the token: no request was sent. */
    void unused(Token token) {
        away.remove(token);
    }
}
