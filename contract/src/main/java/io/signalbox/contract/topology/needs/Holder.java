package io.signalbox.contract.topology.needs;

import java.util.Arrays;
import java.util.Optional;

/** A process that calls AWS. Each has a policy of its own, because each needs other permissions. */
public enum Holder {
    /** The service that carries out plans. */
    ACTUATOR("actuator-service"),
    /** The commands {@code plan}, {@code apply} and {@code destroy} of actuator-service. */
    BOOTSTRAP("bootstrap"),
    /** The service that reads alarms of CloudWatch. */
    PROBE("probe-service");

    private final String text;

    Holder(String text) {
        this.text = text;
    }

    public static Optional<Holder> of(String text) {
        return Arrays.stream(values())
                .filter(holder -> holder.text.equals(text))
                .findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
