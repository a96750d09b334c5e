package io.signalbox.probe.engine;

/** Of the topology in force, shared by all checks: a reload changes it without touching those that stay as they are. */
final class Digest {

    private volatile String value = "";

    String value() {
        return value;
    }

    void replace(String next) {
        value = next;
    }
}
