package io.signalbox.decision.simulation;

import io.signalbox.contract.fence.Fence;
import io.signalbox.contract.fence.Order;
import io.signalbox.contract.name.ServiceName;
import io.signalbox.contract.topology.Service;
import java.util.HashSet;
import java.util.Set;

/** One word in every cell: what the provider takes while an operator's order is in force. */
final class AgreementRules {

    /** By which clocks may differ. */
    private static final int CLOCKS = 5_000;

    private final Agenda agenda;
    private final Judge judge;
    private final Tally tally;
    /** That have moved their service. */
    private final Set<Numbered> moved = new HashSet<>();

    private boolean clocksAreRight = true;

    private record Numbered(ServiceName service, long number) {}

    AgreementRules(Agenda agenda, Judge judge, Tally tally) {
        this.agenda = agenda;
        this.judge = judge;
        this.tally = tally;
    }

    /** Nobody knows any more what is over by time. */
    void clocksAreWrong() {
        clocksAreRight = false;
    }

    /** The provider has forgotten what it had accepted: numbers may come again. */
    void lost(ServiceName service) {
        moved.removeIf(order -> order.service().equals(service));
    }

    /** @param pastReturn whether it is of a plan that nothing can put back: it is carried through, and the order is next */
    void taken(Service service, Fence before, Fence next, boolean pastReturn) {
        Order order = next.words().order();
        if (order != null && order.number() > before.words().orders()) {
            tally.count(order.target() == null ? "a release is written" : "an order is written");
        }
        boolean inForce =
                order != null && (order.until() == null || clocksAreRight) && order.inForce(agenda.instant(CLOCKS));
        if (!inForce || before.active().equals(next.active())) {
            return;
        }
        if (pastReturn && !next.active().equals(order.target())) {
            tally.count("an order waits for a plan that is past return");
            return;
        }
        judge.require(
                next.active().equals(order.target()),
                "while an order is in force traffic goes to its site alone",
                () -> before.text() + " became " + next.text());
        judge.require(
                moved.add(new Numbered(service.name(), order.number())),
                "no service moves more than once per order",
                () -> before.text() + " became " + next.text());
        tally.count(
                order.cell().equals(next.cell())
                        ? "an order is carried out"
                        : "an order of another cell is carried out");
    }
}
