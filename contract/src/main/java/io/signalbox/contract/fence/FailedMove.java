package io.signalbox.contract.fence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import java.util.ArrayList;
import java.util.List;

/**
 * A move that could not be carried out. The fence tells it to every cell until a person acknowledges it or the traffic
 * moves. In the fence: {@code target:step:cells}, such as {@code us-west-2:scale:us-east-1+eu-west-1}, with {@code -}
 * for all cells.
 *
 * @param step the step that failed: at most {@value #LONGEST_STEP} characters of its name
 * @param cells the cells that have tried, and must not try again; empty when no cell may
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FailedMove(SiteName target, String step, List<CellName> cells) {

    public static final int LONGEST_STEP = 24;

    private static final String NONE = "-";
    private static final int PARTS = 3;

    public FailedMove {
        step = step.isEmpty() ? NONE : step.substring(0, Math.min(LONGEST_STEP, step.length()));
        cells = List.copyOf(cells);
    }

    /** True if this cell must not try it. */
    public boolean binds(CellName cell) {
        return cells.isEmpty() || cells.contains(cell);
    }

    /** The same, with the cells that had tried before. */
    public FailedMove after(FailedMove before) {
        if (cells.isEmpty() || before.cells.isEmpty()) {
            return new FailedMove(target, step, List.of());
        }
        var all = new ArrayList<>(before.cells);
        cells.stream().filter(cell -> !all.contains(cell)).forEach(all::add);
        return new FailedMove(target, step, all);
    }

    /** The entry in the fence's text. */
    @Override
    public String toString() {
        return target + ":" + step + ":" + (cells.isEmpty() ? NONE : Joined.of(cells));
    }

    /** @throws IllegalArgumentException saying what was found and what is allowed */
    static FailedMove parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("failed \"" + text + "\": expected target:step:cells");
        }
        return new FailedMove(
                new SiteName(parts[0]),
                parts[1],
                parts[2].equals(NONE) ? List.of() : Joined.read(parts[2], CellName::new));
    }
}
