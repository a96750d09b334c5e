package io.signalbox.contract.evidence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The result of one probe. A failing probe has done its job: failure is a result, not an exception. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProbeResult.Passed.class, name = "passed"),
    @JsonSubTypes.Type(value = ProbeResult.Failed.class, name = "failed")
})
public sealed interface ProbeResult {

    Timings timings();

    record Passed(Timings timings) implements ProbeResult {}

    /** @param detail what was found and what was expected, for a person; never a secret, at most 200 characters */
    record Failed(Timings timings, Cause cause, String detail) implements ProbeResult {}
}
