package io.signalbox.actuator.core;

/**
 * One zone during one attempt, as the provider's control plane has it; name servers may be behind. Requests of several
 * attempts may be sent together, but each change is applied or refused by itself.
 */
public interface Zone {

    /** Reads the records stored under exactly this name. */
    LiveRecords records(String name) throws ZoneUnavailableException;

    /**
     * Applies the whole change, or nothing of it. Sends it until the result is clear or cannot be known; never throws.
     */
    Submission submit(FencedChange change);

    /** The progress of an accepted change. @param token from {@link Submission.Accepted} */
    Progress progress(String token) throws ZoneUnavailableException;

    enum Progress {
        PENDING,
        /** All the provider's servers have it. */
        IN_SYNC,
        /** The provider does not know this change, or not any more. */
        UNKNOWN
    }
}
