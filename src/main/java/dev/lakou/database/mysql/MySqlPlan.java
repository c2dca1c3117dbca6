package dev.lakou.database.mysql;

import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.mysql.connect.MySqlSessions;
import dev.lakou.plan.Change;
import dev.lakou.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the changes of a plan one by one. A right that the administrator may not take keeps nothing else from being done. */
record MySqlPlan(Connection connection, MySqlStatements statements) {
    /** What a REVOKE meets that takes more than the administrator has. */
    private static final Set<Integer> NOT_PERMITTED = Set.of(1044, 1045, 1142, 1143, 1227, 1370, 1698, 3879);

    /** @return what could not be done, each with what a DBA can run where there is something */
    List<String> execute(Plan plan) throws SQLException {
        var refused = new ArrayList<String>();
        var changes = new ArrayList<Change>();
        for (var change : plan.changes()) {
            if (change instanceof Change.RevokePrivilege revoke) {
                execute(changes);
                revoke(revoke, refused);
            } else {
                changes.add(change);
            }
        }
        execute(changes);
        endSessions(plan, refused);
        return refused;
    }

    private void execute(List<Change> changes) throws SQLException {
        for (var text : statements.of(changes)) {
            text.execute(connection);
        }
        changes.clear();
    }

    /** Of logins that are closed: a lock keeps only those out who are not in yet. */
    private void endSessions(Plan plan, List<String> unfinished) throws SQLException {
        for (var change : plan.changes()) {
            if (change instanceof Change.CloseLogin closing) {
                var left = MySqlSessions.end(connection, closing.role());
                if (left > 0) {
                    unfinished.add("%d sessions of \"%s\" go on, as the administrator may not end them"
                            .formatted(left, closing.role()));
                }
            }
        }
    }

    private void revoke(Change.RevokePrivilege change, List<String> refused) throws SQLException {
        for (SqlText text : change.accept(statements)) {
            try {
                text.execute(connection);
            } catch (SQLException e) {
                if (!NOT_PERMITTED.contains(e.getErrorCode())) {
                    throw e;
                }
                refused.add("The administrator may not take a right away. A DBA can run: %s;".formatted(text));
            }
        }
    }
}
