package dev.lakou.database.postgresql.catalog;

import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.postgresql.catalog.CatalogMessage.Answers;
import java.util.Locale;

/**
 * A thing in the schema of a service that does not belong to the service's owner.
 *
 * @param handOver the statement that makes it the owner's
 * @param mended whether Lakou makes it so; otherwise it may not, and who does has to be asked
 */
record ForeignObject(String kind, String ident, String owner, String handOver, boolean mended) {

    static Answers<ForeignObject> ask(CatalogMessage.Section section) {
        return PostgresObjects.ask(
                section,
                row -> new ForeignObject(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5)));
    }

    /** Such as {@code table madansara.users}. */
    String words() {
        return kind.toLowerCase(Locale.ROOT) + ' ' + ident;
    }

    Shortcoming outOfReach() {
        return new Shortcoming(
                "The %s belongs to \"%s\", and the service may not use it.".formatted(words(), owner), handOver);
    }
}
