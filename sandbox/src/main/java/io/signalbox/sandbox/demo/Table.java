package io.signalbox.sandbox.demo;

import java.util.ArrayList;
import java.util.List;

/** The times of the moves, side by side. */
final class Table {

    private Table() {}

    static void print(Screen screen, List<Chapter> chapters) {
        screen.title("How long it took, in milliseconds");
        screen.row(List.of("", "detection", "decision", "actuation", "convergence", "all"));
        for (Chapter chapter : chapters) {
            var cells = new ArrayList<String>();
            cells.add(chapter.name());
            chapter.phases().forEach(phase -> cells.add(String.valueOf(phase)));
            cells.add(String.valueOf(chapter.total()));
            screen.row(cells);
        }
    }
}
