package io.signalbox.contract.dns;

/** The DNS types that Signalbox writes. */
public enum RecordType {
    A,
    AAAA,
    CNAME,
    TXT
}
