package dev.lakou.database.postgresql.adoption;

import dev.lakou.database.AdoptionReview;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.model.State;
import dev.lakou.plan.AdoptionCandidates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;

/** Reads what roles and schemas that others made would bring with them, and what others would lose. */
public record PostgresAdoptionReview(Connection connection, AdoptionCandidates candidates, State desired) {

    public AdoptionReview review() throws SQLException {
        var findings = new ArrayList<Shortcoming>();
        var reach = new PostgresRoleReach(connection, candidates, desired);
        findings.addAll(reach.attributes());
        findings.addAll(reach.memberships());
        findings.addAll(reach.elsewhere());
        findings.addAll(reach.inOtherDatabases());
        var consequences = new ArrayList<String>();
        for (var schema : candidates.schemaNames()) {
            var contents = new PostgresSchemaReview(connection, schema, desired);
            findings.addAll(contents.ofOthers());
            consequences.addAll(contents.consequences());
        }
        return AdoptionReview.of(findings, PostgresAdoption.needs(connection, desired), consequences);
    }
}
