package io.signalbox.probe.engine;

/** The digest of the current topology, shared by all checks. A reload changes it without touching unchanged checks. */
final class TopologyDigest {

    private volatile String value = "";

    String value() {
        return value;
    }

    void replace(String next) {
        value = next;
    }
}
