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

    /**
     * A Route 53 alias, as one record per type.
     *
     * @param zoneId the hosted zone of the target
     * @param evaluateTargetHealth whether Route 53 leaves the record by itself while the target is unhealthy
     */
    record Alias(String name, String zoneId, boolean evaluateTargetHealth) implements Address {

        public Alias(String name, String zoneId) {
            this(name, zoneId, false);
        }

        /** Digests of services are made of it: what is not used is not part of it. */
        @Override
        public String toString() {
            return "Alias[name=" + name + ", zoneId=" + zoneId
                    + (evaluateTargetHealth ? ", evaluateTargetHealth=true]" : "]");
        }
    }
}
