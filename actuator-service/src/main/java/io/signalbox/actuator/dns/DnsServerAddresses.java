package io.signalbox.actuator.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Parses {@code signalbox.dns.servers} and {@code signalbox.dns.resolvers}. */
public final class DnsServerAddresses {

    private DnsServerAddresses() {}

    /** @throws IllegalArgumentException naming the entry that is no {@code address:port} */
    public static List<InetSocketAddress> parse(String key, List<String> servers) {
        return servers.stream().map(server -> parse(key, server)).toList();
    }

    private static InetSocketAddress parse(String key, String server) {
        int colon = server.lastIndexOf(':');
        try {
            String host = server.substring(0, colon).replaceAll("^\\[|]$", "");
            return new InetSocketAddress(InetAddress.ofLiteral(host), Integer.parseInt(server.substring(colon + 1)));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    key + ": expected an IP address, a colon and a port, got \"" + server + "\"", e);
        }
    }
}
