package dev.lakou.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.cli.terminal.Table.Cell;
import dev.lakou.cli.terminal.Terminal.Colour;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
    private final StringWriter out = new StringWriter();

    @Test
    void putsEveryColumnUnderItsHeading() {
        var table = new Table("NAME", "SIZE");
        table.row("madansara", "3");
        table.row("x", "");

        table.print(terminal(false));

        assertThat(out).hasToString("NAME        SIZE\nmadansara   3\nx           -\n");
    }

    @Test
    void colouresWithoutMovingWhatFollows() {
        var table = new Table("A", "B");
        table.row(List.of(new Cell("bad", Colour.BAD), new Cell("next")));

        table.print(terminal(true));

        assertThat(out.toString().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo("A     B\nbad   next\n");
        assertThat(out.toString()).contains("\u001b[31mbad");
    }

    @Test
    void letsNoNameMoveTheCursor() {
        var table = new Table("NAME");
        table.row("a\u001b[2Jb\nc");

        table.print(terminal(false));

        assertThat(out).hasToString("NAME\na [2Jb c\n");
    }

    private Terminal terminal(boolean colours) {
        return new Terminal(
                InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(out), colours, Map.of());
    }
}
