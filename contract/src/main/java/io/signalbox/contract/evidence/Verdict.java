package io.signalbox.contract.evidence;

/** What is concluded about a probe at a vantage, or about a site. UNKNOWN never moves traffic. */
public enum Verdict {
    UP,
    DOWN,
    UNKNOWN
}
