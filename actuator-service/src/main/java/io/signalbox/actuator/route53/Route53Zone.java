package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.FencedChange;
import io.signalbox.actuator.core.LiveRecords;
import io.signalbox.actuator.core.Submission;
import io.signalbox.actuator.core.Zone;
import io.signalbox.actuator.core.ZoneUnavailableException;

/** One hosted zone during one attempt; requests are shared with all other attempts. @param end of {@link System#nanoTime} */
record Route53Zone(ZoneSubmitter submitter, ZoneReader reader, ChangeInquiries inquiries, long end) implements Zone {

    @Override
    public LiveRecords records(String name) throws ZoneUnavailableException {
        return reader.records(name, end);
    }

    @Override
    public Submission submit(FencedChange change) {
        return submitter.submit(change, end);
    }

    @Override
    public Progress progress(String token) throws ZoneUnavailableException {
        return inquiries.progress(token, end);
    }
}
