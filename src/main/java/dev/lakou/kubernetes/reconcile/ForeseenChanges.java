package dev.lakou.kubernetes.reconcile;

import dev.lakou.database.SharedServer;
import dev.lakou.kubernetes.reconcile.PlanPreview.Preview;
import dev.lakou.kubernetes.status.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What the operator would do with a resource.
 *
 * @param changes on the server, in words
 * @param sql the same as the server would be sent it, without secrets
 * @param secrets the names of the Secrets that would be written
 * @param consequences what changes beside it, in words
 * @param pending the tables of others that are granted once they are there
 * @param trouble why some of what it asks of others is not granted
 * @param refusal why nothing is: the changes then close what there is
 */
public record ForeseenChanges(
        List<String> changes,
        List<String> sql,
        List<String> secrets,
        List<String> consequences,
        List<String> pending,
        Optional<Outcome> trouble,
        Optional<Outcome> refusal) {

    public ForeseenChanges {
        changes = List.copyOf(changes);
        sql = List.copyOf(sql);
        secrets = List.copyOf(secrets);
        consequences = List.copyOf(consequences);
        pending = List.copyOf(pending);
    }

    /** Those of a plan for a resource that is granted at least some of what it asks of others. */
    public static ForeseenChanges of(
            Preview preview,
            SharedServer server,
            List<String> consequences,
            List<String> pending,
            Optional<Outcome> trouble) {
        return new ForeseenChanges(
                preview.plan().describe(),
                server.sql(preview.plan()),
                preview.secrets(),
                consequences,
                pending,
                trouble,
                Optional.empty());
    }
}
