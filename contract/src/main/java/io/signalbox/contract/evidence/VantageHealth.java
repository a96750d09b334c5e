package io.signalbox.contract.evidence;

/**
 * What a vantage says of itself. A sick vantage has no vote.
 *
 * @param detail why it thinks so; empty when healthy
 */
public record VantageHealth(boolean healthy, String detail) {

    public static final VantageHealth HEALTHY = new VantageHealth(true, "");

    public static VantageHealth sick(String detail) {
        return new VantageHealth(false, detail);
    }
}
