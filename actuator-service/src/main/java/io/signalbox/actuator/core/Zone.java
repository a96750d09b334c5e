package io.signalbox.actuator.core;

/**
 * One zone at its provider during one attempt, as the provider's control plane has it; name servers may be behind. What many
 * attempts ask for at the same time may go in one request, and yet each change happens or not for itself.
 */
public interface Zone {

    /** Reads the records stored under exactly this name. */
    LiveRecords records(String name) throws ZoneUnavailableException;

    /** Applies the whole change or nothing of it. Sends it until there is an answer, or none that tells; never throws. */
    Submission submit(FencedChange change);

    /** The progress of an accepted change. @param token from {@link Submission.Accepted} */
    Progress progress(String token) throws ZoneUnavailableException;

    enum Progress {
        PENDING,
        /** All the provider's servers have it. */
        IN_SYNC,
        /** The provider does not know this change, or no longer. */
        UNKNOWN
    }
}
