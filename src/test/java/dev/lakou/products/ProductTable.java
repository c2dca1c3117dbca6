package dev.lakou.products;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rows of README's table, each kept in a file, so that a run of some products renews only theirs. */
final class ProductTable {
    static final Path FILE = Path.of("target", "products", "table.md");

    private static final Path ROWS = Path.of("target", "products", "rows");
    private static final String HEAD =
            """
            | product | version | servers | run on | seen |
            |---|---|---|---|---|
            """;

    private ProductTable() {}

    static void passed(Product product, String version, Map<Site, String> seen) throws IOException {
        row(
                product,
                version,
                servers(seen),
                LocalDate.now(ZoneOffset.UTC).toString(),
                String.join("; ", distinct(seen)));
    }

    static void missing(Product product, String reason) throws IOException {
        row(product, "", "", "not run", reason);
    }

    private static void row(Product product, String... cells) throws IOException {
        Files.createDirectories(ROWS);
        Files.writeString(ROWS.resolve(product.title()), line(product.label(), cells));
        var table = new StringBuilder(HEAD);
        for (var one : Product.values()) {
            if (Files.exists(ROWS.resolve(one.title()))) {
                table.append(Files.readString(ROWS.resolve(one.title())));
            }
        }
        for (var one : AbsentProduct.values()) {
            table.append(line(one.label(), "", "", "not run", one.reason()));
        }
        Files.writeString(FILE, table);
    }

    private static String line(String label, String... cells) {
        return Arrays.stream(cells).collect(Collectors.joining(" | ", "| %s | ".formatted(label), " |\n"));
    }

    /** Versions behind the name of their engine, as in "PostgreSQL 14, 18; MySQL 9.7". */
    private static String servers(Map<Site, String> seen) {
        var versions = new LinkedHashMap<String, String>();
        new TreeMap<>(seen)
                .keySet()
                .forEach(site -> versions.merge(site.engine(), site.version(), "%s, %s"::formatted));
        return versions.entrySet().stream()
                .map(engine -> engine.getKey() + " " + engine.getValue())
                .collect(Collectors.joining("; "));
    }

    private static List<String> distinct(Map<Site, String> seen) {
        return new TreeMap<>(seen).values().stream().distinct().toList();
    }
}
