package io.signalbox.contract.fence;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.name.SiteName;
import java.util.ArrayList;
import java.util.List;

/**
 * Sites to which an operator does not want automatic moves: a move there was cancelled or rejected. It applies in every
 * cell until the active site is UP again, or DOWN again for moves that did not leave a DOWN site; until a person
 * acknowledges it, or the traffic moves. In the fence: {@code down:targets@cell} or {@code up:targets@cell}, such as
 * {@code down:us-west-2+eu-west-1@us-east-1}.
 *
 * @param whileDown whether it applies while the active site is DOWN, or while it is not
 * @param cell where it was ordered last
 */
public record UnwantedMove(boolean whileDown, List<SiteName> targets, CellName cell) {

    private static final String DOWN = "down:";
    private static final String UP = "up:";

    public UnwantedMove {
        targets = List.copyOf(targets);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("unwanted: expected a target, got none");
        }
    }

    /** The same with the earlier unwanted moves, if they apply in the same state of the active site. */
    public UnwantedMove after(UnwantedMove before) {
        if (whileDown != before.whileDown) {
            return this;
        }
        var all = new ArrayList<>(before.targets);
        targets.stream().filter(target -> !all.contains(target)).forEach(all::add);
        return new UnwantedMove(whileDown, all, cell);
    }

    /** True if it contains all that the other one does. */
    public boolean covers(UnwantedMove other) {
        return whileDown == other.whileDown && targets.containsAll(other.targets);
    }

    /** The entry in the fence's text. */
    @Override
    public String toString() {
        return (whileDown ? DOWN : UP) + Joined.of(targets) + "@" + cell;
    }

    /** @throws IllegalArgumentException saying what was found and what is allowed */
    static UnwantedMove parse(String text) {
        String start = text.startsWith(DOWN) ? DOWN : UP;
        int at = text.indexOf('@');
        if (!text.startsWith(start) || at < start.length()) {
            throw new IllegalArgumentException(
                    "unwanted \"" + text + "\": expected down:targets@cell or up:targets@cell");
        }
        return new UnwantedMove(
                start.equals(DOWN),
                Joined.read(text.substring(start.length(), at), SiteName::new),
                new CellName(text.substring(at + 1)));
    }
}
