package io.signalbox.cli.console;

import io.signalbox.contract.log.LineEscapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of equal width; the last one ends where its text ends. A cell of several words is coloured word by word. */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** @param titles empty for a table without a head */
    public Table(String... titles) {
        if (titles.length > 0) {
            rows.add(List.of(titles));
        }
    }

    public Table row(String... cells) {
        rows.add(Arrays.stream(cells).map(LineEscapes::escaped).toList());
        return this;
    }

    public void print(Console console) {
        int[] widths = widths();
        rows.forEach(row -> console.styled(line(row, widths, console.style())));
    }

    private int[] widths() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths, Style style) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            boolean last = i == row.size() - 1;
            line.append(coloured(cell, style))
                    .append(last ? "" : " ".repeat(widths[i] - cell.length()))
                    .append(last ? "" : GAP);
        }
        return line.toString().stripTrailing();
    }

    private static String coloured(String cell, Style style) {
        if (!style.colours()) {
            return cell;
        }
        var text = new StringBuilder();
        for (String word : cell.split("(?<=[ =])|(?=[ =])", -1)) {
            text.append(style.of(word));
        }
        return text.toString();
    }
}
