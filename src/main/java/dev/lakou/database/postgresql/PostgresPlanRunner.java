package dev.lakou.database.postgresql;

import dev.lakou.database.AppliedPlan;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.jdbc.SqlText;
import dev.lakou.database.postgresql.sql.PostgresAuthority;
import dev.lakou.database.postgresql.sql.PostgresQuoting;
import dev.lakou.model.GrantTarget;
import dev.lakou.model.Identifier;
import dev.lakou.plan.Change;
import dev.lakou.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Runs a plan in one transaction. What only others can mend, a role that owns something in another database or a
 * membership that a DBA granted, holds up nothing else: it is left out, and told once the rest is done.
 */
final class PostgresPlanRunner {
    private static final String LACKS_PRIVILEGE = "42501";
    private static final String STILL_NEEDED = "2BP01";

    private static final Set<Class<? extends Change>> IN_A_TRANSACTION = Set.of(
            Change.CreateRole.class,
            Change.CreateSchema.class,
            Change.SetPassword.class,
            Change.LimitConnections.class,
            Change.RemoveAttribute.class,
            Change.GrantPrivilege.class,
            Change.RevokePrivilege.class,
            Change.SetSetting.class,
            Change.ResetSetting.class,
            Change.OpenLogin.class);

    private final Connection connection;
    private final PostgresTransaction transaction;
    private final PostgresExtensions extensions;

    PostgresPlanRunner(Connection connection, PostgresTransaction transaction, PostgresExtensions extensions) {
        this.connection = connection;
        this.transaction = transaction;
        this.extensions = extensions;
    }

    /** Whether it makes, grants and revokes, and nothing else: then it is one transaction, alone or with others. */
    static boolean isTransaction(Plan plan) {
        return plan.changes().stream().allMatch(change -> IN_A_TRANSACTION.contains(change.getClass()));
    }

    /** Makes the changes of several plans that are transactions, all or none. */
    static List<AppliedPlan> runTogether(Connection connection, PostgresTransaction transaction, List<Plan> plans)
            throws SQLException {
        transaction.run(
                connection,
                plans.stream().flatMap(plan -> plan.changes().stream()).toList());
        return plans.stream().map(plan -> new AppliedPlan(plan, List.of())).toList();
    }

    /** What {@link #run} would send, without secrets: a transaction, and what is installed after it. */
    List<String> sql(Plan plan) throws SQLException {
        var statements = new ArrayList<String>();
        var changes = those(plan.changes(), change -> !(change instanceof Change.CreateExtension));
        if (!changes.isEmpty()) {
            statements.add("BEGIN;");
            statements.add(PostgresAuthority.ACT.strip());
            transaction.texts(connection, changes).stream()
                    .map(text -> text.toString().strip())
                    .forEach(statements::add);
            statements.add("COMMIT;");
        }
        for (var change : plan.changes()) {
            if (change instanceof Change.CreateExtension creation) {
                statements.add(extensions.statement(creation.extension()).toString());
            }
        }
        return statements;
    }

    /** @throws DatabaseException for what was left out */
    void run(Plan plan) throws SQLException {
        var closings = those(plan.changes(), Change.CloseLogin.class::isInstance);
        // Sessions end only once nobody can open new ones.
        transaction.run(connection, closings);
        transaction.endSessions(connection, closings);
        for (var change : plan.changes()) {
            if (change instanceof Change.DropSchema drop) {
                new PostgresContents(connection, drop.schema()).dropRelations();
            }
        }
        var failures = runRest(those(
                plan.changes(),
                change -> !(change instanceof Change.CloseLogin || change instanceof Change.CreateExtension)));
        for (var change : plan.changes()) {
            if (change instanceof Change.CreateExtension creation) {
                provide(creation.extension()).ifPresent(failures::add);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private Optional<DatabaseException> provide(Identifier extension) throws SQLException {
        try {
            extensions.provide(extension);
            return Optional.empty();
        } catch (DatabaseException e) {
            return Optional.of(e);
        }
    }

    private List<DatabaseException> runRest(List<Change> changes) throws SQLException {
        var failures = new ArrayList<DatabaseException>();
        try {
            transaction.run(connection, changes);
        } catch (SQLException e) {
            var alone = those(changes, change -> mayStandAlone(change, e));
            if (alone.isEmpty()) {
                throw e;
            }
            transaction.run(connection, those(changes, change -> !alone.contains(change)));
            for (var change : alone) {
                runAlone(change).ifPresent(failures::add);
            }
        }
        return failures;
    }

    private Optional<DatabaseException> runAlone(Change change) throws SQLException {
        try {
            transaction.run(connection, List.of(change));
            return Optional.empty();
        } catch (SQLException e) {
            if (!mayStandAlone(change, e)) {
                throw e;
            }
            return Optional.of(failure(connection, change, e));
        }
    }

    private static boolean mayStandAlone(Change change, SQLException exception) {
        return switch (Optional.ofNullable(exception.getSQLState()).orElse("")) {
            case LACKS_PRIVILEGE ->
                change instanceof Change.RevokePrivilege revoke
                        && revoke.grant().isMembership();
            case STILL_NEEDED -> change instanceof Change.DropRole || change instanceof Change.RetireRole;
            default -> false;
        };
    }

    private static DatabaseException failure(Connection connection, Change change, SQLException exception)
            throws SQLException {
        if (change instanceof Change.RevokePrivilege revoke
                && revoke.grant().target() instanceof GrantTarget.OfRole target
                && revoke.grant().grantee().role().isPresent()) {
            return foreignMembership(
                    target.role(), revoke.grant().grantee().role().get(), exception);
        }
        return change instanceof Change.DropRole drop
                ? stillNeeded(connection, drop.role(), exception)
                : stillNeeded(connection, ((Change.RetireRole) change).role(), exception);
    }

    private static DatabaseException foreignMembership(Identifier role, Identifier member, SQLException cause) {
        return new DatabaseException(
                Kind.PRIVILEGE_MISSING,
                "\"%s\" is a member of \"%s\" because somebody else granted it, and only who granted it, or a superuser, can take that back. Everything else is done. A DBA can run: %s"
                        .formatted(
                                member,
                                role,
                                sql().sql("REVOKE ")
                                        .name(role)
                                        .sql(" FROM ")
                                        .name(member)
                                        .sql(";")
                                        .text()),
                cause);
    }

    private static DatabaseException stillNeeded(Connection connection, Identifier role, SQLException cause)
            throws SQLException {
        var statements = PostgresStillNeeded.statements(connection, role);
        var where = cause instanceof PSQLException said
                ? Optional.ofNullable(said.getServerErrorMessage()).map(ServerErrorMessage::getDetail)
                : Optional.<String>empty();
        return new DatabaseException(
                Kind.DEPENDED_ON,
                "The login of role \"%s\" is closed, but the role cannot be dropped, since it holds what the administrator may not take from it: %s. Everything else is done. %s"
                        .formatted(
                                role,
                                where.map(detail -> detail.replace("\n", "; ")).orElse("the server does not say what"),
                                statements.isEmpty()
                                        ? "A DBA must take that first."
                                        : "A DBA can run " + String.join(" Then ", statements)),
                cause);
    }

    private static List<Change> those(List<Change> changes, Predicate<Change> which) {
        return changes.stream().filter(which).toList();
    }

    private static SqlText sql() {
        return new SqlText(PostgresQuoting.INSTANCE);
    }
}
