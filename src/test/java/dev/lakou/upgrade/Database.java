package dev.lakou.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.clients.Program;
import dev.lakou.environment.Patience;
import dev.lakou.environment.PostgresCluster;
import dev.lakou.environment.PostgresOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A database server whose whole content is written down and read back with PostgreSQL's own programs. */
record Database(PostgresCluster server) {
    /** Debian's pg_dumpall reads no server that is newer than itself. */
    private static final int MAJOR = 15;

    static Database start() {
        return new Database(PostgresCluster.start(MAJOR, PostgresOptions.standard()));
    }

    /** All roles, with their passwords, and all databases; but nothing of the test's own superuser, nor random keys. */
    String dump() throws IOException {
        return run("pg_dumpall")
                .lines()
                .filter(line -> !line.matches("(CREATE|ALTER) ROLE postgres\\b.*"))
                .filter(line -> !line.matches("\\\\(un)?restrict .*"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    void restore(Path script) throws IOException {
        run("psql", "--quiet", "--set=ON_ERROR_STOP=1", "--file=" + script, "postgres");
    }

    private String run(String program, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        var admin = server.admin();
        var environment = Map.of(
                "PGHOST", server.host(),
                "PGPORT", String.valueOf(server.port()),
                "PGUSER", admin.user(),
                "PGPASSWORD", admin.password());
        var ending = new Program(command, Path.of("").toAbsolutePath(), environment).run(Patience.LIMIT);
        assertThat(ending.isSuccess()).as("%s: %s", program, ending.errors()).isTrue();
        return ending.output();
    }
}
