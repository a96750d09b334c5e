package io.signalbox.sandbox.startup;

/**
 * One service's start, alone on the machine but for what it talks to.
 *
 * @param service {@code probe}, {@code decision} or {@code actuator}
 * @param upMillis until its HTTP interface answers
 * @param runningMillis until it says that it is ready
 * @param residentMebibytes once it has done its work for a while
 */
public record Startup(String service, long upMillis, long runningMillis, long residentMebibytes) {

    /** As key and value pairs of a RESULT line. */
    public String text(String prefix) {
        return prefix + service + "_up_ms=" + upMillis + " " + prefix + service + "_running_ms=" + runningMillis + " "
                + prefix + service + "_rss_mib=" + residentMebibytes;
    }
}
