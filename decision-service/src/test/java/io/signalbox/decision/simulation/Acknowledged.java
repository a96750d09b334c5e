package io.signalbox.decision.simulation;

import io.signalbox.contract.Directive;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import java.util.HashSet;
import java.util.Set;

/** Where a person has looked at what has failed, or has said where the traffic belongs. */
final class Acknowledged {

    private static final String ALL = " null";

    /** Cells and services; what was said of all services is of none. */
    private final Set<String> places = new HashSet<>();

    void heard(CellName cell, Directive directive) {
        boolean looks =
                switch (directive.order()) {
                    case Directive.Acknowledge _, Directive.Override _, Directive.ReAdopt _ -> true;
                    default -> false;
                };
        if (looks) {
            places.add(cell + " " + directive.service());
        }
    }

    boolean has(CellName cell, ServiceName service) {
        return places.contains(cell + " " + service) || places.contains(cell + ALL);
    }
}
