package dev.lakou.database.mysql;

import dev.lakou.database.ServerReport;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.mysql.flavor.MySqlFlavor;
import dev.lakou.database.mysql.flavor.MySqlQuoting;
import dev.lakou.database.mysql.usage.MySqlStatistics;
import dev.lakou.model.Privilege;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks what a server is, what its administrator may do, and what is open to everybody. Changes nothing. */
public final class MySqlProbe {
    private static final Pattern GLOBAL_GRANT =
            Pattern.compile("GRANT (?<privileges>.+) ON \\*\\.\\* TO .*?(?<option>WITH .*GRANT OPTION.*)?");
    private static final String EVERYTHING = "ALL PRIVILEGES";

    private final Connection connection;
    private final MySqlFlavor flavor;

    public MySqlProbe(Connection connection, MySqlFlavor flavor) {
        this.connection = connection;
        this.flavor = flavor;
    }

    /** A number or a word, by product and version. */
    static boolean isReadOnly(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT @@global.read_only NOT IN ('0', 'OFF')")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    ServerReport report() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT @@version, @@max_connections, current_user()")) {
            row.next();
            var version = row.getString(1).replaceFirst("-.*", "");
            var held = held();
            var statistics = MySqlStatistics.of(connection);
            var mayRead = held.contains(EVERYTHING) || held.contains("SELECT");
            return new ServerReport(
                    version,
                    flavor.flavor(),
                    held.contains(EVERYTHING) || held.contains("SUPER"),
                    row.getInt(2),
                    mayRead ? flavor.identity(connection) : Optional.empty(),
                    missing(version, held, row.getString(3)),
                    limits(held, row.getString(3)),
                    statistics.missing(),
                    unwatched(held, row.getString(3), statistics),
                    mayRead ? new MySqlOpenings(connection, flavor).shortcomings() : List.of(),
                    Optional.empty());
        }
    }

    /** The global privileges of the administrator and of its active roles; GRANT OPTION is one of them. */
    public Set<String> held() throws SQLException {
        var held = new HashSet<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW GRANTS")) {
            while (rows.next()) {
                var grant = GLOBAL_GRANT.matcher(rows.getString(1));
                if (grant.matches()) {
                    held.addAll(List.of(grant.group("privileges").split(", ?")));
                    if (grant.group("option") != null) {
                        held.add("GRANT OPTION");
                    }
                }
            }
        }
        return held;
    }

    private List<Shortcoming> missing(String version, Set<String> held, String admin) throws SQLException {
        var missing = new ArrayList<Shortcoming>();
        if (compare(version, flavor.oldestVersion()) < 0) {
            missing.add(Shortcoming.ofSetting(
                    "%s %s is older than %s, the oldest that Lakou supports."
                            .formatted(flavor.flavor().productName(), version, flavor.oldestVersion()),
                    "-- upgrade the server"));
        }
        var lacking = new TreeSet<>(needed());
        lacking.removeAll(held);
        if (held.contains(EVERYTHING)) {
            lacking.retainAll(Set.of("GRANT OPTION"));
        }
        if (!lacking.isEmpty()) {
            missing.add(new Shortcoming(
                    "\"%s\" lacks %s.".formatted(admin, String.join(", ", lacking)), statement(lacking, admin)));
        }
        flavor.refusalOfAccounts(connection, held, account(admin)).ifPresent(missing::add);
        return missing;
    }

    private List<Shortcoming> limits(Set<String> held, String admin) throws SQLException {
        var limits = new ArrayList<Shortcoming>();
        if (!mayEndSessions(held)) {
            limits.add(new Shortcoming(
                    "\"%s\" lacks %s: a login that is closed lets nobody in any more, but its sessions go on until they end by themselves."
                            .formatted(admin, flavor.connectionAdmin()),
                    "GRANT %s ON *.* TO %s;".formatted(flavor.connectionAdmin(), account(admin))));
        }
        if (refusesTriggers()) {
            limits.add(new Shortcoming(
                    "Services cannot make triggers and functions (error 1419): the server writes a binary log, and log_bin_trust_function_creators is off.",
                    "SET GLOBAL log_bin_trust_function_creators = ON; -- and in the configuration of the server"));
        }
        return limits;
    }

    private boolean mayEndSessions(Set<String> held) {
        return Stream.of(EVERYTHING, "SUPER", flavor.connectionAdmin()).anyMatch(held::contains);
    }

    private List<Shortcoming> unwatched(Set<String> held, String admin, MySqlStatistics statistics) {
        var unwatched = new ArrayList<Shortcoming>();
        if (!mayEndSessions(held)) {
            unwatched.add(new Shortcoming(
                    "\"%s\" lacks %s, and so may see sessions, but not end them."
                            .formatted(admin, flavor.connectionAdmin()),
                    "GRANT %s ON *.* TO %s;".formatted(flavor.connectionAdmin(), account(admin))));
        }
        statistics.waitsUntold().ifPresent(unwatched::add);
        return unwatched;
    }

    private boolean refusesTriggers() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT @@log_bin AND NOT @@log_bin_trust_function_creators")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private Set<String> needed() {
        var needed = MySqlAccess.PRIVILEGES.stream().map(Privilege::sql).collect(Collectors.toSet());
        needed.addAll(Set.of("CREATE USER", "PROCESS", "GRANT OPTION"));
        return needed;
    }

    private static String statement(Set<String> lacking, String admin) {
        var privileges = lacking.stream()
                .filter(privilege -> !privilege.equals("GRANT OPTION"))
                .collect(Collectors.joining(", "));
        return "GRANT %s ON *.* TO %s WITH GRANT OPTION;"
                .formatted(privileges.isEmpty() ? "USAGE" : privileges, account(admin));
    }

    private static String account(String admin) {
        var at = admin.lastIndexOf('@');
        return MySqlQuoting.INSTANCE.literal(admin.substring(0, at))
                + '@'
                + MySqlQuoting.INSTANCE.literal(admin.substring(at + 1));
    }

    private static int compare(String version, String oldest) {
        return Runtime.Version.parse(numbers(version)).compareTo(Runtime.Version.parse(numbers(oldest)));
    }

    /** Java's versions have no trailing zeros and no letters. */
    private static String numbers(String version) {
        return version.replaceFirst("[^0-9.].*", "").replaceFirst("(\\.0)+$", "");
    }
}
