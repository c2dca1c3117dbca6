package dev.lakou.connection;

import static dev.lakou.connection.ConnectionBuilder.aConnection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.database.Engine;
import dev.lakou.database.ServerReport.Flavor;
import dev.lakou.database.TlsMode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PresetTest {

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void genericWritesTheKeysOfItsTable(Flavor flavor) throws IOException {
        var details = withPool(flavor, Preset.GENERIC);

        var keys = details.environment().values();

        assertThat(details.violations()).isEmpty();
        GoldenTable.assertAgreed("Generic-" + flavor.productName(), GoldenTable.lines(keys));
    }

    @ParameterizedTest
    @MethodSource("otherPresetsWithTheirFlavors")
    void writesItsOwnKeysBesideThoseOfGeneric(Preset preset, Flavor flavor) throws IOException {
        var details = withPool(flavor, preset);
        var generic = withPool(flavor, Preset.GENERIC).environment().values();

        var own = new TreeMap<>(details.environment().values());
        own.entrySet().removeAll(generic.entrySet());
        var shared = new TreeSet<>(generic.keySet());
        shared.removeAll(own.keySet());

        assertThat(details.violations()).isEmpty();
        var lines = new ArrayList<>(GoldenTable.lines(own));
        lines.add("-- as Generic: " + String.join(" ", shared));
        GoldenTable.assertAgreed(preset.title() + "-" + flavor.productName(), lines);
    }

    @ParameterizedTest
    @CsvSource({
        "VERIFY_FULL, VerifyFull, POSTGRESQL",
        "VERIFY_FULL, VerifyFull, MYSQL",
        "VERIFY_FULL, VerifyFull, MARIADB",
        "DISABLE, Disable, POSTGRESQL",
        "DISABLE, Disable, MYSQL",
        "DISABLE, Disable, MARIADB"
    })
    void tellsTlsToTheClientsThatHaveAWordForIt(TlsMode mode, String table, Flavor flavor) throws IOException {
        var generic = keysThatTlsChanges(Preset.GENERIC, flavor, mode);

        var lines = new ArrayList<>(GoldenTable.lines(generic));
        for (var preset : presetsOf(flavor)) {
            var own = keysThatTlsChanges(preset, flavor, mode);
            own.entrySet().removeAll(generic.entrySet());
            GoldenTable.lines(own).forEach(line -> lines.add(preset.title() + ": " + line));
        }

        GoldenTable.assertAgreed(table + "-" + flavor.productName(), lines);
    }

    /** Read side by side in a review: what each product is told that may have 10 connections, and no more. */
    @ParameterizedTest
    @EnumSource(Flavor.class)
    void tellsAPoolThatFitsToTheProductsThatTakeOne(Flavor flavor) throws IOException {
        var lines = new ArrayList<String>();
        for (var preset : presetsOf(flavor)) {
            var free = aConnection(flavor).withPreset(preset).build();
            var limited = aConnection(flavor).withPreset(preset).limitedTo(10).build();
            var told = new TreeMap<>(limited.environment().values());
            told.entrySet().removeAll(free.environment().values().entrySet());
            GoldenTable.lines(told).forEach(line -> lines.add(preset.title() + ": " + line));
        }

        GoldenTable.assertAgreed("LimitedTo10-" + flavor.productName(), lines);
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void isFoundByItsTitle(Preset preset) {
        assertThat(Preset.titled(preset.title())).contains(preset);
    }

    @ParameterizedTest
    @MethodSource("presetsWithTheirFlavors")
    void keepsThePasswordWhereTheOperatorReadsIt(Preset preset, Flavor flavor) {
        var keys = aConnection(flavor).withPreset(preset).build().environment().values();

        assertThat(keys).containsEntry("DB_PASSWORD", "Secret0");
    }

    @ParameterizedTest
    @MethodSource("presetsWithTheirFlavors")
    void writesKeysThatEnvFromTakes(Preset preset, Flavor flavor) {
        var keys = aConnection(flavor).withPreset(preset).build().environment().values();

        assertThat(keys.keySet()).allMatch(key -> key.matches("[A-Z][A-Z0-9]*(__?[A-Z0-9]+)*"));
        assertThat(keys)
                .doesNotContainKeys(
                        "HOST", "PORT", "USER", "USERNAME", "PASSWORD", "NAME", "TYPE", "URL", "PATH", "HOME");
    }

    @Test
    void refusesAnEngineThatTheProductDoesNotKnow() {
        var details = aConnection(Flavor.MARIADB).withPreset(Preset.LANGFLOW).build();

        var violations = details.violations();

        assertThat(violations)
                .containsExactly("spec.secret.preset is Langflow, which does not work with MariaDB;"
                        + " use Generic, or a server of another engine.");
    }

    @Test
    void refusesASchemaThatLaravelWouldCutInTwo() {
        var details = aConnection(Flavor.POSTGRESQL)
                .withPreset(Preset.LARAVEL)
                .inSchema("a b")
                .build();

        var violations = details.violations();

        assertThat(violations)
                .containsExactly("spec.secret.preset is Laravel, which cannot name the schema \"a b\":"
                        + " it allows no space, comma or quote; use Generic, or another name.");
    }

    @Test
    void givesEasyAppointmentsAPortOnlyWhereItIsNotTheUsualOne() {
        var preset = aConnection(Flavor.MYSQL).withPreset(Preset.EASY_APPOINTMENTS);

        var usual = preset.build().environment().values();
        var unusual = preset.to("db.example", 3307).build().environment().values();

        assertThat(usual).containsEntry("DB_HOST", "db.example");
        assertThat(unusual).containsEntry("DB_HOST", "db.example:3307");
    }

    /** Alembic's set_main_option takes a percent sign for an interpolation. */
    @ParameterizedTest
    @EnumSource(names = {"SQL_ALCHEMY_ASYNC", "LANGFLOW", "SUPERSET"})
    void writesNoPercentSignForAlembic(Preset preset) {
        var keys = aConnection(Flavor.POSTGRESQL)
                .withPreset(preset)
                .build()
                .environment()
                .values();

        assertThat(keys.get("DATABASE_URL")).doesNotContain("%");
    }

    private static ConnectionDetails withPool(Flavor flavor, Preset preset) {
        return aConnection(flavor)
                .withPreset(preset)
                .withPool(5, 10, Duration.ofHours(1))
                .build();
    }

    private static SortedMap<String, String> keysThatTlsChanges(Preset preset, Flavor flavor, TlsMode mode) {
        var plain = aConnection(flavor).withPreset(preset).build();
        var told = aConnection(flavor)
                .withPreset(preset)
                .withTls(
                        mode,
                        Optional.of("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"),
                        Optional.of("/etc/database/ca.crt"))
                .build();
        var changed = new TreeMap<>(told.environment().values());
        changed.entrySet().removeAll(plain.environment().values().entrySet());
        return changed;
    }

    private static Stream<Arguments> otherPresetsWithTheirFlavors() {
        return presetsWithTheirFlavors().filter(arguments -> arguments.get()[0] != Preset.GENERIC);
    }

    private static Stream<Arguments> presetsWithTheirFlavors() {
        return Arrays.stream(Flavor.values())
                .flatMap(flavor -> presetsOf(flavor).stream().map(preset -> Arguments.of(preset, flavor)));
    }

    private static List<Preset> presetsOf(Flavor flavor) {
        var engine = flavor == Flavor.POSTGRESQL ? Engine.POSTGRESQL : Engine.MYSQL;
        return Arrays.stream(Preset.values())
                .filter(preset -> preset.engines().contains(engine))
                .toList();
    }
}
