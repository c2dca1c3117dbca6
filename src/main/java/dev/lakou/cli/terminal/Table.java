package dev.lakou.cli.terminal;

import dev.lakou.cli.terminal.Terminal.Colour;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows under headings, as kubectl prints them. What stands last in a row may be of any length. */
public final class Table {
    private static final String GAP = "   ";

    private final List<String> headings;
    private final List<List<Cell>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    public void row(String... cells) {
        row(List.of(cells).stream().map(Cell::new).toList());
    }

    public void row(List<Cell> cells) {
        if (cells.size() != headings.size()) {
            throw new IllegalArgumentException("A row has a cell for each heading.");
        }
        rows.add(List.copyOf(cells));
    }

    public void print(Terminal terminal) {
        var widths = widths();
        var heading = headings.stream().map(Cell::new).toList();
        terminal.say(line(heading, widths, terminal));
        rows.forEach(row -> terminal.say(line(row, widths, terminal)));
    }

    private static String line(List<Cell> row, List<Integer> widths, Terminal terminal) {
        var line = new StringBuilder();
        for (var column = 0; column < row.size(); column++) {
            var cell = row.get(column);
            line.append(cell.printed(terminal));
            if (column < row.size() - 1) {
                line.append(" ".repeat(widths.get(column) - cell.text().length()))
                        .append(GAP);
            }
        }
        return line.toString();
    }

    private List<Integer> widths() {
        var widths = new ArrayList<Integer>();
        for (var column = 0; column < headings.size(); column++) {
            var place = column;
            widths.add(Math.max(
                    headings.get(column).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(place).text().length())
                            .max()
                            .orElse(0)));
        }
        return widths;
    }

    /** What is printed for nothing: a reader of columns counts them by their gaps. */
    private static String shown(String text) {
        return text.isEmpty() ? "-" : text;
    }

    /** One text, and what it means where that is worth a colour. */
    public record Cell(String text, Optional<Colour> colour) {
        public Cell {
            text = shown(printable(text));
        }

        public Cell(String text) {
            this(text, Optional.empty());
        }

        public Cell(String text, Colour colour) {
            this(text, Optional.of(colour));
        }

        /** Names that others make up must not move the cursor. */
        private static String printable(String text) {
            return text.replaceAll("\\p{Cntrl}+", " ");
        }

        private String printed(Terminal terminal) {
            return colour.map(meant -> terminal.coloured(text, meant)).orElse(text);
        }
    }
}
