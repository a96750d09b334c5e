package io.signalbox.sandbox.startup;

/**
 * The start of one service, measured while no other service starts.
 *
 * @param service {@code probe}, {@code decision} or {@code actuator}
 * @param upMillis until its HTTP interface answers
 * @param runningMillis until its readiness check passes
 * @param residentMebibytes after it has worked for a while
 */
public record StartupTimes(String service, long upMillis, long runningMillis, long residentMebibytes) {

    /** Key-value pairs of a RESULT line. */
    public String text(String prefix) {
        return prefix + service + "_up_ms=" + upMillis + " " + prefix + service + "_running_ms=" + runningMillis + " "
                + prefix + service + "_rss_mib=" + residentMebibytes;
    }
}
