package io.signalbox.contract.topology;

import java.util.List;

/** The destination of the name while a site is active. */
public sealed interface Address {

    /** Plain addresses, as A and AAAA records; at least one. */
    record Addresses(List<String> ipv4, List<String> ipv6) implements Address {
        public Addresses {
            ipv4 = List.copyOf(ipv4);
            ipv6 = List.copyOf(ipv6);
        }
    }

    /** Another name, as a CNAME record. */
    record CanonicalName(String name) implements Address {}

    /** A Route 53 alias, as one record per type. @param zoneId the hosted zone of the target */
    record Alias(String name, String zoneId) implements Address {}
}
