package io.signalbox.contract.reason;

/** The code of a reason or an alarm, with what people need to know of it. {@link ReasonCodes} has all. */
public interface ReasonCode {

    ReasonGuide guide();

    /** As in states, journal and metrics. */
    default String code() {
        return guide().code();
    }
}
