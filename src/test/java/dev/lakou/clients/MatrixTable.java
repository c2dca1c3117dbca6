package dev.lakou.clients;

import dev.lakou.connection.Preset;
import dev.lakou.database.ServerReport.Flavor;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The rows as a Markdown table; servers of one product on which a client did the same share a line. */
final class MatrixTable {
    private static final String HEAD =
            "| Client | Version | Preset | Server | Result | Time |\n|---|---|---|---|---|---:|\n";

    private MatrixTable() {}

    private record Line(Client client, String version, Preset preset, Flavor flavor, String result) {
        static Line of(ClientRow row) {
            var result = row.result();
            return new Line(
                    row.client(),
                    result.version(),
                    row.secret().preset(),
                    row.secret().flavor(),
                    result.works() ? "works" : result.lastLine().replace("|", "\\|"));
        }
    }

    static String markdown(List<ClientRow> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(ClientRow::client))
                .collect(Collectors.groupingBy(Line::of, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(line -> markdown(line.getKey(), line.getValue()))
                .collect(Collectors.joining("\n", HEAD, "\n"));
    }

    private static String markdown(Line line, List<ClientRow> rows) {
        var versions =
                rows.stream().map(row -> row.secret().version()).distinct().collect(Collectors.joining(", "));
        var cells = List.of(
                line.client().title(),
                line.version(),
                line.preset().title(),
                line.flavor().productName() + " " + versions,
                line.result(),
                median(rows).toMillis() + " ms");
        return "| " + String.join(" | ", cells) + " |";
    }

    private static Duration median(List<ClientRow> rows) {
        return rows.stream().map(ClientRow::time).sorted().toList().get(rows.size() / 2);
    }
}
