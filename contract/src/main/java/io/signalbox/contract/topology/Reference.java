package io.signalbox.contract.topology;

/** A TCP endpoint that a vantage with a working network can always reach. @param port 1 to 65535 */
public record Reference(String host, int port) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
