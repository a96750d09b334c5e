package io.signalbox.contract.evidence;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why a probe failed. Grows; a reader that meets a newer cause takes it for {@link #OTHER}. */
public enum Cause {
    RESOLVE_FAILED,
    REFUSED,
    RESET,
    UNREACHABLE,
    TIMEOUT_CONNECT,
    TIMEOUT_TLS,
    TIMEOUT_FIRST_BYTE,
    TIMEOUT_TOTAL,
    CERTIFICATE_EXPIRED,
    CERTIFICATE_WRONG_HOST,
    CERTIFICATE_UNTRUSTED,
    CERTIFICATE_EXPIRING,
    WRONG_STATUS,
    WRONG_BODY,
    WRONG_ANSWER,
    WRONG_ROLE,
    NOT_READY,
    ACCESS_DENIED,
    REDIRECT_REFUSED,
    ADDRESS_REFUSED,
    TOO_SLOW,
    NOT_SERVING,
    HEARTBEAT_MISSING,
    TOO_FEW,
    ALARM,
    PROTOCOL_ERROR,
    @JsonEnumDefaultValue
    OTHER
}
