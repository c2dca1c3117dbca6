package dev.lakou.clients;

import dev.lakou.clients.Program.Ending;
import dev.lakou.environment.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Clients that are given a Secret and a query, and print the one value that it has for an answer. */
public final class QueryClient {

    private QueryClient() {}

    /** SQLAlchemy, on DATABASE_URL_PSYCOPG. */
    public static String sqlAlchemy(Map<String, String> keys, String query) {
        return run(Toolchains.python(), List.of("sqlalchemy_query.py"), keys, query);
    }

    /** psql, on DATABASE_URL. */
    public static String psql(Map<String, String> keys, String query) {
        return run(Toolchains.shell(), List.of("psql-query.sh"), keys, query);
    }

    /** What the programs print; what they say of an error, where they end with one. */
    private static String run(Toolchain toolchain, List<String> arguments, Map<String, String> keys, String query) {
        var environment = new TreeMap<>(keys);
        environment.put("CLIENT_QUERY", query);
        try {
            var ending = toolchain.program(arguments, environment).run(Patience.LIMIT);
            return ending.isSuccess() ? ending.output() : said(ending, keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String said(Ending ending, Map<String, String> keys) {
        return Redaction.of(keys).apply(ending.errors());
    }
}
