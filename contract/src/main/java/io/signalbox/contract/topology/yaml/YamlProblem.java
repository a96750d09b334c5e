package io.signalbox.contract.topology.yaml;

/**
 * One thing that is wrong with a topology.
 *
 * @param file as another file names it, if it is not the one that was asked for; else empty
 * @param line from 1; 0 where there is none
 * @param path such as {@code services.orders.sites[1].priority}, or an environment variable's name; may be empty
 * @param message what was found and what is allowed; never the value of an environment variable
 */
public record YamlProblem(String file, int line, String path, String message) {

    /** A problem of the file that was asked for. */
    public YamlProblem(int line, String path, String message) {
        this("", line, path, message);
    }

    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
