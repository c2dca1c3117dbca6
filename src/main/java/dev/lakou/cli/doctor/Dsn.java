package dev.lakou.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lakou.cli.terminal.Failure;
import dev.lakou.cli.terminal.Terminal;
import dev.lakou.database.ClientCertificate;
import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerPolicy;
import dev.lakou.database.Tls;
import dev.lakou.database.TlsMode;
import dev.lakou.model.Identifier;
import dev.lakou.model.Password;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server by the URL of its administrator, such as {@code postgresql://admin:secret@host:5432/engarde?sslmode=require}. */
final class Dsn {
    /** The last @ ends the password, so that one with an @ of its own may stand in the URL as it is. */
    private static final Pattern FORM = Pattern.compile("(?<scheme>[a-z0-9]+)(\\+[a-z0-9]+)?://"
            + "((?<user>[^:@/?]+)(:(?<password>.*))?@)?(?<host>\\[[^\\]]+\\]|[^:/?@\\[\\]]+)(:(?<port>[0-9]{1,5}))?"
            + "(/(?<database>[^/?]*))?(\\?(?<parameters>[^@]*))?");

    private static final int POOL = 2;

    private Dsn() {}

    /**
     * What is needed to connect. A password that is not in the URL is taken from PGPASSWORD or MYSQL_PWD, as the clients
     * of the servers do, so that it need not be seen in a list of processes.
     */
    static ServerConfiguration configuration(String dsn, Terminal terminal) {
        var parts = FORM.matcher(dsn);
        if (!parts.matches()) {
            throw new Failure("--dsn must be of the form postgresql://USER:PASSWORD@HOST:PORT/DATABASE or"
                    + " mysql://USER:PASSWORD@HOST:PORT. A / or ? in the password is written %2F or %3F.");
        }
        var engine = engine(parts.group("scheme"));
        var database = Optional.ofNullable(parts.group("database"))
                .filter(name -> !name.isEmpty())
                .map(Dsn::decoded)
                .map(Identifier::new);
        if (engine == Engine.POSTGRESQL && database.isEmpty()) {
            throw new Failure(
                    "--dsn names no database. PostgreSQL needs the one that services share, after the port: /engarde.");
        }
        var parameters =
                parameters(Optional.ofNullable(parts.group("parameters")).orElse(""));
        return new ServerConfiguration(
                engine,
                parts.group("host").replaceAll("[\\[\\]]", ""),
                Optional.ofNullable(parts.group("port")).map(Integer::parseInt).orElse(engine.defaultPort()),
                engine == Engine.POSTGRESQL ? database : Optional.empty(),
                decoded(Optional.ofNullable(parts.group("user"))
                        .orElseThrow(() -> new Failure("--dsn names no user: postgresql://USER:PASSWORD@HOST."))),
                password(Optional.ofNullable(parts.group("password")), engine, terminal),
                tls(parameters),
                POOL,
                Optional.empty(),
                Optional.empty(),
                ServerPolicy.CAREFUL);
    }

    private static Engine engine(String scheme) {
        return switch (scheme) {
            case "postgres", "postgresql" -> Engine.POSTGRESQL;
            case "mysql", "mariadb" -> Engine.MYSQL;
            default ->
                throw new Failure("--dsn begins with \"%s\"; it must be postgresql:// or mysql://.".formatted(scheme));
        };
    }

    private static Password password(Optional<String> written, Engine engine, Terminal terminal) {
        var variable = engine == Engine.POSTGRESQL ? "PGPASSWORD" : "MYSQL_PWD";
        return written.map(Dsn::decoded)
                .or(() -> terminal.variable(variable))
                .filter(text -> !text.isEmpty())
                .map(Password::new)
                .orElseThrow(
                        () -> new Failure("There is no password: neither in --dsn nor in the environment variable %s."
                                .formatted(variable)));
    }

    /** Their names in lower case without hyphens and underscores: clients write them in several ways. */
    private static Map<String, String> parameters(String text) {
        var parameters = new HashMap<String, String>();
        Stream.of(text.split("&")).filter(one -> one.contains("=")).forEach(one -> {
            var at = one.indexOf('=');
            parameters.put(
                    one.substring(0, at).toLowerCase(Locale.ROOT).replaceAll("[-_]", ""),
                    decoded(one.substring(at + 1)));
        });
        return parameters;
    }

    private static Tls tls(Map<String, String> parameters) {
        var mode = Optional.ofNullable(parameters.get("sslmode")).map(Dsn::mode).orElse(TlsMode.PREFER);
        var authority = Stream.of("sslrootcert", "sslca")
                .flatMap(name -> Stream.ofNullable(parameters.get(name)))
                .findFirst();
        var certificate = Optional.ofNullable(parameters.get("sslcert"));
        var key = Optional.ofNullable(parameters.get("sslkey"));
        if (certificate.isPresent() != key.isPresent()) {
            throw new Failure("--dsn has one of sslcert and sslkey; a client certificate needs both.");
        }
        return new Tls(
                mode,
                authority.map(Dsn::file),
                certificate.flatMap(chain -> key.map(secret -> new ClientCertificate(file(chain), file(secret)))));
    }

    private static TlsMode mode(String word) {
        return switch (word.toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "disable", "disabled" -> TlsMode.DISABLE;
            case "allow", "prefer", "preferred" -> TlsMode.PREFER;
            case "require", "required" -> TlsMode.REQUIRE;
            case "verify-ca" -> TlsMode.VERIFY_CA;
            case "verify-full", "verify-identity" -> TlsMode.VERIFY_FULL;
            default ->
                throw new Failure(
                        "sslmode of --dsn is \"%s\"; it must be disable, prefer, require, verify-ca or verify-full."
                                .formatted(word));
        };
    }

    private static String file(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new Failure("There is no file \"%s\" to read, which --dsn names.".formatted(path), e);
        }
    }

    /** URLDecoder reads a + as a blank, which only forms mean by it. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    "--dsn has a % that is not followed by two hexadecimal digits: write %25 for a % in the password.",
                    e);
        }
    }
}
