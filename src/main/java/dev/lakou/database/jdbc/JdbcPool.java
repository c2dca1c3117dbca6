package dev.lakou.database.jdbc;

import dev.lakou.database.PoolUse;
import dev.lakou.database.ServerConfiguration;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A bounded pool of the administrator's connections to one server. Empty until first used; never waits for long. */
public final class JdbcPool implements AutoCloseable {
    private static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration IDLE_VALIDATION = Duration.ofSeconds(5);

    private final AgroalDataSource dataSource;
    private final ConnectionBreaker breaker = new ConnectionBreaker(Clock.systemUTC());

    private JdbcPool(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * @param url without credentials
     * @param properties of the driver: timeouts and TLS
     * @param most connections that may be open
     */
    public static JdbcPool open(
            String url, Map<String, String> properties, ServerConfiguration configuration, int most) {
        var supplier = new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(true)
                .connectionPoolConfiguration(pool -> pool.initialSize(0)
                        .minSize(0)
                        .maxSize(most)
                        .acquisitionTimeout(ACQUISITION_TIMEOUT)
                        .reapTimeout(IDLE_TIMEOUT)
                        .idleValidationTimeout(IDLE_VALIDATION)
                        .exceptionSorter(JdbcPool::endsConnection)
                        .connectionFactoryConfiguration(factory -> {
                            properties.forEach(factory::jdbcProperty);
                            return factory.jdbcUrl(url)
                                    .principal(new NamePrincipal(configuration.username()))
                                    .credential(new SimplePassword(
                                            configuration.password().value()));
                        }));
        try {
            return new JdbcPool(AgroalDataSource.from(supplier));
        } catch (SQLException e) {
            throw new IllegalStateException("The connection pool cannot be set up.", e);
        }
    }

    /** Who asks next must not be given a connection that is gone. */
    private static boolean endsConnection(SQLException exception) {
        var state = Optional.ofNullable(exception.getSQLState()).orElse("");
        // A session that takes no changes (25006) would keep that setting when the database has lost it.
        return state.startsWith("08") || state.startsWith("57P") || state.equals("25006");
    }

    /** Whether a message says that the server opened no connection in time: the pool has no code for it, only words. */
    public static boolean gaveUp(String message) {
        return message.toLowerCase(Locale.ROOT).contains("acquisition timeout");
    }

    public Connection connection() throws SQLException {
        return breaker.connect(dataSource::getConnection);
    }

    public PoolUse use() {
        var counts = dataSource.getMetrics();
        return new PoolUse(
                dataSource.getConfiguration().connectionPoolConfiguration().maxSize(),
                counts.activeCount(),
                counts.availableCount(),
                counts.awaitingCount(),
                counts.acquireCount(),
                counts.blockingTimeTotal());
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
