package io.signalbox.sandbox.demo;

import io.signalbox.sandbox.console.Screen;
import java.util.ArrayList;
import java.util.List;

/** Prints the times of several moves as a table. */
final class MoveTimesTable {

    private MoveTimesTable() {}

    static void print(Screen screen, List<MoveTimes> chapters) {
        screen.title("How long it took, in milliseconds");
        screen.row(List.of("", "detection", "decision", "actuation", "convergence", "all"));
        for (MoveTimes chapter : chapters) {
            var cells = new ArrayList<String>();
            cells.add(chapter.name());
            chapter.phases().forEach(phase -> cells.add(String.valueOf(phase)));
            cells.add(String.valueOf(chapter.total()));
            screen.row(cells);
        }
    }
}
