package dev.lakou.database.mysql.move;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.move.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a server is, as far as a move depends on it.
 *
 * @param identity by which a server is known, at whatever address
 * @param zone in which times without one are read
 */
record ServerFacts(
        String server,
        Flavor flavor,
        String version,
        Optional<String> identity,
        int lowerCase,
        String sqlMode,
        String zone,
        long packet,
        Set<String> collations) {
    private static final String SETTINGS =
            "SELECT @@version, @@lower_case_table_names, @@global.sql_mode, concat(@@global.time_zone, ' ', @@system_time_zone), @@global.max_allowed_packet";

    static ServerFacts of(MoveEnd end) {
        return end.with((connection, dialect) -> {
            var identity = dialect.flavor().identity(connection);
            var collations = new HashSet<>(MoveEnd.list(
                    connection,
                    "SELECT collation_name FROM information_schema.collations WHERE collation_name IS NOT NULL",
                    row -> row.getString(1)));
            return MoveEnd.list(
                            connection,
                            SETTINGS,
                            row -> new ServerFacts(
                                    end.server(),
                                    dialect.flavor().flavor(),
                                    row.getString(1).replaceFirst("[^0-9.].*", ""),
                                    identity,
                                    row.getInt(2),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getLong(5),
                                    collations))
                    .get(0);
        });
    }

    /** What speaks against going to the other one. */
    List<Finding> findings(ServerFacts target) {
        if (identity.isPresent() && identity.equals(target.identity)) {
            return List.of(Finding.refusing(
                    "Source and target are the same server, at %s and %s.".formatted(server, target.server)));
        }
        var findings = new ArrayList<Finding>();
        if (flavor != target.flavor) {
            findings.add(Finding.refusing(
                    "The source at %s is %s, and the target at %s is %s: choose one of the same product."
                            .formatted(server, flavor.productName(), target.server, target.flavor.productName())));
        } else if (Runtime.Version.parse(series(target.version)).compareTo(Runtime.Version.parse(series(version)))
                < 0) {
            findings.add(Finding.refusing(
                    "The target at %s is %s %s, older than the source's %s: choose a target of at least the same version."
                            .formatted(target.server, flavor.productName(), target.version, version)));
        }
        if (lowerCase != target.lowerCase) {
            findings.add(Finding.refusing(
                    "lower_case_table_names is %d at %s and %d at %s: names of tables would mean something else. Choose a target with the same."
                            .formatted(lowerCase, server, target.lowerCase, target.server)));
        }
        tell(findings, "sql_mode", sqlMode, target.sqlMode);
        tell(findings, "time_zone", zone, target.zone);
        if (packet > target.packet) {
            findings.add(Finding.telling(
                    "max_allowed_packet is %d at %s and %d at %s: a longer value would call the move off."
                            .formatted(packet, server, target.packet, target.server)));
        }
        var missing = new HashSet<>(collations);
        missing.removeAll(target.collations);
        if (!missing.isEmpty()) {
            findings.add(Finding.telling(
                    "The target at %s does not know these collations: %s. A table that has one would call the move off before it begins."
                            .formatted(
                                    target.server,
                                    String.join(", ", missing.stream().sorted().toList()))));
        }
        return findings;
    }

    private void tell(List<Finding> findings, String setting, String here, String there) {
        if (!here.equals(there)) {
            findings.add(Finding.telling(
                    "%s is \"%s\" at the source and \"%s\" at the target, for sessions that do not set it."
                            .formatted(setting, here, there)));
        }
    }

    /** Such as 10.11; Java's versions have no trailing zeros. */
    private static String series(String version) {
        return version.replaceFirst("^(\\d+\\.\\d+).*", "$1").replaceFirst("\\.0$", "");
    }
}
