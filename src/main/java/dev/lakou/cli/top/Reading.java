package dev.lakou.cli.top;

import dev.lakou.cli.terminal.Table;
import dev.lakou.cli.terminal.Table.Cell;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.cli.terminal.Terminal.Colour;
import dev.lakou.database.ServerUsage;
import dev.lakou.database.SharedServer;
import dev.lakou.database.TenantUsage;
import dev.lakou.database.TenantUsage.Statements;
import dev.lakou.model.Marker;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What several servers told at one time, by their names. */
record Reading(Map<String, ServerUsage> servers) {

    static Reading of(Map<String, SharedServer> servers) {
        var usages = new LinkedHashMap<String, ServerUsage>();
        servers.forEach((name, server) -> usages.put(name, server.usage()));
        return new Reading(usages);
    }

    /** The same, with calls and time since an earlier one. */
    Reading since(Reading before) {
        var usages = new LinkedHashMap<String, ServerUsage>();
        servers.forEach((name, usage) -> usages.put(
                name,
                Optional.ofNullable(before.servers.get(name))
                        .map(earlier -> since(usage, earlier))
                        .orElse(usage)));
        return new Reading(usages);
    }

    private static ServerUsage since(ServerUsage usage, ServerUsage before) {
        var earlier = new LinkedHashMap<Marker, Statements>();
        before.tenants().forEach(one -> one.statements().ifPresent(counted -> earlier.put(one.marker(), counted)));
        return new ServerUsage(
                usage.sessions(),
                usage.maxConnections(),
                usage.incidents(),
                usage.blocked(),
                usage.tenants().stream()
                        .map(one -> new TenantUsage(
                                one.marker(),
                                one.storage(),
                                one.sessions(),
                                one.statements()
                                        .map(counted ->
                                                counted.since(earlier.getOrDefault(one.marker(), Statements.NONE)))))
                        .toList(),
                usage.estimated(),
                usage.failed(),
                usage.cost());
    }

    boolean hidesSomething(String server) {
        return Optional.ofNullable(servers.get(server))
                .filter(usage -> usage.tenants().stream()
                        .anyMatch(one -> one.statements().isEmpty()
                                || one.sessions().isEmpty()
                                || one.storage().isEmpty()
                                || one.sessions().get().oldestTransaction().isEmpty()))
                .isPresent();
    }

    /** Who holds most connections first. */
    List<Use> uses() {
        return servers.entrySet().stream()
                .flatMap(one -> one.getValue().tenants().stream().map(tenant -> Use.of(one.getKey(), tenant)))
                .sorted(Comparator.comparing(Use::connections, Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(Use::bytes, Comparator.nullsLast(Comparator.reverseOrder()))
                        .thenComparing(Use::name))
                .toList();
    }

    void print(Terminal terminal) {
        servers.forEach((name, usage) -> terminal.say("%s: %d of %d connections%s"
                .formatted(
                        name,
                        usage.sessions().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum(),
                        usage.maxConnections(),
                        usage.failed().isEmpty() ? "" : ", not told this time: " + usage.failed())));
        terminal.say("");
        var table = new Table(
                "NAMESPACE",
                "NAME",
                "SERVER",
                "CONNECTIONS",
                "ACTIVE",
                "IDLE IN TX",
                "WAITING",
                "BLOCKING",
                "OLDEST TX",
                "SIZE",
                "CALLS",
                "TIME");
        uses().forEach(use -> table.row(List.of(
                new Cell(use.namespace()),
                new Cell(use.name()),
                new Cell(use.server()),
                new Cell(use.connectionsOfLimit()),
                new Cell(Use.text(use.active())),
                alarm(use.idleInTransaction()),
                alarm(use.waiting()),
                alarm(use.blocking()),
                new Cell(Use.seconds(use.oldestTransactionSeconds())),
                new Cell(Use.size(use.bytes())),
                new Cell(Use.text(use.calls())),
                new Cell(Use.seconds(use.statementSeconds())))));
        table.print(terminal);
    }

    private static Cell alarm(@Nullable Integer count) {
        return count != null && count > 0 ? new Cell(Use.text(count), Colour.DOUBTFUL) : new Cell(Use.text(count));
    }
}
