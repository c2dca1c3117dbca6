package dev.lakou.database.postgresql.move;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.database.ClientCertificate;
import dev.lakou.database.DatabaseException;
import dev.lakou.database.DatabaseException.Kind;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.TlsMode;
import dev.lakou.database.jdbc.CertificateFile;
import dev.lakou.database.move.Cancellation;
import dev.lakou.model.Identifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own {@code pg_dump}: nobody else knows how to write down all that a server holds. It is told where to go
 * by its environment alone, so that no password is on a command line.
 *
 * @param program name or path
 */
record DumpProgram(String program, Cancellation cancellation) {
    private static final Pattern VERSION = Pattern.compile("pg_dump \\(PostgreSQL\\) (\\d+)");

    private static final long MINUTES = 30;

    /** Its major version; empty if there is none. */
    OptionalInt major() {
        try {
            var match = VERSION.matcher(run(List.of(program, "--version"), Map.of()));
            return match.find() ? OptionalInt.of(Integer.parseInt(match.group(1))) : OptionalInt.empty();
        } catch (DatabaseException e) {
            return OptionalInt.empty();
        }
    }

    /** Tables, types, functions and views of the schemas, without rows, owners and grants. */
    String structure(ServerConfiguration server, List<Identifier> schemas, Identifier actAs, String... sections) {
        var command = new ArrayList<>(List.of(
                program,
                "--schema-only",
                "--no-owner",
                "--no-privileges",
                "--no-publications",
                "--no-subscriptions",
                "--no-tablespaces",
                "--no-security-labels",
                "--lock-wait-timeout=5s",
                "--role=" + actAs.value()));
        schemas.forEach(schema -> command.add("--schema=" + pattern(schema)));
        for (var section : sections) {
            command.add("--section=" + section);
        }
        var client = new ArrayList<Path>();
        try {
            return DumpScript.of(run(command, environment(server, client)), schemas);
        } finally {
            client.forEach(file -> file.toFile().delete());
        }
    }

    /** In quotes no character is a wildcard. */
    static String pattern(Identifier schema) {
        return '"' + schema.value().replace("\"", "\"\"") + '"';
    }

    private static Map<String, String> environment(ServerConfiguration server, List<Path> files) {
        var environment = new HashMap<>(Map.of(
                "PGHOST", server.host(),
                "PGPORT", Integer.toString(server.port()),
                "PGDATABASE", server.database().map(Identifier::value).orElse("postgres"),
                "PGUSER", server.username(),
                "PGPASSWORD", server.password().value(),
                "PGCONNECT_TIMEOUT", "10",
                "PGAPPNAME", "lakou",
                "PGCLIENTENCODING", "UTF8",
                "PGSSLMODE", server.tls().mode().name().toLowerCase(Locale.ROOT).replace('_', '-')));
        if (server.tls().mode().compareTo(TlsMode.VERIFY_CA) >= 0) {
            environment.put(
                    "PGSSLROOTCERT",
                    server.tls()
                            .certificateAuthority()
                            .map(pem -> CertificateFile.of(pem).toString())
                            .orElse("system"));
        }
        server.tls().clientCertificate().ifPresent(certificate -> show(certificate, environment, files));
        return environment;
    }

    private static void show(ClientCertificate certificate, Map<String, String> environment, List<Path> files) {
        environment.put("PGSSLCERT", written(certificate.chain(), files));
        environment.put("PGSSLKEY", written(certificate.key(), files));
    }

    /** Java makes temporary files that nobody else may read. */
    private static String written(String pem, List<Path> files) {
        try {
            var file = Files.createTempFile("lakou-", ".pem");
            files.add(file);
            return Files.writeString(file, pem).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate cannot be written to a file.", e);
        }
    }

    private String run(List<String> command, Map<String, String> environment) {
        try {
            var builder = new ProcessBuilder(command);
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().putAll(environment);
            builder.environment().put("LC_ALL", "C");
            var process = builder.start();
            process.getOutputStream().close();
            var said = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            var written = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            try (var wait = cancellation.begin(process::destroyForcibly)) {
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    throw failed("did not end in %d minutes".formatted(MINUTES));
                }
            } finally {
                // It would close what an ended one has written, which may not all be read yet.
                if (process.isAlive()) {
                    process.destroyForcibly();
                }
            }
            if (process.exitValue() != 0) {
                throw failed(said.join().strip());
            }
            return written.join();
        } catch (IOException e) {
            throw new DatabaseException(Kind.UNSUITABLE, "pg_dump cannot be started: %s.".formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(Kind.BUSY, "pg_dump was interrupted. Retried.", e);
        }
    }

    private static DatabaseException failed(String said) {
        return new DatabaseException(Kind.UNEXPECTED, "pg_dump said: %s".formatted(said));
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
