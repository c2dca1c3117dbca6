package dev.lakou.database.mysql.adoption;

import dev.lakou.database.AdoptionReview;
import dev.lakou.database.ServerReport.Shortcoming;
import dev.lakou.database.mysql.catalog.MySqlRights;
import dev.lakou.model.Role;
import dev.lakou.model.Schema;
import dev.lakou.model.State;
import dev.lakou.plan.AdoptionCandidates;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads what accounts and databases that others made would bring with them, and what others would lose. */
public record MySqlAdoptionReview(MySqlRights rights, AdoptionCandidates candidates, State desired) {

    /** Needs are none: whoever may make accounts may take them over. */
    public AdoptionReview review() throws SQLException {
        var homes = desired.schemas().stream().map(Schema::name).collect(Collectors.toSet());
        var findings = new ArrayList<Shortcoming>();
        for (var role : candidates.roles()) {
            var isMarked =
                    role.comment().filter(text -> text.startsWith("lakou:")).isPresent();
            findings.addAll(new MySqlAccountReach(rights, role.name(), homes, isMarked).findings());
        }
        var definers = new MySqlDefiners(
                rights, desired.roles().stream().map(Role::name).collect(Collectors.toSet()));
        var consequences = new ArrayList<String>();
        for (var schema : candidates.schemaNames()) {
            consequences.addAll(definers.in(schema));
        }
        for (var user : candidates.roleNames()) {
            consequences.addAll(definers.elsewhere(user, homes));
        }
        return AdoptionReview.of(findings, List.of(), consequences);
    }
}
