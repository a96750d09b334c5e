package io.signalbox.actuator.route53;

import io.signalbox.actuator.core.Zone.Progress;
import io.signalbox.actuator.core.ZoneUnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The latest changes whose progress was requested. Thread-safe. */
final class ChangeInquiries {

    private static final int KEPT = 1_000;
    private static final float LOAD = 0.75f;

    private final Route53Calls calls;
    private final Map<String, ChangeInquiry> byChange = new LinkedHashMap<>(16, LOAD, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ChangeInquiry> eldest) {
            return size() > KEPT;
        }
    };

    ChangeInquiries(Route53Calls calls) {
        this.calls = calls;
    }

    /** @param end of {@link System#nanoTime} */
    Progress progress(String change, long end) throws ZoneUnavailableException {
        ChangeInquiry inquiry;
        synchronized (byChange) {
            inquiry = byChange.computeIfAbsent(change, id -> new ChangeInquiry(id, calls));
        }
        return inquiry.progress(end);
    }
}
