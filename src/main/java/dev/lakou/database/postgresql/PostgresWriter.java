package dev.lakou.database.postgresql;

import dev.lakou.database.AppliedPlan;
import dev.lakou.database.jdbc.Gathering;
import dev.lakou.database.postgresql.connect.PostgresConnections;
import dev.lakou.model.Identifier;
import dev.lakou.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Carries out plans: those that are one transaction for all who ask at the same time together. */
final class PostgresWriter {
    private final PostgresConnections connections;
    private final Identifier database;
    private final Set<Identifier> allowedExtensions;
    private final PostgresTransaction transaction;
    private final Gathering<Plan, AppliedPlan> plans;

    /** @param allowedExtensions which may be installed because another needs them */
    PostgresWriter(PostgresConnections connections, Identifier database, Set<Identifier> allowedExtensions) {
        this.connections = connections;
        this.database = database;
        this.allowedExtensions = allowedExtensions;
        this.transaction = new PostgresTransaction(database);
        this.plans = connections.together(this::apply);
    }

    List<String> sql(Plan plan) {
        return connections.with(connection -> runner(connection).sql(plan));
    }

    AppliedPlan apply(Plan plan) {
        return PostgresPlanRunner.isTransaction(plan)
                ? plans.ask(plan)
                : connections.with(connection -> apply(connection, plan));
    }

    /** What is refused in company is asked alone, and may then be carried out in part. */
    private List<AppliedPlan> apply(Connection connection, List<Plan> together) throws SQLException {
        return together.size() == 1
                ? List.of(apply(connection, together.get(0)))
                : PostgresPlanRunner.runTogether(connection, transaction, together);
    }

    private AppliedPlan apply(Connection connection, Plan plan) throws SQLException {
        runner(connection).run(plan);
        return new AppliedPlan(plan, List.of());
    }

    private PostgresPlanRunner runner(Connection connection) {
        return new PostgresPlanRunner(
                connection, transaction, new PostgresExtensions(connection, database, allowedExtensions));
    }
}
