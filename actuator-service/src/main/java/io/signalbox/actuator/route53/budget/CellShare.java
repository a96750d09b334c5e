package io.signalbox.actuator.route53.budget;

import io.signalbox.contract.name.CellName;
import io.signalbox.contract.topology.Cell;
import io.signalbox.contract.topology.Topology;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The part of an account's requests that this cell may use. Computed for each use, since the number of cells may
 * change.
 *
 * @param perSecond requests; above 0
 * @param place from 0 to below 1: where in a zone the cell begins. All cells may want the same changes at the same
 *     time; cells that begin at different places make different ones first
 */
public record CellShare(DoubleSupplier perSecond, DoubleSupplier place) {

    /** Nobody else uses the account. */
    public static CellShare alone(DoubleSupplier perSecond) {
        return new CellShare(perSecond, () -> 0);
    }

    /** Equal shares, and places at equal distances. */
    public static CellShare of(Supplier<Topology> topology, CellName cell, double ofAllCells) {
        return new CellShare(
                () -> ofAllCells / topology.get().cells().size(),
                () -> place(topology.get().cells(), cell));
    }

    private static double place(List<Cell> cells, CellName cell) {
        int index = cells.stream().map(Cell::name).toList().indexOf(cell);
        return (double) Math.max(0, index) / cells.size();
    }
}
