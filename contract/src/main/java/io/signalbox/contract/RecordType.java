package io.signalbox.contract;

/** The DNS types that Signalbox writes. */
public enum RecordType {
    A,
    AAAA,
    CNAME,
    TXT
}
