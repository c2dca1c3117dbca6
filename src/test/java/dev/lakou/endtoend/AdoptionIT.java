package dev.lakou.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakou.environment.NeedsServers;
import dev.lakou.environment.Part;
import dev.lakou.environment.RunningDatabase;
import dev.lakou.environment.TestEnvironment;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people made by hand is refused, previewed or taken over, as the resource says; no row is lost. */
@NeedsServers({Part.CONTROL_PLANE, Part.POSTGRESQL_18, Part.MYSQL, Part.MARIADB_11_4})
class AdoptionIT {
    private static final InstalledLakou LAKOU = InstalledLakou.shared();
    private static final Team TEAM = new Team(LAKOU, "adoption");
    private static final Map<String, RunningDatabase> SERVERS = new HashMap<>();

    /** Not for what begins with "locked", and to be dropped where it begins with "gone". */
    private static final String CONSENT =
            """
            , adoption: [{namespaces: [adoption], schemas: ["refused_*", "previewed_*", "kept_*", "reset_*", "wrong_*", "moved_*", "held_*"],
                          users: ["*_user", "*_owner", "*_readers", "admin"]},
                         {namespaces: [adoption], schemas: ["gone_*"], users: ["gone_*"], deletion: Delete}]
            """
                    .replace("\n", " ");

    @BeforeAll
    static void servers() {
        SERVERS.put("postgres", TestEnvironment.shared().postgres(18));
        SERVERS.put("mysql", TestEnvironment.shared().mySql());
        SERVERS.put("mariadb", TestEnvironment.shared().mariaDb("11.4"));
        SERVERS.forEach((engine, server) -> {
            LAKOU.adminSecret("adoption-" + engine + "-admin", server.admin());
            TEAM.applyServer("adoption-" + engine, Servers.fields("adoption-" + engine, server) + CONSENT);
            TEAM.awaitServerReason("adoption-" + engine, "Reconciled");
        });
        LAKOU.manifests().apply(password("by-hand", ByHand.PASSWORD));
    }

    private static Secret password(String name, String password) {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace("adoption")
                .withName(name)
                .addToAnnotations("lakou.dev/password-for", readers())
                .endMetadata()
                .withStringData(Map.of("password", password, "wrong", "another"))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void refusesUnlessItIsAsked(String engine) throws SQLException {
        byHand(engine, "refused_" + engine).make();

        apply(engine, "refused", "");

        assertThat(TEAM.awaitReason("refused-" + engine, "NameConflict")).contains("spec.adoption");
        byHand(engine, "refused_" + engine).requireServed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void showsThePlanAndChangesNothing(String engine) throws SQLException {
        byHand(engine, "previewed_" + engine).make();

        apply(engine, "previewed", ", adoption: {policy: Preview, passwordSecretRef: {name: by-hand}}");

        assertThat(TEAM.awaitReason("previewed-" + engine, "AdoptionPreview"))
                .contains("take over schema \"previewed_%s\"".formatted(engine))
                .contains("take over role \"previewed_%s_user\"".formatted(engine));
        byHand(engine, "previewed_" + engine).requireServed();
        assertThat(LAKOU.client()
                        .secrets()
                        .inNamespace("adoption")
                        .withName("previewed-" + engine + "-database")
                        .get())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void goesOnWithThePasswordThatTheServiceHas(String engine) throws SQLException {
        byHand(engine, "kept_" + engine).make();

        apply(engine, "kept", ", adoption: {policy: TakeOver, passwordSecretRef: {name: by-hand}}");
        TEAM.awaitReason("kept-" + engine, "Reconciled");

        var keys = TEAM.keys("kept-" + engine);
        assertThat(keys.get("DB_PASSWORD")).isEqualTo(ByHand.PASSWORD);
        requireAllRows(keys);
        try (var connection = keys.connect();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE bookings ADD arrived INT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void setsAnotherPasswordWhereThatIsWanted(String engine) throws SQLException {
        byHand(engine, "reset_" + engine).make();

        apply(engine, "reset", ", adoption: {policy: TakeOver, password: Reset}");
        TEAM.awaitReason("reset-" + engine, "Reconciled");

        requireAllRows(TEAM.keys("reset-" + engine));
        assertThatThrownBy(() -> byHand(engine, "reset_" + engine).requireServed())
                .isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void doesNotBeginWithAPasswordThatIsWrong(String engine) throws SQLException {
        byHand(engine, "wrong_" + engine).make();

        apply(engine, "wrong", ", adoption: {policy: TakeOver, passwordSecretRef: {name: by-hand, key: wrong}}");

        assertThat(TEAM.awaitReason("wrong-" + engine, "AdoptionRefused")).contains("Reset");
        byHand(engine, "wrong_" + engine).requireServed();
        apply(engine, "wrong", ", adoption: {policy: TakeOver, passwordSecretRef: {name: by-hand}}");
        TEAM.awaitReason("wrong-" + engine, "Reconciled");
    }

    private static String readers() {
        return SERVERS.keySet().stream()
                .flatMap(engine ->
                        Stream.of("previewed-", "kept-", "wrong-", "renamed-").map(name -> name + engine))
                .collect(Collectors.joining(", "));
    }

    /** The namespace may use the server, and that is not enough: the entry that would allow it is told to copy. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void takesNothingOverWithoutTheConsentOfThePlatform(String engine) throws SQLException {
        byHand(engine, "locked_" + engine).make();

        apply(engine, "locked", ", adoption: {policy: TakeOver, password: Reset}");

        assertThat(TEAM.awaitReason("locked-" + engine, "AdoptionRefused"))
                .contains("{namespaces: [\"adoption\"], schemas: [\"locked_%1$s\"], users: [\"locked_%1$s_user\"]}"
                        .formatted(engine));
        byHand(engine, "locked_" + engine).requireServed();
    }

    /** PostgreSQL's here is called postgres, which the API refuses at once. */
    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void neverTakesOverTheLoginOfAnAdministrator(String engine) {
        var administrator = requireNonNull(SERVERS.get(engine)).admin().user();

        TEAM.apply(
                "stolen-" + engine,
                "serverRef: {name: adoption-%s}, user: %s, adoption: {policy: TakeOver, password: Reset}"
                        .formatted(engine, administrator));

        assertThat(TEAM.awaitReason("stolen-" + engine, "AdoptionRefused"))
                .contains("\"%s\" is the administrator of DatabaseServer \"adoption-%s\""
                        .formatted(administrator, engine));
    }

    /** A resource that is renamed, or applied in another namespace, goes on with the data of the one that was deleted. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void goesOnWithWhatADeletedResourceLeft(String engine) throws SQLException {
        var names = "schema: moved_%1$s, user: moved_%1$s_user".formatted(engine);
        TEAM.apply("moved-" + engine, "serverRef: {name: adoption-%s}, %s".formatted(engine, names));
        TEAM.awaitReason("moved-" + engine, "Reconciled");
        var keys = TEAM.keys("moved-" + engine);
        fill(keys);
        LAKOU.manifests().apply(password("moved-" + engine + "-before", keys.get("DB_PASSWORD")));
        var spec =
                "serverRef: {name: adoption-%s}, %s, adoption: {policy: TakeOver, passwordSecretRef: {name: moved-%1$s-before}}"
                        .formatted(engine, names);
        TEAM.apply("renamed-" + engine, spec);
        TEAM.awaitReason("renamed-" + engine, "NameConflict");

        TEAM.delete("moved-" + engine);
        TEAM.awaitReason("renamed-" + engine, "Reconciled");

        assertThat(TEAM.keys("renamed-" + engine).get("DB_PASSWORD")).isEqualTo(keys.get("DB_PASSWORD"));
        requireAllRows(TEAM.keys("renamed-" + engine));
    }

    /** The resource cannot have forgotten that its schema was taken over: the server says so. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb"})
    void dropsWhatWasTakenOverOnlyWithTheConsentOfThePlatform(String engine) throws SQLException {
        for (var name : List.of("held", "gone")) {
            byHand(engine, name + "_" + engine).make();
            apply(engine, name, ", adoption: {policy: TakeOver, password: Reset}");
            TEAM.awaitReason(name + "-" + engine, "Reconciled");
            apply(engine, name, ", deletionPolicy: Delete");
            TEAM.awaitReason(name + "-" + engine, "Reconciled");
            TEAM.annotate(name + "-" + engine, "lakou.dev/confirm-delete", name + "_" + engine);
        }

        TEAM.delete("gone-" + engine);
        LAKOU.serviceSchema("adoption", "held-" + engine).delete();

        assertThat(TEAM.awaitReason("held-" + engine, "DeletionBlocked"))
                .contains("deletion: Delete")
                .contains("schema \"held_%s\"".formatted(engine));
        requireAllRows(TEAM.keys("held-" + engine));
        apply(engine, "held", ", deletionPolicy: Retain");
        TEAM.delete("held-" + engine);
    }

    private static void fill(SecretKeys keys) throws SQLException {
        try (var connection = keys.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bookings (id INT PRIMARY KEY)");
            statement.execute("INSERT INTO bookings VALUES (1), (2), (3)");
        }
    }

    private static void apply(String engine, String name, String more) {
        TEAM.apply(name + "-" + engine, "serverRef: {name: adoption-%s}%s".formatted(engine, more));
    }

    @Test
    void readsNoSecretThatDoesNotSayThatItMay() throws SQLException {
        byHand("postgres", "unasked_postgres").make();

        apply("postgres", "unasked", ", adoption: {policy: TakeOver, passwordSecretRef: {name: by-hand}}");

        assertThat(TEAM.awaitReason("unasked-postgres", "AdoptionRefused"))
                .contains("kubectl annotate secret", "lakou.dev/password-for=unasked-postgres");
        byHand("postgres", "unasked_postgres").requireServed();
    }

    private static ByHand byHand(String engine, String schema) {
        return new ByHand(requireNonNull(SERVERS.get(engine)), "postgres", schema);
    }

    private static void requireAllRows(SecretKeys keys) throws SQLException {
        try (var connection = keys.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM bookings")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(3);
        }
    }
}
