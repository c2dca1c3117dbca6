package dev.lakou.endtoend;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;

/** What people do by hand around the resources of the matrix. */
final class Interventions {
    private static final String QUOTA = "no-secrets";

    private Interventions() {}

    /** Somebody has a Secret of the name already. */
    static void takeSecret(StatePair pair) {
        pair.site()
                .lakou()
                .manifests()
                .apply(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(pair.namespace())
                        .withName("taken")
                        .endMetadata()
                        .withStringData(Map.of("KEEP", "me"))
                        .build());
    }

    static void forbidSecrets(StatePair pair) {
        pair.site()
                .lakou()
                .manifests()
                .apply(new ResourceQuotaBuilder()
                        .withNewMetadata()
                        .withNamespace(pair.namespace())
                        .withName(QUOTA)
                        .endMetadata()
                        .withNewSpec()
                        .withHard(Map.of("count/secrets", new Quantity("0")))
                        .endSpec()
                        .build());
    }

    static void allowSecrets(StatePair pair) {
        pair.site()
                .lakou()
                .client()
                .resourceQuotas()
                .inNamespace(pair.namespace())
                .withName(QUOTA)
                .delete();
    }

    static void expel(StatePair pair) {
        pair.team().label(Map.of());
    }

    static void admit(StatePair pair) {
        pair.team().label(MatrixSite.ADMITTED);
    }

    static void insertRows(StatePair pair) {
        pair.database().run("CREATE TABLE %s.precious AS SELECT 42 AS answer".formatted(pair.it()));
    }

    static void confirmLoss(StatePair pair) {
        pair.annotate("lakou.dev/confirm-delete", pair.it());
    }

    static void dropSchema(StatePair pair) {
        pair.database().dropSchema(pair.it());
    }

    static void makeSchemaAnew(StatePair pair) {
        pair.annotate("lakou.dev/recreate", pair.it());
    }

    /** A right too many, which Lakou takes away. */
    static void grantTooMuch(StatePair pair) {
        pair.database()
                .run(
                        pair.database().isPostgres()
                                ? "GRANT USAGE ON SCHEMA %s TO legacy_app".formatted(pair.it())
                                : "GRANT SELECT ON `%s`.* TO legacy_app".formatted(escaped(pair.it())));
    }

    static boolean isNotGrantedTooMuch(StatePair pair) {
        var database = pair.database();
        return database.isPostgres()
                ? database.read("SELECT has_schema_privilege('legacy_app', '%s', 'USAGE')".formatted(pair.it()))
                        .equals(List.of("f"))
                : database.read("SELECT db FROM mysql.db WHERE user = 'legacy_app'").stream()
                        .noneMatch(escaped(pair.it())::equals);
    }

    /** In a GRANT, an underscore stands for any character. */
    private static String escaped(String name) {
        return name.replace("_", "\\_");
    }
}
