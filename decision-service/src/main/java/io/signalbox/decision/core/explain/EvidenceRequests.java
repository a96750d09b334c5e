package io.signalbox.decision.core.explain;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.core.evidence.Explanation;
import java.util.Set;

/** Who counts looks here a few times a second, and explains what somebody asks about: nothing is done while nobody asks. Thread-safe. */
public interface EvidenceRequests {

    /** The services that are asked about. */
    Set<ServiceName> open();

    void answer(Explanation explanation);
}
