package io.signalbox.contract.evidence;

/** A conclusion about a probe at a vantage, or about a site. UNKNOWN never moves traffic. */
public enum Verdict {
    UP,
    DOWN,
    UNKNOWN
}
