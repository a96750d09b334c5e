package io.signalbox.contract.acl;

import io.signalbox.contract.acl.Grant.Operation;
import io.signalbox.contract.acl.Grant.Resource;
import java.util.List;

/**
 * A user of a cell's Kafka. Everything that is not granted is refused.
 *
 * @param name the user name, or the common name of the certificate
 */
public record Principal(String name, List<Grant> grants) {

    public Principal {
        grants = List.copyOf(grants);
    }

    public boolean may(Operation operation, Resource resource, String resourceName) {
        return grants.stream().anyMatch(grant -> grant.covers(resource, resourceName) && grant.allows(operation));
    }
}
