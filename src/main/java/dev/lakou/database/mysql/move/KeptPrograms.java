package dev.lakou.database.mysql.move;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.mysql.flavor.MySqlAccounts;
import dev.lakou.model.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What of a database that is set aside cannot be renamed: its views, routines, triggers and events. Their definitions
 * are kept beside the tables, in one that has the name of the database that they are kept in.
 */
record KeptPrograms(Identifier aside) {

    /** Leaves none of them in the database, and all of them in the table. */
    void take(Connection connection, Identifier schema) throws SQLException {
        table("CREATE TABLE IF NOT EXISTS ")
                .sql(" (kind VARCHAR(20), name VARCHAR(64) COLLATE utf8mb4_bin, settings TEXT, definition LONGTEXT,"
                        + " PRIMARY KEY (kind, name)) ENGINE = InnoDB CHARACTER SET utf8mb4")
                .execute(connection);
        var programs = Structure.read(connection, new Schemas(List.of(schema)), acting());
        for (var program : programs) {
            table("REPLACE INTO ")
                    .sql(" VALUES (")
                    .literal(program.kind().name())
                    .sql(", ")
                    .literal(program.name().value())
                    .sql(", ")
                    .literal(settings(program))
                    .sql(", ")
                    .literal(program.text())
                    .sql(")")
                    .execute(connection);
        }
        for (var program : programs) {
            program.drop(connection);
        }
    }

    private SqlText table(@CompileTimeConstant String beginning) {
        return MySqlAccounts.sql().sql(beginning).name(aside).sql(".").name(aside);
    }

    /** As statements set them. */
    private static String settings(Definition program) {
        return program.settings().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(setting -> "SET %s = '%s';".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static Set<Definition.Kind> acting() {
        var kinds = new HashSet<>(Structure.PROGRAMS);
        kinds.addAll(Structure.EVENTS);
        return kinds;
    }
}
