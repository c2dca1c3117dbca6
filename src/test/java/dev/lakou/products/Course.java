package dev.lakou.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lakou.api.RotationStatus.Phase;
import dev.lakou.api.ServiceSchemaStatus;
import dev.lakou.endtoend.InstalledLakou;
import dev.lakou.endtoend.Team;
import io.fabric8.kubernetes.api.model.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What each product is put through: used three times, the third time with another credential; then nothing is to be mended. */
final class Course {
    private static final Path WORK = Path.of("target", "products", "work").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Twice as long as it takes Lakou to compare everything. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final InstalledLakou lakou;
    private final Team team;

    Course(InstalledLakou lakou, Team team) {
        this.lakou = lakou;
        this.team = team;
    }

    /** Gives what was seen. What was promised to the product is free for the next one then, however it ends. */
    String run(Product product, Installed installed, Site site) throws IOException, SQLException {
        var name = product.title() + "-" + site.title();
        try {
            return run(name, product, installed, site);
        } finally {
            team.delete(name);
        }
    }

    private String run(String name, Product product, Installed installed, Site site) throws IOException, SQLException {
        var work = Files.createTempDirectory(Files.createDirectories(WORK), name);
        team.apply(
                name,
                "serverRef: {name: %s}, schema: %s, user: %2$s_user, rotation: {overlap: 1s}, secret: {preset: %s}, %s"
                        .formatted(
                                site.title(), product.schema(), product.preset().title(), product.fields()));
        team.awaitReason(name, "Reconciled");

        installed.use(1, work, team.keys(name).values());
        installed.use(2, work, team.keys(name).values());
        rotate(name, site);
        var seen = installed.use(3, work, team.keys(name).values());

        var belongings = new Belongings(site, status(name));
        assertThat(belongings.places()).containsExactlyElementsOf(placesOfItsOwn(site, status(name)));
        assertThat(belongings.tables()).isPositive();
        requireQuiet(name);
        return "tables: %d%s".formatted(belongings.tables(), seen.isEmpty() ? "" : ", " + seen);
    }

    private static List<String> placesOfItsOwn(Site site, ServiceSchemaStatus status) {
        return site.isPostgres() ? List.of("%s of %s".formatted(status.schema(), status.owner())) : List.of();
    }

    private void rotate(String name, Site site) {
        var former = team.keys(name).values();
        team.annotate(name, "lakou.dev/rotate", "now");
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(status(name).rotation()).satisfies(rotation -> {
                assertThat(rotation.count()).isEqualTo(1);
                assertThat(rotation.phase()).isEqualTo(Phase.Steady);
            });
        });
        var present = team.keys(name).values();
        assertThat(present.get("DB_PASSWORD")).isNotEqualTo(former.get("DB_PASSWORD"));
        if (site.isPostgres()) {
            assertThat(present.get("DB_USER")).isNotEqualTo(former.get("DB_USER"));
        }
    }

    /** Ready and nothing else to say, while everything is compared once more; and nothing was mended since it was made. */
    private void requireQuiet(String name) {
        team.awaitReason(name, "Reconciled");
        await().during(QUIET)
                .atMost(QUIET.multipliedBy(3))
                .pollInterval(1, TimeUnit.SECONDS)
                .untilAsserted(() -> {
                    assertThat(status(name).conditions())
                            .extracting(Condition::getReason)
                            .containsExactly("Reconciled");
                });
        assertThat(lakou.client()
                        .v1()
                        .events()
                        .inNamespace(team.namespace())
                        .list()
                        .getItems())
                .filteredOn(event -> event.getInvolvedObject().getName().equals(name))
                .noneMatch(event -> event.getReason().equals("Repaired"));
    }

    private ServiceSchemaStatus status(String name) {
        return team.status(name).orElseThrow();
    }
}
