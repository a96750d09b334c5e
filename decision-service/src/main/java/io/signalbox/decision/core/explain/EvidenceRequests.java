package io.signalbox.decision.core.explain;

import io.signalbox.contract.name.ServiceName;
import io.signalbox.decision.core.evidence.Explanation;
import java.util.Set;

/** Requests for explanations of evidence: stage 1 reads them a few times a second and answers. Thread-safe. */
public interface EvidenceRequests {

    /** The services that are asked about. */
    Set<ServiceName> open();

    void answer(Explanation explanation);
}
