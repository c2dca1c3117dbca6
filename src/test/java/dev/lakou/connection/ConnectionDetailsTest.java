package dev.lakou.connection;

import static dev.lakou.connection.ConnectionBuilder.aConnection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.TlsMode;
import dev.lakou.model.Identifier;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectionDetailsTest {
    private static final String PLAIN = "postgresql://madansara_user:Secret0@db.example:5432/engarde";
    private static final String AUTHORITY = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

    @Test
    void repeatsTheSearchPathInTheFormThatEveryClientTakes() {
        var keys = keys(aConnection(Flavor.POSTGRESQL));

        assertThat(keys)
                .containsEntry("DATABASE_URL", PLAIN + "?options=-csearch_path%3Dmadansara%2Cpublic")
                .containsEntry(
                        "JDBC_DATABASE_URL",
                        "jdbc:postgresql://db.example:5432/engarde?currentSchema=madansara%2Cpublic");
    }

    @Test
    void leavesTheSearchPathOutWhereItIsNotWanted() {
        var keys = keys(aConnection(Flavor.POSTGRESQL).withoutSearchPathInUrl());

        assertThat(keys).containsEntry("DATABASE_URL", PLAIN);
        assertThat(keys.values()).noneMatch(value -> value.contains("?"));
    }

    @Test
    void leavesTheSearchPathOutInFrontOfPgBouncer() {
        var keys = keys(aConnection(Flavor.POSTGRESQL).behind(Pooler.PGBOUNCER));

        assertThat(keys).containsEntry("DATABASE_URL", PLAIN);
        assertThat(keys.values()).noneMatch(value -> value.contains("?"));
    }

    @ParameterizedTest
    @EnumSource(names = {"LARAVEL", "PRISMA"})
    void namesTheSchemaToClientsThatWouldTakePublicInstead(Preset preset) {
        var keys = keys(aConnection(Flavor.POSTGRESQL).withPreset(preset).behind(Pooler.PGBOUNCER));

        assertThat(keys.get("DATABASE_URL")).containsPattern("\\?(schema|search_path)=madansara");
    }

    @Test
    void saysNothingAboutAPoolThatIsNotSet() {
        var keys = keys(aConnection(Flavor.POSTGRESQL));

        assertThat(keys.keySet()).noneMatch(key -> key.contains("POOL") || key.contains("OVERFLOW"));
    }

    /** R2DBC has a word for it, and would not try TLS by itself. */
    @Test
    void leavesTlsToClientsThatHaveNoWordForPreferringIt() {
        var preferring =
                aConnection(Flavor.POSTGRESQL).withTls(TlsMode.PREFER, Optional.of(AUTHORITY), Optional.of("/ca.crt"));

        var told = new TreeMap<>(keys(preferring));
        told.entrySet().removeAll(keys(aConnection(Flavor.POSTGRESQL)).entrySet());

        assertThat(told).containsExactly(Map.entry("R2DBC_URL", "r2dbc:" + PLAIN + "?sslMode=prefer"));
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void handsNoAuthorityOnToClientsWithoutTls(Flavor flavor) {
        var without = aConnection(flavor).withTls(TlsMode.DISABLE, Optional.of(AUTHORITY), Optional.of("/ca.crt"));

        var keys = keys(without);

        assertThat(keys.values()).noneMatch(value -> value.contains("ca.crt") || value.contains("CERTIFICATE"));
    }

    @Test
    void encodesAHostilePassword() {
        var keys = keys(
                aConnection(Flavor.POSTGRESQL).loggedInAs("a@b", "p:w/ %$'\"").withoutSearchPathInUrl());

        assertThat(keys)
                .containsEntry("DATABASE_URL", "postgresql://a%40b:p%3Aw%2F%20%25%24%27%22@db.example:5432/engarde")
                .containsEntry("PGPASSWORD", "p:w/ %$'\"");
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void writesTheBindingOfItsTable(Flavor flavor) throws IOException {
        var binding = aConnection(flavor).build().binding();

        assertThat(binding.type())
                .isEqualTo("servicebinding.io/" + (flavor == Flavor.POSTGRESQL ? "postgresql" : "mysql"));
        GoldenTable.assertAgreed(
                "ServiceBinding-" + flavor.productName(),
                GoldenTable.lines(binding.data().values()));
    }

    @Test
    void bindsWithTlsByFileNameAndWithoutUrlsForJava() {
        var data = aConnection(Flavor.POSTGRESQL)
                .withTls(TlsMode.VERIFY_FULL, Optional.of(AUTHORITY), Optional.empty())
                .build()
                .binding()
                .data()
                .values();

        assertThat(data)
                .containsEntry("sslmode", "verify-full")
                .containsEntry("sslrootcert", "ca.crt")
                .containsEntry("ca.crt", AUTHORITY)
                .containsEntry("certificates", AUTHORITY)
                .doesNotContainKeys("jdbc-url", "jdbc-uri", "r2dbc-url");
    }

    @Test
    void tellsAllMistakesTogether() {
        var details = aConnection(Flavor.POSTGRESQL)
                .withPreset(Preset.EASY_APPOINTMENTS)
                .withPool(0, -1, Duration.ZERO)
                .withTls(TlsMode.REQUIRE, Optional.of("not PEM"), Optional.of("ca.crt"))
                .withTemplate("NODE_URL", "{{hots}}")
                .build();

        var violations = details.violations();

        assertThat(violations)
                .satisfiesExactly(
                        mistake -> assertThat(mistake).startsWith("spec.pool.size is 0;"),
                        mistake -> assertThat(mistake).startsWith("spec.pool.maxOverflow is -1;"),
                        mistake -> assertThat(mistake).startsWith("spec.pool.recycle is PT0S;"),
                        mistake -> assertThat(mistake).contains("not PEM"),
                        mistake -> assertThat(mistake).contains("\"ca.crt\"; clients start anywhere"),
                        mistake -> assertThat(mistake).startsWith("spec.secret.preset is EasyAppointments"),
                        mistake -> assertThat(mistake).startsWith("spec.secret.template[\"NODE_URL\"], line 1"));
    }

    @Test
    void printsNoPassword() {
        var details = aConnection(Flavor.POSTGRESQL).build();

        var printed = details + " " + details.environment() + " " + details.binding();

        assertThat(printed).contains("DATABASE_URL").doesNotContain("Secret0");
    }

    @Test
    void refusesASearchPathThatBeginsElsewhere() {
        var details = aConnection(Flavor.MYSQL).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectionDetails(
                        details.flavor(),
                        details.endpoint(),
                        details.database(),
                        details.schema(),
                        details.credential(),
                        List.of(new Identifier("public")),
                        true,
                        details.pool(),
                        details.connectionLimit(),
                        details.tls(),
                        details.preset(),
                        details.template()))
                .withMessageContaining("begins with the schema");
    }

    private static Map<String, String> keys(ConnectionBuilder connection) {
        return connection.build().environment().values();
    }
}
