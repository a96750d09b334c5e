package io.signalbox.contract.evidence;

/**
 * The health that a vantage reports of itself. A sick vantage has no vote.
 *
 * @param detail the reason; empty when healthy
 */
public record VantageHealth(boolean healthy, String detail) {

    public static final VantageHealth HEALTHY = new VantageHealth(true, "");

    public static VantageHealth sick(String detail) {
        return new VantageHealth(false, detail);
    }
}
