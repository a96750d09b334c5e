package io.signalbox.decision.simulation;

import io.signalbox.contract.Directive;
import io.signalbox.contract.JournalEntry;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.ServiceName;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How each order of an operator was answered by its cell's journal: taken, refused, or taken and then lost to a later one. */
final class OrderAnswers {

    /** Orders and releases within this time of each other, in milliseconds, are given without knowing of each other. */
    private static final long AT_ONCE = 10_000;

    private static final String REFUSED = "directive-refused";
    private static final String LOST = "order-lost";

    /** What a cell has said to an order. An order that no cell has heard yet is OPEN. */
    enum Answer {
        OPEN,
        TAKEN,
        REFUSED,
        LOST
    }

    private record Given(CellName cell, Directive directive, long at) {}

    private final Agenda agenda;
    private final int cells;
    private final Tally tally;
    private final Map<String, Given> given = new HashMap<>();
    private final Map<String, Answer> answers = new HashMap<>();
    /** The last override of each service. */
    private final Map<ServiceName, Given> overrides = new HashMap<>();

    private String last = "";

    OrderAnswers(Agenda agenda, int cells, Tally tally) {
        this.agenda = agenda;
        this.cells = cells;
        this.tally = tally;
    }

    /** The kind of each order that operators may give, as the tally names it. */
    static String counted(String kind, Answer answer) {
        return "order " + kind
                + (answer == Answer.OPEN ? " given" : " " + answer.name().toLowerCase(Locale.ROOT));
    }

    /** @param cell to which it is given */
    void given(CellName cell, Directive directive) {
        var news = new Given(cell, directive, agenda.now());
        given.put(directive.id(), news);
        last = directive.id();
        tally.count(counted(directive.order().kind(), Answer.OPEN));
        if (cells > 2) {
            tally.count("third cell: " + directive.order().kind());
        }
        contradicts(news);
    }

    private void contradicts(Given news) {
        ServiceName service = news.directive().service();
        if (service == null || !(news.directive().order() instanceof Directive.Override wanted)) {
            return;
        }
        Given former = overrides.put(service, news);
        if (former != null
                && former.directive().order() instanceof Directive.Override other
                && !former.cell().equals(news.cell())
                && !other.target().equals(wanted.target())
                && news.at() - former.at() < AT_ONCE) {
            tally.count("two of " + cells + " cells are given contradictory overrides");
        }
    }

    /** What a cell has written down. */
    void told(CellName cell, JournalEntry entry) {
        Given order = entry.directive() == null ? null : given.get(entry.directive());
        if (order == null || !order.cell().equals(cell)) {
            return;
        }
        String kind = order.directive().order().kind();
        Answer answer = answer(kind, entry.kind());
        if (answer != null && answers.put(order.directive().id(), answer) != answer) {
            tally.count(counted(kind, answer));
        }
    }

    private static @Nullable Answer answer(String order, String entry) {
        if (entry.equals(REFUSED)) {
            return Answer.REFUSED;
        }
        if (entry.equals(LOST)) {
            return Answer.LOST;
        }
        return entry.equals(order) ? Answer.TAKEN : null;
    }

    /** What was said last to the order that was given last. */
    String last() {
        return last;
    }

    /** What was said last to an order. */
    Answer to(String directive) {
        return answers.getOrDefault(directive, Answer.OPEN);
    }
}
