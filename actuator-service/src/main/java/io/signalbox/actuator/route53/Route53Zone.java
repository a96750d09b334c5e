package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;
import io.signalbox.contract.FailureCause;

/**
 * One hosted zone during one attempt; requests are shared with all other attempts.
 *
 * @param gone called when the zone's id does not exist any more: a zone that was created again has another one
 * @param end of {@link System#nanoTime}
 */
record Route53Zone(ZoneSubmitter submitter, ZoneReader reader, ChangeInquiries inquiries, Runnable gone, long end)
        implements Zone {

    @Override
    public LiveRecords records(String name) throws ZoneUnavailableException {
        try {
            return reader.records(name, end);
        } catch (ZoneUnavailableException e) {
            note(e.cause());
            throw e;
        }
    }

    @Override
    public Submission submit(FencedChange change) {
        Submission submission = submitter.submit(change, end);
        if (submission instanceof Submission.NotTaken refused) {
            note(refused.cause());
        }
        return submission;
    }

    private void note(String cause) {
        if (FailureCause.ZONE_NOT_FOUND.is(cause)) {
            gone.run();
        }
    }

    @Override
    public Progress progress(String token) throws ZoneUnavailableException {
        return inquiries.progress(token, end);
    }
}
