package io.signalbox.actuator.core;

/** One zone at its provider, as the provider's control plane has it; name servers may be behind. Not thread-safe. */
public interface Zone {

    /** What is stored under exactly this name. */
    LiveRecords records(String name) throws ZoneUnavailableException;

    /** Applies the whole change or nothing of it. Sends it once; never throws. */
    Submission submit(Change change);

    /** How far an accepted change has come. @param token from {@link Submission.Accepted} */
    Progress progress(String token) throws ZoneUnavailableException;

    enum Progress {
        PENDING,
        /** All the provider's servers have it. */
        IN_SYNC,
        /** The provider does not know this change, or no longer. */
        UNKNOWN
    }
}
