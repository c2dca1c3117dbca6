package dev.lakou.database.postgresql.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lakou.database.postgresql.sql.CatalogRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Questions about several scopes, sent as one message: one round trip and one transaction, however many there are. The
 * server plans each question once for all scopes, which costs it more than to answer: what can have no answer is not asked.
 */
public final class CatalogMessage {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What is asked about, and what of it is there: {@code own} roles, {@code holder}s of rights and {@code home} schemas.
     * Each is looked up by its index: {@code OFFSET 0} keeps the planner, who knows nothing of how few they are, from
     * reading a catalog from end to end.
     */
    private static final String SCOPE =
            """
            WITH scope AS (SELECT * FROM jsonb_to_recordset(?::jsonb) AS x (
              asker int, roles text[], schemas text[], heir text, markers text[], moved text[], groups text[], guests text[], holders text[],
              wholes jsonb, homes jsonb, keys jsonb, marked text[], everything boolean)),
            own AS (SELECT w.asker, r.oid, r.rolname FROM (SELECT asker, unnest(roles) AS name FROM scope) w,
                      LATERAL (SELECT oid, rolname FROM pg_roles WHERE rolname = w.name OFFSET 0) r),
            holder AS (SELECT w.asker, r.oid, r.rolname FROM (SELECT asker, unnest(holders) AS name FROM scope) w,
                         LATERAL (SELECT oid, rolname FROM pg_roles WHERE rolname = w.name OFFSET 0) r),
            home AS (SELECT w.asker, n.* FROM (SELECT asker, unnest(schemas) AS name FROM scope) w,
                       LATERAL (SELECT oid, nspname, nspowner, nspacl FROM pg_namespace WHERE nspname = w.name OFFSET 0) n)
            """;

    private final List<Question> questions = new ArrayList<>();

    /** The same message, for questions about these scopes. */
    public Section about(List<CatalogScope> scopes) {
        return new Section(scopes);
    }

    /** Sends nothing where nothing was asked. */
    public void send(Connection connection) throws SQLException {
        if (questions.isEmpty()) {
            return;
        }
        var text = questions.stream().map(one -> SCOPE + one.answers().query).collect(Collectors.joining(";\n"));
        try (var statement = connection.prepareStatement(text)) {
            for (var place = 0; place < questions.size(); place++) {
                statement.setString(place + 1, questions.get(place).scopes());
            }
            statement.execute();
            for (var question : questions) {
                try (var rows = statement.getResultSet()) {
                    question.answers().read(rows);
                }
                statement.getMoreResults();
            }
        }
    }

    /** @param scopes as JSON */
    private record Question(Answers<?> answers, String scopes) {}

    /** The questions of a message about some scopes. */
    public final class Section {
        private final Optional<String> scopes;

        private Section(List<CatalogScope> scopes) {
            this.scopes = scopes.isEmpty() ? Optional.empty() : Optional.of(json(scopes));
        }

        /**
         * Adds a question; about no scope there is nothing to ask.
         *
         * @param query goes on after the CTEs of {@link #SCOPE}; each of its rows tells in a column {@code asker} for whom it is
         * @return what comes of it, once the message is sent
         */
        <V> Answers<V> ask(String query, CatalogRow<V> row) {
            var answers = new Answers<>(query, row);
            scopes.ifPresent(text -> questions.add(new Question(answers, text)));
            return answers;
        }

        private static String json(List<CatalogScope> scopes) {
            try {
                return JSON.writeValueAsString(scopes);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("Lists of names are always JSON.", e);
            }
        }
    }

    /** What a question found, by who asked it. */
    public static final class Answers<V> {
        private final String query;
        private final CatalogRow<V> row;
        private final Map<Integer, Set<V>> byAsker = new HashMap<>();

        private Answers(String query, CatalogRow<V> row) {
            this.query = query;
            this.row = row;
        }

        Set<V> of(int asker) {
            return byAsker.getOrDefault(asker, Set.of());
        }

        private void read(ResultSet rows) throws SQLException {
            while (rows.next()) {
                byAsker.computeIfAbsent(rows.getInt("asker"), any -> new HashSet<>())
                        .add(row.read(rows));
            }
        }
    }
}
