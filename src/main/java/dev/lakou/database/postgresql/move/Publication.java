package dev.lakou.database.postgresql.move;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.model.Identifier;
import java.util.ArrayList;
import java.util.List;

/** What the source tells of the service's tables, and to whoever may read its log. */
record Publication(MoveEnd source, List<String> schemas, Identifier name, String mark) {
    private static final String COMMENT =
            "SELECT coalesce(obj_description(oid, 'pg_publication'), '') FROM pg_publication WHERE pubname = ?";

    /** A table is looked at by somebody all the time: a service waits no longer behind them than this. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '400ms'; ";

    boolean isThere() {
        return comment().startsWith(mark);
    }

    /**
     * Without a key no row could be told from another, and the service's own updates would be refused (55000). One entry
     * stands for all partitions.
     */
    void create() {
        if (isThere()) {
            return;
        }
        var tables = PublishedTable.of(source, schemas);
        var texts = new ArrayList<SqlText>();
        texts.add(MoveEnd.sql().sql(PATIENCE));
        tables.stream()
                .filter(PublishedTable::isWithoutKey)
                .map(PublishedTable::identifiedByAll)
                .forEach(texts::add);
        var creation = MoveEnd.sql().sql("CREATE PUBLICATION ").name(name);
        var isFirst = true;
        for (var table : tables.stream().filter(table -> !table.isPartition()).toList()) {
            creation.sql(isFirst ? " FOR TABLE " : ", ");
            table.name(creation);
            isFirst = false;
        }
        texts.add(creation.sql(" WITH (publish_via_partition_root = true); "));
        texts.add(commented(mark + notes(tables)));
        Patience.during(() -> source.change(texts.toArray(SqlText[]::new)));
    }

    /** Tables are told apart as before. */
    void drop() {
        var comment = comment();
        if (!comment.startsWith(mark)) {
            return;
        }
        var texts = new ArrayList<SqlText>();
        texts.add(MoveEnd.sql().sql(PATIENCE));
        for (var table : PublishedTable.of(source, schemas)) {
            for (var identity : List.of("d", "n")) {
                if ((comment + " ").contains(" " + table.oid() + identity + " ")) {
                    texts.add(table.with(identity).identifiedAsBefore());
                }
            }
        }
        texts.add(MoveEnd.sql().sql("DROP PUBLICATION ").name(name).sql("; "));
        Patience.during(() -> source.change(texts.toArray(SqlText[]::new)));
    }

    List<String> tables() {
        return source.texts(
                "SELECT format('%I.%I', schemaname, tablename)::regclass::text FROM pg_publication_tables WHERE pubname = ?",
                name.value());
    }

    /** Who subscribed: servers name the slots by which tables are copied after it. */
    void note(String subscription) {
        var comment = comment();
        if (comment.startsWith(mark) && !comment.contains(" by ")) {
            source.change(commented(comment + " by " + subscription));
        }
    }

    /** What was noted; empty if nothing was. */
    String subscription() {
        var comment = comment();
        var at = comment.indexOf(" by ");
        return comment.startsWith(mark) && at >= 0 ? comment.substring(at + " by ".length()) : "";
    }

    private String comment() {
        return String.join("", source.texts(COMMENT, name.value()));
    }

    private SqlText commented(String text) {
        return MoveEnd.sql()
                .sql("COMMENT ON PUBLICATION ")
                .name(name)
                .sql(" IS ")
                .literal(text)
                .sql("; ");
    }

    /** What the tables' identities were. */
    private static String notes(List<PublishedTable> tables) {
        var notes = new StringBuilder();
        tables.stream()
                .filter(PublishedTable::isWithoutKey)
                .forEach(table -> notes.append(' ').append(table.oid()).append(table.identity()));
        return notes.toString();
    }
}
