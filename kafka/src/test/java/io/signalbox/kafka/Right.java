package io.signalbox.kafka;

import io.signalbox.contract.acl.Grant;
import io.signalbox.contract.acl.Grant.Operation;
import io.signalbox.contract.acl.Grant.Resource;
import io.signalbox.contract.acl.Principal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** One operation on one resource that the access table gives somebody. */
record Right(Operation operation, Resource resource, String name) {

    /** Each once. A prefix is represented by a name that begins with it. */
    static Set<Right> of(Collection<Principal> principals) {
        var rights = new LinkedHashSet<Right>();
        for (Principal principal : principals) {
            for (Grant grant : principal.grants()) {
                String name = grant.prefix() ? grant.name() + "x" : grant.name();
                grant.operations().forEach(operation -> rights.add(new Right(operation, grant.resource(), name)));
            }
        }
        return rights;
    }

    boolean heldBy(Principal principal) {
        return principal.may(operation, resource, name);
    }

    @Override
    public String toString() {
        return operation + " on " + resource.option() + " " + name;
    }
}
