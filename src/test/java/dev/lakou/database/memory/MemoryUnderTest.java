package dev.lakou.database.memory;

import dev.lakou.database.Engine;
import dev.lakou.database.ServerConfiguration;
import dev.lakou.database.ServerFactory;
import dev.lakou.database.ServerUnderTest;
import dev.lakou.database.SharedServer;
import dev.lakou.database.mysql.MySqlScenarioEngine;
import dev.lakou.database.mysql.MySqlServers;
import dev.lakou.database.postgresql.PostgresScenarioEngine;
import dev.lakou.database.postgresql.PostgresServers;
import dev.lakou.model.Credential;
import dev.lakou.model.Identifier;
import dev.lakou.scenarios.ScenarioEngine;
import java.sql.Connection;
import java.util.List;
import java.util.Set;

/** A server in memory of each engine; what it holds outlives who opens it. */
enum MemoryUnderTest implements ServerUnderTest {
    POSTGRESQL(new PostgresScenarioEngine(), new PostgresServers()),
    MYSQL(new MySqlScenarioEngine(), new MySqlServers());

    private final ScenarioEngine engine;
    private final ServerFactory names;
    private final InMemoryData data;

    MemoryUnderTest(ScenarioEngine engine, ServerFactory names) {
        this.engine = engine;
        this.names = names;
        this.data = new InMemoryData(engine);
    }

    @Override
    public ServerFactory factory() {
        return new ServerFactory() {
            @Override
            public Engine engine() {
                return names.engine();
            }

            @Override
            public Set<Identifier> roles(Identifier schema, List<Identifier> users) {
                return names.roles(schema, users);
            }

            @Override
            public SharedServer open(ServerConfiguration configuration) {
                return MemoryUnderTest.this.open();
            }
        };
    }

    @Override
    public SharedServer open() {
        return new InMemoryServer(engine, data);
    }

    @Override
    public Connection connect(Credential credential, Identifier schema) {
        throw new UnsupportedOperationException("A server in memory takes no SQL");
    }

    @Override
    public String quoted(Identifier name) {
        return name.value();
    }

    @Override
    public void run(String... statements) {
        throw new UnsupportedOperationException("A server in memory takes no SQL");
    }

    @Override
    public List<String> inventory() {
        return data.lines();
    }
}
