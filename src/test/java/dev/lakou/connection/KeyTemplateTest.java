package dev.lakou.connection;

import static dev.lakou.connection.ConnectionBuilder.aConnection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.ServerReport.Flavor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{host}}|db.example",
                "{{port}}|5432",
                "{{authority}}|db.example%3A5432",
                "{{{authority}}}|db.example:5432",
                "{{database}}|engarde",
                "{{schema}}|madansara",
                "{{searchPath}}|madansara%2Cpublic",
                "{{user}}|a%40b",
                "{{{user}}}|a@b",
                "{{password}}|p%3Aw",
                "{{{password}}}|p:w",
                "{{{url}}}|postgresql://a%40b:p%3Aw@db.example:5432/engarde?options=-csearch_path%3Dmadansara%2Cpublic",
                "{{{plainUrl}}}|postgresql://a%40b:p%3Aw@db.example:5432/engarde",
                "{{{sqlAlchemyAsyncUrl}}}|postgresql+asyncpg://a%40b:p%3Aw@db.example:5432/engarde",
                "{{{jdbcUrl}}}|jdbc:postgresql://db.example:5432/engarde?currentSchema=madansara%2Cpublic",
                "pgx://{{user}}:{{password}}@{{{authority}}}/{{database}}|pgx://a%40b:p%3Aw@db.example:5432/engarde",
                "no variable at all|no variable at all",
            })
    void fillsInTheVariables(String text, String value) {
        var details = connection().withTemplate("MY_URL", text).build();

        var keys = details.environment().values();

        assertThat(details.violations()).isEmpty();
        assertThat(keys).containsEntry("MY_URL", value);
    }

    @Test
    void winsOverAKeyOfThePreset() {
        var details =
                connection().withTemplate("DATABASE_URL", "{{{plainUrl}}}").build();

        var keys = details.environment().values();

        assertThat(keys).containsEntry("DATABASE_URL", "postgresql://a%40b:p%3Aw@db.example:5432/engarde");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{hots}}",
                "{{host.length}}",
                "{{host.class.name}}",
                "{{host.getClass.getClassLoader}}",
                "{{password.value}}",
                "{{#nothing}}x{{/nothing}}",
                "{{this}}",
                "{{.}}",
                "{{-first}}",
                "{{entrySet}}",
                "{{size}}",
                "{{^host}}{{hidden}}{{/host}}",
                "{{{}}}",
            })
    void refusesWhatIsNotAVariable(String text) {
        var violations =
                connection().withTemplate("MY_URL", "line one\n" + text).build().violations();

        assertThat(violations)
                .singleElement()
                .asString()
                .startsWith("spec.secret.template[\"MY_URL\"], line 2: there is no {{")
                .contains("authority, database, host")
                .doesNotContain("p:w");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{host", "{{#host}}", "{{/host}}", "{{{host}}", "{{}}", "{{>file}}", "{{=}}", "{{<x}}"})
    void refusesWhatIsNotMustache(String text) {
        var violations =
                connection().withTemplate("MY_URL", "line one\n" + text).build().violations();

        assertThat(violations).singleElement().asString().startsWith("spec.secret.template[\"MY_URL\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1A", "A-B", "A.B", "A B", "Ä", "../x", "A=B", "A\n"})
    void refusesAKeyThatEnvFromCannotTake(String key) {
        var violations = connection().withTemplate(key, "x").build().violations();

        assertThat(violations).singleElement().asString().contains("is not a key for envFrom");
    }

    @Test
    void refusesToReplaceThePassword() {
        var violations =
                connection().withTemplate("DB_PASSWORD", "mine").build().violations();

        assertThat(violations)
                .singleElement()
                .asString()
                .isEqualTo("spec.secret.template[\"DB_PASSWORD\"] would replace the key that Lakou reads the password"
                        + " back from; use another key.");
    }

    @Test
    void refusesTemplatesWithoutMeasure() {
        var tooLong = connection().withTemplate("MY_URL", "x".repeat(4097)).build();
        var tooFull =
                connection().withTemplate("MY_URL", "{{{url}}}".repeat(400)).build();
        var tooMany = connection();
        for (var i = 0; i < 10_000; i++) {
            tooMany.withTemplate("KEY_" + i, "{{host}}");
        }

        assertThat(tooLong.violations()).singleElement().asString().contains("has 4097 characters; shorten it to 4096");
        assertThat(tooFull.violations()).singleElement().asString().contains("characters; shorten it to 8192");
        assertThat(tooMany.build().violations())
                .containsExactly("spec.secret.template has 10000 keys; it may have 64.");
    }

    @Test
    void refusesNul() {
        var violations = connection().withTemplate("MY_URL", "a\0b").build().violations();

        assertThat(violations).singleElement().asString().contains("NUL");
    }

    @Test
    void survivesNestingAsDeepAsALimitAllows() {
        var depth = 4096 / "{{#host}}{{/host}}".length();

        var violations = connection()
                .withTemplate("MY_URL", "{{#host}}".repeat(depth) + "{{/host}}".repeat(depth))
                .build()
                .violations();

        assertThat(violations).isEmpty();
    }

    private static ConnectionBuilder connection() {
        return aConnection(Flavor.POSTGRESQL).loggedInAs("a@b", "p:w");
    }
}
