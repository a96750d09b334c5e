package io.signalbox.contract.topology.check;

/** Host and port, of what a vantage looks at or of a name server. @param port 1 to 65535 */
public record Reference(String host, int port) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
