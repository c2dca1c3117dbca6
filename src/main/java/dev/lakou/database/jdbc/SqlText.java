package dev.lakou.database.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.CompileTimeConstant;
import dev.lakou.model.Identifier;
import dev.lakou.model.Privilege;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One SQL statement under construction, for statements that cannot be bound (DDL). Words of SQL must be constants of
 * the program; names and values enter only through the engine's {@link Quoting}. It prints without its secrets.
 */
public final class SqlText {
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]+");

    private static final Pattern WORDS = Pattern.compile("[A-Za-z][A-Za-z0-9_ ]*");

    private final Quoting quoting;
    private final StringBuilder sql = new StringBuilder();
    private final StringBuilder safe = new StringBuilder();

    public SqlText(Quoting quoting) {
        this.quoting = quoting;
    }

    @CanIgnoreReturnValue
    public SqlText sql(@CompileTimeConstant String words) {
        return append(words, words);
    }

    @CanIgnoreReturnValue
    public SqlText name(Identifier identifier) {
        var quoted = quoting.name(identifier);
        return append(quoted, quoted);
    }

    @CanIgnoreReturnValue
    public SqlText privilege(Privilege privilege) {
        return append(privilege.sql(), privilege.sql());
    }

    /** Words of the server's own language that it told: letters and what parts them. */
    @CanIgnoreReturnValue
    public SqlText words(String told) {
        if (!WORDS.matcher(told).matches()) {
            throw new IllegalArgumentException("Not words of SQL.");
        }
        return append(told, told);
    }

    /** Names with commas between them. */
    @CanIgnoreReturnValue
    public SqlText names(List<Identifier> identifiers) {
        for (var i = 0; i < identifiers.size(); i++) {
            if (i > 0) {
                sql(", ");
            }
            name(identifiers.get(i));
        }
        return this;
    }

    @CanIgnoreReturnValue
    public SqlText literal(String text) {
        var quoted = quoting.literal(text);
        return append(quoted, quoted);
    }

    @CanIgnoreReturnValue
    public SqlText number(long number) {
        var digits = Long.toString(number);
        return append(digits, digits);
    }

    /** A verifier or hash: quoted, and never printed. */
    @CanIgnoreReturnValue
    public SqlText secret(String text) {
        return append(quoting.literal(text), "[redacted]");
    }

    /** A hash as a hexadecimal literal, never printed. */
    @CanIgnoreReturnValue
    public SqlText secretHex(String digits) {
        if (!HEXADECIMAL.matcher(digits).matches()) {
            throw new IllegalArgumentException("Not hexadecimal digits.");
        }
        return append("0x" + digits, "[redacted]");
    }

    /** Runs the statement as it stands: JDBC would replace its own escapes, such as <code>{d ..}</code>, in names too. */
    public void execute(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(text());
        }
    }

    /** The statement as the server must see it. Not for logs. */
    public String text() {
        return sql.toString();
    }

    @Override
    public String toString() {
        return safe.toString();
    }

    private SqlText append(String words, String safeWords) {
        sql.append(words);
        safe.append(safeWords);
        return this;
    }
}
