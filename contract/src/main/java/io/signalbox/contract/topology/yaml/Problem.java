package io.signalbox.contract.topology.yaml;

/**
 * One thing that is wrong with a topology.
 *
 * @param line from 1; 0 where there is none
 * @param path such as {@code services.orders.sites[1].priority}, or an environment variable's name; may be empty
 * @param message what was found and what is allowed; never the value of an environment variable
 */
public record Problem(int line, String path, String message) {

    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
