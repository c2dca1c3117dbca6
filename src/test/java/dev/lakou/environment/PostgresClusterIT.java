package dev.lakou.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@NeedsServers({Part.POSTGRESQL_14, Part.POSTGRESQL_15, Part.POSTGRESQL_16, Part.POSTGRESQL_17, Part.POSTGRESQL_18})
class PostgresClusterIT {

    static IntStream majors() {
        return IntStream.rangeClosed(14, 18);
    }

    @ParameterizedTest
    @MethodSource("majors")
    void answersWithItsVersion(int major) throws Exception {
        var cluster = TestEnvironment.shared().postgres(major);

        var version = Answers.one(cluster, "postgres", "SELECT version()");

        assertThat(version).startsWith("PostgreSQL " + major + ".");
    }

    @ParameterizedTest
    @MethodSource("majors")
    void refusesAWrongPassword(int major) {
        var cluster = TestEnvironment.shared().postgres(major);
        var wrong = new Login(cluster.admin().user(), "wrong");

        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> cluster.connect(wrong, "postgres").close())
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @ParameterizedTest
    @MethodSource("majors")
    void bringsTheUsualExtensions(int major) throws Exception {
        var cluster = TestEnvironment.shared().postgres(major);

        var count = Answers.one(
                cluster,
                "postgres",
                "SELECT count(*) FROM pg_available_extensions WHERE name IN ('pg_trgm', 'citext', 'hstore')");

        assertThat(count).isEqualTo("3");
    }

    @Test
    void offersTlsThatAClientCanVerify() throws Exception {
        try (var cluster = PostgresCluster.start(17, PostgresOptions.standard().withTls())) {
            var verified = "postgres?sslmode=verify-full&sslrootcert=" + cluster.authority();

            var encrypted = Answers.one(cluster, verified, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()");

            assertThat(encrypted).isEqualTo("t");
        }
    }
}
